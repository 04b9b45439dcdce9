// Packing answers of open routes with gzip (RFC 1952, RFC 9110 section 8.4). Answers to callers who
// are signed in are never packed: their length would tell a secret next to chosen text (BREACH).
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace linli::http {

// What distinguishes the ETag of the packed form: "abc" and "abc-gzip".
inline constexpr std::string_view gzip_etag_suffix = "-gzip";

// True when Accept-Encoding names gzip, or `*`, with a weight above 0.
bool accepts_gzip(std::string_view accept_encoding);

// 200, text of at least 1 KiB, not encoded already.
bool is_packable(const Response& response);

std::string gzip(std::string_view text);

// Replaces the body by its packed form. `content_key` names the text exactly (a digest): packed
// forms are then kept, at most 8 MiB of them, oldest forgotten first. Empty: packed anew.
void pack(Response& response, const std::string& content_key);

}  // namespace linli::http
