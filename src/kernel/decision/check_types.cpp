#include "kernel/decision/check_types.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "kernel/decision/machine.hpp"
#include "kernel/decision/model_info.hpp"
#include "kernel/decision/table.hpp"

namespace linli::decision {

namespace {

constexpr int depth_max = 2000;

const Type* simple_type(Kind kind) {
    static const auto all = [] {
        std::array<Type, 16> types;
        for (std::size_t i = 0; i < types.size(); ++i) {
            types[i].form = Type::Form::simple;
            types[i].kind = static_cast<Kind>(i);
        }
        return types;
    }();
    return &all[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_of(const Type* type) {
    if (!type || type->form != Type::Form::simple || type->any_duration) return std::nullopt;
    return type->kind;
}
bool is_duration(Kind k) {
    return k == Kind::days_duration || k == Kind::months_duration;
}
bool is_dated(Kind k) {
    return k == Kind::date || k == Kind::date_time;
}

// What a + b and its like make of two kinds; null for nothing at all.
std::optional<Kind> result_of(Op op, Kind a, Kind b) {
    const bool numbers = a == Kind::number && b == Kind::number;
    if (numbers) return Kind::number;
    switch (op) {
        case Op::add:
            if (a == Kind::string && b == Kind::string) return a;
            if (is_duration(a) && (b == a || is_dated(b) || b == Kind::time)) return b;
            if (is_duration(b) && (is_dated(a) || a == Kind::time)) return a;
            return std::nullopt;
        case Op::subtract:
            if (is_duration(a) && a == b) return a;
            if ((is_dated(a) && is_dated(b)) || (a == Kind::time && b == Kind::time))
                return Kind::days_duration;
            if (is_duration(b) && (is_dated(a) || a == Kind::time)) return a;
            return std::nullopt;
        case Op::multiply:
            if (is_duration(a) && b == Kind::number) return a;
            if (is_duration(b) && a == Kind::number) return b;
            return std::nullopt;
        case Op::divide:
            if (is_duration(a) && b == Kind::number) return a;
            if (is_duration(a) && a == b) return Kind::number;
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

bool comparable(Kind a, Kind b) {
    return a == b || (is_dated(a) && is_dated(b));
}

// What these functions yield when they yield anything.
std::optional<Kind> result_of_built_in(std::string_view name) {
    static const std::map<std::string_view, Kind> known{{"count", Kind::number},
                                                        {"sum", Kind::number},
                                                        {"mean", Kind::number},
                                                        {"floor", Kind::number},
                                                        {"ceiling", Kind::number},
                                                        {"abs", Kind::number},
                                                        {"modulo", Kind::number},
                                                        {"sqrt", Kind::number},
                                                        {"decimal", Kind::number},
                                                        {"round up", Kind::number},
                                                        {"round down", Kind::number},
                                                        {"round half up", Kind::number},
                                                        {"round half down", Kind::number},
                                                        {"string length", Kind::number},
                                                        {"number", Kind::number},
                                                        {"day of year", Kind::number},
                                                        {"week of year", Kind::number},
                                                        {"string", Kind::string},
                                                        {"substring", Kind::string},
                                                        {"upper case", Kind::string},
                                                        {"lower case", Kind::string},
                                                        {"string join", Kind::string},
                                                        {"day of week", Kind::string},
                                                        {"month of year", Kind::string},
                                                        {"contains", Kind::boolean},
                                                        {"starts with", Kind::boolean},
                                                        {"ends with", Kind::boolean},
                                                        {"matches", Kind::boolean},
                                                        {"list contains", Kind::boolean},
                                                        {"not", Kind::boolean},
                                                        {"is", Kind::boolean},
                                                        {"date", Kind::date},
                                                        {"today", Kind::date},
                                                        {"now", Kind::date_time},
                                                        {"date and time", Kind::date_time}};
    // abs() of a duration is one.
    if (name == "abs") return std::nullopt;
    const auto it = known.find(name);
    return it == known.end() ? std::nullopt : std::optional(it->second);
}

std::string name_of(Kind kind) {
    return std::string(kind_name(kind));
}

class TypeCheck {
  public:
    explicit TypeCheck(const ModelParts& parts) : parts_(parts), p_(*parts.program) {}

    std::vector<CheckFinding> run() {
        std::map<std::uint32_t, const Element*> decisions;
        for (const auto& e : parts_.elements)
            if (e.form == Element::Form::decision) decisions.emplace(e.body, &e);
        for (std::uint32_t b = 0; b < p_.bodies.size(); ++b) {
            const Body& body = p_.bodies[b];
            if (body.service >= 0 || body.external != 0 || body.node >= p_.nodes.size()) continue;
            slots_.assign(std::max<std::size_t>(body.slots, body.parameters.size()), nullptr);
            for (std::size_t i = 0; i < body.parameters.size(); ++i)
                slots_[i] = body.parameters[i].type;
            const Type* type = visit(body.node);
            if (const auto it = decisions.find(b); it != decisions.end())
                expect(body.node, type, it->second->type);
        }
        unknown_names();
        return std::move(findings_);
    }

  private:
    const Origin* origin_of(std::uint32_t node) const {
        const auto after =
            std::upper_bound(parts_.origins.begin(), parts_.origins.end(), node,
                             [](std::uint32_t n, const Origin& o) { return n < o.first; });
        return after == parts_.origins.begin() ? nullptr : &*std::prev(after);
    }

    // The line of the text among those of its element.
    static pugi::xml_node place(pugi::xml_node node, const std::string& text) {
        for (auto c : node.children()) {
            if (local_name(c) == "text" && text_of(c) == text) return c;
            if (const auto found = place(c, text)) return found;
        }
        return {};
    }

    void report(CheckCode code, std::uint32_t node, Words words) {
        const Origin* origin = origin_of(node);
        CheckFinding f;
        f.code = code;
        if (origin) {
            f.element = origin->element;
            const std::string excerpt = origin->text.substr(0, 80);
            words = {words.zh + "（" + excerpt + "）", words.en + " in " + excerpt};
            for (const auto& e : parts_.elements) {
                if (e.name != origin->element) continue;
                const Document& d = *parts_.documents[e.document];
                const auto xml = place(e.xml, origin->text);
                f.file = d.file;
                f.line = static_cast<std::int64_t>(d.line(xml ? xml : e.xml));
                if (xml) break;
            }
        }
        f.words = std::move(words);
        const auto same = [&](const CheckFinding& o) {
            return o.code == f.code && o.line == f.line && o.words == f.words;
        };
        if (std::none_of(findings_.begin(), findings_.end(), same))
            findings_.push_back(std::move(f));
    }

    void wrong(std::uint32_t node, const std::string& zh, const std::string& en) {
        report(CheckCode::wrong_type, node, {zh, en});
    }

    void unknown_names() {
        for (std::uint32_t n = 0; n < p_.nodes.size(); ++n) {
            if (p_.nodes[n].op != Op::unknown) continue;
            const std::string name = display(p_.constants[p_.nodes[n].a]);
            const auto is_fault = [&](const ModelFault& f) { return f.words.en == name; };
            if (std::any_of(parts_.faults.begin(), parts_.faults.end(), is_fault)) continue;
            report(
                CheckCode::unknown_name, n,
                {"这里没有名为「" + name + "」的东西", "nothing is named \"" + name + "\" here"});
        }
    }

    void expect(std::uint32_t node, const Type* have, const Type* want) {
        const auto a = kind_of(have), b = kind_of(want);
        if (!a || !b || comparable(*a, *b)) return;
        wrong(node, "值是 " + name_of(*a) + "，而这里要 " + name_of(*b),
              "the value is a " + name_of(*a) + " where a " + name_of(*b) + " is declared");
    }

    std::uint32_t child_at(std::uint32_t i) const { return p_.children[i]; }

    const Type* visit(std::uint32_t number) {
        if (number == no_node || number >= p_.nodes.size() || depth_ > depth_max) return nullptr;
        ++depth_;
        const Type* type = visit_node(number);
        --depth_;
        return type;
    }

    const Type* visit_node(std::uint32_t number) {
        const Node n = p_.nodes[number];
        switch (n.op) {
            case Op::constant: {
                const Value& v = p_.constants[n.a];
                const bool simple = !v.is_null() && v.kind() < Kind::list;
                return simple ? simple_type(v.kind()) : nullptr;
            }
            case Op::slot:
                return n.a < slots_.size() ? slots_[n.a] : nullptr;
            case Op::global:
                return global(n.a);
            case Op::list:
                for (std::uint32_t i = 0; i < n.b; ++i)
                    visit(child_at(n.a + i));
                return nullptr;
            case Op::context:
            case Op::result_entry:
                return entries(n);
            case Op::add:
            case Op::subtract:
            case Op::multiply:
            case Op::divide:
            case Op::power:
                return arithmetic(number, n);
            case Op::negate:
                return visit(n.a);
            case Op::both:
            case Op::either:
                truth(n.a);
                truth(n.b);
                return simple_type(Kind::boolean);
            case Op::equal:
            case Op::not_equal:
            case Op::less:
            case Op::less_equal:
            case Op::greater:
            case Op::greater_equal:
                return comparison(number, n);
            case Op::choose: {
                truth(n.a);
                const Type* yes = visit(n.b);
                const Type* no = visit(n.c);
                return kind_of(yes) && kind_of(yes) == kind_of(no) ? yes : nullptr;
            }
            case Op::member:
                return member(number, n);
            case Op::coerce: {
                const Type* type = p_.types[n.b];
                expect(n.a, visit(n.a), type);
                return type;
            }
            case Op::call:
                return call(number, n);
            case Op::call_built_in: {
                for (std::uint32_t i = 0; i < n.c; ++i)
                    visit(child_at(n.b + i));
                const auto kind = result_of_built_in(built_ins()[n.a].name);
                return kind ? simple_type(*kind) : nullptr;
            }
            case Op::table:
                table(*p_.tables[n.a]);
                return nullptr;
            case Op::instance_of:
                visit(n.a);
                return simple_type(Kind::boolean);
            default:
                return nullptr;
        }
    }

    const Type* global(std::uint32_t number) const {
        const Element& e = parts_.elements[number];
        if (e.form == Element::Form::input || e.form == Element::Form::decision) return e.type;
        return nullptr;
    }

    const Type* entries(const Node& n) {
        const Type* last = nullptr;
        for (std::uint32_t i = 0; i < n.b; ++i) {
            last = visit(child_at(n.a + 3 * i + 1));
            const std::uint32_t slot = child_at(n.a + 3 * i + 2);
            if (slot < slots_.size()) slots_[slot] = last;
        }
        return n.op == Op::result_entry ? last : nullptr;
    }

    static std::string symbol(Op op) {
        switch (op) {
            case Op::add:
                return "+";
            case Op::subtract:
                return "-";
            case Op::multiply:
                return "*";
            case Op::divide:
                return "/";
            case Op::power:
                return "**";
            default:
                return "=";
        }
    }

    const Type* arithmetic(std::uint32_t number, const Node& n) {
        const auto a = kind_of(visit(n.a)), b = kind_of(visit(n.b));
        if (!a || !b) return nullptr;
        const auto result = result_of(n.op, *a, *b);
        if (result) return simple_type(*result);
        wrong(number, name_of(*a) + " " + symbol(n.op) + " " + name_of(*b) + " 没有意义",
              name_of(*a) + " " + symbol(n.op) + " " + name_of(*b) + " has no value");
        return nullptr;
    }

    const Type* comparison(std::uint32_t number, const Node& n) {
        const auto a = kind_of(visit(n.a)), b = kind_of(visit(n.b));
        const bool ordering = n.op != Op::equal && n.op != Op::not_equal;
        if (a && b && (!comparable(*a, *b) || (ordering && *a == Kind::boolean)))
            wrong(number, name_of(*a) + " 不能与 " + name_of(*b) + " 比较",
                  "a " + name_of(*a) + " does not compare with a " + name_of(*b));
        return simple_type(Kind::boolean);
    }

    void truth(std::uint32_t node) {
        const auto kind = kind_of(visit(node));
        if (kind && *kind != Kind::boolean)
            wrong(node, "这里要真假值，而不是 " + name_of(*kind),
                  "a truth value is needed here, not a " + name_of(*kind));
    }

    const Type* member(std::uint32_t number, const Node& n) {
        const Type* type = visit(n.a);
        const std::string name = display(p_.constants[n.b]);
        const bool list = type && type->form == Type::Form::list;
        const Type* object = list ? type->element : type;
        if (const auto kind = kind_of(object);
            kind && (*kind == Kind::number || *kind == Kind::boolean || *kind == Kind::string)) {
            wrong(number, name_of(*kind) + " 没有成员「" + name + "」",
                  "a " + name_of(*kind) + " has no member \"" + name + "\"");
            return nullptr;
        }
        if (!object || object->form != Type::Form::context || object->members.empty())
            return nullptr;
        for (const auto& [known, member_type] : object->members)
            if (known == name) return list ? nullptr : member_type;
        report(CheckCode::unknown_name, number,
               {"类型 " + object->name + " 没有成员「" + name + "」",
                "the type " + object->name + " has no member \"" + name + "\""});
        return nullptr;
    }

    // A business knowledge model called with values of other types than it declares.
    const Type* call(std::uint32_t number, const Node& n) {
        std::vector<const Type*> arguments;
        for (std::uint32_t i = 0; i < n.c; ++i)
            arguments.push_back(visit(child_at(n.b + i)));
        if (n.a >= p_.nodes.size() || p_.nodes[n.a].op != Op::global) return nullptr;
        const Element& e = parts_.elements[p_.nodes[n.a].a];
        if (e.form != Element::Form::function) return nullptr;
        const Body& outer = p_.bodies[e.body];
        const Node& f = p_.nodes[outer.node];
        if (f.op != Op::function) return nullptr;
        const Body& body = p_.bodies[f.a];
        if (arguments.size() != body.parameters.size()) {
            const std::string wanted = std::to_string(body.parameters.size());
            wrong(number, "「" + e.name + "」要 " + wanted + " 个参数",
                  '"' + e.name + "\" takes " + wanted + " arguments");
            return body.result;
        }
        for (std::size_t i = 0; i < arguments.size(); ++i)
            expect(number, arguments[i], body.parameters[i].type);
        return body.result;
    }

    void table(const DecisionTable& t) {
        for (const auto& input : t.inputs)
            visit(input.node);
        for (const auto& rule : t.rules)
            for (const auto output : rule.outputs)
                visit(output);
    }

    const ModelParts& parts_;
    const Program& p_;
    std::vector<const Type*> slots_;
    std::vector<CheckFinding> findings_;
    int depth_ = 0;
};

}  // namespace

std::vector<CheckFinding> check_types(const ModelParts& parts) {
    return TypeCheck(parts).run();
}

}  // namespace linli::decision
