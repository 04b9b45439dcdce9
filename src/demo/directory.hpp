// The services of the demonstration city: what a resident finds near home, with the variety of real
// directories (shapes of opening hours, ages of confirmation, gaps in what is known).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "demo/geography.hpp"
#include "demo/names.hpp"

namespace linli::demo {

// One line of opening hours. Times are minutes since midnight; `closes` at or before `opens` means
// the next day; 0 to 1439 means the whole day. Either weekdays (Monday = 1) or days of the month.
struct Shift {
    std::vector<int> weekdays;
    std::vector<int> month_days;
    int opens = 0, closes = 1439;
    std::string note;
};

struct Phone {
    std::string number;
    std::string name;
};

struct Fee {
    std::string text;
    std::optional<std::int64_t> amount_fen;
};

enum class Wheelchair : std::uint8_t { unknown, yes, limited, no };
enum class ListingState : std::uint8_t { active, defunct, temporarily_closed };

struct Listing {
    std::string category;
    Name name;  // `en` is empty where nobody has translated it
    std::string description_zh, description_en;
    std::size_t organisation = 0;  // position in Directory::organisations
    WgsPoint at;
    std::size_t area = 0;  // position in Geography::areas(): a grid
    std::string address;
    std::vector<Phone> phones;
    std::vector<Shift> hours;  // empty = not known
    std::vector<Fee> fees;
    std::vector<std::string> documents, languages, accessibility;
    Wheelchair wheelchair = Wheelchair::unknown;
    ListingState state = ListingState::active;
    std::optional<int> verified_days_ago;
    std::vector<std::string>
        complaints;  // kinds of problem reports: closed, moved, wrong_phone ...
};

struct Organisation {
    Name name;
    std::string credit_code;  // GB 32100, in the fictional division
};

struct Directory {
    std::vector<Organisation> organisations;
    std::vector<Listing> listings;
};

// `names` are those of the areas, by position. Exactly `count` listings.
Directory make_directory(const Geography& geography, const std::vector<Name>& names,
                         std::size_t count, std::uint64_t seed);

}  // namespace linli::demo
