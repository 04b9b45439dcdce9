#include "rows.hpp"

#include <algorithm>
#include <deque>

namespace linli::system_test {
namespace {

// Statements are kept prepared by their text, so a text outlives the process.
store::Sql kept(std::string text) {
    static std::deque<std::string> texts;
    for (const auto& known : texts)
        if (known == text) return {"test.rows", known};
    texts.push_back(std::move(text));
    return {"test.rows", texts.back()};
}

store::Sql tables_of(store::Dialect dialect) {
    return dialect == store::Dialect::sqlite
               ? kept(
                     "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                     "'sqlite_%' ORDER BY name")
               : kept(
                     "SELECT table_name::text FROM information_schema.tables WHERE table_schema = "
                     "'public' ORDER BY table_name");
}

store::Sql columns_of(store::Dialect dialect) {
    return dialect == store::Dialect::sqlite
               ? kept("SELECT name FROM pragma_table_info(?) ORDER BY cid")
               : kept(
                     "SELECT column_name::text FROM information_schema.columns WHERE "
                     "table_schema = 'public' AND table_name = ? ORDER BY ordinal_position");
}

std::vector<std::string> rows_of(store::Tx& tx, const std::string& table) {
    const auto columns = tx.all<std::string>(columns_of(tx.dialect()), table);
    std::string list;
    for (const auto& column : columns)
        list +=
            (list.empty() ? "" : " || '|' || ") + ("COALESCE(CAST(" + column + " AS TEXT), '')");
    auto rows = tx.all<std::string>(kept("SELECT " + list + " FROM " + table));
    for (auto& row : rows)
        row.insert(0, table + '|');
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace

std::vector<std::string> all_rows(store::Store& store, const std::vector<std::string>& without) {
    return store.read([&](store::Tx& tx) {
        std::vector<std::string> all;
        for (const auto& table : tx.all<std::string>(tables_of(tx.dialect()))) {
            if (std::find(without.begin(), without.end(), table) != without.end()) continue;
            auto some = rows_of(tx, table);
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        return all;
    });
}

}  // namespace linli::system_test
