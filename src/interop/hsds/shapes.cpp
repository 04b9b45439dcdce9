#include "interop/hsds/shapes.hpp"

#include <cmath>

#include "base/date.hpp"
#include "kernel/place/categories.hpp"
#include "kernel/place/hours.hpp"

namespace linli::hsds {
namespace {

bool is_choice(std::string_view choices, std::string_view value) {
    while (!choices.empty()) {
        const std::size_t bar = std::min(choices.find('|'), choices.size());
        if (choices.substr(0, bar) == value) return true;
        choices.remove_prefix(std::min(bar + 1, choices.size()));
    }
    return false;
}

template <class Read>
bool readable(const Read& read) {
    try {
        read();
        return true;
    } catch (const Refusal&) {
        return false;
    }
}

class Checker {
  public:
    explicit Checker(const ShapeFaults& tell) : tell_(tell) {}

    void object(const Shape& shape, const json::object& o, const std::string& path) {
        const std::string dot = path.empty() ? "" : path + ".";
        for (const MemberShape& m : shape.members) {
            const json::value* v = o.if_contains(m.name);
            if (v && !v->is_null())
                member(m, *v, dot + std::string(m.name));
            else if (m.required)
                tell_({dot + std::string(m.name),
                       "hsds.missing",
                       {"缺少必填项", "This is required"}});
        }
        if (shape.name == "location") point(o, dot);
        // Views that turn the nesting round; the schemas themselves do not list these members.
        if (const json::value* v = o.if_contains("service");
            v && v->is_object() && shape.name == "service_at_location")
            object(*shape_of("service"), v->get_object(), dot + "service");
        if (const json::value* v = o.if_contains("services");
            v && v->is_array() && shape.name == "organization")
            list({"services", MemberType::list, false, "service"}, v->get_array(),
                 dot + "services");
    }

  private:
    void wrong_type(const std::string& path, const char* zh, const char* en) {
        tell_({path, "hsds.wrong_type", {std::string("应为") + zh, std::string("Must be ") + en}});
    }

    void member(const MemberShape& m, const json::value& v, const std::string& path) {
        switch (m.type) {
            case MemberType::object:
                if (v.is_object())
                    object(*shape_of(m.of), v.get_object(), path);
                else
                    wrong_type(path, "对象", "an object");
                return;
            case MemberType::list:
                if (v.is_array())
                    list(m, v.get_array(), path);
                else
                    wrong_type(path, "列表", "a list");
                return;
            case MemberType::number:
                if (!v.is_number()) wrong_type(path, "数字", "a number");
                return;
            default:
                if (v.is_string())
                    text(m, std::string_view(v.get_string()), path);
                else
                    wrong_type(path, "文字", "text");
        }
    }

    void list(const MemberShape& m, const json::array& items, const std::string& path) {
        const Shape& shape = *shape_of(m.of);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string here = path + "[" + std::to_string(i) + "]";
            if (items[i].is_object())
                object(shape, items[i].get_object(), here);
            else
                wrong_type(here, "对象", "an object");
        }
        if (m.name != "schedules") return;
        std::vector<FieldFault> faults;
        place::Hours::from_schedules(items, &faults);
        for (FieldFault& f : faults)
            tell_({path + f.field, f.code, f.words, true});
    }

    void text(const MemberShape& m, std::string_view value, const std::string& path) {
        if (m.type == MemberType::uuid && !place::is_uuid(value))
            tell_({path,
                   "hsds.not_a_uuid",
                   {"编号应为 UUID，例如 ac148810-d857-441c-9679-408f346de14b",
                    "Must be a UUID such as ac148810-d857-441c-9679-408f346de14b"}});
        if (m.required && value.empty())
            tell_({path, "hsds.missing", {"缺少必填项", "This is required"}, true});
        if (!m.choices.empty() && !is_choice(m.choices, value))
            tell_({path,
                   "hsds.not_a_choice",
                   {"只能是其中之一：" + std::string(m.choices),
                    "Must be one of " + std::string(m.choices)}});
        if (m.type == MemberType::date && !value.empty() &&
            !readable([&] { date_from_text(value.substr(0, 10)); }))
            tell_({path,
                   "hsds.date_unreadable",
                   {"日期应写成 2026-01-31 的样子", "Dates are written like 2026-01-31"},
                   true});
        if (m.type == MemberType::instant && !value.empty() &&
            !readable([&] { instant_from_text(value); }))
            tell_({path,
                   "hsds.time_unreadable",
                   {"时间应写成 2026-01-31T08:00:00Z 的样子",
                    "Times are written like 2026-01-31T08:00:00Z"},
                   true});
    }

    // The schema sets no bounds, and its own example stands at latitude 100: such a document is
    // kept word for word, but the point is nowhere on the map.
    void point(const json::object& o, const std::string& dot) {
        for (const auto& [name, bound] :
             {std::pair("latitude", 90.0), std::pair("longitude", 180.0)}) {
            const json::value* v = o.if_contains(name);
            if (v && v->is_number() && std::abs(v->to_number<double>()) > bound)
                tell_({dot + name,
                       "hsds.point_not_on_earth",
                       {"坐标超出范围：资料照原样保存，但不会出现在“附近”里",
                        "Out of range: the document is kept as it is, but is not found nearby"},
                       true});
        }
    }

    const ShapeFaults& tell_;
};

}  // namespace

void check_shape(const Shape& shape, const json::object& object, const std::string& path,
                 const ShapeFaults& tell) {
    Checker(tell).object(shape, object, path);
}

}  // namespace linli::hsds
