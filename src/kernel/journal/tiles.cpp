#include "kernel/journal/tiles.hpp"

#include "kernel/journal/journal_sql.hpp"

namespace linli::journal {
namespace {

constexpr std::size_t width = 256, digest_bytes = 32;

std::vector<crypto::Digest> read_hashes(const std::string& text) {
    std::vector<crypto::Digest> out;
    std::string bytes;
    try {
        bytes = crypto::from_base64(text);
    } catch (const Refusal&) {
        return out;
    }
    for (std::size_t i = 0; i + digest_bytes <= bytes.size() && out.size() < width;
         i += digest_bytes)
        out.push_back(crypto::digest_from_bytes(std::string_view(bytes).substr(i, digest_bytes)));
    return out;
}

std::string write_hashes(const std::vector<crypto::Digest>& hashes) {
    std::string bytes;
    bytes.reserve(hashes.size() * digest_bytes);
    for (const auto& h : hashes)
        bytes += h.view();
    return crypto::to_base64(bytes);
}

}  // namespace

Tiles::Slot& Tiles::slot(int level, std::int64_t number) {
    const auto [at, fresh] = slots_.try_emplace({level, number});
    if (fresh) {
        if (const auto text = tx_.one<std::string>(sql::tile, level, number))
            at->second.hashes = read_hashes(*text);
    }
    return at->second;
}

const std::vector<crypto::Digest>& Tiles::tile(int level, std::int64_t number) {
    return slot(level, number).hashes;
}

crypto::Digest Tiles::fold(const std::vector<crypto::Digest>& hashes, std::size_t first,
                           std::size_t count) const {
    std::vector<crypto::Digest> row(hashes.begin() + static_cast<std::ptrdiff_t>(first),
                                    hashes.begin() + static_cast<std::ptrdiff_t>(first + count));
    for (; row.size() > 1; row.resize(row.size() / 2))
        for (std::size_t i = 0; i < row.size() / 2; ++i)
            row[i] = crypto::merkle_node(hash_, row[2 * i], row[2 * i + 1]);
    return row.at(0);
}

crypto::SubtreeHash Tiles::source() {
    return [this](int height, std::uint64_t index) {
        const std::uint64_t first = index << (height % 8);  // in units of the tile's level
        const std::size_t count = std::size_t{1} << (height % 8);
        const auto& hashes = tile(height / 8, static_cast<std::int64_t>(first / width));
        if (hashes.size() < first % width + count)
            throw Fault("journal: the stored tree is damaged; run linli verify");
        return fold(hashes, first % width, count);
    };
}

void Tiles::add(std::int64_t index, const crypto::Digest& leaf) {
    crypto::Digest hash = leaf;
    for (int level = 0;; ++level) {
        const std::int64_t number = index / static_cast<std::int64_t>(width);
        Slot& s = slot(level, number);
        if (s.hashes.size() != static_cast<std::size_t>(index) % width)
            throw Fault("journal: the stored tree is damaged; run linli verify");
        s.hashes.push_back(hash);
        s.changed = true;
        if (s.hashes.size() < width) return;
        hash = fold(s.hashes, 0, width);
        index = number;
    }
}

void Tiles::save() {
    for (auto& [key, s] : slots_) {
        if (!s.changed) continue;
        tx_.run(sql::put_tile, key.first, key.second, write_hashes(s.hashes));
        s.changed = false;
    }
}

}  // namespace linli::journal
