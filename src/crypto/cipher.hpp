// The two authenticated ciphers under KeyRing. Results carry their nonce; see seal.hpp for the
// forms.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace linli::crypto {

// NIST SP 800-38D; key 32 bytes.
std::string aes_gcm_seal(std::string_view key, std::string_view plain, std::string_view bound);
std::optional<std::string> aes_gcm_open(std::string_view key, std::string_view sealed,
                                        std::string_view bound);

// OpenSSL 3.0 has no SM4-GCM: SM4-CTR (key 16) and then HMAC-SM3 (key 32) over everything.
std::string sm4_hmac_sm3_seal(std::string_view key, std::string_view mac_key,
                              std::string_view plain, std::string_view bound);
std::optional<std::string> sm4_hmac_sm3_open(std::string_view key, std::string_view mac_key,
                                             std::string_view sealed, std::string_view bound);

// One block of SM4 (GB/T 32907), for its standard vector; `key` and `block` 16 bytes.
std::string sm4_block(std::string_view key, std::string_view block);

}  // namespace linli::crypto
