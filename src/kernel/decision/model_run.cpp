// One evaluation: decisions are computed when they are asked for, once each.
#include <algorithm>
#include <boost/container/small_vector.hpp>

#include "kernel/decision/model.hpp"

namespace linli::decision {

namespace {

constexpr std::size_t excerpt_bytes_max = 80;

class Run final : public Globals {
  public:
    explicit Run(const ModelParts& parts) : parts_(parts), frame_(parts.elements.size()) {}

    // From now on the machine reads here what is known.
    void serve(Machine& machine) const { machine.frame = frame_.data(); }

    Value global(Machine& machine, std::uint32_t number) override {
        Slot& slot = frame_[number];
        if (slot.state == State::known) return slot.known();
        const Element& e = parts_.elements[number];
        if (slot.state == State::busy)
            return machine.null("决策「" + e.name + "」依赖它自己",
                                "the decision \"" + e.name + "\" depends on itself");
        slot.state = State::busy;
        Value value = compute(machine, e);
        frame_[number] = {State::known, nullptr, value};
        return value;
    }

    Value call_service(Machine& machine, std::uint32_t number, Arguments arguments) override {
        const Element& e = parts_.elements[number];
        Frame outer(parts_.elements.size());
        std::swap(outer, frame_);
        serve(machine);
        for (std::size_t i = 0; i < e.inputs.size() && i < arguments.count; ++i)
            frame_[e.inputs[i]] = {State::known, nullptr, arguments[i]};
        Value result;
        if (e.outputs.size() == 1) {
            result = global(machine, e.outputs[0]);
        } else {
            std::vector<std::pair<std::string, Value>> entries;
            for (const auto n : e.outputs)
                entries.emplace_back(parts_.elements[n].name, global(machine, n));
            result = Context::make(std::move(entries));
        }
        std::swap(outer, frame_);
        serve(machine);
        const Type* type =
            e.type && e.type->form == Type::Form::function ? e.type->element : e.type;
        return type ? coerce(machine, std::move(result), *type) : result;
    }

    // The value stays the caller's as long as the evaluation lasts.
    void give_input(Machine& machine, std::uint32_t number, const Value& value) {
        const Type* type = parts_.elements[number].type;
        Slot& slot = frame_[number];
        if (type && !fits_at_once(value, *type))
            slot.value = coerce(machine, value, *type);
        else
            slot.given = &value;
        slot.state = State::known;
    }

    void give_inputs(Machine& machine, const Value& inputs) {
        static const Value none;
        for (std::uint32_t i = 0; i < parts_.elements.size(); ++i) {
            const Element& e = parts_.elements[i];
            if (e.form != Element::Form::input) continue;
            const Value* found = inputs.is(Kind::context) ? inputs.context().find(e.name) : nullptr;
            give_input(machine, i, found ? *found : none);
        }
    }

    std::vector<Intermediate> intermediates;
    InputSource* source = nullptr;

  private:
    using Slot = GlobalSlot;
    using State = GlobalSlot::State;

    Value compute(Machine& machine, const Element& e) {
        if (e.form == Element::Form::input) {
            Value value = source ? source->input(e.name) : Value();
            return e.type ? coerce(machine, std::move(value), *e.type) : value;
        }
        const Body& body = parts_.program->bodies[e.body];
        if (e.form == Element::Form::service) {
            auto* function = new Function;
            function->program = parts_.program;
            function->body = &body;
            return Value(Kind::function, function);
        }
        Value value = machine.run(body);
        if (e.form == Element::Form::decision && machine.explain)
            intermediates.push_back({e.name, value});
        return value;
    }

    const ModelParts& parts_;
    using Frame = boost::container::small_vector<Slot, 16>;
    Frame frame_;
};

Explained explain_note(const ModelParts& parts, const Note& note) {
    Explained out{"", "", note.words};
    const auto after =
        std::upper_bound(parts.origins.begin(), parts.origins.end(), note.node,
                         [](std::uint32_t node, const Origin& o) { return node < o.first; });
    if (note.node == no_node || after == parts.origins.begin()) return out;
    const Origin& origin = *std::prev(after);
    out.element = origin.element;
    out.expression = origin.text.substr(0, excerpt_bytes_max);
    return out;
}

Outcome finish(const ModelParts& parts, Machine& machine, Run& run, Value value) {
    Outcome out{std::move(value), {}, {}, std::move(run.intermediates)};
    for (const auto& note : machine.notes)
        out.notes.push_back(explain_note(parts, note));
    for (const auto& t : machine.tables) {
        AppliedTable applied{t.table->name, {}, {}};
        for (std::size_t i = 0; i < t.inputs.size(); ++i)
            applied.inputs.emplace_back(t.table->inputs[i].text, t.inputs[i]);
        for (const auto row : t.matched)
            applied.rows.push_back(row + 1);
        out.tables.push_back(std::move(applied));
    }
    return out;
}

const Element& element(const ModelParts& parts, Element::Form form, const Ask& ask) {
    const Element* e = parts.find(form, ask.name, ask.model_namespace);
    if (!e)
        throw refuse_not_found("decision.unknown", {"模型里没有「" + ask.name + "」",
                                                    "the model has no \"" + ask.name + "\""});
    return *e;
}

}  // namespace

Outcome Model::evaluate(const Ask& ask) const {
    const Element& e = element(*parts_, Element::Form::decision, ask);
    Run run(*parts_);
    Machine machine(*parts_->program, &run, ask.now.us);
    machine.explain = ask.explain;
    run.serve(machine);
    run.source = ask.source;
    if (!ask.source) run.give_inputs(machine, ask.inputs);
    Value value = run.global(machine, static_cast<std::uint32_t>(&e - parts_->elements.data()));
    return finish(*parts_, machine, run, std::move(value));
}

PreparedDecision Model::prepare(std::string_view name, std::string_view model_namespace) const {
    const Element& e = element(*parts_, Element::Form::decision,
                               {std::string(name), std::string(model_namespace), {}, false, {}});
    PreparedDecision prepared;
    prepared.model_ = shared_from_this();
    prepared.decision_ = static_cast<std::uint32_t>(&e - parts_->elements.data());
    for (std::uint32_t i = 0; i < parts_->elements.size(); ++i) {
        if (parts_->elements[i].form != Element::Form::input) continue;
        prepared.names_.push_back(parts_->elements[i].name);
        prepared.inputs_.push_back(i);
    }
    return prepared;
}

Outcome PreparedDecision::evaluate(std::span<const Value> values, Instant now, bool explain) const {
    const ModelParts& parts = model_->parts();
    Run run(parts);
    Machine machine(*parts.program, &run, now.us);
    machine.explain = explain;
    run.serve(machine);
    Value value;
    if (values.size() != inputs_.size()) {
        machine.null("输入的个数不对", "another number of values than inputs");
    } else {
        for (std::size_t i = 0; i < values.size(); ++i)
            run.give_input(machine, inputs_[i], values[i]);
        value = run.global(machine, decision_);
    }
    return finish(parts, machine, run, std::move(value));
}

Outcome Model::evaluate_service(const Ask& ask) const {
    const Element& e = element(*parts_, Element::Form::service, ask);
    Run run(*parts_);
    Machine machine(*parts_->program, &run, ask.now.us);
    machine.explain = ask.explain;
    std::vector<Value> arguments(e.inputs.size());
    Value result;
    bool good = true;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Element& input = parts_->elements[e.inputs[i]];
        if (ask.inputs.is(Kind::context))
            if (const Value* found = ask.inputs.context().find(input.name)) arguments[i] = *found;
        if (input.type && !fit(machine, arguments[i], *input.type)) {
            good = false;
            machine.null("参数 " + input.name + " 的类型不对",
                         "the argument " + input.name + " has the wrong type");
        }
    }
    if (good)
        result = run.call_service(machine, static_cast<std::uint32_t>(&e - parts_->elements.data()),
                                  {arguments.data(), arguments.size()});
    return finish(*parts_, machine, run, std::move(result));
}

Outcome Model::evaluate_function(const Ask& ask) const {
    const Element& e = element(*parts_, Element::Form::function, ask);
    Run run(*parts_);
    Machine machine(*parts_->program, &run, ask.now.us);
    machine.explain = ask.explain;
    const Value f = run.global(machine, static_cast<std::uint32_t>(&e - parts_->elements.data()));
    Value result;
    if (f.is(Kind::function)) {
        std::vector<Value> arguments;
        for (const auto& p : f.function().body->parameters) {
            const Value* found =
                ask.inputs.is(Kind::context) ? ask.inputs.context().find(p.name) : nullptr;
            arguments.push_back(found ? *found : Value());
        }
        result = machine.apply(f, {arguments.data(), arguments.size()});
    }
    return finish(*parts_, machine, run, std::move(result));
}

}  // namespace linli::decision
