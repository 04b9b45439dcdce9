#include "http/keys.hpp"

#include <memory>
#include <mutex>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "http/http.hpp"

namespace linli::http {

namespace {

constexpr std::size_t mac_bytes = 16;

struct Keys {
    std::unique_ptr<crypto::KeyRing> own;
    const crypto::KeyRing* ring = nullptr;
    crypto::Secret mac;
};

Keys& keys() {
    static Keys all;
    return all;
}

const Keys& ready_keys() {
    static std::once_flag once;
    std::call_once(once, [] {
        Keys& all = keys();
        if (all.ring) return;
        all.own = std::make_unique<crypto::KeyRing>(
            crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl));
        all.ring = all.own.get();
        all.mac = all.ring->derive("http.mac");
    });
    return keys();
}

[[noreturn]] void refuse_cursor() {
    throw Refusal(RefusalKind::malformed, "http.cursor_malformed",
                  {"翻页标记无效，请从第一页重新查询",
                   "The page cursor is not valid; start again from the "
                   "first page"});
}

std::string mac_of(std::string_view plain) {
    const crypto::Digest mac =
        crypto::hmac(crypto::Hash::sha256, server_mac_key(), "cursor:" + std::string(plain));
    return std::string(mac.view().substr(0, mac_bytes));
}

}  // namespace

void use_server_keys(const crypto::KeyRing& ring) {
    keys().ring = &ring;
    keys().mac = ring.derive("http.mac");
}

const crypto::KeyRing& server_keys() {
    return *ready_keys().ring;
}
std::string_view server_mac_key() {
    return ready_keys().mac.view();
}

std::string seal_cursor(std::string_view plain) {
    return crypto::to_base64url(mac_of(plain) + std::string(plain));
}

std::string open_cursor(std::string_view cursor) {
    std::string bytes;
    try {
        bytes = crypto::from_base64url(cursor);
    } catch (const Refusal&) {
        refuse_cursor();
    }
    if (bytes.size() < mac_bytes) refuse_cursor();
    std::string plain = bytes.substr(mac_bytes);
    if (!crypto::equal_in_constant_time(bytes.substr(0, mac_bytes), mac_of(plain))) refuse_cursor();
    return plain;
}

}  // namespace linli::http
