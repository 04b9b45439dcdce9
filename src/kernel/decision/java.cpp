// Exchanged models may name static functions of Java. Linli runs no Java; it knows these few by
// their published meaning and says so when another is asked for.
#include <algorithm>
#include <cmath>

#include "kernel/decision/machine.hpp"

namespace linli::decision {

namespace {

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

Value of_double(Machine& m, double value) {
    const auto n = Number::from_double(value);
    return n ? Value(*n) : m.null("结果不是数", "the result is not a number");
}

bool all_numbers(Arguments a, std::size_t count) {
    if (a.count != count) return false;
    for (std::size_t i = 0; i < count; ++i)
        if (!a[i].is(Kind::number)) return false;
    return true;
}

Value math(Machine& m, const std::string& signature, Arguments a) {
    const auto open = signature.find('(');
    const std::string name = signature.substr(0, open);
    static constexpr std::string_view kinds[] = {"double", "float", "int", "long"};
    const std::string types = open == std::string::npos ? "" : signature.substr(open);
    for (const auto kind : kinds) {
        const std::string one = "(" + std::string(kind) + ")";
        const std::string two = "(" + std::string(kind) + "," + std::string(kind) + ")";
        if (types == two && all_numbers(a, 2)) {
            const bool less = compare(a[0].number(), a[1].number()) < 0;
            if (name == "max") return less ? a[1] : a[0];
            if (name == "min") return less ? a[0] : a[1];
            if (name == "pow" && kind == "double")
                return of_double(m, std::pow(a[0].number().to_double(), a[1].number().to_double()));
        }
        if (types != one || !all_numbers(a, 1)) continue;
        if (name == "abs") return a[0].number().absolute();
        if (kind != "double") continue;
        static constexpr std::pair<std::string_view, double (*)(double)> functions[] = {
            {"cos", std::cos},     {"sin", std::sin},   {"tan", std::tan},
            {"sqrt", std::sqrt},   {"exp", std::exp},   {"log", std::log},
            {"log10", std::log10}, {"ceil", std::ceil}, {"floor", std::floor},
        };
        for (const auto& [known, f] : functions)
            if (known == name) return of_double(m, f(a[0].number().to_double()));
    }
    return m.null("不支持的 Java 函数 Math." + signature,
                  "Java's Math." + signature + " is unknown");
}

// %s and %% of java.util.Formatter.
Value format(Machine& m, Arguments a) {
    if (a.count < 1 || !a[0].is(Kind::string))
        return m.null("格式不是文本", "the format is no text");
    std::string out;
    const std::string& pattern = a[0].text();
    std::size_t next = 1;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            out += pattern[i];
        } else if (++i < pattern.size() && pattern[i] == '%') {
            out += '%';
        } else if (i < pattern.size() && pattern[i] == 's' && next < a.count) {
            out += display(a[next++]);
        } else {
            return m.null("不支持的格式", "the format is not supported");
        }
    }
    return Value(out);
}

Value whole_within(Machine& m, const Value& v, std::int64_t low, std::int64_t high) {
    const auto number = v.is(Kind::string)   ? Number::parse(v.text())
                        : v.is(Kind::number) ? std::optional<Number>(v.number())
                                             : std::nullopt;
    const auto n = number ? number->to_int() : std::nullopt;
    if (!n || *n < low || *n > high)
        return m.null("不是该范围内的整数", "not a whole number of that range");
    return *number;
}

}  // namespace

Value call_java(Machine& m, const std::string& class_name, const std::string& raw, Arguments a) {
    const std::string signature = without_blanks(raw);
    if (class_name == "java.lang.Math") return math(m, signature, a);
    const auto is = [&](std::string_view c, std::string_view types) {
        return class_name == c && signature == "valueOf(" + std::string(types) + ")" &&
               a.count == 1;
    };
    constexpr std::string_view text = "java.lang.String";
    if (is("java.lang.Byte", "byte") || is("java.lang.Byte", text))
        return whole_within(m, a[0], -128, 127);
    if (is("java.lang.Short", "short") || is("java.lang.Short", text))
        return whole_within(m, a[0], -32768, 32767);
    if (is("java.lang.Integer", "int") || is("java.lang.Integer", text))
        return whole_within(m, a[0], INT32_MIN, INT32_MAX);
    if (is("java.lang.Long", "long") || is("java.lang.Long", text))
        return whole_within(m, a[0], INT64_MIN, INT64_MAX);
    for (const std::string_view c : {"java.lang.Float", "java.lang.Double"}) {
        if (is(c, text) && a[0].is(Kind::string)) {
            const auto n = Number::parse(a[0].text());
            return n ? Value(*n) : m.null("不是数", "not a number");
        }
    }
    if (is("java.lang.String", "char") && a[0].is(Kind::string)) {
        const auto first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
        if (std::count_if(a[0].text().begin(), a[0].text().end(), first) == 1) return a[0];
    }
    if (class_name == "java.lang.String" &&
        signature == "format(java.lang.String,[Ljava.lang.Object;)")
        return format(m, a);
    return m.null("不支持的 Java 函数 " + class_name + "." + signature,
                  "the function " + class_name + "." + signature + " of Java is not supported");
}

}  // namespace linli::decision
