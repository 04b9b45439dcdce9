#include "kernel/finance/payments.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "kernel/finance/bank.hpp"
#include "kernel/finance/differences.hpp"
#include "kernel/identity/sealed.hpp"
#include "store/bulk.hpp"

namespace linli::finance {

namespace {

#define LINLI_BATCH                                                                                \
    "SELECT id, book_id, area_id, event, from_code, title, pay_on, state, items, total, made_by, " \
    "made_by_person, made_at, checked_by, checked_by_person, checked_at, approved_by, "            \
    "approved_by_person, approved_at, sent_on, sent_at, reason FROM finance_batch "
#define LINLI_ITEM                                                                          \
    "SELECT id, batch_id, n, person_id, case_id, name_sealed, name_masked, number_sealed, " \
    "number_masked, agent, amount, parts, account_part, state, reason_code, repeats, "      \
    "answered_on FROM finance_item "

constexpr store::Sql batch_by_id{"finance.batch", LINLI_BATCH "WHERE id = ?"};
constexpr store::Sql batches_before{
    "finance.batches_before", LINLI_BATCH "WHERE book_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
constexpr store::Sql set_checked{"finance.set_checked",
                                 "UPDATE finance_batch SET state = 'checked', checked_by = ?, "
                                 "checked_by_person = ?, checked_at = ? "
                                 "WHERE id = ? AND state = 'draft'"};
constexpr store::Sql set_approved{"finance.set_approved",
                                  "UPDATE finance_batch SET state = 'approved', approved_by = ?, "
                                  "approved_by_person = ?, approved_at = ? "
                                  "WHERE id = ? AND state = 'checked'"};
constexpr store::Sql set_sent{"finance.set_sent",
                              "UPDATE finance_batch SET state = 'sent', sent_on = ?, sent_at = ? "
                              "WHERE id = ? AND state = 'approved'"};
constexpr store::Sql set_withdrawn{"finance.set_withdrawn",
                                   "UPDATE finance_batch SET state = 'withdrawn', reason = ? "
                                   "WHERE id = ? AND state IN ('draft', 'checked', 'approved')"};
constexpr store::Sql withdraw_items{"finance.withdraw_items",
                                    "UPDATE finance_item SET state = 'withdrawn' "
                                    "WHERE batch_id = ?"};
constexpr store::Sql close_when_answered{
    "finance.close_when_answered",
    "UPDATE finance_batch SET state = 'closed' WHERE id = ? AND state = 'sent' AND NOT EXISTS "
    "(SELECT 1 FROM finance_item WHERE batch_id = ? AND state = 'waiting')"};
constexpr store::Sql item_by_id{"finance.item", LINLI_ITEM "WHERE id = ?"};
constexpr store::Sql items_after{"finance.items_after",
                                 LINLI_ITEM "WHERE batch_id = ? AND n > ? ORDER BY n LIMIT ?"};
constexpr store::Sql items_by_state{
    "finance.items_by_state", LINLI_ITEM
    "WHERE state = ? AND id > ? AND batch_id IN (SELECT id FROM finance_batch WHERE book_id = ?) "
    "ORDER BY id LIMIT ?"};
constexpr store::Sql set_item{"finance.set_item",
                              "UPDATE finance_item SET state = ?, reason_code = ?, answered_on = ? "
                              "WHERE id = ?"};

crypto::SealedAt at(const char* column, ItemId id) {
    return {"finance_item", column, id.value};
}

// Own transfers pay nobody else: their one item is an account of the fund.
bool is_transfer(std::string_view event) {
    return event == "swept" || event == "funded";
}

void require_payee(const NewItem& item, std::size_t n) {
    const auto field = [&](const char* name) { return "items[" + std::to_string(n) + "]." + name; };
    if (item.name.empty() || code_points(item.name) > 70)
        throw refuse_field(
            field("name"), "finance.payee_malformed",
            {"收款人户名应为 1 到 70 个字。", "A payee's name has 1 to 70 characters."});
    const auto digits = [](const std::string& s) {
        return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (item.number.size() < 6 || item.number.size() > 34 || !digits(item.number))
        throw refuse_field(
            field("number"), "finance.payee_malformed",
            {"收款账号应为 6 到 34 位数字。", "A payee's account has 6 to 34 digits."});
    if (item.agent.size() != 12 || !digits(item.agent))
        throw refuse_field(field("agent"), "finance.payee_malformed",
                           {"开户行行号应为 12 位数字（大额支付系统行号）。",
                            "The number of the payee's bank has 12 digits (CNAPS)."});
    if (item.account_part < 0)
        throw refuse_field(field("account_part"), "finance.amount_negative",
                           {"金额不能为负。", "Amounts are not negative."});
    for (const auto& [code, amount] : item.parts)
        if (amount <= 0)
            throw refuse_field(field("parts"), "finance.amount_negative",
                               {"每一部分的金额应大于零。", "Each part is above nought."});
}

http::PersonId require_person(const Parts& parts, store::Tx& tx, http::AccountId account) {
    if (const auto person = parts.person_of(tx, account)) return *person;
    throw refuse_forbidden(
        "finance.person_needed",
        {"经办、复核、审批须由实名人员办理：请先完成本账号的实名登记。",
         "Payments are made, checked and approved by real-name persons; register "
         "this account first."});
}

void require_another(http::PersonId person, std::optional<http::PersonId> other) {
    if (other && *other == person)
        throw refuse_forbidden(
            "finance.same_person",
            {"经办、复核、审批必须是三个不同的人；您已经办理过这一批。",
             "Making, checking and approving are done by three different people; "
             "you have acted on this batch already."});
}

[[noreturn]] void refuse_state(const BatchRow& b) {
    throw refuse_conflict("finance.batch_state",
                          {"这一批现在的状态是“" + std::string(enum_to_text(b.state)) +
                               "”，不能这样办理；请刷新后再看。",
                           "This batch is “" + std::string(enum_to_text(b.state)) +
                               "” now, which does not allow this; reload it."});
}

ItemRow row_of(const Parts& parts, BatchId batch, std::int64_t n, const NewItem& item) {
    ItemRow row;
    row.id = parts.ids.make<ItemId>();
    row.batch_id = batch;
    row.n = n;
    row.person_id = item.person;
    if (item.case_id != 0) row.case_id = item.case_id;
    row.name_sealed = parts.keys.seal(item.name, at("name", row.id));
    row.name_masked = identity::masked_name(item.name);
    row.number_sealed = parts.keys.seal(item.number, at("number", row.id));
    row.number_masked = masked_number(item.number);
    row.agent = item.agent;
    row.parts = item.parts;
    for (const auto& [code, amount] : item.parts)
        row.amount += amount;
    row.account_part = item.account_part;
    return row;
}

// What was sent back is paid to the same payee again.
ItemRow repeat_of(const Parts& parts, store::Tx& tx, const Fund& fund, BatchId batch,
                  std::int64_t n, ItemId returned) {
    const auto old = find_item(tx, returned);
    if (!old || require_batch(tx, old->batch_id).book_id != fund.book.id)
        throw refuse_not_found("finance.item_unknown",
                               {"没有这笔付款。", "There is no such payment."});
    if (old->state != ItemState::returned)
        throw refuse_conflict("finance.item_not_returned",
                              {"这笔付款没有被退回，不能重发。",
                               "This payment was not returned; it cannot be repeated."});
    const Payee payee = open_payee(parts, *old);
    NewItem item{old->person_id, old->case_id.value_or(0), payee.name, payee.number,
                 old->agent,     {{"total", old->amount}}, 0};
    ItemRow row = row_of(parts, batch, n, item);
    row.repeats = old->id;
    return row;
}

// What the rules cannot post, or do not post out of that account, is refused before anybody checks
// it.
void require_pays(const Parts& parts, const Fund& fund, const BatchRow& b,
                  const BusinessEvent& event) {
    std::int64_t leaves = 0;
    for (const Entry& entry : entries_of(parts, event, date_in_china(parts.clock.now())))
        for (const Line& line : entry.lines)
            if (entry.book == fund.book.code && line.side == ledger::Side::credit &&
                line.account == b.from_code)
                leaves += line.amount;
    if (leaves != b.total)
        throw refuse_field("event", "finance.event_unsuitable",
                           {"按记账规则，这类业务不是从这个账户付款；请另选业务或账户。",
                            "By the posting rules this event does not pay out of this account; "
                            "choose another event or account."});
}

void note(const Parts& parts, store::Tx& tx, const BatchRow& b, const char* action,
          http::AccountId by, json::object details = {}) {
    parts.journal.append(tx, {.actor = by,
                              .area = b.area_id,
                              .action = action,
                              .subject_kind = "finance_batch",
                              .subject_id = b.id.value,
                              .details = std::move(details)});
}

}  // namespace

BatchRow make_batch(const Parts& parts, store::Tx& tx, const Fund& fund, const NewBatch& b,
                    http::AccountId by) {
    const bool repeated = b.event == "payment_repeated";
    const std::size_t count = repeated ? b.repeats.size() : b.items.size();
    if (count == 0)
        throw refuse_field("items", "finance.batch_empty",
                           {"这一批没有付款，请至少加入一笔。",
                            "This batch pays nobody; add one payment at least."});
    if (count > items_max)
        throw Refusal(
            RefusalKind::too_large, "finance.batch_too_large",
            {"一批最多 50000 笔，请分批。", "A batch has at most 50,000 payments; split it."});
    require_bank_account(tx, fund.book.id, b.from_code);
    BatchRow row;
    row.id = parts.ids.make<BatchId>();
    row.book_id = fund.book.id;
    row.area_id = fund.book.area_id;
    row.event = b.event;
    row.from_code = b.from_code;
    row.title = b.title;
    row.pay_on = b.pay_on;
    row.made_by = by;
    row.made_by_person = require_person(parts, tx, by);
    row.made_at = parts.clock.now();
    std::vector<ItemRow> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto n = static_cast<std::int64_t>(i) + 1;
        if (!repeated) require_payee(b.items[i], i);
        rows.push_back(repeated ? repeat_of(parts, tx, fund, row.id, n, b.repeats[i])
                                : row_of(parts, row.id, n, b.items[i]));
        row.total += rows.back().amount;
    }
    row.items = static_cast<std::int64_t>(rows.size());
    tx.insert("finance_batch", row);
    static const store::Bulk<ItemRow> bulk{"finance_item"};
    try {
        bulk.insert(tx, rows);
    } catch (const store::UniqueViolation&) {
        throw refuse_conflict("finance.item_repeated",
                              {"其中有退回的付款已经在另一批重发。",
                               "A returned payment among these is being repeated already."});
    }
    require_pays(parts, fund, row, event_of_batch(tx, fund, row, b.pay_on));
    note(parts, tx, row, "finance.batch_made", by, {{"items", row.items}, {"total", row.total}});
    return row;
}

BusinessEvent event_of_batch(store::Tx& tx, const Fund& fund, const BatchRow& b, Date on) {
    BusinessEvent e;
    e.id = "batch:" + to_text(b.id);
    e.event = b.event;
    e.fund = fund.book.code;
    e.date = on;
    e.facts = {{"account", b.from_code}};
    e.amounts["total"] = b.total;
    std::map<http::PersonId, std::int64_t> persons;
    tx.each<ItemRow>(
        [&](ItemRow&& item) {
            for (const auto& [code, amount] : item.parts)
                if (code != "total") e.amounts[code] += amount;
            if (item.person_id && item.account_part > 0)
                persons[*item.person_id] += item.account_part;
        },
        items_after, b.id, 0, static_cast<int>(items_max));
    for (const auto& [person, amount] : persons)
        e.persons.push_back({person, amount});
    return e;
}

BatchRow require_batch(store::Tx& tx, BatchId id) {
    if (auto row = tx.one<BatchRow>(batch_by_id, id)) return *row;
    throw refuse_not_found("finance.batch_unknown",
                           {"没有这一批付款。", "There is no such batch of payments."});
}

BatchRow check_batch(const Parts& parts, store::Tx& tx, BatchId id, http::AccountId by) {
    const BatchRow b = require_batch(tx, id);
    const http::PersonId person = require_person(parts, tx, by);
    require_another(person, b.made_by_person);
    if (tx.run(set_checked, by, person, parts.clock.now(), id) != 1) refuse_state(b);
    note(parts, tx, b, "finance.batch_checked", by);
    return require_batch(tx, id);
}

BatchRow approve_batch(const Parts& parts, store::Tx& tx, BatchId id, http::AccountId by) {
    const BatchRow b = require_batch(tx, id);
    const http::PersonId person = require_person(parts, tx, by);
    require_another(person, b.made_by_person);
    require_another(person, b.checked_by_person);
    if (tx.run(set_approved, by, person, parts.clock.now(), id) != 1) refuse_state(b);
    note(parts, tx, b, "finance.batch_approved", by);
    return require_batch(tx, id);
}

BatchRow withdraw_batch(const Parts& parts, store::Tx& tx, BatchId id, http::AccountId by,
                        const std::string& reason) {
    const BatchRow b = require_batch(tx, id);
    if (tx.run(set_withdrawn, reason, id) != 1) refuse_state(b);
    tx.run(withdraw_items, id);
    note(parts, tx, b, "finance.batch_withdrawn", by);
    return require_batch(tx, id);
}

BatchRow send_batch(const Parts& parts, store::Tx& tx, BatchId id, http::AccountId by) {
    const BatchRow b = require_batch(tx, id);
    const Date on = date_in_china(parts.clock.now());
    if (tx.run(set_sent, on, parts.clock.now(), id) != 1) refuse_state(b);
    const Fund fund = require_fund(tx, parts.ledger, b.book_id);
    record(parts, tx, event_of_batch(tx, fund, b, on), by);
    if (b.event == "payment_repeated")
        for (const ItemRow& item : items(tx, id, 0, static_cast<int>(items_max))) {
            const auto old = find_item(tx, *item.repeats);
            tx.run(set_item, ItemState::repaid, old->reason_code, old->answered_on, old->id);
            end_difference(parts, tx, "returned", "finance_item", old->id.value, by,
                           "batch:" + to_text(id));
        }
    note(parts, tx, b, "finance.batch_sent", by);
    return require_batch(tx, id);
}

void item_paid(const Parts&, store::Tx& tx, ItemRow& item, Date on) {
    if (item.state != ItemState::waiting) return;
    tx.run(set_item, ItemState::paid, "", on, item.id);
    item.state = ItemState::paid;
    tx.run(close_when_answered, item.batch_id, item.batch_id);
}

void item_returned(const Parts& parts, store::Tx& tx, ItemRow& item, Date on,
                   const std::string& reason_code, http::AccountId by) {
    if (item.state == ItemState::returned || item.state == ItemState::repaid) return;
    const BatchRow batch = require_batch(tx, item.batch_id);
    if (item.state == ItemState::withdrawn || is_transfer(batch.event) ||
        (batch.state != BatchState::sent && batch.state != BatchState::closed))
        throw refuse_conflict("finance.item_state",
                              {"银行退回的付款没有发出过，请人工核对。",
                               "The bank returned a payment that was never sent; look into it."});
    tx.run(set_item, ItemState::returned, reason_code, on, item.id);
    item.state = ItemState::returned;
    const Fund fund = require_fund(tx, parts.ledger, batch.book_id);
    BusinessEvent e;
    e.id = "returned:" + to_text(item.id);
    e.event = "payment_returned";
    e.fund = fund.book.code;
    e.date = on;
    e.amounts = {{"total", item.amount}};
    record(parts, tx, e, by, item.case_id.value_or(0));
    open_difference(parts, tx, fund.book, "returned", "finance_item", item.id.value, on,
                    item.amount);
    tx.run(close_when_answered, item.batch_id, item.batch_id);
}

namespace {

void reject(const Parts& parts, store::Tx& tx, ItemRow item, const BankAnswer& a,
            http::AccountId by, Answered& done) {
    if (item.state != ItemState::waiting) {
        ++done.known;
        return;
    }
    item_returned(parts, tx, item, date_in_china(parts.clock.now()), a.reason, by);
    ++done.rejected;
}

}  // namespace

Answered answer(const Parts& parts, store::Tx& tx, const Fund& fund,
                const std::vector<BankAnswer>& answers, http::AccountId by) {
    Answered done;
    for (const BankAnswer& a : answers) {
        const auto batch_id = named<BatchId>(a.batch_id);
        const auto batch = batch_id ? tx.one<BatchRow>(batch_by_id, *batch_id) : std::nullopt;
        if (!batch || batch->book_id != fund.book.id || !batch->sent_on) {
            ++done.unknown;
            continue;
        }
        if (a.status != "RJCT") {
            ++done.others;
            continue;
        }
        if (a.end_to_end_id.empty()) {
            for (ItemRow& item : items(tx, batch->id, 0, static_cast<int>(items_max)))
                reject(parts, tx, std::move(item), a, by, done);
            continue;
        }
        const auto item_id = named<ItemId>(a.end_to_end_id);
        auto item = item_id ? find_item(tx, *item_id) : std::nullopt;
        if (item && item->batch_id == batch->id)
            reject(parts, tx, std::move(*item), a, by, done);
        else
            ++done.unknown;
    }
    return done;
}

Payee open_payee(const Parts& parts, const ItemRow& item) {
    return {parts.keys.open(item.name_sealed, at("name", item.id)),
            parts.keys.open(item.number_sealed, at("number", item.id))};
}

std::optional<ItemRow> find_item(store::Tx& tx, ItemId id) {
    return tx.one<ItemRow>(item_by_id, id);
}

std::vector<ItemRow> items(store::Tx& tx, BatchId batch, std::int64_t after_n, int most) {
    return tx.all<ItemRow>(items_after, batch, after_n, most);
}

std::vector<ItemRow> items_of_state(store::Tx& tx, ledger::BookId book, ItemState state,
                                    ItemId after, int most) {
    return tx.all<ItemRow>(items_by_state, state, after, book, most);
}

std::vector<BatchRow> batches(store::Tx& tx, ledger::BookId book, BatchId before, int most) {
    const BatchId top{before.value == 0 ? std::numeric_limits<std::int64_t>::max() : before.value};
    return tx.all<BatchRow>(batches_before, book, top, most);
}

}  // namespace linli::finance
