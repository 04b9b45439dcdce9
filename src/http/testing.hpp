// Requests for tests that call Router::handle: what our own browser app would send.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"
#include "http/query.hpp"

namespace linli::http {

// `target` is path and query as on the wire. A body is JSON; X-Linli and Content-Type are set as
// the browser app sets them.
inline Request request_of(std::string method, std::string_view target, std::string body = {}) {
    const auto mark = target.find('?');
    Request request;
    request.path = decode_path(target.substr(0, mark));
    if (mark != std::string_view::npos) request.query = std::string(target.substr(mark + 1));
    request.headers["host"] = "linli.test";
    if (method != "GET" && method != "HEAD") {
        request.headers["x-linli"] = "1";
        if (!body.empty()) request.headers["content-type"] = "application/json";
    }
    request.method = std::move(method);
    request.body = std::move(body);
    request.address = "192.0.2.1";
    return request;
}

}  // namespace linli::http
