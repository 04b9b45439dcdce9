#include "interop/iso20022/pain_002.hpp"

#include "interop/iso20022/bank_file.hpp"

namespace linli::iso20022 {

using namespace detail;

namespace {

constexpr std::size_t statuses_max = 100'000;

std::string reason_of(pugi::xml_node node) {
    std::string code = text(node, "StsRsnInf/Rsn/Cd", 4);
    return code.empty() ? text(node, "StsRsnInf/Rsn/Prtry", 35) : code;
}

bool is_named(pugi::xml_node node, std::string_view name) {
    const std::string_view whole = node.name();
    return whole == name || whole.ends_with(":" + std::string(name));
}

void add(StatusReport& report, PaymentStatus status, pugi::xml_node node) {
    if (report.statuses.size() == statuses_max)
        throw refuse(node, "iso20022.too_many",
                     {"一个文件最多 100000 笔回执。", "A file has at most 100,000 answers."});
    report.statuses.push_back(std::move(status));
}

}  // namespace

StatusReport read_pain_002(std::string_view xml) {
    pugi::xml_document document;
    const pugi::xml_node message = open_message(
        document, xml, "pain.002", {"pain.002.001.03", "pain.002.001.10"}, "CstmrPmtStsRpt");
    StatusReport report;
    report.message_id = require_text(message, "GrpHdr/MsgId", 35);
    const pugi::xml_node group = require(message, "OrgnlGrpInfAndSts");
    report.original_message_id = require_text(group, "OrgnlMsgId", 35);
    report.group_status = text(group, "GrpSts", 4);
    report.group_reason = reason_of(group);
    for (const pugi::xml_node part : message.children()) {
        if (!is_named(part, "OrgnlPmtInfAndSts")) continue;
        const std::string batch = require_text(part, "OrgnlPmtInfId", 35);
        if (const std::string status = text(part, "PmtInfSts", 4); !status.empty())
            add(report, {batch, "", status, reason_of(part)}, part);
        for (const pugi::xml_node payment : part.children()) {
            if (!is_named(payment, "TxInfAndSts")) continue;
            add(report,
                {batch, require_text(payment, "OrgnlEndToEndId", 35),
                 require_text(payment, "TxSts", 4), reason_of(payment)},
                payment);
        }
    }
    return report;
}

}  // namespace linli::iso20022
