// T29, last clause: on PostgreSQL the role of the running server, set up as docs/administration.md
// says, can do its work and cannot change the journal, with or without the triggers.
#include <fstream>
#include <sstream>

#include "linli/app.hpp"
#include "linli/retention.hpp"
#include "support/on_both_databases.hpp"

namespace linli::system_test {
namespace {

using store::Sql;
using store::Tx;

class PostgresGrants : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return all_migrations(); }

    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        as_owner(
            "DO $$ BEGIN CREATE ROLE linli_app; EXCEPTION WHEN duplicate_object OR "
            "unique_violation THEN NULL; END $$");
        for (const auto& statement : documented())
            as_owner(statement);
        // The tests' own user becomes the role when it connects.
        store::StoreOptions options;
        options.url = url() + (url().find('?') == std::string::npos ? "?" : "&") +
                      "options=-crole%3Dlinli_app";
        server = store::Store::open(options);
    }
    void TearDown() override {
        server.reset();
        OnBothDatabases::TearDown();
    }
    static std::vector<std::string> documented() {
        std::ifstream in(LINLI_SOURCE_DIR "/docs/examples/postgresql-roles.sql");
        EXPECT_TRUE(in.good());
        std::vector<std::string> statements(1);
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("--")) continue;
            statements.back() += line + ' ';
            if (line.ends_with(';')) {
                statements.back().resize(statements.back().size() - 2);
                statements.emplace_back();
            }
        }
        statements.pop_back();
        EXPECT_EQ(statements.size(), 6u);
        return statements;
    }
    void run(store::Store& on, const std::string& text) {
        kept_.push_back(std::make_unique<std::string>(text));
        on.write([&](Tx& tx) { tx.run(Sql{"test.run", *kept_.back()}); });
    }
    void as_owner(const std::string& text) { run(store(), text); }
    // What the database says to it; empty when it let it happen.
    std::string refusal_of(const std::string& text) {
        try {
            run(*server, text);
            return "";
        } catch (const std::exception& e) {
            return e.what();
        }
    }

    journal::Journal journal{
        clock,
        ids,
        {.key = std::make_shared<crypto::SigningKey>(
             crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519))}};
    std::unique_ptr<store::Store> server;

  private:
    std::vector<std::unique_ptr<std::string>> kept_;
};
INSTANTIATE_TEST_SUITE_P(On, PostgresGrants, ::testing::Values(linli::testing::Backend::postgres),
                         linli::testing::backend_name);

TEST_P(PostgresGrants, let_the_server_do_its_work) {
    EXPECT_TRUE(server->migrate(all_migrations()).empty());
    server->require_current(all_migrations());
    server->write([&](Tx& tx) {
        const auto id = journal.append(tx, {.action = "test.done", .purpose = "why"});
        journal.append(tx, {.action = "test.done", .purpose = "why"});
        EXPECT_TRUE(journal.erase_details(tx, id, {}, "PIPL 47"));
    });
    EXPECT_FALSE(journal.checkpoint_now(*server).empty());
    clock.advance(days(2000));
    const auto retention = Retention::read({LINLI_SOURCE_DIR "/rules/retention.yaml"});
    retention.run(*server, clock, journal, Pace::quick);
    EXPECT_EQ(retention.run(*server, clock, journal, Pace::slow).at("journal_detail"), 2);
    journal.checkpoint_now(*server);
    EXPECT_TRUE(journal::verify(*server).sound());
}

TEST_P(PostgresGrants, let_nobody_change_the_journal) {
    server->write([&](Tx& tx) { journal.append(tx, {.action = "test.done", .purpose = "why"}); });
    journal.checkpoint_now(*server);
    // Also when somebody has taken the triggers away.
    for (const char* table : {"journal_entry", "journal_checkpoint"})
        as_owner(std::string("ALTER TABLE ") + table + " DISABLE TRIGGER USER");
    for (const char* act :
         {"UPDATE journal_entry SET outcome = 'refused'", "UPDATE journal_entry SET id = id + 1",
          "DELETE FROM journal_entry", "TRUNCATE journal_entry",
          "UPDATE journal_checkpoint SET body = ''", "DELETE FROM journal_checkpoint",
          "TRUNCATE journal_checkpoint", "UPDATE journal_detail SET payload = '{}'",
          "INSERT INTO schema_migration SELECT * FROM schema_migration"})
        EXPECT_NE(refusal_of(act).find("permission denied"), std::string::npos)
            << act << ": " << refusal_of(act);
    for (const char* act :
         {"DROP TABLE journal_entry", "ALTER TABLE journal_entry ENABLE TRIGGER USER",
          "DROP TRIGGER journal_entry_keeps ON journal_entry",
          "DROP FUNCTION journal_keeps() CASCADE"})
        EXPECT_NE(refusal_of(act).find("must be owner"), std::string::npos)
            << act << ": " << refusal_of(act);
    EXPECT_TRUE(journal::verify(*server).sound());
}

TEST_P(PostgresGrants, let_a_position_be_given_but_the_trigger_only_once) {
    server->write([&](Tx& tx) { journal.append(tx, {.action = "test.done"}); });
    journal.checkpoint_now(*server);
    EXPECT_NE(refusal_of("UPDATE journal_entry SET seq = 7").find("never changed"),
              std::string::npos);
}

}  // namespace
}  // namespace linli::system_test
