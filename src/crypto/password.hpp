// Storing, checking and judging passwords.
//
// Two texts contradict each other and both bind somebody: ASVS 5.0 (6.2.5, 6.2.10) forbids rules of
// composition and periodic change, GB/T 22239-2019 8.1.4.1 a) demands "complexity and regular
// change". So the policy is a profile of the deployment: `asvs` by default, `djbh3` where level 3
// of the graded protection is assessed.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "crypto/hash.hpp"

namespace linli::crypto {

// ASVS 5.0 Appendix C for argon2id with p=1: passes 1 needs 47,104 KiB, 2 needs 19,456, 3 or more
// 12,288. The constructor of PasswordHasher checks it.
struct PasswordCost {
    int passes = 2;
    int memory_kib = 19'456;
};

struct PasswordHasherOptions {
    PasswordCost cost = {};
    int threads_max = 2;      // concurrent hashes; memory is at most threads_max * cost.memory_kib
    int waiting_max = 64;     // callers that may queue for a turn
    int wait_ms_max = 5'000;  // beyond either: Refusal 503 `crypto.busy`
    // When not empty, HMAC(hash, pepper, password) is hashed instead of the password; it must then
    // never change. Profile sm: KeyRing::derive("password-pepper") with Hash::sm3.
    std::string pepper = {};
    Hash pepper_hash = Hash::sha256;
};

struct PasswordCheck {
    bool matches = false;
    bool should_rehash = false;  // it matches, but was stored with other cost than today's
};

// Thread-safe. About 23 ms of one core for each call with the default cost.
class PasswordHasher {
  public:
    explicit PasswordHasher(PasswordHasherOptions = {});
    ~PasswordHasher();
    // A PHC string: $argon2id$v=19$m=19456,t=2,p=1$salt$hash.
    std::string hash(std::string_view password);
    // For an unknown user give std::nullopt: the same work is done and the answer is no.
    PasswordCheck verify(std::string_view password, const std::optional<std::string>& stored);
    std::size_t memory_bytes_max() const;

  private:
    class Turn;
    std::string prepared(std::string_view password) const;
    std::string hash_now(std::string_view password) const;

    PasswordHasherOptions options_;
    std::mutex mutex_;
    std::condition_variable free_;
    int running_ = 0;
    int waiting_ = 0;
    std::string dummy_;  // of a random password; made with today's cost
};

enum class PasswordProfile : std::uint8_t { asvs, djbh3 };
BOOST_DESCRIBE_ENUM(PasswordProfile, asvs, djbh3)

struct PasswordPolicy {
    PasswordProfile profile = PasswordProfile::asvs;
    std::size_t length_min = 8;  // code points
    std::size_t length_max = 128;
    int classes_min = 0;    // of: lower, upper, digit, other
    int lifetime_days = 0;  // 0 = for ever
    int history = 0;        // former passwords that may not come back
    static PasswordPolicy of(PasswordProfile);
};

// Passwords that everybody tries first: a committed list of obvious ones (not a breach corpus, see
// README.md), compared after folding case, look-alike characters and digits or signs at the end,
// plus runs and repetitions. An operator adds a breach list, one password a line, with add_file.
class CommonPasswords {
  public:
    CommonPasswords();
    // At most 5,000,000 lines; throws Fault when it cannot be read. Returns the lines taken.
    std::size_t add_file(const std::filesystem::path&);
    bool contains(std::string_view password) const;
    std::size_t size() const { return exact_.size(); }

  private:
    std::set<std::string, std::less<>> exact_;
};

// Throws Refusal 422 that names every rule that is broken, for the JSON path `field`.
// `context_words`: what a guesser knows (login, name, phone, name of the city); any of at least
// four characters inside the password is refused, as is a password that is inside one of them.
void require_acceptable_password(const PasswordPolicy&, const CommonPasswords&,
                                 std::string_view password,
                                 std::span<const std::string> context_words,
                                 std::string_view field);

}  // namespace linli::crypto
