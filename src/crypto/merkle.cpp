#include "crypto/merkle.hpp"

#include <bit>

#include "base/refusal.hpp"

namespace linli::crypto {
namespace {

// The largest power of two below n (n > 1).
std::uint64_t split(std::uint64_t n) {
    return std::bit_floor(n - 1);
}

// MTH of leaves [from, from + size), which is aligned as RFC 9162 divides.
Digest range_root(Hash h, std::uint64_t from, std::uint64_t size, const SubtreeHash& subtree) {
    if (std::has_single_bit(size)) {
        const int level = std::countr_zero(size);
        return subtree(level, from >> level);
    }
    const std::uint64_t k = split(size);
    const Digest left = range_root(h, from, k, subtree);
    return merkle_node(h, left, range_root(h, from + k, size - k, subtree));
}

void inclusion(Hash h, std::uint64_t from, std::uint64_t index, std::uint64_t size,
               const SubtreeHash& subtree, std::vector<Digest>& out) {
    if (size <= 1) return;
    const std::uint64_t k = split(size);
    if (index < k) {
        inclusion(h, from, index, k, subtree, out);
        out.push_back(range_root(h, from + k, size - k, subtree));
    } else {
        inclusion(h, from + k, index - k, size - k, subtree, out);
        out.push_back(range_root(h, from, k, subtree));
    }
}

// SUBPROOF(m, D, b): `known` says that the left subtree's root is the old root itself.
void subproof(Hash h, std::uint64_t from, std::uint64_t old_size, std::uint64_t size, bool known,
              const SubtreeHash& subtree, std::vector<Digest>& out) {
    if (old_size == size) {
        if (!known) out.push_back(range_root(h, from, size, subtree));
        return;
    }
    const std::uint64_t k = split(size);
    if (old_size <= k) {
        subproof(h, from, old_size, k, known, subtree, out);
        out.push_back(range_root(h, from + k, size - k, subtree));
    } else {
        subproof(h, from + k, old_size - k, size - k, false, subtree, out);
        out.push_back(range_root(h, from, k, subtree));
    }
}

}  // namespace

Digest merkle_empty(Hash h) {
    return hash(h, "");
}

Digest merkle_leaf(Hash h, std::string_view data) {
    std::string text;
    text.reserve(data.size() + 1);
    text.push_back('\x00');
    text.append(data);
    return hash(h, text);
}

Digest merkle_node(Hash h, const Digest& left, const Digest& right) {
    std::array<char, 65> text;
    text[0] = '\x01';
    std::copy(left.bytes.begin(), left.bytes.end(), text.begin() + 1);
    std::copy(right.bytes.begin(), right.bytes.end(), text.begin() + 33);
    return hash(h, {text.data(), text.size()});
}

Digest merkle_root(Hash h, std::uint64_t size, const SubtreeHash& subtree) {
    return size == 0 ? merkle_empty(h) : range_root(h, 0, size, subtree);
}

Digest merkle_root(Hash h, std::span<const Digest> leaf_hashes) {
    MerkleFrontier frontier(h);
    for (const Digest& d : leaf_hashes)
        frontier.add(d);
    return frontier.root();
}

std::vector<Digest> inclusion_proof(Hash h, std::uint64_t index, std::uint64_t size,
                                    const SubtreeHash& subtree) {
    LINLI_CHECK(index < size);
    std::vector<Digest> out;
    inclusion(h, 0, index, size, subtree, out);
    return out;
}

bool verify_inclusion(Hash h, std::uint64_t index, std::uint64_t size, const Digest& leaf_hash,
                      const Digest& root, std::span<const Digest> proof) {
    if (index >= size) return false;
    std::uint64_t fn = index, sn = size - 1;
    Digest r = leaf_hash;
    for (const Digest& p : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = merkle_node(h, p, r);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = merkle_node(h, r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && r == root;
}

std::vector<Digest> consistency_proof(Hash h, std::uint64_t old_size, std::uint64_t size,
                                      const SubtreeHash& subtree) {
    LINLI_CHECK(0 < old_size && old_size <= size);
    std::vector<Digest> out;
    if (old_size < size) subproof(h, 0, old_size, size, true, subtree, out);
    return out;
}

bool verify_consistency(Hash h, std::uint64_t old_size, std::uint64_t size, const Digest& old_root,
                        const Digest& root, std::span<const Digest> proof) {
    if (old_size == 0 || old_size > size) return false;
    if (old_size == size) return proof.empty() && old_root == root;
    std::vector<Digest> path;
    path.reserve(proof.size() + 1);
    if (std::has_single_bit(old_size)) path.push_back(old_root);
    path.insert(path.end(), proof.begin(), proof.end());
    if (path.empty()) return false;
    std::uint64_t fn = old_size - 1, sn = size - 1;
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    Digest fr = path[0], sr = path[0];
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = merkle_node(h, path[i], fr);
            sr = merkle_node(h, path[i], sr);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = merkle_node(h, sr, path[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == old_root && sr == root;
}

MerkleFrontier::MerkleFrontier(Hash h, std::uint64_t size, const SubtreeHash& subtree)
    : hash_(h), size_(size) {
    std::uint64_t from = 0;
    for (std::uint64_t rest = size; rest != 0;) {
        const std::uint64_t part = std::bit_floor(rest);
        const int level = std::countr_zero(part);
        peaks_.push_back(subtree(level, from >> level));
        from += part;
        rest -= part;
    }
}

void MerkleFrontier::add(const Digest& leaf_hash) {
    Digest d = leaf_hash;
    for (std::uint64_t n = size_; (n & 1) != 0; n >>= 1) {
        d = merkle_node(hash_, peaks_.back(), d);
        peaks_.pop_back();
    }
    peaks_.push_back(d);
    ++size_;
}

Digest MerkleFrontier::root() const {
    if (peaks_.empty()) return merkle_empty(hash_);
    Digest d = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i-- > 0;)
        d = merkle_node(hash_, peaks_[i], d);
    return d;
}

}  // namespace linli::crypto
