// Variables in their frames, and the expressions over them.
#include <algorithm>

#include "kernel/process/machine.hpp"

namespace linli::process {

using decision::Kind;
using decision::Value;

namespace {

const Value* find(const Variables& variables, std::string_view name) {
    for (const auto& [known, value] : variables)
        if (known == name) return &value;
    return nullptr;
}

// Functions have no life outside their evaluation.
Value storable(Value value) {
    if (value.is(Kind::function)) return {};
    if (value.is(Kind::list)) {
        const auto& items = value.items();
        if (std::none_of(items.begin(), items.end(), [](const Value& v) {
                return v.is(Kind::function) || v.is(Kind::list) || v.is(Kind::context);
            }))
            return value;
        std::vector<Value> kept;
        for (const auto& item : items)
            kept.push_back(storable(item));
        return kept;
    }
    if (value.is(Kind::context)) {
        auto entries = value.context().entries;
        for (auto& [name, v] : entries)
            v = storable(std::move(v));
        return decision::Context::make(std::move(entries));
    }
    return value;
}

}  // namespace

const Value* Machine::lookup(Id f, std::string_view name) const {
    while (f) {
        const Frame* at = state_.frame(f);
        if (!at) return nullptr;
        if (const Value* found = find(at->variables, name)) return found;
        f = at->parent;
    }
    return nullptr;
}

void Machine::set_local(Id f, const std::string& name, Value value) {
    variables_changed_ = true;
    Variables& variables = frame(f)->variables;
    value = storable(std::move(value));
    for (auto& [known, old] : variables) {
        if (known != name) continue;
        old = std::move(value);
        return;
    }
    variables.emplace_back(name, std::move(value));
}

// Where the nearest frame has it; else the process.
void Machine::assign(Id f, const std::string& name, Value value) {
    Id last = f;
    while (f) {
        const Frame* at = frame(f);
        if (find(at->variables, name)) return set_local(f, name, std::move(value));
        last = f;
        f = at->parent;
    }
    set_local(last, name, std::move(value));
}

void Machine::assign_all(Id f, const Variables& variables) {
    for (const auto& [name, value] : variables)
        assign(f, name, value);
}

Machine::Evaluation Machine::evaluate(Id expression, Id f) const {
    const Feel& feel = program_.expressions[expression];
    if (feel.literal) return {Value(feel.text), std::nullopt};
    std::vector<Value> values;
    values.reserve(feel.code->variables().size());
    for (const auto& name : feel.code->variables()) {
        const Value* found = lookup(f, name);
        values.push_back(found ? *found : Value());
    }
    auto outcome = feel.code->evaluate_with(values, now_);
    Evaluation out{std::move(outcome.value), std::nullopt};
    if (!outcome.notes.empty()) out.problem = outcome.notes[0].words;
    return out;
}

bool Machine::mapping_failed(Id t, Id expression, const Evaluation& e) {
    if (!e.value.is_null() || !e.problem) return false;
    const std::string& text = program_.expressions[expression].text;
    fail_token(t,
               {"表达式「" + text + "」算不出值：" + e.problem->zh,
                "the expression \"" + text + "\" has no value: " + e.problem->en},
               text);
    return true;
}

std::optional<bool> Machine::condition(Id t, Id expression, Id f) {
    const Evaluation e = evaluate(expression, f);
    if (e.value.is(Kind::boolean)) return e.value.boolean();
    const std::string& text = program_.expressions[expression].text;
    const Words why = e.problem.value_or(Words{"结果是 " + decision::display(e.value, true),
                                               "its value is " + decision::display(e.value, true)});
    const Id flow = program_.expressions[expression].flow;
    const std::string at = flow == none ? "" : program_.flows[flow].id;
    fail_token(t,
               {(at.empty() ? "" : "顺序流 " + at + " 的") + std::string("条件「") + text +
                    "」既不是 true 也不是 false：" + why.zh,
                "the condition \"" + text + "\"" + (at.empty() ? "" : " of the flow " + at) +
                    " is neither true nor false: " + why.en},
               text);
    return std::nullopt;
}

bool Machine::map_inputs(Id t) {
    const ProgramNode& n = node(token(t)->node);
    if (n.inputs.empty() && n.locals.empty()) return true;
    const Id local = ensure_local(t);
    for (const auto& name : n.locals)
        set_local(local, name, {});
    for (const auto& m : n.inputs) {
        Value value;
        if (m.source != none) {
            Evaluation e = evaluate(m.source, local);
            if (mapping_failed(t, m.source, e)) return false;
            value = std::move(e.value);
        }
        set_local(local, m.target, std::move(value));
    }
    return true;
}

bool Machine::map_outputs(Id t, Id f) {
    const ProgramNode& n = node(token(t)->node);
    if (n.outputs.empty()) return true;
    const Id local = token(t)->local;
    const Id outside = local ? frame(local)->parent : token(t)->frame;
    for (const auto& m : n.outputs) {
        Value value;
        if (m.source != none) {
            Evaluation e = evaluate(m.source, f);
            if (mapping_failed(t, m.source, e)) return false;
            value = std::move(e.value);
        }
        assign(outside, m.target, std::move(value));
    }
    return true;
}

Variables Machine::visible(Id f) const {
    Variables out;
    while (f) {
        const Frame* at = state_.frame(f);
        for (const auto& [name, value] : at->variables)
            if (!find(out, name)) out.emplace_back(name, value);
        f = at->parent;
    }
    return out;
}

}  // namespace linli::process
