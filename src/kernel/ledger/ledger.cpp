#include "kernel/ledger/ledger.hpp"

#include "kernel/ledger/ledger_sql.hpp"
#include "kernel/ledger/posting.hpp"

namespace linli::ledger {

namespace {

struct ClosingRow {
    BookId book_id;
    std::int64_t period = 0;
    Instant closed_at;
    http::AccountId closed_by;
};
BOOST_DESCRIBE_STRUCT(ClosingRow, (), (book_id, period, closed_at, closed_by))

std::int64_t next_period(std::int64_t period) {
    return period % 100 == 12 ? period + 89 : period + 1;
}

}  // namespace

Ledger::Ledger(const Clock& clock, IdMaker& ids, Charts charts, LedgerOptions options)
    : clock_(clock), ids_(ids), charts_(std::move(charts)), options_(options) {}

BookRow Ledger::open_book(store::Tx& tx, BookRow row) {
    if (!charts_.contains(row.chart))
        throw refuse_field("chart", "ledger.chart_unknown",
                           {"没有这个科目表，请从已有的科目表中选择。",
                            "There is no such chart of accounts; choose one of those installed."});
    if (book(tx, row.code))
        throw refuse_conflict("ledger.book_exists",
                              {"这个账套编码已经使用，请换一个。",
                               "A book of this code exists already; choose another code."});
    row.id = ids_.make<BookId>();
    row.opened_at = clock_.now();
    tx.insert("ledger_book", row);
    return row;
}

std::optional<BookRow> Ledger::book(store::Tx& tx, BookId id) const {
    return tx.one<BookRow>(sql::book, id);
}

std::optional<BookRow> Ledger::book(store::Tx& tx, std::string_view code) const {
    return tx.one<BookRow>(sql::book_by_code, code);
}

AccountRow Ledger::account(store::Tx& tx, const AccountSpec& spec, Date on) {
    if (auto row = find(tx, spec)) return *row;
    const auto of = book(tx, spec.book);
    if (!of) throw refuse_not_found("ledger.book_unknown", words_of(Code::book_unknown));
    const auto chart = charts_.find(of->chart);
    const ChartAccount* entry =
        chart == charts_.end() ? nullptr : chart->second.find(spec.code, on);
    if (entry == nullptr)
        throw refuse_field("code", "ledger.code_unknown",
                           {"科目“" + spec.code + "”不在这个账套的科目表里，或者在这一天没有生效。",
                            "The account code “" + spec.code +
                                "” is not in this book's chart, or not in force on that day."});
    AccountRow row;
    row.id = ids_.make<AccountId>();
    row.book_id = spec.book;
    row.area_id = spec.area;
    row.code = spec.code;
    row.owner_kind = spec.owner.kind;
    row.owner_id = spec.owner.id;
    row.normal = entry->normal;
    row.may_overdraw = entry->may_overdraw.value_or(false);
    row.ceiling = spec.ceiling ? spec.ceiling : entry->ceiling;
    row.opened_at = clock_.now();
    tx.insert("ledger_account", row);
    return row;
}

std::optional<AccountRow> Ledger::find(store::Tx& tx, AccountId id) const {
    return tx.one<AccountRow>(sql::account, id);
}

std::optional<AccountRow> Ledger::find(store::Tx& tx, const AccountSpec& spec) const {
    return tx.one<AccountRow>(sql::account_at, spec.book, spec.code, spec.area, spec.owner.kind,
                              spec.owner.id);
}

void Ledger::close_account(store::Tx& tx, AccountId id) {
    const auto row = find(tx, id);
    if (!row) throw refuse_not_found("ledger.account_unknown", words_of(Code::account_unknown));
    if (row->closed_at) return;
    if (row->balance() != 0 || row->debit_held != 0 || row->credit_held != 0)
        throw refuse_conflict("ledger.account_not_empty",
                              {"账户还有余额或冻结，请先转出或解除后再销户。",
                               "The account still has a balance or a hold; move or release it "
                               "first."});
    tx.run(sql::close_account, clock_.now(), id);
}

std::vector<Outcome> Ledger::post(store::Tx& tx, std::span<const Command> commands) {
    if (commands.size() > static_cast<std::size_t>(options_.batch_max))
        throw Refusal(RefusalKind::too_large, "ledger.batch_too_large",
                      {"一次最多提交 " + std::to_string(options_.batch_max) + " 笔，请分批提交。",
                       "At most " + std::to_string(options_.batch_max) +
                           " commands at once; send them in parts."});
    if (commands.empty()) return {};
    return Posting(*this, tx).run(commands);
}

EntryId Ledger::post_one(store::Tx& tx, const Command& command) {
    const Outcome outcome = Posting(*this, tx).run(std::span(&command, 1)).front();
    if (!outcome.done()) throw refusal_of(outcome);
    return outcome.entry;
}

int Ledger::expire(store::Tx& tx, int most) {
    return Posting(*this, tx).expire(most);
}

void Ledger::close_period(store::Tx& tx, BookId id, std::int64_t period, http::AccountId by) {
    const auto of = book(tx, id);
    if (!of) throw refuse_not_found("ledger.book_unknown", words_of(Code::book_unknown));
    if (!of->monthly || period % 100 < 1 || period % 100 > 12)
        throw refuse_field(
            "period", "ledger.period_unknown",
            {"这个账套没有这个会计期间。", "This book has no such accounting period."});
    const auto last = tx.one<std::int64_t>(sql::last_closed, id).value_or(0);
    if (period <= last)
        throw refuse_conflict("ledger.period_closed", words_of(Code::period_closed));
    if (period >= period_of(date_in_china(clock_.now())))
        throw refuse_conflict("ledger.period_not_over",
                              {"这个月还没有结束，请在月末之后结账。",
                               "This month is not over; close it after its last day."});
    const auto first = tx.one<std::int64_t>(sql::first_open_entry, id, last).value_or(0);
    const std::int64_t due = last != 0 ? next_period(last) : first;
    if (due != 0 && period != due)
        throw refuse_conflict(
            "ledger.period_before_open",
            {"请按月份顺序结账：先结 " + std::to_string(due) + "。",
             "Months are closed in their order: close " + std::to_string(due) + " first."});
    if (tx.one<std::int64_t>(sql::held_in_period, id, period).value_or(0) > 0)
        throw refuse_conflict("ledger.period_has_holds",
                              {"这个月还有未完成的冻结，请先入账或解除。",
                               "This month still has held entries; settle or release them first."});
    tx.insert("ledger_closing", ClosingRow{id, period, clock_.now(), by});
}

}  // namespace linli::ledger
