// The journal: who did what, where, to what, with which outcome; append-only, in the same unit of
// work as the act, hashed into the Merkle tree of RFC 9162, verifiable from outside
// (GB/T 22239-2019 8.1.4.3, 8.1.4.7; ASVS 16.x).
//
//   journal.append(tx, {.actor = caller.account(), .area = listing.area_id,
//                       .action = "place.listing_changed", .subject_kind = "listing",
//                       .subject_id = listing.id.value, .details = {{"fields", {"phone"}}}});
//
// An entry's leaf holds ids and words of the program, no personal data: `purpose` and `details` are
// kept apart with a salt and can be erased (PIPL 47); the leaf holds only H(salt || payload), so
// proofs stay valid. Account and subject ids are pseudonyms: who they are is in other tables.
//
// append() does not touch the tree, so writers never wait for each other; the sequencer gives
// committed entries their position soon after.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "crypto/crypto.hpp"
#include "http/http.hpp"
#include "store/store.hpp"

namespace linli::journal {

using EntryId = Id<struct JournalEntryTag>;

store::MigrationSet migrations();

struct Entry {
    http::AccountId actor = {};  // 0 = the system itself
    http::AreaId area = {};      // 0 = no area
    std::string action = {};     // "<module>.<what_happened>"
    std::string subject_kind = {};
    std::int64_t subject_id = 0;
    std::string outcome = "done";  // or "refused"
    std::string purpose = {};      // why, in the words of the actor; erasable
    json::object details = {};     // erasable; no personal data in clear all the same
};

// Logs are kept for six months at least (网络安全法, 网络日志留存).
inline constexpr Micros details_kept_min = days(180);

struct JournalOptions {
    std::string origin = "linli.local/journal";  // names this log in its checkpoints, for ever
    crypto::Hash hash = crypto::Hash::sha256;    // fixed with the first entry
    std::shared_ptr<const crypto::SigningKey> key = {};  // none: no checkpoints are signed
    std::int64_t checkpoint_entries = 1000;              // a new checkpoint after so many entries
    Micros checkpoint_every = seconds(60);               // or after so long, if there are new ones
    // The newest checkpoint is also written here. Copy it to another machine: without an outside
    // copy nobody can tell a cut tail or a restored old backup.
    std::filesystem::path checkpoint_file = {};
};

struct Head {
    std::int64_t size = 0;
    crypto::Digest root;
};

struct InclusionProof {
    std::string entry;  // its id
    std::int64_t index = 0;
    std::int64_t size = 0;
    std::string hash;       // sha256 or sm3
    std::string leaf_hash;  // base64, as all digests here
    std::string root;
    std::vector<std::string> proof;  // RFC 9162 2.1.3
};
BOOST_DESCRIBE_STRUCT(InclusionProof, (), (entry, index, size, hash, leaf_hash, root, proof))

struct ConsistencyProof {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string hash;
    std::string from_root;
    std::string to_root;
    std::vector<std::string> proof;  // RFC 9162 2.1.4
};
BOOST_DESCRIBE_STRUCT(ConsistencyProof, (), (from, to, hash, from_root, to_root, proof))

// Thread-safe.
class Journal {
  public:
    Journal(const Clock&, IdMaker&, JournalOptions = {});

    // One INSERT, two when there is a purpose or details. `action` and `subject_kind` at most 100
    // characters.
    EntryId append(store::Tx&, const Entry&) const;

    // Erases purpose and details of an entry and journals that, with `why`. False when there is
    // nothing to erase (any more).
    bool erase_details(store::Tx&, EntryId, http::AccountId actor, const std::string& why) const;
    // The same for every entry about this subject; returns how many had something to erase.
    std::int64_t erase_details_about(store::Tx&, const std::string& subject_kind,
                                     std::int64_t subject_id, http::AccountId actor,
                                     const std::string& why) const;

    // Forgets purpose and details of entries older than `before`, at most `rows_max` a call, oldest
    // first, and journals that once with `before`. They are kept for `details_kept_min` at least:
    // an entry that says otherwise excuses nothing before verify(). Returns how many; changes
    // nothing when there are none.
    std::int64_t expire_details(store::Tx&, Instant before, int rows_max) const;

    // Gives up to 4,096 committed entries their position in the tree and signs a checkpoint when
    // one is due. Returns how many; call again at once when that is 4,096. Safe from several
    // processes. Throws Fault instead of signing a checkpoint that contradicts an earlier one.
    std::int64_t sequence(store::Store&) const;
    // Sequences all there is and signs a checkpoint of it, due or not; empty without a key.
    std::string checkpoint_now(store::Store&) const;

    Head head(store::Tx&) const;
    // The newest signed checkpoint (C2SP tlog-checkpoint), nothing before the first.
    std::optional<std::string> checkpoint(store::Tx&) const;
    // Refusals: `journal.no_such_entry`, `journal.not_sequenced_yet`, `journal.no_such_size`.
    // size 0 = that of the newest tree. O(log n) tiles are read.
    InclusionProof prove_inclusion(store::Tx&, EntryId, std::int64_t size) const;
    ConsistencyProof prove_consistency(store::Tx&, std::int64_t from, std::int64_t to) const;

    const JournalOptions& options() const { return options_; }

  private:
    std::int64_t sequence_unit(store::Tx&) const;
    std::string sign_unit(store::Tx&, bool even_if_not_due) const;
    void export_checkpoint(const std::string& text) const;
    void require_consistent_with_file(store::Tx&, const Head&) const;

    const Clock& clock_;
    IdMaker& ids_;
    JournalOptions options_;
};

// One thing that is wrong, and where.
struct Finding {
    std::optional<std::int64_t> index;  // position in the tree
    std::string code;  // "entry_changed", "entry_missing", ... (verify.cpp lists them)
    Words words;
};

struct VerifyOptions {
    std::string earlier_checkpoint = {};        // text of an outside copy; empty = none
    std::optional<crypto::PublicKey> key = {};  // checks that copy's and stored signatures
    std::function<void(std::int64_t done, std::int64_t size)> progress = {};
    std::size_t findings_max = 100;
};

struct Verification {
    std::int64_t size = 0;
    std::int64_t entries_checked = 0;
    std::int64_t details_erased = 0;
    std::int64_t checkpoints_checked = 0;
    crypto::Digest root;
    std::vector<Finding> findings;  // in the order of the index where one is known
    bool sound() const { return findings.empty(); }
    // The position of the first bad entry, if one is named.
    std::optional<std::int64_t> first_bad() const;
};

// Rebuilds the tree from the entries, page by page (memory is bounded), and compares every hash,
// tile, root and checkpoint. With an earlier checkpoint it also finds a cut tail, an old backup
// brought back and a swapped database. The server may keep running.
Verification verify(store::Store&, const VerifyOptions& = {});

}  // namespace linli::journal
