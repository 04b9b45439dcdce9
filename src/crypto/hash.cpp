#include "crypto/hash.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "base/refusal.hpp"

namespace linli::crypto {
namespace {

// Fetched once: a fetch by name costs more than the hash of a leaf.
const EVP_MD* algorithm(Hash h) {
    static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
    const EVP_MD* md = h == Hash::sm3 ? sm3 : sha256;
    if (!md) throw Fault("crypto: this OpenSSL has no SM3 or SHA-256");
    return md;
}

struct ContextEnd {
    void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextEnd>;

Context make_context() {
    Context c(EVP_MD_CTX_new());
    if (!c) throw std::bad_alloc();
    return c;
}

void require(int result) {
    if (result != 1) throw Fault("crypto: hashing failed in OpenSSL");
}

[[noreturn]] void not_a_digest() {
    throw Refusal(RefusalKind::malformed, "crypto.encoding_malformed",
                  {"摘要应为32字节，请原样复制完整的内容。",
                   "A digest has 32 bytes; copy the whole text exactly as it was given."});
}

}  // namespace

std::string_view Digest::view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
std::string to_hex(const Digest& d) {
    return to_hex(d.view());
}
std::string to_base64(const Digest& d) {
    return to_base64(d.view());
}
Digest digest_from_bytes(std::string_view bytes) {
    Digest d;
    if (bytes.size() != d.bytes.size()) not_a_digest();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        d.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
    return d;
}
Digest digest_from_base64(std::string_view text) {
    return digest_from_bytes(from_base64(text));
}
Digest digest_from_hex(std::string_view hex) {
    return digest_from_bytes(from_hex(hex));
}

Digest hash(Hash h, std::string_view data) {
    static thread_local const Context context = make_context();
    Digest out;
    require(EVP_DigestInit_ex2(context.get(), algorithm(h), nullptr));
    require(EVP_DigestUpdate(context.get(), data.data(), data.size()));
    require(EVP_DigestFinal_ex(context.get(), out.bytes.data(), nullptr));
    return out;
}

Digest hmac(Hash h, std::string_view key, std::string_view data) {
    Digest out;
    unsigned length = 0;
    if (!HMAC(algorithm(h), key.data(), static_cast<int>(key.size()),
              reinterpret_cast<const unsigned char*>(data.data()), data.size(), out.bytes.data(),
              &length))
        throw Fault("crypto: HMAC failed in OpenSSL");
    return out;
}

Secret hkdf(Hash h, std::string_view key, std::string_view salt, std::string_view info,
            std::size_t length) {
    LINLI_CHECK(length <= 255 * 32);
    Digest extracted = hmac(h, salt.empty() ? std::string(32, '\0') : std::string(salt), key);
    std::string out;
    std::string block;
    for (char counter = 1; out.size() < length; ++counter) {
        block.append(info).push_back(counter);
        Digest d = hmac(h, extracted.view(), block);
        wipe(block);
        block = d.view();
        out += block;
        wipe(d.bytes.data(), d.bytes.size());
    }
    wipe(block);
    wipe(extracted.bytes.data(), extracted.bytes.size());
    wipe(out.data() + length, out.size() - length);
    out.resize(length);
    return Secret(std::move(out));
}

struct Hasher::State {
    Context context = make_context();
    Hash algorithm_of = Hash::sha256;
};

Hasher::Hasher(Hash h) : state_(std::make_unique<State>()) {
    state_->algorithm_of = h;
    require(EVP_DigestInit_ex2(state_->context.get(), algorithm(h), nullptr));
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher& Hasher::update(std::string_view piece) {
    require(EVP_DigestUpdate(state_->context.get(), piece.data(), piece.size()));
    return *this;
}

Digest Hasher::finish() {
    Digest out;
    require(EVP_DigestFinal_ex(state_->context.get(), out.bytes.data(), nullptr));
    require(EVP_DigestInit_ex2(state_->context.get(), algorithm(state_->algorithm_of), nullptr));
    return out;
}

Digest hash_file(Hash h, const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Fault("crypto: cannot read " + path.string());
    Hasher hasher(h);
    std::vector<char> piece(64 << 10);
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
        hasher.update({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (file.bad()) throw Fault("crypto: cannot read " + path.string());
    return hasher.finish();
}

}  // namespace linli::crypto
