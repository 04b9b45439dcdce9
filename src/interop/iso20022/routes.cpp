#include "interop/iso20022/routes.hpp"

#include "interop/iso20022/camt_053.hpp"
#include "interop/iso20022/pain_001.hpp"
#include "interop/iso20022/pain_002.hpp"
#include "kernel/finance/routes.hpp"

namespace linli::iso20022 {

using finance::may_approve;
using finance::may_make;

struct BankFile {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(BankFile, (), (text))
inline Limits limits(const BankFile*) {
    return {{"text", {.length_min = 1, .length_max = 16u << 20}}};
}

struct StatementTaken {
    std::string fund;
    std::string reference;
    Date to;
    bool known = false;  // it was here already
    std::int64_t lines = 0;
    std::int64_t matched = 0;
    std::int64_t suspense = 0;
    std::int64_t open = 0;
};
BOOST_DESCRIBE_STRUCT(StatementTaken, (),
                      (fund, reference, to, known, lines, matched, suspense, open))
struct StatementsTaken {
    std::vector<StatementTaken> statements;
};
BOOST_DESCRIBE_STRUCT(StatementsTaken, (), (statements))

namespace {

http::RouteSpec spec(const char* permission, Words words) {
    return {.policy = http::Policy::needs(permission),
            .tag = "finance",
            .words = std::move(words),
            .body_bytes_max = 32u << 20};
}

StatementsTaken take(const finance::Parts& parts, const http::Context& c, store::Tx& tx,
                     const std::vector<finance::BankStatement>& statements) {
    StatementsTaken taken;
    for (const finance::BankStatement& s : statements) {
        const auto done = finance::import_statement(parts, tx, s, c.caller.account());
        const auto fund = finance::require_fund(tx, parts.ledger, done.statement.book_id);
        // A stranger's fund is none that he knows of; everything goes back with the unit of work.
        if (!c.caller.may(may_make, fund.book.area_id))
            throw refuse_not_found(
                "finance.bank_account_unknown",
                {"没有基金登记过这个银行账号。", "No fund has a bank account of this number."});
        taken.statements.push_back({fund.book.code, s.reference, s.to, done.known,
                                    done.statement.lines, done.matched, done.suspense, done.open});
    }
    return taken;
}

PaymentFile file_of(const finance::Parts& parts, store::Tx& tx, const finance::Fund& fund,
                    const finance::BatchRow& batch) {
    const auto payer = finance::require_bank_account(tx, fund.book.id, batch.from_code);
    const std::string id = to_text(batch.id);
    Batch out{id, payer.name, finance::open_number(parts, payer), payer.agent, batch.pay_on, {}};
    out.each_payment = [&parts, &tx, batch_id = batch.id](const PaymentVisitor& visit) {
        for (std::int64_t after = 0;;) {
            const auto items = finance::items(tx, batch_id, after, 1'000);
            for (const finance::ItemRow& item : items) {
                const finance::Payee payee = finance::open_payee(parts, item);
                visit({id_to_text(item.n),
                       to_text(item.id),
                       {item.amount},
                       payee.name,
                       payee.number,
                       item.agent,
                       "",
                       ""});
                after = item.n;
            }
            if (items.size() < 1'000) return;
        }
    };
    return {id, *batch.sent_at, fund.book.zh, {std::move(out)}};
}

}  // namespace

std::string payment_file(const finance::Parts& parts, store::Tx& tx, const finance::Fund& fund,
                         const finance::BatchRow& batch) {
    std::string text;
    write_pain_001(file_of(parts, tx, fund, batch), [&](std::string_view piece) { text += piece; });
    return text;
}

void routes(http::Router& router, const finance::Parts& parts) {
    router.write<BankFile>(
        "POST", "/api/v1/finance/statement-files",
        spec(may_make, {"导入银行对账单（camt.053）", "Import bank statements (camt.053)"}),
        [&parts](http::Context& c, const BankFile& b, store::Tx& tx) {
            return take(parts, c, tx, read_camt_053(b.text));
        });
    router.write<BankFile>(
        "POST", "/api/v1/finance/funds/{fund}/answer-files",
        spec(may_make, {"导入银行付款回执（pain.002）", "Import the bank's answer (pain.002)"}),
        [&parts](http::Context& c, const BankFile& b, store::Tx& tx) {
            const auto fund = finance::require_fund(c, tx, parts, may_make);
            const StatusReport report = read_pain_002(b.text);
            std::vector<finance::BankAnswer> answers;
            // What holds for the whole message holds for its one batch.
            if (report.group_status == "RJCT")
                answers.push_back({report.original_message_id, "", "RJCT", report.group_reason});
            for (const PaymentStatus& s : report.statuses)
                answers.push_back({s.batch_id, s.end_to_end_id, s.status, s.reason});
            return finance::answer(parts, tx, fund, answers, c.caller.account());
        });
    router.write<http::None>(
        "POST", "/api/v1/finance/funds/{fund}/batches/{batch}/files",
        spec(may_approve, {"取付款文件（pain.001）", "The file for the bank (pain.001)"}),
        [&parts](http::Context& c, const http::None&, store::Tx& tx) -> http::Response {
            const auto fund = finance::require_fund(c, tx, parts, may_approve);
            const auto batch = finance::require_batch(tx, c.path_id<finance::BatchId>("batch"));
            if (batch.book_id != fund.book.id || !batch.sent_at)
                throw refuse_conflict("finance.batch_state",
                                      {"这一批还没有发出，没有付款文件。",
                                       "This batch was not sent; it has no file."});
            std::string text = payment_file(parts, tx, fund, batch);
            parts.journal.append(tx, {.actor = c.caller.account(),
                                      .area = batch.area_id,
                                      .action = "finance.batch_file_taken",
                                      .subject_kind = "finance_batch",
                                      .subject_id = batch.id.value});
            return {200,
                    {{"Content-Type", "application/xml"},
                     {"Content-Disposition",
                      "attachment; filename=\"pain001-" + to_text(batch.id) + ".xml\""}},
                    std::move(text)};
        });
}

}  // namespace linli::iso20022
