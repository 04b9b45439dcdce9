// Bytes as std::string, their spellings, randomness, and buffers that are zeroed.
#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace linli::crypto {

// From the operating system's generator (libsodium); 16 bytes are the least for a token
// (ASVS 11.5.1).
std::string random_bytes(std::size_t count);
// A uniformly distributed number below `bound`, without the bias of a remainder.
std::uint32_t random_below(std::uint32_t bound);

// Lower case. from_* throw Refusal 400 `crypto.encoding_malformed` on any foreign character, wrong
// length or trailing bits; base64 is padded (RFC 4648 section 4), base64url is not (section 5).
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);
std::string to_base64(std::string_view bytes);
std::string from_base64(std::string_view text);
std::string to_base64url(std::string_view bytes);
std::string from_base64url(std::string_view text);

// Takes the same time for every content of equal length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// Overwrites in a way that the compiler may not drop (GB/T 22239 8.1.4.10).
void wipe(std::string& text);
void wipe(void* bytes, std::size_t count);

// Key material: moves, never copies, zeroed at its end.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { wipe(bytes_); }

    std::string_view view() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }
    bool empty() const { return bytes_.empty(); }

  private:
    std::string bytes_;
};

}  // namespace linli::crypto
