// The workload of the chaos tests: each unit of work writes two rows that belong together.
#pragma once
#include <algorithm>
#include <set>
#include <string>

#include "store/store.hpp"

namespace linli::chaos {

inline const store::MigrationSet pair_tables{
    "pair",
    {{1, "pairs", store::MigrationDialect::any,
      "CREATE TABLE deed (id BIGINT PRIMARY KEY, text TEXT NOT NULL);\n"
      "CREATE TABLE record (deed BIGINT PRIMARY KEY, text TEXT NOT NULL);\n"}}};

inline constexpr store::Sql add_deed{"deed.add", "INSERT INTO deed (id, text) VALUES (?, ?)"};
inline constexpr store::Sql add_record{"record.add",
                                       "INSERT INTO record (deed, text) VALUES (?, ?)"};
inline constexpr store::Sql deeds{"deed.ids", "SELECT id FROM deed ORDER BY id"};
inline constexpr store::Sql halves{
    "pair.halves",
    "SELECT COUNT(*) FROM deed d FULL OUTER JOIN record r ON r.deed = d.id "
    "WHERE d.id IS NULL OR r.deed IS NULL OR d.text <> r.text"};

inline void write_pair(store::Store& store, std::int64_t id) {
    store.write([&](store::Tx& tx) {
        const std::string text(static_cast<std::size_t>(40 + id * 37 % 900),
                               static_cast<char>('a' + id % 26));
        tx.run(add_deed, id, text);
        tx.run(add_record, id, text);
    });
}

// What is wrong with the database, given what was acknowledged; empty = nothing.
inline std::string fault_in(store::Store& store, const std::set<std::int64_t>& acknowledged) {
    const auto faults = store.integrity_faults();
    if (!faults.empty()) return faults.front();
    return store.read([&](store::Tx& tx) -> std::string {
        if (tx.one<std::int64_t>(halves) != 0) return "half a unit of work";
        const auto list = tx.all<std::int64_t>(deeds);
        const std::set<std::int64_t> there(list.begin(), list.end());
        if (!std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end()))
            return "acknowledged work is lost";
        return "";
    });
}

}  // namespace linli::chaos
