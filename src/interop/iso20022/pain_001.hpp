// Customer credit transfer initiation, ISO 20022 pain.001.001.09: the file by which a payer asks
// its bank to pay. Amounts are yuan (CNY) with two decimals, made from whole fen.
//
// The totals stand in front of the payments, so a batch's payments are visited twice: first to
// check and add up, then to write. Nothing reaches the sink before everything was found good, and
// apart from the end-to-end identifications no payment is held in memory.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/money.hpp"

namespace linli::iso20022 {

inline constexpr std::size_t payments_max = 100'000;  // in one file

struct Payment {
    std::string instruction_id;    // Max35Text
    std::string end_to_end_id;     // Max35Text, once in a file
    Fen amount;                    // above zero
    std::string creditor_name;     // Max140Text
    std::string creditor_account;  // Max34Text
    std::string creditor_agent;    // twelve digits: the bank's number in CNAPS
    std::string purpose;           // Max35Text, proprietary; may be empty
    std::string remittance;        // Max140Text; may be empty
};

using PaymentVisitor = std::function<void(const Payment&)>;

struct Batch {
    std::string batch_id;  // Max35Text, once in a file
    std::string debtor_name;
    std::string debtor_account;
    std::string debtor_agent;
    Date requested;
    // Shows every payment, the same ones in the same order each time it is called.
    std::function<void(const PaymentVisitor&)> each_payment;
};

struct PaymentFile {
    std::string message_id;  // Max35Text
    Instant created_at;
    std::string initiating_party;  // Max140Text
    std::vector<Batch> batches;
};

// Receives the file piece by piece, some kilobytes at a time.
using Sink = std::function<void(std::string_view)>;

// Writes the file; equal input gives equal bytes. Throws Refusal (422) before the first byte:
// `iso20022.text` empty, too long or unusable characters; `iso20022.agent` not a CNAPS number;
// `iso20022.amount` not above zero or more than 18 digits; `iso20022.duplicate` an identification
// used twice; `iso20022.empty` no payment; `iso20022.too_many` more than payments_max. The words
// never repeat a name or an account number.
void write_pain_001(const PaymentFile& file, const Sink& sink);

}  // namespace linli::iso20022
