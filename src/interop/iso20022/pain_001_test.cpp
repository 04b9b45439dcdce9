#include "interop/iso20022/pain_001.hpp"

#include <gtest/gtest.h>

#include "base/refusal.hpp"

namespace linli::iso20022 {
namespace {

Payment payment(int n, std::int64_t fen) {
    const std::string id = std::to_string(n);
    return {"I" + id, "E" + id, {fen}, "王小明", "6222000000000001", "102100099996", "", ""};
}

PaymentFile file_of(std::vector<Payment> payments) {
    PaymentFile file{"M1", instant_from_text("2026-11-24T08:00:00Z"), "社会保险基金", {}};
    file.batches.push_back({"B1", "支出户", "0200001", "102100000001", Date::of(2026, 11, 25),
                            [payments](const PaymentVisitor& visit) {
                                for (const Payment& p : payments)
                                    visit(p);
                            }});
    return file;
}

std::string written(const PaymentFile& file) {
    std::string out;
    write_pain_001(file, [&](std::string_view piece) { out += piece; });
    return out;
}

void expect_refused(const PaymentFile& file, const std::string& code, const std::string& field) {
    std::string out;
    try {
        write_pain_001(file, [&](std::string_view piece) { out += piece; });
        FAIL() << "not refused";
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), code);
        ASSERT_EQ(refusal.fields().size(), 1U);
        EXPECT_EQ(refusal.fields()[0].field, field);
    }
    EXPECT_EQ(out, "");
}

TEST(Pain001, has_its_elements_in_the_order_of_the_standard) {
    Payment p = payment(1, 1205);
    p.creditor_name = "甲<&>乙";
    p.purpose = "PENSION";
    p.remittance = "十一月养老金";
    EXPECT_EQ(
        written(file_of({p})),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn>"
        "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-24T08:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>"
        "<CtrlSum>12.05</CtrlSum><InitgPty><Nm>社会保险基金</Nm></InitgPty></GrpHdr>\n"
        "<PmtInf><PmtInfId>B1</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>1</NbOfTxs>"
        "<CtrlSum>12.05</CtrlSum><ReqdExctnDt><Dt>2026-11-25</Dt></ReqdExctnDt>"
        "<Dbtr><Nm>支出户</Nm></Dbtr>"
        "<DbtrAcct><Id><Othr><Id>0200001</Id></Othr></Id></DbtrAcct>"
        "<DbtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>"
        "<MmbId>102100000001</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>\n"
        "<CdtTrfTxInf><PmtId><InstrId>I1</InstrId><EndToEndId>E1</EndToEndId></PmtId>"
        "<Amt><InstdAmt Ccy=\"CNY\">12.05</InstdAmt></Amt>"
        "<CdtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>"
        "<MmbId>102100099996</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>"
        "<Cdtr><Nm>甲&lt;&amp;&gt;乙</Nm></Cdtr>"
        "<CdtrAcct><Id><Othr><Id>6222000000000001</Id></Othr></Id></CdtrAcct>"
        "<Purp><Prtry>PENSION</Prtry></Purp><RmtInf><Ustrd>十一月养老金</Ustrd></RmtInf>"
        "</CdtTrfTxInf>\n</PmtInf>\n</CstmrCdtTrfInitn></Document>\n");
}

TEST(Pain001, of_a_hundred_thousand_payments_comes_in_small_pieces_and_one_more_is_refused) {
    std::size_t count = payments_max;
    PaymentFile file = file_of({});
    file.batches[0].each_payment = [&count](const PaymentVisitor& visit) {
        for (std::size_t i = 0; i < count; ++i)
            visit(payment(static_cast<int>(i), 1));
    };
    std::size_t largest = 0;
    std::string first;
    write_pain_001(file, [&](std::string_view piece) {
        if (first.empty()) first = piece;
        largest = std::max(largest, piece.size());
    });
    EXPECT_LT(largest, 20'000U);
    EXPECT_NE(first.find("<NbOfTxs>100000</NbOfTxs><CtrlSum>1000.00</CtrlSum>"), std::string::npos);
    ++count;
    expect_refused(file, "iso20022.too_many", "batches[0].payments[100000]");
}

TEST(Pain001, adds_up_each_batch_and_the_whole) {
    PaymentFile file = file_of({payment(1, 10), payment(2, 20)});
    file.batches.push_back(file_of({payment(3, 5)}).batches[0]);
    file.batches[1].batch_id = "B2";
    const std::string out = written(file);
    EXPECT_NE(out.find("<NbOfTxs>3</NbOfTxs><CtrlSum>0.35</CtrlSum>"), std::string::npos);
    EXPECT_NE(out.find("<NbOfTxs>2</NbOfTxs><CtrlSum>0.30</CtrlSum>"), std::string::npos);
    EXPECT_NE(out.find("<NbOfTxs>1</NbOfTxs><CtrlSum>0.05</CtrlSum>"), std::string::npos);
}

TEST(Pain001, refuses_before_the_first_byte_what_a_bank_would_send_back) {
    const std::string second = "batches[0].payments[1]";
    const auto with = [](auto change) {
        Payment p = payment(2, 1);
        change(p);
        return file_of({payment(1, 1), p});
    };
    expect_refused(with([](Payment& p) { p.amount = {0}; }), "iso20022.amount", second + ".amount");
    expect_refused(with([](Payment& p) { p.amount = {999'999'999'999'999'999}; }),
                   "iso20022.amount", second + ".amount");
    expect_refused(with([](Payment& p) { p.end_to_end_id = "E1"; }), "iso20022.duplicate",
                   second + ".end_to_end_id");
    expect_refused(with([](Payment& p) { p.end_to_end_id = std::string(36, 'E'); }),
                   "iso20022.text", second + ".end_to_end_id");
    expect_refused(with([](Payment& p) { p.creditor_agent = "12345"; }), "iso20022.agent",
                   second + ".creditor_agent");
    expect_refused(with([](Payment& p) { p.remittance = "a\nb"; }), "iso20022.text",
                   second + ".remittance");
    expect_refused(with([](Payment& p) { p.creditor_name = "\xFF"; }), "iso20022.text",
                   second + ".creditor_name");
    expect_refused(file_of({}), "iso20022.empty", "batches[0].payments");
}

TEST(Pain001, counts_characters_and_not_bytes_of_a_chinese_name) {
    Payment p = payment(1, 1);
    p.creditor_name.clear();
    for (int i = 0; i < 140; ++i)
        p.creditor_name += "王";
    EXPECT_NE(written(file_of({p})).find(p.creditor_name), std::string::npos);
    p.creditor_name += "王";
    expect_refused(file_of({p}), "iso20022.text", "batches[0].payments[0].creditor_name");
}

TEST(Pain001, is_never_finished_with_other_payments_than_those_that_were_checked) {
    PaymentFile file = file_of({});
    int visits = 0;
    file.batches[0].each_payment = [&visits](const PaymentVisitor& visit) {
        visit(payment(1, ++visits));
    };
    EXPECT_THROW(written(file), BrokenInvariant);
}

}  // namespace
}  // namespace linli::iso20022
