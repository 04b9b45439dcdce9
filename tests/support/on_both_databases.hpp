// The fixture of every test that needs a store: the same rule is shown on SQLite and on PostgreSQL.
//
//   class PlaceTest : public linli::testing::OnBothDatabases {
//       std::vector<store::MigrationSet> migrations() const override { return
//       {place::migrations()}; }
//   };
//   LINLI_ON_BOTH_DATABASES(PlaceTest);
//   TEST_P(PlaceTest, forgets_nothing) { store().write([&](store::Tx& tx) { ... }); }
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "store/store.hpp"
#include "support/test_database.hpp"

namespace linli::testing {

// 2026-03-02 08:00 in China, a Monday.
inline constexpr Instant test_start{1'772'409'600'000'000};

class OnBothDatabases : public ::testing::TestWithParam<Backend> {
  protected:
    // The modules whose tables the test needs, lowest level first.
    virtual std::vector<store::MigrationSet> migrations() const = 0;

    void SetUp() override {
        if (!is_available(GetParam())) {
            GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
        }
        database_ = std::make_unique<TestDatabase>(GetParam());
        store_ = open_store();
        store_->migrate(migrations());
    }
    void TearDown() override {
        store_.reset();
        database_.reset();
    }

    store::Store& store() { return *store_; }
    // One more store on the same database, as a second server process would have. PostgreSQL only:
    // a SQLite file belongs to one process and a second store throws.
    std::unique_ptr<store::Store> open_store() const {
        store::StoreOptions options;
        options.url = database_->url();
        return store::Store::open(options);
    }
    const std::string& url() const { return database_->url(); }

    SimulatedClock clock{test_start};
    IdMaker ids{clock, 1};

  private:
    std::unique_ptr<TestDatabase> database_;
    std::unique_ptr<store::Store> store_;
};

inline std::string backend_name(const ::testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::sqlite ? "SQLite" : "PostgreSQL";
}

}  // namespace linli::testing

#define LINLI_ON_BOTH_DATABASES(Fixture)                                                           \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        OnBoth, Fixture,                                                                           \
        ::testing::Values(::linli::testing::Backend::sqlite, ::linli::testing::Backend::postgres), \
        ::linli::testing::backend_name)
