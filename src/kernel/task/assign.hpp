// Who gets a task: strategies as data. Pure: the same candidates and the same seed give the same
// answer, so that a published seed proves a random draw.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "kernel/task/duty.hpp"

namespace linli::task {

// Fixed names: they are stored, and written in process models (linli:strategy).
enum class Strategy : std::uint8_t {
    pool,          // nobody: whoever may, takes it
    least_loaded,  // fewest tasks in hand, then who waits longest
    nearest,       // by distance to the matter, then least loaded
    round_robin,   // in turn: nobody gets two more than another who could have had one
    random_draw,   // by a seed that is drawn for this task and published with it
};
BOOST_DESCRIBE_ENUM(Strategy, pool, least_loaded, nearest, round_robin, random_draw)

struct Candidate {
    AccountId account;
    std::optional<PersonId> person;
    std::vector<std::string> skills;  // languages too: "lang:en"
    std::int64_t open_tasks = 0;
    std::int64_t turns = 0;
    Instant last_at;                   // of his last task of this role; the epoch for never
    std::optional<double> distance_m;  // unknown: after all others
    std::optional<Words> barred;       // by duties kept apart, or absent without a deputy
    AccountId acts_for = {};           // he is the deputy of this account
    std::optional<PersonId> acts_for_person;
};

struct Choice {
    // Position in the list; none: nobody could, or the strategy is the pool.
    std::optional<std::size_t> chosen;
    Words reason;
};

// `skills`: all of them are needed. `seed`: of a random draw; any text.
Choice choose(Strategy strategy, const std::vector<std::string>& skills,
              const std::vector<Candidate>& candidates, std::string_view seed);

}  // namespace linli::task
