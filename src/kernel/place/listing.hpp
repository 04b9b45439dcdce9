// A listing: one service at one place, as people see it. The HSDS documents are the truth; a
// listing is worked out from them (project) and written back into them (documents_of).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "http/http.hpp"
#include "kernel/place/categories.hpp"
#include "kernel/place/hours.hpp"
#include "kernel/place/nearby.hpp"

namespace linli::place {

using ListingId = Id<struct ListingTag>;
using http::AccountId;
using http::AreaId;

// HSDS 3.x service.status; there the last one is written "temporarily closed".
enum class ListingStatus : std::uint8_t { active, inactive, defunct, temporarily_closed };
BOOST_DESCRIBE_ENUM(ListingStatus, active, inactive, defunct, temporarily_closed)
enum class Wheelchair : std::uint8_t { yes, limited, no, unknown };
BOOST_DESCRIBE_ENUM(Wheelchair, yes, limited, no, unknown)
struct Phone {
    std::string number;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Phone, (), (number, name))

// One line of the opening hours as the forms show it. No times = closed on those days.
struct OpeningTime {
    std::vector<int> weekdays;                       // Monday = 1; empty = every day
    std::optional<std::string> opens_at, closes_at;  // "08:30"
    std::optional<Date> valid_from, valid_to;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(OpeningTime, (), (weekdays, opens_at, closes_at, valid_from, valid_to, note))

struct Fee {
    std::string text;
    std::optional<std::int64_t> amount_fen;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (text, amount_fen))

// What a listing says beside the members that lists and searches need.
struct ListingMore {
    std::optional<std::string> description_zh, description_en;
    std::vector<Fee> fees;
    std::vector<std::string> documents, languages, accessibility;
    std::optional<std::string> website, email;
};
BOOST_DESCRIBE_STRUCT(ListingMore, (),
                      (description_zh, description_en, fees, documents, languages, accessibility,
                       website, email))

// One row of table `listing` with its row of table `listing_state`.
struct ListingRow {
    ListingId id;
    std::string uuid;
    AreaId area_id;
    std::string service_uuid, location_uuid, organization_uuid;
    std::string name_zh, name_en;
    std::string name_words;   // folded names, pinyin and initials, one a line
    std::string other_words;  // folded organisation, address, phone numbers, one a line
    std::string categories;   // codes with a blank between them
    std::string organisation, address, postcode;
    std::optional<double> lat, lng;  // WGS-84; absent when the document's point is not on Earth
    std::vector<Phone> phones;
    json::value schedules;  // HSDS schedule objects that rule here
    ListingStatus status = ListingStatus::active;
    Wheelchair wheelchair = Wheelchair::unknown;
    std::string source, licence;
    std::string more;  // ListingMore as JSON; empty where many rows are read at once
    // From here on the state.
    std::optional<Date> verified_on;
    std::string verified_by;
    // When staff said "all of this is still right" of the documents as they are; it shows in them
    // as assured_date, assurer and last_modified.
    std::optional<Instant> confirmed_at;
    std::int64_t complaints = 0;
    Instant changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListingRow, (),
                      (id, uuid, area_id, service_uuid, location_uuid, organization_uuid, name_zh,
                       name_en, name_words, other_words, categories, organisation, address,
                       postcode, lat, lng, phones, schedules, status, wheelchair, source, licence,
                       more, verified_on, verified_by, confirmed_at, complaints, changed_at,
                       version))

std::vector<std::string> codes_of(std::string_view categories);

// What staff fill in (POST and PUT of listings) and what generators make.
struct ListingForm {
    std::string name_zh;
    std::optional<std::string> name_en;
    std::vector<std::string> categories;
    std::optional<std::string> organisation;
    std::optional<std::string> address;
    std::optional<std::string> postcode;
    double lat = 0, lng = 0;
    std::string crs;
    std::vector<Phone> phones;
    std::vector<OpeningTime> schedules;
    std::vector<Fee> fees;
    std::vector<std::string> documents, languages, accessibility;
    std::optional<Wheelchair> wheelchair;
    std::optional<std::string> website, email, description_zh, description_en;
    std::optional<ListingStatus> status;
    std::optional<AreaId> area_id;
    std::optional<Date> verified_on;         // only read by generators and imports
    std::optional<std::string> verified_by;  // the same
};
BOOST_DESCRIBE_STRUCT(ListingForm, (),
                      (name_zh, name_en, categories, organisation, address, postcode, lat, lng, crs,
                       phones, schedules, fees, documents, languages, accessibility, wheelchair,
                       website, email, description_zh, description_en, status, area_id, verified_on,
                       verified_by))
Limits limits(const ListingForm*);
Limits limits(const Phone*);
Limits limits(const OpeningTime*);
Limits limits(const Fee*);

// Throws Refusal `place.listing_invalid` that names every wrong field.
void check(const ListingForm& form, const Categories& categories);

// The four documents that a listing is worked out from; absent ones are empty objects.
struct ListingDocuments {
    json::object service, service_at_location, location, organization;
};

// What the documents say, without id, area, complaints, provenance, change time and version.
ListingRow project(const ListingDocuments& documents, const Categories& categories);

// The form written over documents (empty ones for a new listing): members that the form does not
// know stay as they are. Ids are made from `seed` where there are none yet.
ListingDocuments documents_of(const ListingForm& form, ListingDocuments documents,
                              const Categories& categories, std::string_view seed, Instant now);
// One nested HSDS service out of the documents of one listing.
json::object nested_service(const ListingDocuments& documents);

// A listing as the interface shows it.
struct ListingDetail {
    std::string id;
    std::string uuid;
    std::string name_zh;
    std::optional<std::string> name_en;
    std::vector<std::string> categories;
    std::optional<std::string> organisation, address, postcode;
    std::optional<double> lat, lng;
    std::string crs = "wgs84";
    std::optional<double> distance_m;
    std::vector<Phone> phones;
    std::optional<bool> open_now;
    std::optional<std::string> opens_zh, opens_en;
    std::optional<AreaId> area_id;
    ListingStatus status = ListingStatus::active;
    std::optional<Date> verified_on;
    std::optional<std::string> verified_by;
    Freshness freshness = Freshness::stale;
    Wheelchair wheelchair = Wheelchair::unknown;
    std::int64_t complaints = 0;
    std::optional<std::string> source, licence;
    std::optional<std::string> description_zh, description_en;
    std::vector<OpeningTime> schedules;
    std::vector<Fee> fees;
    std::vector<std::string> documents, languages, accessibility;
    std::optional<std::string> website, email;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ListingDetail, (),
                      (id, uuid, name_zh, name_en, categories, organisation, address, postcode, lat,
                       lng, crs, distance_m, phones, open_now, opens_zh, opens_en, area_id, status,
                       verified_on, verified_by, freshness, wheelchair, complaints, source, licence,
                       description_zh, description_en, schedules, fees, documents, languages,
                       accessibility, website, email, etag))

// `row.more` must be there.
ListingDetail detail_of(const ListingRow& row, const FreshnessRule& rule, Instant now);

}  // namespace linli::place
