// Counted attempts against guessing: per login, per phone, per address; over any sixty minutes.
#pragma once
#include <string>

#include "base/clock.hpp"
#include "crypto/seal.hpp"
#include "store/store.hpp"

namespace linli::identity {

struct AttemptLimit {
    int per_hour = 0;
    int free = 0;  // 0 = no waiting; else each attempt after so many waits 1, 2, 4 ... 300 s
};

// The counter's name, from what must not stand in the table in clear ("login", "zhang").
std::string attempt_subject(const crypto::KeyRing&, const std::string& kind,
                            const std::string& what);

// Seconds until the next attempt may be made; 0 = now.
int attempt_wait_s(store::Tx&, const std::string& subject, const AttemptLimit&, Instant now);
// Counts one attempt beforehand, so that parallel guesses cannot slip through; throws Refusal 429
// `identity.too_many_attempts` with Retry-After when there were too many.
void count_attempt(store::Tx&, const std::string& subject, const AttemptLimit&, Instant now);
// After a success: the attempts of this login are forgotten; that of an address is taken back.
void forget_attempts(store::Tx&, const std::string& subject);
void take_back_attempt(store::Tx&, const std::string& subject, Instant counted_at);
std::int64_t attempts_in_last_hour(store::Tx&, const std::string& subject, Instant now);

}  // namespace linli::identity
