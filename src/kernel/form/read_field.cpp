// What a component says about the values of its field.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "kernel/form/read.hpp"

namespace linli::form {

using decision::Number;

namespace {

const json::object& object_at(const json::object& o, std::string_view member) {
    static const json::object nothing;
    const json::value* v = o.if_contains(member);
    return v && v->is_object() ? v->get_object() : nothing;
}

std::optional<Number> number_of(const json::value& v) {
    if (v.is_int64()) return Number(v.get_int64());
    if (v.is_double()) return Number::from_double(v.get_double());
    if (v.is_string()) return Number::parse(v.get_string());
    return std::nullopt;
}

std::optional<std::int64_t> whole_of(const json::object& o, std::string_view member) {
    const json::value* v = o.if_contains(member);
    if (!v) return std::nullopt;
    const auto n = number_of(*v);
    return n ? n->to_int() : std::nullopt;
}

// Email and telephone as form-js has them (form-js-viewer 1.23, Validator).
struct Check {
    std::string_view member;
    bool texts, numbers, choices;
};
constexpr Check checks[] = {
    {"minLength", true, false, false},
    {"maxLength", true, false, false},
    {"pattern", true, false, false},
    {"patternErrorMessage", true, false, false},
    {"validationType", true, false, false},
    {"min", false, true, false},
    {"max", false, true, false},
    {"required", true, true, true},
};

}  // namespace

Bound FormReader::bound(const json::value& v, const std::string& at) {
    Bound b;
    if (v.is_null() || v == "") return b;
    if (v.is_string() && v.get_string().starts_with("=")) {
        b.expression = feel(v, at);
        return b;
    }
    b.number = number_of(v);
    if (!b.number)
        fault(at, "form.not_number", "应当是数字，或以“=”开头的 FEEL 表达式",
              "must be a number, or a FEEL expression that begins with \"=\"");
    return b;
}

void FormReader::validation(Component& c, const json::object& o, const std::string& at) {
    const auto& validate = object_at(o, "validate");
    const auto& properties = object_at(o, "properties");
    const std::string place = at + ".validate";
    for (const auto& kv : validate) {
        const std::string where = place + "." + std::string(kv.key());
        const auto* known = std::find_if(std::begin(checks), std::end(checks),
                                         [&](const Check& k) { return k.member == kv.key(); });
        if (known == std::end(checks)) {
            fault(where, "form.unknown_check", "系统不认识这项检查",
                  "is no check that is known here");
            continue;
        }
        const bool fits = c.is_text()              ? known->texts
                          : c.type == Type::number ? known->numbers
                                                   : known->choices;
        const bool says_nothing = kv.value().is_null() || kv.value() == "";
        if (!fits && !says_nothing)
            fault(where, "form.check_misplaced", "这项检查对这种字段没有意义",
                  "means nothing for a field of this kind");
    }
    c.required = flag(validate, "required", place);
    const auto read = [&](std::string_view member, Bound& into) {
        if (const json::value* v = validate.if_contains(member))
            into = bound(*v, place + "." + std::string(member));
    };
    read("min", c.min);
    read("max", c.max);
    read("minLength", c.min_length);
    read("maxLength", c.max_length);
    pattern(c, validate, properties, at);
    const std::string kind = text(validate, "validationType", place);
    if (kind == "email")
        c.rule = Rule::email;
    else if (kind == "phone")
        c.rule = Rule::phone;
    else if (!kind.empty() && kind != "custom")
        fault(place + ".validationType", "form.unknown_check", "只能是 email、phone 或 custom",
              "must be email, phone or custom");
    rule(c, properties, at);
}

void FormReader::pattern(Component& c, const json::object& validate, const json::object& properties,
                         const std::string& at) {
    const json::value* v = validate.if_contains("pattern");
    if (!v || v->is_null() || *v == "") return;
    if (v->is_string()) c.pattern = Pattern::compile(v->get_string());
    if (!c.pattern)
        fault(at + ".validate.pattern", "form.pattern_unreadable",
              "正则表达式写错了，或用了系统不支持的写法（反向引用、\\b、后行断言等）",
              "the regular expression is wrong, or uses what is not supported here (back "
              "references, \\b, look-behind ...)");
    c.pattern_words.zh = text(validate, "patternErrorMessage", at + ".validate", 400);
    c.pattern_words.en = text(properties, "en_pattern", at + ".properties", 400);
    if (c.pattern_words.en.empty()) c.pattern_words.en = c.pattern_words.zh;
}

void FormReader::rule(Component& c, const json::object& properties, const std::string& at) {
    const std::string name = text(properties, "rule", at + ".properties");
    if (name.empty()) return;
    const std::string where = at + ".properties.rule";
    if (c.type != Type::textfield || c.rule != Rule::none) {
        fault(where, "form.check_misplaced", "rule 只用于没有 validationType 的文字栏",
              "a rule belongs to a text field without validationType");
        return;
    }
    if (name == "resident_id")
        c.rule = Rule::resident_id;
    else if (name == "phone_cn")
        c.rule = Rule::phone_cn;
    else if (name == "uscc")
        c.rule = Rule::uscc;
    else
        fault(where, "form.unknown_check", "只能是 resident_id、phone_cn 或 uscc",
              "must be resident_id, phone_cn or uscc");
}

void FormReader::options(Component& c, const json::object& o, const std::string& at) {
    if (!c.is_choice() && !c.is_choices()) return;
    for (const std::string_view dynamic : {"valuesKey", "valuesExpression"})
        if (const json::value* v = o.if_contains(dynamic); v && !v->is_null() && *v != "")
            fault(at + "." + std::string(dynamic), "form.values_from_data",
                  "选项要写在表单里（values），不能由别的数据给出：服务器没有那些数据可核对",
                  "options are written in the form (values) and not given by other data: the "
                  "server has none to check against");
    const json::value* list = o.if_contains("values");
    if (!list || !list->is_array() || list->get_array().empty() ||
        list->get_array().size() > options_max) {
        fault(at + ".values", "form.no_options", fmt::format("要有 1 到 {} 个选项", options_max),
              fmt::format("needs 1 to {} options", options_max));
        return;
    }
    const auto& properties = object_at(o, "properties");
    const auto& english = object_at(properties, "en_values");
    std::size_t i = 0;
    for (const auto& item : list->get_array()) {
        const std::string here = fmt::format("{}.values[{}]", at, i++);
        const json::object none;
        const auto& option = item.is_object() ? item.get_object() : none;
        Option read;
        read.value = text(option, "value", here, 200);
        read.zh = text(option, "label", here, 400);
        read.en = text(english, read.value, at + ".properties.en_values", 400);
        if (read.zh.empty()) read.zh = read.value;
        if (read.en.empty()) read.en = read.zh;
        if (read.value.empty())
            fault(here + ".value", "form.option_value", "选项的值应当是文字，不能空",
                  "the value of an option must be a text that is not empty");
        else if (c.option(read.value))
            fault(here + ".value", "form.option_twice", fmt::format("“{}”已经有了", read.value),
                  fmt::format("\"{}\" is there already", read.value));
        c.options.push_back(std::move(read));
    }
    for (const auto& kv : english)
        if (!c.option(kv.key()))
            fault(at + ".properties.en_values." + std::string(kv.key()), "form.option_unknown",
                  "没有这个选项", "there is no such option");
}

void FormReader::number(Component& c, const json::object& o, const std::string& at) {
    if (c.type != Type::number) return;
    c.as_text = flag(o, "serializeToString", at);
    if (const json::value* v = o.if_contains("decimalDigits"); v && !v->is_null() && *v != "") {
        const auto digits = whole_of(o, "decimalDigits");
        if (digits && *digits >= 0 && *digits <= 15)
            c.decimals = static_cast<int>(*digits);
        else
            fault(at + ".decimalDigits", "form.member", "应当是 0 到 15 的整数",
                  "must be a whole number from 0 to 15");
    }
    if (const json::value* v = o.if_contains("increment"); v && !v->is_null() && *v != "") {
        c.step = number_of(*v);
        if (!c.step || c.step->is_zero() || c.step->is_negative()) {
            fault(at + ".increment", "form.member", "应当是大于 0 的数",
                  "must be a number above 0");
            c.step.reset();
        }
    }
}

void FormReader::moment(Component& c, const json::object& o, const std::string& at) {
    if (c.type != Type::datetime) return;
    const std::string subtype = text(o, "subtype", at);
    if (subtype == "time")
        c.subtype = Subtype::time;
    else if (subtype == "datetime")
        c.subtype = Subtype::datetime;
    else if (!subtype.empty() && subtype != "date")
        fault(at + ".subtype", "form.member", "只能是 date、time 或 datetime",
              "must be date, time or datetime");
    c.not_past = flag(o, "disallowPassedDates", at);
    const std::string zone = text(o, "timeSerializingFormat", at);
    c.with_offset = zone == "utc_offset";
    if (c.subtype != Subtype::date && !zone.empty() && zone != "none" && !c.with_offset)
        fault(at + ".timeSerializingFormat", "form.member",
              "时间是中国的时间：请用 none（09:30）或 utc_offset（09:30+08:00）",
              "times are those of China: use none (09:30) or utc_offset (09:30+08:00)");
}

void FormReader::rows(Component& c, const json::object& o, const std::string& at) {
    const auto& properties = object_at(o, "properties");
    const auto read = [&](std::string_view member, std::size_t fallback) {
        if (!properties.contains(member)) return fallback;
        const auto n = whole_of(properties, member);
        if (n && *n >= 0 && *n <= static_cast<std::int64_t>(rows_limit))
            return static_cast<std::size_t>(*n);
        fault(at + ".properties." + std::string(member), "form.member",
              fmt::format("应当是 0 到 {} 的整数", rows_limit),
              fmt::format("must be a whole number from 0 to {}", rows_limit));
        return fallback;
    };
    c.rows_min = read("min_rows", 0);
    c.rows_max = read("max_rows", rows_default);
    if (c.rows_min > c.rows_max)
        fault(at + ".properties.min_rows", "form.member", "不能大于 max_rows",
              "may not be above max_rows");
    const json::value* repeats = o.if_contains("isRepeating");
    if (repeats && *repeats != true)
        fault(at + ".isRepeating", "form.member", "不重复的清单请改用 group",
              "a list that does not repeat is a group");
}

}  // namespace linli::form
