// Signatures: Ed25519 (RFC 8032) and SM2 with SM3 (GB/T 32918, distinguishing id 1234567812345678).
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/hash.hpp"

namespace linli::crypto {

enum class SignatureAlgorithm : std::uint8_t { ed25519, sm2 };
BOOST_DESCRIBE_ENUM(SignatureAlgorithm, ed25519, sm2)
constexpr SignatureAlgorithm signature_of(Profile p) {
    return p == Profile::sm ? SignatureAlgorithm::sm2 : SignatureAlgorithm::ed25519;
}

class PublicKey {
  public:
    // Raw bytes: 32 for Ed25519; 65 for SM2 (04, X, Y). Throws Refusal `crypto.key_malformed`.
    PublicKey(SignatureAlgorithm, std::string bytes);
    SignatureAlgorithm algorithm() const { return algorithm_; }
    const std::string& bytes() const { return bytes_; }
    // The first 16 hex digits of the SHA-256 of the bytes.
    std::string key_id() const;
    // False for a signature of any other message, key or form; never throws for bad input.
    bool verify(std::string_view message, std::string_view signature) const;

  private:
    SignatureAlgorithm algorithm_;
    std::string bytes_;
    std::shared_ptr<void> key_;
};

class SigningKey {
  public:
    static SigningKey create(SignatureAlgorithm);
    // A PKCS #8 PEM file, mode 0600, made when absent. Throws Fault when it cannot be read, or
    // holds a key of another algorithm.
    static SigningKey open_or_create(const std::filesystem::path&, SignatureAlgorithm);
    static SigningKey from_pem(std::string_view pem);
    std::string to_pem() const;

    SignatureAlgorithm algorithm() const { return algorithm_; }
    PublicKey public_key() const;
    // 64 bytes for Ed25519; DER of (r, s) as GM/T 0009 for SM2. Thread-safe.
    std::string sign(std::string_view message) const;

  private:
    SigningKey(SignatureAlgorithm, std::shared_ptr<void>);
    SignatureAlgorithm algorithm_;
    std::shared_ptr<void> key_;
};

}  // namespace linli::crypto
