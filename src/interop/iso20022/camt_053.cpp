#include "interop/iso20022/camt_053.hpp"

#include "base/text.hpp"
#include "interop/iso20022/bank_file.hpp"

namespace linli::iso20022 {

using namespace detail;

namespace {

constexpr std::size_t statements_max = 100;
constexpr std::size_t lines_max = 20'000;

std::string_view name_of(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> out;
    for (const pugi::xml_node node : parent.children())
        if (name_of(node) == name) out.push_back(node);
    return out;
}

std::int64_t signed_fen(pugi::xml_node balance) {
    const std::int64_t fen = require_fen(balance, "Amt");
    return is_credit(balance) ? fen : -fen;
}

// A balance by its code; PRCD (closing of the period before) serves as opening.
std::optional<std::int64_t> balance(pugi::xml_node statement, std::string_view code) {
    for (const pugi::xml_node b : children(statement, "Bal"))
        if (text(b, "Tp/CdOrPrtry/Cd", 4) == code) return signed_fen(b);
    return std::nullopt;
}

std::string end_to_end(pugi::xml_node details) {
    std::string id = text(details, "Refs/EndToEndId", 35);
    return id == "NOTPROVIDED" ? std::string() : id;
}

std::string remittance(pugi::xml_node details) {
    std::string out;
    for (const pugi::xml_node information : children(details, "RmtInf"))
        for (const pugi::xml_node u : children(information, "Ustrd"))
            if (is_utf8(u.text().get())) out += u.text().get();
    return std::string(first_code_points(out, 280));
}

std::string return_reason(pugi::xml_node details) {
    std::string code = text(details, "RtrInf/Rsn/Cd", 4);
    return code.empty() ? text(details, "RtrInf/Rsn/Prtry", 35) : code;
}

void add_details(finance::BankStatement& statement, const finance::StatementLine& entry,
                 const std::vector<pugi::xml_node>& details, pugi::xml_node node) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < details.size(); ++i) {
        finance::StatementLine line = entry;
        const char* const direct = "Amt";
        const char* const older = "AmtDtls/TxAmt/Amt";
        const bool has_direct = !children(details[i], "Amt").empty();
        line.amount = require_fen(details[i], has_direct ? direct : older);
        line.bank_reference += "/" + std::to_string(i + 1);
        line.end_to_end_id = end_to_end(details[i]);
        line.remittance = remittance(details[i]);
        line.reason_code = return_reason(details[i]);
        sum += line.amount;
        statement.lines.push_back(std::move(line));
    }
    if (sum != entry.amount)
        throw refuse(node, "iso20022.details_sum",
                     {"明细之和不等于这一笔的金额，整份未读。",
                      "The details do not make the amount of the entry; nothing was taken."});
}

void add_entry(finance::BankStatement& statement, pugi::xml_node node) {
    std::string status = text(node, "Sts/Cd", 4);
    if (status.empty()) status = text(node, "Sts", 4);
    if (status != "BOOK") return;  // announced, not booked
    finance::StatementLine line;
    line.amount = require_fen(node, "Amt");
    line.side = is_credit(node) ? ledger::Side::credit : ledger::Side::debit;
    line.booked_on = require_day(node, "BookgDt");
    line.bank_reference = text(node, "AcctSvcrRef", 35);
    if (line.bank_reference.empty()) line.bank_reference = require_text(node, "NtryRef", 35);
    std::vector<pugi::xml_node> details;
    for (const pugi::xml_node part : children(node, "NtryDtls"))
        for (const pugi::xml_node d : children(part, "TxDtls"))
            details.push_back(d);
    if (details.size() > 1) return add_details(statement, line, details, node);
    if (!details.empty()) {
        line.end_to_end_id = end_to_end(details[0]);
        line.remittance = remittance(details[0]);
        line.reason_code = return_reason(details[0]);
    }
    if (line.end_to_end_id.empty()) line.end_to_end_id = text(node, "NtryDtls/Btch/PmtInfId", 35);
    statement.lines.push_back(std::move(line));
}

std::int64_t sequence_of(pugi::xml_node node) {
    const std::string digits = require_text(node, "ElctrncSeqNb", 18);
    std::int64_t number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            throw refuse(node, "iso20022.text",
                         {"对账单序号应为数字。", "The sequence number has digits."});
        number = number * 10 + (c - '0');
    }
    return number;
}

finance::BankStatement statement_of(pugi::xml_node node) {
    finance::BankStatement s;
    s.reference = require_text(node, "Id", 35);
    s.number = sequence_of(node);
    s.from = require_day(node, "FrToDt/FrDtTm");
    s.to = require_day(node, "FrToDt/ToDtTm");
    s.account_number = text(node, "Acct/Id/IBAN", 34);
    if (s.account_number.empty()) s.account_number = require_text(node, "Acct/Id/Othr/Id", 34);
    auto opening = balance(node, "OPBD");
    if (!opening) opening = balance(node, "PRCD");
    const auto closing = balance(node, "CLBD");
    if (!opening || !closing)
        throw refuse(node, "iso20022.balance",
                     {"缺少期初余额（OPBD）或期末余额（CLBD）。",
                      "Lacks the opening (OPBD) or closing (CLBD) balance."});
    s.opening = *opening;
    s.closing = *closing;
    for (const pugi::xml_node entry : children(node, "Ntry")) {
        add_entry(s, entry);
        if (s.lines.size() > lines_max)
            throw refuse(node, "iso20022.too_many",
                         {"一份对账单最多 20000 笔，请向银行索取按日的对账单。",
                          "A statement has at most 20,000 lines; ask the bank for daily ones."});
    }
    return s;
}

}  // namespace

std::vector<finance::BankStatement> read_camt_053(std::string_view xml) {
    pugi::xml_document document;
    const pugi::xml_node message = open_message(
        document, xml, "camt.053", {"camt.053.001.02", "camt.053.001.08"}, "BkToCstmrStmt");
    std::vector<finance::BankStatement> out;
    (void)require(message, "Stmt");
    for (const pugi::xml_node node : children(message, "Stmt")) {
        if (out.size() == statements_max)
            throw refuse(node, "iso20022.too_many",
                         {"一个文件最多 100 份对账单。", "A file has at most 100 statements."});
        out.push_back(statement_of(node));
    }
    return out;
}

}  // namespace linli::iso20022
