#include "crypto/sign.hpp"

#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "base/refusal.hpp"
#include "crypto/private_file.hpp"

namespace linli::crypto {
namespace {

constexpr std::string_view sm2_id = "1234567812345678";

EVP_PKEY* pkey(const std::shared_ptr<void>& key) {
    return static_cast<EVP_PKEY*>(key.get());
}
std::shared_ptr<void> own(EVP_PKEY* key) {
    return {key, [](void* p) { EVP_PKEY_free(static_cast<EVP_PKEY*>(p)); }};
}

struct MdContext {
    EVP_MD_CTX* c = EVP_MD_CTX_new();
    MdContext() = default;
    MdContext(const MdContext&) = delete;
    MdContext& operator=(const MdContext&) = delete;
    ~MdContext() { EVP_MD_CTX_free(c); }
};

// SM2 binds the signer's id into the digest (GB/T 32918.2 5.5); everybody uses the default id.
struct SignParameters {
    std::string id{sm2_id};
    OSSL_PARAM list[2];
    const char* digest = nullptr;
    explicit SignParameters(SignatureAlgorithm a) {
        list[0] = OSSL_PARAM_construct_end();
        list[1] = OSSL_PARAM_construct_end();
        if (a == SignatureAlgorithm::sm2) {
            digest = "SM3";
            list[0] =
                OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, id.data(), id.size());
        }
    }
};

Refusal malformed_key() {
    return Refusal(RefusalKind::malformed, "crypto.key_malformed",
                   {"公钥格式不正确。", "This is not a public key of the stated algorithm."});
}

std::shared_ptr<void> sm2_public(const std::string& bytes) {
    std::string point = bytes;
    char group[] = "SM2";
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        throw malformed_key();
    return own(key);
}

}  // namespace

PublicKey::PublicKey(SignatureAlgorithm a, std::string bytes)
    : algorithm_(a), bytes_(std::move(bytes)) {
    if (a == SignatureAlgorithm::sm2) {
        if (bytes_.size() != 65) throw malformed_key();
        key_ = sm2_public(bytes_);
        return;
    }
    if (bytes_.size() != 32) throw malformed_key();
    EVP_PKEY* key = EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(bytes_.data()), 32);
    if (!key) throw malformed_key();
    key_ = own(key);
}

std::string PublicKey::key_id() const {
    return to_hex(hash(Hash::sha256, bytes_)).substr(0, 16);
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    const MdContext context;
    SignParameters with(algorithm_);
    return EVP_DigestVerifyInit_ex(context.c, nullptr, with.digest, nullptr, nullptr, pkey(key_),
                                   with.list) == 1 &&
           EVP_DigestVerify(context.c, reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(),
                            reinterpret_cast<const unsigned char*>(message.data()),
                            message.size()) == 1;
}

SigningKey::SigningKey(SignatureAlgorithm a, std::shared_ptr<void> key)
    : algorithm_(a), key_(std::move(key)) {}

SigningKey SigningKey::create(SignatureAlgorithm a) {
    EVP_PKEY* key =
        EVP_PKEY_Q_keygen(nullptr, nullptr, a == SignatureAlgorithm::sm2 ? "SM2" : "ED25519");
    if (!key) throw Fault("crypto: OpenSSL could not make a signing key");
    return {a, own(key)};
}

SigningKey SigningKey::from_pem(std::string_view pem) {
    BIO* in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO_free(in);
    if (!key) throw Fault("crypto: the signing key file holds no PKCS #8 PEM key");
    auto owned = own(key);
    if (EVP_PKEY_is_a(key, "ED25519")) return {SignatureAlgorithm::ed25519, std::move(owned)};
    if (EVP_PKEY_is_a(key, "SM2")) return {SignatureAlgorithm::sm2, std::move(owned)};
    throw Fault("crypto: the signing key is neither Ed25519 nor SM2");
}

std::string SigningKey::to_pem() const {
    BIO* out = BIO_new(BIO_s_mem());
    const int done =
        PEM_write_bio_PKCS8PrivateKey(out, pkey(key_), nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long length = BIO_get_mem_data(out, &text);
    std::string pem(text, static_cast<std::size_t>(length));
    BIO_free(out);
    if (done != 1) throw Fault("crypto: the signing key could not be written");
    return pem;
}

SigningKey SigningKey::open_or_create(const std::filesystem::path& path, SignatureAlgorithm a) {
    if (!std::filesystem::exists(path)) {
        std::string pem = create(a).to_pem();
        write_private_file(path, pem);
        wipe(pem);
    }
    SigningKey key = from_pem(read_private_file(path).view());
    if (key.algorithm() != a)
        throw Fault("crypto: " + path.string() +
                    " holds a key of another algorithm than configured");
    return key;
}

PublicKey SigningKey::public_key() const {
    std::string bytes(65, '\0');
    std::size_t length = bytes.size();
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    const int done = algorithm_ == SignatureAlgorithm::sm2
                         ? EVP_PKEY_get_octet_string_param(
                               pkey(key_), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, out, length, &length)
                         : EVP_PKEY_get_raw_public_key(pkey(key_), out, &length);
    if (done != 1) throw Fault("crypto: the signing key has no public half");
    bytes.resize(length);
    return {algorithm_, std::move(bytes)};
}

std::string SigningKey::sign(std::string_view message) const {
    const MdContext context;
    SignParameters with(algorithm_);
    std::string out(128, '\0');
    std::size_t length = out.size();
    if (EVP_DigestSignInit_ex(context.c, nullptr, with.digest, nullptr, nullptr, pkey(key_),
                              with.list) != 1 ||
        EVP_DigestSign(context.c, reinterpret_cast<unsigned char*>(out.data()), &length,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size()) != 1)
        throw Fault("crypto: signing failed in OpenSSL");
    out.resize(length);
    return out;
}

}  // namespace linli::crypto
