// Customer payment status report, ISO 20022 pain.002.001.03 and .10: what the bank did with the
// payments of a pain.001.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace linli::iso20022 {

// Empty texts where the bank says nothing. A status of a whole part holds for its payments that
// have none of their own.
struct PaymentStatus {
    std::string batch_id;       // OrgnlPmtInfId
    std::string end_to_end_id;  // OrgnlEndToEndId; empty: the batch as a whole
    std::string status;         // ACSC, RJCT, PDNG, ...
    std::string reason;         // AC04, ...
};
struct StatusReport {
    std::string message_id;
    std::string original_message_id;
    std::string group_status;  // RJCT: nothing of the message was taken
    std::string group_reason;
    std::vector<PaymentStatus> statuses;  // at most 100,000
};

// Refusals as those of read_camt_053.
StatusReport read_pain_002(std::string_view xml);

}  // namespace linli::iso20022
