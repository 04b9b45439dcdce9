// T30, last clause: the retention job removes exactly the rows that are due.
#include "linli/retention.hpp"

#include <fstream>

#include "linli/app.hpp"
#include "support/on_both_databases.hpp"

namespace linli::system_test {
namespace {

using store::Sql;
using store::Tx;

const std::string delivered_rules = LINLI_SOURCE_DIR "/rules/retention.yaml";

class RetentionTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return all_migrations(); }

    // One row of `table`: the columns that are named, and everything else that must not be NULL as
    // zero or an empty text. Ids count up.
    void put(const std::string& table, const std::string& columns, const std::string& values) {
        static const std::map<std::string, std::pair<std::string, std::string>> rest{
            {"session", {"token_hash, account_id, device, created_at, seen_at", "$, 1, '', 0, 0"}},
            {"login_code", {"phone_index, code_hash, sent_at, tries", "$, '', 0, 0"}},
            {"attempt", {"subject, tries, last_at", "$, 1, 0"}},
            {"idempotency",
             {"caller, route, request_key, request_sha256, status, answer",
              "'a', 'b', $, '', 0, ''"}},
            {"outbox_message",
             {"area_id, channel, address, body, state, attempts, made_at, next_at, last_error",
              "0, '', '', '', '', 0, 0, 0, ''"}},
            {"notice", {"account_id, area_id, kind, zh, en, link", "1, 0, '', '', '', ''"}},
            {"problem_report", {"area_id, listing_id, kind, note, made_at", "0, 1, '', '', 0"}},
            {"registration",
             {"area_id, account_id, name_sealed, id_type, id_number_sealed, phone_sealed, "
              "guardian_sealed, minor, reason",
              "0, 1, '', '', '', '', '', 0, ''"}},
            {"consent",
             {"area_id, account_id, purpose, notice_version, given_by, given_at",
              "0, 1, '', '', '', 0"}},
            {"listing_change",
             {"area_id, listing_id, account_id, action, fields", "0, 1, 0, '', '{}'"}},
            {"directory_import",
             {"area_id, account_id, format, source, licence, report", "0, 0, '', '', '', '{}'"}},
            {"rule_record",
             {"package, decision, text_hash, area_id, at_day, known_day, areas, inputs_sealed, "
              "value_sealed",
              "'', '', '', 0, 0, 0, '[]', '', ''"}},
        };
        const std::string number = std::to_string(++rows_);
        auto [more_columns, more_values] = rest.at(table);
        if (const auto at = more_values.find('$'); at != std::string::npos)
            more_values.replace(at, 1, "'" + number + "'");
        const bool has_id = table != "attempt" && table != "idempotency";
        run("INSERT INTO " + table + " (" + (has_id ? "id, " : "") + columns + ", " + more_columns +
            ") VALUES (" + (has_id ? number + ", " : "") + values + ", " + more_values + ")");
    }
    void run(const std::string& text) {
        statements_.push_back(std::make_unique<std::string>(text));
        store().write([&](Tx& tx) { tx.run(Sql{"test.run", *statements_.back()}); });
    }
    std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
        const std::string text = "SELECT COUNT(*) FROM " + table + " WHERE " + where;
        return *store().read([&](Tx& tx) { return tx.one<std::int64_t>(Sql{"test.count", text}); });
    }
    std::string due(const std::string& what) const {
        return std::to_string((clock.now() - retention.keep(what)).us);
    }
    std::string not_due(const std::string& what) const {
        return std::to_string((clock.now() - retention.keep(what)).us + 1);
    }
    std::map<std::string, std::int64_t> removed(Pace pace, int rows_max = 1000) {
        return retention.run(store(), clock, journal, pace, rows_max);
    }
    std::map<std::string, std::int64_t> all_removed() {
        auto all = removed(Pace::quick);
        all.merge(removed(Pace::slow));
        return all;
    }

    journal::Journal journal{clock, ids};
    Retention retention = Retention::read({delivered_rules});

  private:
    std::int64_t rows_ = 0;
    std::vector<std::unique_ptr<std::string>> statements_;
};
LINLI_ON_BOTH_DATABASES(RetentionTest);

TEST_P(RetentionTest, removes_exactly_the_rows_that_are_due) {
    // The column that counts, and more that a due row has.
    struct Kind {
        std::string what, column, more_columns, more_values;
    };
    const std::vector<Kind> kinds{
        {"session", "ends_at", "", ""},
        {"login_code", "ends_at", "", ""},
        {"idempotency", "created_at", "", ""},
        {"outbox_message", "done_at", "", ""},
        {"notice", "at", "", ""},
        {"problem_report", "handled_at", "", ""},
        {"registration", "decided_at", ", state, submitted_at", ", 'refused', 0"},
        {"registration", "submitted_at", ", state", ", 'withdrawn'"},
        {"consent", "withdrawn_at", "", ""},
        {"listing_change", "changed_at", "", ""},
        {"directory_import", "made_at", "", ""},
        {"rule_record", "recorded_at", "", ""}};
    std::map<std::string, std::int64_t> expected;
    for (const Kind& kind : kinds) {
        put(kind.what, kind.column + kind.more_columns, due(kind.what) + kind.more_values);
        put(kind.what, kind.column + kind.more_columns, "1" + kind.more_values);
        put(kind.what, kind.column + kind.more_columns, not_due(kind.what) + kind.more_values);
        expected[kind.what] += 2;
    }
    // Without an end: open work and what is in force stays, however old.
    put("outbox_message", "done_at", "NULL");
    put("problem_report", "handled_at", "NULL");
    put("registration", "submitted_at, state", "1, 'waiting'");
    put("registration", "submitted_at, decided_at, state", "1, 1, 'approved'");
    put("consent", "withdrawn_at", "NULL");
    // Attempts count in slices of five minutes, each from its end.
    const std::int64_t slice = (clock.now() - retention.keep("attempt")).us / minutes(5).value;
    put("attempt", "slice", std::to_string(slice));
    put("attempt", "slice", std::to_string(slice - 1));
    expected["attempt"] = 1;

    EXPECT_EQ(all_removed(), expected);
    EXPECT_EQ(all_removed(), (std::map<std::string, std::int64_t>{}));
    for (const auto& [what, rows] : expected)
        EXPECT_EQ(count(what),
                  what == "outbox_message" || what == "problem_report" || what == "consent" ? 2
                  : what == "registration"                                                  ? 4
                                                                                            : 1)
            << what;
    EXPECT_EQ(count("registration", "state = 'approved' OR state = 'waiting'"), 2);
    EXPECT_EQ(count("journal_entry", "action = 'system.retention_applied'"), 8);

    clock.advance(days(1));  // what was left by a microsecond goes with the next day
    auto next = all_removed();
    next.erase("journal_detail");
    for (const auto& [what, rows] : expected)
        EXPECT_EQ(next[what], what == "registration" ? 2 : 1) << what;
}

TEST_P(RetentionTest, forgets_purposes_and_details_but_no_entry_and_the_journal_stays_sound) {
    store().write([&](Tx& tx) { journal.append(tx, {.action = "test.old", .purpose = "why"}); });
    clock.advance(microseconds(1));
    store().write([&](Tx& tx) { journal.append(tx, {.action = "test.new", .purpose = "why"}); });
    clock.advance(retention.keep("journal_detail"));
    EXPECT_EQ(all_removed(), (std::map<std::string, std::int64_t>{{"journal_detail", 1}}));
    EXPECT_EQ(count("journal_detail"), 1);
    EXPECT_EQ(count("journal_entry", "action IN ('test.old', 'test.new')"), 2);
    while (journal.sequence(store()) > 0) {
    }
    EXPECT_TRUE(journal::verify(store()).sound());
}

TEST_P(RetentionTest, takes_a_bounded_number_of_rows_at_a_time) {
    for (int i = 0; i < 7; ++i)
        put("notice", "at", "1");
    EXPECT_EQ(removed(Pace::slow, 3).at("notice"), 3);
    EXPECT_EQ(removed(Pace::slow, 3).at("notice"), 3);
    EXPECT_EQ(removed(Pace::slow, 3).at("notice"), 1);
    EXPECT_TRUE(removed(Pace::slow, 3).empty());
}

class RetentionFile : public ::testing::Test {
  protected:
    std::string refused(const std::string& row) {
        const auto path = dir.path() / "retention.yaml";
        std::ofstream(path) << "retention:\n" << row;
        try {
            keep = Retention::read({delivered_rules, path}).keep("notice");
            return "";
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    }
    static std::string row(const std::string& what, const std::string& keep) {
        return "  - {what: " + what + ", keep: " + keep +
               ", zh: 一, en: a, basis_zh: 一, basis_en: a}\n";
    }
    linli::testing::TempDir dir;
    Micros keep;
};

TEST_F(RetentionFile, of_a_city_may_keep_longer) {
    EXPECT_EQ(refused(row("notice", "500 d")), "");
    EXPECT_EQ(keep, days(500));
    EXPECT_EQ(Retention::read({delivered_rules, dir.path() / "absent.yaml"}).keep("notice"),
              days(400));
}

TEST_F(RetentionFile, keeps_logs_for_half_a_year_whatever_it_says) {
    for (const char* log : {"journal_detail", "listing_change", "directory_import"}) {
        EXPECT_EQ(refused(row(log, "179 d")), "retention.too_short") << log;
        EXPECT_EQ(refused(row(log, "180 d")), "") << log;
    }
}

TEST_F(RetentionFile, with_a_row_that_cannot_be_meant_is_refused) {
    EXPECT_EQ(refused(row("notices", "500 d")), "retention.unknown");
    EXPECT_EQ(refused(row("notice", "500 w")), "retention.malformed");
    EXPECT_EQ(refused(row("notice", "-1 d")), "retention.malformed");
    EXPECT_EQ(refused(row("notice", "99999999 d")), "retention.malformed");
    EXPECT_EQ(refused(row("notice", "500 d") + row("notice", "600 d")), "retention.twice");
    const auto path = dir.path() / "retention.yaml";
    std::ofstream(path) << "retention:\n" << row("notice", "500 d");
    EXPECT_THROW(Retention::read({path}), Refusal);
}

}  // namespace
}  // namespace linli::system_test
