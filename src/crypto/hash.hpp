// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905), HMAC (RFC 2104) and HKDF (RFC 5869) over either.
#pragma once
#include <boost/describe.hpp>
#include <filesystem>
#include <memory>

#include "crypto/bytes.hpp"

namespace linli::crypto {

enum class Hash : std::uint8_t { sha256, sm3 };
BOOST_DESCRIBE_ENUM(Hash, sha256, sm3)

// The family of algorithms of a deployment: `intl` = AES-256-GCM, SHA-256, Ed25519; `sm` =
// SM4-CTR with HMAC-SM3, SM3, SM2 (GB/T 39786). Sealed values carry theirs, so it may be changed.
enum class Profile : std::uint8_t { intl, sm };
BOOST_DESCRIBE_ENUM(Profile, intl, sm)
constexpr Hash hash_of(Profile p) {
    return p == Profile::sm ? Hash::sm3 : Hash::sha256;
}

// 32 bytes; both hashes have this length.
struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const Digest&) const = default;
    std::string_view view() const;
};
std::string to_hex(const Digest&);
std::string to_base64(const Digest&);
// Throws Refusal `crypto.encoding_malformed` unless the text is 32 bytes in base64 or hex.
Digest digest_from_base64(std::string_view text);
Digest digest_from_hex(std::string_view hex);
// Throws Refusal likewise unless there are exactly 32 bytes.
Digest digest_from_bytes(std::string_view bytes);

Digest hash(Hash, std::string_view data);
Digest hmac(Hash, std::string_view key, std::string_view data);
// `length` at most 255 * 32.
Secret hkdf(Hash, std::string_view key, std::string_view salt, std::string_view info,
            std::size_t length);

// Piece by piece, for what does not fit in memory. finish() ends it; it may then be used anew.
class Hasher {
  public:
    explicit Hasher(Hash);
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    Hasher& update(std::string_view piece);
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Reads in pieces of 64 KiB; throws Fault when the file cannot be read.
Digest hash_file(Hash, const std::filesystem::path&);

}  // namespace linli::crypto
