// Standard loops and multi-instance activities. The body token keeps boundary events and counts;
// each instance is a token of its own with its own variables.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using decision::Kind;
using decision::Number;
using decision::Value;

Loop* Machine::loop(Id body) {
    for (auto& l : state_.loops)
        if (l.token == body) return &l;
    return nullptr;
}

// How many instances there will be; none when the token failed.
std::optional<std::int64_t> Machine::count_instances(Id t, Loop& l) {
    const LoopSpec& spec = node(token(t)->node).loop;
    const bool listed = spec.collection != none;
    const Id expression = listed ? spec.collection : spec.cardinality;
    Evaluation e = evaluate(expression, scope_of(*token(t)));
    const std::string& text = program_.expressions[expression].text;
    if (listed && e.value.is(Kind::list)) {
        l.items = e.value.items();
        l.total = static_cast<std::int64_t>(l.items.size());
    } else {
        const auto n = !listed && e.value.is(Kind::number) ? e.value.number().to_int()
                                                           : std::optional<std::int64_t>();
        if (!n || *n < 0) {
            const std::string is = decision::display(e.value, true);
            fail_token(
                t,
                {"多实例的「" + text + "」应为" + (listed ? "列表" : "非负整数") + "，现为 " + is,
                 "\"" + text + "\" of the multi-instance must be " +
                     (listed ? "a list" : "a whole number from 0") + ", it is " + is},
                text);
            return std::nullopt;
        }
        l.total = *n;
    }
    if (l.total <= loop_instances_max) return l.total;
    fail_token(t,
               {"多实例最多 5000 个，现为 " + std::to_string(l.total) + " 个",
                "a multi-instance activity has at most 5,000 instances, this one has " +
                    std::to_string(l.total)},
               text);
    return std::nullopt;
}

void Machine::begin_loop(Id t) {
    Loop l;
    l.token = t;
    l.multi = node(token(t)->node).loop.form != LoopSpec::Form::standard;
    if (l.multi && !count_instances(t, l)) return;
    l.results.resize(static_cast<std::size_t>(l.multi ? l.total : 0));
    ensure_local(t);
    token(t)->stage = Stage::looping;
    const std::int64_t total = l.total;
    state_.loops.push_back(std::move(l));
    open_boundaries(t);
    if (token(t)->stage == Stage::failed) return;
    tell_counts(t);
    const LoopSpec& spec = node(token(t)->node).loop;
    if (spec.form == LoopSpec::Form::standard) {
        if (!spec.test_before || again(t)) return begin_loop_instance(t);
        if (token(t)->stage == Stage::failed) return;
    } else if (total > 0) {
        const std::int64_t first = spec.form == LoopSpec::Form::parallel ? total : 1;
        for (std::int64_t i = 0; i < first; ++i)
            begin_loop_instance(t);
        return;
    }
    trace(token(t)->node, t, TraceEvent::entered);
    trace(token(t)->node, t, TraceEvent::completed);
    loop_done(t);
}

// Whether a standard loop goes on. Without condition and maximum it runs once.
bool Machine::again(Id body) {
    const LoopSpec& spec = node(token(body)->node).loop;
    const Loop& l = *loop(body);
    if (spec.maximum > 0 && l.completed >= spec.maximum) return false;
    if (l.completed >= loop_instances_max) {
        fail_token(body, {"循环已满 5000 次仍未结束", "the loop has not ended after 5,000 rounds"});
        return false;
    }
    if (spec.condition == none) return l.completed == 0 || spec.maximum > 0;
    return condition(body, spec.condition, token(body)->local).value_or(false);
}

void Machine::begin_loop_instance(Id body) {
    Loop& l = *loop(body);
    const Token at = *token(body);
    const LoopSpec& spec = node(at.node).loop;
    const std::int64_t index = l.begun++;
    const Value item = index < static_cast<std::int64_t>(l.items.size())
                           ? l.items[static_cast<std::size_t>(index)]
                           : Value();
    const Id t = new_token(at.node, at.frame);
    token(t)->body = body;
    token(t)->counter = static_cast<std::uint32_t>(index + 1);
    const Id local = new_frame(at.local, none, t, at.node);
    token(t)->local = local;
    set_local(local, "loopCounter", Number(index + 1));
    if (!spec.item.empty()) set_local(local, spec.item, item);
    if (!spec.output_item.empty()) set_local(local, spec.output_item, {});
    set_local(at.local, "loopCounter", Number(index + 1));
    tell_counts(body);
    move(t);
}

// Both spellings: those of the standard's tables and those that engines commonly use.
void Machine::tell_counts(Id body) {
    const Loop l = *loop(body);
    if (!l.multi) return;
    const Id local = token(body)->local;
    const std::int64_t active = l.begun - l.completed - l.terminated;
    const auto tell = [&](const char* a, const char* b, std::int64_t n) {
        set_local(local, a, Number(n));
        set_local(local, b, Number(n));
    };
    tell("nrOfInstances", "numberOfInstances", l.total);
    tell("nrOfActiveInstances", "numberOfActiveInstances", active);
    tell("nrOfCompletedInstances", "numberOfCompletedInstances", l.completed);
    tell("nrOfTerminatedInstances", "numberOfTerminatedInstances", l.terminated);
}

Value Machine::result_of(Id instance, Id f) const {
    const LoopSpec& spec = node(state_.token(instance)->node).loop;
    if (spec.output != none) return evaluate(spec.output, f).value;
    if (spec.output_item.empty()) return {};
    const Value* found = lookup(f, spec.output_item);
    return found ? *found : Value();
}

void Machine::loop_instance_done(Id body, Id instance) {
    const Token done = *token(instance);
    const LoopSpec& spec = node(done.node).loop;
    Value result = inner_result_ ? std::move(*inner_result_) : result_of(instance, done.local);
    inner_result_.reset();
    close_waits_of_token(instance);
    drop_local(instance);
    erase_token(instance);
    Loop* l = loop(body);
    if (l->multi && done.counter <= l->results.size())
        l->results[done.counter - 1] = std::move(result);
    ++l->completed;
    tell_counts(body);
    bool finished = l->multi && l->completed >= l->total;
    if (l->multi && !finished && spec.completion != none) {
        const auto holds = condition(body, spec.completion, token(body)->local);
        if (!holds) return;
        finished = *holds;
    }
    if (!l->multi) {
        if (again(body)) return begin_loop_instance(body);
        if (token(body)->stage == Stage::failed) return;
        finished = true;
    }
    if (finished) return loop_done(body);
    if (spec.form == LoopSpec::Form::sequential) begin_loop_instance(body);
}

void Machine::loop_done(Id body) {
    std::vector<Id> rest;
    for (const auto& t : state_.tokens)
        if (t.body == body) rest.push_back(t.id);
    for (const Id t : rest)
        cancel_token(t);
    Loop l = *loop(body);
    const LoopSpec& spec = node(token(body)->node).loop;
    std::erase_if(state_.loops, [&](const Loop& x) { return x.token == body; });
    if (!spec.output_list.empty()) {
        const Id local = token(body)->local;
        assign(frame(local)->parent, spec.output_list, Value(std::move(l.results)));
    }
    leave_activity(body);
}

}  // namespace linli::process
