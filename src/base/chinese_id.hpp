// Numbers by which people, bodies, divisions and telephones are known in China. Each is its own
// type that can only hold a number in order; parse() forgives blanks, hyphens, full-width digits
// and a lower-case x, and throws Refusal (422) that names `field`, what is wrong and the way out.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/refusal.hpp"

namespace linli {

// ---- GB/T 2260 division codes, with the street and community codes of the statistics office -----

enum class DivisionLevel : std::uint8_t { province, city, county, street, community };

// 6 digits (province, city, county), 9 (street) or 12 (community). A 12-digit code that ends in
// zeros is the code of the division above and is shortened to it. The first two digits must be a
// province of GB/T 2260, or 99: no real division has it, so demonstration data uses it.
class DivisionCode {
  public:
    static DivisionCode parse(std::string_view text, const std::string& field);
    const std::string& text() const { return text_; }
    DivisionLevel level() const;
    // True when `other` is this division or lies in it by its digits.
    bool contains(const DivisionCode& other) const;
    bool is_fictional() const { return text_.starts_with("99"); }
    auto operator<=>(const DivisionCode&) const = default;

  private:
    explicit DivisionCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// ---- GB 11643 resident identity number ----------------------------------------------------------

enum class Sex : std::uint8_t { male, female };

// 18 characters: division (6), date of birth (8), order (3, odd = male), check by ISO 7064 MOD
// 11-2.
class ResidentNumber {
  public:
    static ResidentNumber parse(std::string_view text, const std::string& field);
    // For demonstration data: makes the check character; `order` 0 to 999.
    static ResidentNumber make(const DivisionCode& county, Date birth, int order);

    const std::string& text() const { return text_; }
    Date birth_date() const { return birth_; }
    Sex sex() const { return (text_[16] - '0') % 2 == 1 ? Sex::male : Sex::female; }
    // Whole years on that day, the birthday itself included. Who was born on 29 February completes
    // a year on 28 February when there is no 29th (Civil Code, article 202). Negative before birth.
    int age_on(Date day) const;
    // 3601**********1234: division of the city and the last four.
    std::string masked() const;
    auto operator<=>(const ResidentNumber&) const = default;

  private:
    ResidentNumber(std::string text, Date birth) : text_(std::move(text)), birth_(birth) {}
    std::string text_;
    Date birth_;
};

// The check character (0-9 or X) for the first 17 digits.
char resident_check_character(std::string_view first_17);

// ---- GB 32100 unified social credit code --------------------------------------------------------

// 18 characters of digits and capital letters without I, O, S, V, Z; check modulo 31.
class CreditCode {
  public:
    static CreditCode parse(std::string_view text, const std::string& field);
    // For demonstration data: appends the check character to the first 17.
    static CreditCode make(std::string_view first_17);
    const std::string& text() const { return text_; }
    auto operator<=>(const CreditCode&) const = default;

  private:
    explicit CreditCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// ---- telephones ---------------------------------------------------------------------------------

enum class PhoneKind : std::uint8_t {
    mobile,    // 13812345678
    landline,  // 0791-86812345, with an extension 0791-86812345-101
    service,   // 12345, 110, 95598, 400-820-0000
};

// The number as it is shown and dialled; mobile numbers without +86.
class PhoneNumber {
  public:
    // Any of the three kinds.
    static PhoneNumber parse(std::string_view text, const std::string& field);
    // Only a mobile number: 11 digits, the second 3 to 9.
    static PhoneNumber parse_mobile(std::string_view text, const std::string& field);
    const std::string& text() const { return text_; }
    PhoneKind kind() const { return kind_; }
    // 138****5678, 0791-****2345; service numbers belong to nobody and stay whole.
    std::string masked() const;
    auto operator<=>(const PhoneNumber&) const = default;

  private:
    PhoneNumber(std::string text, PhoneKind kind) : text_(std::move(text)), kind_(kind) {}
    std::string text_;
    PhoneKind kind_;
};

}  // namespace linli
