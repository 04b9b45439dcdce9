#include "demo/bank.hpp"

#include <pugixml.hpp>
#include <sstream>

#include "base/money.hpp"

namespace linli::demo {

namespace {

void amount(pugi::xml_node parent, std::int64_t fen) {
    pugi::xml_node node = parent.append_child("Amt");
    node.append_attribute("Ccy") = "CNY";
    node.text() = to_yuan(Fen{fen}).c_str();
}

void text(pugi::xml_node parent, const char* name, const std::string& value) {
    parent.append_child(name).text() = value.c_str();
}

void balance(pugi::xml_node statement, const char* code, std::int64_t fen) {
    pugi::xml_node node = statement.append_child("Bal");
    text(node.append_child("Tp").append_child("CdOrPrtry"), "Cd", code);
    amount(node, fen < 0 ? -fen : fen);
    text(node, "CdtDbtInd", fen < 0 ? "DBIT" : "CRDT");
}

}  // namespace

void Bank::receive(const std::string& account, std::int64_t fen, const std::string& end_to_end_id,
                   const std::string& remittance) {
    accounts_[account].booked.push_back({true, fen, end_to_end_id, remittance, ""});
}

void Bank::take(const std::string& pain_001) {
    pugi::xml_document document;
    document.load_string(pain_001.c_str());
    const pugi::xml_node message = document.child("Document").child("CstmrCdtTrfInitn");
    for (const pugi::xml_node part : message.children("PmtInf")) {
        const std::string payer =
            part.child("DbtrAcct").child("Id").child("Othr").child("Id").text().get();
        for (const pugi::xml_node payment : part.children("CdtTrfTxInf")) {
            const std::int64_t fen =
                fen_from_yuan(payment.child("Amt").child("InstdAmt").text().get()).value;
            const std::string id = payment.child("PmtId").child("EndToEndId").text().get();
            const std::string payee =
                payment.child("CdtrAcct").child("Id").child("Othr").child("Id").text().get();
            accounts_[payer].booked.push_back({false, fen, id, "", ""});
            if (closed_.contains(payee))
                accounts_[payer].tomorrow.push_back({true, fen, id, "账户已销户", "AC04"});
            else if (accounts_.contains(payee))
                accounts_[payee].booked.push_back({true, fen, id, "", ""});
        }
    }
}

std::string Bank::statement(const std::string& account, Date day) {
    Account& a = accounts_[account];
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("Document");
    root.append_attribute("xmlns") = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    pugi::xml_node message = root.append_child("BkToCstmrStmt");
    const std::string number = std::to_string(++a.statements);
    pugi::xml_node header = message.append_child("GrpHdr");
    text(header, "MsgId", "M" + account + "-" + number);
    text(header, "CreDtTm", to_text(day) + "T20:00:00");
    pugi::xml_node statement = message.append_child("Stmt");
    text(statement, "Id", "S" + account + "-" + number);
    text(statement, "ElctrncSeqNb", number);
    pugi::xml_node days = statement.append_child("FrToDt");
    text(days, "FrDtTm", to_text(day) + "T00:00:00");
    text(days, "ToDtTm", to_text(day) + "T23:59:59");
    text(statement.append_child("Acct").append_child("Id").append_child("Othr"), "Id", account);
    balance(statement, "OPBD", a.balance);
    for (const Booked& b : a.booked)
        a.balance += b.credit ? b.fen : -b.fen;
    balance(statement, "CLBD", a.balance);
    for (const Booked& b : a.booked) {
        pugi::xml_node entry = statement.append_child("Ntry");
        amount(entry, b.fen);
        text(entry, "CdtDbtInd", b.credit ? "CRDT" : "DBIT");
        text(entry.append_child("Sts"), "Cd", "BOOK");
        text(entry.append_child("BookgDt"), "Dt", to_text(day));
        text(entry, "AcctSvcrRef", "R" + std::to_string(++references_));
        pugi::xml_node details = entry.append_child("NtryDtls").append_child("TxDtls");
        text(details.append_child("Refs"), "EndToEndId",
             b.end_to_end_id.empty() ? "NOTPROVIDED" : b.end_to_end_id);
        if (!b.remittance.empty()) text(details.append_child("RmtInf"), "Ustrd", b.remittance);
        if (!b.reason.empty())
            text(details.append_child("RtrInf").append_child("Rsn"), "Cd", b.reason);
    }
    a.booked = std::move(a.tomorrow);
    a.tomorrow.clear();
    std::ostringstream out;
    document.save(out, "", pugi::format_raw);
    return out.str();
}

}  // namespace linli::demo
