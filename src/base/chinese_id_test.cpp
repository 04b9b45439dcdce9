#include "base/chinese_id.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace linli {
namespace {

template <class Act>
std::string code_of(const Act& act) {
    try {
        act();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.fields().front().field, "the_field");
        return refusal.code();
    }
    return "accepted";
}

std::string resident(std::string_view text) {
    return code_of([&] { ResidentNumber::parse(text, "the_field"); });
}
std::string credit(std::string_view text) {
    return code_of([&] { CreditCode::parse(text, "the_field"); });
}
std::string division(std::string_view text) {
    return code_of([&] { DivisionCode::parse(text, "the_field"); });
}
std::string phone(std::string_view text) {
    try {
        return PhoneNumber::parse(text, "the_field").text();
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
}

TEST(ResidentNumber, of_the_standard_is_accepted) {
    // The two examples printed in GB 11643-1999.
    const auto one = ResidentNumber::parse("11010519491231002X", "id");
    EXPECT_EQ(to_text(one.birth_date()), "1949-12-31");
    EXPECT_EQ(one.sex(), Sex::female);
    const auto two = ResidentNumber::parse("440524188001010014", "id");
    EXPECT_EQ(to_text(two.birth_date()), "1880-01-01");
    EXPECT_EQ(two.sex(), Sex::male);
}

TEST(ResidentNumber, may_be_typed_with_blanks_small_x_and_full_width_digits) {
    EXPECT_EQ(ResidentNumber::parse(" 110105 19491231 002x ", "id").text(), "11010519491231002X");
    EXPECT_EQ(ResidentNumber::parse("１１０１０５１９４９１２３１００２Ｘ", "id").text(),
              "11010519491231002X");
}

TEST(ResidentNumber, that_is_not_in_order_is_refused_with_its_reason) {
    EXPECT_EQ(resident("11010519491231002"), "resident_number.length");
    EXPECT_EQ(resident("110105194912310021"), "resident_number.check");
    EXPECT_EQ(resident("1101051949123100AX"), "resident_number.malformed");
    EXPECT_EQ(resident("000105194912310020"), "resident_number.division");
    const std::string no_such_day = "11010519490231002";
    EXPECT_EQ(resident(no_such_day + resident_check_character(no_such_day)),
              "resident_number.date");
    EXPECT_EQ(resident(std::string(1'000'000, '1')), "resident_number.length");
}

TEST(ResidentNumber, with_any_one_digit_changed_or_two_exchanged_is_refused) {
    const DivisionCode county = DivisionCode::parse("990202", "division");
    EXPECT_TRUE(rc::check([&] {
        const Date birth{*rc::gen::inRange(-25'000, 20'000)};
        const std::string good =
            ResidentNumber::make(county, birth, *rc::gen::inRange(0, 1000)).text();
        RC_ASSERT(resident(good) == "accepted");
        std::string bad = good;
        const auto at = *rc::gen::inRange<std::size_t>(0, 17);
        bad[at] = static_cast<char>('0' + (bad[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
        RC_ASSERT(resident(bad) != "accepted");
        std::string swapped = good;
        std::swap(swapped[at], swapped[at == 0 ? 1 : at - 1]);
        RC_ASSERT(swapped == good || resident(swapped) != "accepted");
    }));
}

TEST(ResidentNumber, shows_only_the_city_and_the_last_four) {
    EXPECT_EQ(ResidentNumber::parse("11010519491231002X", "id").masked(), "1101**********002X");
}

TEST(Age, is_completed_on_the_birthday) {
    const DivisionCode county = DivisionCode::parse("990202", "division");
    const auto age = [&](const char* born, const char* day) {
        return ResidentNumber::make(county, date_from_text(born), 1).age_on(date_from_text(day));
    };
    EXPECT_EQ(age("1960-06-15", "2020-06-14"), 59);
    EXPECT_EQ(age("1960-06-15", "2020-06-15"), 60);
    EXPECT_EQ(age("2008-02-29", "2026-02-27"), 17);
    EXPECT_EQ(age("2008-02-29", "2026-02-28"), 18);
    EXPECT_EQ(age("2008-02-29", "2024-02-28"), 15);
    EXPECT_EQ(age("2026-01-02", "2026-01-01"), -1);
}

TEST(CreditCode, checks_its_last_character) {
    // Published codes of a municipal government and of a company.
    EXPECT_EQ(credit("91350100M000100Y43"), "accepted");
    EXPECT_EQ(credit("91350100m000100y43"), "accepted");
    EXPECT_EQ(credit("91350100M000100Y44"), "credit_code.check");
    EXPECT_EQ(credit("91350100M000100Y4"), "credit_code.malformed");
    EXPECT_EQ(credit("91350100I000100Y43"), "credit_code.malformed");
    const CreditCode made = CreditCode::make("129902003A1B2C3D4");
    EXPECT_EQ(credit(made.text()), "accepted");
}

TEST(DivisionCode, knows_its_level_and_what_lies_in_it) {
    const auto code = [](const char* text) { return DivisionCode::parse(text, "code"); };
    EXPECT_EQ(code("360000").level(), DivisionLevel::province);
    EXPECT_EQ(code("360100").level(), DivisionLevel::city);
    EXPECT_EQ(code("360102").level(), DivisionLevel::county);
    EXPECT_EQ(code("360102001").level(), DivisionLevel::street);
    EXPECT_EQ(code("360102001003").level(), DivisionLevel::community);
    EXPECT_EQ(code("360102000000").text(), "360102");
    EXPECT_TRUE(code("360100").contains(code("360102001003")));
    EXPECT_FALSE(code("360102").contains(code("360103001")));
    EXPECT_TRUE(code("990200").is_fictional());
    EXPECT_EQ(division("17"), "division_code.malformed");
    EXPECT_EQ(division("170000"), "division_code.province");
    EXPECT_EQ(division("36010a"), "division_code.malformed");
}

TEST(PhoneNumber, is_recognised_however_people_group_it) {
    EXPECT_EQ(phone("+86 138-1234-5678"), "13812345678");
    EXPECT_EQ(phone("（０７９１）８６８１２３４５"), "0791-86812345");
    EXPECT_EQ(phone("0791 8681 2345"), "0791-86812345");
    EXPECT_EQ(phone("0791-86812345-101"), "0791-86812345-101");
    EXPECT_EQ(phone("01062345678"), "010-62345678");
    EXPECT_EQ(phone("12345"), "12345");
    EXPECT_EQ(phone("4008200000"), "400-820-0000");
    for (const char* bad : {"", "12812345678", "1381234567", "86812345", "0791-1234567", "call me",
                            "00791-86812345"}) {
        EXPECT_EQ(phone(bad), "phone.malformed") << bad;
    }
    EXPECT_EQ(code_of([] { PhoneNumber::parse_mobile("0791-86812345", "the_field"); }),
              "phone.mobile_malformed");
}

TEST(PhoneNumber, of_a_person_is_masked_and_of_a_service_is_not) {
    const auto masked = [](const char* text) { return PhoneNumber::parse(text, "phone").masked(); };
    EXPECT_EQ(masked("13812345678"), "138****5678");
    EXPECT_EQ(masked("0791-86812345"), "0791-****2345");
    EXPECT_EQ(masked("0791-86812345-101"), "0791-****2345");
    EXPECT_EQ(masked("12345"), "12345");
}

}  // namespace
}  // namespace linli
