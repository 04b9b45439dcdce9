// Calls: positional and named, of built-in functions, definitions and foreign functions; loops.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "kernel/decision/lexer.hpp"
#include "kernel/decision/machine.hpp"

namespace linli::decision {

namespace {

// The arguments of one call; short ones without an allocation.
class Buffer {
  public:
    explicit Buffer(std::size_t count) : count_(count) {
        if (count > few_.size()) many_.resize(count);
    }
    Value& operator[](std::size_t i) { return data()[i]; }
    Arguments arguments() { return {data(), count_, Arguments::any_signature}; }
    void shorten(std::size_t count) { count_ = count; }

  private:
    Value* data() { return many_.empty() ? few_.data() : many_.data(); }
    std::array<Value, 4> few_;
    std::vector<Value> many_;
    std::size_t count_;
};

}  // namespace

Value Machine::call(const Value& callee, Arguments arguments) {
    if (!callee.is(Kind::function))
        return null("被调用的不是函数", "what is called is not a function");
    const Function& f = callee.function();
    if (f.built_in) {
        if (!accepts(*f.built_in, arguments.count))
            return null("函数 " + std::string(f.built_in->name) + " 的参数个数不对",
                        "wrong number of arguments of " + std::string(f.built_in->name));
        for (std::size_t i = 0; i < arguments.count; ++i)
            spend_on(arguments[i]);
        return f.built_in->call(*this, arguments);
    }
    const auto& parameters = f.body->parameters;
    if (f.program.get() != &program_) return call_foreign(callee, arguments);
    if (arguments.count != parameters.size())
        return null("函数的参数个数不对", "wrong number of arguments of the function");
    for (std::size_t i = 0; i < arguments.count; ++i) {
        if (parameters[i].type) spend_on(arguments.values[i]);
        if (parameters[i].type && !fit(*this, arguments.values[i], *parameters[i].type))
            return null("参数 " + parameters[i].name + " 的类型不对",
                        "the argument " + parameters[i].name + " has the wrong type");
    }
    if (f.body->service >= 0)
        return globals_->call_service(*this, static_cast<std::uint32_t>(f.body->service),
                                      arguments);
    return enter(*f.body, arguments, f.captured);
}

// A function that another text defined came in as a value; it runs in its own program. What that
// program takes from its model or context is not known here.
Value Machine::call_foreign(const Value& callee, Arguments arguments) {
    const Function& f = callee.function();
    if (f.body->service >= 0)
        return null("别的模型的决策服务不能在这里调用",
                    "a decision service of another model cannot be called here");
    Bounds rest = bounds_;
    rest.steps_max -= steps_;
    rest.depth_max -= depth_;
    Machine other(*f.program, nullptr, now_us_, rest);
    Value result = other.apply(callee, arguments);
    spend(other.steps_ > rest.steps_max ? rest.steps_max : other.steps_);
    for (auto& note : other.notes)
        null(std::move(note.words.zh), std::move(note.words.en));
    return result;
}

Value Machine::eval_call(const Node& n, std::size_t base) {
    const Value callee = eval(n.a, base);
    Buffer arguments(n.c);
    for (std::uint32_t i = 0; i < n.c; ++i)
        arguments[i] = eval(program_.children[n.b + i], base);
    return call(callee, arguments.arguments());
}

Value Machine::eval_call_built_in(const Node& n, std::size_t base) {
    const BuiltIn& f = built_ins()[n.a];
    Buffer arguments(n.c);
    for (std::uint32_t i = 0; i < n.c; ++i)
        arguments[i] = eval(program_.children[n.b + i], base);
    current_ = static_cast<std::uint32_t>(&n - program_.nodes.data());
    if (n.flags == 0 && !accepts(f, n.c))
        return null("函数 " + std::string(f.name) + " 的参数个数不对",
                    "wrong number of arguments of " + std::string(f.name));
    Arguments given = arguments.arguments();
    for (std::size_t i = 0; i < given.count; ++i)
        spend_on(given[i]);
    if (n.flags != 0) given.signature = n.flags - 1u;
    return f.call(*this, given);
}

Value Machine::eval_call_named(const Node& n, std::size_t base) {
    const Value callee = eval(n.a, base);
    if (!callee.is(Kind::function))
        return null("被调用的不是函数", "what is called is not a function");
    const Function& f = callee.function();
    const std::uint32_t* entries = &program_.children[n.b];
    const auto place = [&](const auto& names, Buffer& out) {
        std::size_t used = 0;
        for (std::uint32_t i = 0; i < n.c; ++i) {
            const std::string key = name_key(program_.constants[entries[2 * i]].text());
            std::size_t at = 0;
            while (at < names.size() && name_key(names[at]) != key)
                ++at;
            if (at == names.size()) return std::size_t{0};
            out[at] = eval(entries[2 * i + 1], base);
            used = std::max(used, at + 1);
        }
        return used;
    };
    if (f.built_in) {
        std::size_t number = 0;
        for (const auto& s : signatures(*f.built_in)) {
            const std::size_t signature = number++;
            Buffer out(s.names.size());
            const std::size_t used = place(s.names, out);
            if (used == 0 || used < s.required) continue;
            // Every argument that is required must have been named.
            if (n.c < s.required) continue;
            out.shorten(used);
            Arguments arguments = out.arguments();
            arguments.signature = signature;
            return f.built_in->call(*this, arguments);
        }
        return null("函数 " + std::string(f.built_in->name) + " 没有这样命名的参数",
                    std::string(f.built_in->name) + " has no parameters of these names");
    }
    std::vector<std::string_view> names;
    for (const auto& p : f.body->parameters)
        names.push_back(p.name);
    Buffer out(names.size());
    if (place(names, out) == 0 || n.c > names.size())
        return null("函数没有这样命名的参数", "the function has no parameters of these names");
    return call(callee, out.arguments());
}

Value Machine::eval_function(const Node& n, std::size_t base) {
    const Body& body = program_.bodies[n.a];
    auto* function = new Function;
    Value value(Kind::function, function);
    function->program = Ref<Program>(&program_);
    function->body = &body;
    for (const auto& [outside, inside] : body.captures)
        function->captured.push_back(stack_[base + outside]);
    return value;
}

Value Machine::call_external(const Body& body, Arguments arguments, std::size_t base) {
    const Value mapping = eval(body.external, base);
    const auto text_of = [](const Value& v, std::string_view name) {
        const Value* found = v.is(Kind::context) ? v.context().find(name) : nullptr;
        return found && found->is(Kind::string) ? found->text() : std::string();
    };
    const Value* java = mapping.is(Kind::context) ? mapping.context().find("java") : nullptr;
    const Value& source = java ? *java : mapping;
    const std::string class_name = text_of(source, "class");
    if (class_name.empty())
        return null("只支持少数 Java 函数，不支持这种外部函数",
                    "only a few functions of Java are supported, not this kind of function");
    return call_java(*this, class_name, text_of(source, "method signature"), arguments);
}

// ---- for, some, every ---------------------------------------------------------------------------

struct Machine::Loop {
    const Node& n;
    std::size_t base;
    List* results;  // held by `shown`; grows in place while nobody else holds it
    Value shown;    // the results so far, as `partial` shows them
    std::uint32_t partial;
    bool unknown = false;
    bool decided = false;
};

Value Machine::eval_iterate(const Node& n, std::size_t base) {
    Loop loop{n, base, nullptr, {}, no_node};
    if (n.flags == 0) {
        loop.results = new List({});
        loop.shown = Value(Kind::list, loop.results);
        loop.partial = program_.children[n.a + 3 * n.b];
    }
    if (!iterate(loop, 0)) return {};
    if (n.flags == 0) {
        if (loop.partial != no_node) stack_[base + loop.partial] = Value();
        return std::move(loop.shown);
    }
    const bool every = n.flags == 2;
    if (loop.decided) return Value(!every);
    if (loop.unknown) return {};
    return Value(every);
}

void Machine::collect(Loop& loop) {
    if (loop.results->items.size() >= bounds_.items_max) spend(bounds_.steps_max);
    if (loop.partial == no_node) {
        loop.results->items.push_back(eval(loop.n.c, loop.base));
        return;
    }
    // Whoever keeps what `partial` was keeps a copy.
    const std::size_t slot = loop.base + loop.partial;
    stack_[slot] = loop.shown;
    Value item = eval(loop.n.c, loop.base);
    stack_[slot] = Value();
    if (loop.results->references() > 1) {
        spend(loop.results->items.size());
        loop.results = new List(loop.results->items);
        loop.shown = Value(Kind::list, loop.results);
    }
    loop.results->extent = 0;
    loop.results->items.push_back(std::move(item));
}

// The innermost loop over whole numbers, the same as collect() for each. What the body computes of
// two numbers is computed here; their places hold as long as nothing else is evaluated.
void Machine::collect_whole(Loop& loop, std::int64_t from, std::int64_t one, std::int64_t count) {
    const std::size_t slot = loop.base + program_.children[loop.n.a + 3 * (loop.n.b - 1)];
    const Node& body = program_.nodes[loop.n.c];
    const bool binary = (body.op >= Op::add && body.op <= Op::multiply) ||
                        (body.op >= Op::equal && body.op <= Op::greater_equal);
    auto& items = loop.results->items;
    const auto operand = [&](std::uint32_t node) {
        return binary ? lying(program_.nodes[node], loop.base) : nullptr;
    };
    const Value* a = operand(body.a);
    const Value* b = operand(body.b);
    for (std::int64_t i = 0; i < count; ++i) {
        stack_[slot] = Value(Number(from + i * one));
        spend(1);
        if (items.size() >= bounds_.items_max) spend(bounds_.steps_max);
        if (a && b && a->is(Kind::number) && b->is(Kind::number)) {
            spend(1);
            Value item;
            if (compute(body.op, a->number(), b->number(), item)) {
                items.push_back(std::move(item));
                continue;
            }
            --steps_;  // eval() counts it
        }
        items.push_back(eval(loop.n.c, loop.base));
        a = operand(body.a);
        b = operand(body.b);
    }
}

// False when a domain cannot be walked.
bool Machine::iterate(Loop& loop, std::uint32_t level) {
    const Node& n = loop.n;
    if (level == n.b) {
        spend(1);
        if (n.flags == 0) {
            collect(loop);
            return true;
        }
        const Value v = eval(n.c, loop.base);
        if (!v.is(Kind::boolean))
            loop.unknown = true;
        else if (v.boolean() == (n.flags == 1))
            loop.decided = true;
        return true;
    }
    const std::uint32_t* entry = &program_.children[n.a + 3 * level];
    Value domain = eval(entry[1], loop.base);
    if (entry[2] != no_node) {
        const Value high = eval(entry[2], loop.base);
        return walk(loop, level, std::move(domain), high, true, true);
    }
    if (domain.is(Kind::range)) {
        const Range& r = domain.range();
        return walk(loop, level, r.low, r.high, r.low_closed, r.high_closed);
    }
    if (domain.is_null()) {
        null("要逐个取值的列表是空值", "the list to walk is null");
        return false;
    }
    const auto step = [&](const Value& item) {
        stack_[loop.base + entry[0]] = item;
        return iterate(loop, level + 1) && !loop.decided;
    };
    if (!domain.is(Kind::list)) {
        step(domain);
        return true;
    }
    for (const Value& item : domain.items())
        if (!step(item)) return loop.decided;
    return true;
}

bool Machine::walk(Loop& loop, std::uint32_t level, Value low, const Value& high, bool low_closed,
                   bool high_closed) {
    const std::uint32_t variable = program_.children[loop.n.a + 3 * level];
    const auto step = [&](Value item) {
        stack_[loop.base + variable] = std::move(item);
        return iterate(loop, level + 1) && !loop.decided;
    };
    const bool dates = low.is(Kind::date) && high.is(Kind::date);
    if (!dates && !(low.is(Kind::number) && high.is(Kind::number))) {
        null("只有整数或日期的区间可以逐个取值", "only ranges of numbers or dates can be walked");
        return false;
    }
    const bool up = *order(low, high) <= 0;
    constexpr std::int64_t small = std::int64_t{1} << 53;
    const auto first = dates ? std::nullopt : low.number().to_int();
    const auto last = dates ? std::nullopt : high.number().to_int();
    if (first && last && std::abs(*first) < small && std::abs(*last) < small) {
        const std::int64_t one = up ? 1 : -1;
        const std::int64_t from = low_closed ? *first : *first + one;
        const std::int64_t count = (*last - from) * one + (high_closed ? 1 : 0);
        if (loop.n.flags == 0 && count > 0)
            loop.results->items.reserve(
                loop.results->items.size() +
                static_cast<std::size_t>(std::min<std::int64_t>(count, 1024)));
        if (loop.n.flags == 0 && loop.partial == no_node && level + 1 == loop.n.b) {
            collect_whole(loop, from, one, count);
            return true;
        }
        for (std::int64_t i = 0; i < count; ++i)
            if (!step(Number(from + i * one))) return loop.decided;
        return true;
    }
    const Value one = dates ? Value(DaysDuration{86'400, 0}) : Value(Number(1));
    if (!low_closed) low = arithmetic(*this, up ? Op::add : Op::subtract, low, one);
    while (!low.is_null()) {
        const int c = *order(low, high);
        if ((up ? c > 0 : c < 0) || (c == 0 && !high_closed)) break;
        spend(1);
        if (!step(low)) return loop.decided;
        low = arithmetic(*this, up ? Op::add : Op::subtract, low, one);
    }
    return true;
}

}  // namespace linli::decision
