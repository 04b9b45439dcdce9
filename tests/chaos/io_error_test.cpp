// T04: the nth write or sync fails, once or from then on; every answer is "done" or an error, what
// was "done" stays done, and the database is sound afterwards.
#include <gtest/gtest.h>

#include "fault_vfs.hpp"
#include "pairs.hpp"
#include "support/temp_dir.hpp"

namespace linli::chaos {
namespace {

struct Outcome {
    int failed = 0;
    std::string fault;
};

Outcome run_with_failure_at(std::int64_t n, bool on) {
    const linli::testing::TempDir dir;
    store::StoreOptions options;
    options.url = "sqlite:" + (dir.path() / "linli.db").string();
    Outcome outcome;
    std::set<std::int64_t> acknowledged;
    {
        FaultVfs vfs;
        const auto store = store::Store::open(options);
        store->migrate({pair_tables});
        vfs.fail_at(n, on);
        for (std::int64_t id = 1; id <= 12; ++id) {
            try {
                write_pair(*store, id);
                acknowledged.insert(id);
            } catch (const std::exception&) {
                ++outcome.failed;
            }
        }
        vfs.fail_at(-1, false);
        write_pair(*store, 100);  // the fault is over: no restart is needed
        acknowledged.insert(100);
    }
    const auto store = store::Store::open(options);
    outcome.fault = fault_in(*store, acknowledged);
    return outcome;
}

TEST(IoErrors, are_told_and_leave_the_database_sound) {
    for (const bool on : {false, true}) {
        int failed = 0;
        for (std::int64_t n = 0; n < 80; ++n) {
            const Outcome outcome = run_with_failure_at(n, on);
            failed += outcome.failed;
            ASSERT_EQ(outcome.fault, "") << "operation " << n << (on ? " and all after" : "");
        }
        EXPECT_GT(failed, 30);
    }
}

}  // namespace
}  // namespace linli::chaos
