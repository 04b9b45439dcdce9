#include "crypto/bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "base/refusal.hpp"

namespace linli::crypto {
namespace {

void ready() {
    static const bool good = sodium_init() >= 0;
    if (!good) throw Fault("crypto: libsodium could not be initialised");
}

[[noreturn]] void malformed() {
    throw Refusal(RefusalKind::malformed, "crypto.encoding_malformed",
                  {"编码不正确，请原样复制完整的内容。",
                   "The encoding is not correct; copy the whole text exactly as it was given."});
}

std::string to_base64_variant(std::string_view bytes, int variant) {
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), variant);
    out.pop_back();  // libsodium counts the terminating zero
    return out;
}

std::string from_base64_variant(std::string_view text, int variant) {
    std::string out(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                          text.size(), nullptr, &length, &end, variant) != 0 ||
        end != text.data() + text.size())
        malformed();
    out.resize(length);
    return out;
}

// Small amounts come from a store of each thread: a call into the kernel for every salt would cost
// more than the hash it goes into. What is handed out is wiped from the store.
class RandomStore {
  public:
    RandomStore() = default;
    RandomStore(const RandomStore&) = delete;
    RandomStore& operator=(const RandomStore&) = delete;
    ~RandomStore() { sodium_memzero(bytes_.data(), bytes_.size()); }

    void take(std::string& out) {
        if (bytes_.size() - used_ < out.size()) {
            randombytes_buf(bytes_.data(), bytes_.size());
            used_ = 0;
        }
        std::copy_n(bytes_.data() + used_, out.size(), out.data());
        sodium_memzero(bytes_.data() + used_, out.size());
        used_ += out.size();
    }
    static constexpr std::size_t count_max = 64;

  private:
    std::array<char, 2048> bytes_{};
    std::size_t used_ = bytes_.size();
};

}  // namespace

std::string random_bytes(std::size_t count) {
    ready();
    std::string out(count, '\0');
    static thread_local RandomStore store;
    if (count <= RandomStore::count_max)
        store.take(out);
    else
        randombytes_buf(out.data(), count);
    return out;
}

std::uint32_t random_below(std::uint32_t bound) {
    ready();
    LINLI_CHECK(bound > 0);
    return randombytes_uniform(bound);
}

std::string to_hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        out.push_back(digits[b >> 4]);
        out.push_back(digits[b & 15]);
    }
    return out;
}

std::string from_hex(std::string_view hex) {
    const auto digit = [](char c) -> unsigned {
        if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
        if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
        if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
        malformed();
    };
    if (hex.size() % 2 != 0) malformed();
    std::string out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2)
        out.push_back(static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1])));
    return out;
}

std::string to_base64(std::string_view bytes) {
    return to_base64_variant(bytes, sodium_base64_VARIANT_ORIGINAL);
}
std::string from_base64(std::string_view text) {
    return from_base64_variant(text, sodium_base64_VARIANT_ORIGINAL);
}
std::string to_base64url(std::string_view bytes) {
    return to_base64_variant(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::string from_base64url(std::string_view text) {
    return from_base64_variant(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(void* bytes, std::size_t count) {
    sodium_memzero(bytes, count);
}
void wipe(std::string& text) {
    wipe(text.data(), text.size());
    text.clear();
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
    wipe(
        other.bytes_);  // a short string lives inside the object: moving alone would leave it there
}
Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(bytes_);
        bytes_ = other.bytes_;
        wipe(other.bytes_);
    }
    return *this;
}

}  // namespace linli::crypto
