// T03: on a full disk writes are refused with a stable code, reads go on, nothing acknowledged is
// lost, and once there is space again writes work without a restart.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <functional>

#include "fault_vfs.hpp"
#include "pairs.hpp"
#include "support/temp_dir.hpp"

namespace linli::chaos {
namespace {

void fill_and_free(store::Store& store, const std::function<void()>& fill,
                   const std::function<void()>& free) {
    std::set<std::int64_t> acknowledged;
    std::int64_t id = 1;
    for (; id <= 20; ++id) {
        write_pair(store, id);
        acknowledged.insert(id);
    }
    fill();
    int refused = 0;
    std::string wrong;  // nothing is printed while the limit stands
    for (; id <= 2000 && refused < 5; ++id) {
        try {
            write_pair(store, id);
            acknowledged.insert(id);
        } catch (const Refusal& e) {
            if (e.code() != "store.disk_full" || e.status() != 507) wrong = e.code();
            ++refused;
        } catch (const std::exception& e) {
            wrong = e.what();
            ++refused;
        }
        if (store.read([](store::Tx& tx) { return tx.all<std::int64_t>(deeds); }).size() !=
            acknowledged.size())
            wrong = "a read misses acknowledged work or shows refused work";
    }
    free();
    EXPECT_EQ(refused, 5);
    EXPECT_EQ(wrong, "");
    write_pair(store, ++id);
    acknowledged.insert(id);
    EXPECT_EQ(fault_in(store, acknowledged), "");
}

std::unique_ptr<store::Store> open_in(const linli::testing::TempDir& dir) {
    store::StoreOptions options;
    options.url = "sqlite:" + (dir.path() / "linli.db").string();
    auto store = store::Store::open(options);
    store->migrate({pair_tables});
    return store;
}

TEST(FullDisk, refuses_writes_and_recovers_without_a_restart) {
    FaultVfs vfs;  // answers as SQLite's own file layer does on ENOSPC
    const linli::testing::TempDir dir;
    const auto store = open_in(dir);
    fill_and_free(
        *store, [&] { vfs.limit_file_size(400'000); }, [&] { vfs.limit_file_size(-1); });
}

TEST(FullDisk, is_told_by_the_kernel_in_the_same_way) {
    const linli::testing::TempDir dir;
    const auto store = open_in(dir);
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 400'000;
    fill_and_free(
        *store, [&] { setrlimit(RLIMIT_FSIZE, &small); },
        [&] { setrlimit(RLIMIT_FSIZE, &before); });
    std::signal(SIGXFSZ, old_handler);
}

}  // namespace
}  // namespace linli::chaos
