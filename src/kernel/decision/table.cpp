#include "kernel/decision/table.hpp"

#include <algorithm>
#include <array>

namespace linli::decision {

bool TableRun::matches(const TableRule& rule) {
    for (const std::uint32_t test : rule.tests)
        if (test != no_node && !eval(test).is_true()) return false;
    return true;
}

// An input that is a known value of the model and is only looked up.
bool TableRun::reads_in_place(std::size_t column) {
    const TableInput& input = table.inputs[column];
    if (!table.index || column >= TableIndex::columns_max || m.explain || input.allowed != no_node)
        return false;
    const Node& n = m.program_.nodes[input.node];
    if (n.op != Op::global || !m.known_global(n)) return false;
    m.spend(1);
    m.current_ = input.node;
    in_place |= 1u << column;
    return true;
}

RowList TableRun::matching() {
    RowList matched;
    const auto take = [&](std::uint32_t row) {
        matched.push_back(row);
        return table.policy != HitPolicy::first;
    };
    if (!table.index) {
        for (std::uint32_t i = 0; i < table.rules.size(); ++i)
            if (matches(table.rules[i]) && !take(i)) break;
        return matched;
    }
    std::array<const Value*, TableIndex::columns_max> inputs{};
    for (std::size_t i = 0; i < std::min(table.inputs.size(), inputs.size()); ++i)
        inputs[i] = (in_place >> i & 1) != 0
                        ? m.known_global(m.program_.nodes[table.inputs[i].node])
                        : &m.stack_[base + table.inputs[i].slot];
    const auto selection = table.index->select(inputs);
    for (std::size_t i = 0; in_place >> i != 0; ++i)
        if ((in_place >> i & 1) != 0 && table.index->may_be_open(selection, i))
            m.stack_[base + table.inputs[i].slot] = *inputs[i];
    table.index->walk(selection, [&](std::uint32_t row) {
        const TableRule& rule = table.rules[row];
        for (std::size_t c = 0; c < rule.tests.size(); ++c) {
            const std::uint32_t test = rule.tests[c];
            if (test != no_node && table.index->is_open(selection, c, row) && !eval(test).is_true())
                return true;
        }
        return take(row);
    });
    return matched;
}

Value TableRun::output(const TableRule& rule) {
    if (table.outputs.size() == 1) return eval(rule.outputs[0]);
    std::vector<std::pair<std::string, Value>> entries;
    entries.reserve(table.outputs.size());
    for (std::size_t i = 0; i < table.outputs.size(); ++i)
        entries.emplace_back(table.outputs[i].name, eval(rule.outputs[i]));
    return Context::make(std::move(entries));
}

Value TableRun::fallback() {
    bool stated = false;
    for (const auto& o : table.outputs)
        stated = stated || o.fallback != no_node;
    if (!stated) return m.null("没有规则适用", "no rule applies");
    if (table.outputs.size() == 1) return eval(table.outputs[0].fallback);
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& o : table.outputs)
        entries.emplace_back(o.name, o.fallback == no_node ? Value() : eval(o.fallback));
    return Context::make(std::move(entries));
}

Value TableRun::aggregate(std::vector<Value> values) {
    switch (table.aggregation) {
        case Aggregation::none:
            return values;
        case Aggregation::count:
            return Number(static_cast<std::int64_t>(values.size()));
        default:
            break;
    }
    if (values.empty()) return {};
    Value result = values[0];
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (table.aggregation == Aggregation::sum) {
            result = arithmetic(m, Op::add, result, values[i]);
            continue;
        }
        const auto c = order(values[i], result);
        if (!c) return m.null("输出不能比较大小", "the outputs have no order");
        if (table.aggregation == Aggregation::min ? *c < 0 : *c > 0) result = values[i];
    }
    return result;
}

// The outputs ordered by the output values, the first output first; rules keep their order among
// equals.
std::vector<Value> TableRun::by_priority(const RowList& matched) {
    struct Ranked {
        std::vector<std::size_t> rank;
        Value value;
    };
    std::vector<Ranked> ranked;
    for (const std::uint32_t number : matched) {
        const TableRule& rule = table.rules[number];
        Ranked r;
        for (std::size_t i = 0; i < table.outputs.size(); ++i) {
            const auto& priorities = table.outputs[i].priorities;
            const Value v = eval(rule.outputs[i]);
            std::size_t rank = 0;
            while (rank < priorities.size() && !equal(eval(priorities[rank]), v).value_or(false))
                ++rank;
            r.rank.push_back(rank);
        }
        r.value = output(rule);
        ranked.push_back(std::move(r));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<Value> values;
    for (auto& r : ranked)
        values.push_back(std::move(r.value));
    return values;
}

Value TableRun::run() {
    const std::size_t trace = m.tables.size();
    if (m.explain && trace < 1000) m.tables.push_back({&table, {}, {}});
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
        if (reads_in_place(i)) continue;
        const TableInput& input = table.inputs[i];
        Value v = eval(input.node);
        m.stack_[base + input.slot] = v;
        if (m.explain && trace < 1000) m.tables[trace].inputs.push_back(v);
        if (input.allowed != no_node && !v.is_null() && !eval(input.allowed).is_true())
            return m.null(
                "输入「" + input.text + "」的值 " + display(v) + " 不在允许之列",
                "the value " + display(v) + " of input \"" + input.text + "\" is not allowed");
    }
    const RowList matched = matching();
    if (m.explain && trace < 1000) m.tables[trace].matched.assign(matched.begin(), matched.end());
    if (matched.empty()) {
        if (table.policy == HitPolicy::collect && table.aggregation == Aggregation::count)
            return Number(0);
        return fallback();
    }
    switch (table.policy) {
        case HitPolicy::unique:
            if (matched.size() > 1)
                return m.null("唯一命中的表有多条规则适用",
                              "several rules of a table with unique hits apply");
            return output(table.rules[matched[0]]);
        case HitPolicy::first:
            return output(table.rules[matched[0]]);
        case HitPolicy::any: {
            Value result = output(table.rules[matched[0]]);
            for (const auto i : matched)
                if (!equal(output(table.rules[i]), result).value_or(false))
                    return m.null("适用的规则结论不同", "the rules that apply differ");
            return result;
        }
        case HitPolicy::priority:
            return by_priority(matched)[0];
        case HitPolicy::output_order:
            return by_priority(matched);
        case HitPolicy::collect:
        case HitPolicy::rule_order:
            break;
    }
    std::vector<Value> values;
    for (const auto i : matched)
        values.push_back(output(table.rules[i]));
    return aggregate(std::move(values));
}

}  // namespace linli::decision
