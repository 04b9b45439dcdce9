#include "kernel/decision/replay.hpp"

#include <algorithm>
#include <array>

namespace linli::decision {

namespace {

const Date end_of_time = Date::of(9999, 12, 31);

// The ends of the buckets on either side of zero.
constexpr std::array<const char*, 8> steps{"0", "0.1", "1", "10", "100", "1000", "10000", "100000"};

const std::vector<Number>& step_numbers() {
    static const auto all = [] {
        std::vector<Number> out;
        for (const char* s : steps)
            out.push_back(*Number::parse(s));
        return out;
    }();
    return all;
}

// 0 to 7 falls, from the largest; 8 to 15 rises, from the smallest.
std::size_t bucket_of(Number difference) {
    const Number size = difference.absolute();
    std::size_t n = 0;
    while (n + 1 < steps.size() && compare(size, step_numbers()[n + 1]) >= 0)
        ++n;
    return difference.is_negative() ? steps.size() - 1 - n : steps.size() + n;
}

ReplayBucket bucket_at(std::size_t i) {
    const auto negated = [](std::string_view s) {
        return s == "0" ? std::string(s) : "-" + std::string(s);
    };
    ReplayBucket out;
    if (i < steps.size()) {
        const std::size_t n = steps.size() - 1 - i;
        out.from = n + 1 < steps.size() ? negated(steps[n + 1]) : "";
        out.to = negated(steps[n]);
    } else {
        const std::size_t n = i - steps.size();
        out.from = steps[n];
        out.to = n + 1 < steps.size() ? steps[n + 1] : "";
    }
    return out;
}

}  // namespace

struct Replay::Answer {
    Value value;
    std::string refused;  // code; "undecided" for a null
    std::string text() const { return refused.empty() ? display(value, true) : refused; }
};

struct Replay::Tally {
    std::int64_t compared = 0, raised = 0, lowered = 0;
    Number old_total, new_total, rise, fall;
    std::array<std::int64_t, 2 * steps.size()> buckets{};
};

Replay::Replay(std::shared_ptr<const Package> old_package,
               std::shared_ptr<const Package> new_package)
    : old_(std::move(old_package)), new_(std::move(new_package)) {}
Replay::~Replay() = default;

ReplayCase replay_case(std::string_view line, const ReplayDefaults& defaults) {
    json::value parsed = parse_json(line);
    if (parsed.is_object()) {
        json::object& o = parsed.get_object();
        // A bare object of inputs stands for itself.
        if (!o.contains("inputs")) {
            json::object inputs = std::move(o);
            o = json::object{{"inputs", std::move(inputs)}};
        }
        if (!o.contains("id")) o["id"] = "";
        if (!o.contains("decision")) o["decision"] = defaults.decision;
        if (!o.contains("at") && defaults.at) o["at"] = to_text(*defaults.at);
        if (!o.contains("known") && defaults.known) o["known"] = to_text(*defaults.known);
    }
    return from_json<ReplayCase>(parsed);
}

Replay::Answer Replay::ask(const Package& package, const ReplayCase& one, Date known) const {
    Call call{package.sheet().package, one.decision, one.at, known, one.areas, {}, {}, false};
    call.inputs = from_json_value(one.inputs);
    if (one.assume) call.assume = *one.assume;
    try {
        Answer answer{decide(package, call).value, ""};
        if (answer.value.is_null()) answer.refused = "undecided";
        return answer;
    } catch (const Refusal& r) {
        return {{}, r.code()};
    }
}

void Replay::add(const ReplayCase& one) {
    ++report_.cases;
    const Answer before = one.recorded ? Answer{from_json_value(*one.recorded), ""}
                                       : ask(*old_, one, one.known.value_or(end_of_time));
    const Answer after = ask(*new_, one, end_of_time);
    if (!after.refused.empty()) ++report_.refusals[after.refused];
    ReplayDifference d{one.id, one.decision, before.text(), after.text(), ""};
    if (!before.refused.empty() && !after.refused.empty()) {
        ++report_.blocked_in_both;
        return;
    }
    if (before.refused.empty() && after.refused.empty())
        compare("", before.value, after.value, d.difference);
    if (before.refused.empty() && after.refused.empty() && d.old_value == d.new_value) {
        ++report_.same;
        return;
    }
    ++(!after.refused.empty()    ? report_.newly_blocked
       : !before.refused.empty() ? report_.newly_decided
                                 : report_.changed);
    if (on_difference) on_difference(d);
    if (report_.differences.size() < differences_max)
        report_.differences.push_back(std::move(d));
    else
        ++report_.differences_left_out;
}

void Replay::compare(const std::string& member, const Value& a, const Value& b,
                     std::string& difference) {
    if (a.is(Kind::context) && b.is(Kind::context)) {
        for (const auto& [name, value] : a.context().entries) {
            const Value* other = b.context().find(name);
            std::string unused;
            if (other) compare(member.empty() ? name : member + "." + name, value, *other, unused);
        }
        return;
    }
    if (!a.is(Kind::number) || !b.is(Kind::number)) return;
    const auto change = subtract(b.number(), a.number());
    if (!change || (tallies_.size() >= members_max && !tallies_.contains(member))) return;
    Tally& t = tallies_[member];
    ++t.compared;
    t.old_total = decision::add(t.old_total, a.number()).value_or(t.old_total);
    t.new_total = decision::add(t.new_total, b.number()).value_or(t.new_total);
    if (change->is_zero()) return;
    difference = change->text();
    ++t.buckets[bucket_of(*change)];
    ++(change->is_negative() ? t.lowered : t.raised);
    if (decision::compare(*change, t.rise) > 0) t.rise = *change;
    if (decision::compare(*change, t.fall) < 0) t.fall = *change;
}

ReplayReport Replay::report() const {
    ReplayReport out = report_;
    for (const auto& [member, t] : tallies_) {
        const auto difference = subtract(t.new_total, t.old_total);
        ReplayNumbers numbers{member,
                              t.compared,
                              t.raised,
                              t.lowered,
                              t.old_total.text(),
                              t.new_total.text(),
                              difference ? difference->text() : "",
                              t.rise.text(),
                              t.fall.text(),
                              {}};
        for (std::size_t i = 0; i < t.buckets.size(); ++i) {
            ReplayBucket bucket = bucket_at(i);
            bucket.count = t.buckets[i];
            numbers.histogram.push_back(std::move(bucket));
        }
        out.numbers.push_back(std::move(numbers));
    }
    return out;
}

}  // namespace linli::decision
