// One empty database for one test: SQLite in a temporary directory, or a randomly named database on
// the server that the environment variable LINLI_TEST_PG names; gone afterwards.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "support/temp_dir.hpp"

namespace linli::testing {

enum class Backend : std::uint8_t { sqlite, postgres };

// False for PostgreSQL when LINLI_TEST_PG is not set.
bool is_available(Backend backend);

class TestDatabase {
  public:
    // Throws Fault when the PostgreSQL server refuses.
    explicit TestDatabase(Backend backend);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    // As StoreOptions::url wants it.
    const std::string& url() const { return url_; }

  private:
    TempDir dir_;
    std::string url_;
    std::string server_;  // PostgreSQL: the URL of the maintenance database
    std::string name_;    // PostgreSQL: the database that this object owns
};

}  // namespace linli::testing
