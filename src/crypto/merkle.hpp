// The Merkle tree of RFC 9162 section 2.1, with the hash as a parameter of the log.
//
// MTH({}) = HASH(), leaf = HASH(0x00 || d), node = HASH(0x01 || left || right), split at the
// largest power of two below n. The two prefixes keep a node from being presented as a leaf.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/hash.hpp"

namespace linli::crypto {

Digest merkle_empty(Hash);
Digest merkle_leaf(Hash, std::string_view data);
Digest merkle_node(Hash, const Digest& left, const Digest& right);

// The hash of the complete subtree number `index` of 2^level leaves. Only subtrees that lie wholly
// within the asked tree size are requested: O(log n) of them for each function below.
using SubtreeHash = std::function<Digest(int level, std::uint64_t index)>;

Digest merkle_root(Hash, std::uint64_t size, const SubtreeHash&);
Digest merkle_root(Hash, std::span<const Digest> leaf_hashes);

// Section 2.1.3.1; index < size.
std::vector<Digest> inclusion_proof(Hash, std::uint64_t index, std::uint64_t size,
                                    const SubtreeHash&);
// Section 2.1.3.2.
bool verify_inclusion(Hash, std::uint64_t index, std::uint64_t size, const Digest& leaf_hash,
                      const Digest& root, std::span<const Digest> proof);
// Section 2.1.4.1; 0 < old_size <= size, empty when they are equal.
std::vector<Digest> consistency_proof(Hash, std::uint64_t old_size, std::uint64_t size,
                                      const SubtreeHash&);
// Section 2.1.4.2.
bool verify_consistency(Hash, std::uint64_t old_size, std::uint64_t size, const Digest& old_root,
                        const Digest& root, std::span<const Digest> proof);

// Adds leaves one by one in O(log n) memory: the roots of the complete subtrees, largest first.
class MerkleFrontier {
  public:
    explicit MerkleFrontier(Hash h) : hash_(h) {}
    // A frontier of `size` leaves from stored subtrees.
    MerkleFrontier(Hash, std::uint64_t size, const SubtreeHash&);
    void add(const Digest& leaf_hash);
    std::uint64_t size() const { return size_; }
    Digest root() const;

  private:
    Hash hash_;
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;
};

}  // namespace linli::crypto
