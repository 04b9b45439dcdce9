// Numbers that look right and belong to nobody. One place decides what is fictional:
//   division 99....       no province of GB/T 2260 has it (base/chinese_id.hpp knows it as
//   fictional) mobile 154-0xxx-xxxx  the prefix 154 is not assigned to any carrier landline
//   0610-.......  the area code 0610 is not in use credit code           register 9 or 1 with
//   division 990200
#pragma once
#include <cstdint>
#include <string>

namespace linli::demo {

inline constexpr const char* division = "990200";

// 0610-2 to 0610-9: different for different numbers below 8,000,000.
std::string landline(std::uint64_t number);
// 154 0: residents; different for different numbers below 10,000,000.
std::string resident_mobile(std::uint64_t number);
// 154 1: craftsmen and shops; the same.
std::string shop_mobile(std::uint64_t number);
// Of somebody born from 1938 to 2007; different for different numbers below 25,000,000.
std::string resident_number(std::uint64_t number);
std::string credit_code(std::uint64_t number, bool public_body, bool sole_trader);

// The codes of the tree (GB/T 2260 with the statistics office's street and community digits); a
// grid adds three digits to its community.
std::string child_code(const std::string& parent, int position);

}  // namespace linli::demo
