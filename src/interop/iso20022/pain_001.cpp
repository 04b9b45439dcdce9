#include "interop/iso20022/pain_001.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/refusal.hpp"
#include "base/text.hpp"

namespace linli::iso20022 {

namespace {

constexpr std::int64_t amount_max = 999'999'999'999'999'999;  // 18 digits
constexpr std::size_t piece_bytes = 16 * 1024;

struct Total {
    std::size_t count = 0;
    Fen sum;
    bool operator==(const Total&) const = default;
};

Refusal unusable_text(const std::string& field, std::size_t max) {
    const std::string n = std::to_string(max);
    return refuse_field(field, "iso20022.text",
                        {"内容为空、超过 " + n + " 个字符或含有银行报文不允许的字符，请更正",
                         "Empty, longer than " + n +
                             " characters, or with characters that a bank message cannot carry; "
                             "correct it"});
}

bool is_bank_text(std::string_view text) {
    if (!is_utf8(text)) return false;
    // XML 1.0 has no U+FFFE and U+FFFF, and no control character serves in a bank's line of text.
    if (text.find("\xEF\xBF\xBE") != std::string_view::npos) return false;
    if (text.find("\xEF\xBF\xBF") != std::string_view::npos) return false;
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void check_text(std::string_view text, std::size_t max, const std::string& field) {
    if (!is_bank_text(text) || trim(text).empty() || code_points(text) > max)
        throw unusable_text(field, max);
}

void check_optional(std::string_view text, std::size_t max, const std::string& field) {
    if (!text.empty()) check_text(text, max, field);
}

// Identifications come back from other systems: only the letters that all of them keep.
void check_id(std::string_view id, std::size_t max, const std::string& field) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+";
    if (id.empty() || id.size() > max || id.find_first_not_of(allowed) != std::string_view::npos)
        throw unusable_text(field, max);
}

void check_agent(std::string_view agent, const std::string& field) {
    const bool digits = agent.find_first_not_of("0123456789") == std::string_view::npos;
    if (agent.size() == 12 && digits) return;
    throw refuse_field(field, "iso20022.agent",
                       {"开户行行号应为 12 位支付系统行号，请更正",
                        "The bank's number must be its twelve digits in CNAPS; correct it"});
}

void add_amount(Total& total, Fen amount, const std::string& field) {
    if (amount.value <= 0 || amount.value > amount_max - total.sum.value)
        throw refuse_field(field, "iso20022.amount",
                           {"金额须大于零，且合计不超过 18 位数字，请更正",
                            "The amount must be above zero and the sum within 18 digits; "
                            "correct it"});
    total.sum = total.sum + amount;
    ++total.count;
}

Refusal used_twice(const std::string& field) {
    return refuse_field(field, "iso20022.duplicate",
                        {"同一文件内编号重复，请使用不同的编号",
                         "The identification is used twice in this file; use another one"});
}

void check_payment(const Payment& p, const std::string& at) {
    check_id(p.instruction_id, 35, at + ".instruction_id");
    check_id(p.end_to_end_id, 35, at + ".end_to_end_id");
    check_text(p.creditor_name, 140, at + ".creditor_name");
    check_id(p.creditor_account, 34, at + ".creditor_account");
    check_agent(p.creditor_agent, at + ".creditor_agent");
    check_optional(p.purpose, 35, at + ".purpose");
    check_optional(p.remittance, 140, at + ".remittance");
}

struct Checked {
    Total whole;
    std::vector<Total> batches;
};

class Checker {
  public:
    Checked check(const PaymentFile& file) {
        check_id(file.message_id, 35, "message_id");
        check_text(file.initiating_party, 140, "initiating_party");
        for (std::size_t i = 0; i < file.batches.size(); ++i)
            check_batch(file.batches[i], "batches[" + std::to_string(i) + "]");
        if (checked_.batches.empty()) throw empty("batches");
        return std::move(checked_);
    }

  private:
    static Refusal empty(const std::string& field) {
        return refuse_field(
            field, "iso20022.empty",
            {"没有任何付款，请至少加入一笔", "There is no payment; add at least one"});
    }

    void check_batch(const Batch& batch, const std::string& at) {
        check_id(batch.batch_id, 35, at + ".batch_id");
        if (!batch_ids_.insert(batch.batch_id).second) throw used_twice(at + ".batch_id");
        check_text(batch.debtor_name, 140, at + ".debtor_name");
        check_id(batch.debtor_account, 34, at + ".debtor_account");
        check_agent(batch.debtor_agent, at + ".debtor_agent");
        Total total;
        batch.each_payment([&](const Payment& p) {
            const std::string here = at + ".payments[" + std::to_string(total.count) + "]";
            if (checked_.whole.count == payments_max)
                throw refuse_field(here, "iso20022.too_many",
                                   {"一个文件最多 100000 笔付款，请拆分",
                                    "A file holds at most 100000 payments; split it"});
            check_payment(p, here);
            if (!end_to_end_ids_.insert(p.end_to_end_id).second)
                throw used_twice(here + ".end_to_end_id");
            add_amount(checked_.whole, p.amount, here + ".amount");
            add_amount(total, p.amount, here + ".amount");
        });
        if (total.count == 0) throw empty(at + ".payments");
        checked_.batches.push_back(total);
    }

    Checked checked_;
    std::unordered_set<std::string> batch_ids_;
    std::unordered_set<std::string> end_to_end_ids_;
};

class Writer {
  public:
    explicit Writer(const Sink& sink) : sink_(sink) {}

    void open(std::string_view name) { raw("<").raw(name).raw(">"); }
    void close(std::string_view name) { raw("</").raw(name).raw(">"); }
    void element(std::string_view name, std::string_view text) {
        open(name);
        escaped(text);
        close(name);
    }
    Writer& raw(std::string_view text) {
        piece_ += text;
        if (piece_.size() >= piece_bytes) flush();
        return *this;
    }
    void flush() {
        if (!piece_.empty()) sink_(piece_);
        piece_.clear();
    }

  private:
    void escaped(std::string_view text) {
        for (const char c : text) {
            if (c == '&')
                raw("&amp;");
            else if (c == '<')
                raw("&lt;");
            else if (c == '>')
                raw("&gt;");
            else
                raw({&c, 1});
        }
    }

    const Sink& sink_;
    std::string piece_;
};

void write_total(Writer& w, const Total& total) {
    w.element("NbOfTxs", std::to_string(total.count));
    w.element("CtrlSum", to_yuan(total.sum));
}

void write_party(Writer& w, std::string_view role, std::string_view name) {
    w.open(role);
    w.element("Nm", name);
    w.close(role);
}

void write_account(Writer& w, std::string_view role, std::string_view number) {
    w.open(role);
    w.raw("<Id><Othr>");
    w.element("Id", number);
    w.raw("</Othr></Id>");
    w.close(role);
}

void write_agent(Writer& w, std::string_view role, std::string_view number) {
    w.open(role);
    w.raw("<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>");
    w.element("MmbId", number);
    w.raw("</ClrSysMmbId></FinInstnId>");
    w.close(role);
}

void write_payment(Writer& w, const Payment& p) {
    w.raw("<CdtTrfTxInf><PmtId>");
    w.element("InstrId", p.instruction_id);
    w.element("EndToEndId", p.end_to_end_id);
    w.raw("</PmtId><Amt><InstdAmt Ccy=\"CNY\">").raw(to_yuan(p.amount)).raw("</InstdAmt></Amt>");
    write_agent(w, "CdtrAgt", p.creditor_agent);
    write_party(w, "Cdtr", p.creditor_name);
    write_account(w, "CdtrAcct", p.creditor_account);
    if (!p.purpose.empty()) {
        w.open("Purp");
        w.element("Prtry", p.purpose);
        w.close("Purp");
    }
    if (!p.remittance.empty()) {
        w.open("RmtInf");
        w.element("Ustrd", p.remittance);
        w.close("RmtInf");
    }
    w.raw("</CdtTrfTxInf>\n");
}

void write_batch(Writer& w, const Batch& batch, const Total& expected) {
    w.open("PmtInf");
    w.element("PmtInfId", batch.batch_id);
    w.element("PmtMtd", "TRF");
    write_total(w, expected);
    w.open("ReqdExctnDt");
    w.element("Dt", to_text(batch.requested));
    w.close("ReqdExctnDt");
    write_party(w, "Dbtr", batch.debtor_name);
    write_account(w, "DbtrAcct", batch.debtor_account);
    write_agent(w, "DbtrAgt", batch.debtor_agent);
    w.raw("\n");
    Total written;
    batch.each_payment([&](const Payment& p) {
        write_payment(w, p);
        written.sum = written.sum + p.amount;
        ++written.count;
    });
    // Other payments than those that were checked: the file must not become a whole one.
    LINLI_CHECK(written == expected);
    w.raw("</PmtInf>\n");
}

}  // namespace

void write_pain_001(const PaymentFile& file, const Sink& sink) {
    const Checked checked = Checker{}.check(file);
    Writer w(sink);
    w.raw(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">"
        "<CstmrCdtTrfInitn><GrpHdr>");
    w.element("MsgId", file.message_id);
    w.element("CreDtTm", to_text(file.created_at));
    write_total(w, checked.whole);
    write_party(w, "InitgPty", file.initiating_party);
    w.raw("</GrpHdr>\n");
    for (std::size_t i = 0; i < file.batches.size(); ++i)
        write_batch(w, file.batches[i], checked.batches[i]);
    w.raw("</CstmrCdtTrfInitn></Document>\n");
    w.flush();
}

}  // namespace linli::iso20022
