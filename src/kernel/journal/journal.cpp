#include "kernel/journal/journal.hpp"

#include "kernel/journal/journal_sql.hpp"
#include "kernel/journal/tiles.hpp"

namespace linli::journal {
namespace {

void put(std::string& out, std::string_view field) {
    out += std::to_string(field.size());
    out += ':';
    out += field;
}

Refusal no_such_size() {
    return refuse_field("size", "journal.no_such_size",
                        {"日志没有这个长度，请使用检查点中的长度。",
                         "The journal has no such size; take one from a checkpoint."});
}

std::vector<std::string> texts(const std::vector<crypto::Digest>& proof) {
    std::vector<std::string> out;
    out.reserve(proof.size());
    for (const auto& d : proof)
        out.push_back(crypto::to_base64(d));
    return out;
}

struct PlaceOf {
    std::optional<std::int64_t> seq;
    std::string leaf_hash;
};
BOOST_DESCRIBE_STRUCT(PlaceOf, (), (seq, leaf_hash))

}  // namespace

std::string leaf_bytes(const EntryRow& e) {
    std::string out = "linli-journal-1\n";
    out.reserve(200);
    put(out, std::to_string(e.id.value));
    put(out, std::to_string(e.at.us));
    put(out, std::to_string(e.actor.value));
    put(out, std::to_string(e.area_id.value));
    put(out, e.action);
    put(out, e.subject_kind);
    put(out, std::to_string(e.subject_id));
    put(out, e.outcome);
    put(out, e.commitment);
    return out;
}

crypto::Digest leaf_of(crypto::Hash h, const EntryRow& e) {
    return crypto::merkle_leaf(h, leaf_bytes(e));
}

std::string commitment_of(crypto::Hash h, std::string_view salt, std::string_view payload) {
    std::string text(salt);
    text += payload;
    return crypto::to_base64(crypto::hash(h, text));
}

Journal::Journal(const Clock& clock, IdMaker& ids, JournalOptions options)
    : clock_(clock), ids_(ids), options_(std::move(options)) {
    LINLI_CHECK(!options_.origin.empty() &&
                options_.origin.find_first_of(" +\n") == std::string::npos);
}

EntryId Journal::append(store::Tx& tx, const Entry& e) const {
    LINLI_CHECK(!e.action.empty() && e.action.size() <= 100 && e.subject_kind.size() <= 100);
    EntryRow row{.id = ids_.make<EntryId>(),
                 .seq = std::nullopt,
                 .at = clock_.now(),
                 .actor = e.actor,
                 .area_id = e.area,
                 .action = e.action,
                 .subject_kind = e.subject_kind,
                 .subject_id = e.subject_id,
                 .outcome = e.outcome,
                 .commitment = {},
                 .leaf_hash = {}};
    if (!e.purpose.empty() || !e.details.empty()) {
        json::object payload;
        if (!e.purpose.empty()) payload["purpose"] = e.purpose;
        if (!e.details.empty()) payload["details"] = e.details;
        const DetailRow detail{row.id, crypto::to_base64(crypto::random_bytes(16)),
                               json::serialize(payload)};
        row.commitment = commitment_of(options_.hash, detail.salt, detail.payload);
        tx.insert("journal_detail", detail);
    }
    row.leaf_hash = crypto::to_base64(leaf_of(options_.hash, row));
    tx.insert("journal_entry", row);
    return row.id;
}

bool Journal::erase_details(store::Tx& tx, EntryId id, http::AccountId actor,
                            const std::string& why) const {
    if (tx.run(sql::erase_detail, id) == 0) return false;
    append(tx, {.actor = actor,
                .area = tx.one<http::AreaId>(sql::area_of, id).value_or(http::AreaId{}),
                .action = "journal.details_erased",
                .subject_kind = "journal_entry",
                .subject_id = id.value,
                .purpose = why});
    return true;
}

std::int64_t Journal::erase_details_about(store::Tx& tx, const std::string& subject_kind,
                                          std::int64_t subject_id, http::AccountId actor,
                                          const std::string& why) const {
    std::int64_t erased = 0;
    for (const EntryId entry : tx.all<EntryId>(sql::details_about, subject_kind, subject_id))
        erased += erase_details(tx, entry, actor, why) ? 1 : 0;
    return erased;
}

Head Journal::head(store::Tx& tx) const {
    const auto row = tx.one<HeadRow>(sql::head);
    if (!row) throw Fault("journal: the head is missing; run linli verify");
    if (row->size == 0) return {0, crypto::merkle_empty(options_.hash)};
    if (row->hash != enum_to_text(options_.hash))
        throw Fault("journal: it was begun with the hash " + row->hash +
                    ", which cannot be changed");
    return {row->size, crypto::digest_from_base64(row->root)};
}

InclusionProof Journal::prove_inclusion(store::Tx& tx, EntryId id, std::int64_t size) const {
    const Head now = head(tx);
    const auto place = tx.one<PlaceOf>(sql::place_of, id);
    if (!place)
        throw refuse_not_found("journal.no_such_entry",
                               {"日志中没有这条记录。", "The journal has no such entry."});
    if (size == 0) size = now.size;
    if (size < 0 || size > now.size) throw no_such_size();
    if (!place->seq || *place->seq >= size)
        throw refuse_conflict("journal.not_sequenced_yet",
                              {"这条记录在该长度的日志树中还没有位置，请稍候再试或使用更大的长度。",
                               "The entry has no place in a tree of this size yet; try again in a "
                               "moment or with a larger size."});
    Tiles tiles(tx, options_.hash);
    const auto source = tiles.source();
    const auto n = static_cast<std::uint64_t>(size);
    const auto index = static_cast<std::uint64_t>(*place->seq);
    return {to_text(id),
            *place->seq,
            size,
            enum_to_text(options_.hash),
            place->leaf_hash,
            crypto::to_base64(crypto::merkle_root(options_.hash, n, source)),
            texts(crypto::inclusion_proof(options_.hash, index, n, source))};
}

ConsistencyProof Journal::prove_consistency(store::Tx& tx, std::int64_t from,
                                            std::int64_t to) const {
    const Head now = head(tx);
    if (to == 0) to = now.size;
    if (from < 1 || from > to || to > now.size) throw no_such_size();
    Tiles tiles(tx, options_.hash);
    const auto source = tiles.source();
    const auto a = static_cast<std::uint64_t>(from), b = static_cast<std::uint64_t>(to);
    return {from,
            to,
            enum_to_text(options_.hash),
            crypto::to_base64(crypto::merkle_root(options_.hash, a, source)),
            crypto::to_base64(crypto::merkle_root(options_.hash, b, source)),
            texts(crypto::consistency_proof(options_.hash, a, b, source))};
}

}  // namespace linli::journal
