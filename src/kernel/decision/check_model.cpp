// The checks of one model: names, types, cycles and tables.
#include <algorithm>
#include <set>

#include "kernel/decision/check.hpp"
#include "kernel/decision/check_table.hpp"
#include "kernel/decision/check_types.hpp"
#include "kernel/decision/lexer.hpp"
#include "kernel/decision/model_info.hpp"

namespace linli::decision {

namespace {

CheckFinding from_fault(CheckCode code, const ModelFault& f) {
    CheckFinding out;
    out.code = code;
    out.file = f.file;
    out.line = static_cast<std::int64_t>(f.line);
    out.element = f.element;
    out.words = f.words;
    return out;
}

std::optional<Kind> kind_of(const Type* type) {
    if (!type || type->form != Type::Form::simple || type->any_duration) return std::nullopt;
    return type->kind;
}

// What the table checks need to know of the columns: which inputs of the model each hangs on, its
// declared type and allowed values.
class ColumnReader {
  public:
    ColumnReader(const ModelParts& parts, const TableText& table) : parts_(parts), table_(table) {}

    std::vector<ColumnShape> run() {
        std::vector<ColumnShape> columns;
        std::vector<std::set<std::string>> bases;
        for (const auto& input : table_.inputs) {
            ColumnShape column{input.text, std::nullopt, input.allowed, false};
            std::set<std::string> base;
            read(input, column, base);
            for (const auto& earlier : bases)
                column.dependent = column.dependent || meet(earlier, base);
            bases.push_back(std::move(base));
            columns.push_back(std::move(column));
        }
        return columns;
    }

  private:
    // Paths of inputs: one that is the beginning of another is the same thing in part.
    static bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
        for (const auto& x : a)
            for (const auto& y : b)
                if (x == y || x.starts_with(y + " . ") || y.starts_with(x + " . ")) return true;
        return false;
    }

    void read(const TableText::Input& input, ColumnShape& column, std::set<std::string>& base) {
        const Document& d = *parts_.documents[table_.element->document];
        const std::string key = name_key(input.text);
        const Element* whole = nullptr;
        std::string member;
        for (const auto* e : requirements(parts_, *table_.element)) {
            const std::string name = name_key(e->name);
            if (name == key) whole = e;
            if (mentions(key, name)) add_base(*e, key, base);
        }
        if (base.empty()) base.insert(key);
        const Type* type = nullptr;
        std::string reference = input.type;
        if (whole) {
            type = whole->type;
            if (reference.empty())
                reference = child(whole->xml, "variable").attribute("typeRef").value();
        }
        if (!input.type.empty()) type = declared(d, input.type);
        column.kind = kind_of(type);
        if (column.allowed.empty()) column.allowed = allowed_text(d, reference);
    }

    static bool mentions(const std::string& text, const std::string& name) {
        return (" " + text + " ").find(" " + name + " ") != std::string::npos;
    }

    void add_base(const Element& e, const std::string& key, std::set<std::string>& base) const {
        const std::string name = name_key(e.name);
        if (e.form == Element::Form::input) {
            const bool is_path = key == name || key.starts_with(name + " . ");
            base.insert(is_path ? key : name);
            return;
        }
        base.insert(name);
        for (const auto* other : requirements(parts_, e))
            if (other->form == Element::Form::input) base.insert(name_key(other->name));
    }

    const Type* declared(const Document& d, const std::string& reference) const {
        const auto it = d.names.types.find(name_key(reference));
        if (it != d.names.types.end()) return it->second;
        return parts_.program->type_store.built_in(reference);
    }

    const ModelParts& parts_;
    const TableText& table_;
};

class TableCheck {
  public:
    TableCheck(const ModelParts& parts, const TableText& table) : parts_(parts), table_(table) {}

    std::vector<CheckFinding> run() {
        for (const auto& row : table_.rows)
            if (row.inputs.size() != table_.inputs.size() ||
                row.outputs.size() != table_.outputs.size())
                return {};  // the reader of models has said so
        shape_.policy = table_.policy;
        shape_.columns = ColumnReader(parts_, table_).run();
        for (const auto& output : table_.outputs) {
            shape_.has_default = shape_.has_default || output.has_default;
            shape_.output_values.push_back(output.values);
        }
        for (const auto& row : table_.rows) {
            shape_.rows.push_back(row.inputs);
            shape_.outputs.push_back(row.outputs);
        }
        cell_types();
        outputs();
        if (findings_.empty())
            for (auto& f : analyse_table(shape_))
                add(f);
        return std::move(findings_);
    }

  private:
    CheckFinding finding(CheckCode code, std::size_t row, std::size_t column, Words words) {
        CheckFinding out;
        out.code = code;
        out.file = parts_.documents[table_.element->document]->file;
        out.line = static_cast<std::int64_t>(row ? table_.rows[row - 1].line : table_.line);
        out.element = table_.element->name;
        if (row) out.rows = {static_cast<std::int64_t>(row)};
        out.column = static_cast<std::int64_t>(column);
        out.words = std::move(words);
        return out;
    }

    // Literals that are of another kind than the column.
    void cell_types() {
        for (std::size_t c = 0; c < shape_.columns.size(); ++c) {
            const auto kind = shape_.columns[c].kind;
            if (!kind) continue;
            for (std::size_t r = 0; r < shape_.rows.size(); ++r) {
                const auto cell = parse_cell(shape_.rows[r][c]);
                if (!cell) continue;
                for (const auto& p : cell->pieces) {
                    const auto& end = p.low ? p.low : p.high;
                    if (!end || end->is(*kind) || compatible(end->kind(), *kind)) continue;
                    auto f =
                        finding(CheckCode::wrong_type, r + 1, c + 1,
                                {display(*end, true) + " 不是 " + std::string(kind_name(*kind)),
                                 display(*end, true) + " is no " + std::string(kind_name(*kind))});
                    f.column_name = shape_.columns[c].name;
                    findings_.push_back(std::move(f));
                    break;
                }
            }
        }
    }
    static bool compatible(Kind a, Kind b) {
        const auto dated = [](Kind k) { return k == Kind::date || k == Kind::date_time; };
        return dated(a) && dated(b);
    }

    void outputs() {
        for (std::size_t c = 0; c < table_.outputs.size(); ++c) {
            const auto values = parse_cell(table_.outputs[c].values);
            if (!values || values->any) continue;
            for (std::size_t r = 0; r < table_.rows.size(); ++r) {
                const auto value = parse_literal(table_.rows[r].outputs[c]);
                if (!value) continue;
                const auto line = ColumnLine::make(value->kind(), *values, {});
                const CellTests same{false, false, {{*value, *value, true, true, false}}};
                const auto with = ColumnLine::make(value->kind(), *values, {&same});
                if (line && with && !with->spans(same).empty()) continue;
                auto f = finding(
                    CheckCode::output_not_allowed, r + 1, table_.inputs.size() + c + 1,
                    {"结论 " + display(*value, true) + " 不在允许之列：" + table_.outputs[c].values,
                     "the output " + display(*value, true) +
                         " is not among the output values: " + table_.outputs[c].values});
                f.column_name = table_.outputs[c].name;
                findings_.push_back(std::move(f));
            }
        }
    }

    void add(TableFinding& f) {
        static constexpr CheckCode codes[] = {CheckCode::table_gap, CheckCode::table_overlap,
                                              CheckCode::row_never_fires, CheckCode::row_not_needed,
                                              CheckCode::column_not_analysed};
        auto out = finding(codes[static_cast<std::size_t>(f.kind)], f.rows.empty() ? 0 : f.rows[0],
                           f.column, std::move(f.words));
        out.warning = f.kind == FindingKind::not_needed || f.kind == FindingKind::not_analysed;
        out.rows.assign(f.rows.begin(), f.rows.end());
        if (f.column) out.column_name = shape_.columns[f.column - 1].name;
        for (const auto& [name, value] : f.example)
            out.example.push_back({name, display(value, true)});
        findings_.push_back(std::move(out));
    }

    const ModelParts& parts_;
    const TableText& table_;
    TableShape shape_;
    std::vector<CheckFinding> findings_;
};

}  // namespace

std::vector<CheckFinding> check_model(const Model& model) {
    const ModelParts& parts = model.parts();
    std::vector<CheckFinding> out;
    for (const auto& f : parts.faults)
        out.push_back(from_fault(CheckCode::model_fault, f));
    if (parts.faults.empty()) out = check_types(parts);
    for (const auto* e : cycles(parts)) {
        const Document& d = *parts.documents[e->document];
        out.push_back(from_fault(CheckCode::cycle,
                                 {d.file,
                                  d.line(e->xml),
                                  e->name,
                                  {"这项决策依赖它自己", "the decision depends on itself"}}));
    }
    for (const auto& t : tables_of(parts)) {
        auto more = TableCheck(parts, t).run();
        out.insert(out.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
    }
    return out;
}

}  // namespace linli::decision
