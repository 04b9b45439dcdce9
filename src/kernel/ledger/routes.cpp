#include "kernel/ledger/routes.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "kernel/ledger/view.hpp"

namespace linli::ledger {

namespace {

constexpr store::Sql last_closed_of{
    "ledger.last_closed_of",
    "SELECT COALESCE(MAX(period), 0) FROM ledger_closing WHERE book_id = ?"};

BookView view(store::Tx& tx, const BookRow& b) {
    return {b.id,    b.code,    b.unit,
            b.chart, b.monthly, b.zh,
            b.en,    b.area_id, tx.one<std::int64_t>(last_closed_of, b.id).value_or(0)};
}

EntryLine view(const EntryRow& e) {
    return {e.id,     e.sender_id, e.act,         e.state,  e.event, e.date,
            e.period, e.target,    e.entry_group, e.reason, e.at,    e.expires_at};
}

AccountView view(const Ledger& ledger, const BookRow& book, const AccountRow& a) {
    AccountView v;
    v.id = a.id;
    v.book_id = a.book_id;
    v.area_id = a.area_id;
    v.code = a.code;
    v.zh = v.en = a.code;
    for (const ChartAccount& c : ledger.charts().at(book.chart).accounts)
        if (c.code == a.code) {
            v.zh = c.zh;
            v.en = c.en;
        }
    if (!a.owner_kind.empty()) v.owner_kind = a.owner_kind;
    v.normal = a.normal;
    v.unit = book.unit;
    v.balance = a.balance();
    v.held = a.normal == Side::debit ? a.credit_held : a.debit_held;
    v.available = v.balance - v.held;
    v.ceiling = a.ceiling;
    v.movements = a.version;
    v.closed_at = a.closed_at;
    return v;
}

BookRow require_book(const http::Context& c, store::Tx& tx, const Ledger& ledger, BookId id,
                     std::string_view permission) {
    auto book = ledger.book(tx, id);
    if (!book || !c.caller.may(permission, book->area_id))
        throw refuse_not_found("ledger.book_unknown", words_of(Code::book_unknown));
    return *book;
}

// The account of a book that the caller may see, or of the caller himself.
std::pair<AccountRow, BookRow> require_account(const http::Context& c, store::Tx& tx,
                                               const Ledger& ledger, AccountId id) {
    const auto account = ledger.find(tx, id);
    const auto book = account ? ledger.book(tx, account->book_id) : std::nullopt;
    const auto person = c.caller.person();
    const bool own =
        account && person && account->owner_kind == "person" && account->owner_id == person->value;
    if (!book || (!own && !c.caller.may("ledger.view", book->area_id)))
        throw refuse_not_found("ledger.account_unknown", words_of(Code::account_unknown));
    return {*account, *book};
}

http::Response trial_csv(const TrialBalance& trial, bool english) {
    std::vector<std::vector<std::string>> rows;
    rows.push_back(
        english
            ? std::vector<std::string>{"code", "account", "opening", "debit", "credit", "closing"}
            : std::vector<std::string>{"科目编码", "科目", "期初", "借方", "贷方", "期末"});
    for (const TrialLine& l : trial.lines)
        rows.push_back({l.code, english ? l.en : l.zh, std::to_string(l.opening),
                        std::to_string(l.debit), std::to_string(l.credit),
                        std::to_string(l.closing)});
    std::string text = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
    for (const auto& row : rows)
        text += csv_line(row) + "\r\n";
    return {200,
            {{"Content-Type", "text/csv; charset=utf-8"},
             {"Content-Disposition", "attachment; filename=\"trial-balance.csv\""}},
            std::move(text)};
}

void book_routes(http::Router& router, const Ledger& ledger) {
    router.read<BooksQuery>(
        "GET", "/api/v1/ledger/books",
        {.policy = http::Policy::needs("ledger.view"), .tag = "ledger", .words = {"账套", "Books"}},
        [](http::Context& c, const BooksQuery& q, store::Tx& tx) {
            BookList list;
            for (const BookRow& b : books(tx))
                if (c.caller.may("ledger.view", b.area_id) && (!q.area || *q.area == b.area_id))
                    list.items.push_back(view(tx, b));
            return list;
        });
    router.read<AccountsQuery>(
        "GET", "/api/v1/ledger/books/{book}/accounts",
        {.policy = http::Policy::needs("ledger.view"),
         .tag = "ledger",
         .words = {"一个账套的账户", "Accounts of a book"}},
        [&ledger](http::Context& c, const AccountsQuery& q, store::Tx& tx) {
            const BookRow book =
                require_book(c, tx, ledger, c.path_id<BookId>("book"), "ledger.view");
            const int limit = q.limit.value_or(100);
            http::Page<AccountView> page;
            for (const AccountRow& a : accounts_in(tx, book.id, q.code.value_or(""),
                                                   q.cursor.value_or(AccountId{}), limit))
                page.items.push_back(view(ledger, book, a));
            if (page.items.size() == static_cast<std::size_t>(limit))
                page.next = to_text(page.items.back().id);
            return page;
        });
    router.read<EntriesQuery>(
        "GET", "/api/v1/ledger/books/{book}/entries",
        {.policy = http::Policy::needs("ledger.view"),
         .tag = "ledger",
         .words = {"一个账套的凭证，新的在前", "Entries of a book, newest first"}},
        [&ledger](http::Context& c, const EntriesQuery& q, store::Tx& tx) {
            const BookRow book =
                require_book(c, tx, ledger, c.path_id<BookId>("book"), "ledger.view");
            const int limit = q.limit.value_or(100);
            http::Page<EntryLine> page;
            for (const EntryRow& e :
                 entries(tx, book.id, q.period.value_or(0), q.cursor.value_or(EntryId{}), limit))
                page.items.push_back(view(e));
            if (page.items.size() == static_cast<std::size_t>(limit))
                page.next = to_text(page.items.back().id);
            return page;
        });
    router.read<TrialQuery>(
        "GET", "/api/v1/ledger/books/{book}/trial-balance",
        {.policy = http::Policy::needs("ledger.view"),
         .tag = "ledger",
         .words = {"试算平衡表", "Trial balance"}},
        [&ledger](http::Context& c, const TrialQuery& q, store::Tx& tx) -> http::Response {
            const BookRow book =
                require_book(c, tx, ledger, c.path_id<BookId>("book"), "ledger.view");
            const std::int64_t now = period_of(date_in_china(c.now));
            const TrialBalance trial =
                trial_balance(tx, ledger, book, q.from.value_or(now), q.to.value_or(now));
            if (q.format == "csv") return trial_csv(trial, c.english);
            return http::respond(trial);
        });
}

// Books are opened by those who keep them, accounts by those who post to them.
void opening_routes(http::Router& router, Ledger& ledger, const journal::Journal& journal) {
    router.read<http::None>("GET", "/api/v1/ledger/charts",
                            {.policy = http::Policy::needs("ledger.view"),
                             .tag = "ledger",
                             .words = {"科目表", "Charts of accounts"}},
                            [&ledger](http::Context&, const http::None&) {
                                ChartList list;
                                for (const auto& [code, chart] : ledger.charts())
                                    list.items.push_back(chart);
                                return list;
                            });
    router.write<NewBook>(
        "POST", "/api/v1/ledger/books",
        {.policy = http::Policy::needs("ledger.keep"),
         .tag = "ledger",
         .words = {"开设账套", "Open a book"}},
        [&ledger, &journal](http::Context& c, const NewBook& body, store::Tx& tx) {
            c.caller.require("ledger.keep", body.area_id);
            BookRow row;
            row.area_id = body.area_id;
            row.code = body.code;
            row.unit = body.unit;
            row.chart = body.chart;
            row.monthly = body.monthly;
            row.zh = body.zh;
            row.en = body.en;
            row = ledger.open_book(tx, row);
            journal.append(tx, {.actor = c.caller.account(),
                                .area = row.area_id,
                                .action = "ledger.book_opened",
                                .subject_kind = "ledger_book",
                                .subject_id = row.id.value});
            return http::Created{view(tx, row), "/api/v1/ledger/books/" + to_text(row.id)};
        });
    router.write<NewAccount>(
        "POST", "/api/v1/ledger/books/{book}/accounts",
        {.policy = http::Policy::needs("ledger.post"),
         .tag = "ledger",
         .words = {"开户；已有同一科目、区域的账户时返回它",
                   "Open an account; answers the one of this code and area where there is one"}},
        [&ledger, &journal](http::Context& c, const NewAccount& body, store::Tx& tx) {
            const BookRow book =
                require_book(c, tx, ledger, c.path_id<BookId>("book"), "ledger.post");
            const http::AreaId area = body.area_id.value_or(book.area_id);
            c.caller.require("ledger.post", area);
            const AccountSpec spec{book.id, area, body.code, {}, body.ceiling};
            if (const auto found = ledger.find(tx, spec))
                return http::Created{view(ledger, book, *found)};
            const AccountRow row = ledger.account(tx, spec, date_in_china(c.now));
            journal.append(tx, {.actor = c.caller.account(),
                                .area = area,
                                .action = "ledger.account_opened",
                                .subject_kind = "ledger_account",
                                .subject_id = row.id.value});
            return http::Created{view(ledger, book, row)};
        });
}

void account_routes(http::Router& router, const Ledger& ledger) {
    router.read<http::None>("GET", "/api/v1/ledger/accounts/{account}",
                            {.policy = http::Policy::signed_in(),
                             .tag = "ledger",
                             .words = {"一个账户", "One account"}},
                            [&ledger](http::Context& c, const http::None&, store::Tx& tx) {
                                const auto [account, book] =
                                    require_account(c, tx, ledger, c.path_id<AccountId>("account"));
                                return view(ledger, book, account);
                            });
    router.read<StatementQuery>(
        "GET", "/api/v1/ledger/accounts/{account}/movements",
        {.policy = http::Policy::signed_in(),
         .tag = "ledger",
         .words = {"账户明细，新的在前", "Movements of an account, newest first"}},
        [&ledger](http::Context& c, const StatementQuery& q, store::Tx& tx) {
            const auto [account, book] =
                require_account(c, tx, ledger, c.path_id<AccountId>("account"));
            const int limit = q.limit.value_or(50);
            Statement statement{view(ledger, book, account),
                                movements(tx, account, q.cursor.value_or(0), limit),
                                {}};
            if (!statement.items.empty() && statement.items.back().version > 1)
                statement.next = statement.items.back().version;
            return statement;
        });
    router.read<InstantQuery>(
        "GET", "/api/v1/ledger/accounts/{account}/balance",
        {.policy = http::Policy::signed_in(),
         .tag = "ledger",
         .words = {"账户在某一时刻的余额", "Balance of an account at an instant"}},
        [&ledger](http::Context& c, const InstantQuery& q, store::Tx& tx) {
            const auto [account, book] =
                require_account(c, tx, ledger, c.path_id<AccountId>("account"));
            const Sums sums = sums_at(tx, account, q.at);
            const std::int64_t net = sums.debit - sums.credit;
            return BalanceAt{account.id,
                             q.at,
                             sums.debit,
                             sums.credit,
                             account.normal == Side::debit ? net : -net,
                             sums.version};
        });
    router.read<http::None>(
        "GET", "/api/v1/my/accounts",
        {.policy = http::Policy::signed_in(),
         .tag = "ledger",
         .words = {"我的账户", "My accounts"}},
        [&ledger](http::Context& c, const http::None&, store::Tx& tx) {
            AccountList list;
            const auto person = c.caller.person();
            if (!person) return list;
            for (const AccountRow& a : accounts_of(tx, {"person", person->value}))
                if (const auto book = ledger.book(tx, a.book_id))
                    list.items.push_back(view(ledger, *book, a));
            return list;
        });
    router.read<http::None>(
        "GET", "/api/v1/ledger/entries/{entry}",
        {.policy = http::Policy::needs("ledger.view"),
         .tag = "ledger",
         .words = {"一笔凭证", "One entry"}},
        [&ledger](http::Context& c, const http::None&, store::Tx& tx) {
            auto found = entry(tx, c.path_id<EntryId>("entry"));
            if (!found)
                throw refuse_not_found("ledger.entry_unknown",
                                       {"没有这笔凭证。", "There is no such entry."});
            const BookRow book = require_book(c, tx, ledger, found->entry.book_id, "ledger.view");
            return EntryWhole{view(found->entry), view(tx, book), std::move(found->legs),
                              found->reversed_by};
        });
}

Command command_of(NewCommand c, http::AccountId by) {
    Command out;
    out.id = std::move(c.id);
    out.act = c.act.value_or(Act::post);
    out.book = c.book;
    out.event = std::move(c.event);
    out.date = c.date;
    if (c.legs) out.legs = std::move(*c.legs);
    out.target = c.target.value_or(EntryId{});
    out.expires_at = c.expires_at;
    out.reason = c.reason.value_or("");
    out.by = by;
    out.group = c.group.value_or("");
    out.linked = c.linked.value_or(false);
    return out;
}

OutcomeView view(const Outcome& o) {
    OutcomeView v{o.code, words_of(o.code).zh, words_of(o.code).en, {}, {}};
    if (o.entry) v.entry = o.entry;
    if (o.account) v.account = o.account;
    return v;
}

// Books never change their area: what was looked up once holds.
class BookAreas {
  public:
    BookAreas(const Ledger& ledger, store::Store& store) : ledger_(ledger), store_(store) {}
    std::optional<http::AreaId> of(BookId id) {
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = areas_.find(id); found != areas_.end()) return found->second;
        }
        const auto row = store_.read([&](store::Tx& tx) { return ledger_.book(tx, id); });
        if (!row) return std::nullopt;
        const std::lock_guard lock(mutex_);
        return areas_[id] = row->area_id;
    }

  private:
    const Ledger& ledger_;
    store::Store& store_;
    std::mutex mutex_;
    std::map<BookId, http::AreaId> areas_;
};

void posting_routes(http::Router& router, Ledger& ledger, Poster& poster, store::Store& store,
                    const journal::Journal& journal) {
    const auto areas = std::make_shared<BookAreas>(ledger, store);
    router.write<NewCommands>("POST", "/api/v1/ledger/commands",
                              {.policy = http::Policy::needs("ledger.post"),
                               .tag = "ledger",
                               .words = {"记账；每笔以自己的编号只记一次",
                                         "Post commands; each happens once under its own id"}},
                              [&poster, areas](http::Context& c, const NewCommands& body) {
                                  std::vector<Command> commands;
                                  for (const NewCommand& each : body.commands) {
                                      const auto area = areas->of(each.book);
                                      if (!area || !c.caller.may("ledger.post", *area))
                                          throw refuse_not_found("ledger.book_unknown",
                                                                 words_of(Code::book_unknown));
                                      commands.push_back(command_of(each, c.caller.account()));
                                  }
                                  Outcomes answer;
                                  for (const Outcome& o : poster.post(std::move(commands)))
                                      answer.outcomes.push_back(view(o));
                                  return answer;
                              });
    router.write<NewClosing>(
        "POST", "/api/v1/ledger/books/{book}/closings",
        {.policy = http::Policy::needs("ledger.close"),
         .tag = "ledger",
         .words = {"月末结账", "Close a month"}},
        [&ledger, &journal](http::Context& c, const NewClosing& body, store::Tx& tx) {
            const BookRow book =
                require_book(c, tx, ledger, c.path_id<BookId>("book"), "ledger.close");
            ledger.close_period(tx, book.id, body.period, c.caller.account());
            journal.append(tx, {.actor = c.caller.account(),
                                .area = book.area_id,
                                .action = "ledger.period_closed",
                                .subject_kind = "ledger_book",
                                .subject_id = book.id.value,
                                .details = {{"period", body.period}}});
            return http::Created{view(tx, book)};
        });
}

}  // namespace

void routes(http::Router& router, Ledger& ledger, Poster& poster, store::Store& store,
            const journal::Journal& journal) {
    book_routes(router, ledger);
    opening_routes(router, ledger, journal);
    account_routes(router, ledger);
    posting_routes(router, ledger, poster, store, journal);
}

}  // namespace linli::ledger
