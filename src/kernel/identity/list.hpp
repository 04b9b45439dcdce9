// Walking a list in the order of ids while keeping only what the caller may see.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "http/http.hpp"
#include "store/store.hpp"

namespace linli::identity {

inline constexpr int page_default = 50;
inline constexpr int page_max = 200;
inline constexpr int rows_walked_max = 5'000;  // then the page ends early, with a cursor

// The statement takes `args...` and then the id after which it begins, and gives blocks in the
// order of ids. `take(row)` may add to `items`. Returns the cursor of the next page, none at the
// end.
template <class Row, class Item, class Take, class... Args>
std::optional<std::string> walk(store::Tx& tx, const store::Sql& sql, std::int64_t after, int limit,
                                const std::vector<Item>& items, const Take& take,
                                const Args&... args) {
    for (int walked = 0;;) {
        const auto rows = tx.all<Row>(sql, args..., after);
        if (rows.empty()) return std::nullopt;
        for (const auto& row : rows) {
            if (int(items.size()) >= limit || walked >= rows_walked_max)
                return http::seal_cursor(std::to_string(after));
            take(row);
            after = row.id.value;
            ++walked;
        }
    }
}

// 0 without a cursor.
inline std::int64_t after_cursor(const std::optional<std::string>& cursor) {
    return cursor ? std::stoll(http::open_cursor(*cursor)) : 0;
}
inline int page_limit(const std::optional<int>& limit) {
    return limit ? std::min(std::max(*limit, 1), page_max) : page_default;
}

}  // namespace linli::identity
