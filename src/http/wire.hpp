// Requests and answers between the parser, the router and the wire.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "http/request_parser.hpp"

namespace linli::http {

// Splits the target and decodes its path; throws Refusal 400 for a path that is none.
Request to_request(RawRequest&& raw, std::string address);

// The answer to bytes that are no request, or to a request that never reached a route.
Response refusal_of(const ParseFault& fault, bool english);

std::string http_date(std::int64_t seconds_since_1970);

}  // namespace linli::http
