// What is kept for how long, as data (rules/retention.yaml), and the job that removes what is past
// its time: exactly that, a bounded number of rows at a time (PIPL 19, 47; GB/T 22239 8.1.4.11).
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "store/store.hpp"

namespace linli {

// What lives for hours is looked at every minute, what lives for days every hour.
enum class Pace : std::uint8_t { quick, slow };

class Retention {
  public:
    // The delivered file and, where they exist, those of the city that replace single rows of it.
    // Throws Refusal with the row that is at fault: `retention.unknown`, `retention.twice`,
    // `retention.missing`, `retention.malformed`, `retention.too_short` (below what the law asks).
    static Retention read(const std::vector<std::filesystem::path>& files);

    // Removes at most `rows_max` rows of each kind that is due at `clock`'s now; returns how many
    // of which, nothing for what had none. Removals of what lives for days are journaled
    // ("system.retention_applied", kind and count) in the same unit of work. Call again while it
    // returns something.
    std::map<std::string, std::int64_t> run(store::Store&, const Clock&, const journal::Journal&,
                                            Pace, int rows_max = 1000) const;

    Micros keep(const std::string& what) const { return keep_.at(what); }

  private:
    std::map<std::string, Micros> keep_;
};

}  // namespace linli
