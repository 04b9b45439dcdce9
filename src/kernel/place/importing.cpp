// Imports: documents from outside, duplicates found, listings worked out.
#include <algorithm>

#include "base/text.hpp"
#include "kernel/place/import_checks.hpp"
#include "kernel/place/place.hpp"
#include "kernel/place/place_sql.hpp"
#include "kernel/place/record_sql.hpp"

namespace linli::place {
namespace {

constexpr double same_place_m = 50;

bool share_a_phone(const ListingRow& a, std::string_view other_words) {
    // other_words holds digits of each number on a line of its own.
    return std::any_of(a.phones.begin(), a.phones.end(), [&](const Phone& p) {
        std::string digits = "\n" + p.number;
        std::erase_if(digits, [](char c) { return c != '\n' && (c < '0' || c > '9'); });
        return digits.size() > 7 &&
               (std::string(other_words) + "\n").find(digits + "\n") != std::string::npos;
    });
}

bool is_near(const ListingRow& a, std::optional<GeoPoint> b) {
    return a.lat && b && distance_m({*a.lat, *a.lng}, *b) <= same_place_m;
}

}  // namespace

Directory::Importing::Importing(Directory& directory, store::Tx& tx, AccountId actor,
                                Provenance provenance)
    : directory_(directory),
      tx_(tx),
      actor_(actor),
      provenance_(std::move(provenance)),
      writer_(tx, directory.clock_.now(), provenance_) {}

// Another listing with the same name that shares a phone number or lies within 50 m. One that came
// under the same id before is itself, not a duplicate.
std::optional<ListingId> Directory::Importing::duplicate_of(const json::object& service,
                                                            const ListingRow& row) {
    const std::string service_uuid = text_member(service, "id");
    if (const auto known = tx_.one<std::int64_t>(sql_duplicate_of, service_uuid))
        return ListingId{*known};
    if (tx_.one<Record>(sql_record, RecordKind::service, service_uuid)) return std::nullopt;
    const std::string name = fold(row.name_zh);
    for (const ListingRow& other : seen_[name]) {
        if (other.service_uuid == service_uuid) continue;
        const auto point =
            other.lat ? std::optional(GeoPoint{*other.lat, *other.lng}) : std::nullopt;
        if (is_near(row, point) || share_a_phone(row, other.other_words)) return ListingId{0};
    }
    for (const EntryPtr& other : directory_.catalogue_.named(name)) {
        if (other->service_uuid == service_uuid) continue;
        if (is_near(row, other->point) || share_a_phone(row, other->other_words)) return other->id;
    }
    return std::nullopt;
}

std::optional<ListingId> Directory::Importing::put(RecordKind kind, const json::object& doc) {
    if (kind == RecordKind::service) {
        ListingDocuments d;
        d.service = doc;
        if (const auto* o = doc.if_contains("organization"); o && o->is_object())
            d.organization = o->get_object();
        const auto* places = doc.if_contains("service_at_locations");
        if (places && places->is_array() && !places->get_array().empty() &&
            places->get_array()[0].is_object()) {
            d.service_at_location = places->get_array()[0].get_object();
            if (const auto* l = d.service_at_location.if_contains("location"); l && l->is_object())
                d.location = l->get_object();
            ListingRow row = project(d, directory_.categories_);
            auto other = duplicate_of(doc, row);
            if (!other) other = same_identifier(tx_, directory_.catalogue_, doc);
            if (other) {
                ++duplicates;
                if (*other)
                    tx_.run(sql_duplicate_insert, row.service_uuid, *other, row.name_zh,
                            provenance_.source, provenance_.import_id, directory_.clock_.now());
                return other;
            }
            seen_[fold(row.name_zh)].push_back(std::move(row));
        }
    }
    switch (writer_.put(kind, doc)) {
        case RecordWriter::Outcome::added:
            ++added;
            break;
        case RecordWriter::Outcome::changed:
            ++changed;
            break;
        case RecordWriter::Outcome::unchanged:
            ++unchanged;
    }
    return std::nullopt;
}

void Directory::Importing::finish(const std::function<bool(AreaId)>& may_import) {
    std::set<AreaId> former_areas;
    auto rows = directory_.rework(tx_, actor_, "changed", writer_.take_touched(), provenance_,
                                  &former_areas);
    for (const ListingRow& row : rows)
        if (!may_import(row.area_id))
            throw refuse_forbidden("place.import_outside_area",
                                   {"“" + row.name_zh + "”不在您可以导入的区域内，整个文件未导入",
                                    "\"" + row.name_zh +
                                        "\" lies outside the areas that you may "
                                        "import into; nothing was imported"});
    // Nor may an import take a listing away from where it lies.
    if (!std::all_of(former_areas.begin(), former_areas.end(), may_import))
        throw refuse_forbidden("place.import_outside_area",
                               {"文件会改动您不能维护的区域内的服务信息，整个文件未导入",
                                "The file would change a listing that lies outside the areas that "
                                "you may import into; nothing was imported"});
    directory_.publish_after_commit(tx_, std::move(rows));
}

void Directory::record_import(store::Tx& tx, AccountId actor, AreaId area,
                              const std::string& format, const Provenance& provenance,
                              ImportReport& report) {
    report.id = id_to_text(provenance.import_id);
    static constexpr store::Sql insert{
        "place.import_insert",
        "INSERT INTO directory_import (id, area_id, account_id, made_at, format, source, licence, "
        "report) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
    tx.run(insert, provenance.import_id, area, actor, clock_.now(), format, provenance.source,
           provenance.licence, to_json_text(report));
    journal_.append(
        tx,
        {.actor = actor,
         .area = area,
         .action = "place.directory_imported",
         .subject_kind = "directory_import",
         .subject_id = provenance.import_id,
         .details = {{"format", format}, {"added", report.added}, {"changed", report.changed}}});
}

}  // namespace linli::place
