// What banks send: statements and status reports, as they should be and as they should not.
#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "interop/iso20022/camt_053.hpp"
#include "interop/iso20022/pain_002.hpp"

namespace linli::iso20022 {
namespace {

std::string statement(const std::string& entries, const std::string& closing = "112.05",
                      const std::string& version = "camt.053.001.08") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
           "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:" +
           version +
           "\"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-02T18:00:00</CreDtTm>"
           "</GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb>"
           "<FrToDt><FrDtTm>2026-03-02T00:00:00</FrDtTm><ToDtTm>2026-03-02T23:59:59</ToDtTm>"
           "</FrToDt><Acct><Id><Othr><Id>6200001002</Id></Othr></Id></Acct>"
           "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">100</Amt>"
           "<CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>"
           "<Amt Ccy=\"CNY\">" +
           closing + "</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>" + entries +
           "</Stmt></BkToCstmrStmt></Document>";
}

std::string entry(const std::string& amount, const std::string& inside,
                  const std::string& status = "<Sts><Cd>BOOK</Cd></Sts>") {
    return "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd>" + status +
           "<BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef>" + inside +
           "</Ntry>";
}

std::string refused(const std::string& xml) {
    try {
        read_camt_053(xml);
    } catch (const Refusal& refusal) {
        return refusal.code();
    }
    return "read";
}

TEST(Camt053, gives_amounts_in_whole_fen_and_what_the_payer_wrote) {
    const auto all = read_camt_053(
        statement(entry("12.05",
                        "<NtryDtls><TxDtls><Refs><EndToEndId>SB0001</EndToEndId></Refs>"
                        "<RmtInf><Ustrd>三月社保</Ustrd></RmtInf></TxDtls></NtryDtls>")));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].number, 7);
    EXPECT_EQ(all[0].opening, 10'000);
    EXPECT_EQ(all[0].closing, 11'205);
    EXPECT_EQ(all[0].account_number, "6200001002");
    ASSERT_EQ(all[0].lines.size(), 1u);
    EXPECT_EQ(all[0].lines[0].amount, 1'205);
    EXPECT_EQ(all[0].lines[0].side, ledger::Side::credit);
    EXPECT_EQ(all[0].lines[0].end_to_end_id, "SB0001");
    EXPECT_EQ(all[0].lines[0].remittance, "三月社保");
    EXPECT_EQ(all[0].lines[0].booked_on, Date::of(2026, 3, 2));
}

TEST(Camt053, of_the_older_version_and_with_prefixes_is_read_alike) {
    std::string old = statement(entry("12.05", "", "<Sts>BOOK</Sts>"), "112.05", "camt.053.001.02");
    EXPECT_EQ(read_camt_053(old)[0].lines.size(), 1u);
    std::string prefixed =
        "<ns:Document xmlns:ns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
        "<ns:BkToCstmrStmt><ns:Stmt/></ns:BkToCstmrStmt></ns:Document>";
    EXPECT_EQ(refused(prefixed), "iso20022.missing");  // read as far as the empty statement
}

TEST(Camt053, a_batch_booked_as_one_sum_carries_its_identification) {
    const auto all = read_camt_053(
        statement(entry("12.05", "<NtryDtls><Btch><PmtInfId>B7</PmtInfId></Btch></NtryDtls>")));
    EXPECT_EQ(all[0].lines[0].end_to_end_id, "B7");
}

TEST(Camt053, details_become_lines_that_must_make_up_the_entry) {
    const auto details = [](const char* second) {
        return std::string(
                   "<NtryDtls><TxDtls><Refs><EndToEndId>A</EndToEndId></Refs>"
                   "<Amt Ccy=\"CNY\">10.00</Amt></TxDtls><TxDtls><Refs><EndToEndId>B"
                   "</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy=\"CNY\">") +
               second + "</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>";
    };
    const auto all = read_camt_053(statement(entry("12.05", details("2.05"))));
    ASSERT_EQ(all[0].lines.size(), 2u);
    EXPECT_EQ(all[0].lines[1].amount, 205);
    EXPECT_NE(all[0].lines[0].bank_reference, all[0].lines[1].bank_reference);
    EXPECT_EQ(refused(statement(entry("12.05", details("2.04")))), "iso20022.details_sum");
}

TEST(Camt053, what_is_only_announced_is_not_money_yet) {
    EXPECT_TRUE(
        read_camt_053(statement(entry("12.05", "", "<Sts><Cd>PDNG</Cd></Sts>")))[0].lines.empty());
}

TEST(Camt053, that_is_broken_or_strange_is_refused_whole_by_place) {
    const std::string good = statement(entry("12.05", ""));
    EXPECT_EQ(refused(good), "read");
    EXPECT_EQ(refused(good.substr(0, good.size() / 2)), "iso20022.malformed");
    EXPECT_EQ(refused(""), "iso20022.malformed");
    EXPECT_EQ(refused("<html/>"), "iso20022.unknown_message");
    EXPECT_EQ(refused(statement("", "1", "camt.053.001.99")), "iso20022.unknown_message");
    for (const char* amount : {"-1", "1,5", "1.005", "", ".5", "1.", "9999999999999999", "1e3"})
        EXPECT_EQ(refused(statement(entry(amount, ""))), "iso20022.amount") << amount;
    std::string other = good;
    other.replace(other.find("CNY", other.find("<Ntry>")), 3, "USD");
    EXPECT_EQ(refused(other), "iso20022.currency");
    other = good;
    other.replace(other.rfind("CRDT"), 4, "XXXX");
    EXPECT_EQ(refused(other), "iso20022.direction");
    other = good;
    other.replace(other.find("<Dt>2026-03-02"), 14, "<Dt>2026-13-02");
    EXPECT_EQ(refused(other), "iso20022.date");
    other = good;
    other.replace(other.find("CLBD"), 4, "XXXX");
    EXPECT_EQ(refused(other), "iso20022.balance");
    other = good;
    other.replace(other.find("<AcctSvcrRef>R1</AcctSvcrRef>"), 29, "");
    EXPECT_EQ(refused(other), "iso20022.missing");
    try {
        read_camt_053(statement(entry("-1", "")));
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_NE(refusal.words().en.find("Stmt[1]/Ntry[1]/Amt[1]"), std::string::npos)
            << refusal.words().en;
    }
}

TEST(Camt053, declares_no_entities_that_grow) {
    std::string bomb = "<!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" +
                       statement(entry("&b;", ""));
    bomb.erase(bomb.find("<?xml"), bomb.find("?>") + 2 - bomb.find("<?xml"));
    EXPECT_EQ(refused(bomb), "iso20022.amount");
}

TEST(Pain002, tells_which_payments_were_refused_and_why) {
    const StatusReport r = read_pain_002(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
        "<GrpHdr><MsgId>A1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId>"
        "<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>B1"
        "</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
        "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts><TxInfAndSts>"
        "<OrgnlEndToEndId>E2</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>"
        "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>");
    EXPECT_EQ(r.original_message_id, "M1");
    EXPECT_EQ(r.group_status, "PART");
    ASSERT_EQ(r.statuses.size(), 2u);
    EXPECT_EQ(r.statuses[0].end_to_end_id, "E1");
    EXPECT_EQ(r.statuses[0].status, "RJCT");
    EXPECT_EQ(r.statuses[0].reason, "AC04");
    EXPECT_EQ(r.statuses[1].status, "ACSC");
    EXPECT_THROW(read_pain_002("<Document/>"), Refusal);
}

}  // namespace
}  // namespace linli::iso20022
