#include "kernel/finance/events.hpp"

#include <algorithm>
#include <set>

#include "kernel/finance/finance_sql.hpp"

namespace linli::finance {

namespace {

constexpr std::size_t persons_max = 20'000;
constexpr std::size_t persons_per_entry = 90;  // an entry has at most 100 legs

decision::Value inputs_of(const BusinessEvent& e) {
    std::vector<std::pair<std::string, decision::Value>> members{
        {"event", decision::Value(std::string(e.event))}};
    for (const auto& [code, amount] : e.amounts)
        if (amount != 0) members.emplace_back(code, decision::Value(decision::Number(amount)));
    for (const auto& [code, text] : e.facts)
        members.emplace_back(code, decision::Value(std::string(text)));
    return decision::Context::make(std::move(members));
}

std::string text_of(const decision::Context& row, std::string_view member) {
    const decision::Value* v = row.find(member);
    return v != nullptr && v->kind() == decision::Kind::string ? std::string(v->text())
                                                               : std::string();
}

// One row of the table: its amount is absent where the event has none of that kind.
struct Rule {
    std::string book;
    ledger::Side side = ledger::Side::debit;
    std::string account;
    std::optional<std::int64_t> amount;
    std::string owner;  // "", "each" or "all"
};

Rule rule_of(const decision::Value& value) {
    LINLI_CHECK(value.kind() == decision::Kind::context);
    const decision::Context& row = value.context();
    Rule rule{
        text_of(row, "账套"), ledger::Side::debit, text_of(row, "科目"), {}, text_of(row, "归属")};
    if (text_of(row, "方向") == "credit") rule.side = ledger::Side::credit;
    if (const auto* amount = row.find("金额"); amount && amount->kind() == decision::Kind::number)
        rule.amount = amount->number().to_int();
    return rule;
}

std::string book_of(const BusinessEvent& e, const std::string& book) {
    if (book == "memo") return e.fund + ".memo";
    if (book != "counterpart") return e.fund;
    if (e.counterpart.empty())
        throw refuse_field("counterpart", "finance.counterpart_missing",
                           {"这类业务涉及两只基金，请写明对方基金。",
                            "This event concerns two funds; name the other one."});
    return e.counterpart;
}

void require_event(const BusinessEvent& e) {
    const auto good = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == ':' || c == '-';
    };
    if (e.id.empty() || e.id.size() > 48 || !std::ranges::all_of(e.id, good))
        throw refuse_field("id", "finance.id_malformed",
                           {"业务编号应为 1 到 48 个字母、数字或 . _ : - 。",
                            "The id of an event has 1 to 48 letters, digits or . _ : -"});
    if (e.persons.size() > persons_max)
        throw refuse_field("persons", "finance.too_many_persons",
                           {"一笔业务最多涉及 20000 人，请分开办理。",
                            "One event concerns at most 20,000 persons; split it."});
    for (const auto& [code, amount] : e.amounts)
        if (amount < 0)
            throw refuse_field("amounts." + code, "finance.amount_negative",
                               {"金额不能为负；方向由业务事件决定。",
                                "Amounts are not negative; the event gives the direction."});
    for (const PersonPart& p : e.persons)
        if (p.amount <= 0)
            throw refuse_field("persons", "finance.amount_negative",
                               {"记入个人账户的金额应大于零。",
                                "What goes to a personal account is above nought."});
}

// Legs of persons come in entries of their own, each balanced by its own sum.
void add_person_entries(std::vector<Entry>& out, const BusinessEvent& e, const std::string& book,
                        const std::vector<Rule>& rules) {
    for (std::size_t first = 0; first < e.persons.size(); first += persons_per_entry) {
        const std::size_t last = std::min(e.persons.size(), first + persons_per_entry);
        Entry entry{book, {}};
        std::int64_t sum = 0;
        for (std::size_t i = first; i < last; ++i)
            sum += e.persons[i].amount;
        for (const Rule& rule : rules) {
            if (rule.owner == "all")
                entry.lines.push_back({book, rule.side, rule.account, sum, {}});
            if (rule.owner != "each") continue;
            for (std::size_t i = first; i < last; ++i)
                entry.lines.push_back(
                    {book, rule.side, rule.account, e.persons[i].amount, e.persons[i].person});
        }
        out.push_back(std::move(entry));
    }
}

}  // namespace

Fund require_fund(store::Tx& tx, const ledger::Ledger& ledger, std::string_view code) {
    auto book = ledger.book(tx, code);
    if (!book || book->unit != ledger::Unit::fen)
        throw refuse_not_found("finance.fund_unknown",
                               {"没有这只基金，请从基金列表中选择。",
                                "There is no such fund; choose one of the list."});
    auto memo = ledger.book(tx, std::string(code) + ".memo");
    return {std::move(*book), std::move(memo)};
}

Fund require_fund(store::Tx& tx, const ledger::Ledger& ledger, ledger::BookId id) {
    const auto book = ledger.book(tx, id);
    return require_fund(tx, ledger, book ? std::string_view(book->code) : std::string_view());
}

std::vector<Entry> entries_of(const Parts& parts, const BusinessEvent& e, Date known) {
    decision::Call call;
    call.package = "postings";
    call.decision = "entry";
    call.at = e.date;
    call.known = known;
    call.inputs = inputs_of(e);
    const decision::Decided decided = parts.decide(call);
    std::map<std::string, std::vector<Rule>> by_book;
    if (decided.value.kind() == decision::Kind::list)
        for (const decision::Value& v : decided.value.items())
            if (Rule rule = rule_of(v); rule.amount || !rule.owner.empty())
                by_book[book_of(e, rule.book)].push_back(std::move(rule));
    std::vector<Entry> out;
    for (const auto& [book, rules] : by_book) {
        Entry entry{book, {}};
        for (const Rule& rule : rules)
            if (rule.amount && rule.owner.empty())
                entry.lines.push_back({book, rule.side, rule.account, *rule.amount, {}});
        if (!entry.lines.empty()) out.push_back(std::move(entry));
        if (!e.persons.empty() &&
            std::ranges::any_of(rules, [](const Rule& r) { return r.owner == "each"; }))
            add_person_entries(out, e, book, rules);
    }
    if (out.empty())
        throw refuse_field("event", "finance.event_makes_nothing",
                           {"按记账规则，这笔业务没有分录：请检查业务事件和金额。",
                            "By the posting rules this event makes no entry: check its name and "
                            "amounts."});
    return out;
}

namespace {

std::vector<ledger::Command> commands_of(const Parts& parts, store::Tx& tx, const BusinessEvent& e,
                                         const std::vector<Entry>& entries, http::AreaId area,
                                         http::AccountId by, std::int64_t case_id) {
    std::map<std::string, ledger::BookRow> books;
    std::vector<ledger::Command> commands;
    for (const Entry& entry : entries) {
        auto found = books.find(entry.book);
        if (found == books.end()) {
            auto row = parts.ledger.book(tx, entry.book);
            if (!row)
                throw refuse_not_found(
                    "finance.fund_unknown",
                    {"记账规则要用账套“" + entry.book + "”，但它还没有开设。",
                     "The posting rules need the book “" + entry.book + "”, which is not open."});
            found = books.emplace(entry.book, std::move(*row)).first;
        }
        ledger::Command c;
        c.id = e.id + ":" + std::to_string(commands.size());
        c.book = found->second.id;
        c.event = e.event;
        c.date = e.date;
        c.by = by;
        c.case_id = case_id;
        c.group = e.id;
        c.linked = true;
        for (const Line& line : entry.lines) {
            const ledger::Owner owner =
                line.person ? ledger::Owner{"person", line.person->value} : ledger::Owner{};
            const auto account =
                parts.ledger.account(tx, {found->second.id, area, line.account, owner, {}}, e.date);
            c.legs.push_back({account.id, line.side, line.amount});
        }
        commands.push_back(std::move(c));
    }
    commands.back().linked = false;
    return commands;
}

std::int64_t persons_fen(const std::vector<Entry>& entries) {
    std::int64_t sum = 0;
    for (const Entry& entry : entries)
        for (const Line& line : entry.lines)
            if (line.person) sum += line.side == ledger::Side::credit ? line.amount : -line.amount;
    return sum;
}

}  // namespace

EventRow record(const Parts& parts, store::Tx& tx, const BusinessEvent& e, http::AccountId by,
                std::int64_t case_id) {
    require_event(e);
    std::string content = to_json_text(e);
    if (const auto known = tx.one<EventRow>(sql::event_by_sender, e.id)) {
        if (known->content == content) return *known;
        throw refuse_conflict("finance.event_differs",
                              {"这个业务编号已经用于另一笔内容不同的业务；没有记账。",
                               "This id belongs to another event with other content; nothing was "
                               "posted."});
    }
    const Fund fund = require_fund(tx, parts.ledger, e.fund);
    const auto entries = entries_of(parts, e, date_in_china(parts.clock.now()));
    const auto commands = commands_of(parts, tx, e, entries, fund.book.area_id, by, case_id);
    for (const ledger::Outcome& outcome : parts.ledger.post(tx, commands))
        if (!outcome.done() && outcome.code != ledger::Code::linked_failed)
            throw refusal_of(outcome);
    EventRow row;
    row.id = parts.ids.make<EventId>();
    row.sender_id = e.id;
    row.event = e.event;
    row.book_id = fund.book.id;
    row.area_id = fund.book.area_id;
    row.date = e.date;
    row.content = std::move(content);
    row.persons_fen = persons_fen(entries);
    row.entries = static_cast<std::int64_t>(commands.size());
    if (case_id != 0) row.case_id = case_id;
    row.by_account = by;
    row.at = parts.clock.now();
    tx.insert("finance_event", row);
    return row;
}

namespace {

struct AccountSums {
    ledger::AccountId id;
    std::string code;
    ledger::Side normal = ledger::Side::debit;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
BOOST_DESCRIBE_STRUCT(AccountSums, (), (id, code, normal, debit, credit))

}  // namespace

int close_year(const Parts& parts, store::Tx& tx, const Fund& fund, int year, http::AccountId by) {
    int closed = 0;
    for (const auto& a :
         tx.all<AccountSums>(sql::accounts_of_book, fund.book.id, fund.book.area_id)) {
        const bool income = a.code.starts_with('4');
        if (!income && !a.code.starts_with('5')) continue;
        const std::int64_t balance = income ? a.credit - a.debit : a.debit - a.credit;
        if (balance <= 0) continue;
        BusinessEvent e;
        e.id = "year:" + std::to_string(year) + ":" + to_text(a.id);
        e.event = income ? "income_closed" : "expense_closed";
        e.fund = fund.book.code;
        e.date = Date::of(year, 12, 31);
        e.amounts = {{"total", balance}};
        e.facts = {{"code", a.code}};
        record(parts, tx, e, by);
        ++closed;
    }
    return closed;
}

}  // namespace linli::finance
