#include "apps/neighbourhood/chain.hpp"

#include "apps/neighbourhood/neighbourhood_sql.hpp"
#include "kernel/place/records.hpp"

namespace linli::neighbourhood {

namespace {

std::string sha256_hex(std::string_view text) {
    return crypto::to_hex(crypto::hash(crypto::Hash::sha256, text));
}

std::string payload_text(const Content& content, const Link& link) {
    json::object payload;
    payload["number"] = link.number;
    payload["made_at"] = to_text(link.made_at);
    payload["expires_at"] = to_text(link.expires_at);
    payload["data_as_of"] = to_text(content.data_as_of);
    if (!link.previous_sha256.empty()) payload["previous_sha256"] = link.previous_sha256;
    for (const auto& member : content.shown)
        payload.insert(member);
    return place::document_text(payload);
}

}  // namespace

std::string digest_of(const Content& content) {
    return sha256_hex(place::document_text(content.shown));
}

std::optional<Link> newest_link(store::Tx& tx, BoardId board) {
    return tx.one<Link>(sql::link_newest, board);
}

bool still_good(const Link& link, const std::string& content_sha256, const crypto::SigningKey& key,
                Instant now, const ChainRule& rule) {
    return link.content_sha256 == content_sha256 && link.key_id == key.public_key().key_id() &&
           now < link.made_at + rule.renew_after;
}

Link issue(store::Tx& tx, BoardId board, const Content& content, const crypto::SigningKey& key,
           Instant now, const ChainRule& rule) {
    const std::string digest = digest_of(content);
    const std::optional<Link> last = newest_link(tx, board);
    if (last && still_good(*last, digest, key, now, rule)) return *last;

    Link link;
    link.board_id = board;
    link.number = last ? last->number + 1 : 1;
    link.previous_sha256 = last ? last->sha256 : "";
    link.content_sha256 = digest;
    link.made_at = now;
    link.expires_at = now + rule.lifetime;
    link.payload = payload_text(content, link);
    link.sha256 = sha256_hex(link.payload);
    link.algorithm = enum_to_text(key.algorithm());
    link.key_id = key.public_key().key_id();
    link.signature = crypto::to_base64(key.sign(link.payload));
    tx.insert("board_link", link);
    tx.run(sql::link_strip, board, link.number);
    tx.run(sql::links_forget, board, link.number - rule.links_kept);
    return link;
}

std::string bundle_text(const Link& link) {
    return json::serialize(json::object{{"payload", link.payload},
                                        {"algorithm", link.algorithm},
                                        {"key_id", link.key_id},
                                        {"signature", link.signature},
                                        {"sha256", link.sha256}});
}

}  // namespace linli::neighbourhood
