#include "http/security_headers.hpp"

namespace linli::http {

// Inline style attributes are needed by the map and the charts of the browser app; scripts are not.
const std::string_view content_security_policy =
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "worker-src 'self'; connect-src 'self'";

void add_security_headers(Response& response, bool https) {
    auto& h = response.headers;
    h["Content-Security-Policy"] = content_security_policy;
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
