// Single expressions and unary tests, compiled once.
#include <algorithm>
#include <array>

#include "kernel/decision/decision.hpp"
#include "kernel/decision/lexer.hpp"
#include "kernel/decision/machine.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

struct Expression::Parts {
    std::string text;
    Ref<Program> program{new Program};
    Body body;
    std::vector<std::string> names;
    bool has_types = false;
};

namespace {

constexpr std::size_t excerpt_bytes_max = 80;
constexpr int members_depth_max = 100;

[[noreturn]] void refuse_syntax(const SyntaxError& e) {
    throw Refusal(RefusalKind::unprocessable, "decision.syntax",
                  {"第 " + std::to_string(e.position + 1) + " 个字节：" + e.words.zh,
                   "byte " + std::to_string(e.position + 1) + ": " + e.words.en});
}

const Type* type_of(const Variable& v, Scope& scope) {
    if (v.type.empty()) return nullptr;
    try {
        return Parser(v.type, scope).type();
    } catch (const SyntaxError&) {
        throw Refusal(
            RefusalKind::unprocessable, "decision.unknown_type",
            {"变量 " + v.name + " 的类型「" + v.type + "」不是 FEEL 的类型",
             "the type \"" + v.type + "\" of the variable " + v.name + " is none of FEEL"});
    }
}

// Members of the variables, so that those of several words are found in the text.
void learn_members(std::vector<std::string>& names, const Value& value, int depth) {
    if (depth > members_depth_max) return;
    if (value.is(Kind::list)) {
        for (const auto& item : value.items())
            learn_members(names, item, depth + 1);
    } else if (value.is(Kind::context)) {
        for (const auto& [name, member] : value.context().entries) {
            if (name.find_first_of(" -+*/.'") != std::string::npos) names.push_back(name);
            learn_members(names, member, depth + 1);
        }
    }
}

// The text from the place on, whole characters only.
std::string excerpt(const std::string& text, std::size_t from) {
    if (text.size() <= excerpt_bytes_max) return text;
    const auto inside = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    while (from > 0 && inside(from))
        --from;
    std::size_t to = std::min(text.size(), from + excerpt_bytes_max);
    while (inside(to))
        --to;
    return text.substr(from, to - from);
}

Outcome finish(const Program& program, const std::string& text, Machine& machine, Value value) {
    Outcome out{std::move(value), {}, {}, {}};
    for (auto& note : machine.notes) {
        Explained e{"", "", std::move(note.words)};
        if (note.node != no_node)
            e.expression = excerpt(
                text, std::min<std::size_t>(program.nodes[note.node].position, text.size()));
        out.notes.push_back(std::move(e));
    }
    return out;
}

}  // namespace

struct ExpressionAccess {
    enum class Form : std::uint8_t { expression, unary_tests };

    static std::shared_ptr<const Expression::Parts> compile(std::string_view text, Form form,
                                                            const Vocabulary& known) {
        auto parts = std::make_shared<Expression::Parts>();
        parts->text = text;
        // Nobody else knows the program yet.
        Program& program = const_cast<Program&>(*parts->program);
        Names names;
        for (const auto& member : known.members)
            names.member(member);
        Scope scope(program, names);
        scope.open();
        scope.enter_function();
        const std::uint32_t input =
            form == Form::unary_tests ? scope.declare("?", nullptr) : no_node;
        for (const auto& v : known.variables)
            scope.declare_variable(v.name, type_of(v, scope));
        try {
            Parser parser(parts->text, scope);
            parts->body.node = form == Form::expression ? parser.expression().node
                                                        : parser.unary_tests(input).node;
        } catch (const SyntaxError& e) {
            refuse_syntax(e);
        }
        scope.leave_function(parts->body);
        for (const auto& v : program.variables) {
            parts->names.push_back(v.name);
            parts->body.captures.emplace_back(0, v.slot);
            parts->has_types = parts->has_types || v.type;
        }
        return parts;
    }

    static Outcome run(const Expression::Parts& parts, Arguments arguments,
                       std::span<const Value> values, std::vector<bool> missing, Instant now) {
        Machine machine(*parts.program, nullptr, now.us);
        machine.missing = std::move(missing);
        const auto& variables = parts.program->variables;
        Value value;
        if (values.size() != variables.size()) {
            machine.null("变量个数不对", "another number of values than variables");
        } else if (!parts.has_types) {
            value = machine.run(parts.body, arguments, values);
        } else {
            std::vector<Value> typed(values.begin(), values.end());
            for (std::size_t i = 0; i < typed.size(); ++i)
                if (variables[i].type)
                    typed[i] = coerce(machine, std::move(typed[i]), *variables[i].type);
            value = machine.run(parts.body, arguments, typed);
        }
        return finish(*parts.program, parts.text, machine, std::move(value));
    }

    // Takes the variables from a context.
    static Outcome run(const Expression::Parts& parts, Arguments arguments, const Value& context,
                       Instant now) {
        constexpr std::size_t few = 8;
        const std::size_t count = parts.names.size();
        std::array<Value, few> room;
        std::vector<Value> many(count > few ? count : 0);
        const std::span<Value> values(count > few ? many.data() : room.data(), count);
        std::vector<bool> missing;
        for (std::size_t i = 0; i < count; ++i) {
            const Value* found =
                context.is(Kind::context) ? context.context().find(parts.names[i]) : nullptr;
            if (found) {
                values[i] = *found;
            } else {
                missing.resize(count);
                missing[i] = true;
            }
        }
        return run(parts, arguments, values, std::move(missing), now);
    }
};
using Access = ExpressionAccess;

Expression Expression::compile(std::string_view text, const Vocabulary& known) {
    return Expression(Access::compile(text, Access::Form::expression, known));
}

Outcome Expression::evaluate(const Value& context, Instant now) const {
    return Access::run(*parts_, {}, context, now);
}

Outcome Expression::evaluate_with(std::span<const Value> values, Instant now) const {
    return Access::run(*parts_, {}, values, {}, now);
}

const std::vector<std::string>& Expression::variables() const {
    return parts_->names;
}

std::vector<std::string> Expression::certain_variables() const {
    std::vector<std::string> names;
    for (const auto& v : parts_->program->variables)
        if (v.certain) names.push_back(v.name);
    return names;
}

const std::string& Expression::text() const {
    return parts_->text;
}

UnaryTests UnaryTests::compile(std::string_view text, const Vocabulary& known) {
    return UnaryTests(Expression(Access::compile(text, Access::Form::unary_tests, known)));
}

Outcome UnaryTests::evaluate(const Value& input, const Value& context, Instant now) const {
    Value argument = input;
    return Access::run(*tests_.parts_, {&argument, 1}, context, now);
}

Outcome evaluate_feel(std::string_view expression, const Value& context, Instant now) {
    Vocabulary known;
    if (context.is(Kind::context))
        for (const auto& [name, value] : context.context().entries)
            known.variables.push_back({name, ""});
    learn_members(known.members, context, 0);
    return Expression::compile(expression, known).evaluate(context, now);
}

}  // namespace linli::decision
