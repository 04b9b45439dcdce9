// Rebuilds the journal from its entries. Codes of findings:
//   entry_changed        the columns no longer give the leaf hash that the tree holds
//   leaf_hash_changed    the stored leaf hash of an entry differs from its columns
//   entry_missing        no entry at a position
//   entry_out_of_place   a position is taken twice or out of order
//   entry_beyond_head    entries at positions that the tree does not have (or negative ones)
//   detail_changed       purpose and details do not fit the commitment
//   detail_missing       they are gone, but neither an erasure nor their expiry was journaled
//   tile_changed         a stored hash of the tree is wrong
//   root_changed         the head's root is not that of the entries
//   checkpoint_contradicted  a stored checkpoint has another root at its size
//   checkpoint_forged    a stored checkpoint is not signed by the key
//   outside_malformed, outside_forged, outside_other_log   the given checkpoint cannot be used
//   truncated            the given checkpoint is larger than the journal: cut or rolled back
//   rewritten            the journal has another root at the given checkpoint's size
#include <algorithm>

#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/journal_sql.hpp"
#include "kernel/journal/tiles.hpp"

namespace linli::journal {
namespace {

constexpr std::int64_t page = 2048;  // a multiple of the 256 hashes of a tile

class Verifier {
  public:
    Verifier(store::Store& store, const VerifyOptions& options)
        : store_(&store), options_(&options) {}

    Verification run();

  private:
    void find(std::optional<std::int64_t> index, const char* code, Words words);
    void read_head();
    void read_outside();
    void check_page(store::Tx&);
    void check_row(store::Tx&, Tiles&, const FullRow&);
    bool may_be_gone(store::Tx&, const FullRow&);
    void check_details(store::Tx&, const FullRow&, std::optional<std::int64_t> index);
    void take_leaf(Tiles&, const crypto::Digest& from_columns, std::int64_t index);
    void compare_tile(Tiles&, std::size_t level, std::int64_t tile);
    void check_upper_tiles();
    void load_checkpoints(store::Tx&);
    void check_checkpoints_at(std::int64_t size);
    void check_end();
    void check_unsequenced();

    // A unit of work may run more than once: each run begins with what was known before it.
    template <class F>
    auto unit(F&& fn) {
        const Verifier before = *this;
        return store_->read([&](store::Tx& tx) {
            *this = before;
            return fn(tx);
        });
    }

    store::Store* store_;
    const VerifyOptions* options_;
    Verification out_;
    crypto::Hash hash_ = crypto::Hash::sha256;
    std::string head_root_;
    Instant expired_before_;  // details of entries before this may be gone
    std::int64_t next_ = 0;   // the position that is expected next
    crypto::MerkleFrontier frontier_{crypto::Hash::sha256};
    // The hashes of the open tile of each level, as the entries give them.
    std::vector<std::vector<crypto::Digest>> open_;
    std::optional<Checkpoint> outside_;
    std::vector<CheckpointRow> checkpoints_;  // the next ones, by size
    std::size_t checkpoint_ = 0;
    std::int64_t checkpoints_after_ = 0;  // size of the last one loaded; -1: there are no more
    std::int64_t checkpoint_good_ = 0;
};

std::string number(std::int64_t n) {
    return std::to_string(n);
}

void Verifier::find(std::optional<std::int64_t> index, const char* code, Words words) {
    if (out_.findings.size() < options_->findings_max)
        out_.findings.push_back({index, code, std::move(words)});
}

void Verifier::read_head() {
    const auto head = store_->read([](store::Tx& tx) { return tx.one<HeadRow>(sql::head); });
    if (!head) {
        find({}, "root_changed", {"日志头记录不存在。", "The head of the journal is missing."});
        return;
    }
    if (const auto h = enum_from_text<crypto::Hash>(head->hash))
        hash_ = *h;
    else if (head->size > 0)
        find({}, "root_changed", {"日志头的摘要算法无法识别。", "The head names an unknown hash."});
    out_.size = head->size;
    head_root_ = head->root;
    frontier_ = crypto::MerkleFrontier(hash_);
}

void Verifier::read_outside() {
    if (options_->earlier_checkpoint.empty()) return;
    outside_ = read_checkpoint(options_->earlier_checkpoint);
    if (!outside_) {
        find({}, "outside_malformed",
             {"给定的检查点格式不正确。", "The given text is no checkpoint."});
        return;
    }
    if (options_->key && !is_signed_by(options_->earlier_checkpoint, *options_->key))
        find({}, "outside_forged",
             {"给定检查点的签名不属于本系统密钥：可能换了数据库，或检查点被改动。",
              "The given checkpoint is not signed by this key: the database was "
              "swapped or the checkpoint changed."});
    if (outside_->size > out_.size)
        find(out_.size, "truncated",
             {"检查点记录了" + number(outside_->size) + "条，现在只有" + number(out_.size) +
                  "条：日志尾部被截断，或恢复了旧备份。",
              "The checkpoint has " + number(outside_->size) + " entries, the journal only " +
                  number(out_.size) + ": its tail was cut or an old backup restored."});
}

// Erased for a person, or past the time for which details are kept. The server may be forgetting
// some just now, so what is not excused is looked up anew.
bool Verifier::may_be_gone(store::Tx& tx, const FullRow& row) {
    if (row.at < expired_before_) return true;
    if (tx.one<std::int64_t>(sql::was_erased, row.id).value_or(0) > 0) return true;
    expired_before_ = tx.one<std::optional<Instant>>(sql::expired_before, details_kept_min.value)
                          .value_or(std::nullopt)
                          .value_or(Instant{});
    return row.at < expired_before_;
}

void Verifier::check_details(store::Tx& tx, const FullRow& row, std::optional<std::int64_t> index) {
    const bool committed = !row.commitment.empty();
    if (row.payload || row.salt) {
        if (commitment_of(hash_, row.salt.value_or(""), row.payload.value_or("")) != row.commitment)
            find(index, "detail_changed",
                 {"记录" + to_text(row.id) + "的用途或详情被改动。",
                  "Purpose or details of entry " + to_text(row.id) + " were changed."});
        return;
    }
    if (!committed) return;
    if (!may_be_gone(tx, row))
        find(
            index, "detail_missing",
            {"记录" + to_text(row.id) + "的详情不见了，且没有删除记录。",
             "The details of entry " + to_text(row.id) + " are gone without a journaled erasure."});
    else
        ++out_.details_erased;
}

void Verifier::check_row(store::Tx& tx, Tiles& tiles, const FullRow& row) {
    const std::int64_t seq = row.seq.value_or(-1);
    if (seq < next_) {
        find(seq, "entry_out_of_place",
             {"位置" + number(seq) + "有两条记录。",
              "Two entries are at position " + number(seq) + "."});
        return;
    }
    if (seq > next_)
        find(
            next_, "entry_missing",
            {"位置" + number(next_) + "起缺少" + number(seq - next_) + "条记录。",
             number(seq - next_) + " entries are missing from position " + number(next_) + " on."});
    // What is missing is taken from the tiles, so that later entries can still be judged.
    for (; next_ < seq; ++next_) {
        const auto& stored = tiles.tile(0, next_ / 256);
        const auto at = static_cast<std::size_t>(next_ % 256);
        take_leaf(tiles, at < stored.size() ? stored[at] : crypto::Digest{}, next_);
    }
    const crypto::Digest leaf = leaf_of(hash_, row);
    const auto& stored = tiles.tile(0, seq / 256);
    const auto at = static_cast<std::size_t>(seq % 256);
    const bool in_tree = at < stored.size() && stored[at] == leaf;
    const bool column_fits = row.leaf_hash == crypto::to_base64(leaf);
    if (!in_tree && column_fits)
        find(seq, "tile_changed",
             {"位置" + number(seq) + "的记录与日志树不符：记录被换过，或日志树被改动。",
              "The entry at position " + number(seq) +
                  " is not the one in the tree: it was replaced "
                  "or the tree was changed."});
    else if (!in_tree)
        find(seq, "entry_changed",
             {"位置" + number(seq) + "的记录被改动。",
              "The entry at position " + number(seq) + " was changed."});
    else if (!column_fits)
        find(seq, "leaf_hash_changed",
             {"位置" + number(seq) + "的叶摘要被改动。",
              "The leaf hash at position " + number(seq) + " was changed."});
    check_details(tx, row, seq);
    take_leaf(tiles, leaf, seq);
    ++next_;
    ++out_.entries_checked;
}

// Adds a leaf to the rebuilt tree and compares the tile of each level that it completes.
void Verifier::take_leaf(Tiles& tiles, const crypto::Digest& leaf, std::int64_t index) {
    frontier_.add(leaf);
    crypto::Digest hash = leaf;
    std::int64_t position = index;
    for (std::size_t level = 0;; ++level) {
        if (open_.size() == level) open_.emplace_back();
        auto& tile = open_[level];
        tile.push_back(hash);
        if (tile.size() < 256) break;
        if (level > 0) compare_tile(tiles, level, position / 256);
        hash = tiles.fold(tile, 0, 256);
        position /= 256;
        tile.clear();
    }
    check_checkpoints_at(index + 1);
}

void Verifier::load_checkpoints(store::Tx& tx) {
    if (checkpoint_ < checkpoints_.size() || checkpoints_after_ < 0) return;
    checkpoints_ = tx.all<CheckpointRow>(sql::checkpoints_after, checkpoints_after_);
    checkpoints_after_ = checkpoints_.empty() ? -1 : checkpoints_.back().size;
    checkpoint_ = 0;
}

void Verifier::check_checkpoints_at(std::int64_t size) {
    if (outside_ && outside_->size == size && outside_->root != frontier_.root())
        find(std::nullopt, "rewritten",
             {"前" + number(size) + "条记录与给定检查点不符：历史被改写，或换了数据库。",
              "The first " + number(size) +
                  " entries are not those of the given checkpoint: history "
                  "was rewritten or the database swapped."});
    for (; checkpoint_ < checkpoints_.size() && checkpoints_[checkpoint_].size <= size;
         ++checkpoint_) {
        const CheckpointRow& c = checkpoints_[checkpoint_];
        ++out_.checkpoints_checked;
        const auto read = read_checkpoint(c.body);
        if (options_->key && !is_signed_by(c.body, *options_->key))
            find(std::nullopt, "checkpoint_forged",
                 {"长度" + number(c.size) + "的检查点签名无效。",
                  "The stored checkpoint of size " + number(c.size) +
                      " is not signed by this key."});
        const bool good = c.size == size && read && read->size == size &&
                          read->root == frontier_.root() &&
                          c.root == crypto::to_base64(frontier_.root());
        if (good)
            checkpoint_good_ = size;
        else
            find(std::nullopt, "checkpoint_contradicted",
                 {"位置" + number(checkpoint_good_) + "到" + number(c.size) +
                      "之间的记录与当时签署的检查点不符。",
                  "The entries between positions " + number(checkpoint_good_) + " and " +
                      number(c.size) + " are not those that were signed then."});
    }
}

void Verifier::check_page(store::Tx& tx) {
    load_checkpoints(tx);
    Tiles tiles(tx, hash_);
    const auto rows = tx.all<FullRow>(sql::rows_from, next_, page);
    const std::int64_t before = next_;
    for (const FullRow& row : rows) {
        if (row.seq.value_or(0) >= out_.size) break;
        check_row(tx, tiles, row);
        load_checkpoints(tx);
    }
    if (next_ == before && next_ < out_.size) {
        find(next_, "entry_missing",
             {"位置" + number(next_) + "起的" + number(out_.size - next_) + "条记录不见了。",
              "The " + number(out_.size - next_) + " entries from position " + number(next_) +
                  " on are missing."});
        next_ = out_.size;
    }
}

// Compares the open tile of a level with the stored one. A wrong hash above an entry that was
// already named is its consequence and not told again.
void Verifier::compare_tile(Tiles& tiles, std::size_t level, std::int64_t tile) {
    const auto& stored = tiles.tile(static_cast<int>(level), tile);
    const auto& rebuilt = open_[level];
    const auto width = std::int64_t{1} << (8 * level);  // leaves below one hash
    for (std::size_t i = 0; i < rebuilt.size(); ++i) {
        if (i < stored.size() && stored[i] == rebuilt[i]) continue;
        const std::int64_t first = (tile * 256 + static_cast<std::int64_t>(i)) * width;
        const bool named = std::ranges::any_of(out_.findings, [&](const Finding& f) {
            return f.index && *f.index >= first && *f.index < first + width;
        });
        if (!named)
            find(first, "tile_changed",
                 {"日志树第" + number(static_cast<std::int64_t>(level)) + "层被改动。",
                  "Level " + number(static_cast<std::int64_t>(level)) +
                      " of the tree was changed."});
    }
}

// The last, partly filled tile of each level.
void Verifier::check_upper_tiles() {
    unit([&](store::Tx& tx) {
        Tiles tiles(tx, hash_);
        for (std::size_t level = 0; level < open_.size(); ++level)
            compare_tile(tiles, level, (out_.size >> (8 * level)) / 256);
    });
}

void Verifier::check_end() {
    out_.root = frontier_.root();
    const bool whole = frontier_.size() == static_cast<std::uint64_t>(out_.size);
    if (whole) check_upper_tiles();
    if (out_.size > 0 && (!whole || head_root_ != crypto::to_base64(out_.root)))
        find(std::nullopt, "root_changed",
             {"日志头的根摘要与记录不符。", "The root of the head is not that of the entries."});
    unit([&](store::Tx& tx) {
        if (tx.one<std::int64_t>(sql::beyond_head).value_or(0) > 0)
            find(out_.size, "entry_beyond_head",
                 {"日志树之外的位置上有记录：有人插入了记录，或日志头被改动。",
                  "Entries are at positions outside the tree: they were inserted or the head "
                  "changed."});
        const auto last = tx.one<CheckpointRow>(sql::last_checkpoint);
        if (last && last->size > tx.one<HeadRow>(sql::head).value_or(HeadRow{}).size)
            find(out_.size, "truncated",
                 {"库内检查点的长度大于日志：日志尾部被截断。",
                  "A stored checkpoint is larger than the journal: its tail was cut."});
    });
}

void Verifier::check_unsequenced() {
    std::int64_t after = 0;
    for (bool more = true; more;) {
        more = unit([&](store::Tx& tx) {
            const auto rows = tx.all<FullRow>(sql::rows_unsequenced, after, page);
            for (const FullRow& row : rows) {
                if (row.leaf_hash != crypto::to_base64(leaf_of(hash_, row)))
                    find(std::nullopt, "entry_changed",
                         {"尚未入树的记录" + to_text(row.id) + "被改动。",
                          "Entry " + to_text(row.id) + ", not yet in the tree, was changed."});
                check_details(tx, row, std::nullopt);
                after = row.id.value;
            }
            return rows.size() == static_cast<std::size_t>(page);
        });
    }
}

Verification Verifier::run() {
    read_head();
    read_outside();
    while (next_ < out_.size) {
        unit([&](store::Tx& tx) { check_page(tx); });
        if (options_->progress) options_->progress(next_, out_.size);
    }
    check_end();
    check_unsequenced();
    std::ranges::stable_sort(out_.findings, {}, [](const Finding& f) {
        return f.index.value_or(std::numeric_limits<std::int64_t>::max());
    });
    return std::move(out_);
}

}  // namespace

std::optional<std::int64_t> Verification::first_bad() const {
    if (findings.empty()) return std::nullopt;
    return findings.front().index;
}

Verification verify(store::Store& store, const VerifyOptions& options) {
    return Verifier(store, options).run();
}

}  // namespace linli::journal
