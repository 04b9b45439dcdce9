// The browsable page of the interface: its HTML, style and script.
#pragma once
#include <string_view>

namespace linli::http {

extern const std::string_view docs_html;
extern const std::string_view docs_css;
extern const std::string_view docs_js;

}  // namespace linli::http
