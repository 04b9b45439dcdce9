// Replay: a proposed package over past questions: who would be decided differently, by how much.
// Cases come one at a time and are not kept, so that a year of decisions needs no more memory than
// a day.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kernel/decision/engine.hpp"

namespace linli::decision {

struct ReplayCase {
    std::string id;
    std::string decision;
    Date at;
    std::optional<Date> known;  // of the old answer; default: everything that is in the old package
    std::vector<std::string> areas;
    json::object inputs;
    std::optional<json::object> assume;
    std::optional<json::value> recorded;  // the old answer; default: what the old package says now
};
BOOST_DESCRIBE_STRUCT(ReplayCase, (), (id, decision, at, known, areas, inputs, assume, recorded))

struct ReplayDefaults {
    std::string decision;  // where a case names none
    std::optional<Date> at, known;
};
// One line of a file of inputs. Throws Refusal `body.invalid` or of JSON.
ReplayCase replay_case(std::string_view line, const ReplayDefaults& defaults);

// A numeric value, or a numeric member of one ("" or "member"): differences new - old.
struct ReplayBucket {
    std::string from, to;  // exact decimal texts; empty: without end
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ReplayBucket, (), (from, to, count))
struct ReplayNumbers {
    std::string member;
    std::int64_t compared = 0, raised = 0, lowered = 0;
    std::string old_total, new_total, difference, largest_rise, largest_fall;
    std::vector<ReplayBucket> histogram;  // of the differences that are not zero
};
BOOST_DESCRIBE_STRUCT(ReplayNumbers, (),
                      (member, compared, raised, lowered, old_total, new_total, difference,
                       largest_rise, largest_fall, histogram))

struct ReplayDifference {
    std::string id, decision;
    std::string old_value, new_value;  // as FEEL shows them; a refusal as its code
    std::string difference;            // of numbers
};
BOOST_DESCRIBE_STRUCT(ReplayDifference, (), (id, decision, old_value, new_value, difference))

struct ReplayReport {
    std::int64_t cases = 0, same = 0, changed = 0;
    std::int64_t newly_blocked = 0, newly_decided = 0, blocked_in_both = 0;
    std::map<std::string, std::int64_t> refusals;  // of the new package, by code
    std::vector<ReplayNumbers> numbers;
    std::vector<ReplayDifference> differences;  // the first ones
    std::int64_t differences_left_out = 0;
};
BOOST_DESCRIBE_STRUCT(ReplayReport, (),
                      (cases, same, changed, newly_blocked, newly_decided, blocked_in_both,
                       refusals, numbers, differences, differences_left_out))

class Replay {
  public:
    static constexpr std::size_t differences_max = 1000;
    static constexpr std::size_t members_max = 50;

    Replay(std::shared_ptr<const Package> old_package, std::shared_ptr<const Package> new_package);
    ~Replay();
    // The new package is asked with everything that it knows. Never throws for a case that is
    // refused: that is a result.
    void add(const ReplayCase& one);
    // Called for each difference, also for those that the report leaves out.
    std::function<void(const ReplayDifference&)> on_difference;
    ReplayReport report() const;

  private:
    struct Answer;
    struct Tally;
    Answer ask(const Package& package, const ReplayCase& one, Date known) const;
    void compare(const std::string& member, const Value& old_value, const Value& new_value,
                 std::string& difference);

    std::shared_ptr<const Package> old_, new_;
    ReplayReport report_;
    std::map<std::string, Tally> tallies_;
};

}  // namespace linli::decision
