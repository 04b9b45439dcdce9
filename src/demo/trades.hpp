// What kinds of services there are and how such a service usually is: its name, its hours, its
// fees. Category codes are those of rules/categories.yaml.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace linli::demo {

enum class Hours : std::uint8_t {
    unknown,  // nobody has written them down
    all_day,  // 00:00 to 24:00, every day
    office,   // Monday to Friday with a lunch break
    office_saturday,
    clinic,     // lunch break, Sunday mornings only
    school,     // Monday to Friday, no break
    shop,       // every day
    shop_long,  // early to late
    night,      // over midnight
    breakfast,
    canteen,  // two meals
    early_market,
    market_days,  // on the 3rd, 8th, 13th ... of the month
    museum,       // closed on Mondays
    gym,          // other hours at the weekend
    workshop,     // closed on Sundays
};

// Marks in names: {c} community, {s} street, {d} district, {b} brand of the shop, {r} road.
struct Trade {
    std::string_view category;
    int weight;  // among the shops; 0 = placed by rule, see `per`
    enum class Per : std::uint8_t { none, community, street, district, grid } per;
    double share;  // of the places named by `per` that have one
    std::string_view zh, en;
    std::string_view about_zh, about_en;
    std::array<Hours, 3> hours;  // one is drawn; the first twice as often
    bool mobile;                 // a craftsman's mobile number instead of a landline
    bool state_run;
    std::array<std::string_view, 2> fees;       // "text" or "text|amount in fen"; empty = none
    std::array<std::string_view, 3> documents;  // what to bring; empty = none
};

std::span<const Trade> trades();

}  // namespace linli::demo
