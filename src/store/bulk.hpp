// Many rows in few statements: one statement carries 64, 8 or one row, so that a bulk of any size
// needs three prepared statements (and, on PostgreSQL, a sixty-fourth of the round trips).
//
//   inline const store::Bulk<LegRow> legs{"ledger_leg"};   // lives as long as the process
//   legs.insert(tx, rows);
#pragma once
#include <array>
#include <span>
#include <string>

#include "store/store.hpp"

namespace linli::store {

inline constexpr std::array<std::size_t, 3> bulk_sizes{64, 8, 1};

// "?, ?, ?"
inline std::string marks(std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i)
        out += i == 0 ? "?" : ", ?";
    return out;
}

// `n` times `one`, parted by commas.
inline std::string repeated(std::string_view one, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) {
        if (i > 0) out += ", ";
        out += one;
    }
    return out;
}

// Calls `take(size index, first)` for the chunks of `total` things.
template <class F>
void in_chunks(std::size_t total, F&& take) {
    std::size_t done = 0;
    for (std::size_t s = 0; s < bulk_sizes.size(); ++s)
        for (; total - done >= bulk_sizes[s]; done += bulk_sizes[s])
            take(s, done);
}

template <class Row>
class Bulk {
  public:
    explicit Bulk(const char* table, std::string_view end = "") : table_(table) {
        std::string names;
        std::size_t columns = 0;
        boost::mp11::mp_for_each<Members>(
            [&](auto d) { names += (columns++ == 0 ? "" : ", ") + std::string(d.name); });
        for (std::size_t s = 0; s < bulk_sizes.size(); ++s)
            texts_[s] = "INSERT INTO " + std::string(table) + " (" + names + ") VALUES " +
                        repeated("(" + marks(columns) + ")", bulk_sizes[s]) + std::string(end);
    }
    Bulk(const Bulk&) = delete;
    Bulk& operator=(const Bulk&) = delete;

    void insert(Tx& tx, std::span<const Row> rows) const {
        std::vector<Value> values;
        in_chunks(rows.size(), [&](std::size_t size, std::size_t first) {
            values.clear();
            for (const Row& row : rows.subspan(first, bulk_sizes[size]))
                boost::mp11::mp_for_each<Members>(
                    [&](auto d) { values.push_back(to_value(row.*d.pointer)); });
            tx.execute({table_, texts_[size]}, values);
        });
    }

  private:
    using Members = boost::describe::describe_members<Row, boost::describe::mod_any_access |
                                                               boost::describe::mod_inherited>;
    const char* table_;
    std::array<std::string, bulk_sizes.size()> texts_;
};

// A statement whose last parameters are a list, `... IN (*)`: padded to 64, 8 or 1 with its last
// element, so that it too needs three prepared statements.
class ListSql {
  public:
    // `text` holds one `*` where the list goes.
    ListSql(const char* name, std::string_view text) : name_(name) {
        const auto star = text.find('*');
        for (std::size_t s = 0; s < bulk_sizes.size(); ++s)
            texts_[s] = std::string(text.substr(0, star)) + marks(bulk_sizes[s]) +
                        std::string(text.substr(star + 1));
    }
    ListSql(const ListSql&) = delete;
    ListSql& operator=(const ListSql&) = delete;

    // `before` are the parameters in front of the list. Every element is looked up once, whatever
    // the number of statements.
    template <class Row, class T, class F, class... Before>
    void each(Tx& tx, std::span<const T> list, F&& take, const Before&... before) const {
        for (std::size_t done = 0; done < list.size();) {
            const auto rest = list.subspan(done);
            if (rest.size() > bulk_sizes[1])
                done += some<Row, 0>(tx, rest, take, before...);
            else if (rest.size() > 1)
                done += some<Row, 1>(tx, rest, take, before...);
            else
                done += some<Row, 2>(tx, rest, take, before...);
        }
    }

  private:
    template <class Row, std::size_t S, class T, class F, class... Before>
    std::size_t some(Tx& tx, std::span<const T> rest, F& take, const Before&... before) const {
        const auto call = [&]<std::size_t... I>(std::index_sequence<I...>) {
            tx.each<Row>([&](Row&& row) { take(std::move(row)); }, Sql{name_, texts_[S]}, before...,
                         rest[std::min(I, rest.size() - 1)]...);
        };
        call(std::make_index_sequence<bulk_sizes[S]>{});
        return std::min(rest.size(), bulk_sizes[S]);
    }

    const char* name_;
    std::array<std::string, bulk_sizes.size()> texts_;
};

}  // namespace linli::store
