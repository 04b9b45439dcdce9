// Cases of the demonstration city, at every stage, made through the same acts as real ones.
#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "kernel/casework/casework.hpp"

namespace linli::demo {

struct Applicant {
    http::AccountId account;
    http::PersonId person;
};

// Staff by login. One unit of work; some hundred milliseconds.
void open_cases(casework::Cases&, store::Tx&, const std::vector<Applicant>&,
                const std::map<std::string_view, Applicant>& staff);

}  // namespace linli::demo
