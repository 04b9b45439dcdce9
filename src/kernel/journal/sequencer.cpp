// Gives committed entries their position, and signs checkpoints.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/journal_sql.hpp"
#include "kernel/journal/tiles.hpp"

namespace linli::journal {
namespace {

constexpr std::int64_t batch_max = 4096;

struct Waiting {
    EntryId id;
    std::string leaf_hash;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, leaf_hash))

void give_positions(store::Tx& tx, std::int64_t first, const std::vector<Waiting>& entries) {
    constexpr std::size_t together = 16;
    std::size_t i = 0;
    for (; i + together <= entries.size(); i += together) {
        std::vector<store::Value> args{first + static_cast<std::int64_t>(i)};
        for (int twice = 0; twice < 2; ++twice)
            for (std::size_t k = 0; k < together; ++k)
                args.emplace_back(entries[i + k].id.value);
        LINLI_CHECK(tx.execute(sql::give_seq_16, args) == static_cast<std::int64_t>(together));
    }
    for (; i < entries.size(); ++i)
        LINLI_CHECK(tx.run(sql::give_seq, first + static_cast<std::int64_t>(i), entries[i].id) ==
                    1);
}

// The tree of today must contain that of `earlier` as its beginning.
void require_extends(Tiles& tiles, crypto::Hash h, const Head& now, std::int64_t size,
                     const crypto::Digest& root, const char* where) {
    const auto source = tiles.source();
    const auto old_size = static_cast<std::uint64_t>(size);
    const auto new_size = static_cast<std::uint64_t>(now.size);
    if (size > now.size ||
        (size > 0 &&
         !crypto::verify_consistency(h, old_size, new_size, root, now.root,
                                     crypto::consistency_proof(h, old_size, new_size, source))))
        throw Fault("journal: it contradicts the checkpoint of size " + std::to_string(size) + " " +
                    where + "; nothing is signed. Was an old backup restored? Run linli verify");
}

void sync_path(const std::filesystem::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool good = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!good) throw Fault("journal: cannot write " + path.string());
}

}  // namespace

std::int64_t Journal::sequence_unit(store::Tx& tx) const {
    if (tx.run(sql::take_turn) != 1) throw Fault("journal: the head is missing; run linli verify");
    Head now = head(tx);
    if (now.size == 0) tx.run(sql::set_hash, options_.hash);
    const auto entries = tx.all<Waiting>(sql::unsequenced, batch_max);
    if (entries.empty()) return 0;
    Tiles tiles(tx, options_.hash);
    crypto::MerkleFrontier frontier(options_.hash, static_cast<std::uint64_t>(now.size),
                                    tiles.source());
    if (frontier.root() != now.root)
        throw Fault("journal: the stored tree is damaged; run linli verify");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const crypto::Digest leaf = crypto::digest_from_base64(entries[i].leaf_hash);
        tiles.add(now.size + static_cast<std::int64_t>(i), leaf);
        frontier.add(leaf);
    }
    tiles.save();
    give_positions(tx, now.size, entries);
    tx.run(sql::set_head, static_cast<std::int64_t>(frontier.size()),
           crypto::to_base64(frontier.root()), clock_.now());
    return static_cast<std::int64_t>(entries.size());
}

void Journal::require_consistent_with_file(store::Tx& tx, const Head& now) const {
    if (options_.checkpoint_file.empty()) return;
    std::ifstream file(options_.checkpoint_file);
    if (!file) return;
    std::ostringstream text;
    text << file.rdbuf();
    const auto earlier = read_checkpoint(text.str());
    if (!earlier || earlier->origin != options_.origin)
        throw Fault("journal: " + options_.checkpoint_file.string() +
                    " is no checkpoint of this journal; move it away after looking into it");
    Tiles tiles(tx, options_.hash);
    require_extends(tiles, options_.hash, now, earlier->size, earlier->root,
                    "in the exported file");
}

std::string Journal::sign_unit(store::Tx& tx, bool even_if_not_due) const {
    tx.run(sql::take_turn);
    const Head now = head(tx);
    const auto last = tx.one<CheckpointRow>(sql::last_checkpoint);
    if (last && last->size == now.size && last->root == crypto::to_base64(now.root))
        return even_if_not_due ? last->body : "";
    const bool due = !last || now.size - last->size >= options_.checkpoint_entries ||
                     clock_.now() - last->at >= options_.checkpoint_every;
    if (now.size == 0 || (!due && !even_if_not_due)) return "";
    if (last) {
        Tiles tiles(tx, options_.hash);
        require_extends(tiles, options_.hash, now, last->size,
                        crypto::digest_from_base64(last->root), "in the database");
    }
    require_consistent_with_file(tx, now);
    const std::string text = sign_checkpoint({options_.origin, now.size, now.root}, *options_.key);
    tx.run(sql::put_checkpoint, now.size, crypto::to_base64(now.root), clock_.now(), text);
    return text;
}

// Beside, synced and renamed: a reader never sees half of it, and a power cut leaves no empty file,
// which would read as tampering and stop the signing.
void Journal::export_checkpoint(const std::string& text) const {
    if (options_.checkpoint_file.empty() || text.empty()) return;
    const std::filesystem::path beside = options_.checkpoint_file.string() + ".new";
    {
        std::ofstream file(beside, std::ios::trunc);
        file << text;
        file.flush();
        if (!file) throw Fault("journal: cannot write " + beside.string());
    }
    sync_path(beside, O_RDONLY);
    std::error_code error;
    std::filesystem::rename(beside, options_.checkpoint_file, error);
    if (error) throw Fault("journal: cannot write " + options_.checkpoint_file.string());
}

std::int64_t Journal::sequence(store::Store& store) const {
    struct Due {
        bool entries = false;
        bool checkpoint = false;
    };
    // Most calls find nothing to do and must not write.
    const Due due = store.read([&](store::Tx& tx) {
        Due d;
        d.entries = tx.one<EntryId>(sql::any_unsequenced).has_value();
        const auto last = tx.one<CheckpointRow>(sql::last_checkpoint);
        const Head now = head(tx);
        d.checkpoint = options_.key && now.size > (last ? last->size : 0) &&
                       (!last || clock_.now() - last->at >= options_.checkpoint_every ||
                        now.size - last->size >= options_.checkpoint_entries);
        return d;
    });
    std::int64_t count = 0;
    if (due.entries) count = store.write([&](store::Tx& tx) { return sequence_unit(tx); });
    if (options_.key && (count > 0 || due.checkpoint))
        export_checkpoint(store.write([&](store::Tx& tx) { return sign_unit(tx, false); }));
    return count;
}

std::string Journal::checkpoint_now(store::Store& store) const {
    while (sequence(store) == batch_max) {
    }
    if (!options_.key) return "";
    const std::string text = store.write([&](store::Tx& tx) { return sign_unit(tx, true); });
    export_checkpoint(text);
    return text;
}

std::optional<std::string> Journal::checkpoint(store::Tx& tx) const {
    const auto last = tx.one<CheckpointRow>(sql::last_checkpoint);
    return last ? std::optional(last->body) : std::nullopt;
}

}  // namespace linli::journal
