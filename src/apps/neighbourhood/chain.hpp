// The chain of signed bundles of one board. A bundle is a JSON text, the signature covers exactly
// its bytes, and each names the SHA-256 of the one before, so that a screen notices a bundle that
// is older than the one it has, and a bundle put in between.
#pragma once
#include <string>

#include "apps/neighbourhood/board.hpp"
#include "crypto/crypto.hpp"
#include "store/store.hpp"

namespace linli::neighbourhood {

// The row of table `board_link`.
struct Link {
    BoardId board_id;
    std::int64_t number = 0;      // 1, 2, 3 ...
    std::string sha256;           // of the payload, hex
    std::string previous_sha256;  // empty for the first
    std::string content_sha256;   // of what is shown, without times and chain
    Instant made_at, expires_at;
    std::string algorithm;  // ed25519, sm2
    std::string key_id;
    std::string signature;  // base64
    std::string payload;    // kept for the newest link only
};
BOOST_DESCRIBE_STRUCT(Link, (),
                      (board_id, number, sha256, previous_sha256, content_sha256, made_at,
                       expires_at, algorithm, key_id, signature, payload))

struct ChainRule {
    Micros lifetime = days(7);  // a screen without network shows a bundle this long
    // The same content is signed anew after this long, so that a screen with network never looks
    // old.
    Micros renew_after = hours(3);
    std::int64_t links_kept = 1000;
};

// What a bundle shows; `data_as_of` is told but does not make a new link by itself.
struct Content {
    json::object shown;  // board, categories, listings, outline
    Instant data_as_of;
};

// SHA-256 of what is shown, hex.
std::string digest_of(const Content& content);

std::optional<Link> newest_link(store::Tx& tx, BoardId board);

// True when this link may stand for the content: the same content, the same key, young enough.
bool still_good(const Link& link, const std::string& content_sha256, const crypto::SigningKey& key,
                Instant now, const ChainRule& rule);

// The newest link when it is still good, otherwise a new one behind it.
Link issue(store::Tx& tx, BoardId board, const Content& content, const crypto::SigningKey& key,
           Instant now, const ChainRule& rule);

// The answer of GET .../bundle.
std::string bundle_text(const Link& link);

}  // namespace linli::neighbourhood
