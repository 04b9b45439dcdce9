#include "kernel/decision/machine.hpp"
#include "kernel/decision/parser.hpp"

namespace linli::decision {

Expr Parser::postfix() {
    Expr e = primary();
    for (;;) {
        if (token().is(".")) {
            ++at_;
            e = member(e);
        } else if (token().is("(")) {
            e = call(e);
        } else if (token().is("[")) {
            // In "]1..5[" the bracket ends the range when no expression can follow it.
            const Token& next = token(1);
            const bool ends = next.form == Token::Form::end || next.is(")") || next.is("]") ||
                              next.is(",") || next.is("}") || next.is_word("and") ||
                              next.is_word("or") || next.is_word("then") || next.is_word("else") ||
                              next.is("=") || next.is("!=") || next.is(".");
            if (in_range_end_ && ends) return e;
            e = filter(e);
        } else {
            return e;
        }
        e.built_in = nullptr;
    }
}

Expr Parser::primary() {
    const Token& t = token();
    switch (t.form) {
        case Token::Form::number:
        case Token::Form::string:
            return literal();
        case Token::Form::word:
            return name();
        case Token::Form::end:
            fail({"表达式在这里就结束了", "the expression ends too early"});
        case Token::Form::symbol:
            break;
    }
    if (t.is("(")) return parenthesis();
    if (t.is("[") || t.is("]")) return bracket();
    if (t.is("{")) return context();
    if (t.is("@")) return at_literal();
    if (t.is("?")) return name();
    if (t.is("<") || t.is("<=") || t.is(">") || t.is(">=") || t.is("=") || t.is("!="))
        return open_range();
    fail({"看不懂 " + t.text, t.text + " makes no sense here"});
}

Expr Parser::literal() {
    const Token t = token();
    ++at_;
    if (t.form == Token::Form::string)
        return {program_.constant_node(Value(t.text)), program_.type_store.simple(Kind::string)};
    const auto number = Number::parse(t.text);
    if (!number) fail({"数字太大", "the number is too large"});
    return {program_.constant_node(Value(*number)), program_.type_store.simple(Kind::number)};
}

Expr Parser::at_literal() {
    expect("@");
    if (token().form != Token::Form::string)
        fail({"@ 后面要有引号里的日期、时间或时长",
              "a quoted date, time or duration must follow @"});
    const Value value = temporal_of_text(token().text);
    if (value.is_null())
        fail({"不是日期、时间或时长：" + token().text,
              "neither a date, a time nor a duration: " + token().text});
    ++at_;
    return {program_.constant_node(value), program_.type_store.simple(value.kind())};
}

Expr Parser::parenthesis() {
    const auto position = token().position;
    expect("(");
    const bool outer = std::exchange(in_range_end_, false);
    const Expr e = any();
    in_range_end_ = outer;
    if (token().is("..")) return range_end(e, false, position);
    expect(")");
    return {e.node, e.type};
}

Expr Parser::bracket() {
    const auto position = token().position;
    const bool reversed = token().is("]");
    ++at_;
    const bool outer = std::exchange(in_range_end_, false);
    if (!reversed && take("]")) {
        in_range_end_ = outer;
        return {program_.constant_node(Value(std::vector<Value>{})), nullptr};
    }
    const Expr first = any();
    in_range_end_ = outer;
    if (reversed || token().is("..")) return range_end(first, !reversed, position);
    return list(first, position);
}

Expr Parser::range_end(Expr low, bool low_closed, std::uint32_t position) {
    expect("..");
    const bool outer = std::exchange(in_range_end_, true);
    const Expr high = any();
    in_range_end_ = outer;
    const bool high_closed = token().is("]");
    if (!high_closed && !token().is(")") && !token().is("["))
        fail({"区间要以 ]、) 或 [ 结束", "a range must end with ], ) or ["});
    ++at_;
    const auto flags = static_cast<std::uint8_t>((low_closed ? 1 : 0) | (high_closed ? 2 : 0));
    const Type* type = program_.type_store.range_of(low.type);
    const Value* a = program_.constant_of(low.node);
    const Value* b = program_.constant_of(high.node);
    if (a && b) {
        if (const auto range = make_range(*a, *b, flags))
            return {program_.constant_node(*range), type};
    }
    return {program_.add(Op::range, low.node, high.node, 0, flags, position), type};
}

// "< 5" is the range without a lower end.
Expr Parser::open_range() {
    const Token op = token();
    ++at_;
    const Expr end = sum();
    if (op.is("=") || op.is("!="))
        return {program_.add(Op::range, end.node, end.node, 0, op.is("=") ? 4 : 8, op.position),
                program_.type_store.range_of(end.type)};
    const bool is_low = op.text[0] == '>';
    const bool closed = op.text.size() == 2;
    const auto flags = static_cast<std::uint8_t>(closed ? (is_low ? 1 : 2) : 0);
    const Type* type = program_.type_store.range_of(end.type);
    if (const Value* c = program_.constant_of(end.node); c && !c->is_null()) {
        auto* range = new Range;
        (is_low ? range->low : range->high) = *c;
        range->low_closed = is_low && closed;
        range->high_closed = !is_low && closed;
        range->low_unbounded = !is_low;
        range->high_unbounded = is_low;
        return {program_.constant_node(Value(Kind::range, range)), type};
    }
    return {program_.add(Op::range, is_low ? end.node : no_node, is_low ? no_node : end.node, 0,
                         flags, op.position),
            type};
}

Expr Parser::list(Expr first, std::uint32_t position) {
    std::vector<std::uint32_t> items{first.node};
    const Type* element = first.type;
    while (take(",")) {
        const bool outer = std::exchange(in_range_end_, false);
        const Expr next = any();
        in_range_end_ = outer;
        // Contexts of one list often differ: what they have in common is not worth finding out.
        if (next.type != element) element = nullptr;
        items.push_back(next.node);
    }
    expect("]");
    const Type* type = program_.type_store.list_of(element);
    std::vector<Value> values;
    for (const auto node : items) {
        const Value* c = program_.constant_of(node);
        if (!c) break;
        values.push_back(*c);
    }
    if (values.size() == items.size())
        return {program_.constant_node(Value(std::move(values))), type};
    return {program_.add(Op::list, program_.keep(items), static_cast<std::uint32_t>(items.size()),
                         0, 0, position),
            type};
}

Expr Parser::context() {
    const auto position = token().position;
    expect("{");
    const bool outer = std::exchange(in_range_end_, false);
    const std::size_t mark = scope_.mark();
    std::vector<std::uint32_t> entries;
    Type* type = program_.type_store.make(Type::Form::context);
    std::set<std::string> seen;
    if (!take("}")) {
        do {
            std::string key;
            if (token().form == Token::Form::string) {
                key = token().text;
                ++at_;
            } else {
                key = name_until({":"});
            }
            if (!seen.insert(key).second)
                fail({"同一个键出现了两次：" + key, "the same key twice: " + key});
            scope_.names().member(key);
            expect(":");
            const Expr value = any();
            entries.push_back(program_.constant(Value(key)));
            entries.push_back(value.node);
            entries.push_back(scope_.declare(key, value.type));
            type->members.emplace_back(key, value.type);
        } while (take(","));
        expect("}");
    }
    in_range_end_ = outer;
    scope_.reset(mark);
    const auto count = static_cast<std::uint32_t>(entries.size() / 3);
    return {program_.add(Op::context, program_.keep(entries), count, 0, 0, position), type};
}

// A variable of several words may begin with a word of the language, so scope comes first.
std::optional<Expr> Parser::long_name() {
    static constexpr std::size_t tokens_max = 40;
    std::string key = token().text;
    std::vector<std::string> keys{key};
    for (std::size_t n = 1; n < tokens_max; ++n) {
        const Token& next = token(n);
        const bool part = next.form == Token::Form::word || next.form == Token::Form::number ||
                          next.is(".") || next.is("/") || next.is("-") || next.is("'") ||
                          next.is("+") || next.is("*") || next.is("**");
        if (!part) break;
        key += ' ' + next.text;
        keys.push_back(key);
    }
    for (std::size_t n = keys.size(); n-- > 1;) {
        if (const auto found = scope_.find(keys[n])) {
            at_ += n + 1;
            return found;
        }
    }
    return std::nullopt;
}

Expr Parser::name() {
    const Token t = token();
    if (t.is_word("true") || t.is_word("false")) {
        ++at_;
        return {program_.constant_node(Value(t.text == "true")),
                program_.type_store.simple(Kind::boolean)};
    }
    // Where variables need not be declared, "count" is one unless it is called.
    const std::size_t begin = at_;
    const auto is_variable = [&](const Expr& found) {
        return found.built_in && scope_.is_open() && at_ == begin + 1 && !token().is("(");
    };
    if (scope_.begins_name(t.text)) {
        if (const auto found = long_name()) {
            if (is_variable(*found)) return scope_.variable(t.text, nullptr, true);
            return *found;
        }
    }
    if (t.is_word("null")) {
        ++at_;
        return {program_.constant_node(Value()), nullptr};
    }
    if (t.is_word("if")) return conditional();
    if (t.is_word("for")) return iteration();
    if (t.is_word("some")) return quantified(false);
    if (t.is_word("every")) return quantified(true);
    if (t.is_word("function") && token(1).is("(")) return function();
    static const std::set<std::string, std::less<>> reserved{
        "then", "else", "return", "satisfies", "in", "and", "or", "between", "external"};
    if (reserved.contains(t.text)) fail({"看不懂 " + t.text, t.text + " makes no sense here"});
    ++at_;
    if (const auto found = scope_.find(t.text); found && !is_variable(*found)) return *found;
    if (scope_.is_open() && t.form == Token::Form::word)
        return scope_.variable(t.text, nullptr, true);
    return {program_.add(Op::unknown, program_.constant(Value(t.text)), 0, 0, 0, t.position)};
}

Expr Parser::member(Expr object) {
    const auto position = token().position;
    if (token().form != Token::Form::word) fail({"点后面要有名称", "a name must follow the point"});
    const Type* type = object.type;
    if (type && type->form == Type::Form::list) type = type->element;
    // The longest name that the type, or a dictionary of all types, knows.
    std::string key = token().text;
    std::size_t length = 1;
    std::string name = key;
    const Type* member_type = nullptr;
    const auto known = [&](const std::string& candidate) {
        if (type && type->form == Type::Form::context) {
            for (const auto& [n, m] : type->members) {
                if (name_key(n) != candidate) continue;
                name = n;
                member_type = m;
                return true;
            }
        }
        const auto spelling = scope_.names().members.find(candidate);
        if (spelling == scope_.names().members.end()) return false;
        name = spelling->second;
        member_type = nullptr;
        return true;
    };
    (void)known(key);
    for (std::size_t n = 1; n < 20; ++n) {
        const Token& next = token(n);
        if (next.form != Token::Form::word && next.form != Token::Form::number &&
            next.form != Token::Form::symbol)
            break;
        key += ' ' + next.text;
        if (known(key)) length = n + 1;
    }
    // What values of the language have: "time offset".
    if (length == 1 && token().is_word("time") && token(1).is_word("offset")) {
        name = "time offset";
        length = 2;
    } else if (length == 1 && (token(1).is_word("included")) &&
               (token().is_word("start") || token().is_word("end"))) {
        name = token().text + " included";
        length = 2;
    }
    at_ += length;
    if (object.type && object.type->form == Type::Form::list && member_type)
        member_type = program_.type_store.list_of(member_type);
    return {program_.add(Op::member, object.node, program_.constant(Value(name)), 0, 0, position),
            member_type};
}

Expr Parser::filter(Expr list) {
    const auto position = token().position;
    expect("[");
    const std::size_t mark = scope_.mark();
    const Type* element = list.type;
    if (element && element->form == Type::Form::list) element = element->element;
    const std::uint32_t slot = scope_.enter_item(element);
    const bool outer = std::exchange(in_range_end_, false);
    const Expr condition = any();
    in_range_end_ = outer;
    expect("]");
    scope_.reset(mark);
    const bool by_number = condition.type && condition.type->form == Type::Form::simple &&
                           condition.type->kind == Kind::number;
    return {program_.add(Op::filter, list.node, condition.node, slot, 0, position),
            by_number ? element : list.type};
}

}  // namespace linli::decision
