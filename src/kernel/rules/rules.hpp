// The rule packages in use: which text of each is in force, who proposed it, who approved it, and
// which decisions were made with it. kernel/decision computes; this module keeps, publishes and
// changes.
//
// A change needs two people: one proposes, another approves (不相容岗位相分离). "Another" means
// another real-name person, compared in the unit of work that approves, so that a second account
// does not help; no setting switches it off. Every text ever in force stays, with dates and names.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "crypto/crypto.hpp"
#include "http/http.hpp"
#include "kernel/decision/check.hpp"
#include "kernel/decision/engine.hpp"
#include "kernel/journal/journal.hpp"
#include "store/store.hpp"

namespace linli::rules {

using TextId = Id<struct RuleTextTag>;
using RecordId = Id<struct RuleRecordTag>;

store::MigrationSet migrations();

// Permissions of this module. Rules hold for the whole deployment, so proposing and approving count
// only when granted in its root area.
inline constexpr const char* may_use = "rules.use";          // see and try all packages
inline constexpr const char* may_propose = "rules.propose";  // hand in a changed text
inline constexpr const char* may_approve = "rules.approve";  // put it in force, or reject it
inline constexpr const char* may_reveal = "rules.reveal";    // see inputs of recorded decisions

inline constexpr std::size_t files_max = 60;
inline constexpr std::size_t text_bytes_max = 16u << 20;  // of all files of a package
inline constexpr int proposals_open_max = 20;             // of one package
inline constexpr int replayed_max = 10'000;               // recorded decisions or lines

// Who may ask a package beside those with rules.use.
enum class Audience : std::uint8_t { staff, signed_in, everybody };
BOOST_DESCRIBE_ENUM(Audience, staff, signed_in, everybody)

enum class TextState : std::uint8_t { proposed, in_force, replaced, rejected, withdrawn };
BOOST_DESCRIBE_ENUM(TextState, proposed, in_force, replaced, rejected, withdrawn)
enum class Origin : std::uint8_t { delivered, proposed };
BOOST_DESCRIBE_ENUM(Origin, delivered, proposed)

// One text of a package without its files.
struct TextRow {
    TextId id;
    std::string package;
    std::optional<std::int64_t> number;
    std::string hash;
    TextState state = TextState::proposed;
    Origin origin = Origin::proposed;
    std::string base_hash;
    std::string reason;
    http::AccountId proposed_by;
    std::optional<http::PersonId> proposed_by_person;
    Instant proposed_at;
    std::optional<http::AccountId> decided_by;
    std::optional<http::PersonId> decided_by_person;
    std::optional<Instant> decided_at;
    std::string decision_reason;
};
BOOST_DESCRIBE_STRUCT(TextRow, (),
                      (id, package, number, hash, state, origin, base_hash, reason, proposed_by,
                       proposed_by_person, proposed_at, decided_by, decided_by_person, decided_at,
                       decision_reason))

struct FileText {
    std::string name;  // "package.yaml", "parameters.yaml", "examples.yaml", "*.dmn"
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FileText, (), (name, text))
inline Limits limits(const FileText*) {
    return {{"name", {.length_min = 1, .length_max = 100}}, {"text", {.length_max = 8u << 20}}};
}

// What was already known and is changed or removed: an old decision may not be made again.
struct HistoryFinding {
    std::string kind;  // version_removed, version_changed, value_removed, value_changed
    std::string where;
    Words words;
};
BOOST_DESCRIBE_STRUCT(HistoryFinding, (), (kind, where, words))

// What an approver must know. With faults nothing comes into force.
struct Report {
    decision::CheckReport check;
    std::vector<HistoryFinding> history;
};
BOOST_DESCRIBE_STRUCT(Report, (), (check, history))

// `base` is the text in force, if there is one. Slow (tables are analysed, examples run).
Report report_on(const decision::Package& package, const decision::Package* base);

// A changed text, read and checked, not yet kept.
struct Draft {
    std::shared_ptr<const decision::Package> package;
    std::string base_hash;  // empty: the package is new
    Report report;
};

// Files laid over the text in force: those of the same name are replaced, `removed` ones left out.
struct Change {
    std::string package;
    std::string base_hash;  // must be the hash of the text in force; empty for a new package
    std::vector<FileText> files;
    std::vector<std::string> removed;
};

// The human behind an account; the composition root gives it (identity's accounts).
using PersonOf = std::function<std::optional<http::PersonId>(store::Tx&, http::AccountId)>;

struct Parts {
    store::Store& store;
    const Clock& clock;
    IdMaker& ids;
    const crypto::KeyRing& keys;
    const journal::Journal& journal;
    std::function<http::AreaId()> root;  // the area at the top; 0 while there is none
    PersonOf person_of;
};

// A package of the folders that could not be taken; the text in force before stays.
struct LoadFault {
    std::string package;
    Words words;
};

// Thread-safe.
class Registry {
  public:
    explicit Registry(Parts parts);

    // Reads `<folder>/<package>/` of every folder; a later folder's package takes the place of an
    // earlier one's (a city's own text). A package that the database does not know comes into force
    // at once; a delivered text that differs from what was delivered before becomes a proposal of
    // the program, which a person approves. `<folder>/rule_audiences.yaml` says who may ask what.
    // Both are journaled. A package that is broken is left out and told in load_faults().
    void load(const std::vector<std::filesystem::path>& folders);
    std::vector<LoadFault> load_faults() const;

    // The packages in force, as this unit of work sees them. Not for the unit of work that
    // approves.
    const decision::Engine& engine(store::Tx&);
    // As last read; at most a second old when refresh() runs every second.
    const decision::Engine& engine() const { return engine_; }
    // Reads what this or another process has put in force.
    void refresh(store::Store&);

    Audience audience(const std::string& package) const;
    bool may_ask(const http::Caller&, const std::string& package) const;
    // Throws Refusal 404 `rules.package_unknown` (also for packages that are none of the caller's
    // business).
    std::shared_ptr<const decision::Package> package_for(store::Tx&, const http::Caller&,
                                                         const std::string& package);

    // Reads, compiles and checks; slow, so not within a unit of work. Throws Refusal 422 with the
    // file, line and element of each fault, 409 `rules.base_changed`, 413 `rules.too_large`.
    Draft draft(const Change& change);
    // Keeps a draft. Throws 403 `rules.person_needed` when the account belongs to no real-name
    // person, 409 `rules.base_changed`, `rules.unchanged`, `rules.proposed_already`,
    // `rules.too_many_proposals`.
    TextRow propose(store::Tx&, const http::Caller&, const Draft&, const std::string& reason);

    // Reads and checks a kept text again, as it would run in this program; not within a unit of
    // work. Throws 404 `rules.proposal_unknown`, 422 when it is broken.
    void require_sound(TextId id);
    // Puts a proposal in force. Throws 403 `rules.same_person`, `rules.person_needed`; 409
    // `rules.decided_already`, `rules.base_changed`. Call refresh() after the commit.
    TextRow approve(store::Tx&, const http::Caller&, TextId, const std::string& reason);
    // By another person than the proposer.
    TextRow reject(store::Tx&, const http::Caller&, TextId, const std::string& reason);
    // By the proposer himself.
    TextRow withdraw(store::Tx&, const http::Caller&, TextId, const std::string& reason);

    TextRow text(store::Tx&, TextId) const;  // 404 `rules.proposal_unknown`
    std::vector<FileText> files(store::Tx&, TextId) const;
    Report report(store::Tx&, TextId) const;
    std::shared_ptr<const decision::Package> read_package(store::Tx&, TextId) const;
    // All texts of a package that were ever in force, the newest first.
    std::vector<TextRow> history(store::Tx&, const std::string& package) const;

    Parts& parts() { return parts_; }
    const Parts& parts() const { return parts_; }

  private:
    void take_delivered(store::Tx&, const decision::Package&, const Report&);
    void add_fault(const std::string& package, const Words& words);
    void read_audiences(const std::filesystem::path& file);
    void bring_up_to(store::Tx&);
    TextRow decide(store::Tx&, const http::Caller&, TextId, TextState, const std::string& reason);
    void require_base(store::Tx&, const std::string& package, const std::string& base_hash) const;
    void note(store::Tx&, http::AccountId actor, const char* action, const TextRow&) const;

    Parts parts_;
    decision::Engine engine_;
    mutable std::mutex mutex_;               // of bringing engine_ up to date
    std::atomic<std::int64_t> version_{-1};  // of rule_state that engine_ shows
    std::map<std::string, std::string> hashes_;
    std::map<std::string, Audience> audiences_;
    std::vector<LoadFault> load_faults_;
};

// ---- recorded decisions ---------------------------------------------------------------------

struct NewRecord {
    http::AreaId area = {};
    std::optional<http::PersonId> person = {};  // whom it was about
    const decision::Call& call;
    const decision::Decided& decided;
};
// Keeps inputs and result of a decision, sealed, in the unit of work of the act that used it.
RecordId record(Registry&, store::Tx&, const NewRecord&);
// Empties inputs and results about this person; returns how many there were (PIPL 47).
std::int64_t erase_records(Registry&, store::Tx&, http::PersonId, http::AccountId actor,
                           const std::string& why);

struct Recorded {
    RecordId id;
    http::AreaId area;
    std::string text_hash;
    decision::Call call;
    json::value value;
};
// The newest ones that are not erased; at most `limit`.
std::vector<Recorded> recorded(Registry&, store::Tx&, const std::string& package,
                               const std::string& decision, int limit);

}  // namespace linli::rules
