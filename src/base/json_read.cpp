// Reading single values out of JSON, and the words for what is wrong with them.
#include <fmt/format.h>

#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"

namespace linli {

void Reader::fault(std::string_view path, std::string_view code, Words words) {
    ++faults_seen;
    if (faults.size() < faults_max) {
        faults.push_back({std::string(path), std::string(code), std::move(words)});
    }
}

void Reader::finish() const {
    if (faults_seen == 0) return;
    throw Refusal(
        RefusalKind::unprocessable, "body.invalid",
        {fmt::format("有 {} 处填写不正确，请按提示修改。{}", faults_seen, faults.front().words.zh),
         fmt::format("{} value(s) are not acceptable; please correct them. {}", faults_seen,
                     faults.front().words.en)},
        faults);
}

namespace detail {

namespace {

std::string shown(const std::string& path) {
    return path.empty() ? std::string("(body)") : log_safe(path, 120);
}

bool wrong_type(Reader& r, const std::string& path, const char* zh, const char* en) {
    r.fault(path, "field.wrong_type",
            {fmt::format("“{}”应当是{}", shown(path), zh),
             fmt::format("\"{}\" must be {}", shown(path), en)});
    return false;
}

bool out_of_range(Reader& r, const std::string& path, const Limit& limit) {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    Words words{fmt::format("“{}”超出了允许的范围", shown(path)),
                fmt::format("\"{}\" is outside the allowed range", shown(path))};
    if (limit.min != lowest) {
        words.zh += fmt::format("，最小 {}", limit.min);
        words.en += fmt::format(", at least {}", limit.min);
    }
    if (limit.max != highest) {
        words.zh += fmt::format("，最大 {}", limit.max);
        words.en += fmt::format(", at most {}", limit.max);
    }
    r.fault(path, "field.out_of_range", std::move(words));
    return false;
}

// Length in code points of a text, or in entries of a list.
bool length_fits(Reader& r, const std::string& path, std::size_t length, std::size_t length_min,
                 std::size_t length_max, const char* unit_zh, const char* unit_en) {
    if (length < length_min) {
        r.fault(path, "field.too_short",
                {fmt::format("“{}”至少要有 {} {}", shown(path), length_min, unit_zh),
                 fmt::format("\"{}\" needs at least {} {}", shown(path), length_min, unit_en)});
        return false;
    }
    if (length > length_max) {
        r.fault(path, "field.too_long",
                {fmt::format("“{}”最多 {} {}，现有 {}", shown(path), length_max, unit_zh, length),
                 fmt::format("\"{}\" may have at most {} {}, it has {}", shown(path), length_max,
                             unit_en, length)});
        return false;
    }
    return true;
}

// Runs a parser that throws a Refusal and makes its words a fault of this field.
template <class Parse>
bool parsed(Reader& r, const std::string& path, const Parse& parse) {
    try {
        parse();
        return true;
    } catch (const Refusal& refusal) {
        r.fault(path, refusal.code(),
                {fmt::format("“{}”：{}", shown(path), refusal.words().zh),
                 fmt::format("\"{}\": {}", shown(path), refusal.words().en)});
        return false;
    }
}

std::string_view text_of(const json::value& v) {
    return v.get_string();
}

}  // namespace

bool read(Reader& r, const std::string& path, const json::value& v, bool& out, const Limit&) {
    if (!v.is_bool()) return wrong_type(r, path, "真或假 (true/false)", "true or false");
    out = v.get_bool();
    return true;
}

bool read(Reader& r, const std::string& path, const json::value& v, std::int64_t& out,
          const Limit& limit) {
    if (v.is_uint64()) return out_of_range(r, path, limit);
    if (v.is_double() && std::abs(v.get_double()) >= 9.2e18) return out_of_range(r, path, limit);
    if (!v.is_int64()) return wrong_type(r, path, "整数", "a whole number");
    if (v.get_int64() < limit.min || v.get_int64() > limit.max) return out_of_range(r, path, limit);
    out = v.get_int64();
    return true;
}

bool read(Reader& r, const std::string& path, const json::value& v, int& out, const Limit& limit) {
    Limit narrow = limit;
    narrow.min = std::max<std::int64_t>(limit.min, std::numeric_limits<int>::min());
    narrow.max = std::min<std::int64_t>(limit.max, std::numeric_limits<int>::max());
    std::int64_t wide = 0;
    if (!read(r, path, v, wide, narrow)) return false;
    out = static_cast<int>(wide);
    return true;
}

bool read(Reader& r, const std::string& path, const json::value& v, double& out,
          const Limit& limit) {
    if (!v.is_number()) return wrong_type(r, path, "数字", "a number");
    const double number = v.to_number<double>();
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    const bool too_low = limit.min != lowest && number < static_cast<double>(limit.min);
    const bool too_high = limit.max != highest && number > static_cast<double>(limit.max);
    if (!std::isfinite(number) || too_low || too_high) return out_of_range(r, path, limit);
    out = number;
    return true;
}

bool read(Reader& r, const std::string& path, const json::value& v, std::string& out,
          const Limit& limit) {
    if (!v.is_string()) return wrong_type(r, path, "文字", "a text");
    const std::string_view text = text_of(v);
    if (!length_fits(r, path, code_points(text), limit.length_min, limit.length_max, "个字",
                     "characters")) {
        return false;
    }
    out = text;
    return true;
}

bool read(Reader& r, const std::string& path, const json::value& v, Instant& out, const Limit&) {
    if (!v.is_string()) return wrong_type(r, path, "时间文字", "a time as text");
    return parsed(r, path, [&] { out = instant_from_text(text_of(v)); });
}

bool read(Reader& r, const std::string& path, const json::value& v, Date& out, const Limit&) {
    if (!v.is_string()) return wrong_type(r, path, "日期文字", "a date as text");
    return parsed(r, path, [&] { out = date_from_text(text_of(v)); });
}

bool read_id(Reader& r, const std::string& path, const json::value& v, std::int64_t& out) {
    if (!v.is_string()) return wrong_type(r, path, "编号文字", "an id as text");
    return parsed(r, path, [&] { out = id_from_text(text_of(v)); });
}

const json::object* read_object(Reader& r, const std::string& path, const json::value& v) {
    if (v.is_object()) return &v.get_object();
    wrong_type(r, path, "对象 {…}", "an object {…}");
    return nullptr;
}

const json::array* read_array(Reader& r, const std::string& path, const json::value& v,
                              const Limit& limit) {
    if (!v.is_array()) {
        wrong_type(r, path, "列表 […]", "a list […]");
        return nullptr;
    }
    // A limit nobody stated is that of texts; lists have their own default.
    const std::size_t length_max =
        limit.length_max == Limit{}.length_max ? list_length_default : limit.length_max;
    const bool fits =
        length_fits(r, path, v.get_array().size(), limit.length_min, length_max, "项", "entries");
    return fits ? &v.get_array() : nullptr;
}

void missing(Reader& r, const std::string& path) {
    r.fault(path, "field.missing",
            {fmt::format("缺少“{}”，请补上", shown(path)),
             fmt::format("\"{}\" is missing; please add it", shown(path))});
}

void unknown(Reader& r, const std::string& path) {
    r.fault(
        path, "field.unknown",
        {fmt::format("不认识字段“{}”，请去掉或检查拼写", shown(path)),
         fmt::format("\"{}\" is not known here; remove it or check its spelling", shown(path))});
}

void bad_choice(Reader& r, const std::string& path, const std::string& choices) {
    r.fault(path, "field.bad_choice",
            {fmt::format("“{}”只能是：{}", shown(path), choices),
             fmt::format("\"{}\" must be one of: {}", shown(path), choices)});
}

std::string join(const std::string& path, std::string_view member) {
    return path.empty() ? std::string(member) : path + "." + std::string(member);
}

std::string join(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

Limit limit_of(const Limits& all, std::string_view member) {
    for (const NamedLimit& named : all) {
        if (named.member == member) return named.limit;
    }
    return {};
}

}  // namespace detail
}  // namespace linli
