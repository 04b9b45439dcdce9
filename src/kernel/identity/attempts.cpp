#include "kernel/identity/attempts.hpp"

#include <algorithm>

#include "base/refusal.hpp"
#include "kernel/identity/identity_sql.hpp"

namespace linli::identity {
namespace {

constexpr Micros slice_length = minutes(5);
constexpr std::int64_t slices_counted = 13;  // twelve whole ones and the one that has begun
constexpr int wait_s_max = 300;

std::int64_t slice_of(Instant t) {
    return t.us / slice_length.value;
}

struct Count {
    std::int64_t tries = 0;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(Count, (), (tries, last_at))

Count counted(store::Tx& tx, const std::string& subject, Instant now) {
    return tx.one<Count>(sql::attempts_of, subject, slice_of(now) - slices_counted).value();
}

}  // namespace

std::string attempt_subject(const crypto::KeyRing& keys, const std::string& kind,
                            const std::string& what) {
    return kind + ':' + keys.blind_index("identity.attempt." + kind, what);
}

int attempt_wait_s(store::Tx& tx, const std::string& subject, const AttemptLimit& limit,
                   Instant now) {
    const Count count = counted(tx, subject, now);
    if (count.tries >= limit.per_hour) return int(slice_length.value / 1'000'000);
    if (limit.free == 0 || count.tries < limit.free) return 0;
    const std::int64_t doublings = std::min<std::int64_t>(count.tries - limit.free, 9);
    const Micros wait = seconds(std::min(wait_s_max, 1 << doublings));
    const Micros left = count.last_at + wait - now;
    return left.value <= 0 ? 0 : int((left.value + 999'999) / 1'000'000);
}

void count_attempt(store::Tx& tx, const std::string& subject, const AttemptLimit& limit,
                   Instant now) {
    if (const int wait_s = attempt_wait_s(tx, subject, limit, now)) {
        const std::string s = std::to_string(wait_s);
        Refusal refusal(RefusalKind::too_many, "identity.too_many_attempts",
                        {"尝试次数过多，请 " + s + " 秒后再试",
                         "too many attempts; try again in " + s + " seconds"});
        refusal.retry_after_s = wait_s;
        throw refusal;
    }
    tx.run(sql::count_attempt, subject, slice_of(now), now);
}

void forget_attempts(store::Tx& tx, const std::string& subject) {
    tx.run(sql::forget_attempts, subject);
}

void take_back_attempt(store::Tx& tx, const std::string& subject, Instant counted_at) {
    tx.run(sql::take_back_attempt, subject, slice_of(counted_at));
}

std::int64_t attempts_in_last_hour(store::Tx& tx, const std::string& subject, Instant now) {
    return counted(tx, subject, now).tries;
}

}  // namespace linli::identity
