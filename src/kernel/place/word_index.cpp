#include "kernel/place/word_index.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace linli::place {
namespace {

bool is_latin(const std::string& token) {
    return static_cast<unsigned char>(token[0]) < 0x80;
}

std::vector<std::string> tokens_of(const std::string& names, const std::string& others) {
    return search_tokens(names + "\n" + others, TokenUse::index);
}

}  // namespace

WordIndex::WordIndex(const std::vector<const std::string*>& names,
                     const std::vector<const std::string*>& others) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> lists;
    lists.reserve(names.size() * 4);
    for (std::uint32_t i = 0; i < names.size(); ++i)
        for (std::string& token : tokens_of(*names[i], *others[i]))
            lists[std::move(token)].push_back(i);
    token_.reserve(lists.size());
    std::size_t holders = 0;
    for (const auto& [token, list] : lists) {
        token_.push_back(token);
        holders += list.size();
    }
    std::sort(token_.begin(), token_.end());
    begin_.reserve(token_.size() + 1);
    listings_.reserve(holders);
    for (const std::string& token : token_) {
        begin_.push_back(static_cast<std::uint32_t>(listings_.size()));
        const auto& list = lists.find(token)->second;
        listings_.insert(listings_.end(), list.begin(), list.end());
    }
    begin_.push_back(static_cast<std::uint32_t>(listings_.size()));
}

std::vector<std::uint32_t> WordIndex::candidates(const std::string& folded) const {
    const auto wanted = search_tokens(folded, TokenUse::query);
    if (wanted.empty()) return {};
    std::unordered_map<std::uint32_t, std::uint32_t> hits;
    for (const std::string& token : wanted) {
        auto it = std::lower_bound(token_.begin(), token_.end(), token);
        std::vector<std::uint32_t> holders;
        for (; it != token_.end(); ++it) {
            if (is_latin(token) ? !it->starts_with(token) : *it != token) break;
            const auto at = static_cast<std::size_t>(it - token_.begin());
            holders.insert(holders.end(), listings_.begin() + begin_[at],
                           listings_.begin() + begin_[at + 1]);
        }
        std::sort(holders.begin(), holders.end());
        holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
        for (const std::uint32_t i : holders)
            ++hits[i];
    }
    std::vector<std::uint32_t> out;
    for (const auto& [i, n] : hits)
        if (n * 2 >= wanted.size()) out.push_back(i);
    std::sort(out.begin(), out.end());
    return out;
}

bool WordIndex::overlaps(const std::string& folded, const std::string& names,
                         const std::string& others, int& percent) {
    const auto wanted = search_tokens(folded, TokenUse::query);
    if (wanted.empty()) return false;
    const auto held = tokens_of(names, others);
    std::size_t n = 0;
    for (const std::string& token : wanted)
        n += std::any_of(held.begin(), held.end(), [&](const std::string& h) {
            return is_latin(token) ? h.starts_with(token) : h == token;
        });
    percent = static_cast<int>(n * 100 / wanted.size());
    return n * 2 >= wanted.size();
}

}  // namespace linli::place
