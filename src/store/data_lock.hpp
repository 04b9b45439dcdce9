// One process writes a SQLite database. SQLite before 3.51.3 can corrupt a WAL database when two
// connections write or checkpoint at the same instant, so a second writer is impossible by
// construction: whoever writes holds an exclusive lock on `<database>.lock` for as long as it
// lives.
#pragma once
#include <filesystem>

namespace linli::store {

class DataLock {
  public:
    // Throws Fault in one plain sentence when another holds it, in this process or another.
    explicit DataLock(const std::filesystem::path& database);
    ~DataLock();
    DataLock(const DataLock&) = delete;
    DataLock& operator=(const DataLock&) = delete;

  private:
    int descriptor_ = -1;
};

}  // namespace linli::store
