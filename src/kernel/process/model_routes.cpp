// A model that is not deployed: checked, and tried in memory with a simulated clock.
#include <algorithm>
#include <chrono>

#include "kernel/process/engine_check.hpp"
#include "kernel/process/routes_parts.hpp"
#include "kernel/process/script.hpp"
#include "kernel/process/validate.hpp"

namespace linli::process {

struct CheckView {
    bool ok = true;
    std::vector<CheckedFault> faults;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (ok, faults))

struct TrialBody {
    std::string xml;
    std::vector<DecisionText> decisions;
    std::optional<std::string> process;  // that a start begins; the file's own choice when absent
    std::optional<Instant> begin;        // of the simulated clock; now when absent
    json::value script;
};
BOOST_DESCRIBE_STRUCT(TrialBody, (), (xml, decisions, process, begin, script))
Limits limits(const TrialBody*) {
    auto all = limits(static_cast<const ModelBody*>(nullptr));
    all.push_back({"process", {.length_max = 500}});
    return all;
}

struct TrialLine {
    std::string at, element, event;
};
BOOST_DESCRIBE_STRUCT(TrialLine, (), (at, element, event))
struct TrialWait {
    std::string element, kind, name;
    std::optional<Instant> due;
    bool visible = true;  // false: a boundary event or the start of an event sub-process
};
BOOST_DESCRIBE_STRUCT(TrialWait, (), (element, kind, name, due, visible))
struct TrialFault {
    std::int64_t step = 0;  // from 1
    std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(TrialFault, (), (step, zh, en))
struct TrialView {
    std::vector<TrialLine> trace;
    std::vector<TrialWait> waiting;
    json::object variables;
    std::optional<json::value> incidents;
    bool ended = false;
    std::string status;  // not started, running, incident, completed, terminated, failed, cancelled
    Instant now;
    std::optional<TrialFault> fault;
};
BOOST_DESCRIBE_STRUCT(TrialView, (),
                      (trace, waiting, variables, incidents, ended, status, now, fault))

namespace {

using http::Context;

constexpr std::size_t trial_steps_max = 500;
constexpr std::size_t trial_lines_max = 5'000;
constexpr std::size_t trial_bytes_max = 64 << 20;  // of all states that it went through
constexpr auto trial_time_max = std::chrono::seconds(5);

// Stops a trial that would keep the server busy.
class Patience {
  public:
    void look(const Exchange& exchange, std::size_t state_bytes) {
        bytes_ += state_bytes;
        // The machine's own clock: it is its time that is used up.
        if (bytes_ > trial_bytes_max || exchange.lines().size() > trial_lines_max ||
            std::chrono::steady_clock::now() - begin_ > trial_time_max)
            throw Refusal(RefusalKind::unprocessable, "process.trial_too_long",
                          {"试运行超过 5000 步轨迹或 5 秒，已停止；请检查是否成环",
                           "the trial was stopped after 5,000 lines of trace or 5 seconds; look "
                           "for a circle"});
    }

  private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::size_t bytes_ = 0;
};

TrialView try_out(const TrialBody& body, Instant now) {
    const auto definitions = bpmn::read("model.bpmn", body.xml);
    std::vector<FieldFault> faults;
    for (const auto& fault : validate(*definitions))
        faults.push_back({fault.element, fault.rule, fault.words});
    if (!faults.empty()) {
        const Words words = faults.front().words;
        throw Refusal(RefusalKind::unprocessable, "process.model_faulty", words, std::move(faults));
    }
    const auto program = compile(*definitions, read_decisions(body.decisions));
    if (body.script.is_array() && body.script.get_array().size() > trial_steps_max)
        throw refuse_field("script", "process.trial_too_long",
                           {"试运行最多 500 步", "a trial has at most 500 steps"});
    const std::string process = body.process.value_or("");
    InMemory ground(program, body.begin.value_or(now), process);
    Patience patience;
    ground.exchange().watch([&](std::size_t bytes) { patience.look(ground.exchange(), bytes); });
    TrialView out;
    const auto result = play(ground, *program, body.script, process, [&](const json::object& line) {
        out.trace.push_back({std::string(line.at("at").as_string()),
                             std::string(line.at("element").as_string()),
                             std::string(line.at("event").as_string())});
    });
    for (const auto& one : ground.cases())
        for (const auto& wait : one.state->waits) {
            TrialWait view{program->nodes[wait.node].id, std::string(wait_kind_name(wait.kind)),
                           wait.name, std::nullopt, waits_visibly(*program, *one.state, wait)};
            if (wait.kind == WaitKind::timer) view.due = wait.due;
            out.waiting.push_back(std::move(view));
        }
    std::stable_partition(out.waiting.begin(), out.waiting.end(),
                          [](const auto& wait) { return wait.visible; });
    out.variables = result.final.at("variables").as_object();
    if (const auto* incidents = result.final.if_contains("incidents")) out.incidents = *incidents;
    out.ended = result.final.at("ended").as_bool();
    out.status = std::string(result.final.at("state").as_string());
    out.now = ground.now();
    if (!result.good)
        out.fault =
            TrialFault{static_cast<std::int64_t>(result.step), result.words.zh, result.words.en};
    return out;
}

}  // namespace

void model_routes(http::Router& router, Engine& engine, const RoutesParts&) {
    auto checking =
        spec(may_view, {"检查一个模型的全部问题", "Every fault of a model; nothing is changed"});
    checking.body_bytes_max = model_body_bytes_max;
    router.write<ModelBody>("POST", "/api/v1/process-checks", checking,
                            [&engine](Context&, const ModelBody& body) {
                                CheckView out;
                                out.faults = engine.check({"model.bpmn", body.xml, body.decisions});
                                for (const auto& fault : out.faults)
                                    out.ok = out.ok && !fault.refuses;
                                return out;
                            });
    auto trying =
        spec(may_view, {"用模拟时钟试运行一个模型", "Try a model with a simulated clock"});
    trying.body_bytes_max = model_body_bytes_max;
    router.write<TrialBody>("POST", "/api/v1/process-trials", trying,
                            [](Context& c, const TrialBody& body) { return try_out(body, c.now); });
}

}  // namespace linli::process
