// Backup, restore and verify of a deployment that works, that was damaged, and that was tampered
// with.
#include <fstream>

#include "program.hpp"
#include "store/store.hpp"

namespace linli::system_test {
namespace {

class Care : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (IsSkipped()) return;
        const auto loaded = linli("demo", {"--preset", "small"});
        ASSERT_EQ(loaded.code, 0) << loaded.text;
    }
    // Runs SQL behind the program's back.
    void tamper(const store::Sql& sql) {
        store::StoreOptions options;
        options.url =
            database_url().empty() ? "sqlite:" + path("data/linli.db").string() : database_url();
        const auto store = store::Store::open(options);
        store->write([&](store::Tx& tx) { tx.run(sql); });
    }
    // The trigger that protects the journal does not stop the owner of the database.
    void unprotect() {
        static constexpr store::Sql kept{"test.unprotect", "DROP TRIGGER journal_entry_keeps"};
        static constexpr store::Sql stays{"test.unprotect", "DROP TRIGGER journal_entry_stays"};
        static constexpr store::Sql postgres{"test.unprotect",
                                             "ALTER TABLE journal_entry DISABLE TRIGGER USER"};
        if (GetParam() == Backend::postgres) return tamper(postgres);
        tamper(kept);
        tamper(stays);
    }
    void expect_not_sound(const Outcome& outcome, const std::string& words) {
        EXPECT_EQ(outcome.code, 1) << outcome.text;
        EXPECT_NE(outcome.text.find("FAULT"), std::string::npos) << outcome.text;
        EXPECT_NE(outcome.text.find(words), std::string::npos) << outcome.text;
        EXPECT_NE(outcome.text.find("NOT SOUND"), std::string::npos) << outcome.text;
    }
};

class CareOfSqlite : public Care {};

TEST_P(CareOfSqlite, copies_a_running_server_and_starts_from_the_copy) {
    serve();
    const std::string keeper = sign_in("keeper", "Linli-demo-2026");
    const auto page = json::parse(ask("GET", "/api/v1/listings?limit=1").body);
    const std::string id(page.at("items").at(0).at("id").as_string());
    ASSERT_EQ(ask("POST", "/api/v1/listings/" + id + "/confirmations", "{}", keeper).status, 200);
    const std::string copy = path("copy").string();
    const auto backup = linli("backup", {"--to", copy, "--with-keys"});
    ASSERT_EQ(backup.code, 0) << backup.text;
    EXPECT_EQ(linli("backup", {"--to", copy}).code, 1) << "an older backup was overwritten";
    EXPECT_EQ(ask("GET", "/api/v1/health").status, 200);
    EXPECT_EQ(stop_server(), 0);

    const auto restored = linli("restore", {"--from", copy}, "restored");
    ASSERT_EQ(restored.code, 0) << restored.text;
    EXPECT_NE(restored.text.find("sound: "), std::string::npos) << restored.text;
    EXPECT_EQ(linli("restore", {"--from", copy}, "restored").code, 1) << "it overwrote data";
    EXPECT_EQ(linli("verify", {}, "restored").code, 0);
    serve({}, "restored");
    const auto listing = json::parse(ask("GET", "/api/v1/listings/" + id).body);
    EXPECT_EQ(listing.at("freshness").as_string(), "fresh");
    sign_in("keeper", "Linli-demo-2026");
    EXPECT_EQ(stop_server(), 0);
}

TEST_P(CareOfSqlite, needs_the_keys_that_a_backup_does_not_hold) {
    const std::string copy = path("copy").string();
    ASSERT_EQ(linli("backup", {"--to", copy}).code, 0);
    EXPECT_FALSE(fs::exists(path("copy/keys")));
    const auto refused = linli("restore", {"--from", copy}, "restored");
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.text.find("keys"), std::string::npos) << refused.text;
    fs::create_directories(path("restored"));
    fs::copy(path("data/keys"), path("restored/keys"), fs::copy_options::recursive);
    const auto restored = linli("restore", {"--from", copy}, "restored");
    EXPECT_EQ(restored.code, 0) << restored.text;
}

TEST_P(CareOfSqlite, refuses_a_damaged_or_unfinished_backup) {
    const std::string copy = path("copy").string();
    ASSERT_EQ(linli("backup", {"--to", copy, "--with-keys"}).code, 0);
    {
        std::fstream database(path("copy/linli.db"),
                              std::ios::binary | std::ios::in | std::ios::out);
        database.seekp(20'000);
        database.put('\x5a');
    }
    const auto damaged = linli("restore", {"--from", copy}, "restored");
    EXPECT_EQ(damaged.code, 1);
    EXPECT_NE(damaged.text.find("damaged: linli.db"), std::string::npos) << damaged.text;
    fs::remove(path("copy/linli.db"));
    EXPECT_NE(linli("restore", {"--from", copy}, "restored").text.find("lacks linli.db"),
              std::string::npos);
    fs::remove(path("copy/manifest.json"));
    EXPECT_NE(linli("restore", {"--from", copy}, "restored").text.find("interrupted"),
              std::string::npos);
    EXPECT_FALSE(fs::exists(path("restored/linli.db")));
}

TEST_P(CareOfSqlite, finds_by_an_earlier_checkpoint_that_an_old_backup_was_brought_back) {
    const std::string copy = path("copy").string();
    ASSERT_EQ(linli("backup", {"--to", copy, "--with-keys"}).code, 0);
    serve();
    const std::string keeper = sign_in("keeper", "Linli-demo-2026");
    const auto page = json::parse(ask("GET", "/api/v1/listings?limit=1").body);
    const std::string id(page.at("items").at(0).at("id").as_string());
    ASSERT_EQ(ask("POST", "/api/v1/listings/" + id + "/confirmations", "{}", keeper).status, 200);
    EXPECT_EQ(stop_server(), 0);
    fs::copy_file(path("data/checkpoint.txt"), path("outside.txt"));
    const std::string outside = path("outside.txt").string();
    EXPECT_EQ(linli("verify", {"--checkpoint", outside}).code, 0);
    ASSERT_EQ(linli("restore", {"--from", copy}, "rolled-back").code, 0);
    EXPECT_EQ(linli("verify", {}, "rolled-back").code, 0)
        << "without the outside copy nobody can tell";
    expect_not_sound(linli("verify", {"--checkpoint", outside}, "rolled-back"), "checkpoint");
}

TEST_P(Care, finds_a_changed_a_removed_and_an_inserted_journal_entry) {
    ASSERT_EQ(linli("verify").code, 0);
    unprotect();
    static constexpr store::Sql changed{
        "test.changed",
        "UPDATE journal_entry SET outcome = 'refused' WHERE id = (SELECT MIN(id) FROM "
        "journal_entry)"};
    tamper(changed);
    expect_not_sound(linli("verify"), "entry 0");
    static constexpr store::Sql back{
        "test.back",
        "UPDATE journal_entry SET outcome = 'done' WHERE id = (SELECT MIN(id) FROM "
        "journal_entry)"};
    tamper(back);
    ASSERT_EQ(linli("verify").code, 0);
    static constexpr store::Sql removed{
        "test.removed", "DELETE FROM journal_entry WHERE id = (SELECT MIN(id) FROM journal_entry)"};
    tamper(removed);
    expect_not_sound(linli("verify"), "entry 0");
}

TEST_P(Care, says_who_backs_up_a_database_server) {
    if (GetParam() == Backend::sqlite) GTEST_SKIP() << "about PostgreSQL";
    const auto refused = linli("backup", {"--to", path("copy").string()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.text.find("pg_dump"), std::string::npos) << refused.text;
    EXPECT_FALSE(fs::exists(path("copy"))) << "something that looks like a backup was left";
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Care, ::testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);
INSTANTIATE_TEST_SUITE_P(OnSqlite, CareOfSqlite, ::testing::Values(Backend::sqlite), backend_name);

}  // namespace
}  // namespace linli::system_test
