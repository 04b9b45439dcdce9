// The bank of the demonstration city: takes payment files (pain.001), keeps accounts, and writes a
// statement (camt.053) of each for a day. It refuses what pays to nobody and returns what its
// customers ask it to return.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace linli::demo {

class Bank {
  public:
    // Somebody pays into an account.
    void receive(const std::string& account, std::int64_t fen, const std::string& end_to_end_id,
                 const std::string& remittance);
    // Carries a pain.001 out: its payer is debited for each payment; an account that this bank
    // keeps is credited. Payments to an account in `closed` come back the next day.
    void take(const std::string& pain_001);
    void close_account(const std::string& number) { closed_.insert(number); }
    void open_account(const std::string& number) { closed_.erase(number); }
    // What was booked since the last one.
    std::string statement(const std::string& account, Date day);

  private:
    struct Booked {
        bool credit = false;
        std::int64_t fen = 0;
        std::string end_to_end_id, remittance, reason;
    };
    struct Account {
        std::int64_t balance = 0;
        std::int64_t statements = 0;
        std::vector<Booked> booked, tomorrow;
    };
    std::map<std::string, Account> accounts_;
    std::set<std::string> closed_;
    std::int64_t references_ = 0;
};

}  // namespace linli::demo
