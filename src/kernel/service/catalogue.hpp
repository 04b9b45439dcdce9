// The catalogue of service items in use: which text of each item is in force, who proposed it, who
// approved it; items ready to be used, each with its forms, its process and its list of materials.
//
// A change needs two people: one proposes, another real-name person approves (不相容岗位相分离). A
// running case stays on the text under which it was received: texts are never changed nor removed.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "http/http.hpp"
#include "kernel/decision/decision.hpp"
#include "kernel/form/form.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/process/engine.hpp"
#include "kernel/service/check.hpp"
#include "kernel/service/item.hpp"
#include "store/store.hpp"

namespace linli::service {

using TextId = Id<struct ServiceTextTag>;

store::MigrationSet migrations();

// Permissions of this module. Items hold for the whole deployment, so keeping and approving count
// only when granted in its root area.
inline constexpr const char* may_keep = "service.keep";        // hand in a changed item
inline constexpr const char* may_approve = "service.approve";  // put it in force, or reject it

inline constexpr int proposals_open_max = 20;  // of one item

// What this applicant needs, by what he has answered so far.
struct Materials {
    bool may = true;  // he may apply
    Words why_not;    // when he may not
    // Of the item's materials those that concern him, in their order; what the state holds already
    // is among them so that he sees it, never as required.
    std::vector<Material> items;
    // Fields of the form without whose answer the list is not final.
    std::vector<std::string> unanswered;
};

// A text of an item, read and compiled. Immutable; thread-safe.
class Compiled {
  public:
    const Item& item() const { return item_; }
    const std::string& hash() const { return hash_; }
    const form::Form& application() const { return *application_; }
    // A form of its folder; throws Refusal 404 `service.form_unknown`.
    std::shared_ptr<const form::Form> form(const std::string& file) const;
    const std::map<std::string, std::shared_ptr<const form::Form>>& forms() const { return forms_; }
    // As deployed; 0 in a text that was never in force.
    process::DefinitionId definition_id() const { return definition_id_; }
    std::int64_t process_version() const { return process_version_; }
    const process::Program& program() const { return *program_; }

    // `data`: of the application form, as far as it is filled in; `age` in years, none when nobody
    // knows who asks.
    Materials materials(const json::object& data, std::optional<int> age) const;

  private:
    friend class Catalogue;
    friend class Compiler;
    Item item_;
    std::string hash_;
    const Clock* clock_ = nullptr;
    std::shared_ptr<const form::Form> application_;
    std::map<std::string, std::shared_ptr<const form::Form>> forms_;  // by file
    std::map<std::string, std::shared_ptr<const decision::Model>> decisions_;
    std::shared_ptr<const process::Program> program_;
    std::set<std::string> open_fields(const json::object& data) const;
    bool is_open(const std::vector<std::string>& names, const std::set<std::string>& open,
                 bool age_known) const;
    std::optional<std::set<std::string>> decided(const json::object& inputs) const;
    std::vector<std::string> decision_inputs() const;
    std::optional<decision::Expression> who_may_;
    std::map<std::string, decision::Expression> when_;  // by material
    std::set<std::string> fields_;                      // of the application form
    process::DefinitionId definition_id_;
    std::int64_t process_version_ = 0;
};

enum class TextState : std::uint8_t { proposed, in_force, replaced, rejected };
BOOST_DESCRIBE_ENUM(TextState, proposed, in_force, replaced, rejected)
enum class Origin : std::uint8_t { delivered, proposed };
BOOST_DESCRIBE_ENUM(Origin, delivered, proposed)

// One text of an item without its files.
struct TextRow {
    TextId id;
    std::string service;
    std::optional<std::int64_t> number;  // of those in force, from 1
    std::string hash;
    TextState state = TextState::proposed;
    Origin origin = Origin::proposed;
    std::string base_hash;
    std::string reason;
    std::optional<process::DefinitionId> definition_id;  // once it was in force
    std::int64_t process_version = 0;
    http::AccountId proposed_by;
    std::optional<http::PersonId> proposed_by_person;
    Instant proposed_at;
    std::optional<http::AccountId> decided_by;
    std::optional<http::PersonId> decided_by_person;
    std::optional<Instant> decided_at;
    std::string decision_reason;
};
BOOST_DESCRIBE_STRUCT(TextRow, (),
                      (id, service, number, hash, state, origin, base_hash, reason, definition_id,
                       process_version, proposed_by, proposed_by_person, proposed_at, decided_by,
                       decided_by_person, decided_at, decision_reason))

// Files laid over the text in force: those of the same name are replaced, `removed` ones left out.
struct Change {
    std::string service;
    std::string base_hash;  // must be the hash of the text in force; empty for a new item
    std::vector<FileText> files;
    std::vector<std::string> removed;
};

// A changed text, read and checked, not yet kept.
struct Draft {
    std::string service, base_hash, hash;
    std::vector<FileText> files;
    Report report;
};

// The human behind an account; the composition root gives it (identity's accounts).
using PersonOf = std::function<std::optional<http::PersonId>(store::Tx&, http::AccountId)>;

struct Parts {
    store::Store& store;
    const Clock& clock;
    IdMaker& ids;
    const journal::Journal& journal;
    process::Engine& engine;
    std::function<http::AreaId()> root;  // the area at the top; 0 while there is none
    PersonOf person_of;
    std::function<std::set<std::string>()> roles;  // codes of the roles that there are
};

// The files of a folder that belong to an item, by name.
std::vector<FileText> read_folder(const std::filesystem::path& folder);

// An item of the folders that could not be taken; the text in force before stays.
struct LoadFault {
    std::string service;
    Words words;
};

// Thread-safe.
class Catalogue {
  public:
    explicit Catalogue(Parts parts);

    // Reads `<folder>/<code>/` of every folder; a later folder's item takes the place of an earlier
    // one's (a city's own text). An item that the database does not know comes into force at once
    // and its process is deployed; a delivered text that differs from what was delivered before
    // becomes a proposal of the program, which a person approves. Both are journaled. An item that
    // is broken is left out and told in load_faults(). After the functions of processes were added
    // to the engine.
    void load(const std::vector<std::filesystem::path>& folders);
    std::vector<LoadFault> load_faults() const;

    // The item in force as this unit of work sees it; throws Refusal 404 `service.unknown`.
    std::shared_ptr<const Compiled> current(store::Tx&, const std::string& code);
    // A text that was in force when a case was received; throws Refusal 404 `service.unknown`.
    std::shared_ptr<const Compiled> of_hash(store::Tx&, const std::string& hash);
    // All in force, by code.
    std::vector<std::shared_ptr<const Compiled>> all(store::Tx&);
    // Reads what this or another process has put in force.
    void refresh(store::Store&);

    // Reads, compiles and checks; slow, so not within a unit of work. Throws Refusal 409
    // `service.base_changed`, 413 `service.too_large`, 422 `service.malformed`.
    Draft draft(const Change& change);
    // Keeps a draft. Throws 422 `service.faulty` with a fault per place, 403
    // `service.person_needed`, 409 `service.base_changed`, `service.unchanged`,
    // `service.proposed_already`, `service.too_many_proposals`.
    TextRow propose(store::Tx&, const http::Caller&, const Draft&, const std::string& reason);
    // Puts a proposal in force and deploys its process. Throws 403 `service.same_person`,
    // `service.person_needed`; 404 `service.proposal_unknown`; 409 `service.decided_already`,
    // `service.base_changed`; 422 `service.faulty`. Call refresh() after the commit.
    TextRow approve(store::Tx&, const http::Caller&, TextId, const std::string& reason);
    // By another person than the proposer, or by the proposer himself, who so withdraws it.
    TextRow reject(store::Tx&, const http::Caller&, TextId, const std::string& reason);

    TextRow text(store::Tx&, TextId) const;  // 404 `service.proposal_unknown`
    std::vector<FileText> files(store::Tx&, TextId) const;
    std::vector<TextRow> proposals(store::Tx&, const std::string& service) const;  // open ones
    // All texts of an item that were ever in force, the newest first.
    std::vector<TextRow> history(store::Tx&, const std::string& service) const;

    Known known() const { return {parts_.roles()}; }
    Parts& parts() { return parts_; }
    const Parts& parts() const { return parts_; }

  private:
    using Pointer = std::shared_ptr<const Compiled>;
    void take_delivered(const std::string& code, const std::vector<FileText>& files);
    void add_fault(const std::string& service, const Words& words);
    void bring_up_to(store::Tx&);
    Pointer compiled(store::Tx&, const TextRow&);
    void put_in_force(store::Tx&, TextRow&, const std::vector<FileText>& files,
                      http::AccountId actor);
    TextRow decide(store::Tx&, const http::Caller&, TextId, TextState, const std::string& reason);
    void require_base(store::Tx&, const std::string& service, const std::string& base_hash) const;
    void note(store::Tx&, http::AccountId actor, const char* action, const TextRow&) const;

    Parts parts_;
    mutable std::mutex mutex_;
    std::int64_t version_ = -1;                // of service_state that current_ shows
    std::map<std::string, Pointer> current_;   // by code
    std::map<std::string, Pointer> compiled_;  // by hash
    std::vector<LoadFault> load_faults_;
};

}  // namespace linli::service
