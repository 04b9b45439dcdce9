// What is wrong with the data, in the words of the field.
#include <fmt/format.h>

#include <algorithm>

#include "base/chinese_id.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "kernel/form/state.hpp"

namespace linli::form {

using decision::Number;
using decision::Value;

namespace {

// form-js-viewer 1.23, Validator: EMAIL_PATTERN and PHONE_PATTERN (international, "+86...").
constexpr std::string_view email_pattern =
    "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-"
    "9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";
constexpr std::string_view phone_pattern =
    "(\\+|00)(297|93|244|1264|358|355|376|971|54|374|1684|1268|61|43|994|257|32|229|226|880|359|"
    "973|1242|387|590|375|501|1441|591|55|1246|673|975|267|236|1|61|41|56|86|225|237|243|242|682|"
    "57|269|238|506|53|5999|61|1345|357|420|49|253|1767|45|1809|1829|1849|213|593|20|291|212|34|"
    "372|251|358|679|500|33|298|691|241|44|995|44|233|350|224|590|220|245|240|30|1473|299|502|594|"
    "1671|592|852|504|385|509|36|62|44|91|246|353|98|964|354|972|39|1876|44|962|81|76|77|254|996|"
    "855|686|1869|82|383|965|856|961|231|218|1758|423|94|266|370|352|371|853|590|212|377|373|261|"
    "960|52|692|389|223|356|95|382|976|1670|258|222|1664|596|230|265|60|262|264|687|227|672|234|"
    "505|683|31|47|977|674|64|968|92|507|64|51|63|680|675|48|1787|1939|850|351|595|970|689|974|262|"
    "40|7|250|966|249|221|65|500|4779|677|232|503|378|252|508|381|211|239|597|421|386|46|268|1721|"
    "248|963|1649|235|228|66|992|690|993|670|676|1868|216|90|688|886|255|256|380|598|1|998|3906698|"
    "379|1784|58|1284|1340|84|678|681|685|967|27|260|263)(9[976]\\d|8[987530]\\d|6[987]\\d|5[90]"
    "\\d|"
    "42\\d|3[875]\\d|2[98654321]\\d|9[8543210]|8[6421]|6[6543210]|5[87654321]|4[987654310]|"
    "3[9643210]|2[70]|7|1)\\d{4,20}$";

constexpr std::size_t faults_max = 100;

bool is_email(std::string_view text) {
    static const auto pattern = Pattern::compile(email_pattern);
    return pattern.value().find_in(text) == Pattern::Found::yes;
}
bool is_phone(std::string_view text) {
    static const auto pattern = Pattern::compile(phone_pattern);
    return pattern.value().find_in(text) == Pattern::Found::yes;
}

// String.prototype.trim().length of JavaScript: UTF-16 units.
std::int64_t length_of(const std::string& text) {
    const auto is_blank = [](char32_t c) {
        return c == 0x20 || (c >= 9 && c <= 13) || c == 0xa0 || c == 0x1680 ||
               (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
               c == 0x205f || c == 0x3000 || c == 0xfeff;
    };
    const auto u = icu::UnicodeString::fromUTF8(text);
    std::int32_t from = 0, to = u.length();
    while (from < to && is_blank(u.charAt(from)))
        ++from;
    while (to > from && is_blank(u.charAt(to - 1)))
        --to;
    return to - from;
}

std::optional<Number> number_of(const json::value& v, bool as_text) {
    if (v.is_int64()) return Number(v.get_int64());
    if (v.is_uint64()) return Number::parse(std::to_string(v.get_uint64()));
    if (v.is_double()) return Number::from_double(v.get_double());
    if (as_text && v.is_string() && v.get_string().size() <= 40)
        return Number::parse(v.get_string());
    return std::nullopt;
}

// "2026-01-31", "09:30", "2026-01-31T09:30", the latter two with "+08:00" where it is asked for.
bool is_moment(const Component& c, std::string_view text, std::optional<Date>& day) {
    if (c.subtype != Subtype::time) {
        if (text.size() < 10) return false;
        try {
            day = date_from_text(text.substr(0, 10));
        } catch (const Refusal&) {
            return false;
        }
        text.remove_prefix(10);
        if (c.subtype == Subtype::date) return text.empty();
        if (!text.starts_with("T")) return false;
        text.remove_prefix(1);
    }
    if (c.with_offset) {
        if (!text.ends_with("+08:00")) return false;
        text.remove_suffix(6);
    }
    static const auto clock = Pattern::compile("^([01]\\d|2[0-3]):[0-5]\\d$");
    return clock.value().find_in(text) == Pattern::Found::yes;
}

class Checker {
  public:
    explicit Checker(Instant now) : today_(date_in_china(now)) {}
    std::vector<FieldFault> faults;

    void check(const Node& n) {
        const Component& c = *n.component;
        if (c.type == Type::dynamiclist) return list(n);
        if (c.type == Type::expression) return;
        if (is_empty(n)) {
            if (c.required) fault(n, "form.required", missing_zh(c), missing_en(c));
            return;
        }
        if (c.is_text())
            text(n);
        else if (c.type == Type::number)
            number(n);
        else if (c.type == Type::checkbox)
            checkbox(n);
        else if (c.type == Type::datetime)
            moment(n);
        else
            choice(n);
    }
    void fault(const Node& n, std::string_view code, std::string_view zh, std::string_view en) {
        const Component& c = *n.component;
        if (faults.size() >= faults_max) return;
        faults.push_back({n.path,
                          std::string(code),
                          {fmt::format("{}{}：{}", n.row_zh, c.zh, zh),
                           fmt::format("{}{}: {}", n.row_en, c.en, en)}});
    }

  private:
    // Blanks alone fill in nothing.
    static bool is_empty(const Node& n) {
        const json::value& v = n.value;
        if (v.is_null()) return true;
        if (v.is_string())
            return v.get_string().empty() || (n.component->is_text() && n.component->required &&
                                              trim(std::string_view(v.get_string())).empty());
        if (n.component->type == Type::checkbox) return v == false;
        return n.component->is_choices() && v.is_array() && v.get_array().empty();
    }
    static std::string_view missing_zh(const Component& c) {
        return c.type == Type::checkbox ? "请勾选" : c.is_text() ? "请填写" : "请选择或填写";
    }
    static std::string_view missing_en(const Component& c) {
        return c.type == Type::checkbox ? "please tick this" : "please fill this in";
    }
    void wrong_type(const Node& n, std::string_view zh, std::string_view en) {
        fault(n, "form.wrong_type", fmt::format("应当是{}", zh), fmt::format("must be {}", en));
    }

    void text(const Node& n) {
        const Component& c = *n.component;
        if (!n.value.is_string()) return wrong_type(n, "文字", "a text");
        const std::string value(n.value.get_string());
        if (c.type == Type::textfield && value.find_first_of("\r\n\t") != std::string::npos)
            return fault(n, "form.one_line", "只能写一行", "is one line only");
        length(n, value);
        // One text that takes too long is enough: the rest of a list would take as long each.
        if (c.pattern && !slow_) {
            const auto found = c.pattern->find_in(value);
            slow_ = found == Pattern::Found::took_too_long;
            if (slow_)
                fault(n, "form.pattern_too_slow", "核对写法用的时间太长，请写短一些",
                      "checking how it is written takes too long: please write less");
            else if (found == Pattern::Found::no && !c.pattern_words.zh.empty())
                fault(n, "form.pattern", c.pattern_words.zh, c.pattern_words.en);
            else if (found == Pattern::Found::no)
                fault(n, "form.pattern", "写法不对，请照说明填写",
                      "is not in the form that is asked for, see its hint");
        }
        rule(n, value);
    }
    void length(const Node& n, const std::string& value) {
        const Component& c = *n.component;
        const std::int64_t length = length_of(value);
        const auto bound = [](const Value& v) { return v.is(decision::Kind::number); };
        if (bound(n.min_length) && compare(Number(length), n.min_length.number()) < 0) {
            const auto text = n.min_length.number().text();
            fault(n, "form.too_short", fmt::format("至少 {} 个字", text),
                  fmt::format("has at least {} characters", text));
        }
        const auto own_max =
            static_cast<std::int64_t>(c.type == Type::textarea ? area_length_max : text_length_max);
        const Number max = bound(n.max_length) ? n.max_length.number() : Number(own_max);
        if (compare(Number(length), max) > 0)
            fault(n, "form.too_long", fmt::format("最多 {} 个字", max.text()),
                  fmt::format("has at most {} characters", max.text()));
    }
    void rule(const Node& n, const std::string& value) {
        const std::string field = n.path;
        try {
            switch (n.component->rule) {
                case Rule::none:
                    return;
                case Rule::resident_id:
                    (void)ResidentNumber::parse(value, field);
                    return;
                case Rule::phone_cn:
                    (void)PhoneNumber::parse_mobile(value, field);
                    return;
                case Rule::uscc:
                    (void)CreditCode::parse(value, field);
                    return;
                case Rule::email:
                    if (!is_email(value))
                        fault(n, "form.email", "不是电子邮箱，例如 name@example.cn",
                              "is not an e-mail address such as name@example.cn");
                    return;
                case Rule::phone:
                    if (!is_phone(value))
                        fault(n, "form.phone", "请写带国家代码的电话，例如 +8613800138000",
                              "is not a telephone with its country code, such as +8613800138000");
            }
        } catch (const Refusal& r) {
            fault(n, r.code(), r.words().zh, r.words().en);
        }
    }

    void number(const Node& n) {
        const Component& c = *n.component;
        const auto value = number_of(n.value, c.as_text);
        if (!value) return wrong_type(n, "数字", "a number");
        if (c.as_text != n.value.is_string())
            return wrong_type(n, c.as_text ? "写成文字的数字" : "数字",
                              c.as_text ? "a number written as a text" : "a number");
        if (c.decimals) {
            const auto rounded = value->rounded(*c.decimals, decision::Rounding::down);
            if (!rounded || compare(*rounded, *value) != 0)
                fault(n, "form.decimals",
                      *c.decimals == 0 ? "应当是整数"
                                       : fmt::format("小数点后最多 {} 位", *c.decimals),
                      *c.decimals == 0
                          ? "must be a whole number"
                          : fmt::format("has at most {} digits after the point", *c.decimals));
        }
        if (c.step) {
            const auto rest = modulo(*value, *c.step);
            if (!rest || !rest->is_zero())
                fault(n, "form.step", fmt::format("应当是 {} 的倍数", c.step->text()),
                      fmt::format("must be a multiple of {}", c.step->text()));
        }
        if (n.min.is(decision::Kind::number) && compare(*value, n.min.number()) < 0)
            fault(n, "form.min", fmt::format("不能小于 {}", n.min.number().text()),
                  fmt::format("must be {} or more", n.min.number().text()));
        if (n.max.is(decision::Kind::number) && compare(*value, n.max.number()) > 0)
            fault(n, "form.max", fmt::format("不能大于 {}", n.max.number().text()),
                  fmt::format("must be {} or less", n.max.number().text()));
    }
    void checkbox(const Node& n) {
        if (!n.value.is_bool()) wrong_type(n, "勾选（true 或 false）", "true or false");
    }
    void moment(const Node& n) {
        const Component& c = *n.component;
        std::optional<Date> day;
        if (!n.value.is_string() || !is_moment(c, n.value.get_string(), day)) {
            const std::string example =
                (c.subtype == Subtype::time   ? "09:30"
                 : c.subtype == Subtype::date ? "2026-01-31"
                                              : "2026-01-31T09:30") +
                std::string(c.with_offset && c.subtype != Subtype::date ? "+08:00" : "");
            const bool time = c.subtype == Subtype::time;
            return fault(n, "form.date",
                         fmt::format("应当是{}，例如 {}", time ? "时间" : "日期", example),
                         fmt::format("must be a {} such as {}", time ? "time" : "date", example));
        }
        if (c.not_past && day && *day < today_)
            fault(n, "form.past", "不能是过去的日期", "may not be a day that has passed");
    }
    void choice(const Node& n) {
        const Component& c = *n.component;
        const auto offered = [&](const json::value& v) {
            return v.is_string() && c.option(v.get_string());
        };
        if (c.is_choice()) {
            if (!offered(n.value))
                fault(n, "form.not_an_option", "请从所给的选项里选", "choose one of the options");
            return;
        }
        if (!n.value.is_array()) return wrong_type(n, "所选项的清单", "a list of options");
        const auto& chosen = n.value.get_array();
        bool good = chosen.size() <= c.options.size();
        for (std::size_t i = 0; good && i < chosen.size(); ++i)
            good = offered(chosen[i]) &&
                   std::find(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(i),
                             chosen[i]) == chosen.begin() + static_cast<std::ptrdiff_t>(i);
        if (!good)
            fault(n, "form.not_an_option", "请从所给的选项里选，每项一次",
                  "choose among the options, each once");
    }
    void list(const Node& n) {
        const Component& c = *n.component;
        if (n.misshapen) return wrong_type(n, "清单", "a list of rows");
        if (n.rows_given < c.rows_min)
            fault(n, "form.rows_few", fmt::format("至少要有 {} 项，请添加", c.rows_min),
                  fmt::format("needs at least {}: please add", c.rows_min));
        if (n.rows_given > c.rows_max)
            fault(n, "form.rows_many", fmt::format("最多 {} 项，请删去多的", c.rows_max),
                  fmt::format("has at most {}: please remove some", c.rows_max));
    }

    Date today_;
    bool slow_ = false;
};

// Members of the data that the form does not have, or that are no container where it has one.
void unknown(const Components& components, const json::object& data, const std::string& at,
             std::vector<FieldFault>& faults);

void tell_unknown(const std::string& path, std::vector<FieldFault>& faults) {
    faults.push_back({path,
                      "form.field_unknown",
                      {fmt::format("表单里没有“{}”这一栏，请刷新页面后重填", path),
                       fmt::format("the form has no field \"{}\": load the page anew", path)}});
}

// The names below a place in the data: what of the components lies there.
struct Shape {
    std::map<std::string, Shape, std::less<>> members;
    const Component* list = nullptr;
    bool closed = false;
};

void add(Shape& shape, const Components& components) {
    for (const auto& c : components) {
        if (c->type == Type::decoration) continue;
        Shape* s = &shape;
        for (const auto& p : c->path)
            s = &s->members[p];
        if (c->type == Type::group)
            add(*s, c->children);
        else
            s->closed = true;
        if (c->type == Type::dynamiclist) s->list = c.get();
    }
}

void compare_shape(const Shape& shape, const json::object& data, const std::string& at,
                   std::vector<FieldFault>& faults) {
    for (const auto& kv : data) {
        const std::string path =
            at.empty() ? std::string(kv.key()) : at + "." + std::string(kv.key());
        const auto it = shape.members.find(std::string_view(kv.key()));
        if (faults.size() >= faults_max) return;
        if (it == shape.members.end()) {
            tell_unknown(path.substr(0, 200), faults);
        } else if (const Component* list = it->second.list) {
            if (!kv.value().is_array()) continue;
            const auto& rows = kv.value().get_array();
            for (std::size_t i = 0; i < rows.size() && i < rows_limit; ++i)
                if (rows[i].is_object())
                    unknown(list->children, rows[i].get_object(), fmt::format("{}[{}]", path, i),
                            faults);
        } else if (it->second.closed || kv.value().is_null()) {
            continue;
        } else if (kv.value().is_object()) {
            compare_shape(it->second, kv.value().get_object(), path, faults);
        } else {
            tell_unknown(path, faults);
        }
    }
}

void unknown(const Components& components, const json::object& data, const std::string& at,
             std::vector<FieldFault>& faults) {
    Shape shape;
    add(shape, components);
    compare_shape(shape, data, at, faults);
}

std::size_t depth_of(const json::value& v, std::size_t limit) {
    if (limit == 0) return 1;
    std::size_t deepest = 0;
    if (v.is_object())
        for (const auto& kv : v.get_object())
            deepest = std::max(deepest, 1 + depth_of(kv.value(), limit - 1));
    else if (v.is_array())
        for (const auto& item : v.get_array())
            deepest = std::max(deepest, 1 + depth_of(item, limit - 1));
    return deepest;
}

FieldFault too_much() {
    return {"",
            "form.too_much",
            {"填的内容太多，请分开填写或改为上传材料",
             "this is too much for one form: fill in less or hand it in as a file"}};
}

bool fits(const json::object& data) {
    constexpr std::size_t deepest = JsonBounds::depth_limit;
    if (depth_of(data, deepest + 1) > deepest) return false;
    json::serializer serializer;
    serializer.reset(&data);
    std::size_t bytes = 0;
    char buffer[4096];
    while (!serializer.done()) {
        bytes += serializer.read(buffer).size();
        if (bytes > data_bytes_max) return false;
    }
    return true;
}

}  // namespace

std::vector<FieldFault> Form::faults(const json::object& data, Instant now) const {
    if (!fits(data)) return {too_much()};
    const State state(components_, data, now);
    if (state.too_many()) return {too_much()};
    Checker checker(now);
    state.each([&](const Node& n) { checker.check(n); });
    unknown(components_, data, "", checker.faults);
    return std::move(checker.faults);
}

void Form::require(const json::object& data, Instant now) const {
    auto wrong = faults(data, now);
    if (wrong.empty()) return;
    Words words = wrong.front().words;
    if (wrong.size() > 1)
        words = {fmt::format("有 {} 处要改，先看：{}", wrong.size(), words.zh),
                 fmt::format("{} things to mend, the first: {}", wrong.size(), words.en)};
    throw Refusal(RefusalKind::unprocessable, "form.refused", std::move(words), std::move(wrong));
}

json::object Form::clean(const json::object& data, Instant now) const {
    if (!fits(data)) throw Refusal(RefusalKind::too_large, "form.too_much", too_much().words);
    const State state(components_, data, now);
    if (state.too_many()) throw Refusal(RefusalKind::too_large, "form.too_much", too_much().words);
    return state.shown();
}

}  // namespace linli::form
