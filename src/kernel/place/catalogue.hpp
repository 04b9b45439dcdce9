// Every listing in memory: what the board and the search on the phone are answered from. Readers
// take an immutable snapshot and never wait; a change is visible as soon as its unit of work is
// committed.
//
// About 1 kB a listing beside the words index: 20,000 listings need some 30 MB.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/place/listing.hpp"
#include "kernel/place/nearby.hpp"

namespace linli::place {

struct Entry {
    ListingId id;
    std::string uuid, service_uuid;
    AreaId area;
    std::optional<GeoPoint> point;
    CategorySet categories;
    std::shared_ptr<const Hours> hours;
    ListingStatus status = ListingStatus::active;
    Wheelchair wheelchair = Wheelchair::unknown;
    std::optional<Date> verified_on;
    std::string name;  // folded
    std::string name_words, other_words;
    std::string json;  // the members that do not depend on who asks and when
    Instant changed_at;
    std::int64_t version = 0;
};
using EntryPtr = std::shared_ptr<const Entry>;
EntryPtr entry_of(const ListingRow& row, const Categories& categories);
// The same for a row of which only the state differs from what `before` was made of.
EntryPtr with_state_of(const ListingRow& row, const Entry& before);

enum class Sort : std::uint8_t { distance, name, relevance, stalest };
BOOST_DESCRIBE_ENUM(Sort, distance, name, relevance, stalest)

struct Search {
    std::optional<GeoPoint> centre;
    double radius_m = 0;  // 0 = no bound
    std::optional<GeoBox> box;
    std::string words;
    CategorySet categories;  // empty = all; any of them is enough
    std::optional<Instant> open_at;
    std::optional<std::vector<std::int64_t>> areas;  // sorted ids
    std::optional<Wheelchair> wheelchair;
    bool hidden_too = false;   // inactive and defunct ones
    std::optional<Sort> sort;  // none: relevance with words, else distance with a centre, else name
};

struct Found {
    EntryPtr entry;
    float distance_m = -1;  // -1 = not known
    int score = 0;          // of the words
};

class Catalogue {
  public:
    Catalogue(const Categories& categories, FreshnessRule freshness);

    // Replaces everything (start-up, after a bulk load). O(n log n). The index of words is built
    // beside it: a search for words that comes before it is there waits for it.
    void replace(std::vector<EntryPtr> entries);
    // Adds or replaces listings; older versions than the known one are ignored. Copies at most
    // 1,024 pointers; each 1,024 changes the base is built anew, O(n log n). Those who publish at
    // the same time are published together.
    void publish(const std::vector<EntryPtr>& entries);

    // All that fit, in order. Complexity: the grid's for a circle or box, otherwise O(listings).
    std::vector<Found> search(const Search& search) const;
    EntryPtr find(ListingId id) const;
    // Listings of exactly this name (folded), hidden ones too.
    std::vector<EntryPtr> named(const std::string& folded) const;
    std::size_t size() const;
    std::size_t nearby_bytes() const;
    // When the newest of the listings was changed.
    Instant data_as_of() const;

    // One listing as JSON (type Listing of the interface).
    void write_json(const Found& found, Instant now, std::string& out) const;
    const FreshnessRule& freshness() const { return freshness_; }

  private:
    class WordIndex;
    struct Base;
    struct Snapshot;
    std::shared_ptr<const Snapshot> snapshot() const;
    void set(std::shared_ptr<const Snapshot> next);
    void take_up(Snapshot& next, const EntryPtr& entry) const;
    static WordIndex words_of(const std::vector<EntryPtr>& entries);
    std::shared_ptr<const Base> build(std::vector<EntryPtr> entries) const;
    template <class F>
    void each_candidate(const Snapshot& s, const Search& search, const std::string& folded,
                        const CategorySet& meant, F&& take) const;
    int score_of(const Entry& entry, const std::string& folded, const CategorySet& meant) const;

    const Categories& categories_;
    const FreshnessRule freshness_;
    mutable std::mutex pointer_mutex_;  // guards the pointer only, for the time of one copy
    std::shared_ptr<const Snapshot> snapshot_;
    std::mutex writer_mutex_;
    std::mutex waiting_mutex_;
    std::vector<EntryPtr> waiting_;  // to be published by the next who holds writer_mutex_
};

}  // namespace linli::place
