// Decision tables (DMN 1.5, 8.2 and 10.3.2.10). Every orientation has the same XML.
#include "kernel/decision/lexer.hpp"
#include "kernel/decision/model.hpp"

namespace linli::decision {

namespace {

std::optional<HitPolicy> policy_of(std::string_view name) {
    if (name.empty() || name == "UNIQUE") return HitPolicy::unique;
    if (name == "FIRST") return HitPolicy::first;
    if (name == "ANY") return HitPolicy::any;
    if (name == "PRIORITY") return HitPolicy::priority;
    if (name == "COLLECT") return HitPolicy::collect;
    if (name == "RULE ORDER") return HitPolicy::rule_order;
    if (name == "OUTPUT ORDER") return HitPolicy::output_order;
    return std::nullopt;
}

Aggregation aggregation_of(std::string_view name) {
    if (name == "SUM") return Aggregation::sum;
    if (name == "COUNT") return Aggregation::count;
    if (name == "MIN") return Aggregation::min;
    if (name == "MAX") return Aggregation::max;
    return Aggregation::none;
}

}  // namespace

TableInput BoxedCompiler::table_input(pugi::xml_node xml, const Type*& type) {
    TableInput input;
    const auto expression_xml = child(xml, "inputExpression");
    input.text = text_of(child(expression_xml, "text"));
    const Expr e = text(expression_xml ? expression_xml : xml, input.text);
    type = type_of(expression_xml);
    if (!type) type = e.type;
    input.node = e.node;
    const std::size_t mark = scope_.mark();
    input.slot = scope_.declare("?", type);
    if (const auto values = child(xml, "inputValues")) {
        const std::string source = text_of(child(values, "text"));
        if (!source.empty()) input.allowed = test(values, source, input.slot);
    }
    scope_.reset(mark);
    return input;
}

TableOutput BoxedCompiler::table_output(pugi::xml_node xml, const std::string& name) {
    TableOutput output;
    output.name = tidy_name(xml.attribute("name").value());
    if (output.name.empty()) output.name = name;
    scope_.names().member(output.name);
    output.type = type_of(xml);
    if (const auto values = child(xml, "outputValues")) {
        const std::string source = text_of(child(values, "text"));
        if (!source.empty()) {
            const Expr list = text(values, "[" + source + "]");
            const Node n = program_.nodes[list.node];
            if (n.op == Op::list) {
                for (std::uint32_t i = 0; i < n.b; ++i)
                    output.priorities.push_back(program_.children[n.a + i]);
            } else if (const Value* c = program_.constant_of(list.node); c && c->is(Kind::list)) {
                const auto items = c->items();
                for (const auto& item : items)
                    output.priorities.push_back(program_.constant_node(item));
            }
        }
    }
    if (const auto fallback = child(xml, "defaultOutputEntry")) {
        const std::string source = text_of(child(fallback, "text"));
        if (!source.empty()) output.fallback = coerced(text(fallback, source), output.type).node;
    }
    return output;
}

Expr BoxedCompiler::table(pugi::xml_node xml) {
    auto table = std::make_unique<DecisionTable>();
    table->name = element_.name;
    const auto policy = policy_of(xml.attribute("hitPolicy").value());
    if (!policy) return fault(xml, {"不认识的命中策略", "unknown hit policy"});
    table->policy = *policy;
    table->aggregation = aggregation_of(xml.attribute("aggregation").value());
    std::vector<const Type*> types;
    for (auto part : xml.children()) {
        if (local_name(part) == "input") {
            const Type* type = nullptr;
            table->inputs.push_back(table_input(part, type));
            types.push_back(type);
        } else if (local_name(part) == "output") {
            table->outputs.push_back(table_output(part, element_.name));
        }
    }
    if (table->outputs.empty()) return fault(xml, {"决策表没有输出", "the table has no output"});
    for (auto part : xml.children()) {
        if (local_name(part) != "rule") continue;
        TableRule rule;
        for (auto cell : part.children()) {
            const std::string source = text_of(child(cell, "text"));
            if (local_name(cell) == "inputEntry") {
                const std::size_t i = rule.tests.size();
                if (i >= table->inputs.size() || source.empty() || source == "-") {
                    rule.tests.push_back(no_node);
                    continue;
                }
                const std::size_t mark = scope_.mark();
                scope_.alias("?", table->inputs[i].slot, types[i]);
                rule.tests.push_back(test(cell, source, table->inputs[i].slot));
                scope_.reset(mark);
            } else if (local_name(cell) == "outputEntry") {
                const std::size_t i = rule.outputs.size();
                const Expr e =
                    source.empty() ? Expr{program_.constant_node(Value())} : text(cell, source);
                const Type* type = i < table->outputs.size() ? table->outputs[i].type : nullptr;
                rule.outputs.push_back(coerced(e, type).node);
            }
        }
        if (rule.outputs.size() != table->outputs.size() ||
            rule.tests.size() != table->inputs.size())
            return fault(part, {"规则的单元格个数与表头不符",
                                "the rule has another number of cells than the table has columns"});
        table->rules.push_back(std::move(rule));
    }
    table->index = std::make_unique<TableIndex>(program_, *table);
    program_.tables.push_back(std::move(table));
    return {program_.add(Op::table, static_cast<std::uint32_t>(program_.tables.size() - 1))};
}

}  // namespace linli::decision
