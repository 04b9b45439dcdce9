#include "kernel/place/categories.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "crypto/hash.hpp"

namespace linli::place {
namespace {

struct TaxonomyRow {
    std::string name, description, version;
};
BOOST_DESCRIBE_STRUCT(TaxonomyRow, (), (name, description, version))

struct CategoryRow {
    std::string code;
    std::optional<std::string> parent;
    std::string zh, en, icon;
    int position = 0;
    std::vector<std::string> synonyms, osm, hsds;
};
BOOST_DESCRIBE_STRUCT(CategoryRow, (), (code, parent, zh, en, icon, position, synonyms, osm, hsds))

struct CategoryFile {
    TaxonomyRow taxonomy;
    FreshnessRule freshness;
    std::vector<CategoryRow> categories;
};
BOOST_DESCRIBE_STRUCT(CategoryFile, (), (taxonomy, freshness, categories))

Refusal wrong_row(const std::string& code, const std::string& zh, const std::string& en) {
    return refuse_field("categories." + code, "place.category_wrong",
                        {"分类文件中“" + code + "”" + zh, "Category \"" + code + "\": " + en});
}

std::vector<std::vector<std::string>> sounds_of(const std::vector<Category>& all) {
    std::vector<std::vector<std::string>> sounds;
    sounds.reserve(all.size());
    for (const Category& category : all) {
        const Pinyin py = pinyin(category.zh);
        sounds.push_back({py.full, py.initials});
    }
    return sounds;
}

// Latin words match from their start only: "cl" is a clinic, not a bicycle.
bool any_matches(const std::vector<std::string>& words, const std::string& folded) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        const std::size_t at = word.find(folded);
        return at == 0 ||
               (at != std::string::npos && static_cast<unsigned char>(folded[0]) >= 0x80);
    });
}

}  // namespace

std::string derived_uuid(std::string_view words) {
    std::string hex = crypto::to_hex(crypto::hash(crypto::Hash::sha256, words)).substr(0, 32);
    hex[12] = '8';
    hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) % 4];
    for (const std::size_t at : {20U, 16U, 12U, 8U})
        hex.insert(at, 1, '-');
    return hex;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

Categories Categories::from_yaml(std::string_view text, std::string_view name) {
    const auto file = from_json<CategoryFile>(parse_yaml(text, name));
    Categories out;
    out.name_ = file.taxonomy.name;
    out.description_ = file.taxonomy.description;
    out.version_ = file.taxonomy.version;
    out.freshness_ = file.freshness;
    if (file.freshness.ageing_after_days < 1 ||
        file.freshness.stale_after_days <= file.freshness.ageing_after_days)
        throw refuse_field("freshness", "place.freshness_wrong",
                           {"分类文件中 stale_after_days 应大于 ageing_after_days，两者都大于 0",
                            "stale_after_days must be above ageing_after_days, both above 0"});
    if (file.categories.size() > categories_max)
        throw wrong_row(file.categories[categories_max].code, "是多余的：最多 128 个分类",
                        "too many, at most 128");
    for (const CategoryRow& row : file.categories) {
        const std::size_t i = out.all_.size();
        if (!out.by_code_.emplace(row.code, i).second)
            throw wrong_row(row.code, "出现了两次", "appears twice");
        if (row.parent && !out.by_code_.contains(*row.parent))
            throw wrong_row(row.code, "的上级分类不在它前面",
                            "its parent does not stand before it");
        out.all_.push_back({row.code, row.parent, row.zh, row.en, row.icon, row.position});
        out.by_term_.emplace(fold(row.code), i);
        out.by_term_.emplace(fold(row.zh), i);
        out.by_term_.emplace(fold(row.en), i);
        out.by_term_.emplace(term_uuid(row.code), i);
        for (const std::string& term : row.hsds)
            out.by_term_.emplace(fold(term), i);
        for (const std::string& tag : row.osm)
            out.by_osm_.emplace(tag, i);
        auto& words = out.words_.emplace_back();
        words.push_back(fold(row.zh));
        words.push_back(fold(row.en));
        for (const std::string& synonym : row.synonyms)
            words.push_back(fold(synonym));
    }
    out.sounds_ = std::async(std::launch::async, sounds_of, out.all_).share();
    return out;
}

const Category* Categories::find(std::string_view code) const {
    const auto it = by_code_.find(code);
    return it == by_code_.end() ? nullptr : &all_[it->second];
}

CategorySet Categories::subtree(std::string_view code) const {
    CategorySet set;
    const auto it = by_code_.find(code);
    if (it == by_code_.end()) return set;
    set.set(it->second);
    // Parents stand before their children, so one pass reaches every depth.
    for (std::size_t i = it->second + 1; i < all_.size(); ++i)
        if (all_[i].parent && set.test(by_code_.find(*all_[i].parent)->second)) set.set(i);
    return set;
}

CategorySet Categories::set_of(const std::vector<std::string>& codes) const {
    CategorySet set;
    for (const std::string& code : codes)
        if (const auto it = by_code_.find(code); it != by_code_.end()) set.set(it->second);
    return set;
}

std::optional<std::string> Categories::of_osm_tag(std::string_view key,
                                                  std::string_view value) const {
    const auto it = by_osm_.find(std::string(key) + "=" + std::string(value));
    if (it == by_osm_.end()) return std::nullopt;
    return all_[it->second].code;
}

std::optional<std::string> Categories::of_term(std::string_view name_or_code) const {
    const auto it = by_term_.find(fold(name_or_code));
    if (it == by_term_.end()) return std::nullopt;
    return all_[it->second].code;
}

CategorySet Categories::matching(const std::string& folded) const {
    CategorySet set;
    if (code_points(folded) < 2) return set;
    const bool latin = static_cast<unsigned char>(folded[0]) < 0x80;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const bool hit =
            any_matches(words_[i], folded) || (latin && any_matches(sounds_.get()[i], folded));
        if (hit) set |= subtree(all_[i].code);
    }
    return set;
}

std::string Categories::term_uuid(std::string_view code) {
    return derived_uuid("linli:category:" + std::string(code));
}

json::object Categories::taxonomy() const {
    return {{"id", derived_uuid("linli:taxonomy:categories")},
            {"name", name_},
            {"description", description_},
            {"version", version_}};
}

json::object Categories::term(const Category& category) const {
    json::object term{{"id", term_uuid(category.code)},
                      {"code", category.code},
                      {"name", category.zh},
                      {"description", category.en},
                      {"taxonomy", name_},
                      {"taxonomy_detail", taxonomy()},
                      {"language", "zh"}};
    if (category.parent) term["parent_id"] = term_uuid(*category.parent);
    return term;
}

}  // namespace linli::place
