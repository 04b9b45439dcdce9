#include "kernel/finance/differences.hpp"

namespace linli::finance {

namespace {

#define LINLI_DIFFERENCE                                                                   \
    "SELECT id, book_id, area_id, kind, subject_kind, subject_id, on_day, amount, state, " \
    "explanation, opened_at, ended_at, ended_by FROM finance_difference "

constexpr store::Sql by_id{"finance.difference", LINLI_DIFFERENCE "WHERE id = ?"};
constexpr store::Sql of_subject{"finance.difference_of_subject", LINLI_DIFFERENCE
                                "WHERE book_id = ? AND kind = ? AND subject_kind = ? AND "
                                "subject_id = ? AND on_day = ?"};
constexpr store::Sql of_book{"finance.differences",
                             LINLI_DIFFERENCE "WHERE book_id = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr store::Sql of_state{"finance.differences_of_state", LINLI_DIFFERENCE
                              "WHERE book_id = ? AND state = ? AND id > ? ORDER BY id LIMIT ?"};
constexpr store::Sql count_open{"finance.open_differences",
                                "SELECT COUNT(*) FROM finance_difference "
                                "WHERE book_id = ? AND state = 'open' AND on_day <= ?"};
constexpr store::Sql end{"finance.end_difference",
                         "UPDATE finance_difference SET state = 'ended', explanation = ?, "
                         "ended_at = ?, ended_by = ? WHERE kind = ? AND subject_kind = ? AND "
                         "subject_id = ? AND state <> 'ended'"};
constexpr store::Sql explain{"finance.explain_difference",
                             "UPDATE finance_difference SET state = 'explained', "
                             "explanation = ?, ended_at = ?, ended_by = ? "
                             "WHERE id = ? AND state <> 'ended'"};

}  // namespace

void open_difference(const Parts& parts, store::Tx& tx, const ledger::BookRow& book,
                     const char* kind, const char* subject_kind, std::int64_t subject_id, Date on,
                     std::int64_t amount) {
    if (tx.one<DifferenceRow>(of_subject, book.id, kind, subject_kind, subject_id, on)) return;
    DifferenceRow row;
    row.id = parts.ids.make<DifferenceId>();
    row.book_id = book.id;
    row.area_id = book.area_id;
    row.kind = kind;
    row.subject_kind = subject_kind;
    row.subject_id = subject_id;
    row.on_day = on;
    row.amount = amount;
    row.opened_at = parts.clock.now();
    tx.insert("finance_difference", row);
}

void end_difference(const Parts& parts, store::Tx& tx, const char* kind, const char* subject_kind,
                    std::int64_t subject_id, http::AccountId by, const std::string& how) {
    tx.run(end, how, parts.clock.now(), by, kind, subject_kind, subject_id);
}

DifferenceRow explain_difference(const Parts& parts, store::Tx& tx, DifferenceId id,
                                 const std::string& why, http::AccountId by) {
    const auto row = find_difference(tx, id);
    if (!row)
        throw refuse_not_found("finance.difference_unknown",
                               {"没有这一项差异。", "There is no such difference."});
    if (why.empty())
        throw refuse_field("explanation", "finance.explanation_missing",
                           {"请写明原因，供审计查阅。", "Say why, for those who audit."});
    if (tx.run(explain, why, parts.clock.now(), by, id) != 1)
        throw refuse_conflict("finance.difference_ended",
                              {"这一项差异已经解决。", "This difference is settled already."});
    parts.journal.append(tx, {.actor = by,
                              .area = row->area_id,
                              .action = "finance.difference_explained",
                              .subject_kind = "finance_difference",
                              .subject_id = id.value});
    return *find_difference(tx, id);
}

std::optional<DifferenceRow> find_difference(store::Tx& tx, DifferenceId id) {
    return tx.one<DifferenceRow>(by_id, id);
}

std::vector<DifferenceRow> differences(store::Tx& tx, ledger::BookId book,
                                       std::optional<DifferenceState> state, DifferenceId after,
                                       int most) {
    return state ? tx.all<DifferenceRow>(of_state, book, *state, after, most)
                 : tx.all<DifferenceRow>(of_book, book, after, most);
}

std::int64_t open_differences(store::Tx& tx, ledger::BookId book, Date until) {
    return tx.one<std::int64_t>(count_open, book, until).value_or(0);
}

}  // namespace linli::finance
