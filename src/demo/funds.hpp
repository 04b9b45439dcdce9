// A month of a small pension fund, played from the first to the last day through its real parts and
// the files of its bank: bills, receipts of which one says nothing, the sweep, the funding, a
// payroll of which one payment comes back and is repeated, every day reconciled, the month closed;
// then the month that has begun, with something left to do. And the minutes of volunteers.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/finance/finance.hpp"

namespace linli::demo {

struct Payee {
    http::PersonId person;
    std::string name;
};

struct FundStaff {
    http::AccountId maker, checker, approver;
};

// `parts.clock` is now; the past is played by a clock of its own. Eleven payees at least.
void play_funds(store::Tx&, const finance::Parts& parts, http::AreaId area, const FundStaff& staff,
                const std::vector<Payee>& payees);

}  // namespace linli::demo
