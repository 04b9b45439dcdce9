#include "kernel/place/place.hpp"

#include <algorithm>

#include "base/coordinates.hpp"
#include "base/text.hpp"
#include "kernel/place/place_sql.hpp"
#include "kernel/place/record_sql.hpp"

namespace linli::place {
namespace {

// Commits may become visible a little out of the order of their times; refresh() looks back so far.
constexpr Micros look_back = seconds(60);

struct IdVersion {
    std::int64_t id = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(IdVersion, (), (id, version))

// Members that a resident would notice; the names of those that differ.
std::vector<std::string> differences(const ListingRow& a, const ListingRow& b) {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<
        boost::describe::describe_members<ListingRow, boost::describe::mod_any_access>>(
        [&](auto d) {
            const std::string_view name = d.name;
            if (name == "version" || name == "changed_at" || name == "id" || name == "name_words" ||
                name == "other_words" || name == "source" || name == "licence" || name == "more" ||
                name == "confirmed_at")
                return;
            if (store::to_value(a.*d.pointer) != store::to_value(b.*d.pointer))
                names.emplace_back(name);
        });
    return names;
}

void write_listing(store::Tx& tx, const store::Sql& sql, const ListingRow& r) {
    tx.run(sql, r.area_id, r.service_uuid, r.location_uuid, r.organization_uuid, r.name_zh,
           r.name_en, r.name_words, r.other_words, r.categories, r.organisation, r.address,
           r.postcode, r.lat, r.lng, r.phones, r.schedules, r.status, r.wheelchair, r.source,
           r.licence, r.more, r.id, r.uuid);
}

void write_state(store::Tx& tx, const store::Sql& sql, const ListingRow& r) {
    tx.run(sql, r.area_id, r.verified_on, r.verified_by, r.confirmed_at, r.complaints, r.changed_at,
           r.version, r.id);
}

void insert(store::Tx& tx, const ListingRow& row) {
    write_listing(tx, sql_listing_insert, row);
    write_state(tx, sql_state_insert, row);
}

}  // namespace

AreaPort port_to(const area::Areas& areas, const Clock& clock) {
    return {
        .at =
            [&](GeoPoint p) {
                const auto chain = areas.tree()->locate({p.lat, p.lng}, date_in_china(clock.now()));
                return chain.empty() ? AreaId{} : chain.back()->id;
            },
        .subtree =
            [&](AreaId id) {
                std::vector<std::int64_t> ids;
                for (const AreaId a : areas.tree()->subtree(id))
                    ids.push_back(a.value);
                return ids;
            },
        .name =
            [&](AreaId id) {
                const auto tree = areas.tree();
                const area::Area* found = tree->find(id);
                return found ? found->name_zh : std::string();
            }};
}

Directory::Directory(Categories categories, FreshnessRule freshness, const Clock& clock,
                     IdMaker& ids, const journal::Journal& journal, AreaPort areas)
    : categories_(std::move(categories)),
      clock_(clock),
      ids_(ids),
      journal_(journal),
      areas_(std::move(areas)),
      catalogue_(categories_, freshness) {}

void Directory::publish_terms(store::Store& store) {
    // Only written where they differ, so that a start writes nothing in the usual case.
    const bool published = store.read([&](store::Tx& tx) {
        RecordReader reader(tx);
        return std::all_of(
            categories_.all().begin(), categories_.all().end(), [&](const Category& c) {
                const auto known =
                    reader.full(RecordKind::taxonomy_term, Categories::term_uuid(c.code));
                return known && *known == categories_.term(c);
            });
    });
    if (!published)
        store.write([&](store::Tx& tx) {
            RecordWriter writer(tx, clock_.now(), {"linli", "", 0, 0});
            for (const Category& c : categories_.all())
                writer.put(RecordKind::taxonomy_term, categories_.term(c));
        });
    terms_ = store.read([&](store::Tx& tx) {
        Terms terms;
        for (const Category& c : categories_.all()) {
            const std::string uuid = Categories::term_uuid(c.code);
            if (auto owner = tx.one<std::string>(sql_record_owner, RecordKind::taxonomy_term, uuid))
                terms.emplace(uuid, std::move(*owner));
        }
        return terms;
    });
}

void Directory::load(store::Store& store) {
    const std::lock_guard lock(refresh_mutex_);
    publish_terms(store);
    fill_in_more(store);
    const Instant before = clock_.now();
    std::vector<EntryPtr> entries;
    store.read([&](store::Tx& tx) {
        entries.clear();
        tx.each<ListingRow>(
            [&](ListingRow&& row) { entries.push_back(entry_of(row, categories_)); },
            sql_listings_all);
    });
    catalogue_.replace(std::move(entries));
    refreshed_ = before;
}

// Listings of a database from before they had this column.
void Directory::fill_in_more(store::Store& store) {
    const auto waiting = [](store::Tx& tx) {
        return tx.all<std::string>(sql_listings_without_more);
    };
    while (!store.read(waiting).empty())
        store.write([&](store::Tx& tx) {
            for (const std::string& uuid : waiting(tx))
                tx.run(sql_more_update, project(documents(tx, uuid), categories_).more, uuid);
        });
}

std::size_t Directory::refresh(store::Store& store) {
    const std::lock_guard lock(refresh_mutex_);
    const Instant before = clock_.now();
    std::vector<EntryPtr> entries;
    store.read([&](store::Tx& tx) {
        entries.clear();
        for (const IdVersion& v :
             tx.all<IdVersion>(sql_listing_versions_since, refreshed_ - look_back)) {
            const EntryPtr known = catalogue_.find(ListingId{v.id});
            if (known && known->version >= v.version) continue;
            if (const auto row = tx.one<ListingRow>(sql_listing, v.id))
                entries.push_back(entry_of(*row, categories_));
        }
    });
    catalogue_.publish(entries);
    refreshed_ = before;
    return entries.size();
}

ListingRow Directory::get(store::Tx& tx, ListingId id) const {
    auto row = tx.one<ListingRow>(sql_listing, id);
    if (!row)
        throw refuse_not_found("place.no_such_listing",
                               {"没有这条服务信息，可能已被合并；请重新搜索",
                                "There is no such listing; it may have been merged. Search again"});
    return std::move(*row);
}

ListingDocuments Directory::documents(store::Tx& tx, const std::string& place_uuid) const {
    RecordReader reader(tx);
    ListingDocuments d;
    auto place = reader.full(RecordKind::service_at_location, place_uuid);
    if (!place) return d;
    const auto take = [](json::object& from, std::string_view member) {
        json::object out;
        if (auto* v = from.if_contains(member); v && v->is_object()) {
            out = v->get_object();
            from.erase(member);
        }
        return out;
    };
    d.service = take(*place, "service");
    d.location = take(*place, "location");
    d.organization = take(d.service, "organization");
    d.service_at_location = std::move(*place);
    return d;
}

ListingDetail Directory::detail(const ListingRow& row, Instant now) const {
    return detail_of(row, catalogue_.freshness(), now);
}

AreaId Directory::area_of(const ListingForm& form) const {
    if (form.area_id) return *form.area_id;
    if (!areas_.at) return {};
    const WgsPoint p = wgs84_from(form.lat, form.lng, form.crs);
    return areas_.at({p.lat, p.lng});
}

void Directory::publish_after_commit(store::Tx& tx, std::vector<ListingRow> rows) {
    tx.after_commit([this, rows = std::move(rows)] {
        std::vector<EntryPtr> entries;
        entries.reserve(rows.size());
        for (const ListingRow& row : rows)
            entries.push_back(entry_of(row, categories_));
        catalogue_.publish(entries);
    });
}

void Directory::publish_state_after_commit(store::Tx& tx, ListingRow row) {
    tx.after_commit([this, row = std::move(row)] {
        const EntryPtr known = catalogue_.find(row.id);
        const bool next = known && known->version + 1 == row.version;
        catalogue_.publish({next ? with_state_of(row, *known) : entry_of(row, categories_)});
    });
}

// Writes what is new about a listing, its change and the journal entry; nothing when a resident
// would see no difference.
ListingRow Directory::save(store::Tx& tx, AccountId actor, std::string_view action, ListingRow next,
                           const std::optional<ListingRow>& old) {
    next.changed_at = clock_.now();
    std::vector<std::string> fields;
    if (old) {
        next.id = old->id;
        if (!next.area_id) next.area_id = old->area_id;
        fields = differences(*old, next);
        if (fields.empty() && action == "changed") {
            if (next.more == old->more) return *old;
            action = "edited";
        }
        next.version = old->version + 1;
        write_listing(tx, sql_listing_update, next);
        write_state(tx, sql_state_update, next);
    } else {
        next.id = ids_.make<ListingId>();
        next.version = 1;
        insert(tx, next);
    }
    record(tx, actor, action, next, fields);
    return next;
}

// The same where only the state of the listing has changed.
ListingRow Directory::save_state(store::Tx& tx, AccountId actor, std::string_view action,
                                 ListingRow next, const ListingRow& old,
                                 const std::string& purpose) {
    std::vector<std::string> fields;
    if (next.verified_on != old.verified_on) fields.emplace_back("verified_on");
    if (next.verified_by != old.verified_by) fields.emplace_back("verified_by");
    if (next.complaints != old.complaints) fields.emplace_back("complaints");
    next.changed_at = clock_.now();
    next.version = old.version + 1;
    write_state(tx, sql_state_update, next);
    record(tx, actor, action, next, fields, purpose);
    return next;
}

void Directory::record(store::Tx& tx, AccountId actor, std::string_view action,
                       const ListingRow& row, const std::vector<std::string>& fields,
                       const std::string& purpose) {
    tx.insert("listing_change", ListingChange{ids_.next(), row.area_id, row.id, row.changed_at,
                                              actor, std::string(action), fields});
    journal_.append(tx, {.actor = actor,
                         .area = row.area_id,
                         .action = "place.listing_" + std::string(action),
                         .subject_kind = "listing",
                         .subject_id = row.id.value,
                         .purpose = purpose,
                         .details = {{"fields", to_json(fields)}}});
}

std::vector<ListingRow> Directory::rework(store::Tx& tx, AccountId actor, const char* action,
                                          const RecordWriter::Touched& touched,
                                          const Provenance& provenance,
                                          std::set<AreaId>* former_areas) {
    std::set<std::string> places = touched.service_at_locations;
    std::set<std::string> services = touched.services;
    for (const std::string& uuid : touched.organizations)
        for (auto& service : tx.all<std::string>(sql_records_of_owner, RecordKind::service, uuid))
            services.insert(std::move(service));
    for (const std::string& uuid : services)
        for (auto& place :
             tx.all<std::string>(sql_records_of_owner, RecordKind::service_at_location, uuid))
            places.insert(std::move(place));
    for (const std::string& uuid : touched.locations)
        for (auto& place : tx.all<std::string>(sql_places_of_location, uuid))
            places.insert(std::move(place));
    std::vector<ListingRow> rows;
    for (const std::string& uuid : places) {
        const ListingDocuments d = documents(tx, uuid);
        if (d.service.empty()) continue;  // a place whose service has not come yet
        ListingRow next = project(d, categories_);
        const auto old = tx.one<ListingRow>(sql_listing_of_uuid, uuid);
        if (old) {
            if (former_areas) former_areas->insert(old->area_id);
            next.complaints = old->complaints;
            next.confirmed_at = old->confirmed_at;
            next.source = old->source;
            next.licence = old->licence;
        } else {
            next.source = provenance.source;
            next.licence = provenance.licence;
        }
        if (!old || next.lat != old->lat || next.lng != old->lng) {
            next.area_id = AreaId{provenance.area_id};
            if (next.lat && areas_.at)
                if (const AreaId found = areas_.at({*next.lat, *next.lng})) next.area_id = found;
        }
        rows.push_back(save(tx, actor, old ? action : "added", std::move(next), old));
    }
    return rows;
}

ListingRow Directory::add(store::Tx& tx, AccountId actor, const ListingForm& form) {
    check(form, categories_);
    const AreaId area = area_of(form);
    const std::string seed = "listing:" + id_to_text(ids_.next());
    ListingForm fresh = form;
    const Instant now = clock_.now();
    // Who enters a listing has seen it: it starts as confirmed today.
    fresh.verified_on = date_in_china(now);
    fresh.verified_by = areas_.name && area ? areas_.name(area) : std::string();
    const ListingDocuments d = documents_of(fresh, {}, categories_, seed, now);
    // Nothing of it is stored yet, so nothing is looked up: on PostgreSQL those who add listings at
    // the same time would otherwise find each other in the pages that they read.
    RecordWriter writer(tx, now, {"staff", "", 0, area.value}, &terms_);
    writer.put(RecordKind::service, nested_service(d), true);
    ListingRow row = project(d, categories_);
    row.area_id = area;
    row.source = "staff";
    row = save(tx, actor, "added", std::move(row), std::nullopt);
    publish_after_commit(tx, {row});
    return row;
}

namespace {

// The service with all its places, one of them replaced.
json::object service_with(store::Tx& tx, const ListingDocuments& d) {
    RecordReader reader(tx);
    json::object service = nested_service(d);
    json::array places;
    const std::string uuid = text_member(d.service_at_location, "id");
    for (const std::string& other : reader.service_at_locations_of(text_member(d.service, "id"))) {
        if (other == uuid) {
            places.push_back(service["service_at_locations"].as_array()[0]);
        } else {
            auto place = reader.full(RecordKind::service_at_location, other);
            place->erase("service");
            places.push_back(std::move(*place));
        }
    }
    service["service_at_locations"] = std::move(places);
    return service;
}

}  // namespace

ListingRow Directory::change(store::Tx& tx, AccountId actor, const ListingRow& old,
                             const ListingForm& form) {
    check(form, categories_);
    const Instant now = clock_.now();
    ListingForm next = form;
    next.verified_on = date_in_china(now);
    const AreaId area = form.area_id.value_or(old.area_id);
    next.verified_by = areas_.name && area ? areas_.name(area) : std::string();
    const ListingDocuments d = documents_of(next, documents(tx, old.uuid), categories_,
                                            "listing:" + id_to_text(old.id.value), now);
    const Provenance provenance{old.source, old.licence, 0, old.area_id.value};
    RecordWriter writer(tx, now, provenance);
    writer.put(RecordKind::service, service_with(tx, d));
    // Other places of the same service, and of the same organisation, follow.
    auto rows = rework(tx, actor, "changed", writer.take_touched(), provenance);
    ListingRow row = get(tx, old.id);
    if (row.version == old.version) {
        // Only the document changed (a description): the version must move all the same.
        row = save(tx, actor, "edited", row, old);
        rows.push_back(row);
    }
    publish_after_commit(tx, std::move(rows));
    if (form.area_id && *form.area_id != row.area_id) {
        ListingRow moved = row;
        moved.area_id = *form.area_id;
        row = save(tx, actor, "changed", std::move(moved), row);
        publish_after_commit(tx, {row});
    }
    return row;
}

ListingRow Directory::confirm(store::Tx& tx, AccountId actor, const ListingRow& listing,
                              const std::string& note) {
    const Instant now = clock_.now();
    ListingRow next = listing;
    next.confirmed_at = now;
    next.verified_on = date_in_china(now);
    if (areas_.name && listing.area_id)
        if (std::string by = areas_.name(listing.area_id); !by.empty())
            next.verified_by = std::move(by);
    // Each open report counts as a complaint.
    if (listing.complaints > 0) tx.run(sql_reports_handle, now, actor, listing.id);
    next.complaints = 0;
    next = save_state(tx, actor, "confirmed", std::move(next), listing, note);
    publish_state_after_commit(tx, next);
    return next;
}

void Directory::report_problem(store::Tx& tx, const ListingRow& listing, ProblemKind kind,
                               std::string note) {
    const ProblemReport report{ids_.next(),     listing.area_id, listing.id,   kind,
                               std::move(note), clock_.now(),    std::nullopt, std::nullopt};
    tx.insert("problem_report", report);
    ListingRow next = listing;
    ++next.complaints;
    publish_state_after_commit(tx,
                               save_state(tx, {}, "problem_reported", std::move(next), listing));
}

std::vector<ProblemReport> Directory::open_reports(store::Tx& tx, ListingId id) const {
    return tx.all<ProblemReport>(sql_reports_open, id);
}

std::int64_t Directory::handle_reports(store::Tx& tx, AccountId actor, const ListingRow& listing) {
    const std::int64_t handled = tx.run(sql_reports_handle, clock_.now(), actor, listing.id);
    if (handled == 0 && listing.complaints == 0) return 0;
    ListingRow next = listing;
    next.complaints = 0;
    publish_state_after_commit(tx,
                               save_state(tx, actor, "reports_handled", std::move(next), listing));
    return handled;
}

std::vector<ListingChange> Directory::history(store::Tx& tx, ListingId id, std::int64_t before,
                                              int limit) const {
    return tx.all<ListingChange>(sql_changes, id, before, limit);
}

void Directory::add_many(store::Tx& tx, const std::vector<ListingForm>& forms,
                         const Provenance& provenance) {
    const Instant now = clock_.now();
    RecordWriter writer(tx, now, provenance, &terms_);
    for (const ListingForm& form : forms) {
        check(form, categories_);
        const std::string seed = "listing:" + id_to_text(ids_.next());
        const ListingDocuments d = documents_of(form, {}, categories_, seed, now);
        writer.put(RecordKind::service, nested_service(d), true);
        ListingRow row = project(d, categories_);
        row.id = ids_.make<ListingId>();
        row.area_id = form.area_id ? *form.area_id : area_of(form);
        row.source = provenance.source;
        row.licence = provenance.licence;
        row.changed_at = now;
        row.version = 1;
        insert(tx, row);
    }
    journal_.append(tx, {.area = AreaId{provenance.area_id},
                         .action = "place.listings_loaded",
                         .subject_kind = "directory_import",
                         .subject_id = provenance.import_id,
                         .details = {{"count", forms.size()}}});
}

}  // namespace linli::place
