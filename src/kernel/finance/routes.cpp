#include "kernel/finance/routes.hpp"

#include <algorithm>

#include "kernel/finance/finance_sql.hpp"
#include "kernel/finance/view.hpp"
#include "kernel/ledger/reading.hpp"

namespace linli::finance {

namespace {

constexpr const char* tag = "finance";

http::RouteSpec spec(const char* permission, Words words) {
    return {.policy = http::Policy::needs(permission), .tag = tag, .words = std::move(words)};
}

template <class I>
I cursor_of(const std::optional<std::string>& text) {
    return text ? I{id_from_text(*text)} : I{};
}

template <class View, class Rows, class F>
http::Page<View> page_of(const Rows& rows, int limit, F&& view) {
    http::Page<View> page;
    for (const auto& row : rows)
        page.items.push_back(view(row));
    if (rows.size() == static_cast<std::size_t>(limit)) page.next = to_text(rows.back().id);
    return page;
}

BillView view_of(const BillRow& b) {
    return {b.id,         b.reference, b.payer_kind, b.employer,  b.personal,
            b.subsidised, b.amount,    b.state,      b.issued_on, b.ended_on};
}

EventView view_of(const EventRow& e) {
    const auto content = from_json_text<BusinessEvent>(e.content, {.bytes_max = 8u << 20});
    return {e.id,
            e.sender_id,
            e.event,
            e.date,
            content.amounts,
            content.facts,
            static_cast<std::int64_t>(content.persons.size()),
            e.persons_fen,
            e.entries,
            e.at};
}

// What moves money at a bank comes from its statement or goes through a batch, never by one hand.
void require_off_bank(const Parts& parts, const BusinessEvent& e) {
    for (const Entry& entry : entries_of(parts, e, date_in_china(parts.clock.now())))
        for (const Line& line : entry.lines)
            if (line.account.starts_with("100"))
                throw refuse_field(
                    "event", "finance.event_needs_bank",
                    {"这类业务动用银行存款：收款由对账单入账，付款请经办付款批次。",
                     "This event moves money at a bank: receipts come from its statement, payments "
                     "go through a batch."});
}

void fund_routes(http::Router& router, const Parts& parts) {
    router.read<http::None>("GET", "/api/v1/finance/funds", spec(may_view, {"基金", "Funds"}),
                            [](http::Context& c, const http::None&, store::Tx& tx) {
                                FundList list;
                                const auto books = ledger::books(tx);
                                for (const ledger::BookRow& book : books) {
                                    if (book.unit != ledger::Unit::fen ||
                                        book.code.ends_with(".memo") ||
                                        !c.caller.may(may_view, book.area_id))
                                        continue;
                                    Fund fund{book, {}};
                                    for (const ledger::BookRow& other : books)
                                        if (other.code == book.code + ".memo") fund.memo = other;
                                    list.items.push_back(finance::view_of(tx, fund));
                                }
                                return list;
                            });
    router.write<NewBankAccountBody>(
        "POST", "/api/v1/finance/funds/{fund}/bank-accounts",
        spec(may_close, {"登记基金的银行账户", "Register a bank account of a fund"}),
        [&parts](http::Context& c, const NewBankAccountBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_close);
            const auto row =
                open_bank_account(parts, tx, fund, {b.code, b.name, b.agent, b.number});
            parts.journal.append(tx, {.actor = c.caller.account(),
                                      .area = row.area_id,
                                      .action = "finance.bank_account_opened",
                                      .subject_kind = "finance_bank_account",
                                      .subject_id = row.id.value});
            return http::Created{BankAccountView{row.code, row.name, row.agent, row.number_masked}};
        });
    router.read<PageQuery>(
        "GET", "/api/v1/finance/funds/{fund}/events",
        spec(may_view, {"业务事件，新的在前", "Business events, newest first"}),
        [&parts](http::Context& c, const PageQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(50);
            EventId before = cursor_of<EventId>(q.cursor);
            if (!before) before.value = std::numeric_limits<std::int64_t>::max();
            return page_of<EventView>(
                tx.all<EventRow>(sql::events_before, fund.book.id, before, limit), limit,
                [](const EventRow& e) { return view_of(e); });
        });
    router.write<NewEvent>(
        "POST", "/api/v1/finance/funds/{fund}/events",
        spec(may_make,
             {"登记不动用银行存款的业务", "Record an event that moves no money at a bank"}),
        [&parts](http::Context& c, const NewEvent& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_make);
            const BusinessEvent e{b.id,
                                  b.event,
                                  fund.book.code,
                                  b.date,
                                  b.amounts,
                                  b.facts,
                                  b.persons.value_or(std::vector<PersonPart>{}),
                                  b.counterpart.value_or("")};
            require_off_bank(parts, e);
            return http::Created{view_of(record(parts, tx, e, c.caller.account()))};
        });
}

void bill_routes(http::Router& router, const Parts& parts) {
    router.read<BillsQuery>(
        "GET", "/api/v1/finance/funds/{fund}/bills", spec(may_view, {"缴费单", "Bills"}),
        [&parts](http::Context& c, const BillsQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(50);
            return page_of<BillView>(
                bills(tx, fund.book.id, q.state, cursor_of<BillId>(q.cursor), limit), limit,
                [](const BillRow& b) { return view_of(b); });
        });
    router.write<NewBillBody>(
        "POST", "/api/v1/finance/funds/{fund}/bills",
        spec(may_make, {"核定缴费单", "Issue a bill"}),
        [&parts](http::Context& c, const NewBillBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_make);
            return http::Created{view_of(issue_bill(
                parts, tx, fund,
                {b.reference, b.payer_kind, id_from_text(b.payer_id), b.employer, b.personal,
                 b.subsidised, b.persons.value_or(std::vector<PersonPart>{}), date_in_china(c.now)},
                c.caller.account()))};
        });
    router.write<http::None>("POST", "/api/v1/finance/funds/{fund}/bills/{bill}/cancellation",
                             spec(may_make, {"撤销缴费单", "Cancel a bill"}),
                             [&parts](http::Context& c, const http::None&, store::Tx& tx) {
                                 const Fund fund = require_fund(c, tx, parts, may_make);
                                 const BillId id = c.path_id<BillId>("bill");
                                 if (require_bill(tx, id).book_id != fund.book.id)
                                     throw refuse_not_found(
                                         "finance.bill_unknown",
                                         {"没有这张缴费单。", "There is no such bill."});
                                 return view_of(cancel_bill(parts, tx, id, c.caller.account()));
                             });
}

BankLineRow require_line_of(const http::Context& c, store::Tx& tx, const Fund& fund) {
    BankLineRow line = require_line(tx, c.path_id<BankLineId>("line"));
    if (line.book_id != fund.book.id)
        throw refuse_not_found("finance.line_unknown",
                               {"没有这一行银行流水。", "There is no such line of a statement."});
    return line;
}

void statement_routes(http::Router& router, const Parts& parts) {
    router.read<PageQuery>(
        "GET", "/api/v1/finance/funds/{fund}/statements",
        spec(may_view, {"银行对账单，新的在前", "Bank statements, newest first"}),
        [&parts](http::Context& c, const PageQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(50);
            std::map<BankAccountId, std::string> codes;
            for (const BankAccountRow& a : bank_accounts(tx, fund.book.id))
                codes[a.id] = a.code;
            return page_of<StatementView>(
                statements(tx, fund.book.id, cursor_of<StatementId>(q.cursor), limit), limit,
                [&](const StatementRow& s) {
                    return StatementView{s.id,        codes[s.bank_account_id],
                                         s.reference, s.number,
                                         s.from_day,  s.to_day,
                                         s.opening,   s.closing,
                                         s.lines,     s.imported_at};
                });
        });
    router.read<PageQuery>(
        "GET", "/api/v1/finance/funds/{fund}/statements/{statement}/lines",
        spec(may_view, {"一份对账单的流水", "Lines of a statement"}),
        [&parts](http::Context& c, const PageQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(100);
            http::Page<LineView> page;
            for (const BankLineRow& line : lines(tx, c.path_id<StatementId>("statement"),
                                                 q.cursor ? id_from_text(*q.cursor) : 0, limit))
                if (line.book_id == fund.book.id)
                    page.items.push_back(finance::view_of(parts, line));
            if (page.items.size() == static_cast<std::size_t>(limit))
                page.next = id_to_text(page.items.back().n);
            return page;
        });
    router.write<MatchBody>(
        "POST", "/api/v1/finance/funds/{fund}/lines/{line}/match",
        spec(may_make, {"待匹配到账归到缴费单", "Match money in suspense to a bill"}),
        [&parts](http::Context& c, const MatchBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_make);
            const BankLineRow line = require_line_of(c, tx, fund);
            return finance::view_of(parts,
                                    match_line(parts, tx, line.id, b.bill, c.caller.account()));
        });
    router.write<ExplainLineBody>(
        "POST", "/api/v1/finance/funds/{fund}/lines/{line}/event",
        spec(may_make, {"说明待匹配到账是什么", "Say what money in suspense was"}),
        [&parts](http::Context& c, const ExplainLineBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_make);
            const BankLineRow line = require_line_of(c, tx, fund);
            return finance::view_of(
                parts, explain_line(parts, tx, line.id, b.event, b.facts, c.caller.account()));
        });
}

void difference_routes(http::Router& router, const Parts& parts) {
    const auto view = [&parts](store::Tx& tx, const DifferenceRow& d) {
        DifferenceView v{d.id,     d.kind,   d.subject_kind, id_to_text(d.subject_id),
                         d.on_day, d.amount, d.state,        d.explanation,
                         {},       {}};
        if (d.subject_kind == "finance_bank_line")
            v.line = finance::view_of(parts, require_line(tx, {d.subject_id}));
        if (d.subject_kind == "finance_item")
            if (const auto item = find_item(tx, {d.subject_id})) v.item = finance::view_of(*item);
        return v;
    };
    router.read<DifferencesQuery>(
        "GET", "/api/v1/finance/funds/{fund}/differences",
        spec(may_view, {"差异清单", "Work list of differences"}),
        [&parts, view](http::Context& c, const DifferencesQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(50);
            return page_of<DifferenceView>(
                differences(tx, fund.book.id, q.state, cursor_of<DifferenceId>(q.cursor), limit),
                limit, [&](const DifferenceRow& d) { return view(tx, d); });
        });
    router.write<ReasonBody>(
        "POST", "/api/v1/finance/funds/{fund}/differences/{difference}/explanation",
        spec(may_check, {"说明一项差异", "Explain a difference"}),
        [&parts, view](http::Context& c, const ReasonBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_check);
            const auto id = c.path_id<DifferenceId>("difference");
            const auto row = find_difference(tx, id);
            if (!row || row->book_id != fund.book.id)
                throw refuse_not_found("finance.difference_unknown",
                                       {"没有这一项差异。", "There is no such difference."});
            return view(tx, explain_difference(parts, tx, id, b.reason, c.caller.account()));
        });
}

void closing_routes(http::Router& router, const Parts& parts) {
    router.read<DayQuery>("GET", "/api/v1/finance/funds/{fund}/days",
                          spec(may_view, {"每日对账", "Reconciliation of a day"}),
                          [&parts](http::Context& c, const DayQuery& q, store::Tx& tx) {
                              const Fund fund = require_fund(c, tx, parts, may_view);
                              const auto last = last_approved_day(tx, fund.book.id);
                              const Date yesterday = date_in_china(c.now) + -1;
                              DayView v;
                              v.day =
                                  q.day.value_or(last ? std::min(*last + 1, yesterday) : yesterday);
                              v.identities = identities(parts, tx, fund, v.day);
                              v.holds = std::ranges::all_of(v.identities, &Identity::holds);
                              if (const auto row = approved_day(tx, fund.book.id, v.day))
                                  v.approved_at = row->approved_at;
                              if (last) v.next = *last + 1;
                              return v;
                          });
    router.write<DayBody>(
        "POST", "/api/v1/finance/funds/{fund}/days",
        spec(may_approve, {"审批一天的对账", "Approve the reconciliation of a day"}),
        [&parts](http::Context& c, const DayBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_approve);
            const DayResult done = approve_day(parts, tx, fund, b.day, c.caller.account());
            DayView v;
            v.day = b.day;
            v.identities = done.identities;
            v.holds = std::ranges::all_of(v.identities, &Identity::holds);
            if (done.approved) v.approved_at = done.approved->approved_at;
            v.next = done.approved ? b.day + 1 : b.day;
            return v;
        });
    router.read<MonthQuery>("GET", "/api/v1/finance/funds/{fund}/month-end",
                            spec(may_view, {"月末检查清单", "Check-list of a month's end"}),
                            [&parts](http::Context& c, const MonthQuery& q, store::Tx& tx) {
                                const Fund fund = require_fund(c, tx, parts, may_view);
                                MonthView v{q.period, month_end(parts, tx, fund, q.period), false};
                                v.ready = std::ranges::all_of(v.checks, &CheckItem::done);
                                return v;
                            });
    router.write<MonthQuery>("POST", "/api/v1/finance/funds/{fund}/closings",
                             spec(may_close, {"月末结账", "Close a month"}),
                             [&parts](http::Context& c, const MonthQuery& b, store::Tx& tx) {
                                 const Fund fund = require_fund(c, tx, parts, may_close);
                                 close_month(parts, tx, fund, b.period, c.caller.account());
                                 return finance::view_of(tx, fund);
                             });
}

}  // namespace

FundView view_of(store::Tx& tx, const Fund& fund) {
    FundView v;
    v.fund = fund.book.code;
    v.zh = fund.book.zh;
    v.en = fund.book.en;
    v.area_id = fund.book.area_id;
    v.book_id = fund.book.id;
    if (fund.memo) v.memo_book_id = fund.memo->id;
    v.last_day = last_approved_day(tx, fund.book.id);
    v.open_differences =
        open_differences(tx, fund.book.id, {std::numeric_limits<std::int32_t>::max()});
    for (const BankAccountRow& a : bank_accounts(tx, fund.book.id))
        v.bank_accounts.push_back({a.code, a.name, a.agent, a.number_masked});
    return v;
}

LineView view_of(const Parts& parts, const BankLineRow& l) {
    return {l.id,
            l.n,
            l.side,
            l.amount,
            l.booked_on,
            l.end_to_end_id,
            open_remittance(parts, l),
            l.state,
            l.matched_kind,
            l.matched_on};
}

Fund require_fund(const http::Context& c, store::Tx& tx, const Parts& parts,
                  std::string_view permission) {
    const auto found = c.path.find("fund");
    Fund fund =
        require_fund(tx, parts.ledger, found == c.path.end() ? std::string_view() : found->second);
    if (!c.caller.may(permission, fund.book.area_id))
        throw refuse_not_found("finance.fund_unknown",
                               {"没有这只基金，请从基金列表中选择。",
                                "There is no such fund; choose one of the list."});
    return fund;
}

void routes(http::Router& router, const Parts& parts) {
    fund_routes(router, parts);
    bill_routes(router, parts);
    statement_routes(router, parts);
    payment_routes(router, parts);
    difference_routes(router, parts);
    closing_routes(router, parts);
}

}  // namespace linli::finance
