// Private: an entry as stored, and the bytes that its leaf hash covers.
#pragma once
#include "kernel/journal/journal.hpp"

namespace linli::journal {

struct EntryRow {
    EntryId id;
    std::optional<std::int64_t> seq;
    Instant at;
    http::AccountId actor;
    http::AreaId area_id;
    std::string action;
    std::string subject_kind;
    std::int64_t subject_id = 0;
    std::string outcome;
    std::string commitment;  // base64 of H(salt || payload); empty when there was neither
    std::string leaf_hash;   // base64
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, seq, at, actor, area_id, action, subject_kind, subject_id, outcome,
                       commitment, leaf_hash))

struct DetailRow {
    EntryId entry_id;
    std::string salt;  // base64
    std::string payload;
};
BOOST_DESCRIBE_STRUCT(DetailRow, (), (entry_id, salt, payload))

// An entry with its details, absent when erased.
struct FullRow : EntryRow {
    std::optional<std::string> salt;
    std::optional<std::string> payload;
};
BOOST_DESCRIBE_STRUCT(FullRow, (EntryRow), (salt, payload))

// "linli-journal-1", then every column but seq and leaf_hash as <bytes>:<text>, integers in
// decimal.
std::string leaf_bytes(const EntryRow&);
crypto::Digest leaf_of(crypto::Hash, const EntryRow&);
std::string commitment_of(crypto::Hash, std::string_view salt, std::string_view payload);

struct HeadRow {
    std::int64_t size = 0;
    std::string root;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (size, root, hash))

struct CheckpointRow {
    std::int64_t size = 0;
    std::string root;
    Instant at;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(CheckpointRow, (), (size, root, at, body))

}  // namespace linli::journal
