#include "kernel/form/state.hpp"

#include <fmt/format.h>

namespace linli::form {

using decision::Context;
using decision::Value;

namespace {

// Computed fields may need each other; form-js stops likewise.
constexpr int rounds_max = 10;

const json::value* find(const json::object& data, const std::vector<std::string>& path) {
    const json::object* o = &data;
    const json::value* v = nullptr;
    for (const auto& p : path) {
        if (!o) return nullptr;
        v = o->if_contains(p);
        o = v && v->is_object() ? &v->get_object() : nullptr;
    }
    return v;
}

json::value& place(json::object& out, const std::vector<std::string>& path) {
    json::object* o = &out;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        json::value& v = (*o)[path[i]];
        if (!v.is_object()) v.emplace_object();
        o = &v.get_object();
    }
    return (*o)[path.back()];
}

std::string joined(const std::string& at, const std::vector<std::string>& path) {
    std::string out = at;
    for (const auto& p : path)
        out += (out.empty() ? "" : ".") + p;
    return out;
}

template <class Left>
void put(json::object& out, const Nodes& nodes, const Left& left_out) {
    for (const auto& n : nodes) {
        if (left_out(n)) continue;
        const Component& c = *n.component;
        if (c.type == Type::group) {
            if (c.path.empty()) {
                put(out, n.children, left_out);
                continue;
            }
            json::value& v = place(out, c.path);
            if (!v.is_object()) v.emplace_object();
            put(v.get_object(), n.children, left_out);
        } else if (c.type == Type::dynamiclist) {
            json::array rows;
            for (const auto& row : n.rows) {
                json::object o;
                put(o, row, left_out);
                rows.push_back(std::move(o));
            }
            place(out, c.path) = std::move(rows);
        } else {
            place(out, c.path) = n.value;
        }
    }
}

Value context_of(const Nodes& nodes, bool with_hidden) {
    json::object o;
    put(o, nodes, [&](const Node& n) { return !with_hidden && n.hidden_first; });
    return decision::from_json_value(o);
}

}  // namespace

// What FEEL sees: the whole data by their names, and "this", "parent" and "i" of the row.
struct State::Scope {
    Value data, self, parent, indices;
    Value seen;

    static Value see(const Value& data, const Value& self, const Value& parent,
                     const Value& indices) {
        std::vector<std::pair<std::string, Value>> entries;
        if (data.is(decision::Kind::context)) entries = data.context().entries;
        const std::pair<const char*, const Value*> own[] = {
            {"this", &self}, {"parent", &parent}, {"i", &indices}};
        for (const auto& [name, value] : own) {
            if (!data.is(decision::Kind::context) || !data.context().find(name))
                entries.emplace_back(name, *value);
            entries.emplace_back("_" + std::string(name) + "_", *value);
        }
        return Context::make(std::move(entries));
    }
    static Scope root(const Value& data) {
        Scope s{data, data, {}, Value(std::vector<Value>{}), {}};
        s.seen = see(s.data, s.self, s.parent, s.indices);
        return s;
    }
    Scope row(const Value& self_of_row, std::size_t number) const {
        auto numbers = indices.items();
        numbers.push_back(decision::Number(static_cast<std::int64_t>(number)));
        Scope s{data, self_of_row, see(self, self, parent, indices), Value(std::move(numbers)), {}};
        s.seen = see(s.data, s.self, s.parent, s.indices);
        return s;
    }
};

State::State(const Components& components, const json::object& data, Instant now) : now_(now) {
    nodes_ = build(components, data, "", "", "");
    if (!too_many()) settle();
}

Nodes State::build(const Components& components, const json::object& data, const std::string& at,
                   const std::string& row_zh, const std::string& row_en) {
    static const json::object nothing;
    Nodes out;
    out.reserve(components.size());
    for (const auto& c : components) {
        if (c->type == Type::decoration) continue;
        if (++count_ > values_max) return out;
        Node n;
        n.component = c.get();
        n.path = joined(at, c->path);
        n.row_zh = row_zh;
        n.row_en = row_en;
        const json::value* found = c->path.empty() ? nullptr : find(data, c->path);
        if (c->type == Type::group) {
            const bool is_object = found && found->is_object();
            n.misshapen = found && !found->is_null() && !is_object;
            const json::object& inner = c->path.empty() ? data
                                        : is_object     ? found->get_object()
                                                        : nothing;
            n.children = build(c->children, inner, n.path, row_zh, row_en);
        } else if (c->type == Type::dynamiclist) {
            build_rows(n, found);
        } else if (c->type != Type::expression) {
            n.value = found && !found->is_null() && !c->disabled ? *found : c->empty();
        }
        out.push_back(std::move(n));
    }
    return out;
}

void State::build_rows(Node& n, const json::value* list) {
    if (!list || list->is_null()) return;
    n.misshapen = !list->is_array();
    if (n.misshapen) return;
    const auto& rows = list->get_array();
    n.rows_given = rows.size();
    const Component& c = *n.component;
    for (std::size_t i = 0; i < rows.size() && i < rows_limit; ++i) {
        if (++count_ > values_max) return;
        if (!rows[i].is_object()) {
            n.misshapen = true;
            continue;
        }
        n.rows.push_back(build(c.children, rows[i].get_object(), fmt::format("{}[{}]", n.path, i),
                               fmt::format("{}{} {} · ", n.row_zh, c.zh, i + 1),
                               fmt::format("{}{} {} · ", n.row_en, c.en, i + 1)));
    }
}

// form-js hides twice: once by all the data, then by what that left (its ConditionChecker and its
// drawing); what is drawn is what is sent. Computed fields change the data, so both again until
// nothing changes.
void State::settle() {
    for (int round = 0; round < rounds_max; ++round) {
        run(nodes_, Scope::root(context_of(nodes_, true)), false, Pass::first);
        const Scope left = Scope::root(context_of(nodes_, false));
        run(nodes_, left, false, Pass::second);
        if (!run(nodes_, left, false, Pass::compute)) return;
    }
}

bool State::run(Nodes& nodes, const Scope& scope, bool hidden, Pass pass) {
    bool changed = false;
    for (auto& n : nodes) {
        if (pass == Pass::compute) {
            if (n.hidden) continue;
            changed = compute(n, scope) || changed;
        } else {
            // As a unary test of nothing: true hides, and so does null, which equals nothing.
            bool hide = hidden;
            if (!hide && n.component->hide) {
                const Value v = n.component->hide->evaluate(scope.seen, now_).value;
                hide = v.is_true() || v.is_null();
            }
            (pass == Pass::first ? n.hidden_first : n.hidden) = hide;
        }
        const bool gone = pass == Pass::first ? n.hidden_first : n.hidden;
        changed = run(n.children, scope, gone, pass) || changed;
        changed = run_rows(n, scope, pass) || changed;
    }
    return changed;
}

bool State::run_rows(Node& n, const Scope& scope, Pass pass) {
    bool changed = false;
    const bool gone = pass == Pass::first ? n.hidden_first : n.hidden;
    for (std::size_t i = 0; i < n.rows.size(); ++i)
        changed =
            run(n.rows[i], scope.row(context_of(n.rows[i], true), i + 1), gone, pass) || changed;
    return changed;
}

bool State::compute(Node& n, const Scope& scope) {
    const Component& c = *n.component;
    n.min = bound(c.min, scope);
    n.max = bound(c.max, scope);
    n.min_length = bound(c.min_length, scope);
    n.max_length = bound(c.max_length, scope);
    if (!c.compute) return false;
    json::value value = decision::to_json_value(c.compute->evaluate(scope.seen, now_).value);
    if (value == n.value) return false;
    n.value = std::move(value);
    return true;
}

Value State::bound(const Bound& b, const Scope& scope) const {
    if (b.number) return *b.number;
    return b.expression ? b.expression->evaluate(scope.seen, now_).value : Value();
}

json::object State::shown() const {
    json::object out;
    put(out, nodes_, [](const Node& n) { return n.hidden || n.component->disabled; });
    return out;
}

}  // namespace linli::form
