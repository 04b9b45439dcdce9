#include "http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace linli::http {

namespace {

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

std::string plain_address(std::string_view address) {
    static constexpr std::string_view mapped = "::ffff:";
    if (address.substr(0, mapped.size()) == mapped && address.find('.') != std::string_view::npos) {
        address.remove_prefix(mapped.size());
    }
    return std::string(address);
}

std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted_proxies) {
    const auto trusted = [&](const std::string& one) {
        return std::find(trusted_proxies.begin(), trusted_proxies.end(), one) !=
               trusted_proxies.end();
    };
    std::string client = peer;
    while (trusted(client) && !forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
        std::string_view entry = forwarded_for.substr(begin);
        forwarded_for = forwarded_for.substr(0, begin == 0 ? 0 : comma);
        while (!entry.empty() && entry.front() == ' ')
            entry.remove_prefix(1);
        while (!entry.empty() && entry.back() == ' ')
            entry.remove_suffix(1);
        const std::string next = plain_address(entry);
        if (!is_address(next)) break;
        client = next;
    }
    return client;
}

std::string limited_together(const std::string& address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return std::string(text.data()) + "/64";
}

}  // namespace linli::http
