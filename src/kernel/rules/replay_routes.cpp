// POST /api/v1/rule-proposals/{id}/replays
#include "kernel/decision/replay.hpp"
#include "kernel/rules/rules_sql.hpp"
#include "kernel/rules/view.hpp"

namespace linli::rules {

struct ReplayRequest {
    std::string decision;              // name or code
    std::optional<std::string> lines;  // JSON lines {"id", "inputs", "at", ...} as `linli decision
                                       // replay` reads them; absent: the recorded decisions
    std::optional<Date> at;            // legal day of the lines that name none; absent: today
    std::optional<json::object> assume;  // for parameters that nobody has stated
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ReplayRequest, (), (decision, lines, at, assume, limit))
inline Limits limits(const ReplayRequest*) {
    return {{"decision", {.length_min = 1, .length_max = 200}},
            {"lines", {.length_max = 8u << 20}},
            {"limit", {.min = 1, .max = replayed_max}}};
}

struct ReplayView : decision::ReplayReport {
    std::string package, source;  // source: recorded, lines
    // Recorded decisions that the changed text makes again exactly when it is asked with the days
    // of then.
    std::int64_t reproduced = 0, not_reproduced = 0;
    bool stopped = false;  // out of time: `cases` says how far it came
};
BOOST_DESCRIBE_STRUCT(ReplayView, (decision::ReplayReport),
                      (package, source, reproduced, not_reproduced, stopped))

namespace {

using http::Context;

constexpr Micros time_max = seconds(20);

std::vector<decision::ReplayCase> cases_of_lines(const std::string& text,
                                                 const decision::ReplayDefaults& defaults,
                                                 int limit) {
    std::vector<decision::ReplayCase> cases;
    std::size_t number = 0;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        const std::string_view line = std::string_view(text).substr(from, end - from);
        from = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (int(cases.size()) == limit) {
            throw Refusal(
                RefusalKind::too_large, "rules.too_many_lines",
                {"最多 " + std::to_string(limit) + " 行，更多的请用命令行 linli decision replay",
                 "at most " + std::to_string(limit) +
                     " lines; for more use the command linli decision replay"});
        }
        try {
            cases.push_back(decision::replay_case(line, defaults));
            if (cases.back().id.empty()) cases.back().id = "#" + std::to_string(number);
        } catch (const Refusal& refusal) {
            const std::string where = std::to_string(number);
            const std::string field =
                refusal.fields().empty() ? "" : refusal.fields().front().field + " ";
            throw refuse_field("lines[" + where + "]", "rules.line_malformed",
                               {"第 " + where + " 行：" + field + refusal.words().zh,
                                "line " + where + ": " + field + refusal.words().en});
        }
    }
    return cases;
}

std::vector<decision::ReplayCase> recorded_cases(Registry& registry, store::Tx& tx,
                                                 const std::string& package,
                                                 const std::string& decision, int limit) {
    std::vector<decision::ReplayCase> cases;
    for (auto& kept : recorded(registry, tx, package, decision, limit)) {
        decision::ReplayCase c;
        c.id = to_text(kept.id);
        c.decision = decision;
        c.at = kept.call.at;
        c.known = kept.call.known;
        c.areas = kept.call.areas;
        const auto inputs = decision::to_json_value(kept.call.inputs);
        if (inputs.is_object()) c.inputs = inputs.as_object();
        c.recorded = std::move(kept.value);
        cases.push_back(std::move(c));
    }
    return cases;
}

bool made_again(const decision::Package& package, const decision::ReplayCase& one) {
    decision::Call call;
    call.decision = one.decision;
    call.at = one.at;
    call.known = *one.known;
    call.areas = one.areas;
    call.inputs = decision::from_json_value(one.inputs);
    if (one.assume) call.assume = *one.assume;
    try {
        return decision::to_json_value(decision::decide(package, call).value) == *one.recorded;
    } catch (const Refusal&) {
        return false;
    }
}

ReplayView run(Registry& registry, std::shared_ptr<const decision::Package> before,
               const std::shared_ptr<const decision::Package>& after,
               std::vector<decision::ReplayCase> cases, const std::optional<json::object>& assume) {
    const Clock& clock = registry.parts().clock;
    const Instant stop_at = clock.now() + time_max;
    ReplayView out;
    decision::Replay replay(std::move(before), after);
    for (auto& one : cases) {
        if (clock.now() > stop_at) {
            out.stopped = true;
            break;
        }
        if (assume && !one.assume) one.assume = assume;
        replay.add(one);
        if (one.recorded) ++(made_again(*after, one) ? out.reproduced : out.not_reproduced);
    }
    static_cast<decision::ReplayReport&>(out) = replay.report();
    return out;
}

http::Response answer(Registry& registry, Context& c, store::Store& store) {
    const auto body = http::read_body<ReplayRequest>(c.request);
    const auto root = registry.parts().root();
    if (!c.caller.may(may_propose, root)) c.caller.require(may_approve, root);
    const auto id = c.path_id<TextId>("id");
    const int limit = body.limit.value_or(replayed_max);

    std::string package;
    std::shared_ptr<const decision::Package> before, after;
    std::vector<decision::ReplayCase> cases;
    decision::ReplayDefaults defaults;
    store.read([&](store::Tx& tx) {
        package = registry.text(tx, id).package;
        after = registry.read_package(tx, id);
        const auto now = tx.one<TextRow>(sql::text_in_force, package);
        before = now ? registry.read_package(tx, now->id) : nullptr;
        defaults.decision = after->decision_name(body.decision);
        if (!body.lines) cases = recorded_cases(registry, tx, package, defaults.decision, limit);
    });
    if (!before) {
        throw refuse_conflict("rules.nothing_to_compare",
                              {"这是新的规则包，没有现行文本可以比较",
                               "this package is new; there is nothing in force to compare with"});
    }
    defaults.at = body.at.value_or(date_in_china(c.now));
    if (body.lines) cases = cases_of_lines(*body.lines, defaults, limit);
    ReplayView out = run(registry, std::move(before), after, std::move(cases), body.assume);
    out.package = package;
    out.source = body.lines ? "lines" : "recorded";
    return http::respond(out);
}

}  // namespace

void replay_routes(http::Router& router, Registry& registry) {
    router.raw<http::None, ReplayRequest, ReplayView>(
        "POST", "/api/v1/rule-proposals/{id}/replays",
        {.policy = http::Policy::needs(may_use),
         .tag = "rules",
         .words = {"用提案重算过去的决定或上传的数据：谁会不同，差多少",
                   "Run a proposal over past decisions or uploaded inputs: who differs, by how "
                   "much"},
         .body_bytes_max = 10u << 20},
        [&registry](Context& c, store::Store& store) { return answer(registry, c, store); });
}

}  // namespace linli::rules
