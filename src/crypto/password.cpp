#include "crypto/password.hpp"

#include <sodium.h>

#include <chrono>

namespace linli::crypto {
namespace {

bool meets_asvs(const PasswordCost& c) {
    const int needed = c.passes >= 3 ? 12'288 : c.passes == 2 ? 19'456 : 47'104;
    return c.passes >= 1 && c.memory_kib >= needed;
}

Refusal busy() {
    Refusal r(RefusalKind::unavailable, "crypto.busy",
              {"同时登录的人太多，请稍候几秒再试。",
               "Too many people are signing in at this moment; try again in a few seconds."});
    r.retry_after_s = 3;
    return r;
}

}  // namespace

// One of `threads_max` places; waits for it within the bounds.
class PasswordHasher::Turn {
  public:
    explicit Turn(PasswordHasher& of) : of_(of) {
        std::unique_lock lock(of_.mutex_);
        if (of_.running_ >= of_.options_.threads_max) {
            if (of_.waiting_ >= of_.options_.waiting_max) throw busy();
            ++of_.waiting_;
            const bool got =
                of_.free_.wait_for(lock, std::chrono::milliseconds(of_.options_.wait_ms_max),
                                   [&] { return of_.running_ < of_.options_.threads_max; });
            --of_.waiting_;
            if (!got) throw busy();
        }
        ++of_.running_;
    }
    ~Turn() {
        {
            std::lock_guard lock(of_.mutex_);
            --of_.running_;
        }
        of_.free_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    PasswordHasher& of_;
};

PasswordHasher::PasswordHasher(PasswordHasherOptions options) : options_(std::move(options)) {
    LINLI_CHECK(meets_asvs(options_.cost));
    LINLI_CHECK(options_.threads_max >= 1);
    dummy_ = hash_now(to_hex(random_bytes(16)));
}

PasswordHasher::~PasswordHasher() {
    wipe(options_.pepper);
}

std::string PasswordHasher::prepared(std::string_view password) const {
    if (options_.pepper.empty()) return std::string(password);
    return to_hex(hmac(options_.pepper_hash, options_.pepper, password));
}

std::string PasswordHasher::hash_now(std::string_view password) const {
    std::string secret = prepared(password);
    char phc[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_str_alg(
        phc, secret.data(), secret.size(), static_cast<unsigned long long>(options_.cost.passes),
        static_cast<std::size_t>(options_.cost.memory_kib) * 1024, crypto_pwhash_ALG_ARGON2ID13);
    wipe(secret);
    if (failed != 0) throw Fault("crypto: not enough memory to hash a password");
    return phc;
}

std::string PasswordHasher::hash(std::string_view password) {
    const Turn turn(*this);
    return hash_now(password);
}

PasswordCheck PasswordHasher::verify(std::string_view password,
                                     const std::optional<std::string>& stored) {
    const std::string& phc = stored && stored->size() < crypto_pwhash_STRBYTES ? *stored : dummy_;
    std::string secret = prepared(password);
    const Turn turn(*this);
    const bool same = crypto_pwhash_str_verify(phc.c_str(), secret.data(), secret.size()) == 0;
    wipe(secret);
    PasswordCheck out;
    out.matches = same && stored && &phc != &dummy_;
    out.should_rehash =
        out.matches && crypto_pwhash_str_needs_rehash(
                           phc.c_str(), static_cast<unsigned long long>(options_.cost.passes),
                           static_cast<std::size_t>(options_.cost.memory_kib) * 1024) != 0;
    return out;
}

std::size_t PasswordHasher::memory_bytes_max() const {
    return static_cast<std::size_t>(options_.threads_max) *
           static_cast<std::size_t>(options_.cost.memory_kib) * 1024;
}

}  // namespace linli::crypto
