// The journal at work: positions, proofs, checkpoints, erasure, on both databases.
#include "kernel/journal/journal.hpp"

#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "http/testing.hpp"
#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/routes.hpp"
#include "kernel/journal/row.hpp"
#include "support/on_both_databases.hpp"

namespace linli::journal {
namespace {

using store::Sql;
using store::Tx;

class JournalTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override { return {journal::migrations()}; }

    Journal make(crypto::Hash h = crypto::Hash::sha256) {
        return Journal(clock, ids, {.hash = h, .key = key, .checkpoint_entries = 100});
    }
    EntryId add(const Journal& journal, int n) {
        return store().write([&](Tx& tx) {
            return journal.append(tx, {.actor = {7},
                                       .area = {1},
                                       .action = "test.done",
                                       .subject_kind = "thing",
                                       .subject_id = n,
                                       .purpose = n % 3 == 0 ? "because" : "",
                                       .details = {{"n", n}}});
        });
    }
    void fill(const Journal& journal, int count) {
        store().write([&](Tx& tx) {
            for (int n = 0; n < count; ++n)
                journal.append(tx, {.area = {1}, .action = "test.done", .subject_id = n});
        });
    }
    // SQLite lets one process write; PostgreSQL several.
    std::unique_ptr<store::Store> open_store_if_postgres() {
        return GetParam() == linli::testing::Backend::postgres ? open_store() : nullptr;
    }
    std::shared_ptr<const crypto::SigningKey> key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519));
    linli::testing::TempDir dir;
};
LINLI_ON_BOTH_DATABASES(JournalTest);

constexpr Sql count_rows{"test.count", "SELECT COUNT(*) FROM journal_entry"};
constexpr Sql change_outcome{"test.change", "UPDATE journal_entry SET outcome = 'x' WHERE id = ?"};
constexpr Sql change_seq{"test.seq", "UPDATE journal_entry SET seq = 99999 WHERE id = ?"};
constexpr Sql delete_entry{"test.delete", "DELETE FROM journal_entry WHERE id = ?"};
constexpr Sql delete_checkpoint{"test.delete_checkpoint", "DELETE FROM journal_checkpoint"};
constexpr Sql all_ids{"test.ids", "SELECT id FROM journal_entry ORDER BY seq"};

std::vector<crypto::Digest> digests(const std::vector<std::string>& texts) {
    std::vector<crypto::Digest> out;
    for (const auto& t : texts)
        out.push_back(crypto::digest_from_base64(t));
    return out;
}

TEST_P(JournalTest, entry_vanishes_with_the_act_that_failed) {
    const Journal journal = make();
    EXPECT_THROW(store().write([&](Tx& tx) {
        journal.append(tx, {.action = "test.done"});
        throw refuse_conflict("test.no", {"否", "no"});
    }),
                 Refusal);
    EXPECT_EQ(store().read([](Tx& tx) { return tx.one<std::int64_t>(count_rows); }), 0);
}

TEST_P(JournalTest, entry_can_be_neither_changed_nor_deleted) {
    const Journal journal = make();
    const EntryId id = add(journal, 1);
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(change_outcome, id); }));
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(delete_entry, id); }));
    journal.checkpoint_now(store());
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(change_seq, id); })) << "seq is given once";
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(change_outcome, id); }));
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(delete_entry, id); }));
    EXPECT_ANY_THROW(store().write([&](Tx& tx) { tx.run(delete_checkpoint); }));
    EXPECT_TRUE(verify(store()).sound());
}

TEST_P(JournalTest, every_entry_gets_a_place_and_a_proof_of_it) {
    const auto h = crypto::Hash::sha256;
    const Journal journal = make(h);
    for (const int part : {1, 2, 253, 300, 77}) {
        fill(journal, part);
        EXPECT_EQ(journal.sequence(store()), part);
    }
    EXPECT_EQ(journal.sequence(store()), 0);
    const auto entries = store().read([](Tx& tx) { return tx.all<EntryId>(all_ids); });
    ASSERT_EQ(entries.size(), 633u);
    std::mt19937 random(1);
    store().read([&](Tx& tx) {
        for (int i = 0; i < 1000; ++i) {
            const auto size = std::uniform_int_distribution<std::int64_t>(1, 633)(random);
            const auto index = std::uniform_int_distribution<std::int64_t>(0, size - 1)(random);
            const auto p =
                journal.prove_inclusion(tx, entries[static_cast<std::size_t>(index)], size);
            ASSERT_EQ(p.index, index);
            ASSERT_TRUE(crypto::verify_inclusion(
                h, static_cast<std::uint64_t>(index), static_cast<std::uint64_t>(size),
                crypto::digest_from_base64(p.leaf_hash), crypto::digest_from_base64(p.root),
                digests(p.proof)));
            const auto from = std::uniform_int_distribution<std::int64_t>(1, size)(random);
            const auto c = journal.prove_consistency(tx, from, size);
            ASSERT_EQ(c.to_root, p.root);
            ASSERT_TRUE(crypto::verify_consistency(
                h, static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(size),
                crypto::digest_from_base64(c.from_root), crypto::digest_from_base64(c.to_root),
                digests(c.proof)));
        }
    });
    const Verification v = verify(store(), {.key = key->public_key()});
    EXPECT_TRUE(v.sound());
    EXPECT_EQ(v.entries_checked, 633);
    EXPECT_GE(v.checkpoints_checked, 1);
}

TEST_P(JournalTest, tree_may_be_of_sm3_and_its_checkpoints_signed_with_sm2) {
    key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::sm2));
    const Journal journal = make(crypto::Hash::sm3);
    fill(journal, 300);
    const std::string text = journal.checkpoint_now(store());
    EXPECT_TRUE(is_signed_by(text, key->public_key()));
    EXPECT_TRUE(verify(store(), {.earlier_checkpoint = text, .key = key->public_key()}).sound());
    const Journal other = make(crypto::Hash::sha256);
    EXPECT_THROW(store().read([&](Tx& tx) { return other.head(tx); }), Fault);
}

TEST_P(JournalTest, tree_of_a_tile_of_tiles_is_whole) {
    const Journal journal = make();
    for (int i = 0; i < 17; ++i)
        fill(journal, 4096);
    std::int64_t total = 0;
    while (const auto n = journal.sequence(store()))
        total += n;
    EXPECT_EQ(total, 17 * 4096);  // more than 256 * 256
    const Verification v = verify(store());
    EXPECT_TRUE(v.sound());
    store().read([&](Tx& tx) {
        const auto c = journal.prove_consistency(tx, 65'537, 69'000);
        EXPECT_TRUE(crypto::verify_consistency(
            crypto::Hash::sha256, 65'537, 69'000, crypto::digest_from_base64(c.from_root),
            crypto::digest_from_base64(c.to_root), digests(c.proof)));
    });
}

TEST_P(JournalTest, erasing_details_keeps_every_proof_and_is_journaled) {
    const Journal journal = make();
    const EntryId id = add(journal, 3);
    const std::string before = journal.checkpoint_now(store());
    EXPECT_TRUE(
        store().write([&](Tx& tx) { return journal.erase_details(tx, id, {9}, "PIPL 47"); }));
    EXPECT_FALSE(
        store().write([&](Tx& tx) { return journal.erase_details(tx, id, {9}, "PIPL 47"); }));
    journal.checkpoint_now(store());
    const Verification v =
        verify(store(), {.earlier_checkpoint = before, .key = key->public_key()});
    EXPECT_TRUE(v.sound());
    EXPECT_EQ(v.details_erased, 1);
    EXPECT_EQ(v.size, 2);
}

TEST_P(JournalTest, forgets_details_that_are_past_their_time_and_no_others) {
    const Journal journal = make();
    const auto expire = [&](Instant before) {
        return store().write([&](Tx& tx) { return journal.expire_details(tx, before, 2); });
    };
    for (int n = 0; n < 3; ++n)
        add(journal, n);
    const Instant later = clock.now() + hours(2);
    clock.set(later);
    add(journal, 3);
    clock.advance(days(200));
    EXPECT_EQ(expire(later), 2);  // two a call here, oldest first
    EXPECT_EQ(expire(later), 1);
    EXPECT_EQ(expire(later), 0);
    EXPECT_EQ(store().read([&](Tx& tx) {
        return tx.one<std::int64_t>(Sql{"test.left", "SELECT COUNT(*) FROM journal_detail"});
    }),
              1);
    journal.checkpoint_now(store());
    const auto v = verify(store(), {.key = key->public_key()});
    EXPECT_TRUE(v.sound());
    EXPECT_EQ(v.details_erased, 3);
    EXPECT_EQ(v.size, 6);  // four entries, two expiries
}

TEST_P(JournalTest, details_are_kept_for_half_a_year_whatever_is_asked) {
    const Journal journal = make();
    add(journal, 1);
    clock.advance(days(179));
    EXPECT_THROW(store().write([&](Tx& tx) { return journal.expire_details(tx, clock.now(), 10); }),
                 BrokenInvariant);
    // Who removes them by hand and journals an expiry of today is found all the same.
    store().write([&](Tx& tx) {
        tx.run(Sql{"test.gone", "DELETE FROM journal_detail"});
        journal.append(tx, {.action = "journal.details_expired",
                            .subject_kind = "journal_details_before",
                            .subject_id = clock.now().us});
    });
    const auto v = verify(store());
    ASSERT_EQ(v.findings.size(), 1u);
    EXPECT_EQ(v.findings[0].code, "detail_missing");
}

TEST_P(JournalTest, erases_the_details_of_every_entry_about_one_subject_and_of_no_other) {
    const Journal journal = make();
    const auto about = [&](const char* kind, std::int64_t subject, const char* purpose) {
        store().write([&](Tx& tx) {
            journal.append(tx, {.action = "test.seen",
                                .subject_kind = kind,
                                .subject_id = subject,
                                .purpose = purpose});
        });
    };
    about("person", 7, "first");
    about("person", 7, "second");
    about("person", 7, "");  // has nothing to erase
    about("person", 8, "another person's");
    about("account", 7, "another kind's");
    const auto erase = [&] {
        return store().write(
            [&](Tx& tx) { return journal.erase_details_about(tx, "person", 7, {}, "PIPL 47"); });
    };
    EXPECT_EQ(erase(), 2);
    EXPECT_EQ(erase(), 0);
    journal.checkpoint_now(store());
    const Verification v = verify(store());
    EXPECT_TRUE(v.sound());
    EXPECT_EQ(v.details_erased, 2);
}

TEST_P(JournalTest, two_sequencers_give_each_place_once) {
    const Journal journal = make();
    const auto other = open_store_if_postgres();
    std::vector<std::thread> threads;
    std::atomic<int> written = 0;
    threads.emplace_back([&] {
        for (int i = 0; i < 150; ++i, ++written)
            add(journal, i);
    });
    for (int t = 0; t < 2; ++t)
        threads.emplace_back([&, t] {
            store::Store& mine = t == 1 && other ? *other : store();
            while (written < 150) {
                try {
                    journal.sequence(mine);
                } catch (const Refusal&) {  // too many collisions: the next turn takes them
                }
            }
        });
    for (auto& t : threads)
        t.join();
    journal.checkpoint_now(store());
    const Verification v = verify(store());
    EXPECT_TRUE(v.sound());
    EXPECT_EQ(v.size, 150);
}

TEST_P(JournalTest, checkpoint_is_signed_after_enough_entries_or_time) {
    const Journal journal = make();
    const auto newest = [&] {
        return store().read([&](Tx& tx) { return journal.checkpoint(tx); });
    };
    EXPECT_EQ(newest(), std::nullopt);
    fill(journal, 5);
    journal.sequence(store());
    ASSERT_TRUE(newest());
    EXPECT_EQ(read_checkpoint(*newest())->size, 5);
    fill(journal, 5);
    journal.sequence(store());
    EXPECT_EQ(read_checkpoint(*newest())->size, 5) << "neither 100 entries nor 60 seconds";
    clock.advance(seconds(61));
    journal.sequence(store());
    EXPECT_EQ(read_checkpoint(*newest())->size, 10);
    fill(journal, 100);
    journal.sequence(store());
    EXPECT_EQ(read_checkpoint(*newest())->size, 110);
}

TEST_P(JournalTest, checkpoint_that_contradicts_the_exported_one_is_never_signed) {
    const auto file = dir.path() / "checkpoint.txt";
    const Journal journal(clock, ids, {.key = key, .checkpoint_file = file});
    fill(journal, 10);
    const std::string text = journal.checkpoint_now(store());
    std::ifstream in(file);
    std::ostringstream exported;
    exported << in.rdbuf();
    EXPECT_EQ(exported.str(), text);
    Checkpoint other = *read_checkpoint(text);
    other.root.bytes[0] = static_cast<std::uint8_t>(other.root.bytes[0] ^ 1);
    std::ofstream(file) << sign_checkpoint(other, *key);
    fill(journal, 1);
    EXPECT_THROW(journal.checkpoint_now(store()), Fault);
    other = *read_checkpoint(text);
    other.size = 500;
    std::ofstream(file) << sign_checkpoint(other, *key);
    EXPECT_THROW(journal.checkpoint_now(store()), Fault) << "the journal is shorter: rolled back";
    std::ofstream(file) << text;
    EXPECT_EQ(read_checkpoint(journal.checkpoint_now(store()))->size, 11);
}

TEST(Checkpoint, has_the_form_of_c2sp_and_one_byte_breaks_its_signature) {
    const auto key = crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519);
    const Checkpoint c{"linli.example/journal", 42, crypto::hash(crypto::Hash::sha256, "x")};
    const std::string text = sign_checkpoint(c, key);
    EXPECT_TRUE(text.starts_with("linli.example/journal\n42\n" + crypto::to_base64(c.root) +
                                 "\n\n\u2014 linli.example/journal "));
    EXPECT_TRUE(is_signed_by(text, key.public_key()));
    for (std::size_t i = 0; i < text.find("\n\n"); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(is_signed_by(changed, key.public_key())) << i;
    }
    const auto other = crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519);
    EXPECT_FALSE(is_signed_by(text, other.public_key()));
    for (const char* bad : {"", "a\n", "a\nx\n\n", "a\n-1\nAAAA\n", "a\n1\nnot base64\n"})
        EXPECT_FALSE(read_checkpoint(bad)) << bad;
}

TEST(Leaf, covers_every_column_but_its_place_and_cannot_be_shifted) {
    EntryRow e{{1}, {}, {2}, {3}, {4}, "ab", "c", 5, "done", "", ""};
    const std::string bytes = leaf_bytes(e);
    EXPECT_EQ(bytes, "linli-journal-1\n1:11:21:31:42:ab1:c1:54:done0:");
    EntryRow shifted = e;
    shifted.action = "a";
    shifted.subject_kind = "bc";
    EXPECT_NE(leaf_bytes(shifted), bytes);
    e.seq = 9;
    EXPECT_EQ(leaf_bytes(e), bytes);
}

}  // namespace
}  // namespace linli::journal
