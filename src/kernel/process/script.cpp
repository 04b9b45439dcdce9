#include "kernel/process/script.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace linli::process {

using decision::Value;

namespace {

constexpr std::size_t steps_max = 10'000;

[[noreturn]] void malformed(std::size_t step, const std::string& zh, const std::string& en) {
    throw Refusal(RefusalKind::unprocessable, "process.script_malformed",
                  {"脚本第 " + std::to_string(step) + " 步：" + zh,
                   "step " + std::to_string(step) + " of the script: " + en});
}

// An expectation that failed, or a step that the instances do not allow.
struct Failure {
    Words words;
};

std::string listed(const std::vector<std::string>& names) {
    std::string out = "[";
    for (const auto& n : names)
        out += (out.size() > 1 ? ", " : "") + n;
    return out + "]";
}

bool same(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (decision::equal(a, b).value_or(false)) return true;
    // JSON has no dates: a text means the value that shows as that text.
    return b.is(decision::Kind::string) && decision::display(a) == b.text();
}

// none for an empty id.
std::uint32_t process_named(const Program& program, const std::string& id) {
    if (id.empty()) return none;
    const auto p = program.find_process(id);
    if (p == none)
        throw refuse_not_found("process.unknown", {"文件里没有流程「" + id + "」",
                                                   "the file has no process \"" + id + "\""});
    return p;
}

class Player {
  public:
    Player(Ground& ground, const Program& program, const std::string& process,
           const std::function<void(const json::object&)>& show)
        : program_(program), show_(show), ground_(ground), chosen_(find(process)) {}

    void plan(const json::array& steps) {
        for (const auto& s : steps)
            if (s.is_object() && s.get_object().contains("start")) ++starts_;
    }
    void play(const json::object& step, std::size_t number);
    void show_lines();
    json::object final() const;

  private:
    std::uint32_t find(const std::string& process) const {
        return process_named(program_, process);
    }
    bool ended() const {
        const auto cases = ground_.cases();
        return !cases.empty() && std::all_of(cases.begin(), cases.end(),
                                             [](const auto& c) { return c.state->ended(); });
    }
    std::string text(const json::object& step, const char* name) const;
    Variables variables(const json::object& step) const;
    void start(const json::object& step);
    std::vector<std::uint32_t> startable() const;
    std::pair<std::int64_t, std::uint32_t> waiting_at(const std::string& element) const;
    void expect(const json::object& wanted) const;
    void expect_variables(const json::object& wanted) const;
    std::vector<std::string> waiting() const;
    const Value* variable(std::string_view name, const Value& wanted) const;

    const Program& program_;
    const std::function<void(const json::object&)>& show_;
    Ground& ground_;
    std::uint32_t chosen_ = none;
    std::size_t starts_ = 0, started_ = 0;
    std::size_t number_ = 0;
};

std::string Player::text(const json::object& step, const char* name) const {
    const json::value* v = step.if_contains(name);
    if (!v) return "";
    if (v->is_string()) return std::string(v->get_string());
    if (v->is_int64() || v->is_uint64()) return json::serialize(*v);
    malformed(number_, std::string("「") + name + "」应为文字",
              std::string("\"") + name + "\" must be a text");
}

Variables Player::variables(const json::object& step) const {
    const json::value* v = step.if_contains("variables");
    if (!v || v->is_null()) return {};
    if (!v->is_object())
        malformed(number_, "「variables」应为对象", "\"variables\" must be an object");
    return variables_from_json(v->get_object());
}

// What a plain start can mean: processes that no other one calls, executable ones before drawings.
std::vector<std::uint32_t> Player::startable() const {
    std::vector<std::uint32_t> best;
    for (const int care : {2, 1, 0}) {
        for (std::uint32_t p = 0; p < program_.processes.size(); ++p) {
            const auto& process = program_.processes[p];
            const bool plain = !program_.scopes[process.scope].initial.empty();
            if ((care > 1 && !process.executable) || (care > 0 && !plain) || process.called)
                continue;
            best.push_back(p);
        }
        if (!best.empty()) break;
    }
    if (best.empty() && !program_.processes.empty()) best.push_back(0);
    return best;
}

// The one start of a script begins every participant; of several, each begins the next one.
void Player::start(const json::object& step) {
    const json::value& given = step.at("start");
    if (!given.is_object() && !given.is_null())
        malformed(number_, "「start」应为变量的对象", "\"start\" must be an object of variables");
    const Variables variables =
        given.is_object() ? variables_from_json(given.get_object()) : Variables();
    const std::string named = text(step, "process");
    std::vector<std::uint32_t> which;
    if (!named.empty())
        which = {find(named)};
    else if (chosen_ != none)
        which = {chosen_};
    else
        which = startable();
    if (which.empty()) malformed(number_, "文件里没有流程", "the file has no process");
    if (starts_ > 1) which = {which[started_ % which.size()]};
    ++started_;
    for (const auto p : which)
        ground_.start(p, variables);
}

std::vector<std::string> Player::waiting() const {
    std::vector<std::string> out;
    for (const auto& i : ground_.cases())
        for (const Wait* w : visible_waits(program_, *i.state))
            out.push_back(program_.nodes[w->node].id);
    return out;
}

// The oldest wait at that element; what waits visibly first, then boundary events and others.
std::pair<std::int64_t, std::uint32_t> Player::waiting_at(const std::string& element) const {
    std::set<std::uint32_t> nodes;
    for (std::uint32_t n = 0; n < program_.nodes.size(); ++n)
        if (program_.nodes[n].id == element) nodes = {n};
    if (nodes.empty())
        for (std::uint32_t n = 0; n < program_.nodes.size(); ++n)
            if (program_.nodes[n].name == element) nodes.insert(n);
    if (nodes.empty())
        throw Failure{
            {"模型里没有元素「" + element + "」", "the model has no element \"" + element + "\""}};
    for (const auto& i : ground_.cases())
        for (const Wait* w : visible_waits(program_, *i.state))
            if (nodes.contains(w->node)) return {i.id, w->id};
    for (const auto& i : ground_.cases())
        for (const auto& w : i.state->waits)
            if (nodes.contains(w.node)) return {i.id, w.id};
    throw Failure{{"「" + element + "」不在等待；在等待的有 " + listed(waiting()),
                   "\"" + element + "\" is not waiting; waiting are " + listed(waiting())}};
}

const Value* Player::variable(std::string_view name, const Value& wanted) const {
    const Value* found = nullptr;
    for (const auto& i : ground_.cases())
        if (const Value* v = i.state->variable(name); v && (!found || same(*v, wanted))) found = v;
    if (found) return found;
    for (const auto& i : ground_.cases())
        for (const auto& f : i.state->frames)
            for (const auto& [known, v] : f.variables)
                if (known == name && (!found || same(v, wanted))) found = &v;
    return found;
}

void Player::expect_variables(const json::object& wanted) const {
    for (const auto& kv : wanted) {
        const std::string name(kv.key());
        const Value value = decision::from_json_value(kv.value());
        const Value* found = variable(name, value);
        if (found ? same(*found, value) : value.is_null()) continue;
        const std::string is = found ? decision::display(*found, true) : "";
        const std::string should = decision::display(value, true);
        throw Failure{
            {"变量「" + name + "」" + (found ? "是 " + is : "不存在") + "，应为 " + should,
             "the variable \"" + name + "\" " + (found ? "is " + is : "does not exist") +
                 ", expected " + should}};
    }
}

void Player::expect(const json::object& wanted) const {
    const auto compare = [&](const char* member, std::vector<std::string> is, const char* zh,
                             const char* en) {
        const json::value* v = wanted.if_contains(member);
        if (!v) return;
        if (!v->is_array())
            malformed(number_, std::string("「") + member + "」应为列表",
                      std::string("\"") + member + "\" must be a list");
        std::vector<std::string> should;
        for (const auto& e : v->get_array()) {
            std::string id = e.is_string() ? std::string(e.get_string()) : json::serialize(e);
            if (program_.find_node(id) == none)
                for (const auto& n : program_.nodes)
                    if (n.name == id) id = n.id;
            should.push_back(std::move(id));
        }
        std::sort(is.begin(), is.end());
        std::sort(should.begin(), should.end());
        if (std::adjacent_find(should.begin(), should.end()) == should.end())
            is.erase(std::unique(is.begin(), is.end()), is.end());
        if (is != should)
            throw Failure{
                {std::string(zh) + "是 " + listed(is) + "，应为 " + listed(should),
                 std::string(en) + " are " + listed(is) + ", expected " + listed(should)}};
    };
    compare("waiting", waiting(), "在等待的", "waiting");
    std::vector<std::string> failed;
    for (const auto& i : ground_.cases())
        for (const auto& incident : i.state->incidents)
            failed.push_back(program_.nodes[incident.node].id);
    compare("incidents", std::move(failed), "出错的", "failed");
    if (const json::value* v = wanted.if_contains("variables"); v && v->is_object())
        expect_variables(v->get_object());
    if (const json::value* v = wanted.if_contains("ended"); v && v->is_bool())
        if (v->get_bool() != ended())
            throw Failure{{v->get_bool() ? "流程尚未结束，在等待的有 " + listed(waiting())
                                         : std::string("流程已经结束，应尚未结束"),
                           v->get_bool()
                               ? "the process has not ended; waiting are " + listed(waiting())
                               : std::string("the process has ended, expected it not to")}};
    for (const auto& kv : wanted)
        if (kv.key() != "waiting" && kv.key() != "variables" && kv.key() != "ended" &&
            kv.key() != "incidents")
            malformed(number_, "「expect」里没有「" + std::string(kv.key()) + "」这一项",
                      "\"expect\" has no member \"" + std::string(kv.key()) + "\"");
}

void Player::play(const json::object& step, std::size_t number) {
    number_ = number;
    if (step.contains("start")) return start(step);
    if (step.contains("complete")) {
        const auto [instance, wait] = waiting_at(text(step, "complete"));
        return ground_.complete(instance, wait, variables(step));
    }
    if (step.contains("fail")) {
        const auto [instance, wait] = waiting_at(text(step, "fail"));
        return ground_.fail(instance, wait, text(step, "error"), variables(step));
    }
    if (step.contains("message")) {
        std::int64_t ttl = Exchange::time_to_live_us;
        if (const std::string given = text(step, "ttl"); !given.empty()) {
            const auto d = duration_from_text(given);
            if (!d) malformed(number, "「ttl」应为时长", "\"ttl\" must be a duration");
            ttl = add(ground_.now(), *d).us - ground_.now().us;
        }
        return ground_.message(text(step, "message"), text(step, "correlation"), variables(step),
                               ttl);
    }
    if (step.contains("signal")) return ground_.signal(text(step, "signal"), variables(step));
    if (step.contains("advance")) {
        const auto d = duration_from_text(text(step, "advance"));
        if (!d)
            malformed(number, "「advance」应为 ISO 8601 的时长，如 P2D",
                      "\"advance\" must be a duration of ISO 8601 such as P2D");
        return ground_.advance(*d);
    }
    if (const json::value* wanted = step.if_contains("expect"); wanted && wanted->is_object())
        return expect(wanted->get_object());
    malformed(number, "应为 start、complete、fail、message、signal、advance 或 expect 之一",
              "it is none of start, complete, fail, message, signal, advance and expect");
}

void Player::show_lines() {
    for (const auto& line : ground_.new_lines())
        show_(line);
}

std::string status_name(const State& state) {
    switch (state.status) {
        case Status::running:
            return state.incidents.empty() ? "running" : "incident";
        case Status::completed:
            return "completed";
        case Status::terminated:
            return "terminated";
        case Status::failed:
            return "failed";
        case Status::cancelled:
            return "cancelled";
    }
    return "";
}

json::object Player::final() const {
    json::array all, waiting_ids, incidents;
    json::object variables;
    std::string state = ground_.cases().empty() ? "not started" : "";
    for (const auto& i : ground_.cases()) {
        json::object own = variables_to_json(i.state->frames.front().variables);
        json::array own_waiting;
        for (const Wait* w : visible_waits(program_, *i.state))
            own_waiting.emplace_back(program_.nodes[w->node].id);
        for (const auto& incident : i.state->incidents)
            incidents.push_back({{"element", program_.nodes[incident.node].id},
                                 {"expression", incident.expression},
                                 {"error", incident.code},
                                 {"zh", incident.words.zh},
                                 {"en", incident.words.en}});
        for (const auto& w : own_waiting)
            waiting_ids.push_back(w);
        for (const auto& kv : own)
            if (!variables.contains(kv.key())) variables[kv.key()] = kv.value();
        const std::string status = status_name(*i.state);
        // The whole is what its least finished instance is.
        if (state.empty() || status == "incident" || (status == "running" && state != "incident"))
            state = status;
        all.push_back({{"process", program_.processes[i.state->process].id},
                       {"state", status},
                       {"waiting", std::move(own_waiting)},
                       {"variables", std::move(own)}});
    }
    json::object out{{"state", state},
                     {"ended", ended()},
                     {"waiting", std::move(waiting_ids)},
                     {"variables", std::move(variables)}};
    if (!incidents.empty()) out["incidents"] = std::move(incidents);
    if (all.size() > 1) out["instances"] = std::move(all);
    return out;
}

}  // namespace

InMemory::InMemory(std::shared_ptr<const Program> program, Instant begin,
                   const std::string& process)
    : exchange_(program, begin, process_named(*program, process)) {}

std::vector<json::object> InMemory::new_lines() {
    std::vector<json::object> out;
    for (const auto& lines = exchange_.lines(); shown_ < lines.size(); ++shown_)
        out.push_back({{"at", linli::to_text(lines[shown_].at)},
                       {"element", exchange_.program().nodes[lines[shown_].node].id},
                       {"event", std::string(trace_event_name(lines[shown_].event))}});
    return out;
}

ScriptResult play(std::shared_ptr<const Program> program, const json::value& steps,
                  const std::string& process, Instant begin,
                  const std::function<void(const json::object&)>& show) {
    InMemory ground(program, begin, process);
    return play(ground, *program, steps, process, show);
}

ScriptResult play(Ground& ground, const Program& program, const json::value& steps,
                  const std::string& process,
                  const std::function<void(const json::object&)>& show) {
    if (!steps.is_array() || steps.get_array().size() > steps_max)
        malformed(0, "脚本应为步骤的列表，最多 10000 步",
                  "a script is a list of at most 10,000 steps");
    Player player(ground, program, process, show);
    player.plan(steps.get_array());
    ScriptResult result;
    std::size_t number = 0;
    const auto fail = [&](const Words& words) {
        result.good = false;
        result.step = number;
        result.words = {"第 " + std::to_string(number) + " 步：" + words.zh,
                        "step " + std::to_string(number) + ": " + words.en};
    };
    for (const auto& step : steps.get_array()) {
        ++number;
        if (!step.is_object()) malformed(number, "应为对象", "it must be an object");
        try {
            player.play(step.get_object(), number);
        } catch (const Failure& f) {
            fail(f.words);
        } catch (const Refusal& r) {
            if (r.code() == "process.script_malformed") throw;
            fail(r.words());
        }
        player.show_lines();
        if (!result.good) break;
    }
    result.final = player.final();
    return result;
}

}  // namespace linli::process
