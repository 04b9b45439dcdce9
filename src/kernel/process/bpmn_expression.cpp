#include <algorithm>
#include <cctype>

#include "kernel/process/bpmn_reader.hpp"

namespace linli::process::bpmn {

namespace {

// Operators of the unified expression language in FEEL's spelling, outside of texts.
std::string translated(std::string_view el) {
    std::string out;
    char quote = 0;
    for (std::size_t i = 0; i < el.size(); ++i) {
        const char c = el[i];
        const char next = i + 1 < el.size() ? el[i + 1] : '\0';
        if (quote) {
            if (c == quote) quote = 0;
            out += c == '\'' && !quote ? '"' : c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            out += '"';
        } else if (c == '=' && next == '=') {
            out += '=', ++i;
        } else if (c == '&' && next == '&') {
            out += " and ", ++i;
        } else if (c == '|' && next == '|') {
            out += " or ", ++i;
        } else if (c == '!' && next != '=') {
            // not(...) needs its operand: a name, or what stands in brackets.
            std::size_t end = i + 1;
            if (next == '(') {
                for (int depth = 0; end < el.size(); ++end) {
                    if (el[end] == '(') ++depth;
                    if (el[end] == ')' && --depth == 0) break;
                }
                end = std::min(end + 1, el.size());
            } else {
                while (end < el.size() && (std::isalnum(static_cast<unsigned char>(el[end])) ||
                                           el[end] == '_' || el[end] == '.'))
                    ++end;
            }
            out += "not(" + translated(el.substr(i + 1, end - i - 1)) + ")";
            i = end - 1;
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string feel_text(const Expression& expression) {
    std::string_view body = trimmed(expression.body);
    if (body.size() >= 3 && (body[0] == '$' || body[0] == '#') && body[1] == '{' &&
        body.back() == '}')
        return translated(trimmed(body.substr(2, body.size() - 3)));
    if (body.size() > 1 && body[0] == '=') body = trimmed(body.substr(1));
    return std::string(body);
}

bool is_feel_language(std::string_view language) {
    std::string lower(trimmed(language));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // The default of the standard, written out by some editors, says nothing about the body.
    return lower.empty() || lower.find("feel") != std::string::npos ||
           lower.find("/spec/dmn/") != std::string::npos || lower == "http://www.w3.org/1999/xpath";
}

}  // namespace linli::process::bpmn
