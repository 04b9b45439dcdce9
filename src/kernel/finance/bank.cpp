#include "kernel/finance/bank.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "kernel/finance/differences.hpp"
#include "store/bulk.hpp"

namespace linli::finance {

namespace {

constexpr std::size_t lines_max = 20'000;

#define LINLI_BANK_ACCOUNT                                                          \
    "SELECT id, book_id, area_id, code, name, agent, number_sealed, number_index, " \
    "number_masked, opened_at FROM finance_bank_account "
#define LINLI_STATEMENT                                                                   \
    "SELECT id, bank_account_id, book_id, reference, number, from_day, to_day, opening, " \
    "closing, lines, content_hash, imported_at, by_account FROM finance_statement "
#define LINLI_BANK_LINE                                                                   \
    "SELECT id, statement_id, bank_account_id, book_id, n, side, amount, booked_on, "     \
    "bank_reference, end_to_end_id, remittance_sealed, state, matched_kind, matched_id, " \
    "matched_on FROM finance_bank_line "

constexpr store::Sql account_by_code{"finance.bank_account_by_code",
                                     LINLI_BANK_ACCOUNT "WHERE book_id = ? AND code = ?"};
constexpr store::Sql account_by_id{"finance.bank_account", LINLI_BANK_ACCOUNT "WHERE id = ?"};
constexpr store::Sql account_by_number{"finance.bank_account_by_number",
                                       LINLI_BANK_ACCOUNT "WHERE number_index = ?"};
constexpr store::Sql accounts_of{"finance.bank_accounts_of",
                                 LINLI_BANK_ACCOUNT "WHERE book_id = ? ORDER BY code"};
constexpr store::Sql statement_by_either{
    "finance.statement_by_either",
    LINLI_STATEMENT "WHERE bank_account_id = ? AND (reference = ? OR number = ?)"};
constexpr store::Sql last_statement{"finance.last_statement", LINLI_STATEMENT
                                    "WHERE bank_account_id = ? ORDER BY number DESC LIMIT 1"};
constexpr store::Sql statements_before{"finance.statements_before", LINLI_STATEMENT
                                       "WHERE book_id = ? AND id < ? ORDER BY id DESC LIMIT ?"};
constexpr store::Sql line_by_id{"finance.bank_line", LINLI_BANK_LINE "WHERE id = ?"};
constexpr store::Sql lines_after{
    "finance.bank_lines", LINLI_BANK_LINE "WHERE statement_id = ? AND n > ? ORDER BY n LIMIT ?"};
constexpr store::Sql set_match{
    "finance.set_match",
    "UPDATE finance_bank_line SET state = 'matched', matched_kind = ?, "
    "matched_id = ?, matched_on = ? WHERE id = ? AND state = 'suspense'"};
constexpr store::Sql waiting_sum{"finance.waiting_sum",
                                 "SELECT COALESCE(SUM(amount), 0) FROM finance_item "
                                 "WHERE batch_id = ? AND state = 'waiting'"};
constexpr store::Sql pay_waiting{"finance.pay_waiting",
                                 "UPDATE finance_item SET state = 'paid', answered_on = ? "
                                 "WHERE batch_id = ? AND state = 'waiting'"};
constexpr store::Sql close_batch{"finance.close_batch",
                                 "UPDATE finance_batch SET state = 'closed' "
                                 "WHERE id = ? AND state = 'sent'"};

std::string index_of(const Parts& parts, std::string_view number) {
    return parts.keys.blind_index("finance.bank_account", number);
}

std::string hash_of(const BankStatement& s) {
    std::string text = s.reference + '\n' + std::to_string(s.number) + '\n' + to_text(s.from) +
                       to_text(s.to) + '\n' + std::to_string(s.opening) + '\n' +
                       std::to_string(s.closing);
    for (const StatementLine& l : s.lines)
        for (const std::string& part :
             {std::string(enum_to_text(l.side)), std::to_string(l.amount), to_text(l.booked_on),
              l.bank_reference, l.end_to_end_id, l.remittance, l.reason_code})
            text += '\n' + std::to_string(part.size()) + ':' + part;
    return to_hex(crypto::hash(crypto::Hash::sha256, text));
}

void require_sums(const BankStatement& s) {
    if (s.lines.size() > lines_max)
        throw Refusal(RefusalKind::too_large, "finance.statement_too_large",
                      {"一份对账单最多 20000 行，请向银行索取按日的对账单。",
                       "A statement has at most 20,000 lines; ask the bank for daily ones."});
    std::int64_t sum = s.opening;
    for (std::size_t i = 0; i < s.lines.size(); ++i) {
        const StatementLine& l = s.lines[i];
        const std::string field = "lines[" + std::to_string(i) + "]";
        if (l.amount <= 0 || l.amount > 1'000'000'000'000'000)
            throw refuse_field(field + ".amount", "finance.amount_negative",
                               {"每一行的金额应大于零。", "The amount of a line is above nought."});
        if (l.booked_on < s.from || l.booked_on > s.to)
            throw refuse_field(field + ".booked_on", "finance.statement_dates",
                               {"这一行的记账日期不在对账单的期间内。",
                                "This line was booked outside of the statement's days."});
        sum += l.side == ledger::Side::credit ? l.amount : -l.amount;
    }
    if (sum != s.closing)
        throw refuse_field(
            "closing", "finance.statement_sum",
            {"期初余额加各行发生额不等于期末余额，相差 " + to_yuan(Fen{s.closing - sum}) +
                 " 元；整份未导入，请向银行重新索取。",
             "Opening balance and lines do not make the closing balance (" +
                 to_yuan(Fen{s.closing - sum}) +
                 " yuan); nothing was taken, ask the bank for it again."});
}

void require_sequence(const std::optional<StatementRow>& last, const BankStatement& s) {
    if (!last) return;
    if (s.number != last->number + 1)
        throw refuse_conflict(
            "finance.statement_gap",
            {"上一份已导入的是第 " + std::to_string(last->number) + " 号，这是第 " +
                 std::to_string(s.number) + " 号；请先导入中间缺少的。",
             "The last one taken is number " + std::to_string(last->number) + ", this is " +
                 std::to_string(s.number) + "; first import what is missing between."});
    if (s.opening != last->closing || s.from < last->to_day)
        throw refuse_conflict("finance.statement_opening",
                              {"期初余额或日期与上一份的期末不衔接。",
                               "It does not begin where the last statement ended."});
}

BusinessEvent event_of_line(const Fund& fund, const BankLineRow& line, const char* prefix,
                            const std::string& event, Date on, std::string_view account) {
    BusinessEvent e;
    e.id = prefix + to_text(line.id);
    e.event = event;
    e.fund = fund.book.code;
    e.date = on;
    e.amounts = {{"total", line.amount}};
    e.facts = {{"account", std::string(account)}};
    return e;
}

// Finds what the lines of one statement were for.
class Matcher {
  public:
    Matcher(const Parts& parts, store::Tx& tx, const Fund& fund, const BankAccountRow& account,
            http::AccountId by)
        : parts_(parts), tx_(tx), fund_(fund), account_(account), by_(by) {}

    void match(BankLineRow& row, const StatementLine& line) {
        if (row.side == ledger::Side::debit)
            match_debit(row);
        else
            match_credit(row, line);
        if (row.state == LineState::matched) row.matched_on = row.booked_on;
    }

  private:
    static void found(BankLineRow& row, const char* kind, std::int64_t id) {
        row.matched_kind = kind;
        row.matched_id = id;
    }
    // The payment of this fund that the line names, of the same amount.
    std::optional<ItemRow> item_of(const BankLineRow& row) {
        const auto id = named<ItemId>(row.end_to_end_id);
        auto item = id ? find_item(tx_, *id) : std::nullopt;
        if (!item || item->amount != row.amount || item->state == ItemState::withdrawn)
            return std::nullopt;
        const BatchRow batch = require_batch(tx_, item->batch_id);
        if (batch.book_id != fund_.book.id || !batch.sent_on) return std::nullopt;
        from_ = batch.from_code;
        event_ = batch.event;
        return item;
    }
    void match_debit(BankLineRow& row) {
        if (auto item = item_of(row); item && from_ == account_.code) {
            item_paid(parts_, tx_, *item, row.booked_on);
            return found(row, "item", item->id.value);
        }
        if (const auto id = named<BatchId>(row.end_to_end_id)) {
            const auto waiting = tx_.one<std::int64_t>(waiting_sum, *id).value_or(0);
            if (waiting == row.amount && waiting > 0 &&
                require_batch(tx_, *id).book_id == fund_.book.id) {
                tx_.run(pay_waiting, row.booked_on, *id);
                tx_.run(close_batch, *id);
                return found(row, "batch", id->value);
            }
        }
        row.state = LineState::open;
        open_difference(parts_, tx_, fund_.book, "unexpected_debit", "finance_bank_line",
                        row.id.value, row.booked_on, row.amount);
    }
    void match_credit(BankLineRow& row, const StatementLine& line) {
        if (auto item = item_of(row)) {
            const char* target = event_ == "swept" ? "1003" : event_ == "funded" ? "1004" : "";
            if (account_.code == target) return found(row, "item", item->id.value);
            if (from_ == account_.code && *target == '\0') {
                item_returned(parts_, tx_, *item, row.booked_on, line.reason_code, by_);
                return found(row, "item_return", item->id.value);
            }
        }
        for (const std::string& reference : {line.end_to_end_id, line.remittance}) {
            if (reference.empty() || reference.size() > 35) continue;
            auto bill = find_bill(tx_, fund_.book.id, reference);
            if (!bill || bill->state != BillState::open || bill->amount != row.amount) continue;
            settle_bill(parts_, tx_, fund_, *bill, account_.code, row.booked_on, by_);
            return found(row, "bill", bill->id.value);
        }
        row.state = LineState::suspense;
        record(
            parts_, tx_,
            event_of_line(fund_, row, "line:", "receipt_unmatched", row.booked_on, account_.code),
            by_);
        open_difference(parts_, tx_, fund_.book, "suspense", "finance_bank_line", row.id.value,
                        row.booked_on, row.amount);
    }

    const Parts& parts_;
    store::Tx& tx_;
    const Fund& fund_;
    const BankAccountRow& account_;
    http::AccountId by_;
    std::string from_, event_;
};

BankLineRow require_suspense(store::Tx& tx, BankLineId id) {
    BankLineRow line = require_line(tx, id);
    if (line.state != LineState::suspense)
        throw refuse_conflict("finance.line_state",
                              {"这一行不是待匹配的到账，或者已经有人处理。",
                               "This line does not wait to be matched, or somebody did it."});
    return line;
}

BankLineRow end_suspense(const Parts& parts, store::Tx& tx, BankLineRow line, const char* kind,
                         std::int64_t id, http::AccountId by) {
    const Date today = date_in_china(parts.clock.now());
    if (tx.run(set_match, kind, id, today, line.id) != 1) (void)require_suspense(tx, line.id);
    end_difference(parts, tx, "suspense", "finance_bank_line", line.id.value, by, kind);
    return require_line(tx, line.id);
}

}  // namespace

std::string masked_number(std::string_view digits) {
    return "**** " +
           std::string(digits.substr(digits.size() - std::min<std::size_t>(4, digits.size())));
}

BankAccountRow open_bank_account(const Parts& parts, store::Tx& tx, const Fund& fund,
                                 const NewBankAccount& b) {
    if (b.number.size() < 6 || b.number.size() > 34)
        throw refuse_field("number", "finance.payee_malformed",
                           {"账号应为 6 到 34 位。", "An account number has 6 to 34 digits."});
    if (tx.one<BankAccountRow>(account_by_code, fund.book.id, b.code) ||
        tx.one<BankAccountRow>(account_by_number, index_of(parts, b.number)))
        throw refuse_conflict("finance.bank_account_exists",
                              {"这只基金已有这个科目的银行账户，或者账号已经登记。",
                               "The fund has a bank account of this code already, or the number is "
                               "known."});
    // The chart must have the code.
    parts.ledger.account(tx, {fund.book.id, fund.book.area_id, b.code, {}, {}},
                         date_in_china(parts.clock.now()));
    BankAccountRow row;
    row.id = parts.ids.make<BankAccountId>();
    row.book_id = fund.book.id;
    row.area_id = fund.book.area_id;
    row.code = b.code;
    row.name = b.name;
    row.agent = b.agent;
    row.number_sealed = parts.keys.seal(b.number, {"finance_bank_account", "number", row.id.value});
    row.number_index = index_of(parts, b.number);
    row.number_masked = masked_number(b.number);
    row.opened_at = parts.clock.now();
    tx.insert("finance_bank_account", row);
    return row;
}

BankAccountRow require_bank_account(store::Tx& tx, ledger::BookId book, std::string_view code) {
    if (auto row = tx.one<BankAccountRow>(account_by_code, book, code)) return *row;
    throw refuse_not_found(
        "finance.bank_account_unknown",
        {"这只基金没有登记这个科目的银行账户。", "The fund has no bank account of this code."});
}

std::vector<BankAccountRow> bank_accounts(store::Tx& tx, ledger::BookId book) {
    return tx.all<BankAccountRow>(accounts_of, book);
}

std::string open_number(const Parts& parts, const BankAccountRow& row) {
    return parts.keys.open(row.number_sealed, {"finance_bank_account", "number", row.id.value});
}

Imported import_statement(const Parts& parts, store::Tx& tx, const BankStatement& s,
                          http::AccountId by) {
    const auto account =
        tx.one<BankAccountRow>(account_by_number, index_of(parts, s.account_number));
    if (!account)
        throw refuse_not_found(
            "finance.bank_account_unknown",
            {"没有基金登记过这个银行账号。", "No fund has a bank account of this number."});
    const std::string hash = hash_of(s);
    if (auto known =
            tx.one<StatementRow>(statement_by_either, account->id, s.reference, s.number)) {
        if (known->content_hash == hash) return {std::move(*known), true, 0, 0, 0};
        throw refuse_conflict("finance.statement_differs",
                              {"这份对账单已经导入过，但内容不同；没有改动，请与银行核对。",
                               "This statement was taken before with another content; nothing was "
                               "changed, ask the bank."});
    }
    require_sums(s);
    require_sequence(tx.one<StatementRow>(last_statement, account->id), s);
    const Fund fund = require_fund(tx, parts.ledger, account->book_id);
    Imported done;
    done.statement = {parts.ids.make<StatementId>(),
                      account->id,
                      account->book_id,
                      s.reference,
                      s.number,
                      s.from,
                      s.to,
                      s.opening,
                      s.closing,
                      static_cast<std::int64_t>(s.lines.size()),
                      hash,
                      parts.clock.now(),
                      by};
    tx.insert("finance_statement", done.statement);
    Matcher matcher(parts, tx, fund, *account, by);
    std::vector<BankLineRow> rows;
    rows.reserve(s.lines.size());
    for (const StatementLine& l : s.lines) {
        BankLineRow row;
        row.id = parts.ids.make<BankLineId>();
        row.statement_id = done.statement.id;
        row.bank_account_id = account->id;
        row.book_id = account->book_id;
        row.n = static_cast<std::int64_t>(rows.size()) + 1;
        row.side = l.side;
        row.amount = l.amount;
        row.booked_on = l.booked_on;
        row.bank_reference = l.bank_reference;
        row.end_to_end_id = l.end_to_end_id;
        if (!l.remittance.empty())
            row.remittance_sealed =
                parts.keys.seal(l.remittance, {"finance_bank_line", "remittance", row.id.value});
        matcher.match(row, l);
        (row.state == LineState::matched    ? done.matched
         : row.state == LineState::suspense ? done.suspense
                                            : done.open) += 1;
        rows.push_back(std::move(row));
    }
    static const store::Bulk<BankLineRow> bulk{"finance_bank_line"};
    try {
        bulk.insert(tx, rows);
    } catch (const store::UniqueViolation&) {
        throw refuse_conflict("finance.line_known",
                              {"其中有一行的银行流水号已经导入过；整份未导入，请与银行核对。",
                               "One of its lines was taken before under another statement; nothing "
                               "was taken, ask the bank."});
    }
    parts.journal.append(tx, {.actor = by,
                              .area = account->area_id,
                              .action = "finance.statement_imported",
                              .subject_kind = "finance_statement",
                              .subject_id = done.statement.id.value,
                              .details = {{"lines", done.statement.lines}}});
    return done;
}

BankLineRow match_line(const Parts& parts, store::Tx& tx, BankLineId id, BillId bill_id,
                       http::AccountId by) {
    const BankLineRow line = require_suspense(tx, id);
    BillRow bill = require_bill(tx, bill_id);
    if (bill.book_id != line.book_id || bill.amount != line.amount)
        throw refuse_field("bill", "finance.amount_differs",
                           {"到账金额与缴费单金额不同，或者不是同一只基金。",
                            "The amounts differ, or the bill is of another fund."});
    const Fund fund = require_fund(tx, parts.ledger, line.book_id);
    settle_bill(parts, tx, fund, bill, "2001", date_in_china(parts.clock.now()), by);
    return end_suspense(parts, tx, line, "bill", bill.id.value, by);
}

BankLineRow explain_line(const Parts& parts, store::Tx& tx, BankLineId id, const std::string& event,
                         const std::map<std::string, std::string>& facts, http::AccountId by) {
    const BankLineRow line = require_suspense(tx, id);
    const Fund fund = require_fund(tx, parts.ledger, line.book_id);
    BusinessEvent e =
        event_of_line(fund, line, "explained:", event, date_in_china(parts.clock.now()), "2001");
    for (const auto& [code, text] : facts)
        if (code != "account") e.facts[code] = text;
    // What it was must take the money out of suspense.
    for (const Entry& entry : entries_of(parts, e, e.date))
        for (const Line& l : entry.lines)
            if (entry.book == fund.book.code && l.side == ledger::Side::debit &&
                l.account != "2001")
                throw refuse_field(
                    "event", "finance.event_unsuitable",
                    {"这类业务不能由待匹配的到账形成，请选择利息、滞纳金、补助等收款业务。",
                     "Such an event is not made by money in suspense; choose one "
                     "that receives money."});
    const EventRow row = record(parts, tx, e, by);
    return end_suspense(parts, tx, line, "event", row.id.value, by);
}

BankLineRow require_line(store::Tx& tx, BankLineId id) {
    if (auto row = tx.one<BankLineRow>(line_by_id, id)) return *row;
    throw refuse_not_found("finance.line_unknown",
                           {"没有这一行银行流水。", "There is no such line of a statement."});
}

std::string open_remittance(const Parts& parts, const BankLineRow& row) {
    if (row.remittance_sealed.empty()) return "";
    return parts.keys.open(row.remittance_sealed,
                           {"finance_bank_line", "remittance", row.id.value});
}

std::vector<StatementRow> statements(store::Tx& tx, ledger::BookId book, StatementId before,
                                     int most) {
    const StatementId top{before.value == 0 ? std::numeric_limits<std::int64_t>::max()
                                            : before.value};
    return tx.all<StatementRow>(statements_before, book, top, most);
}

std::vector<BankLineRow> lines(store::Tx& tx, StatementId statement, std::int64_t after_n,
                               int most) {
    return tx.all<BankLineRow>(lines_after, statement, after_n, most);
}

}  // namespace linli::finance
