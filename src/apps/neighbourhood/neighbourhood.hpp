// The service "what is near" at a door: boards, and the signed bundles that they show for days
// without network.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "apps/neighbourhood/board.hpp"
#include "apps/neighbourhood/chain.hpp"
#include "apps/neighbourhood/content.hpp"
#include "kernel/area/area.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/place/place.hpp"

namespace linli::neighbourhood {

store::MigrationSet migrations();

// The references outlive the server.
struct Parts {
    const Clock& clock;
    IdMaker& ids;
    const journal::Journal& journal;
    const place::Directory& directory;
    const area::Areas& areas;
    std::shared_ptr<const crypto::SigningKey> key;  // signs the bundles
    std::vector<crypto::PublicKey> other_keys =
        {};  // listed beside it (of the journal, former ones)
    ChainRule chain = {};
    ContentBounds bounds = {};
    // The one other origin that pages load map tiles from, "https://tiles.example"; empty = none.
    std::string tiles_origin = {};
    // A changed directory shows after at most this long, however often it changes.
    Micros rebuild_pause = seconds(10);
    // Looked at anew after this long even if nothing seems to have changed.
    Micros recheck_after = minutes(5);
};

struct Bundle {
    std::string body;  // JSON: payload, algorithm, key_id, signature, sha256
    std::string etag;  // the SHA-256 of the payload
};

struct KeyView {
    std::string key_id;
    std::string algorithm;
    std::string public_key;  // base64 of the raw bytes
};
BOOST_DESCRIBE_STRUCT(KeyView, (), (key_id, algorithm, public_key))
struct KeyList {
    std::vector<KeyView> keys;
};
BOOST_DESCRIBE_STRUCT(KeyList, (), (keys))

// Thread-safe. One per process.
class Boards {
  public:
    explicit Boards(Parts parts) : parts_(std::move(parts)) {}

    // Refusals of the four: 404 `neighbourhood.no_such_board`, 403 without `board.keep` in the
    // board's area, 409 `neighbourhood.code_taken`, 422 with the wrong fields.
    KeptBoard add(store::Tx& tx, const http::Caller& caller, const BoardForm& form);
    KeptBoard change(store::Tx& tx, const http::Context& context, const std::string& code,
                     const BoardForm& form);
    void remove(store::Tx& tx, const http::Context& context, const std::string& code);
    // Boards that the caller keeps, by code, from after `after` on.
    http::Page<KeptBoard> list(store::Tx& tx, const http::Caller& caller,
                               std::optional<AreaId> area, std::string after, int limit) const;

    // For set-up without a caller (demonstration): as add(), without the question of permission.
    BoardRow place(store::Tx& tx, http::AccountId actor, const BoardForm& form);

    // The tiles of the board nearest to a point. Nearest by degrees is near enough: a deployment
    // has one map, seldom two.
    BaseMaps base_map(store::Tx& tx, WgsPoint at) const;

    // The bundle of today, from memory while neither the board nor what it shows has changed; costs
    // one indexed read then. When nothing can be written (a full disk), the newest one that is
    // there.
    std::shared_ptr<const Bundle> bundle(store::Store& store, const std::string& code);
    KeyList keys() const;

  private:
    struct Seen {  // what a bundle was made from
        std::int64_t board_version = 0, tree_version = 0;
        Instant data_as_of;
        std::size_t listings = 0;
        bool operator==(const Seen&) const = default;
    };
    struct Kept {
        std::mutex mutex;
        Seen seen;
        Instant checked_at, made_at;
        std::shared_ptr<const Bundle> bundle;
        std::vector<Shape> shapes;
        std::int64_t shapes_of_tree = -1, shapes_of_board = -1;
    };

    BoardRow checked(const BoardForm& form) const;
    std::string area_name(AreaId area) const;
    void note(store::Tx& tx, http::AccountId actor, const char* action, const BoardRow& row) const;
    std::shared_ptr<Kept> kept_of(BoardId board);
    bool is_good(const Kept& kept, const Seen& seen, Instant now) const;
    void rebuild(store::Store& store, const BoardRow& row, const Seen& seen, Kept& kept);
    Link current_link(store::Store& store, const BoardRow& row, const Content& content);
    std::vector<Shape> shapes_around(store::Store& store, const BoardRow& row) const;

    Parts parts_;
    std::mutex mutex_;
    std::map<std::int64_t, std::shared_ptr<Kept>> kept_;  // by board
};

}  // namespace linli::neighbourhood
