#include "demo/fiction.hpp"

#include <cstdio>

#include "base/chinese_id.hpp"

namespace linli::demo {

namespace {

// A different number below `size` for each number below `size`, without order that meets the eye;
// `step` has no factor in common with `size`.
std::uint64_t scattered(std::uint64_t number, std::uint64_t size, std::uint64_t step) {
    LINLI_CHECK(number < size);
    return (number * step + size / 3) % size;
}

std::string digits(std::uint64_t value, int width) {
    char text[24];
    std::snprintf(text, sizeof text, "%0*llu", width, static_cast<unsigned long long>(value));
    return text;
}

}  // namespace

std::string landline(std::uint64_t number) {
    return "0610-" + digits(2'000'000 + scattered(number, 8'000'000, 3'182'809), 7);
}

std::string resident_mobile(std::uint64_t number) {
    return "1540" + digits(scattered(number, 10'000'000, 6'180'341), 7);
}

std::string shop_mobile(std::uint64_t number) {
    return "1541" + digits(scattered(number, 10'000'000, 6'180'341), 7);
}

std::string resident_number(std::uint64_t number) {
    constexpr std::uint64_t birthdays = 25'568;  // 1938 to 2007
    constexpr std::uint64_t size = birthdays * 1000;
    const std::uint64_t place = scattered(number, size, 15'485'863);
    const Date birth = Date::of(1938, 1, 1) + static_cast<int>(place / 1000);
    return ResidentNumber::make(DivisionCode::parse(division, "division"), birth,
                                static_cast<int>(place % 1000))
        .text();
}

std::string credit_code(std::uint64_t number, bool public_body, bool sole_trader) {
    // Register and kind: 11 a public body, 91 a company, 92 a sole trader (GB 32100, table 1).
    const std::string kind = public_body ? "11" : sole_trader ? "92" : "91";
    return CreditCode::make(kind + division +
                            digits(scattered(number, 900'000'000, 618'033'989), 9))
        .text();
}

std::string child_code(const std::string& parent, int position) {
    if (parent == division) {  // districts of the city: 990201, 990202 ...
        return parent.substr(0, 4) + digits(static_cast<std::uint64_t>(position) + 1, 2);
    }
    return parent + digits(static_cast<std::uint64_t>(position) + 1, 3);
}

}  // namespace linli::demo
