// The directory: organisations, services and places with their hours, phones, fees and freshness
// (HSDS 3.x), and what is near a point. See README.md for the tables.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "kernel/area/area.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/place/catalogue.hpp"
#include "kernel/place/categories.hpp"
#include "kernel/place/listing.hpp"
#include "kernel/place/records.hpp"
#include "store/store.hpp"

namespace linli::place {

store::MigrationSet migrations();

// What the directory asks of the area tree; empty functions answer "no area".
struct AreaPort {
    std::function<AreaId(GeoPoint)> at;  // the deepest area that holds the point today; 0 = none
    std::function<std::vector<std::int64_t>(AreaId)> subtree;  // with itself
    std::function<std::string(AreaId)> name;
};
AreaPort port_to(const area::Areas& areas, const Clock& clock);

enum class ProblemKind : std::uint8_t { closed, moved, wrong_phone, wrong_hours, other };
BOOST_DESCRIBE_ENUM(ProblemKind, closed, moved, wrong_phone, wrong_hours, other)

struct ProblemReport {
    std::int64_t id = 0;
    AreaId area_id;
    ListingId listing_id;
    ProblemKind kind = ProblemKind::other;
    std::string note;
    Instant made_at;
    std::optional<Instant> handled_at;
    std::optional<AccountId> handled_by;
};
BOOST_DESCRIBE_STRUCT(ProblemReport, (),
                      (id, area_id, listing_id, kind, note, made_at, handled_at, handled_by))

struct ListingChange {
    std::int64_t id = 0;
    AreaId area_id;
    ListingId listing_id;
    Instant changed_at;
    AccountId account_id;
    std::string action;  // added, changed, edited, confirmed, problem_reported, reports_handled
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(ListingChange, (),
                      (id, area_id, listing_id, changed_at, account_id, action, fields))

// One line of what is wrong or noteworthy in an import.
struct ImportFault {
    std::string file;
    std::int64_t line = 0;  // 1 = the first; 0 = not known
    std::int64_t row = 0;   // data row or element, 1 = the first
    std::string field;
    std::string code;
    std::string zh, en;
    bool warning = false;  // the row was taken all the same
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (file, line, row, field, code, zh, en, warning))

struct ImportReport {
    std::string id;
    bool dry_run = true;
    bool applied = false;
    std::int64_t rows_read = 0, rows_good = 0, rows_bad = 0;
    std::int64_t added = 0, changed = 0, unchanged = 0, duplicates = 0;
    std::vector<ImportFault> faults;  // at most 1,000
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (id, dry_run, applied, rows_read, rows_good, rows_bad, added, changed,
                       unchanged, duplicates, faults))
inline constexpr std::size_t import_faults_max = 1000;

// Thread-safe. Writes happen in the caller's unit of work; the catalogue follows its commit.
class Directory {
  public:
    Directory(Categories categories, FreshnessRule freshness, const Clock& clock, IdMaker& ids,
              const journal::Journal& journal, AreaPort areas = {});

    // Fills the catalogue from the store and publishes our categories as HSDS taxonomy terms.
    void load(store::Store& store);
    // Takes up what other processes changed; to be called every second. Returns how many listings.
    std::size_t refresh(store::Store& store);

    const Categories& categories() const { return categories_; }
    const Catalogue& catalogue() const { return catalogue_; }
    const AreaPort& areas() const { return areas_; }
    const Clock& clock() const { return clock_; }

    ListingRow get(store::Tx& tx, ListingId id) const;  // throws Refusal place.no_such_listing
    // `row` as get(), add(), change() and confirm() give it.
    ListingDetail detail(const ListingRow& row, Instant now) const;

    // Refusals: as check(form). The area is the form's, else that of the point.
    AreaId area_of(const ListingForm& form) const;
    ListingRow add(store::Tx& tx, AccountId actor, const ListingForm& form);
    ListingRow change(store::Tx& tx, AccountId actor, const ListingRow& old,
                      const ListingForm& form);
    // "All of this is still right": verified today, open problem reports are handled.
    // `note` goes into the journal.
    ListingRow confirm(store::Tx& tx, AccountId actor, const ListingRow& listing,
                       const std::string& note = {});
    void report_problem(store::Tx& tx, const ListingRow& listing, ProblemKind kind,
                        std::string note);
    std::vector<ProblemReport> open_reports(store::Tx& tx, ListingId id) const;
    // Marks the open reports of a listing as handled without confirming it. Returns how many.
    std::int64_t handle_reports(store::Tx& tx, AccountId actor, const ListingRow& listing);
    std::vector<ListingChange> history(store::Tx& tx, ListingId id, std::int64_t before,
                                       int limit) const;

    // Many new listings at once, without looking for duplicates: generators. Some 1,000 in one unit
    // of work is a good size; the catalogue follows with load().
    void add_many(store::Tx& tx, const std::vector<ListingForm>& forms,
                  const Provenance& provenance);

    // One import within one unit of work.
    class Importing {
      public:
        Importing(Directory& directory, store::Tx& tx, AccountId actor, Provenance provenance);
        // A validated document with an id. Returns the listing that it duplicates instead of
        // writing it, if there is one.
        std::optional<ListingId> put(RecordKind kind, const json::object& doc);
        // Works out the listings that changed; publishes them after the commit. Throws Refusal 403
        // `place.import_outside_area` when one lies, or lay before, where `may_import` says no.
        void finish(const std::function<bool(AreaId)>& may_import);
        std::int64_t added = 0, changed = 0, unchanged = 0, duplicates = 0;

      private:
        std::optional<ListingId> duplicate_of(const json::object& service, const ListingRow& row);
        Directory& directory_;
        store::Tx& tx_;
        AccountId actor_;
        Provenance provenance_;
        RecordWriter writer_;
        std::unordered_map<std::string, std::vector<ListingRow>> seen_;  // by folded name
    };

    // Records an import and journals it. Fills in report.id.
    void record_import(store::Tx& tx, AccountId actor, AreaId area, const std::string& format,
                       const Provenance& provenance, ImportReport& report);
    std::int64_t next_id() { return ids_.next(); }

  private:
    friend class Importing;
    ListingDocuments documents(store::Tx& tx, const std::string& place_uuid) const;
    void fill_in_more(store::Store& store);
    ListingRow save(store::Tx& tx, AccountId actor, std::string_view action, ListingRow next,
                    const std::optional<ListingRow>& old);
    ListingRow save_state(store::Tx& tx, AccountId actor, std::string_view action, ListingRow next,
                          const ListingRow& old, const std::string& purpose = {});
    void record(store::Tx& tx, AccountId actor, std::string_view action, const ListingRow& row,
                const std::vector<std::string>& fields, const std::string& purpose = {});
    std::vector<ListingRow> rework(store::Tx& tx, AccountId actor, const char* action,
                                   const RecordWriter::Touched& touched,
                                   const Provenance& provenance,
                                   std::set<AreaId>* former_areas = nullptr);
    void publish_terms(store::Store& store);
    void publish_after_commit(store::Tx& tx, std::vector<ListingRow> rows);
    // The same where only the state of the listing has changed.
    void publish_state_after_commit(store::Tx& tx, ListingRow row);

    const Categories categories_;
    const Clock& clock_;
    IdMaker& ids_;
    const journal::Journal& journal_;
    const AreaPort areas_;
    Catalogue catalogue_;
    Terms terms_;  // of our categories, as they are in the store; set by load()
    std::mutex refresh_mutex_;
    Instant refreshed_;
};

}  // namespace linli::place
