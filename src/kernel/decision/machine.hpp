// Runs a compiled program. One machine serves one evaluation on one thread; it never throws to its
// caller: what cannot be computed is null, with a note that says why.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "kernel/decision/program.hpp"

namespace linli::decision {

struct Note {
    std::uint32_t node = no_node;
    Words words;
};

// One evaluation of a table, for the explanation.
struct TableTrace {
    const DecisionTable* table = nullptr;
    std::vector<Value> inputs;
    std::vector<std::uint32_t> matched;  // rows from 0
};

// A decision or input of a model during an evaluation.
struct GlobalSlot {
    enum class State : std::uint8_t { open, busy, known };
    State state = State::open;
    const Value* given = nullptr;  // the caller's, who keeps it: instead of `value`
    Value value;
    const Value& known() const { return given ? *given : value; }
};

// The decisions and inputs of a model during an evaluation.
class Globals {
  public:
    virtual ~Globals() = default;
    virtual Value global(Machine& machine, std::uint32_t number) = 0;
    virtual Value call_service(Machine& machine, std::uint32_t service, Arguments arguments) = 0;
};

// What an evaluation may use before it is refused.
struct Bounds {
    std::uint64_t steps_max = 5'000'000;  // nodes and items
    int depth_max = 1000;                 // nested expressions and calls
    std::size_t text_bytes_max = 8 << 20;
    std::size_t items_max = 1'000'000;
    std::uint32_t value_weight_max = 2'000'000;  // see extent_of()
    std::uint32_t value_depth_max = 500;
};

class Machine {
  public:
    // `now_us`: microseconds since 1970, for now() and today().
    Machine(const Program& program, Globals* globals, std::int64_t now_us, Bounds bounds = {});
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // The value of a body with these arguments; null and a note when a bound was reached.
    // `captured`: the values of its captures, in their order.
    Value run(const Body& body, Arguments arguments = {}, std::span<const Value> captured = {});

    // Calls a function value in the same way.
    Value apply(const Value& function, Arguments arguments);

    // For built-in functions:
    Value call(const Value& function, Arguments arguments);
    // Null, with its reason.
    Value null(std::string zh, std::string en);
    void spend(std::uint64_t steps) {
        steps_ += steps;
        if (steps_ > bounds_.steps_max) too_much();
    }
    void check_length(std::size_t text_bytes);
    // For what walks a whole value.
    void spend_on(const Value& value) {
        if (value.is_shared()) spend(1 + extent_of(value).weight / 8);
    }
    std::int64_t now_us() const { return now_us_; }
    const Program& program() const { return program_; }
    const Bounds& bounds() const { return bounds_; }

    std::vector<Note> notes;
    std::vector<TableTrace> tables;
    bool explain = false;
    // Those of `globals`, by their number: what is known is read here. Null: ask for each.
    const GlobalSlot* frame = nullptr;
    std::vector<bool> missing;  // by number of the free variable; empty: none is missing

    static constexpr std::size_t notes_max = 50;

  private:
    struct Stop {};
    struct Deeper;
    [[noreturn]] void too_deep();
    [[noreturn]] void too_much();
    friend struct TableRun;

    template <class F>
    Value guarded(F f);
    Value eval(std::uint32_t node, std::size_t base);
    bool at_once(const Node& n, std::size_t base, Value& value);
    const Value* lying(const Node& n, std::size_t base) const;
    const Value* known_global(const Node& n) const;
    Value eval_operation(const Node& n, std::uint32_t number, std::size_t base);
    void check_extent(const Value& value);
    Value enter(const Body& body, Arguments arguments, std::span<const Value> captured);
    Value eval_list(const Node& n, std::size_t base);
    Value eval_context(const Node& n, std::size_t base);
    Value eval_range(const Node& n, std::size_t base);
    Value eval_logic(const Node& n, std::size_t base);
    Value eval_compare(const Node& n, std::size_t base);
    Value eval_between(const Node& n, std::size_t base);
    Value eval_tests(const Node& n, std::size_t base);
    Value eval_test_value(const Node& n, std::size_t base);
    Value eval_iterate(const Node& n, std::size_t base);
    Value eval_arithmetic(const Node& n, std::uint32_t number, std::size_t base);
    struct Operands;
    struct Loop;
    bool iterate(Loop& loop, std::uint32_t level);
    bool walk(Loop& loop, std::uint32_t level, Value low, const Value& high, bool low_closed,
              bool high_closed);
    void collect(Loop& loop);
    void collect_whole(Loop& loop, std::int64_t from, std::int64_t one, std::int64_t count);
    Value eval_filter(const Node& n, std::size_t base);
    Value eval_call(const Node& n, std::size_t base);
    Value eval_call_named(const Node& n, std::size_t base);
    Value eval_call_built_in(const Node& n, std::size_t base);
    Value eval_function(const Node& n, std::size_t base);
    Value eval_item_name(const Node& n, std::size_t base);
    Value eval_table(const Node& n, std::size_t base);
    Value call_foreign(const Value& callee, Arguments arguments);
    Value call_external(const Body& body, Arguments arguments, std::size_t base);
    Value member_of(const Value& object, const std::string& name);

    const Program& program_;
    Globals* globals_;
    std::int64_t now_us_;
    Bounds bounds_;
    std::vector<Value> stack_;
    std::size_t top_ = 0;
    std::uint64_t steps_ = 0;
    int depth_ = 0;
    std::uint32_t current_ = no_node;
};

// machine.cpp: an operation of two numbers; false when that is left to the long way.
bool compute(Op op, Number a, Number b, Value& value);
// operators.cpp
Value arithmetic(Machine& machine, Op op, const Value& a, const Value& b);
Value negate(Machine& machine, const Value& a);
std::optional<Value> make_range(Value low, Value high, std::uint8_t flags);
// The value of a date, time, date and time or duration; null when the text is none.
Value temporal_of_text(std::string_view text);
// Members that values of the language have: years of a duration, weekday of a date; none = no such.
std::optional<Value> property_of(const Value& value, const std::string& name);
// In the sense of unary tests: equal, inside the range, an element of the list.
std::optional<bool> satisfies(const Value& input, const Value& test);
// For a parameter; false when the value does not fit the type and cannot be made to.
bool fit(Machine& machine, Value& value, const Type& type);

}  // namespace linli::decision
