// T29: whoever changes the stored journal, with every right on the database, is found.
#include <fstream>

#include "kernel/journal/journal.hpp"
#include "kernel/journal/row.hpp"
#include "support/on_both_databases.hpp"

namespace linli::journal {
namespace {

using store::Sql;
using store::Tx;

class Tampering : public linli::testing::OnBothDatabases {
  protected:
    static constexpr int size = 600;
    std::vector<store::MigrationSet> migrations() const override { return {journal::migrations()}; }

    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        fill(*journal, size);
        outside = journal->checkpoint_now(store());
        drop_triggers();
    }
    void fill(const Journal& j, int count) {
        store().write([&](Tx& tx) {
            for (int n = 0; n < count; ++n)
                j.append(tx, {.actor = {7},
                              .area = {1},
                              .action = "test.done",
                              .subject_kind = "thing",
                              .subject_id = n,
                              .details = {{"n", n}}});
        });
    }
    // What an administrator of the database can do.
    void drop_triggers() {
        const bool sqlite = GetParam() == linli::testing::Backend::sqlite;
        for (const char* table : {"journal_entry", "journal_checkpoint"})
            for (const char* what : {"_keeps", "_stays"}) {
                if (!sqlite && std::string_view(what) == "_stays") continue;
                raw("DROP TRIGGER " + std::string(table) + what +
                    (sqlite ? "" : " ON " + std::string(table)));
            }
    }
    void raw(const std::string& text) {
        statements.push_back(std::make_unique<std::string>(text));
        const Sql sql{"test.raw", *statements.back()};
        store().write([&](Tx& tx) { tx.run(sql); });
    }
    Verification check(bool with_outside = false) {
        VerifyOptions options{.key = key->public_key()};
        if (with_outside) options.earlier_checkpoint = outside;
        return verify(store(), options);
    }
    static bool names(const Verification& v, std::string_view code) {
        for (const Finding& f : v.findings)
            if (f.code == code) return true;
        return false;
    }
    // Makes everything in the database fit again: only somebody outside could tell.
    void rebuild_consistently() {
        raw("UPDATE journal_entry SET seq = NULL");
        raw("DELETE FROM journal_tile");
        raw("DELETE FROM journal_checkpoint");
        raw("UPDATE journal_head SET size = 0, root = ''");
        while (journal->sequence(store()) > 0) {
        }
    }

    std::shared_ptr<const crypto::SigningKey> key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519));
    std::unique_ptr<Journal> journal =
        std::make_unique<Journal>(clock, ids, JournalOptions{.key = key});
    std::string outside;
    std::vector<std::unique_ptr<std::string>> statements;
};
LINLI_ON_BOTH_DATABASES(Tampering);

TEST_P(Tampering, untouched_journal_is_sound) {
    EXPECT_TRUE(check(true).sound());
}

TEST_P(Tampering, flip_of_any_column_of_any_sampled_row_names_the_row) {
    const char* columns[] = {"at = at + 1",
                             "actor = actor + 1",
                             "area_id = area_id + 1",
                             "action = action || 'x'",
                             "subject_kind = subject_kind || 'x'",
                             "subject_id = subject_id + 1",
                             "outcome = 'refused'",
                             "commitment = leaf_hash",
                             "leaf_hash = commitment",
                             "id = id + 1000000"};
    const char* undo[] = {"at = at - 1",
                          "actor = actor - 1",
                          "area_id = area_id - 1",
                          "action = 'test.done'",
                          "subject_kind = 'thing'",
                          "subject_id = subject_id - 1",
                          "outcome = 'done'",
                          "",
                          "",
                          "id = id - 1000000"};
    for (const int row : {0, 1, 255, 256, 511, 512, 599}) {
        const std::string where = " WHERE seq = " + std::to_string(row);
        for (std::size_t i = 0; i < std::size(columns); ++i) {
            const std::string kept = store().read([&](Tx& tx) {
                const std::string text = "SELECT commitment FROM journal_entry" + where;
                return *tx.one<std::string>(Sql{"test.kept", text});
            });
            const std::string leaf = store().read([&](Tx& tx) {
                const std::string text = "SELECT leaf_hash FROM journal_entry" + where;
                return *tx.one<std::string>(Sql{"test.kept", text});
            });
            raw("UPDATE journal_entry SET " + std::string(columns[i]) + where);
            const Verification v = check();
            EXPECT_EQ(v.first_bad(), row) << columns[i];
            raw("UPDATE journal_entry SET " +
                (*undo[i] ? undo[i] : "commitment = '" + kept + "', leaf_hash = '" + leaf + "'") +
                where);
        }
    }
    EXPECT_TRUE(check().sound()) << "everything was put back";
}

TEST_P(Tampering, changed_details_and_details_gone_without_a_word_are_named) {
    raw("UPDATE journal_detail SET payload = '{}' WHERE entry_id ="
        " (SELECT id FROM journal_entry WHERE seq = 300)");
    EXPECT_EQ(check().first_bad(), 300);
    EXPECT_TRUE(names(check(), "detail_changed"));
    raw("UPDATE journal_detail SET salt = 'AAAA' WHERE entry_id ="
        " (SELECT id FROM journal_entry WHERE seq = 299)");
    EXPECT_EQ(check().first_bad(), 299);
    raw("DELETE FROM journal_detail WHERE entry_id = (SELECT id FROM journal_entry WHERE seq = 2)");
    EXPECT_EQ(check().first_bad(), 2);
    EXPECT_TRUE(names(check(), "detail_missing"));
}

TEST_P(Tampering, deleted_entry_is_named) {
    for (const int row : {599, 256, 0}) {
        raw("DELETE FROM journal_entry WHERE seq = " + std::to_string(row));
        EXPECT_EQ(check().first_bad(), row);
    }
}

TEST_P(Tampering, swapped_entries_are_named) {
    raw("UPDATE journal_entry SET seq = 100000 WHERE seq = 40");
    raw("UPDATE journal_entry SET seq = 40 WHERE seq = 41");
    raw("UPDATE journal_entry SET seq = 41 WHERE seq = 100000");
    EXPECT_EQ(check().first_bad(), 40);
}

TEST_P(Tampering, inserted_entry_is_named_wherever_it_is_put) {
    raw("INSERT INTO journal_entry SELECT id + 1000000, 600, at, actor, area_id, action, "
        "subject_kind,"
        " subject_id, outcome, commitment, leaf_hash FROM journal_entry WHERE seq = 10");
    EXPECT_EQ(check().first_bad(), 600);
    EXPECT_TRUE(names(check(), "entry_beyond_head"));
    raw("UPDATE journal_entry SET seq = -1 WHERE seq = 600");
    EXPECT_TRUE(names(check(), "entry_beyond_head"));
    raw("DROP INDEX journal_entry_by_seq");
    raw("UPDATE journal_entry SET seq = 10 WHERE seq = -1");
    EXPECT_EQ(check().first_bad(), 10);
}

TEST_P(Tampering, inserted_entry_that_moves_all_others_is_named) {
    raw("DROP INDEX journal_entry_by_seq");
    raw("UPDATE journal_entry SET seq = seq + 1 WHERE seq >= 100");
    raw("INSERT INTO journal_entry SELECT id + 1000000, 100, at, actor, area_id, action, "
        "subject_kind,"
        " subject_id, outcome, commitment, leaf_hash FROM journal_entry WHERE seq = 10");
    raw("UPDATE journal_head SET size = 601");
    EXPECT_EQ(check().first_bad(), 100);
}

TEST_P(Tampering, changed_tile_root_and_checkpoint_are_found) {
    const auto flip = [&](const std::string& table, const std::string& column,
                          const std::string& where) {
        raw("UPDATE " + table + " SET " + column + " = 'AAAA' || SUBSTR(" + column + ", 5)" +
            where);
    };
    flip("journal_tile", "hashes", " WHERE level = 0 AND tile = 1");
    EXPECT_EQ(check().first_bad(), 256);
    rebuild_consistently();
    flip("journal_tile", "hashes", " WHERE level = 1 AND tile = 0");
    EXPECT_TRUE(names(check(), "tile_changed"));
    rebuild_consistently();
    EXPECT_TRUE(check(true).sound());
    flip("journal_head", "root", "");
    EXPECT_TRUE(names(check(), "root_changed"));
    EXPECT_THROW(
        {
            fill(*journal, 1);
            journal->sequence(store());
        },
        Fault)
        << "nothing is built upon a damaged tree";
    rebuild_consistently();
    journal->checkpoint_now(store());
    flip("journal_checkpoint", "root", "");
    EXPECT_TRUE(names(check(), "checkpoint_contradicted"));
    raw("UPDATE journal_checkpoint SET body = REPLACE(body, 'linli', 'linly')");
    EXPECT_TRUE(names(check(), "checkpoint_forged"));
}

TEST_P(Tampering, rewritten_history_that_fits_together_is_found_by_the_outside_checkpoint_only) {
    raw("DELETE FROM journal_entry WHERE seq = 77");
    rebuild_consistently();
    fill(*journal, 50);
    journal->checkpoint_now(store());
    EXPECT_TRUE(check().sound()) << "inside, everything fits";
    EXPECT_TRUE(names(check(true), "rewritten"));
}

TEST_P(Tampering, cut_tail_is_found_by_the_outside_checkpoint) {
    raw("DELETE FROM journal_entry WHERE seq >= 590");
    EXPECT_EQ(check().first_bad(), 590) << "a clumsy cut is seen inside too";
    rebuild_consistently();
    EXPECT_TRUE(check().sound());
    const Verification v = check(true);
    EXPECT_TRUE(names(v, "truncated"));
    EXPECT_EQ(v.first_bad(), 590);
}

TEST_P(Tampering, restored_old_backup_is_found_even_when_it_has_grown_past_the_checkpoint) {
    // A backup from before the last 100 entries, then new ones.
    raw("DELETE FROM journal_entry WHERE seq >= 500");
    rebuild_consistently();
    fill(*journal, 300);
    journal->checkpoint_now(store());
    EXPECT_TRUE(check().sound());
    EXPECT_TRUE(names(check(true), "rewritten"));
}

TEST_P(Tampering, swapped_database_is_found_by_root_and_by_key) {
    linli::testing::TestDatabase other_database(GetParam());
    const auto other = store::Store::open({.url = other_database.url()});
    other->migrate(migrations());
    const auto other_key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519));
    const Journal theirs(clock, ids, {.key = other_key});
    other->write([&](Tx& tx) {
        for (int n = 0; n < 700; ++n)
            theirs.append(tx, {.action = "test.done", .subject_id = n});
    });
    theirs.checkpoint_now(*other);
    const Verification v =
        verify(*other, {.earlier_checkpoint = outside, .key = key->public_key()});
    EXPECT_TRUE(names(v, "rewritten"));
    EXPECT_TRUE(names(v, "checkpoint_forged"));
    EXPECT_TRUE(
        names(verify(*other, {.earlier_checkpoint = outside, .key = other_key->public_key()}),
              "outside_forged"));
    EXPECT_TRUE(names(verify(store(), {.earlier_checkpoint = "nonsense"}), "outside_malformed"));
}

TEST_P(Tampering, changed_entry_that_waits_for_its_place_is_found) {
    fill(*journal, 1);
    raw("UPDATE journal_entry SET outcome = 'refused' WHERE seq IS NULL");
    EXPECT_TRUE(names(check(), "entry_changed"));
}

TEST_P(Tampering, node_of_the_tree_is_not_taken_for_a_leaf) {
    store().read([&](Tx& tx) {
        const auto rows = tx.all<EntryId>(
            Sql{"test.two", "SELECT id FROM journal_entry WHERE seq < 2 ORDER BY seq"});
        const auto p0 = journal->prove_inclusion(tx, rows[0], 512);
        const auto p1 = journal->prove_inclusion(tx, rows[1], 512);
        const auto node =
            crypto::merkle_node(crypto::Hash::sha256, crypto::digest_from_base64(p0.leaf_hash),
                                crypto::digest_from_base64(p1.leaf_hash));
        std::vector<crypto::Digest> shorter;
        for (std::size_t i = 1; i < p0.proof.size(); ++i)
            shorter.push_back(crypto::digest_from_base64(p0.proof[i]));
        const auto root = crypto::digest_from_base64(p0.root);
        // As a node its path leads to the root; at the real size it is refused as a leaf, and no
        // entry's bytes hash to it.
        EXPECT_FALSE(crypto::verify_inclusion(crypto::Hash::sha256, 0, 512, node, root, shorter));
        std::string children(crypto::from_base64(p0.leaf_hash));
        children += crypto::from_base64(p1.leaf_hash);
        EXPECT_NE(crypto::merkle_leaf(crypto::Hash::sha256, children), node);
    });
}

TEST_P(Tampering, verification_goes_page_by_page_and_says_how_far_it_is) {
    fill(*journal, 5000);
    while (journal->sequence(store()) > 0) {
    }
    std::vector<std::int64_t> steps;
    verify(store(), {.progress = [&](std::int64_t done, std::int64_t) { steps.push_back(done); }});
    EXPECT_EQ(steps, (std::vector<std::int64_t>{2048, 4096, 5600}));
}

}  // namespace
}  // namespace linli::journal
