// Addresses of peers, as text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace linli::http {

// "::ffff:192.0.2.1" -> "192.0.2.1"; anything else as it is.
std::string plain_address(std::string_view address);

// The client: the peer, or, when the peer is a trusted proxy, the last entry of X-Forwarded-For
// that is no trusted proxy. An entry that is no address stops the search there (it could have been
// made up).
std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted_proxies);

// What one limit counts together: an IPv4 address, or the /64 of an IPv6 address.
std::string limited_together(const std::string& address);

}  // namespace linli::http
