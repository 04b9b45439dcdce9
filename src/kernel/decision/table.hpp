// A compiled decision table (DMN 1.5, 8.2).
#pragma once
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "kernel/decision/machine.hpp"
#include "kernel/decision/table_index.hpp"

namespace linli::decision {

enum class HitPolicy : std::uint8_t {
    unique,
    first,
    any,
    priority,
    collect,
    rule_order,
    output_order,
};
enum class Aggregation : std::uint8_t { none, sum, count, min, max };

struct TableInput {
    std::string text;
    std::uint32_t node = 0;
    std::uint32_t slot = 0;           // of "?" in the cells
    std::uint32_t allowed = no_node;  // a test over the slot
};
struct TableOutput {
    std::string name;
    const Type* type = nullptr;
    std::vector<std::uint32_t> priorities;  // nodes of the output values in their order
    std::uint32_t fallback = no_node;
};
struct TableRule {
    std::vector<std::uint32_t> tests;    // no_node: always
    std::vector<std::uint32_t> outputs;  // nodes
};

struct DecisionTable {
    std::string name;
    HitPolicy policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<TableInput> inputs;
    std::vector<TableOutput> outputs;
    std::vector<TableRule> rules;
    std::unique_ptr<const TableIndex> index;  // none: every row is asked
};

// Most tables apply one row or a few.
using RowList = boost::container::small_vector<std::uint32_t, 16>;

struct TableRun {
    Machine& m;
    const DecisionTable& table;
    std::size_t base;
    // Columns (bits) whose value is read where the model keeps it, not copied for the cells.
    std::uint32_t in_place = 0;

    Value run();

  private:
    bool reads_in_place(std::size_t column);
    RowList matching();
    bool matches(const TableRule& rule);
    Value output(const TableRule& rule);
    Value fallback();
    Value aggregate(std::vector<Value> values);
    std::vector<Value> by_priority(const RowList& matched);
    Value eval(std::uint32_t node) { return m.eval(node, base); }
};

}  // namespace linli::decision
