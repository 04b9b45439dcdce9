#include "kernel/process/migrate.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "kernel/process/machine.hpp"

namespace linli::process {
namespace {

using bpmn::NodeKind;

// Of what kind an element is, as far as a token at it can tell.
bool same_kind(const ProgramNode& a, const ProgramNode& b) {
    return a.kind == b.kind && a.event_sub_process == b.event_sub_process &&
           a.for_compensation == b.for_compensation;
}

bool in_process(const Program& program, std::uint32_t node, std::uint32_t process) {
    return program.scopes[program.nodes[node].scope].process == process;
}

const std::string& mapped(const MigrationPlan& plan, const std::string& id) {
    const auto found = plan.mapping.find(id);
    return found == plan.mapping.end() ? id : found->second;
}

std::uint32_t find_flow(const Program& program, const std::string& id) {
    for (std::uint32_t f = 0; f < program.flows.size(); ++f)
        if (program.flows[f].id == id) return f;
    return none;
}

std::string text_of(const Program& program, std::uint32_t expression) {
    return expression == none ? "" : program.expressions[expression].text;
}

MigrationFault no_target(const std::string& id) {
    return {id,
            {"「" + id + "」在新版本里没有对应的元素：请在映射里指定",
             "\"" + id + "\" has no counterpart in the new version: name one in the mapping"}};
}
MigrationFault other_kind(const ProgramNode& a, const ProgramNode& b) {
    return {a.id,
            {"「" + a.id + "」与「" + b.id + "」不是同一种元素：请对应到同类元素",
             "\"" + a.id + "\" is a " + std::string(bpmn::kind_name(a.kind)) + ", \"" + b.id +
                 "\" a " + std::string(bpmn::kind_name(b.kind)) + ": map it to one of its kind"}};
}

class Migrator {
  public:
    Migrator(const Program& from, const Program& to, std::uint32_t process, const State& state,
             const MigrationPlan& plan, Instant now)
        : from_(from), to_(to), process_(process), plan_(plan), now_(now) {
        result_.state = state;
        result_.state.process = process;
        for (const auto& token : state.tokens)
            old_nodes_[token.id] = token.node;
        for (const auto& frame : state.frames)
            old_scopes_[frame.id] = frame.scope;
    }

    MigrationResult run() {
        State& s = result_.state;
        for (auto& token : s.tokens)
            move(token);
        for (auto& frame : s.frames)
            move(frame);
        for (auto& c : s.compensables)
            c.node = undoable(c.node);
        for (auto& c : s.compensations)
            for (auto& step : c.steps)
                step.node = undoable(step.node);
        for (auto& reset : s.resets) {
            const auto old = reset.node;
            reset.node = node(old);
            same_join(old, reset.node);
            for (auto& flow : reset.flows)
                flow = join_flow(flow, reset.node);
        }
        for (auto& incident : s.incidents)
            incident.node = node(incident.node);
        move_waits();
        if (result_.faults.empty()) open_new();
        return std::move(result_);
    }

  private:
    void fault(MigrationFault f) {
        const auto& all = result_.faults;
        if (std::none_of(all.begin(), all.end(), [&](const auto& known) {
                return known.element == f.element && known.words == f.words;
            }))
            result_.faults.push_back(std::move(f));
    }
    void fault(std::uint32_t old, const std::string& zh, const std::string& en) {
        const std::string& id = from_.nodes[old].id;
        fault({id, {"「" + id + "」" + zh, "\"" + id + "\" " + en}});
    }

    // The counterpart by the plan; none when there is none.
    std::uint32_t target(std::uint32_t old) const {
        const auto n = to_.find_node(mapped(plan_, from_.nodes[old].id));
        return n != none && in_process(to_, n, process_) ? n : none;
    }
    // The same, with a fault when an instance cannot stand there.
    std::uint32_t node(std::uint32_t old) {
        const auto known = nodes_.find(old);
        if (known != nodes_.end()) return known->second;
        std::uint32_t n = target(old);
        if (n == none) {
            fault(no_target(from_.nodes[old].id));
        } else if (!same_kind(from_.nodes[old], to_.nodes[n])) {
            fault(other_kind(from_.nodes[old], to_.nodes[n]));
            n = none;
        } else {
            const auto s = scope(from_.nodes[old].scope);
            if (s != none && s != to_.nodes[n].scope)
                fault(old, "在新版本里不在对应的子流程中：请对应到同一层的元素",
                      "lies in another sub-process in the new version: map it to an element of "
                      "the same level");
        }
        return nodes_[old] = n;
    }
    std::uint32_t scope(std::uint32_t old) {
        if (old == none) return none;
        const auto holder = from_.scopes[old].node;
        if (holder == none) return to_.processes[process_].scope;
        const auto n = node(holder);
        return n == none ? none : to_.nodes[n].inside;
    }
    std::uint32_t flow(std::uint32_t old) const {
        return old == none ? none : find_flow(to_, mapped(plan_, from_.flows[old].id));
    }
    // By which a token has come to a join.
    std::uint32_t join_flow(std::uint32_t old, std::uint32_t gateway) {
        const auto f = flow(old);
        if (old == none || gateway == none) return f;
        if (f == none || to_.flows[f].target != gateway) {
            fault(no_target(from_.flows[old].id));
            return none;
        }
        return f;
    }

    void move(Token& token) {
        const auto old = token.node;
        token.node = node(old);
        const bool joins = token.stage == Stage::joining;
        token.flow = joins ? join_flow(token.flow, token.node) : flow(token.flow);
        if (token.node == none) return;
        const ProgramNode& a = from_.nodes[old];
        const ProgramNode& b = to_.nodes[token.node];
        if (joins) same_join(old, token.node);
        if (token.stage == Stage::gathering && a.start_quantity != b.start_quantity)
            fault(old, "在等待凑够数量，新版本要求的数量不同：请等它开始后再迁移",
                  "waits until enough tokens are there, and the new version wants another "
                  "number: move it when it has begun");
        if (token.stage == Stage::looping || token.body != 0) same_loop(old, a.loop, b.loop);
    }
    // What has arrived must be what is waited for, else it would wait for ever or twice.
    void same_join(std::uint32_t old, std::uint32_t n) {
        if (n == none) return;
        std::set<std::uint32_t> images;
        for (const auto f : from_.nodes[old].incoming)
            images.insert(flow(f));
        const auto& incoming = to_.nodes[n].incoming;
        if (images != std::set<std::uint32_t>(incoming.begin(), incoming.end()))
            fault(old, "正在汇聚，新版本的流入不同：请在映射里对应顺序流，或等它汇聚后再迁移",
                  "is joining, and other flows lead to it in the new version: map the flows, or "
                  "move it when it has joined");
    }
    void same_loop(std::uint32_t old, const LoopSpec& a, const LoopSpec& b) {
        if (a.form == b.form && a.item == b.item && a.output_item == b.output_item &&
            a.output_list == b.output_list)
            return;
        fault(old, "的多实例或循环正在进行，新版本的写法不同：请等它结束后再迁移",
              "is in the middle of a loop that the new version writes differently: move it when "
              "the loop is over");
    }
    void move(Frame& frame) {
        if (frame.node != none) frame.node = node(frame.node);
        frame.scope = scope(frame.scope);
    }
    std::uint32_t undoable(std::uint32_t old) {
        const auto n = node(old);
        if (n == none) return n;
        const auto a = from_.nodes[old].compensation_handler;
        const auto b = to_.nodes[n].compensation_handler;
        const auto inside = [](const Program& p, std::uint32_t at) {
            return at != none && p.nodes[at].inside != none;
        };
        if ((a == none) != (b == none) || inside(from_, old) != inside(to_, n) ||
            (a != none && node(a) != b))
            fault(old, "已完成、可补偿，新版本的补偿活动不同：请对应补偿活动",
                  "can be undone, and the new version undoes it by something else: map what "
                  "undoes it");
        return n;
    }

    // ---- waits
    void move_waits();
    bool move_wait(Wait& wait);
    std::uint32_t event_of(std::uint32_t old, std::uint32_t event, std::uint32_t n) const;
    void rearm(Wait& wait, const EventSpec& a, const EventSpec& b);
    void open_new();
    void open_at(std::uint32_t n, std::uint32_t token, std::uint32_t frame);
    bool is_image(const std::vector<std::uint32_t>& olds, std::uint32_t n) const {
        return std::any_of(olds.begin(), olds.end(),
                           [&](std::uint32_t old) { return target(old) == n; });
    }
    static std::vector<std::uint32_t> events_after(const Program& program, std::uint32_t gateway);
    static std::vector<std::uint32_t> handler_starts(const Program& program, std::uint32_t scope);
    bool is_interrupted(const Frame& frame) const;

    const Program& from_;
    const Program& to_;
    const std::uint32_t process_;
    const MigrationPlan& plan_;
    const Instant now_;
    std::map<std::uint32_t, std::uint32_t> nodes_;  // those that the state names
    MigrationResult result_;
    // Of what has to be armed anew: the waits by id, and tokens and frames as they were.
    std::vector<std::uint32_t> new_keys_, new_times_;
    std::map<std::uint32_t, std::uint32_t> old_nodes_, old_scopes_;
};

void Migrator::move_waits() {
    std::vector<Wait> kept;
    for (auto& wait : result_.state.waits) {
        const auto id = wait.id;
        if (move_wait(wait))
            kept.push_back(std::move(wait));
        else
            result_.effects.closed.push_back(id);
    }
    result_.state.waits = std::move(kept);
}

// False when the new version does not wait for that any more: a boundary event, an event
// sub-process or a branch of an event-based gateway that it has not.
bool Migrator::move_wait(Wait& wait) {
    const auto old = wait.node;
    const Token* token = result_.state.token(wait.token);
    const bool is_side =
        !token || token->node != target(old) || from_.nodes[old].kind == NodeKind::boundary_event;
    if (is_side && target(old) == none) return false;
    const auto n = node(old);
    wait.node = n;
    if (n == none) return true;
    const ProgramNode& a = from_.nodes[old];
    const ProgramNode& b = to_.nodes[n];
    if (token && token->node == none) return true;  // told already
    if (a.kind == NodeKind::boundary_event && token && b.attached_to != token->node) {
        fault(old, "在新版本里附着于别的活动：请对应到附着于同一活动的边界事件",
              "is attached to another activity in the new version: map it to a boundary event of "
              "the same activity");
        return true;
    }
    if (token && is_side && a.kind != NodeKind::boundary_event) {
        const auto events = events_after(to_, token->node);
        if (std::find(events.begin(), events.end(), n) == events.end())
            fault(old, "在新版本里不在同一个事件网关之后：请对应到该网关后面的事件",
                  "does not follow the same event-based gateway in the new version: map it to an "
                  "event that does");
    }
    if (wait.kind == WaitKind::job) wait.name = b.function;
    if (wait.kind == WaitKind::call && a.called != b.called)
        fault(old, "调用的流程正在运行，新版本调用的是别的流程：请等它返回后再迁移",
              "has called a process that still runs, and the new version calls another: move it "
              "when that has returned");
    if (wait.event == none) return true;
    const auto e = event_of(old, wait.event, n);
    if (e == none) {
        fault(old, "等待的事件在新版本里没有：请对应到等待同类事件的元素",
              "waits for an event that its counterpart has not: map it to one that waits for an "
              "event of that kind");
        return true;
    }
    const auto was = wait.event;
    wait.event = e;
    rearm(wait, a.events[was], b.events[e]);
    return true;
}

// The event of the same trigger: of the same name, else at the same place among them.
std::uint32_t Migrator::event_of(std::uint32_t old, std::uint32_t event, std::uint32_t n) const {
    const auto& was = from_.nodes[old].events;
    const EventSpec& spec = was[event];
    std::size_t place = 0;
    for (std::size_t i = 0; i < event; ++i)
        if (was[i].trigger == spec.trigger) ++place;
    std::vector<std::uint32_t> alike;
    for (std::uint32_t i = 0; i < to_.nodes[n].events.size(); ++i)
        if (to_.nodes[n].events[i].trigger == spec.trigger) alike.push_back(i);
    for (const auto i : alike)
        if (to_.nodes[n].events[i].name == spec.name) return i;
    return place < alike.size() ? alike[place] : none;
}

void Migrator::rearm(Wait& wait, const EventSpec& a, const EventSpec& b) {
    if (wait.kind == WaitKind::message || wait.kind == WaitKind::signal) wait.name = b.name;
    if (wait.kind == WaitKind::message &&
        text_of(from_, a.correlation) != text_of(to_, b.correlation))
        new_keys_.push_back(wait.id);
    const bool is_other_time = text_of(from_, a.date) != text_of(to_, b.date) ||
                               text_of(from_, a.duration) != text_of(to_, b.duration) ||
                               text_of(from_, a.cycle) != text_of(to_, b.cycle);
    if (wait.kind == WaitKind::timer && is_other_time && plan_.recompute_timers)
        new_times_.push_back(wait.id);
}

std::vector<std::uint32_t> Migrator::events_after(const Program& program, std::uint32_t gateway) {
    std::vector<std::uint32_t> out;
    for (const auto f : program.nodes[gateway].outgoing)
        out.push_back(program.flows[f].target);
    return out;
}

std::vector<std::uint32_t> Migrator::handler_starts(const Program& program, std::uint32_t scope) {
    std::vector<std::uint32_t> out;
    for (const auto handler : program.scopes[scope].event_handlers)
        for (const auto n : program.scopes[program.nodes[handler].inside].nodes)
            if (program.nodes[n].kind == NodeKind::start_event) out.push_back(n);
    return out;
}

// An interrupting event sub-process has ended everything else there.
bool Migrator::is_interrupted(const Frame& frame) const {
    return std::any_of(
        result_.state.tokens.begin(), result_.state.tokens.end(), [&](const Token& t) {
            if (t.frame != frame.id || !to_.nodes[t.node].event_sub_process) return false;
            const auto& inner = to_.scopes[to_.nodes[t.node].inside].nodes;
            return std::any_of(inner.begin(), inner.end(), [&](std::uint32_t n) {
                return to_.nodes[n].kind == NodeKind::start_event && to_.nodes[n].interrupting;
            });
        });
}

void Migrator::open_at(std::uint32_t n, std::uint32_t token, std::uint32_t frame) {
    Machine machine(to_, result_.state, result_.effects, now_);
    if (const auto words = machine.open_late(n, token, frame)) fault({to_.nodes[n].id, *words});
}

// What the new version waits for and the old one did not know.
void Migrator::open_new() {
    Machine machine(to_, result_.state, result_.effects, now_);
    for (const bool keys : {true, false})
        for (const auto id : keys ? new_keys_ : new_times_) {
            if (const auto words = machine.arm_again(id))
                fault({to_.nodes[result_.state.wait(id)->node].id, *words});
            result_.effects.changed.push_back(id);
        }
    const auto tokens = result_.state.tokens;
    for (const auto& token : tokens) {
        const auto old = old_nodes_.at(token.id);
        const bool is_open = token.stage == Stage::waiting || token.stage == Stage::inside ||
                             token.stage == Stage::looping;
        if (!is_open) continue;
        if (token.body == 0)  // boundary events belong to the whole loop
            for (const auto b : to_.nodes[token.node].boundaries)
                if (!is_image(from_.nodes[old].boundaries, b)) open_at(b, token.id, 0);
        if (to_.nodes[token.node].kind == NodeKind::event_based_gateway)
            for (const auto e : events_after(to_, token.node))
                if (!is_image(events_after(from_, old), e)) open_at(e, token.id, 0);
    }
    const auto frames = result_.state.frames;
    for (const auto& frame : frames) {
        if (frame.scope == none || frame.kept || is_interrupted(frame)) continue;
        for (const auto start : handler_starts(to_, frame.scope))
            if (!is_image(handler_starts(from_, old_scopes_.at(frame.id)), start))
                open_at(start, 0, frame.id);
    }
    const auto waits_at = [&](const Token& t) {
        return std::any_of(
            result_.state.waits.begin(), result_.state.waits.end(), [&](const Wait& w) {
                return w.token == t.id && to_.nodes[w.node].kind != NodeKind::boundary_event;
            });
    };
    for (const auto& token : result_.state.tokens)
        if (token.stage == Stage::waiting && !waits_at(token))
            fault(old_nodes_.at(token.id), "等待的一切在新版本里都没有了：请对应到仍在等待的元素",
                  "waits for nothing any more in the new version: map it to an element that waits");
}

}  // namespace

MigrationResult migrate(const Program& from, const Program& to, std::uint32_t process,
                        const State& state, const MigrationPlan& plan, Instant now) {
    LINLI_CHECK(!state.ended());
    return Migrator(from, to, process, state, plan, now).run();
}

std::vector<MigrationFault> check_plan(const Program& from, std::uint32_t from_process,
                                       const Program& to, std::uint32_t to_process,
                                       const MigrationPlan& plan) {
    std::vector<MigrationFault> faults;
    for (const auto& [old, now] : plan.mapping) {
        const auto a = from.find_node(old), b = to.find_node(now);
        const bool is_flow = find_flow(from, old) != none;
        if (is_flow ? find_flow(to, now) != none
                    : a != none && b != none && in_process(from, a, from_process) &&
                          in_process(to, b, to_process)) {
            if (!is_flow && !same_kind(from.nodes[a], to.nodes[b]))
                faults.push_back(other_kind(from.nodes[a], to.nodes[b]));
            continue;
        }
        const bool is_old = !is_flow && (a == none || !in_process(from, a, from_process));
        faults.push_back(
            {old,
             {(is_old ? "旧版本里没有「" + old : "新版本里没有「" + now) + "」：请改正映射",
              (is_old ? "the old version has no \"" + old : "the new version has no \"" + now) +
                  "\": correct the mapping"}});
    }
    return faults;
}

std::map<std::string, std::string> suggest_mapping(const Program& from, std::uint32_t from_process,
                                                   const Program& to, std::uint32_t to_process) {
    std::map<std::string, std::string> out;
    std::set<std::string> taken;
    for (const auto& n : from.nodes) {
        const auto m = to.find_node(n.id);
        if (from.scopes[n.scope].process != from_process || m == none ||
            !in_process(to, m, to_process) || !same_kind(n, to.nodes[m]))
            continue;
        out[n.id] = n.id;
        taken.insert(n.id);
    }
    const auto key = [](const ProgramNode& n) {
        return std::to_string(static_cast<int>(n.kind)) + " " + n.name;
    };
    std::map<std::string, std::vector<const ProgramNode*>> olds, news;
    for (const auto& n : from.nodes)
        if (from.scopes[n.scope].process == from_process && !n.name.empty() && !out.contains(n.id))
            olds[key(n)].push_back(&n);
    for (const auto& n : to.nodes)
        if (to.scopes[n.scope].process == to_process && !n.name.empty() && !taken.contains(n.id))
            news[key(n)].push_back(&n);
    for (const auto& [name, those] : olds)
        if (const auto found = news.find(name); those.size() == 1 && found != news.end() &&
                                                found->second.size() == 1 &&
                                                same_kind(*those[0], *found->second[0]))
            out[those[0]->id] = found->second[0]->id;
    return out;
}

}  // namespace linli::process
