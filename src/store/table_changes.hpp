// How often this process has changed each table: what somebody remembers of a table is good while
// its number stays. Thread-safe. Private to the module.
#pragma once
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace linli::store {

class TableChanges {
  public:
    using Count = std::atomic<std::uint64_t>;
    // Lives as long as this object.
    Count& of(std::string_view table);
    // What no table could be named for: it belongs to all of them.
    Count& of_all() { return all_; }

  private:
    std::mutex mutex_;
    std::map<std::string, Count, std::less<>> counts_;
    Count all_{0};
};

// Whether a statement can change anything, and the one table that it changes; empty when it may be
// any.
struct Written {
    bool writes = false;
    std::string_view table;
};
Written written_by(std::string_view sql);

}  // namespace linli::store
