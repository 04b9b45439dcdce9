// T02: the power fails before every single write, sync and deletion of a run; after each the
// database opens, is sound, has everything that was acknowledged and no half of anything.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "fault_vfs.hpp"
#include "pairs.hpp"
#include "support/temp_dir.hpp"

namespace linli::chaos {
namespace {

struct Acknowledged {
    std::int64_t id;
    std::size_t events;  // that had happened when the caller heard "done"
};

class PowerLoss : public ::testing::Test {
  protected:
    // Several lives of a server, each with several callers at once and a checkpoint at its end.
    void run(bool unsafe_commits) {
        std::mutex mutex;
        std::atomic<std::int64_t> next = 1;
        for (int life = 0; life < 3; ++life) {
            store::StoreOptions options;
            options.url = "sqlite:" + (dir_.path() / "linli.db").string();
            options.unsafe_commits = unsafe_commits;
            const auto store = store::Store::open(options);
            store->migrate({pair_tables});
            std::vector<std::thread> callers;
            for (int c = 0; c < 3; ++c)
                callers.emplace_back([&] {
                    for (int i = 0; i < 5; ++i) {
                        const std::int64_t id = next++;
                        write_pair(*store, id);
                        const std::size_t events = vfs_.events();
                        const std::lock_guard lock(mutex);
                        acknowledged_.push_back({id, events});
                    }
                });
            for (auto& caller : callers)
                caller.join();
        }
        vfs_.step_aside();
    }

    // One life in which the WAL fills, is checkpointed by the writer, and begins anew.
    void run_past_a_checkpoint() {
        store::StoreOptions options;
        options.url = "sqlite:" + (dir_.path() / "linli.db").string();
        auto store = store::Store::open(options);
        store->migrate({pair_tables});
        const std::string large(700'000, 'L');
        for (std::int64_t id = 1; id <= 20; ++id) {
            if (id > 14) {
                write_pair(*store, id);
            } else {
                store->write([&](store::Tx& tx) {
                    tx.run(add_deed, id, large);
                    tx.run(add_record, id, large);
                });
            }
            acknowledged_.push_back({id, vfs_.events()});
        }
        events_ = vfs_.events();  // without those of closing
        store.reset();
        vfs_.step_aside();
    }

    // The fault found after the power failed before event `n`, empty = none.
    std::string fault_after(std::size_t n, Unsynced unsynced) {
        const linli::testing::TempDir dir;
        vfs_.image_at(n, unsynced, static_cast<std::uint32_t>(n), dir.path());
        std::set<std::int64_t> owed;
        for (const Acknowledged& a : acknowledged_)
            if (a.events <= n) owed.insert(a.id);
        store::StoreOptions options;
        options.url = "sqlite:" + (dir.path() / "linli.db").string();
        try {
            const auto store = store::Store::open(options);
            store->migrate({pair_tables});
            const std::string fault = fault_in(*store, owed);
            if (!fault.empty()) return fault;
            write_pair(*store, 1'000'000);  // and it goes on working
            return "";
        } catch (const std::exception& e) {
            return e.what();
        }
    }

    std::size_t events_ = 0;
    FaultVfs vfs_;
    linli::testing::TempDir dir_;
    std::vector<Acknowledged> acknowledged_;
};

TEST_F(PowerLoss, loses_nothing_that_was_acknowledged) {
    run(false);
    const std::size_t events = vfs_.events();
    ASSERT_EQ(acknowledged_.size(), 45U);
    ASSERT_GT(events, 100U);
    for (std::size_t n = 0; n <= events; ++n)
        for (const Unsynced unsynced : {Unsynced::lost, Unsynced::partly_kept})
            ASSERT_EQ(fault_after(n, unsynced), "") << "power failed before event " << n;
}

TEST_F(PowerLoss, loses_nothing_while_the_wal_is_checkpointed_and_begins_anew) {
    run_past_a_checkpoint();
    std::set<std::size_t> points;
    for (std::size_t n : vfs_.syncs())
        for (std::size_t near : {n, n + 1})
            if (near <= events_) points.insert(near);
    for (std::size_t n = 0; n < events_; n += events_ / 20)
        points.insert(n);
    ASSERT_GT(events_, 8000U);  // the WAL and, by the checkpoint, the database
    for (std::size_t n : points)
        for (const Unsynced unsynced : {Unsynced::lost, Unsynced::partly_kept})
            ASSERT_EQ(fault_after(n, unsynced), "") << "power failed before event " << n;
}

// Without this the tests above would prove nothing.
TEST_F(PowerLoss, is_noticed_when_commits_do_not_wait_for_the_disk) {
    run(true);
    const std::size_t events = vfs_.events();
    std::size_t lost = 0;
    for (std::size_t n = 0; n <= events; ++n)
        if (fault_after(n, Unsynced::lost) == "acknowledged work is lost") ++lost;
    EXPECT_GT(lost, 0U);
}

}  // namespace
}  // namespace linli::chaos
