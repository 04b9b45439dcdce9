#include "base/chinese_id.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace linli {

namespace {

// What people type, without the blanks and hyphens that they group digits with.
std::string compact(std::string_view text) {
    // Far longer than any of the numbers: not worth looking at.
    std::string out = to_half_width(trim(text.substr(0, 200)));
    std::erase_if(out, [](char c) { return c == ' ' || c == '-' || c == '\t'; });
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

bool is_province(std::string_view two_digits) {
    // GB/T 2260; 83 stands in residence permits of Taiwan compatriots, 99 in demonstration data.
    static constexpr std::array<int, 36> provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34,
                                                   35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
                                                   53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 99};
    return std::binary_search(provinces.begin(), provinces.end(), number(two_digits));
}

}  // namespace

DivisionCode DivisionCode::parse(std::string_view text, const std::string& field) {
    std::string code = compact(text);
    const bool length_fits = code.size() == 6 || code.size() == 9 || code.size() == 12;
    if (!length_fits || !all_digits(code)) {
        throw refuse_field(field, "division_code.malformed",
                           {"行政区划代码应为 6 位、9 位（街道）或 12 位（社区）数字",
                            "A division code has 6 digits, 9 (street) or 12 (community)"});
    }
    if (!is_province(std::string_view(code).substr(0, 2))) {
        throw refuse_field(field, "division_code.province",
                           {"行政区划代码的前两位不是任何省份，请核对",
                            "The first two digits of the division code are no province; check it"});
    }
    while (code.size() > 6 && code.ends_with("000"))
        code.resize(code.size() - 3);
    return DivisionCode(std::move(code));
}

DivisionLevel DivisionCode::level() const {
    if (text_.size() == 12) return DivisionLevel::community;
    if (text_.size() == 9) return DivisionLevel::street;
    if (text_.ends_with("0000")) return DivisionLevel::province;
    return text_.ends_with("00") ? DivisionLevel::city : DivisionLevel::county;
}

bool DivisionCode::contains(const DivisionCode& other) const {
    std::string_view prefix = text_;
    if (level() == DivisionLevel::province) prefix = prefix.substr(0, 2);
    if (level() == DivisionLevel::city) prefix = prefix.substr(0, 4);
    return other.text_.starts_with(prefix);
}

char resident_check_character(std::string_view first_17) {
    LINLI_CHECK(first_17.size() == 17 && all_digits(first_17));
    // GB 11643-1999, 4: the weights are 2^(18-i) mod 11.
    static constexpr std::array<int, 17> weights{7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                 3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (first_17[i] - '0');
    return "10X98765432"[sum % 11];
}

ResidentNumber ResidentNumber::parse(std::string_view text, const std::string& field) {
    std::string code = compact(text);
    if (code.size() != 18) {
        throw refuse_field(field, "resident_number.length",
                           {"居民身份证号应为 18 位，请对照证件重新填写",
                            "A resident number has 18 characters; copy it from the card again"});
    }
    const std::string_view first_17 = std::string_view(code).substr(0, 17);
    if (!all_digits(first_17) || !(all_digits(code) || code.back() == 'X')) {
        throw refuse_field(field, "resident_number.malformed",
                           {"居民身份证号前 17 位是数字，最后一位是数字或 X",
                            "A resident number is 17 digits and a last digit or X"});
    }
    if (!is_province(first_17.substr(0, 2))) {
        throw refuse_field(
            field, "resident_number.division",
            {"居民身份证号的前两位不是任何省份，请核对",
             "The first two digits of the resident number are no province; check them"});
    }
    if (resident_check_character(first_17) != code.back()) {
        throw refuse_field(field, "resident_number.check",
                           {"居民身份证号的校验位不符，可能有一位填错，请核对",
                            "The check character does not fit; one digit is probably wrong"});
    }
    try {
        const Date birth = Date::of(number(first_17.substr(6, 4)),
                                    static_cast<unsigned>(number(first_17.substr(10, 2))),
                                    static_cast<unsigned>(number(first_17.substr(12, 2))));
        return {std::move(code), birth};
    } catch (const Refusal&) {
        throw refuse_field(field, "resident_number.date",
                           {"居民身份证号里的出生日期在日历上不存在，请核对",
                            "The date of birth in the resident number is not in the calendar"});
    }
}

ResidentNumber ResidentNumber::make(const DivisionCode& county, Date birth, int order) {
    LINLI_CHECK(county.text().size() == 6 && order >= 0 && order <= 999);
    std::string day = to_text(birth);
    std::erase(day, '-');
    const std::string tail = std::to_string(1000 + order).substr(1);
    std::string code = county.text() + day + tail;
    code += resident_check_character(code);
    return {std::move(code), birth};
}

int ResidentNumber::age_on(Date day) const {
    const auto born = birth_.ymd();
    const auto today = day.ymd();
    const int years = int{today.year()} - int{born.year()};
    const std::chrono::year_month_day_last month_end{today.year(),
                                                     std::chrono::month_day_last{born.month()}};
    const std::chrono::year_month_day birthday{today.year(), born.month(),
                                               std::min(born.day(), month_end.day())};
    return today < birthday ? years - 1 : years;
}

std::string ResidentNumber::masked() const {
    return text_.substr(0, 4) + "**********" + text_.substr(14);
}

namespace {

constexpr std::string_view credit_characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

Refusal malformed_credit_code(const std::string& field) {
    return refuse_field(
        field, "credit_code.malformed",
        {"统一社会信用代码应为 18 位数字和大写字母（没有 I、O、S、V、Z），请对照证照重新填写",
         "A unified social credit code has 18 digits and capital letters (no I, O, S, V, Z)"});
}

char credit_check_character(std::string_view first_17) {
    // GB 32100-2015, 5.5: the weights are 3^(i-1) mod 31.
    std::size_t weight = 1;
    std::size_t sum = 0;
    for (const char c : first_17) {
        const std::size_t value = credit_characters.find(c);
        LINLI_CHECK(value != std::string_view::npos);
        sum += weight * value;
        weight = weight * 3 % 31;
    }
    return credit_characters[(31 - sum % 31) % 31];
}

}  // namespace

CreditCode CreditCode::parse(std::string_view text, const std::string& field) {
    std::string code = compact(text);
    const bool good_characters =
        code.find_first_not_of(credit_characters) == std::string::npos && code.size() == 18;
    if (!good_characters || !all_digits(std::string_view(code).substr(2, 6))) {
        throw malformed_credit_code(field);
    }
    if (credit_check_character(std::string_view(code).substr(0, 17)) != code.back()) {
        throw refuse_field(field, "credit_code.check",
                           {"统一社会信用代码的校验位不符，可能有一位填错，请核对",
                            "The check character does not fit; one character is probably wrong"});
    }
    return CreditCode(std::move(code));
}

CreditCode CreditCode::make(std::string_view first_17) {
    LINLI_CHECK(first_17.size() == 17);
    std::string code(first_17);
    code += credit_check_character(first_17);
    return CreditCode(std::move(code));
}

}  // namespace linli
