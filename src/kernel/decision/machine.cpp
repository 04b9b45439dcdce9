#include "kernel/decision/machine.hpp"

#include <algorithm>

#include "kernel/decision/table.hpp"

namespace linli::decision {

namespace {
// The stack of the last machine of this thread; the next one need not allocate.
thread_local std::vector<Value> spare_stack;
constexpr std::size_t spare_values_max = 4096;
}  // namespace

struct Machine::Deeper {
    explicit Deeper(Machine& machine) : m(machine) {
        if (m.depth_ >= m.bounds_.depth_max) m.too_deep();
        ++m.depth_;
    }
    ~Deeper() { --m.depth_; }
    Machine& m;
};

Machine::Machine(const Program& program, Globals* globals, std::int64_t now_us, Bounds bounds)
    : program_(program),
      globals_(globals),
      now_us_(now_us),
      bounds_(bounds),
      stack_(std::move(spare_stack)) {
    spare_stack.clear();
    if (stack_.size() < 64) stack_.resize(64);
}

Machine::~Machine() {
    if (top_ == 0 && stack_.size() <= spare_values_max) spare_stack = std::move(stack_);
}

void Machine::too_deep() {
    null("嵌套或递归太深，求值已停止", "nested or recursive too deep; evaluation stopped");
    throw Stop{};
}

void Machine::too_much() {
    null("计算量超过上限，求值已停止", "the computation exceeds its bound; evaluation stopped");
    throw Stop{};
}

Value Machine::null(std::string zh, std::string en) {
    if (notes.size() < notes_max) notes.push_back({current_, {std::move(zh), std::move(en)}});
    return {};
}

void Machine::check_length(std::size_t text_bytes) {
    spend(text_bytes / 64);
    if (text_bytes <= bounds_.text_bytes_max) return;
    null("文本超过长度上限，求值已停止", "a text exceeds its bound; evaluation stopped");
    throw Stop{};
}

template <class F>
Value Machine::guarded(F f) {
    const std::size_t top = top_;
    const int depth = depth_;
    try {
        return f();
    } catch (const Stop&) {
        for (std::size_t i = top; i < top_; ++i)
            stack_[i] = Value();
        top_ = top;
        depth_ = depth;
        return {};
    }
}

Value Machine::run(const Body& body, Arguments arguments, std::span<const Value> captured) {
    return guarded([&] { return enter(body, arguments, captured); });
}

Value Machine::apply(const Value& function, Arguments arguments) {
    return guarded([&] { return call(function, arguments); });
}

Value Machine::enter(const Body& body, Arguments arguments, std::span<const Value> captured) {
    const Deeper deeper(*this);
    const std::size_t base = top_;
    top_ += body.slots;
    if (stack_.size() < top_) stack_.resize(top_ * 2);
    for (std::size_t i = 0; i < arguments.count; ++i)
        stack_[base + i] = arguments[i];
    for (std::size_t i = 0; i < captured.size(); ++i)
        stack_[base + body.captures[i].second] = captured[i];
    Value result = body.external ? call_external(body, arguments, base) : eval(body.node, base);
    for (std::size_t i = base; i < top_; ++i)
        stack_[i] = Value();
    top_ = base;
    if (body.result && !fits_at_once(result, *body.result))
        return coerce(*this, std::move(result), *body.result);
    return result;
}

// The two operands of a node; what lies in a constant or a slot is looked at where it lies.
struct Machine::Operands {
    Operands(Machine& m, const Node& n, std::size_t base) {
        const Node& x = m.program_.nodes[n.a];
        const Node& y = m.program_.nodes[n.b];
        const bool x_lies = lies(x.op), y_lies = lies(y.op);
        // Evaluation may move the stack, so that slots are looked at last.
        if (!x_lies) room_a_ = m.eval(n.a, base);
        if (!y_lies) room_b_ = m.eval(n.b, base);
        a = x_lies ? place(m, x, base) : &room_a_;
        b = y_lies ? place(m, y, base) : &room_b_;
    }
    const Value* a;
    const Value* b;

  private:
    static bool lies(Op op) { return op == Op::constant || op == Op::slot; }
    static const Value* place(Machine& m, const Node& n, std::size_t base) {
        return n.op == Op::constant ? &m.program_.constants[n.a] : &m.stack_[base + n.a];
    }
    Value room_a_, room_b_;
};

Value Machine::eval_arithmetic(const Node& n, std::uint32_t number, std::size_t base) {
    const Operands o(*this, n, base);
    if (o.a->is(Kind::number) && o.b->is(Kind::number)) {
        std::optional<Number> result;
        if (n.op == Op::add)
            result = decision::add(o.a->number(), o.b->number());
        else if (n.op == Op::subtract)
            result = decision::subtract(o.a->number(), o.b->number());
        else if (n.op == Op::multiply)
            result = decision::multiply(o.a->number(), o.b->number());
        if (result) return Value(*result);
    }
    current_ = number;
    return arithmetic(*this, n.op, *o.a, *o.b);
}

namespace {

bool holds(Op op, int order) {
    switch (op) {
        case Op::equal:
            return order == 0;
        case Op::not_equal:
            return order != 0;
        case Op::less:
            return order < 0;
        case Op::less_equal:
            return order <= 0;
        case Op::greater:
            return order > 0;
        default:
            return order >= 0;
    }
}

}  // namespace

bool compute(Op op, Number a, Number b, Value& value) {
    std::optional<Number> result;
    switch (op) {
        case Op::add:
            result = decision::add(a, b);
            break;
        case Op::subtract:
            result = decision::subtract(a, b);
            break;
        case Op::multiply:
            result = decision::multiply(a, b);
            break;
        default:
            value = Value(holds(op, compare(a, b)));
            return true;
    }
    if (result) value = Value(*result);
    return result.has_value();
}

// Where the value of a constant or slot lies; null for other nodes. Evaluation may move it.
const Value* Machine::lying(const Node& n, std::size_t base) const {
    if (n.op == Op::slot) return &stack_[base + n.a];
    return n.op == Op::constant ? &program_.constants[n.a] : nullptr;
}

// A value of the model that was found before and need not be measured.
const Value* Machine::known_global(const Node& n) const {
    if (!frame || frame[n.a].state != GlobalSlot::State::known) return nullptr;
    const Value& v = frame[n.a].known();
    return v.kind() < Kind::list ? &v : nullptr;
}

// Two numbers that lie in slots or constants: most of what rules compute.
bool Machine::at_once(const Node& n, std::size_t base, Value& value) {
    const Value* a = lying(program_.nodes[n.a], base);
    const Value* b = a ? lying(program_.nodes[n.b], base) : nullptr;
    if (!b || !a->is(Kind::number) || !b->is(Kind::number)) return false;
    spend(1);
    return compute(n.op, a->number(), b->number(), value);
}

Value Machine::eval(std::uint32_t number, std::size_t base) {
    const Node& n = program_.nodes[number];
    switch (n.op) {
        case Op::constant:
            return program_.constants[n.a];
        case Op::slot:
            return stack_[base + n.a];
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal: {
            Value value;
            if (at_once(n, base, value)) return value;
            break;
        }
        case Op::global:
            if (const Value* known = known_global(n)) {
                spend(1);
                current_ = number;
                return *known;
            }
            break;
        default:
            break;
    }
    const Deeper deeper(*this);
    spend(1);
    current_ = number;
    Value value = eval_operation(n, number, base);
    if (value.kind() >= Kind::list) check_extent(value);
    return value;
}

// Values that would take too long to walk, or nest too deep to be walked, do not come about.
void Machine::check_extent(const Value& value) {
    const Extent e = extent_of(value);
    if (e.depth > bounds_.value_depth_max) too_deep();
    if (e.weight > bounds_.value_weight_max) too_much();
}

Value Machine::eval_operation(const Node& n, std::uint32_t number, std::size_t base) {
    switch (n.op) {
        case Op::constant:
        case Op::slot:
            break;
        case Op::variable: {
            const Value& v = stack_[base + n.a];
            if (!v.is_null() || missing.empty() || !missing[n.c]) return v;
            const std::string& name = program_.constants[n.b].text();
            return null("没有名为 " + name + " 的变量或函数",
                        "there is no variable or function " + name);
        }
        case Op::global:
            return globals_ ? globals_->global(*this, n.a) : Value();
        case Op::unknown:
            return null("没有名为 " + program_.constants[n.a].text() + " 的变量或函数",
                        "there is no variable or function " + program_.constants[n.a].text());
        case Op::list:
            return eval_list(n, base);
        case Op::context:
        case Op::result_entry:
            return eval_context(n, base);
        case Op::range:
            return eval_range(n, base);
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::power:
            return eval_arithmetic(n, number, base);
        case Op::negate:
            return decision::negate(*this, eval(n.a, base));
        case Op::both:
        case Op::either:
            return eval_logic(n, base);
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
            return eval_compare(n, base);
        case Op::between:
            return eval_between(n, base);
        case Op::in: {
            Value input = eval(n.a, base);
            stack_[base + n.c] = std::move(input);
            return eval(n.b, base);
        }
        case Op::test_any:
        case Op::test_none:
            return eval_tests(n, base);
        case Op::test_value:
            return eval_test_value(n, base);
        case Op::test_true:
            return eval(n.a, base);
        case Op::choose: {
            const Value condition = eval(n.a, base);
            if (!condition.is(Kind::boolean)) {
                current_ = number;
                null("if 的条件既非真也非假", "the condition of if is neither true nor false");
            }
            return eval(condition.is_true() ? n.b : n.c, base);
        }
        case Op::iterate:
            return eval_iterate(n, base);
        case Op::member: {
            const std::string& name = program_.constants[n.b].text();
            const Node& object = program_.nodes[n.a];
            if (object.op == Op::slot) return member_of(stack_[base + object.a], name);
            return member_of(eval(n.a, base), name);
        }
        case Op::filter:
            return eval_filter(n, base);
        case Op::item_name:
            return eval_item_name(n, base);
        case Op::call:
            return eval_call(n, base);
        case Op::call_named:
            return eval_call_named(n, base);
        case Op::call_built_in:
            return eval_call_built_in(n, base);
        case Op::function:
            return eval_function(n, base);
        case Op::instance_of:
        case Op::coerce: {
            Value value = eval(n.a, base);
            spend_on(value);
            const Type& type = *program_.types[n.b];
            if (n.op == Op::instance_of) return is_instance(value, type);
            return fits_at_once(value, type) ? value : coerce(*this, std::move(value), type);
        }
        case Op::table:
            return eval_table(n, base);
    }
    return {};
}

Value Machine::eval_list(const Node& n, std::size_t base) {
    std::vector<Value> items;
    items.reserve(n.b);
    for (std::uint32_t i = 0; i < n.b; ++i)
        items.push_back(eval(program_.children[n.a + i], base));
    return items;
}

Value Machine::eval_context(const Node& n, std::size_t base) {
    std::vector<std::pair<std::string, Value>> entries;
    entries.reserve(n.b);
    Value last;
    for (std::uint32_t i = 0; i < n.b; ++i) {
        const std::uint32_t* entry = &program_.children[n.a + 3 * i];
        last = eval(entry[1], base);
        stack_[base + entry[2]] = last;
        if (n.op == Op::context) entries.emplace_back(program_.constants[entry[0]].text(), last);
    }
    return n.op == Op::context ? Context::make(std::move(entries)) : last;
}

Value Machine::eval_range(const Node& n, std::size_t base) {
    auto make_end = [&](std::uint32_t node) {
        return node == no_node ? Value() : eval(node, base);
    };
    Value low = make_end(n.a);
    if (n.flags & 12) {
        auto* range = new Range;
        Value result(Kind::range, range);
        range->form = (n.flags & 4) ? Range::Form::equals : Range::Form::differs;
        range->low = low;
        range->high = low;
        return result;
    }
    Value high = make_end(n.b);
    if (n.a != no_node && n.b != no_node) {
        if (auto range = make_range(std::move(low), std::move(high), n.flags)) return *range;
        return null("区间两端不能比较", "the ends of the range do not compare");
    }
    const Value& end = n.a == no_node ? high : low;
    if (end.is_null()) return null("区间的端点是空值", "the end of the range is null");
    auto* range = new Range;
    Value result(Kind::range, range);
    range->low = low;
    range->high = high;
    range->low_closed = (n.flags & 1) != 0;
    range->high_closed = (n.flags & 2) != 0;
    range->low_unbounded = n.a == no_node;
    range->high_unbounded = n.b == no_node;
    return result;
}

// and: false wins; or: true wins; otherwise what is no boolean makes null (tables 40 and 41).
Value Machine::eval_logic(const Node& n, std::size_t base) {
    const bool winner = n.op == Op::either;
    const Value a = eval(n.a, base);
    if (a.is(Kind::boolean) && a.boolean() == winner) return a;
    const Value b = eval(n.b, base);
    if (b.is(Kind::boolean) && b.boolean() == winner) return b;
    if (a.is(Kind::boolean) && b.is(Kind::boolean)) return Value(!winner);
    return {};
}

Value Machine::eval_compare(const Node& n, std::size_t base) {
    const Operands o(*this, n, base);
    const Value &a = *o.a, &b = *o.b;
    if (a.is(Kind::number) && b.is(Kind::number))
        return Value(holds(n.op, compare(a.number(), b.number())));
    if (a.kind() >= Kind::list && b.kind() >= Kind::list)
        spend(std::min(extent_of(a).weight, extent_of(b).weight));
    if (n.op == Op::equal || n.op == Op::not_equal) {
        const auto same = equal(a, b);
        if (!same)
            return null("不同种类的值不能比较", std::string(kind_name(a.kind())) + " and " +
                                                    std::string(kind_name(b.kind())) +
                                                    " do not compare");
        return Value(*same == (n.op == Op::equal));
    }
    const auto c = order(a, b);
    if (!c)
        return null("这两个值不能比较大小", std::string(kind_name(a.kind())) + " and " +
                                                std::string(kind_name(b.kind())) +
                                                " have no order");
    return Value(holds(n.op, *c));
}

Value Machine::eval_between(const Node& n, std::size_t base) {
    const Value x = eval(n.a, base);
    const auto low = order(x, eval(n.b, base));
    const auto high = order(x, eval(n.c, base));
    if ((low && *low < 0) || (high && *high > 0)) return Value(false);
    if (!low || !high) return null("between 的值不能比较", "the values of between do not compare");
    return Value(true);
}

Value Machine::eval_tests(const Node& n, std::size_t base) {
    bool unknown = false;
    const bool negated = n.op == Op::test_none;
    for (std::uint32_t i = 0; i < n.b; ++i) {
        const Value v = eval(program_.children[n.a + i], base);
        if (v.is_true()) return Value(!negated);
        unknown = unknown || v.is_null();
    }
    if (unknown) return {};
    return Value(negated);
}

Value Machine::eval_test_value(const Node& n, std::size_t base) {
    const Node& operand = program_.nodes[n.a];
    const Value room = operand.op == Op::constant ? Value() : eval(n.a, base);
    const Value& test = operand.op == Op::constant ? program_.constants[operand.a] : room;
    if (test.is(Kind::list)) spend_on(test);
    const auto result = satisfies(stack_[base + n.b], test);
    if (!result) return {};
    return Value(*result);
}

Value Machine::eval_item_name(const Node& n, std::size_t base) {
    const Value& item = stack_[base + n.a];
    const std::string& name = program_.constants[n.b].text();
    if (item.is(Kind::context)) {
        if (const Value* found = item.context().find(name)) return *found;
    } else if (!item.is_null()) {
        if (n.c == no_node || n.flags == 1)
            if (const auto property = property_of(item, name)) return *property;
    }
    if (n.c != no_node) return eval(n.c, base);
    return null("没有名为 " + name + " 的变量或成员", "there is no variable or member " + name);
}

Value Machine::member_of(const Value& object, const std::string& name) {
    if (object.is(Kind::context)) {
        if (const Value* found = object.context().find(name)) return *found;
        return null("没有成员 " + name, "there is no member " + name);
    }
    if (object.is(Kind::list)) {
        spend(object.items().size());
        std::vector<Value> items;
        items.reserve(object.items().size());
        for (const auto& item : object.items())
            items.push_back(member_of(item, name));
        return items;
    }
    if (const auto property = property_of(object, name)) return *property;
    return null(std::string(kind_name(object.kind())) + " 没有成员 " + name,
                std::string(kind_name(object.kind())) + " has no member " + name);
}

Value Machine::eval_filter(const Node& n, std::size_t base) {
    const Value list = eval(n.a, base);
    if (list.is_null()) return null("被过滤的是空值", "null cannot be filtered");
    std::vector<Value> single;
    if (!list.is(Kind::list)) single.push_back(list);
    const std::vector<Value>& items = list.is(Kind::list) ? list.items() : single;
    const auto condition = [&](const Value& item) {
        stack_[base + n.c] = item;
        return eval(n.b, base);
    };
    Value first = condition(items.empty() ? Value() : items[0]);
    const bool strict = n.flags == 1;
    if (first.is(Kind::number) && !strict) {
        const auto index = first.number().to_int();
        const auto size = static_cast<std::int64_t>(items.size());
        if (!index || *index == 0 || *index > size || *index < -size)
            return null("列表没有第 " + first.number().text() + " 项",
                        "the list has no item " + first.number().text());
        return items[static_cast<std::size_t>(*index > 0 ? *index - 1 : size + *index)];
    }
    std::vector<Value> kept;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) first = condition(items[i]);
        if (first.is_true()) kept.push_back(items[i]);
        if (strict && !first.is(Kind::boolean) && !first.is_null())
            return null("过滤条件既非真也非假", "the condition of the filter is no truth value");
    }
    return kept;
}

Value Machine::eval_table(const Node& n, std::size_t base) {
    return TableRun{*this, *program_.tables[n.a], base}.run();
}

}  // namespace linli::decision
