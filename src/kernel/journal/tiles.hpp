// Private: the tree as stored tiles (the idea of C2SP tlog-tiles). Tile (level, n) holds up to 256
// hashes of complete subtrees of 256^level leaves, from number 256 * n on.
#pragma once
#include <map>

#include "kernel/journal/row.hpp"

namespace linli::journal {

class Tiles {
  public:
    Tiles(store::Tx& tx, crypto::Hash hash) : tx_(tx), hash_(hash) {}

    // For crypto::inclusion_proof and its kind. Throws Fault when a tile that it needs is damaged.
    crypto::SubtreeHash source();
    // Adds the leaf number `index`, which must be the next one, and what it completes above.
    void add(std::int64_t index, const crypto::Digest& leaf);
    // Writes the tiles that add() touched.
    void save();
    // The hashes of one tile; empty when it is not stored or not readable.
    const std::vector<crypto::Digest>& tile(int level, std::int64_t number);
    // The root of the first `count` (a power of two) hashes from `first` on.
    crypto::Digest fold(const std::vector<crypto::Digest>&, std::size_t first,
                        std::size_t count) const;

  private:
    struct Slot {
        std::vector<crypto::Digest> hashes;
        bool changed = false;
    };
    Slot& slot(int level, std::int64_t number);

    store::Tx& tx_;
    crypto::Hash hash_;
    std::map<std::pair<int, std::int64_t>, Slot> slots_;
};

}  // namespace linli::journal
