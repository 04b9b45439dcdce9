#include "kernel/process/exchange.hpp"

#include <algorithm>

namespace linli::process {

using bpmn::NodeKind;
using bpmn::Trigger;

namespace {

[[noreturn]] void refuse_size(const char* zh, const char* en) {
    throw Refusal(RefusalKind::unprocessable, "process.too_much", {zh, en});
}

}  // namespace

Exchange::Exchange(std::shared_ptr<const Program> program, Instant now, std::uint32_t process)
    : program_(std::move(program)), now_(now) {
    for (std::uint32_t p = 0; p < program_->processes.size(); ++p)
        if (process == none || process == p) arm_starts(p);
}

void Exchange::arm_starts(std::uint32_t process) {
    for (const auto n : program_->processes[process].starts) {
        const auto& events = program_->nodes[n].events;
        for (std::uint32_t i = 0; i < events.size(); ++i) {
            if (const auto timer = start_timer(*program_, program_->nodes[n], events[i], now_))
                start_timers_.push_back({process, n, i, *timer});
        }
    }
}

// A process without a plain beginning begins by the first of its start events.
std::uint32_t Exchange::start(std::uint32_t process, Variables variables) {
    const auto& p = program_->processes[process];
    const bool plain = !program_->scopes[p.scope].initial.empty() || p.starts.empty();
    const auto id = begin({process, plain ? none : p.starts[0], std::move(variables), false}, 0, 0);
    fire_due();
    return id;
}

std::uint32_t Exchange::begin(const Start& start, std::uint32_t caller, std::uint32_t wait) {
    if (instances_.size() >= instances_max)
        refuse_size("流程实例已满 10000 个", "there are 10,000 instances already");
    const auto id = static_cast<std::uint32_t>(instances_.size() + 1);
    instances_.push_back({id, {}, caller, wait});
    work_.push_back({id, start, {}});
    drain();
    return id;
}

void Exchange::complete(std::uint32_t id, std::uint32_t wait, Variables variables) {
    run(id, Complete{wait, std::move(variables)});
    fire_due();
}

void Exchange::fail(std::uint32_t id, std::uint32_t wait, std::string error, Variables variables) {
    run(id, Fail{wait, std::move(error), "", std::move(variables)});
    fire_due();
}

void Exchange::message(const std::string& name, const std::string& key, Variables variables,
                       std::int64_t ttl_us) {
    route({name, key, {}, std::move(variables), now_ + microseconds(ttl_us)});
    fire_due();
}

void Exchange::signal(const std::string& name, Variables variables) {
    signal_others(name, variables, 0);
    fire_due();
}

void Exchange::set_variables(std::uint32_t id, Variables variables) {
    run(id, SetVariables{std::move(variables)});
    fire_due();
}

void Exchange::retry(std::uint32_t id, std::uint32_t incident) {
    run(id, Retry{incident});
    fire_due();
}

void Exchange::cancel(std::uint32_t id) {
    run(id, CancelAll{});
    fire_due();
}

bool Exchange::ended() const {
    return !instances_.empty() && std::all_of(instances_.begin(), instances_.end(),
                                              [](const auto& i) { return i.state.ended(); });
}

void Exchange::drain() {
    try {
        while (!work_.empty()) {
            const Work w = std::move(work_.front());
            work_.pop_front();
            // What was on its way to an instance may find that it waits no more.
            const State& state = instance(w.instance).state;
            if (!std::holds_alternative<Start>(w.command) && state.ended()) {
                if (w.message) route(*w.message);
                continue;
            }
            if (const auto wait = wait_of(w.command); wait != none && !state.wait(wait)) {
                if (w.message) route(*w.message);
                continue;
            }
            run(w.instance, w.command);
        }
    } catch (...) {
        work_.clear();
        throw;
    }
}

void Exchange::run(std::uint32_t id, const Command& command) {
    StepResult result = step(*program_, instance(id).state, command, now_);
    const std::string bytes = encode(result.state);
    result.state = decode(bytes);  // what a store would give back, within its bound
    if (watch_) watch_(bytes.size());
    if (lines_.size() + result.effects.trace.size() > lines_max)
        refuse_size("轨迹已满一百万行", "the trace has a million lines already");
    for (const auto& row : result.effects.trace)
        lines_.push_back({now_, id, row.node, row.event});
    instance(id).state = std::move(result.state);
    settle(id, result.effects);
}

void Exchange::settle(std::uint32_t id, const Effects& effects) {
    for (auto& other : instances_)
        if (other.caller == id && !other.state.ended() && other.state.process != none &&
            std::find(effects.closed.begin(), effects.closed.end(), other.caller_wait) !=
                effects.closed.end())
            work_.push_back({other.id, CancelAll{}, {}});
    for (const auto& call : effects.calls) {
        const auto process = program_->find_process(call.process);
        if (process == none) continue;  // waits to be completed from outside
        if (instances_.size() >= instances_max)
            refuse_size("流程实例已满 10000 个", "there are 10,000 instances already");
        const auto& p = program_->processes[process];
        const bool plain = !program_->scopes[p.scope].initial.empty() || p.starts.empty();
        const auto child = static_cast<std::uint32_t>(instances_.size() + 1);
        instances_.push_back({child, {}, id, call.wait});
        work_.push_back(
            {child, Start{process, plain ? none : p.starts[0], call.variables, true}, {}});
    }
    for (const auto& s : effects.signals)
        signal_others(s.name, s.variables, id);
    for (const auto& m : effects.messages)
        route({m.name, m.has_key ? m.key : "", program_->nodes[m.node].message_targets, m.variables,
               now_ + microseconds(time_to_live_us)});
    for (const auto wait : effects.opened)
        take_kept(id, wait);
    const Instance& me = instance(id);
    if (!me.caller) return;
    for (const auto& e : effects.escalations)
        work_.push_back({me.caller, Escalate{me.caller_wait, e.code, e.variables}, {}});
    if (!me.state.ended() || !instance(me.caller).state.wait(me.caller_wait)) return;
    if (me.state.status == Status::failed)
        work_.push_back(
            {me.caller, Fail{me.caller_wait, effects.error, effects.error_words, {}}, {}});
    else if (me.state.status != Status::cancelled)
        work_.push_back(
            {me.caller, Complete{me.caller_wait, me.state.frames.front().variables}, {}});
}

bool Exchange::matches(const Kept& m, std::uint32_t n, std::uint32_t event) const {
    const EventSpec& spec = program_->nodes[n].events[event];
    return spec.name == m.name ||
           std::find(spec.aliases.begin(), spec.aliases.end(), m.name) != spec.aliases.end() ||
           std::find(m.targets.begin(), m.targets.end(), n) != m.targets.end();
}

// Who waits with that very key first, then who waits with any.
bool Exchange::deliver(const Kept& m) {
    for (const bool exact : {true, false}) {
        for (auto& i : instances_) {
            for (const auto& w : i.state.waits) {
                if (w.kind != WaitKind::message || !matches(m, w.node, w.event)) continue;
                const bool keyed = w.has_key && !m.key.empty();
                if (keyed ? w.key != m.key : exact) continue;
                // One that is about to be triggered by another message takes no second one.
                const bool promised =
                    std::any_of(work_.begin(), work_.end(), [&](const Work& other) {
                        const auto* d = std::get_if<Deliver>(&other.command);
                        return d && other.instance == i.id && d->wait == w.id;
                    });
                if (promised) continue;
                work_.push_back({i.id, Deliver{w.id, m.variables}, m});
                return true;
            }
        }
    }
    return false;
}

void Exchange::route(const Kept& m) {
    if (deliver(m) || begin_by(Trigger::message, m, false)) return;
    std::erase_if(kept_, [&](const Kept& k) { return k.expires <= now_; });
    if (kept_.size() >= messages_kept_max)
        refuse_size("等待接收的消息已满 10000 条", "10,000 messages wait for a receiver already");
    kept_.push_back(m);
}

void Exchange::take_kept(std::uint32_t id, std::uint32_t wait) {
    const Wait* w = instance(id).state.wait(wait);
    if (!w || w->kind != WaitKind::message) return;
    for (auto k = kept_.begin(); k != kept_.end(); ++k) {
        if (k->expires <= now_ || !matches(*k, w->node, w->event)) continue;
        if (w->has_key && !k->key.empty() && w->key != k->key) continue;
        work_.push_back({id, Deliver{wait, k->variables}, *k});
        kept_.erase(k);
        return;
    }
}

// Starts what begins by a message (the first that matches) or a signal (all).
bool Exchange::begin_by(Trigger trigger, const Kept& m, bool all) {
    bool any = false;
    for (std::uint32_t p = 0; p < program_->processes.size(); ++p) {
        for (const auto n : program_->processes[p].starts) {
            const auto& events = program_->nodes[n].events;
            for (std::uint32_t i = 0; i < events.size(); ++i) {
                if (events[i].trigger != trigger || !matches(m, n, i)) continue;
                any = true;
                if (!all_seen(n, i)) return true;
                if (instances_.size() >= instances_max)
                    refuse_size("流程实例已满 10000 个", "there are 10,000 instances already");
                const auto id = static_cast<std::uint32_t>(instances_.size() + 1);
                instances_.push_back({id, {}, 0, 0});
                work_.push_back({id, Start{p, n, m.variables, false}, {}});
                if (!all) return true;
                break;
            }
        }
    }
    return any;
}

// Of a parallel-multiple start event every part must have happened.
bool Exchange::all_seen(std::uint32_t n, std::uint32_t event) {
    const ProgramNode& node = program_->nodes[n];
    if (!node.parallel_multiple || node.kind != NodeKind::start_event) return true;
    seen_.emplace(n, event);
    for (std::uint32_t i = 0; i < node.events.size(); ++i)
        if (!seen_.contains({n, i})) return false;
    for (std::uint32_t i = 0; i < node.events.size(); ++i)
        seen_.erase({n, i});
    return true;
}

void Exchange::signal_others(const std::string& name, const Variables& variables,
                             std::uint32_t except) {
    for (const auto& i : instances_)
        if (i.id != except && !i.state.ended() && i.state.process != none)
            work_.push_back({i.id, Broadcast{name, variables}, {}});
    begin_by(Trigger::signal, {name, "", {}, variables, {}}, true);
}

// The timer that is due first, when it is due by `until`.
bool Exchange::fire_next(Instant until) {
    const Wait* first = nullptr;
    std::uint32_t whose = 0;
    for (const auto& i : instances_)
        for (const auto& w : i.state.waits)
            if (w.kind == WaitKind::timer && w.due <= until && (!first || w.due < first->due))
                first = &w, whose = i.id;
    ArmedStart* start = nullptr;
    for (auto& t : start_timers_)
        if (t.timer.due <= until && (!start || t.timer.due < start->timer.due)) start = &t;
    if (start && first && first->due <= start->timer.due) start = nullptr;
    if (!start && !first) return false;
    if (!start) {
        now_ = std::max(now_, first->due);
        work_.push_back({whose, Fire{first->id}, {}});
        drain();
        return true;
    }
    now_ = std::max(now_, start->timer.due);
    const ArmedStart fired = *start;
    if (start->timer.repetitions != 0) {
        if (start->timer.repetitions > 0) --start->timer.repetitions;
        start->timer.due = add(start->timer.due, start->timer.every);
    } else {
        start_timers_.erase(start_timers_.begin() + (start - start_timers_.data()));
    }
    if (all_seen(fired.node, fired.event)) begin({fired.process, fired.node, {}, false}, 0, 0);
    return true;
}

void Exchange::fire_due() {
    drain();
    for (std::size_t n = 0; fire_next(now_); ++n)
        if (n >= firings_max)
            refuse_size("定时器触发超过 100000 次", "timers fired more than 100,000 times");
}

void Exchange::advance(const IsoDuration& by) {
    const Instant until = add(now_, by);
    if (until < now_) refuse_size("时钟不能倒拨", "the clock does not go back");
    fire_due();
    for (std::size_t n = 0; fire_next(until); ++n)
        if (n >= firings_max)
            refuse_size("定时器触发超过 100000 次", "timers fired more than 100,000 times");
    now_ = until;
}

}  // namespace linli::process
