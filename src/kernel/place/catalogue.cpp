#include "kernel/place/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>

#include "base/text.hpp"
#include "kernel/place/records.hpp"
#include "kernel/place/word_index.hpp"

namespace linli::place {
namespace {

constexpr std::size_t changes_max = 1024;  // then the base is built anew

void member(std::string& out, const char* name, std::string_view text) {
    out += ",\"";
    out += name;
    out += "\":";
    out += json::serialize(json::string_view(text.data(), text.size()));
}

std::string fixed_json(const ListingRow& row) {
    std::string out = "\"id\":\"" + to_text(row.id) + "\"";
    member(out, "name_zh", row.name_zh);
    if (!row.name_en.empty()) member(out, "name_en", row.name_en);
    out += ",\"categories\":" + to_json_text(codes_of(row.categories));
    if (!row.organisation.empty()) member(out, "organisation", row.organisation);
    if (!row.address.empty()) member(out, "address", row.address);
    if (row.lat && row.lng)
        out += fmt::format(",\"lat\":{},\"lng\":{},\"crs\":\"wgs84\"", *row.lat, *row.lng);
    out += ",\"phones\":" + to_json_text(row.phones);
    if (row.area_id) member(out, "area_id", to_text(row.area_id));
    member(out, "status", enum_to_text(row.status));
    if (row.verified_on) member(out, "verified_on", to_text(*row.verified_on));
    if (!row.verified_by.empty()) member(out, "verified_by", row.verified_by);
    member(out, "wheelchair", enum_to_text(row.wheelchair));
    out += ",\"complaints\":" + std::to_string(row.complaints);
    if (!row.source.empty()) member(out, "source", row.source);
    if (!row.licence.empty()) member(out, "licence", row.licence);
    return out;
}

// Many listings share their hours; each distinct text is read and kept once.
std::shared_ptr<const Hours> shared_hours(const json::value& schedules) {
    static std::mutex mutex;
    static std::unordered_map<std::string, std::weak_ptr<const Hours>> known;
    if (!schedules.is_array() || schedules.get_array().empty()) {
        static const auto none = std::make_shared<const Hours>();
        return none;
    }
    // Ids and words make texts differ that mean the same.
    json::array bare = schedules.get_array();
    for (json::value& s : bare)
        if (s.is_object())
            for (const char* m : {"id", "notes", "description", "schedule_link", "attending_type"})
                s.get_object().erase(m);
    const std::string key = json::serialize(bare);
    const std::lock_guard lock(mutex);
    if (auto found = known[key].lock()) return found;
    if (known.size() > 50'000)
        std::erase_if(known, [](const auto& k) { return k.second.expired(); });
    auto made = std::make_shared<const Hours>(Hours::from_schedules(bare));
    known[key] = made;
    return made;
}

bool is_shown(const Entry& e) {
    return e.status == ListingStatus::active || e.status == ListingStatus::temporarily_closed;
}

bool passes(const Entry& e, const Search& s) {
    if (!s.hidden_too && !is_shown(e)) return false;
    if (s.categories.any() && (e.categories & s.categories).none()) return false;
    if (s.wheelchair && e.wheelchair != *s.wheelchair) return false;
    if (s.areas && !std::binary_search(s.areas->begin(), s.areas->end(), e.area.value))
        return false;
    if (s.box && !(e.point && s.box->contains(*e.point))) return false;
    if (s.open_at && !(e.status == ListingStatus::active && e.hours->open_at(*s.open_at) == true))
        return false;
    return true;
}

}  // namespace

EntryPtr entry_of(const ListingRow& row, const Categories& categories) {
    auto e = std::make_shared<Entry>();
    e->id = row.id;
    e->uuid = row.uuid;
    e->service_uuid = row.service_uuid;
    e->area = row.area_id;
    if (row.lat && row.lng) e->point = GeoPoint{*row.lat, *row.lng};
    e->categories = categories.set_of(codes_of(row.categories));
    e->hours = shared_hours(row.schedules);
    e->status = row.status;
    e->wheelchair = row.wheelchair;
    e->verified_on = row.verified_on;
    e->name = fold(row.name_zh);
    e->name_words = row.name_words;
    e->other_words = row.other_words;
    e->json = fixed_json(row);
    e->changed_at = row.changed_at;
    e->version = row.version;
    return e;
}

EntryPtr with_state_of(const ListingRow& row, const Entry& before) {
    auto e = std::make_shared<Entry>(before);
    e->verified_on = row.verified_on;
    e->json = fixed_json(row);
    e->changed_at = row.changed_at;
    e->version = row.version;
    return e;
}

class Catalogue::WordIndex : public place::WordIndex {
    using place::WordIndex::WordIndex;
};

struct Catalogue::Base {
    std::vector<EntryPtr> entries;
    std::unordered_map<std::int64_t, std::uint32_t> by_id;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_name;  // views of entries
    NearbyIndex nearby;
    std::shared_future<WordIndex> words;
    Instant newest;
};

// The base, and what changed since it was built.
struct Catalogue::Snapshot {
    std::shared_ptr<const Base> base;
    std::vector<EntryPtr> changed;  // in the order of their ids: a copy is one block of pointers
    Instant newest;
    std::size_t added = 0;  // changed ones that the base does not know

    bool is_current(const EntryPtr& e) const { return changed.empty() || !change_of(e->id); }
    std::vector<EntryPtr>::const_iterator place_of(ListingId id) const {
        return std::lower_bound(changed.begin(), changed.end(), id,
                                [](const EntryPtr& e, ListingId wanted) { return e->id < wanted; });
    }
    const EntryPtr* change_of(ListingId id) const {
        const auto it = place_of(id);
        return it != changed.end() && (*it)->id == id ? &*it : nullptr;
    }
};

Catalogue::Catalogue(const Categories& categories, FreshnessRule freshness)
    : categories_(categories), freshness_(freshness) {
    replace({});
}

std::shared_ptr<const Catalogue::Snapshot> Catalogue::snapshot() const {
    const std::lock_guard lock(pointer_mutex_);
    return snapshot_;
}

void Catalogue::set(std::shared_ptr<const Snapshot> next) {
    const std::lock_guard lock(pointer_mutex_);
    snapshot_.swap(next);
}

Catalogue::WordIndex Catalogue::words_of(const std::vector<EntryPtr>& entries) {
    std::vector<const std::string*> names, others;
    names.reserve(entries.size());
    others.reserve(entries.size());
    for (const EntryPtr& e : entries) {
        names.push_back(&e->name_words);
        others.push_back(&e->other_words);
    }
    return WordIndex(names, others);
}

std::shared_ptr<const Catalogue::Base> Catalogue::build(std::vector<EntryPtr> entries) const {
    auto base = std::make_shared<Base>();
    base->entries = std::move(entries);
    std::vector<GeoPoint> points;
    points.reserve(base->entries.size());
    const double nowhere = std::nan("");
    for (std::uint32_t i = 0; i < base->entries.size(); ++i) {
        const Entry& e = *base->entries[i];
        base->by_id[e.id.value] = i;
        base->by_name[e.name].push_back(i);
        points.push_back(e.point.value_or(GeoPoint{nowhere, nowhere}));
        base->newest = std::max(base->newest, e.changed_at);
    }
    base->nearby = NearbyIndex(points);
    base->words = std::async(std::launch::async, words_of, base->entries).share();
    return base;
}

void Catalogue::replace(std::vector<EntryPtr> entries) {
    const std::lock_guard writer(writer_mutex_);
    auto next = std::make_shared<Snapshot>();
    next->base = build(std::move(entries));
    next->newest = next->base->newest;
    set(std::move(next));
}

void Catalogue::take_up(Snapshot& next, const EntryPtr& e) const {
    const EntryPtr* known = next.change_of(e->id);
    if (known && (*known)->version >= e->version) return;
    const auto old = next.base->by_id.find(e->id.value);
    if (old != next.base->by_id.end() && next.base->entries[old->second]->version >= e->version)
        return;
    if (!known && old == next.base->by_id.end()) ++next.added;
    const auto place = next.changed.begin() + (next.place_of(e->id) - next.changed.cbegin());
    if (known)
        *place = e;
    else
        next.changed.insert(place, e);
    next.newest = std::max(next.newest, e->changed_at);
}

void Catalogue::publish(const std::vector<EntryPtr>& entries) {
    if (entries.empty()) return;
    {
        const std::lock_guard lock(waiting_mutex_);
        waiting_.insert(waiting_.end(), entries.begin(), entries.end());
    }
    const std::lock_guard writer(writer_mutex_);
    std::vector<EntryPtr> waiting;
    {
        const std::lock_guard lock(waiting_mutex_);
        waiting.swap(waiting_);
    }
    if (waiting.empty()) return;  // who held the lock before has published ours too
    auto next = std::make_shared<Snapshot>(*snapshot());
    for (const EntryPtr& e : waiting)
        take_up(*next, e);
    if (next->changed.size() > changes_max) {
        std::vector<EntryPtr> all;
        all.reserve(next->base->entries.size() + next->added);
        for (const EntryPtr& e : next->base->entries)
            if (next->is_current(e)) all.push_back(e);
        all.insert(all.end(), next->changed.begin(), next->changed.end());
        auto rebuilt = std::make_shared<Snapshot>();
        rebuilt->base = build(std::move(all));
        rebuilt->newest = next->newest;
        next = std::move(rebuilt);
    }
    set(std::move(next));
}

EntryPtr Catalogue::find(ListingId id) const {
    const auto s = snapshot();
    if (const EntryPtr* change = s->change_of(id)) return *change;
    const auto it = s->base->by_id.find(id.value);
    return it == s->base->by_id.end() ? nullptr : s->base->entries[it->second];
}

std::vector<EntryPtr> Catalogue::named(const std::string& folded) const {
    const auto s = snapshot();
    std::vector<EntryPtr> out;
    if (const auto it = s->base->by_name.find(folded); it != s->base->by_name.end())
        for (const std::uint32_t i : it->second)
            if (s->is_current(s->base->entries[i])) out.push_back(s->base->entries[i]);
    for (const EntryPtr& e : s->changed)
        if (e->name == folded) out.push_back(e);
    return out;
}

std::size_t Catalogue::size() const {
    const auto s = snapshot();
    return s->base->entries.size() + s->added;
}
std::size_t Catalogue::nearby_bytes() const {
    return snapshot()->base->nearby.bytes();
}
Instant Catalogue::data_as_of() const {
    return snapshot()->newest;
}

// exact name > beginning of a name > inside a name > beginning of the pinyin > category > tokens.
int Catalogue::score_of(const Entry& e, const std::string& folded, const CategorySet& meant) const {
    if (e.name == folded) return 1000;
    const std::string& w = e.name_words;
    const std::size_t pinyin_begin = w.find('\n', w.find('\n') + 1);
    for (std::size_t at = w.find(folded); at != std::string::npos; at = w.find(folded, at + 1)) {
        const bool starts = at == 0 || w[at - 1] == '\n';
        if (at < pinyin_begin) return starts ? 900 : 700;
        if (starts) return 600;
    }
    if ((e.categories & meant).any()) return 500;
    if (e.other_words.find(folded) != std::string::npos) return 400;
    int percent = 0;
    return place::WordIndex::overlaps(folded, e.name_words, e.other_words, percent) ? percent * 3
                                                                                    : 0;
}

template <class F>
void Catalogue::each_candidate(const Snapshot& s, const Search& search, const std::string& folded,
                               const CategorySet& meant, F&& take) const {
    const auto& entries = s.base->entries;
    const auto offer = [&](const EntryPtr& e, float distance) {
        if (s.is_current(e)) take(e, distance);
    };
    if (search.centre && search.radius_m > 0) {
        static thread_local std::vector<NearbyHit> hits;
        s.base->nearby.within(*search.centre, search.radius_m, 0, hits);
        for (const NearbyHit& hit : hits)
            offer(entries[hit.slot], hit.distance_m);
    } else {
        const auto distance = [&](const EntryPtr& e) {
            return search.centre && e->point
                       ? static_cast<float>(distance_m(*search.centre, *e->point))
                       : -1.0F;
        };
        if (search.box) {
            std::vector<std::uint32_t> slots;
            s.base->nearby.in_box(*search.box, slots);
            for (const std::uint32_t slot : slots)
                offer(entries[slot], distance(entries[slot]));
        } else if (!folded.empty()) {
            const auto slots = s.base->words.get().candidates(folded);
            std::size_t next = 0;
            for (std::uint32_t i = 0; i < entries.size(); ++i) {
                const bool has_words = next < slots.size() && slots[next] == i;
                if (has_words) ++next;
                if (has_words || (entries[i]->categories & meant).any())
                    offer(entries[i], distance(entries[i]));
            }
        } else {
            for (const EntryPtr& e : entries)
                offer(e, distance(e));
        }
    }
    for (const EntryPtr& e : s.changed) {
        const float d = search.centre && e->point
                            ? static_cast<float>(distance_m(*search.centre, *e->point))
                            : -1.0F;
        if (search.radius_m > 0 && search.centre && (d < 0 || d > search.radius_m)) continue;
        take(e, d);
    }
}

std::vector<Found> Catalogue::search(const Search& search) const {
    const auto s = snapshot();
    const std::string folded = fold(trim(search.words));
    const CategorySet meant = folded.empty() ? CategorySet() : categories_.matching(folded);
    std::vector<Found> found;
    each_candidate(*s, search, folded, meant, [&](const EntryPtr& e, float distance) {
        if (!passes(*e, search)) return;
        const int score = folded.empty() ? 0 : score_of(*e, folded, meant);
        if (!folded.empty() && score == 0) return;
        found.push_back({e, distance, score});
    });
    const Sort sort = search.sort.value_or(!folded.empty() ? Sort::relevance
                                           : search.centre ? Sort::distance
                                                           : Sort::name);
    const auto far = [](const Found& f) { return f.distance_m < 0 ? 1e12F : f.distance_m; };
    const auto by = [&](auto&& key) {
        std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
            const auto ka = key(a), kb = key(b);
            return ka != kb ? ka < kb : a.entry->id < b.entry->id;
        });
    };
    switch (sort) {
        case Sort::distance:
            by(far);
            break;
        case Sort::relevance:
            by([&](const Found& f) { return std::pair(-f.score, far(f)); });
            break;
        case Sort::name:
            by([](const Found& f) { return std::string_view(f.entry->name); });
            break;
        case Sort::stalest:
            by([](const Found& f) {
                return f.entry->verified_on ? f.entry->verified_on->days
                                            : std::numeric_limits<std::int32_t>::min();
            });
    }
    return found;
}

void Catalogue::write_json(const Found& found, Instant now, std::string& out) const {
    const Entry& e = *found.entry;
    out += '{';
    out += e.json;
    if (found.distance_m >= 0) {
        out += ",\"distance_m\":";
        out += std::to_string(std::lround(found.distance_m));
    }
    if (const auto open = e.hours->open_at(now)) {
        // Closed for a time is closed, whatever the sign at the door says.
        out += *open && e.status == ListingStatus::active ? ",\"open_now\":true"
                                                          : ",\"open_now\":false";
        const Words line = e.hours->line(now);
        member(out, "opens_zh", line.zh);
        member(out, "opens_en", line.en);
    }
    member(out, "freshness", enum_to_text(freshness_.of(e.verified_on, date_in_china(now))));
    out += '}';
}

}  // namespace linli::place
