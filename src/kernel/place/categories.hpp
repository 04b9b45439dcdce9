// The categories of the directory: data in rules/categories.yaml, read once at the start.
#pragma once
#include <bitset>
#include <cstdint>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace linli::place {

inline constexpr std::size_t categories_max = 128;
// A set of categories by position in Categories::all().
using CategorySet = std::bitset<categories_max>;

enum class Freshness : std::uint8_t { fresh, ageing, stale };
BOOST_DESCRIBE_ENUM(Freshness, fresh, ageing, stale)

// From how many days after the last confirmation on a listing counts as ageing, and as stale. A
// listing that nobody ever confirmed is stale.
struct FreshnessRule {
    int ageing_after_days = 90;
    int stale_after_days = 180;
    Freshness of(std::optional<Date> verified_on, Date today) const;
};
BOOST_DESCRIBE_STRUCT(FreshnessRule, (), (ageing_after_days, stale_after_days))

struct Category {
    std::string code;
    std::optional<std::string> parent;
    std::string zh;
    std::string en;
    std::string icon;
    int position = 0;
};
BOOST_DESCRIBE_STRUCT(Category, (), (code, parent, zh, en, icon, position))

class Categories {
  public:
    // Throws Refusal that names the row: a code twice, an unknown parent, more than 128 rows; days
    // of freshness that do not rise.
    static Categories from_yaml(std::string_view text, std::string_view name);

    // As the file says it.
    const FreshnessRule& freshness() const { return freshness_; }
    const std::vector<Category>& all() const { return all_; }
    const Category* find(std::string_view code) const;
    // The set of a code together with everything below it; empty for an unknown code.
    CategorySet subtree(std::string_view code) const;
    CategorySet set_of(const std::vector<std::string>& codes) const;
    // "amenity", "library" -> library.
    std::optional<std::string> of_osm_tag(std::string_view key, std::string_view value) const;
    // A name or a code of a term, ours or foreign, in any letter case.
    std::optional<std::string> of_term(std::string_view name_or_code) const;
    // Categories whose name or synonym starts with the folded words, or holds them.
    CategorySet matching(const std::string& folded) const;

    // As HSDS objects; ids are derived from the codes, the same on every server.
    json::object taxonomy() const;
    json::object term(const Category& category) const;
    static std::string term_uuid(std::string_view code);

  private:
    std::vector<Category> all_;
    std::map<std::string, std::size_t, std::less<>> by_code_, by_term_;
    std::map<std::string, std::size_t, std::less<>> by_osm_;
    std::vector<std::vector<std::string>> words_;  // folded, per category
    // Pinyin and initials, per category. Worked out beside the start: the tables of readings take
    // longer to load than everything else here.
    std::shared_future<std::vector<std::vector<std::string>>> sounds_;
    std::string name_, description_, version_;
    FreshnessRule freshness_;
};

// A UUID (version 8) made from words: the same words give the same one.
std::string derived_uuid(std::string_view words);
bool is_uuid(std::string_view text);

}  // namespace linli::place
