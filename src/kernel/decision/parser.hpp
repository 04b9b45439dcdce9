// The grammar of FEEL (DMN 1.5, 10.3.1.2): reads a text, resolves its names and writes the program,
// in one pass.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/decision/lexer.hpp"
#include "kernel/decision/scope.hpp"

namespace linli::decision {

class Parser {
  public:
    Parser(std::string_view text, Scope& scope);
    // Each reads the whole text. Throws SyntaxError.
    Expr expression();
    // The unary tests of a cell over the variable "?" in that slot.
    Expr unary_tests(std::uint32_t input_slot);
    const Type* type();

  private:
    static constexpr int depth_max = 400;
    struct Deeper {
        explicit Deeper(Parser& parser) : p(parser) {
            if (++p.depth_ > depth_max)
                p.fail({"表达式嵌套太深", "the expression is nested too deep"});
        }
        ~Deeper() { --p.depth_; }
        Parser& p;
    };

    // parser.cpp: operators
    Expr any();
    Expr disjunction();
    Expr conjunction();
    Expr comparison();
    Expr sum();
    Expr product();
    Expr powers();
    Expr negation();
    Expr typed();
    Expr in_tests(Expr left);
    std::uint32_t one_test(std::uint32_t slot);
    std::uint32_t test_of(Expr operand, std::size_t from, std::uint32_t slot);
    std::uint32_t test_list(std::uint32_t slot, bool negated);
    Expr binary(Op op, Expr a, Expr b, const Type* type, std::uint32_t position);

    // parser_primary.cpp
    Expr postfix();
    Expr primary();
    Expr bracket();
    Expr parenthesis();
    Expr range_end(Expr low, bool low_closed, std::uint32_t position);
    Expr open_range();
    Expr list(Expr first, std::uint32_t position);
    Expr context();
    Expr literal();
    Expr at_literal();
    Expr name();
    std::optional<Expr> long_name();
    Expr member(Expr object);
    Expr filter(Expr list);

    // parser_forms.cpp
    Expr conditional();
    Expr iteration();
    Expr quantified(bool every);
    Expr function();
    Expr call(Expr callee);
    Expr named_call(Expr callee, std::uint32_t position);
    std::optional<Expr> placed_call(const BuiltIn& f, const std::vector<std::uint32_t>& entries,
                                    std::uint32_t position);
    std::optional<Expr> folded_call(const BuiltIn& f, const std::vector<std::uint32_t>& arguments);
    std::uint32_t domains(std::vector<std::uint32_t>& entries, std::string_view end_word);
    const Type* type_name();
    const Type* parameterized_type(std::string_view word);

    const Token& token(std::size_t ahead = 0) const;
    bool take(std::string_view symbol);
    bool take_word(std::string_view word);
    void expect(std::string_view symbol);
    void expect_word(std::string_view word);
    void expect_end();
    [[noreturn]] void fail(Words words) const;
    // The tokens up to the one before `end`, as a name; fails when it is none.
    std::string name_until(const std::vector<std::string_view>& ends);
    bool named_argument_follows() const;
    bool mentions_input(std::size_t from, std::size_t to) const;
    std::uint32_t number_of(const Type* type);

    Scope& scope_;
    Program& program_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool in_range_end_ = false;
};

}  // namespace linli::decision
