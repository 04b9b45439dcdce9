// Pure functions on SQL text. They know literals ('..', ".."), comments (--, /* */) and
// PostgreSQL's dollar quotes ($$..$$, $tag$..$tag$), and leave everything inside them alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace linli::store {

struct Placeholders {
    std::string text;  // every `?` became `:p1`, `:p2`, ...
    int count = 0;
};
Placeholders number_placeholders(std::string_view sql);

// The statements of a migration, without the closing `;` and without empty ones. The body of
// CREATE TRIGGER ... BEGIN ... END is one statement.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace linli::store
