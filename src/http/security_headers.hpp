// What every answer carries, whatever happened.
#pragma once
#include <string_view>

#include "http/http.hpp"

namespace linli::http {

// ASVS 5.0 3.4.x and 14.3.2. `https`: the deployment is reached over TLS, so browsers are told to
// stay there. Keeps a Cache-Control that is set already.
void add_security_headers(Response& response, bool https);

// The content security policy of all pages that we serve.
extern const std::string_view content_security_policy;

}  // namespace linli::http
