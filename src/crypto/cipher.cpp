#include "crypto/cipher.hpp"

#include <openssl/evp.h>

#include <memory>

#include "base/refusal.hpp"
#include "crypto/hash.hpp"

namespace linli::crypto {
namespace {

constexpr std::size_t gcm_nonce = 12, gcm_tag = 16, ctr_block = 16, sm3_mac = 32;

struct ContextEnd {
    void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextEnd>;

const unsigned char* u(std::string_view s) {
    return reinterpret_cast<const unsigned char*>(s.data());
}
void require(int result) {
    if (result != 1) throw Fault("crypto: the cipher failed in OpenSSL");
}

const EVP_CIPHER* cipher(const char* name) {
    const EVP_CIPHER* c = EVP_CIPHER_fetch(nullptr, name, nullptr);
    if (!c) throw Fault(std::string("crypto: this OpenSSL has no ") + name);
    return c;
}
const EVP_CIPHER* aes_gcm() {
    static const EVP_CIPHER* const c = cipher("AES-256-GCM");
    return c;
}
const EVP_CIPHER* sm4_ctr() {
    static const EVP_CIPHER* const c = cipher("SM4-CTR");
    return c;
}

std::string update(EVP_CIPHER_CTX* c, std::string_view in) {
    std::string out(in.size() + 16, '\0');
    int length = 0;
    require(EVP_CipherUpdate(c, reinterpret_cast<unsigned char*>(out.data()), &length, u(in),
                             static_cast<int>(in.size())));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

Context start(const EVP_CIPHER* which, std::string_view key, std::string_view nonce, bool encrypt) {
    Context c(EVP_CIPHER_CTX_new());
    LINLI_CHECK(c && key.size() == static_cast<std::size_t>(EVP_CIPHER_get_key_length(which)));
    require(EVP_CipherInit_ex2(c.get(), which, u(key), u(nonce), encrypt ? 1 : 0, nullptr));
    return c;
}

Digest sm4_mac(std::string_view mac_key, std::string_view bound, std::string_view body) {
    std::string text = std::to_string(bound.size()) + ":";
    text.append(bound).append(body);
    return hmac(Hash::sm3, mac_key, text);
}

}  // namespace

std::string aes_gcm_seal(std::string_view key, std::string_view plain, std::string_view bound) {
    std::string out = random_bytes(gcm_nonce);
    const Context c = start(aes_gcm(), key, out, true);
    int length = 0;
    require(EVP_CipherUpdate(c.get(), nullptr, &length, u(bound), static_cast<int>(bound.size())));
    out += update(c.get(), plain);
    std::string tag(gcm_tag, '\0');
    require(EVP_CipherFinal_ex(c.get(), reinterpret_cast<unsigned char*>(tag.data()), &length));
    require(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_AEAD_GET_TAG, gcm_tag, tag.data()));
    return out + tag;
}

std::optional<std::string> aes_gcm_open(std::string_view key, std::string_view sealed,
                                        std::string_view bound) {
    if (sealed.size() < gcm_nonce + gcm_tag) return std::nullopt;
    const Context c = start(aes_gcm(), key, sealed.substr(0, gcm_nonce), false);
    int length = 0;
    require(EVP_CipherUpdate(c.get(), nullptr, &length, u(bound), static_cast<int>(bound.size())));
    std::string plain =
        update(c.get(), sealed.substr(gcm_nonce, sealed.size() - gcm_nonce - gcm_tag));
    std::string tag(sealed.substr(sealed.size() - gcm_tag));
    require(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_AEAD_SET_TAG, gcm_tag, tag.data()));
    unsigned char rest[16];
    if (EVP_CipherFinal_ex(c.get(), rest, &length) != 1) {
        wipe(plain);
        return std::nullopt;
    }
    return plain;
}

std::string sm4_hmac_sm3_seal(std::string_view key, std::string_view mac_key,
                              std::string_view plain, std::string_view bound) {
    std::string out = random_bytes(ctr_block);
    out += update(start(sm4_ctr(), key, out, true).get(), plain);
    return out.append(sm4_mac(mac_key, bound, out).view());
}

std::optional<std::string> sm4_hmac_sm3_open(std::string_view key, std::string_view mac_key,
                                             std::string_view sealed, std::string_view bound) {
    if (sealed.size() < ctr_block + sm3_mac) return std::nullopt;
    const std::string_view body = sealed.substr(0, sealed.size() - sm3_mac);
    if (!equal_in_constant_time(sm4_mac(mac_key, bound, body).view(), sealed.substr(body.size())))
        return std::nullopt;
    return update(start(sm4_ctr(), key, body.substr(0, ctr_block), false).get(),
                  body.substr(ctr_block));
}

std::string sm4_block(std::string_view key, std::string_view block) {
    static const EVP_CIPHER* const ecb = cipher("SM4-ECB");
    const Context c = start(ecb, key, {}, true);
    require(EVP_CIPHER_CTX_set_padding(c.get(), 0));
    return update(c.get(), block);
}

}  // namespace linli::crypto
