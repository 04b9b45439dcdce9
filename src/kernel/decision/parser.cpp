#include "kernel/decision/parser.hpp"

namespace linli::decision {

namespace {

// What two literals make is computed once; what has no value is left to run, which says why.
std::optional<Number> folded(Op op, Number a, Number b) {
    switch (op) {
        case Op::add:
            return add(a, b);
        case Op::subtract:
            return subtract(a, b);
        case Op::multiply:
            return multiply(a, b);
        case Op::divide:
            return divide(a, b);
        case Op::power:
            return power(a, b);
        default:
            return std::nullopt;
    }
}

}  // namespace

Parser::Parser(std::string_view text, Scope& scope)
    : scope_(scope), program_(scope.program()), tokens_(tokenize(text)) {}

const Token& Parser::token(std::size_t ahead) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : tokens_.back();
}
bool Parser::take(std::string_view symbol) {
    if (!token().is(symbol)) return false;
    ++at_;
    return true;
}
bool Parser::take_word(std::string_view word) {
    if (!token().is_word(word)) return false;
    ++at_;
    return true;
}
void Parser::expect(std::string_view symbol) {
    if (!take(symbol))
        fail({"这里应当是 " + std::string(symbol), "expected " + std::string(symbol) + " here"});
}
void Parser::expect_word(std::string_view word) {
    if (!take_word(word))
        fail({"这里应当是 " + std::string(word), "expected " + std::string(word) + " here"});
}
void Parser::expect_end() {
    if (token().form != Token::Form::end)
        fail({"看不懂 " + token().text, token().text + " makes no sense here"});
}
void Parser::fail(Words words) const {
    throw SyntaxError{token().position, std::move(words)};
}

Expr Parser::expression() {
    const Expr e = any();
    expect_end();
    return e;
}

const Type* Parser::type() {
    const Type* t = type_name();
    expect_end();
    return t;
}

Expr Parser::unary_tests(std::uint32_t input_slot) {
    if (token().is("-") && token(1).form == Token::Form::end)
        return {program_.constant_node(Value(true))};
    const bool negated = token().is_word("not") && token(1).is("(");
    if (negated) at_ += 2;
    const std::uint32_t node = test_list(input_slot, negated);
    if (negated) expect(")");
    expect_end();
    return {node};
}

Expr Parser::any() {
    const Deeper deeper(*this);
    return disjunction();
}

Expr Parser::binary(Op op, Expr a, Expr b, const Type* type, std::uint32_t position) {
    const Value* x = program_.constant_of(a.node);
    const Value* y = program_.constant_of(b.node);
    if (x && y && x->is(Kind::number) && y->is(Kind::number)) {
        if (const auto n = folded(op, x->number(), y->number()))
            return {program_.constant_node(Value(*n)), Types::simple(Kind::number)};
    }
    return {program_.add(op, a.node, b.node, 0, 0, position), type};
}

Expr Parser::disjunction() {
    Expr left = conjunction();
    while (token().is_word("or")) {
        const auto position = token().position;
        ++at_;
        left = binary(Op::either, left, conjunction(), program_.type_store.simple(Kind::boolean),
                      position);
    }
    return left;
}

Expr Parser::conjunction() {
    Expr left = comparison();
    while (token().is_word("and")) {
        const auto position = token().position;
        ++at_;
        left = binary(Op::both, left, comparison(), program_.type_store.simple(Kind::boolean),
                      position);
    }
    return left;
}

Expr Parser::comparison() {
    const Deeper deeper(*this);
    Expr left = sum();
    const Type* boolean = program_.type_store.simple(Kind::boolean);
    for (;;) {
        const auto position = token().position;
        static constexpr std::pair<std::string_view, Op> operators[] = {
            {"=", Op::equal},       {"!=", Op::not_equal}, {"<", Op::less},
            {"<=", Op::less_equal}, {">", Op::greater},    {">=", Op::greater_equal},
        };
        bool found = false;
        for (const auto& [symbol, op] : operators) {
            if (!token().is(symbol)) continue;
            ++at_;
            left = binary(op, left, sum(), boolean, position);
            found = true;
            break;
        }
        if (found) continue;
        if (take_word("between")) {
            const Expr low = sum();
            expect_word("and");
            const Expr high = sum();
            left = {program_.add(Op::between, left.node, low.node, high.node, 0, position),
                    boolean};
        } else if (take_word("in")) {
            left = in_tests(left);
        } else {
            return left;
        }
    }
}

Expr Parser::in_tests(Expr left) {
    const auto position = token().position;
    const std::size_t mark = scope_.mark();
    const std::uint32_t slot = scope_.declare("?", left.type);
    std::uint32_t test = no_node;
    if (take("(")) {
        const std::size_t from = at_;
        std::vector<std::uint32_t> tests;
        bool closed = false;
        if (token().is("=") || token().is("!=")) {
            tests.push_back(one_test(slot));
        } else {
            Expr first = any();
            if (token().is("..")) {
                // It was the open end of a range.
                first = range_end(first, false, position);
                closed = true;
            }
            tests.push_back(test_of(first, from, slot));
        }
        while (!closed && take(","))
            tests.push_back(one_test(slot));
        if (!closed) expect(")");
        test = program_.add(Op::test_any, program_.keep(tests),
                            static_cast<std::uint32_t>(tests.size()));
    } else {
        test = one_test(slot);
    }
    scope_.reset(mark);
    return {program_.add(Op::in, left.node, test, slot, 0, position),
            program_.type_store.simple(Kind::boolean)};
}

bool Parser::mentions_input(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
        if (tokens_[i].is("?")) return true;
    return false;
}

std::uint32_t Parser::one_test(std::uint32_t slot) {
    const auto position = token().position;
    const auto input = [&] { return program_.add(Op::slot, slot); };
    if (take("=")) return program_.add(Op::equal, input(), sum().node, 0, 0, position);
    if (take("!=")) return program_.add(Op::not_equal, input(), sum().node, 0, 0, position);
    const std::size_t from = at_;
    return test_of(any(), from, slot);
}

std::uint32_t Parser::test_of(Expr operand, std::size_t from, std::uint32_t slot) {
    const auto position = tokens_[from].position;
    if (mentions_input(from, at_))
        return program_.add(Op::test_true, operand.node, 0, 0, 0, position);
    return program_.add(Op::test_value, operand.node, slot, 0, 0, position);
}

std::uint32_t Parser::test_list(std::uint32_t slot, bool negated) {
    std::vector<std::uint32_t> tests{one_test(slot)};
    while (take(","))
        tests.push_back(one_test(slot));
    if (tests.size() == 1 && !negated) return tests[0];
    return program_.add(negated ? Op::test_none : Op::test_any, program_.keep(tests),
                        static_cast<std::uint32_t>(tests.size()));
}

Expr Parser::sum() {
    Expr left = product();
    while (token().is("+") || token().is("-")) {
        const auto position = token().position;
        const Op op = token().is("+") ? Op::add : Op::subtract;
        ++at_;
        const Expr right = product();
        left = binary(op, left, right, nullptr, position);
    }
    return left;
}

Expr Parser::product() {
    Expr left = powers();
    while (token().is("*") || token().is("/")) {
        const auto position = token().position;
        const Op op = token().is("*") ? Op::multiply : Op::divide;
        ++at_;
        left = binary(op, left, powers(), nullptr, position);
    }
    return left;
}

Expr Parser::powers() {
    Expr left = negation();
    while (token().is("**")) {
        const auto position = token().position;
        ++at_;
        left =
            binary(Op::power, left, negation(), program_.type_store.simple(Kind::number), position);
    }
    return left;
}

Expr Parser::negation() {
    const Deeper deeper(*this);
    if (!token().is("-")) return typed();
    const auto position = token().position;
    ++at_;
    const Expr operand = negation();
    if (const Value* c = program_.constant_of(operand.node); c && c->is(Kind::number))
        return {program_.constant_node(Value(c->number().negated())), operand.type};
    return {program_.add(Op::negate, operand.node, 0, 0, 0, position), operand.type};
}

Expr Parser::typed() {
    Expr e = postfix();
    while (token().is_word("instance") && token(1).is_word("of")) {
        const auto position = token().position;
        at_ += 2;
        const Type* type = type_name();
        e = {program_.add(Op::instance_of, e.node, number_of(type), 0, 0, position),
             program_.type_store.simple(Kind::boolean)};
    }
    return e;
}

std::uint32_t Parser::number_of(const Type* type) {
    for (std::size_t i = 0; i < program_.types.size(); ++i)
        if (program_.types[i] == type) return static_cast<std::uint32_t>(i);
    program_.types.push_back(type);
    return static_cast<std::uint32_t>(program_.types.size() - 1);
}

}  // namespace linli::decision
