// Cases (办件) of service items: applied for, told once what is missing, accepted, decided within
// the legal time, followed by the applicant step by step.
//
// A case is moved by the process of its item: this module starts it, gives it the functions that
// processes of items call (case.accept, case.give_notice, case.corrected, case.decide, case.end;
// see docs/service-items.md), opens a task on the board for every user task that waits and
// completes both together. Whatever happens to a case, its clock, its tasks and its process happens
// in one unit of work.
//
// 行政许可法 32 (what is missing is told once, within five working days, else the application
// counts as accepted from its receipt), 42 and 82 (working days, extension); 社会保险经办条例 31
// (no material without a legal basis), 37 (graded review).
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/archive/archive.hpp"
#include "kernel/identity/identity.hpp"
#include "kernel/notice/notice.hpp"
#include "kernel/process/engine.hpp"
#include "kernel/service/catalogue.hpp"
#include "kernel/task/clocks.hpp"
#include "kernel/task/task.hpp"

namespace linli::casework {

using http::AccountId;
using http::AreaId;
using http::PersonId;
using task::CaseId;
using task::TaskId;

store::MigrationSet migrations();

// Permissions.
inline constexpr const char* may_receive = "service.counter";      // applications of others
inline constexpr const char* may_work = "service.work";            // has a desk
inline constexpr const char* may_supervise = "service.supervise";  // 督办

// Fixed names: they are stored.
enum class CaseState : std::uint8_t { draft, received, correcting, accepted, decided, ended };
BOOST_DESCRIBE_ENUM(CaseState, draft, received, correcting, accepted, decided, ended)
enum class Outcome : std::uint8_t { approved, refused };
BOOST_DESCRIBE_ENUM(Outcome, approved, refused)
enum class HowEnded : std::uint8_t { done, not_accepted, withdrawn };
BOOST_DESCRIBE_ENUM(HowEnded, done, not_accepted, withdrawn)
enum class Acceptance : std::uint8_t { given, deemed };
BOOST_DESCRIBE_ENUM(Acceptance, given, deemed)

struct CaseRow {
    CaseId id;
    std::string code;  // for people, see case_code.hpp
    AreaId area_id;    // whose desk it is on
    std::string item;
    std::string item_hash;  // its text when the case was received; it stays on that
    service::Channel channel = service::Channel::online;
    CaseState state = CaseState::draft;
    std::optional<Outcome> outcome;
    std::optional<HowEnded> ended_how;
    PersonId person_id;  // the applicant
    AccountId made_by;   // he himself, or the clerk at the window
    process::InstanceId instance_id;
    std::int64_t revision = 1;
    std::string form_sealed, decision_sealed;
    std::optional<Acceptance> acceptance;
    Instant made_at;
    std::optional<Instant> received_at, acceptance_due_at, accepted_at, decided_at, ended_at;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, code, area_id, item, item_hash, channel, state, outcome, ended_how,
                       person_id, made_by, instance_id, revision, form_sealed, decision_sealed,
                       acceptance, made_at, received_at, acceptance_due_at, accepted_at, decided_at,
                       ended_at))

// What was missing, as the applicant reads it.
struct MissingThing {
    std::optional<std::string> material;
    std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(MissingThing, (), (material, zh, en))
inline Limits limits(const MissingThing*) {
    return {{"zh", {.length_min = 1, .length_max = 500}}, {"en", {.length_max = 500}}};
}

struct NoticeRow {
    CaseId case_id;
    Instant given_at, due_at;
    std::vector<MissingThing> missing;
    std::string note;
    AccountId given_by;
    std::optional<Instant> corrected_at;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (),
                      (case_id, given_at, due_at, missing, note, given_by, corrected_at))

// What the office said at the end; sealed, because reasons speak about the person.
struct Decision {
    std::string reason;
    json::object result;  // shown to the applicant: name of the line -> value
};
BOOST_DESCRIBE_STRUCT(Decision, (), (reason, result))

struct NewCase {
    std::string service;
    json::object data;
    std::optional<service::Channel> channel;
    std::optional<PersonId> person_id;  // of the applicant, when a clerk writes it down
};
BOOST_DESCRIBE_STRUCT(NewCase, (), (service, data, channel, person_id))

inline constexpr int drafts_max = 50;      // unfinished applications of one account
inline constexpr int files_max = 60;       // of one case
inline constexpr int complaints_max = 10;  // of one case
inline constexpr calendar::Term acceptance_term{calendar::TermUnit::working_days, 5};

// What the functions of this module work with; the references outlive the server.
struct Parts {
    store::Store& store;
    const Clock& clock;
    IdMaker& ids;
    const crypto::KeyRing& keys;
    const journal::Journal& journal;
    const area::Areas& areas;
    identity::Parts& identity;
    archive::Archive& archive;
    const notice::Inbox& inbox;
    const notice::Outbox& outbox;
    service::Catalogue& catalogue;
    process::Engine& engine;
    task::Board& board;
    task::Clocks& clocks;
    // Called after a commit that changed what somebody has to do.
    std::function<void()> inboxes_changed = [] {};
};

// How somebody stands to a case.
struct Access {
    bool applicant = false;  // himself, or who wrote the draft down
    bool counter = false;    // may act for the applicant at the window
    bool staff = false;      // works on it, or supervises
    bool supervisor = false;
    bool any() const { return applicant || counter || staff; }
};

// Thread-safe. Adds its functions and itself as observer to the engine: make it before the first
// deployment.
//
// Refusals of every act: 404 `casework.unknown` (also when it is none of the caller's business),
// 409 `casework.state` (says what the case is and what can be done), 412 for an old revision.
class Cases final : public process::Observer {
  public:
    explicit Cases(Parts parts);

    // ---- the applicant, or a clerk for him
    // 403 `casework.person_needed`, `casework.not_entitled`, 404 `service.unknown`, 409
    // `casework.too_many_drafts`.
    CaseRow create(store::Tx&, const http::Caller&, const NewCase&);
    CaseRow set_form(store::Tx&, const http::Context&, CaseId, const json::object& data);
    void add_material(store::Tx&, const http::Caller&, CaseId, const std::string& material,
                      archive::FileId);
    void remove_material(store::Tx&, const http::Caller&, CaseId, const std::string& material,
                         archive::FileId);
    void remove_draft(store::Tx&, const http::Caller&, CaseId);
    // 422 `form.refused` names every field; 409 `casework.materials_missing` names every material
    // at once unless `incomplete`: then the office tells him what is missing, once.
    CaseRow submit(store::Tx&, const http::Caller&, CaseId, bool incomplete);
    CaseRow correct(store::Tx&, const http::Caller&, CaseId);
    CaseRow withdraw(store::Tx&, const http::Caller&, CaseId, const std::string& reason);
    void complain(store::Tx&, const http::Caller&, CaseId, const std::string& text);

    // ---- staff
    void suspend(store::Tx&, const http::Caller&, CaseId, const std::string& reason);
    void resume(store::Tx&, const http::Caller&, CaseId);
    void ask_extension(store::Tx&, const http::Caller&, CaseId, std::int64_t amount,
                       const std::string& reason);
    void decide_extension(store::Tx&, const http::Caller&, std::int64_t id, bool approve,
                          const std::string& reason);
    void answer_complaint(store::Tx&, const http::Caller&, std::int64_t id,
                          const std::string& text);
    // Completes the task and moves its process. 422 `form.refused`; 409 `task.ended`; 403
    // `task.not_yours`, `task.barred`.
    task::Task complete(store::Tx&, const http::Caller&, TaskId, const json::object& data);

    // ---- looking
    CaseRow find(store::Tx&, CaseId) const;
    Access access(store::Tx&, const http::Caller&, const CaseRow&) const;
    std::shared_ptr<const service::Compiled> item_of(store::Tx&, const CaseRow&) const;
    json::object form_of(const CaseRow&) const;
    Decision decision_of(const CaseRow&) const;
    std::vector<MissingThing> missing(store::Tx&, const CaseRow&) const;
    // The form of a user task, and its node; none for a task without one.
    struct TaskForm {
        std::shared_ptr<const form::Form> form;
        std::string result;  // one variable for all data; empty: a variable each
        process::WaitRef wait;
    };
    TaskForm form_of_task(store::Tx&, const task::Task&) const;

    // Tells who works on what is late, and supervisors; at most `limit` clocks. Returns how many.
    int ring(store::Store&, int limit);

    Parts& parts() { return parts_; }
    const Parts& parts() const { return parts_; }

    // ---- the engine calls these
    void opened(store::Tx&, const process::WaitInfo&) override;
    void closed(store::Tx&, const process::WaitInfo&) override;
    void ended(store::Tx&, const process::InstanceRow&, const process::State&) override;

  private:
    void add_functions();
    process::FunctionResult accept(const process::FunctionCall&);
    process::FunctionResult give_notice(const process::FunctionCall&);
    process::FunctionResult corrected(const process::FunctionCall&);
    process::FunctionResult decide(const process::FunctionCall&);
    process::FunctionResult end(const process::FunctionCall&);

    CaseRow require(store::Tx&, const http::Caller&, CaseId, bool as_applicant) const;
    CaseRow require_staff(store::Tx&, const http::Caller&, CaseId) const;
    process::Variables start_variables(store::Tx&, const CaseRow&, bool complete) const;
    void keep(store::Tx&, CaseRow&) const;
    void note(store::Tx&, const CaseRow&, AccountId actor, const std::string& kind,
              const Words& words, const std::string& purpose = {}) const;
    // Into the applicant's inbox, and by text message where it matters.
    void tell_applicant(store::Tx&, const CaseRow&, const std::string& kind, const Words& words,
                        bool by_text_message) const;
    void finish(store::Tx&, CaseRow&, HowEnded) const;
    int age_of(store::Tx&, PersonId) const;
    std::optional<AccountId> window_of(store::Tx&, CaseId) const;
    std::vector<AccountId> supervisors(store::Tx&, AreaId, std::int64_t up) const;

    Parts parts_;
};

// Why this person cannot be erased now: a case that somebody works on, else a draft; none
// otherwise. An identity::Obligation (PIPL 47: what the law still asks for is kept until it is
// done).
std::optional<Words> open_case_of(store::Tx&, PersonId);

}  // namespace linli::casework
