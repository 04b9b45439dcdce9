// Tasks: what a person must do next. Assigned by the system, with a deadline, duties kept apart.
//
// A task is opened by whatever waits for it (a process), in the same unit of work, and closed by
// the person who completes it or by withdraw(). Candidates are the holders of a role in the task's
// area or above it, or one addressee. Every act is appended to task_act and journaled with its
// reason. JBTL 37; GB/T 32621 (process-driven, tasks given by the system).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/coordinates.hpp"
#include "kernel/identity/identity.hpp"
#include "kernel/task/assign.hpp"

namespace linli::task {

using TaskId = Id<struct TaskTag>;
using CaseId = Id<struct CaseTag>;

store::MigrationSet migrations();

enum class TaskState : std::uint8_t { open, assigned, done, withdrawn };
BOOST_DESCRIBE_ENUM(TaskState, open, assigned, done, withdrawn)

struct Needs {
    std::vector<std::string> skills;
    Strategy strategy = Strategy::pool;
};
BOOST_DESCRIBE_STRUCT(Needs, (), (skills, strategy))

struct Task {
    TaskId id;
    AreaId area_id;
    CaseId case_id;
    std::int64_t wait_id = 0;  // of the one who opened it; unique
    std::string element;       // of the process model
    std::string zh, en;
    std::string role;  // candidates; empty: only the addressee
    Needs needs;
    Duties duties;
    TaskState state = TaskState::open;
    std::optional<AccountId> assignee;
    std::string seed;  // of a random draw; else empty
    std::int64_t priority = 0;
    Instant opened_at;
    std::optional<Instant> due_at;
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, area_id, case_id, wait_id, element, zh, en, role, needs, duties, state,
                       assignee, seed, priority, opened_at, due_at, ended_at))

struct NewTask {
    AreaId area;
    CaseId case_id;
    std::int64_t wait_id = 0;
    std::string element;
    Words words;
    std::string role = {};
    std::optional<AccountId> addressee = {};  // e.g. the applicant; then no role
    // Gets it before the strategy is asked, if he may do it: the window finishes what it received.
    std::optional<AccountId> preferred = {};
    Needs needs = {};
    Duties duties = {};
    std::optional<WgsPoint> place = {};  // of the matter, for `nearest`
    std::int64_t priority = 0;
    std::optional<Instant> due_at = {};
};

// Fixed names: they are stored.
enum class Act : std::uint8_t { assigned, claimed, returned, delegated, taken_over, completed };
BOOST_DESCRIBE_ENUM(Act, assigned, claimed, returned, delegated, taken_over, completed)

struct TaskAct {
    std::int64_t id = 0;
    AreaId area_id;
    CaseId case_id;
    TaskId task_id;
    std::string element;
    AccountId account_id;  // 0 = the system
    std::optional<PersonId> person_id, for_person_id;
    Act act = Act::assigned;
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskAct, (),
                      (id, area_id, case_id, task_id, element, account_id, person_id, for_person_id,
                       act, reason, at))

// What somebody may do with a task now, and why not.
struct Standing {
    bool may_claim = false, may_complete = false, may_return = false;
    std::optional<Words> why_not;  // when he may neither claim nor complete it
};

struct Absence {
    std::int64_t id = 0;
    AccountId account_id;
    Instant from_at, until_at;
    std::optional<AccountId> deputy;
    AccountId made_by;
    Instant made_at;
};
BOOST_DESCRIBE_STRUCT(Absence, (), (id, account_id, from_at, until_at, deputy, made_by, made_at))

// Thread-safe. Refusals of every act: 404 `task.unknown`; 409 `task.ended`, `task.taken`; 403
// `task.not_yours`, `task.not_in_role`, `task.barred` (with the reason), `task.person_required`
// (duties are kept apart by person: an account without one may not act); 422 `task.reason_missing`.
class Board {
  public:
    Board(const Clock&, IdMaker&, identity::Parts&);

    // Assigns it at once where its strategy finds somebody.
    Task open(store::Tx&, const NewTask&) const;
    // The wait is over without this task (a timer, a cancelled case). Nothing when it has ended.
    void withdraw(store::Tx&, std::int64_t wait_id) const;

    Task find(store::Tx&, TaskId) const;
    Standing standing(store::Tx&, const Task&, AccountId) const;
    std::vector<TaskAct> history(store::Tx&, CaseId) const;

    Task claim(store::Tx&, TaskId, AccountId actor) const;
    Task give_back(store::Tx&, TaskId, AccountId actor, const std::string& reason) const;
    // To a colleague who may do it; he must be a candidate himself.
    Task delegate(store::Tx&, TaskId, AccountId actor, AccountId to,
                  const std::string& reason) const;
    // By a supervisor (the caller has checked the permission), for himself or another candidate.
    Task take_over(store::Tx&, TaskId, AccountId actor, AccountId to,
                   const std::string& reason) const;
    // By its assignee or his deputy. The caller moves the process in the same unit of work.
    Task complete(store::Tx&, TaskId, AccountId actor) const;
    // What only its addressee can do, by somebody at the window for him (the caller has checked the
    // permission); on record as his.
    Task complete_for_addressee(store::Tx&, TaskId, AccountId actor) const;

    // ---- lists: soonest due first; at most `limit`, after the task of the page before
    // -------------
    std::vector<Task> mine(store::Tx&, AccountId, int limit) const;
    // What he could claim now: open, of his roles, in his areas, not barred.
    std::vector<Task> pool(store::Tx&, AccountId, int limit) const;
    std::vector<Task> of_case(store::Tx&, CaseId) const;
    // Open and assigned ones of exactly this area.
    std::vector<Task> in_area(store::Tx&, AreaId, int limit) const;
    std::int64_t unassigned(store::Tx&, AreaId) const;
    // The team's load below an area: open and assigned tasks of each account; 0 = nobody yet.
    std::map<AccountId, std::int64_t> load(store::Tx&, AreaId) const;

    // ---- what the assignment knows
    // ----------------------------------------------------------------
    void relate(store::Tx&, CaseId, PersonId, const std::string& relation) const;
    void set_staff(store::Tx&, AccountId, const std::vector<std::string>& skills,
                   std::optional<WgsPoint> place) const;
    // 422 `task.absence_wrong`: ends before it begins, over a year, deputy is the absent one.
    Absence add_absence(store::Tx&, AccountId, Instant from, Instant until,
                        std::optional<AccountId> deputy, AccountId actor) const;
    // Those that last or come, at most 1,000; and the one that lasts now.
    std::vector<Absence> absences(store::Tx&) const;
    std::optional<Absence> absence_now(store::Tx&, AccountId) const;
    void end_absence(store::Tx&, std::int64_t id, AccountId actor) const;

  private:
    struct Actor;
    enum class Step : std::uint8_t { taking, completing };
    Actor actor_of(store::Tx&, const Task&, AccountId) const;
    Actor holder_of(store::Tx&, const Task&, AccountId) const;
    std::vector<Candidate> candidates(store::Tx&, const Task&, std::optional<WgsPoint>) const;
    std::optional<Words> barred_from(store::Tx&, const Task&, const std::vector<PersonId>& persons,
                                     Step) const;
    void require_candidate(store::Tx&, const Task&, AccountId, Step) const;
    void give(store::Tx&, const Task&, std::optional<AccountId> to) const;
    void note(store::Tx&, const Task&, AccountId actor, std::optional<PersonId> for_person, Act,
              const std::string& reason) const;

    const Clock& clock_;
    IdMaker& ids_;
    identity::Parts& identity_;
};

}  // namespace linli::task
