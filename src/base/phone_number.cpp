#include <algorithm>

#include "base/chinese_id.hpp"
#include "base/text.hpp"

namespace linli {

namespace {

Refusal malformed_mobile(const std::string& field) {
    return refuse_field(field, "phone.mobile_malformed",
                        {"手机号应为 11 位数字，以 13 到 19 开头，请重新填写",
                         "A mobile number has 11 digits and begins with 13 to 19"});
}

Refusal malformed_phone(const std::string& field) {
    return refuse_field(
        field, "phone.malformed",
        {"电话号码无法识别：手机 11 位；固定电话带区号，如 0791-86812345；或 12345、400 等服务号码",
         "The telephone number is not known: a mobile number of 11 digits, a landline with its "
         "area "
         "code such as 0791-86812345, or a service number such as 12345 or 400"});
}

// Digits only, without +86 or 0086; `groups` keeps a '-' wherever the writer separated groups.
struct Typed {
    std::string digits;
    std::string groups;
};

Typed typed(std::string_view text, const Refusal& refusal) {
    const std::string half = to_half_width(trim(text.substr(0, 200)));
    std::string_view rest = half;
    for (const std::string_view country : {"+86", "0086", "(+86)"}) {
        if (rest.starts_with(country)) {
            rest.remove_prefix(country.size());
            break;
        }
    }
    Typed out;
    for (const char c : rest) {
        if (c >= '0' && c <= '9') {
            out.digits += c;
            out.groups += c;
        } else if (std::string_view(" -()").find(c) == std::string_view::npos) {
            throw refusal;
        } else if (!out.groups.empty() && out.groups.back() != '-') {
            out.groups += '-';
        }
    }
    while (out.groups.ends_with('-'))
        out.groups.pop_back();
    return out;
}

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// 3 digits for the nine oldest area codes (010, 02x), 4 for all others.
std::size_t area_code_length(std::string_view digits) {
    return digits[1] == '1' || digits[1] == '2' ? 3 : 4;
}

// Area code, 7 or 8 digits, and what was written after another '-' as extension; empty if none.
std::string landline(const Typed& number) {
    std::string_view digits = number.digits;
    if (digits.size() < 10 || digits[0] != '0' || digits[1] == '0') return {};
    const std::size_t last = number.groups.rfind('-');
    std::string extension;
    // A group after a complete number is an extension of at most six digits.
    if (last != std::string::npos) {
        const std::size_t tail = number.groups.size() - last - 1;
        if (digits.size() - tail >= 10 && tail <= 6) {
            extension = "-" + number.groups.substr(last + 1);
            digits.remove_suffix(tail);
        }
    }
    const std::size_t area = area_code_length(digits);
    const std::size_t local = digits.size() - area;
    if (local < 7 || local > 8 || digits[area] == '0' || digits[area] == '1') return {};
    return std::string(digits.substr(0, area)) + "-" + std::string(digits.substr(area)) + extension;
}

// Short public numbers (110, 12345, 95598, 955xxx) and the 400/800 numbers.
std::string service_number(std::string_view digits) {
    const bool is_short =
        digits.size() >= 3 && digits.size() <= 6 && (digits[0] == '1' || digits[0] == '9');
    if (is_short) return std::string(digits);
    if (digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"))) {
        return std::string(digits.substr(0, 3)) + "-" + std::string(digits.substr(3, 3)) + "-" +
               std::string(digits.substr(6));
    }
    return {};
}

}  // namespace

PhoneNumber PhoneNumber::parse(std::string_view text, const std::string& field) {
    const Typed number = typed(text, malformed_phone(field));
    if (is_mobile(number.digits)) return {number.digits, PhoneKind::mobile};
    if (std::string line = landline(number); !line.empty()) return {line, PhoneKind::landline};
    if (std::string service = service_number(number.digits); !service.empty()) {
        return {service, PhoneKind::service};
    }
    throw malformed_phone(field);
}

PhoneNumber PhoneNumber::parse_mobile(std::string_view text, const std::string& field) {
    const Typed number = typed(text, malformed_mobile(field));
    if (!is_mobile(number.digits)) throw malformed_mobile(field);
    return {number.digits, PhoneKind::mobile};
}

std::string PhoneNumber::masked() const {
    if (kind_ == PhoneKind::service) return text_;
    if (kind_ == PhoneKind::mobile) return text_.substr(0, 3) + "****" + text_.substr(7);
    const std::size_t local = text_.find('-') + 1;
    const std::size_t end = std::min(text_.find('-', local), text_.size());
    return text_.substr(0, local) + std::string(end - local - 4, '*') + text_.substr(end - 4, 4);
}

}  // namespace linli
