// RFC 9162 tree: known values, and proofs that hold only when nothing was changed.
#include "crypto/merkle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace linli::crypto {
namespace {

// The reference inputs of the certificate transparency project (leaves 0 to 7).
const std::vector<std::string>& reference_leaves() {
    static const std::vector<std::string> leaves{"",
                                                 from_hex("00"),
                                                 from_hex("10"),
                                                 from_hex("2021"),
                                                 from_hex("3031"),
                                                 from_hex("40414243"),
                                                 from_hex("5051525354555657"),
                                                 from_hex("606162636465666768696a6b6c6d6e6f")};
    return leaves;
}

struct Tree {
    Hash h;
    std::vector<std::vector<Digest>> levels;
    explicit Tree(Hash hash_of_tree, std::uint64_t size) : h(hash_of_tree), levels(1) {
        for (std::uint64_t i = 0; i < size; ++i)
            levels[0].push_back(merkle_leaf(h, "leaf " + std::to_string(i)));
        while (levels.back().size() > 1) {
            std::vector<Digest> next;
            for (std::size_t i = 0; i + 1 < levels.back().size(); i += 2)
                next.push_back(merkle_node(h, levels.back()[i], levels.back()[i + 1]));
            levels.push_back(std::move(next));
        }
    }
    SubtreeHash source() const {
        return [this](int level, std::uint64_t index) {
            return levels.at(static_cast<std::size_t>(level)).at(index);
        };
    }
    Digest root(std::uint64_t size) const {
        return merkle_root(h, std::span(levels[0]).subspan(0, size));
    }
};

TEST(Merkle, gives_the_reference_roots) {
    const char* roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                           "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                           "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                           "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                           "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                           "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                           "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                           "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    std::vector<Digest> leaves;
    for (std::size_t n = 0; n <= 8; ++n) {
        EXPECT_EQ(to_hex(merkle_root(Hash::sha256, leaves)), roots[n]) << n;
        if (n < 8) leaves.push_back(merkle_leaf(Hash::sha256, reference_leaves()[n]));
    }
}

TEST(Merkle, gives_the_same_root_from_leaves_frontier_and_subtrees) {
    for (const Hash h : {Hash::sha256, Hash::sm3}) {
        const Tree tree(h, 300);
        MerkleFrontier frontier(h);
        for (std::uint64_t n = 0; n < 300; ++n) {
            EXPECT_EQ(merkle_root(h, n, tree.source()), frontier.root());
            EXPECT_EQ(MerkleFrontier(h, n, tree.source()).root(), frontier.root());
            frontier.add(tree.levels[0][n]);
        }
        EXPECT_EQ(frontier.size(), 300u);
    }
}

Digest changed(Digest d, std::size_t at) {
    d.bytes[at % 32] = static_cast<std::uint8_t>(d.bytes[at % 32] ^ 1);
    return d;
}

void inclusion_holds(Hash h) {
    static const Tree trees[] = {Tree(Hash::sha256, 1200), Tree(Hash::sm3, 1200)};
    const Tree& tree = trees[h == Hash::sm3 ? 1 : 0];
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 1201);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const auto proof = inclusion_proof(h, index, size, tree.source());
    const Digest leaf = tree.levels[0][index], root = tree.root(size);
    RC_ASSERT(verify_inclusion(h, index, size, leaf, root, proof));
    RC_ASSERT(!verify_inclusion(h, index, size, changed(leaf, 3), root, proof));
    RC_ASSERT(!verify_inclusion(h, index, size, leaf, changed(root, 31), proof));
    RC_ASSERT(!verify_inclusion(h, size, size, leaf, root, proof));
    if (proof.empty()) return;
    auto mutated = proof;
    const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
    mutated[at] = changed(mutated[at], *rc::gen::inRange<std::size_t>(0, 32));
    RC_ASSERT(!verify_inclusion(h, index, size, leaf, root, mutated));
    mutated = proof;
    mutated.pop_back();
    RC_ASSERT(!verify_inclusion(h, index, size, leaf, root, mutated));
    mutated = proof;
    mutated.push_back(root);
    RC_ASSERT(!verify_inclusion(h, index, size, leaf, root, mutated));
    RC_ASSERT(!verify_inclusion(h, (index + 1) % size, size, leaf, root, proof));
}

void consistency_holds(Hash h) {
    static const Tree trees[] = {Tree(Hash::sha256, 1200), Tree(Hash::sm3, 1200)};
    const Tree& tree = trees[h == Hash::sm3 ? 1 : 0];
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 1201);
    const auto old_size = *rc::gen::inRange<std::uint64_t>(1, size + 1);
    const auto proof = consistency_proof(h, old_size, size, tree.source());
    const Digest before = tree.root(old_size), now = tree.root(size);
    RC_ASSERT(verify_consistency(h, old_size, size, before, now, proof));
    RC_ASSERT(!verify_consistency(h, old_size, size, changed(before, 0), now, proof));
    RC_ASSERT(!verify_consistency(h, old_size, size, before, changed(now, 9), proof));
    RC_ASSERT(!verify_consistency(h, 0, size, before, now, proof));
    if (proof.empty()) return;
    auto mutated = proof;
    const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
    mutated[at] = changed(mutated[at], *rc::gen::inRange<std::size_t>(0, 32));
    RC_ASSERT(!verify_consistency(h, old_size, size, before, now, mutated));
    mutated = proof;
    mutated.pop_back();
    RC_ASSERT(!verify_consistency(h, old_size, size, before, now, mutated));
}

// 1,000 random proofs each, with each hash.
void thousand(const char* what, const std::function<void()>& rule) {
    rc::detail::TestParams params;
    params.maxSuccess = 1000;
    rc::detail::TestMetadata metadata;
    metadata.description = what;
    const auto result = rc::detail::checkTestable(rule, metadata, params);
    EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << result;
}

TEST(Merkle, proves_inclusion_1000_times_and_refuses_every_changed_proof) {
    for (const Hash h : {Hash::sha256, Hash::sm3})
        thousand("inclusion", [h] { inclusion_holds(h); });
}
TEST(Merkle, proves_consistency_1000_times_and_refuses_every_changed_proof) {
    for (const Hash h : {Hash::sha256, Hash::sm3})
        thousand("consistency", [h] { consistency_holds(h); });
}

TEST(Merkle, does_not_take_a_node_for_a_leaf) {
    const Tree tree(Hash::sha256, 4);
    const auto& level = tree.levels;
    // A tree of two "leaves" whose data are the children's hashes would have the same root without
    // the prefixes.
    std::string children(level[0][0].view());
    children += level[0][1].view();
    EXPECT_NE(merkle_leaf(Hash::sha256, children), level[1][0]);
    EXPECT_FALSE(verify_inclusion(Hash::sha256, 0, 2, merkle_leaf(Hash::sha256, children),
                                  tree.root(4), std::vector<Digest>{level[1][1]}));
}

}  // namespace
}  // namespace linli::crypto
