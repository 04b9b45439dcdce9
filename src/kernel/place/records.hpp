// HSDS objects as records: the lossless side of the directory.
//
// An HSDS document nests other objects that have an identity of their own (an organisation inside a
// service). Each of these is one record; inside the document that held it stands a reference, so
// that a change of the organisation shows in every service. A copy that says something else than
// the record, and less, stays in its document word for word: what came in goes out again, member
// for member, extension members included. Objects without a GET path of their own (phones,
// schedules, contacts, programmes) stay inside their owner's document.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "store/store.hpp"

namespace linli::place {

enum class RecordKind : std::uint8_t {
    organization,
    service,
    location,
    service_at_location,
    taxonomy,
    taxonomy_term
};
BOOST_DESCRIBE_ENUM(RecordKind, organization, service, location, service_at_location, taxonomy,
                    taxonomy_term)

// Where data came from; kept on every record and listing.
struct Provenance {
    std::string source;
    std::string licence;
    std::int64_t import_id = 0;
    std::int64_t area_id = 0;
};

struct Record {
    RecordKind kind = RecordKind::service;
    std::string uuid;
    std::int64_t area_id = 0;
    std::string name;
    std::string owner_uuid;   // service: organisation; service_at_location: service; term: taxonomy
    std::string parent_uuid;  // service_at_location: location; term and organisation: the one above
    std::int64_t position = 0;
    std::string words;  // folded, for the `search` parameter
    std::string doc;
    std::string sha256;
    std::string source;
    std::string licence;
    std::int64_t import_id = 0;
    Instant imported_at;
    Instant modified_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (kind, uuid, area_id, name, owner_uuid, parent_uuid, position, words, doc,
                       sha256, source, licence, import_id, imported_at, modified_at, version))

// The latest word of staff that a service is still right; kept beside the document that it
// confirms, and gone when that is changed.
struct Confirmation {
    Instant confirmed_at;
    std::string verified_by;
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (confirmed_at, verified_by))

// Taxonomy terms by uuid with the uuid of their taxonomy.
using Terms = std::map<std::string, std::string, std::less<>>;

// Writes documents into records within one unit of work. Remembers what it touched.
class RecordWriter {
  public:
    // Terms of `stored` are in the store for good: a document of our own making that holds one of
    // them refers to it without reading it. Must outlive the writer.
    RecordWriter(store::Tx& tx, Instant now, Provenance provenance, const Terms* stored = nullptr);

    enum class Outcome : std::uint8_t { added, changed, unchanged };
    // One HSDS document of the kind, with whatever it nests. It must have an `id`.
    // `fresh` promises that nothing of it is stored yet (bulk loading), which saves the look-ups.
    Outcome put(RecordKind kind, const json::object& doc, bool fresh = false);

    // Records that were added or changed since the last call of take_touched().
    struct Touched {
        std::set<std::string> organizations, services, locations, service_at_locations;
    };
    Touched take_touched();

  private:
    struct Part;
    json::value embed(RecordKind kind, json::object doc, const std::string& owner,
                      std::int64_t position);
    json::object split(RecordKind kind, const json::object& doc);
    json::value split_value(std::string_view member, const json::value& value);
    Outcome save(RecordKind kind, const std::string& uuid, json::object canonical,
                 const std::string& owner, std::int64_t position, bool embedded, bool& kept_apart);
    void link_terms(const std::string& service_uuid, const json::object& canonical);
    void touch(RecordKind kind, const std::string& uuid);
    void remember(RecordKind kind, const std::string& uuid, const std::string& sha256);
    std::string taxonomy_of(const std::string& term_uuid);

    store::Tx& tx_;
    Instant now_;
    Provenance provenance_;
    const Terms* known_terms_;
    bool fresh_ = false;
    std::set<std::pair<RecordKind, std::string>> set_by_this_;
    // The same taxonomy terms and organisations come with every service: hash of what is stored.
    std::map<std::pair<RecordKind, std::string>, std::string> stored_;
    Touched touched_;
};

// Puts documents together again.
class RecordReader {
  public:
    explicit RecordReader(store::Tx& tx) : tx_(tx) {}

    const Record* find(RecordKind kind, const std::string& uuid);
    // The canonical document, references unresolved.
    const json::object* canonical(RecordKind kind, const std::string& uuid);

    // The fully nested object as GET /<kind>/{id} answers it; none when there is no such record.
    std::optional<json::object> full(RecordKind kind, const std::string& uuid);
    // The same without lists, as the list paths answer it.
    std::optional<json::object> flat(RecordKind kind, const std::string& uuid);
    // An organisation together with its services: whole, or id and name only.
    std::optional<json::object> organization(const std::string& uuid, bool full_service);

    std::vector<std::string> service_at_locations_of(const std::string& service_uuid);

  private:
    json::value resolve(const json::value& value);
    json::object resolved(const json::object& doc);
    json::object service_without_places(const std::string& uuid);
    static void show(const Confirmation& confirmation, json::object& service);

    store::Tx& tx_;
    std::map<std::string, Confirmation> confirmations_;  // by service
    std::map<std::pair<RecordKind, std::string>, std::optional<Record>> records_;
    std::map<std::pair<RecordKind, std::string>, json::object> documents_;
};

// What one text member says; empty when absent or not text.
std::string text_member(const json::object& o, std::string_view member);

// Serialised with shortest decimal numbers (115.89, never 1.1589E2), no white space.
std::string document_text(const json::value& value);

}  // namespace linli::place
