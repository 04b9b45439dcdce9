// Tokens of the listings' names and addresses, sorted, each with the listings that hold it: pairs
// of Chinese characters, whole Latin words (found by their beginning), pinyin, telephone numbers.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace linli::place {

class WordIndex {
  public:
    // texts[i] are the words of listing i, folded.
    explicit WordIndex(const std::vector<const std::string*>& names,
                       const std::vector<const std::string*>& others);
    WordIndex() = default;

    // Listings that hold at least half of the tokens of the folded query, in order of position.
    std::vector<std::uint32_t> candidates(const std::string& folded) const;
    // Whether a text holds at least half of them; how many of a hundred in `percent`.
    static bool overlaps(const std::string& folded, const std::string& names,
                         const std::string& others, int& percent);

  private:
    std::vector<std::string> token_;
    std::vector<std::uint32_t> begin_;     // of each token in listings_, plus the end
    std::vector<std::uint32_t> listings_;  // that hold it, token after token
};

}  // namespace linli::place
