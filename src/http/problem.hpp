// Problems after RFC 9457, in both languages; and what becomes of an exception at the edge.
#pragma once
#include <exception>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace linli::http {

// What an Accept-Language header asks for; Chinese unless English has the greater weight.
bool prefers_english(std::string_view accept_language);

// application/problem+json: {type:"urn:linli:problem:<code>", title, status, detail, code,
// title_zh, title_en, errors:[{field, code, zh, en}], instance?}. Retry-After when the refusal
// names it.
Response problem(const Refusal& refusal, bool english, const std::string& instance = {});

// The answer to whatever a handler threw. A Refusal becomes its problem; a Fault 503, anything else
// 500: both with general words and an incident number that is also in the log, next to what
// happened.
Response problem_of(std::exception_ptr thrown, bool english);

}  // namespace linli::http
