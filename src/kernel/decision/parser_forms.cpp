#include <algorithm>
#include <array>

#include "kernel/decision/machine.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

std::string Parser::name_until(const std::vector<std::string_view>& ends) {
    std::string name;
    std::uint32_t end_of_last = 0;
    const auto at_end = [&] {
        for (const auto end : ends)
            if (token().is(end) || (!name.empty() && token().is_word(end))) return true;
        return false;
    };
    while (!at_end()) {
        const Token& t = token();
        const bool part = t.form == Token::Form::word || t.form == Token::Form::number ||
                          t.is(".") || t.is("/") || t.is("-") || t.is("'") || t.is("+") ||
                          t.is("*") || t.is("?");
        if (!part || (name.empty() && t.form != Token::Form::word && !t.is("?")))
            fail({"这里应当是一个名称", "expected a name here"});
        if (!name.empty() && t.position > end_of_last) name += ' ';
        name += t.text;
        end_of_last = t.position + static_cast<std::uint32_t>(t.text.size());
        ++at_;
    }
    if (name.empty()) fail({"这里应当是一个名称", "expected a name here"});
    return name;
}

Expr Parser::conditional() {
    const auto position = token().position;
    expect_word("if");
    const Expr condition = any();
    expect_word("then");
    const Expr yes = any();
    expect_word("else");
    const Expr no = any();
    return {program_.add(Op::choose, condition.node, yes.node, no.node, 0, position),
            yes.type == no.type ? yes.type : nullptr};
}

std::uint32_t Parser::domains(std::vector<std::uint32_t>& entries, std::string_view end_word) {
    std::uint32_t count = 0;
    do {
        const std::string name = name_until({"in"});
        expect_word("in");
        const Expr domain = any();
        std::uint32_t end = no_node;
        const Type* element = domain.type;
        if (take("..")) {
            end = any().node;
        } else if (element &&
                   (element->form == Type::Form::list || element->form == Type::Form::range)) {
            element = element->element;
        }
        entries.push_back(scope_.declare(name, element));
        entries.push_back(domain.node);
        entries.push_back(end);
        ++count;
    } while (take(","));
    expect_word(end_word);
    return count;
}

Expr Parser::iteration() {
    const auto position = token().position;
    expect_word("for");
    const std::size_t mark = scope_.mark();
    std::vector<std::uint32_t> entries;
    const std::uint32_t count = domains(entries, "return");
    const std::uint32_t partial = scope_.declare("partial", nullptr);
    const std::size_t from = at_;
    const Expr body = any();
    const bool asked = std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(from),
                                   tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                                   [](const Token& t) { return t.is_word("partial"); });
    entries.push_back(asked ? partial : no_node);
    scope_.reset(mark);
    return {program_.add(Op::iterate, program_.keep(entries), count, body.node, 0, position),
            program_.type_store.list_of(body.type)};
}

Expr Parser::quantified(bool every) {
    const auto position = token().position;
    ++at_;
    const std::size_t mark = scope_.mark();
    std::vector<std::uint32_t> entries;
    const std::uint32_t count = domains(entries, "satisfies");
    const Expr body = any();
    scope_.reset(mark);
    return {program_.add(Op::iterate, program_.keep(entries), count, body.node, every ? 2 : 1,
                         position),
            program_.type_store.simple(Kind::boolean)};
}

Expr Parser::function() {
    const auto position = token().position;
    expect_word("function");
    expect("(");
    const std::size_t mark = scope_.mark();
    scope_.enter_function();
    Body body;
    if (!take(")")) {
        do {
            Parameter p;
            p.name = name_until({":", ",", ")"});
            if (take(":")) p.type = type_name();
            scope_.declare(p.name, p.type);
            body.parameters.push_back(std::move(p));
        } while (take(","));
        expect(")");
    }
    const bool external = take_word("external");
    const Expr e = any();
    if (external) body.external = e.node;
    body.node = e.node;
    body.inferred = external ? nullptr : e.type;
    scope_.reset(mark);
    scope_.leave_function(body);
    Type* type = program_.type_store.make(Type::Form::function);
    type->element = external ? nullptr : e.type;
    for (const auto& p : body.parameters)
        type->members.emplace_back(p.name, p.type);
    program_.bodies.push_back(std::move(body));
    const auto number = static_cast<std::uint32_t>(program_.bodies.size() - 1);
    return {program_.add(Op::function, number, 0, 0, external ? 1 : 0, position), type};
}

bool Parser::named_argument_follows() const {
    for (std::size_t n = 0; n < 40; ++n) {
        const Token& t = token(n);
        if (t.is(":")) return n > 0;
        const bool part = t.form == Token::Form::word || t.form == Token::Form::number ||
                          t.is(".") || t.is("/") || t.is("-") || t.is("'") || t.is("+") ||
                          t.is("*");
        if (!part) return false;
    }
    return false;
}

Expr Parser::call(Expr callee) {
    const auto position = token().position;
    expect("(");
    const bool outer = std::exchange(in_range_end_, false);
    const Type* result =
        callee.type && callee.type->form == Type::Form::function ? callee.type->element : nullptr;
    Expr e;
    if (!token().is(")") && named_argument_follows()) {
        e = named_call(callee, position);
    } else {
        std::vector<std::uint32_t> arguments;
        if (!take(")")) {
            do
                arguments.push_back(any().node);
            while (take(","));
            expect(")");
        }
        if (callee.built_in) {
            if (const auto folded = folded_call(*callee.built_in, arguments)) {
                in_range_end_ = outer;
                return *folded;
            }
        }
        const auto first = program_.keep(arguments);
        const auto count = static_cast<std::uint32_t>(arguments.size());
        e.node = callee.built_in
                     ? program_.add(Op::call_built_in,
                                    static_cast<std::uint32_t>(callee.built_in - &built_ins()[0]),
                                    first, count, 0, position)
                     : program_.add(Op::call, callee.node, first, count, 0, position);
    }
    in_range_end_ = outer;
    e.type = result;
    return e;
}

Expr Parser::named_call(Expr callee, std::uint32_t position) {
    std::vector<std::uint32_t> entries;
    do {
        const std::string name = name_until({":"});
        expect(":");
        entries.push_back(program_.constant(Value(name)));
        entries.push_back(any().node);
    } while (take(","));
    expect(")");
    if (callee.built_in)
        if (const auto placed = placed_call(*callee.built_in, entries, position)) return *placed;
    const auto count = static_cast<std::uint32_t>(entries.size() / 2);
    return {program_.add(Op::call_named, callee.node, program_.keep(entries), count, 0, position)};
}

// Named arguments of a built-in function in the order of its parameters; none when the names fit no
// list of parameters, which running it says.
std::optional<Expr> Parser::placed_call(const BuiltIn& f, const std::vector<std::uint32_t>& entries,
                                        std::uint32_t position) {
    const std::size_t count = entries.size() / 2;
    const auto& all = signatures(f);
    for (std::size_t number = 0; number < all.size(); ++number) {
        const auto& names = all[number].names;
        std::vector<std::uint32_t> arguments(names.size(), 0);  // node 0 is null
        std::size_t used = 0;
        bool fits = true;
        for (std::size_t i = 0; i < count && fits; ++i) {
            const std::string key = name_key(program_.constants[entries[2 * i]].text());
            const auto at = std::find(names.begin(), names.end(), key) - names.begin();
            fits = static_cast<std::size_t>(at) < names.size();
            if (!fits) break;
            arguments[static_cast<std::size_t>(at)] = entries[2 * i + 1];
            used = std::max(used, static_cast<std::size_t>(at) + 1);
        }
        if (!fits || used == 0 || used < all[number].required || count < all[number].required)
            continue;
        arguments.resize(used);
        return Expr{program_.add(Op::call_built_in,
                                 static_cast<std::uint32_t>(&f - &built_ins()[0]),
                                 program_.keep(arguments), static_cast<std::uint32_t>(used),
                                 static_cast<std::uint8_t>(number + 1), position)};
    }
    return std::nullopt;
}

// date("2026-01-31") and its like are constants.
std::optional<Expr> Parser::folded_call(const BuiltIn& f,
                                        const std::vector<std::uint32_t>& arguments) {
    static constexpr std::array<std::string_view, 4> pure{"date", "time", "date and time",
                                                          "duration"};
    if (arguments.size() != 1 || std::find(pure.begin(), pure.end(), f.name) == pure.end())
        return std::nullopt;
    const Value* text = program_.constant_of(arguments[0]);
    if (!text || !text->is(Kind::string)) return std::nullopt;
    Value argument = *text;
    Machine machine(program_, nullptr, 0);
    const Value value = machine.apply(function_value(f), {&argument, 1});
    if (value.is_null()) return std::nullopt;
    return Expr{program_.constant_node(value), nullptr};
}

const Type* Parser::parameterized_type(std::string_view word) {
    Types& types = program_.type_store;
    if (word == "list" || word == "range") {
        expect("<");
        const Type* element = type_name();
        expect(">");
        return word == "list" ? types.list_of(element) : types.range_of(element);
    }
    Type* type = types.make(word == "context" ? Type::Form::context : Type::Form::function);
    expect("<");
    if (!take(">")) {
        do {
            std::string name;
            if (word == "context") {
                name = name_until({":"});
                expect(":");
            }
            type->members.emplace_back(name, type_name());
        } while (take(","));
        expect(">");
    }
    if (word == "function") {
        expect("->");
        type->element = type_name();
    }
    return type;
}

const Type* Parser::type_name() {
    const Deeper deeper(*this);
    const Token t = token();
    if (t.form != Token::Form::word) fail({"这里应当是类型", "expected a type here"});
    static constexpr std::array<std::string_view, 4> forms{"list", "range", "context", "function"};
    if (std::find(forms.begin(), forms.end(), t.text) != forms.end() && token(1).is("<")) {
        ++at_;
        return parameterized_type(t.text);
    }
    std::string key;
    const Type* found = nullptr;
    std::size_t length = 0;
    for (std::size_t n = 0; n < 20; ++n) {
        const Token& next = token(n);
        if (next.form == Token::Form::end || next.form == Token::Form::string) break;
        key += (n == 0 ? "" : " ") + next.text;
        const auto it = scope_.names().types.find(key);
        const Type* type =
            it != scope_.names().types.end() ? it->second : program_.type_store.built_in(key);
        if (!type) continue;
        found = type;
        length = n + 1;
    }
    if (!found) fail({"不认识的类型 " + t.text, "unknown type " + t.text});
    at_ += length;
    return found;
}

}  // namespace linli::decision
