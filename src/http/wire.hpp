// Requests and answers between the parser, the router and the wire.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "http/request_parser.hpp"

namespace linli::http {

// Splits the target and decodes its path; throws Refusal 400 for a path that is none.
Request to_request(RawRequest&& raw, std::string address);

// The bytes of an answer. Header values lose their control characters, so that no text from outside
// can begin a header of its own. No body and no length for 204 and 304.
std::string to_wire(const Response& response, bool keep_alive, std::string_view http_date);

// The answer to bytes that are no request, or to a request that never reached a route.
Response refusal_of(const ParseFault& fault, bool english);

std::string http_date(std::int64_t seconds_since_1970);

}  // namespace linli::http
