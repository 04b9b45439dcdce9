#include "http/security_headers.hpp"

#include <algorithm>

namespace linli::http {

// Inline style attributes are needed by the map and the charts of the browser app; scripts are not.
std::string content_security_policy(std::string_view image_origin) {
    std::string images = "img-src 'self' data: blob:";
    if (!image_origin.empty()) images.append(" ").append(image_origin);
    return "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
           "form-action 'self'; " +
           images + "; style-src 'self' 'unsafe-inline'; worker-src 'self'; connect-src 'self'";
}

bool is_image_origin(std::string_view text) {
    constexpr std::string_view tls = "https://", plain = "http://";
    const bool secure = text.substr(0, tls.size()) == tls;
    if (!secure && text.substr(0, plain.size()) != plain) return false;
    text.remove_prefix(secure ? tls.size() : plain.size());
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(std::min(colon + 1, text.size()));
    const auto is_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    const bool numbered =
        colon == text.size() || (!port.empty() && port.size() <= 5 &&
                                 port.find_first_not_of("0123456789") == std::string_view::npos);
    return !host.empty() && std::all_of(host.begin(), host.end(), is_name) && numbered &&
           (secure || host == "localhost" || host == "127.0.0.1");
}

void add_security_headers(Response& response, bool https) {
    auto& h = response.headers;
    static const std::string own = content_security_policy();
    h.try_emplace("Content-Security-Policy", own);
    h["X-Content-Type-Options"] = "nosniff";
    h["Referrer-Policy"] = "no-referrer";
    h["Cross-Origin-Opener-Policy"] = "same-origin";
    // Open data may be embedded elsewhere; everything else may not.
    h["Cross-Origin-Resource-Policy"] =
        h.contains("Access-Control-Allow-Origin") ? "cross-origin" : "same-origin";
    h["Permissions-Policy"] =
        "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()";
    if (https) h["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains";
    h.try_emplace("Cache-Control", "no-store");
}

}  // namespace linli::http
