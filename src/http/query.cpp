#include "http/query.hpp"

#include <cmath>

#include "base/text.hpp"
#include "http/http.hpp"

namespace linli::http {

namespace {

constexpr std::size_t parameters_max = 100;

[[noreturn]] void refuse_escape() {
    throw Refusal(RefusalKind::malformed, "http.escape_malformed",
                  {"网址中的百分号编码有误，请检查网址是否完整",
                   "The address holds a broken percent escape; "
                   "check that it was copied whole"});
}

[[noreturn]] void refuse_path() {
    throw Refusal(RefusalKind::malformed, "http.path_malformed",
                  {"网址路径不合规，请从首页重新进入",
                   "The path of the address is not allowed; start again "
                   "from the first page"});
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_space) c = ' ';
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) refuse_escape();
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') refuse_escape();
        out.push_back(c);
    }
    if (!is_utf8(out)) refuse_escape();
    return out;
}

std::string decode_path(std::string_view raw_path) {
    if (raw_path.empty() || raw_path.front() != '/') refuse_path();
    for (std::size_t i = 0; i + 2 < raw_path.size(); ++i) {
        if (raw_path[i] != '%') continue;
        const int value = hex_digit(raw_path[i + 1]) * 16 + hex_digit(raw_path[i + 2]);
        if (value == '/' || value == '\\') refuse_path();
    }
    std::string path = percent_decode(raw_path, false);
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F || c == '\\') refuse_path();
    }
    for (std::size_t begin = 1; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = std::string_view(path).substr(begin, end - begin);
        if (segment == "." || segment == "..") refuse_path();
        begin = end + 1;
    }
    return path;
}

QueryValues parse_query(std::string_view raw_query) {
    QueryValues values;
    std::size_t count = 0;
    while (!raw_query.empty()) {
        const std::size_t end = std::min(raw_query.find('&'), raw_query.size());
        const std::string_view part = raw_query.substr(0, end);
        raw_query.remove_prefix(std::min(end + 1, raw_query.size()));
        if (part.empty()) continue;
        if (++count > parameters_max) {
            throw Refusal(RefusalKind::malformed, "http.query_too_long",
                          {"查询参数超过 100 个，请减少条件",
                           "More than 100 query parameters; ask for less"});
        }
        const std::size_t equals = std::min(part.find('='), part.size());
        std::string value =
            equals < part.size() ? percent_decode(part.substr(equals + 1), true) : std::string{};
        values[percent_decode(part.substr(0, equals), true)].push_back(std::move(value));
    }
    return values;
}

std::string Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    std::string found;
    int times = 0;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (!pair.empty() && pair.front() == ' ')
            pair.remove_prefix(1);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        found = std::string(pair.substr(equals + 1));
        ++times;
    }
    return times == 1 ? found : std::string{};
}

namespace detail {

json::value query_whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return json::value(text);
    return number;
}

json::value query_number(const std::string& text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
        return json::value(text);
    }
    return number;
}

json::value query_truth(const std::string& text) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return json::value(text);
}

std::vector<std::string> split_commas(const std::vector<std::string>& values) {
    std::vector<std::string> items;
    for (const auto& value : values) {
        std::size_t begin = 0;
        while (begin <= value.size()) {
            const std::size_t end = std::min(value.find(',', begin), value.size());
            if (end > begin) items.push_back(value.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return items;
}

FieldFault duplicate_parameter(const std::string& name) {
    return {name,
            "http.parameter_doubled",
            {"参数重复出现，请只保留一个", "The parameter comes twice; give it once"}};
}

void refuse_query(std::vector<FieldFault> faults) {
    std::string names;
    for (const auto& fault : faults)
        names += (names.empty() ? "" : ", ") + fault.field;
    throw Refusal(
        RefusalKind::unprocessable, "http.query_invalid",
        {"查询参数有误：" + names + "。请逐项改正后重试",
         "Query parameters are not acceptable: " + names + ". Correct them and try again"},
        std::move(faults));
}

}  // namespace detail

}  // namespace linli::http
