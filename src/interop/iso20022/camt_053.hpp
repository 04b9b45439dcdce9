// Bank-to-customer statement, ISO 20022 camt.053.001.02 and .08: what the bank booked on an
// account. Booked entries only; a batch booked as one sum carries the identification of the batch,
// one booked in details gives a line for each.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/finance/bank.hpp"

namespace linli::iso20022 {

// All statements of a file or none. Refusals, with the place in the file: 400 `iso20022.malformed`;
// 413 `iso20022.too_large`; 422 `iso20022.unknown_message`, `iso20022.missing`, `iso20022.text`,
// `iso20022.amount`, `iso20022.currency`, `iso20022.direction`, `iso20022.date`,
// `iso20022.details_sum`, `iso20022.balance`, `iso20022.too_many`. Amounts and texts of the file
// are never repeated in words.
std::vector<finance::BankStatement> read_camt_053(std::string_view xml);

}  // namespace linli::iso20022
