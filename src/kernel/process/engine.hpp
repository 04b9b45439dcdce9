// The durable engine: instances live in the store and move from rest to rest inside the caller's
// unit of work, together with what the application does. After a crash everything goes on from the
// last commit: nothing is lost, nothing runs twice.
//
//   store.write([&](store::Tx& tx) {
//       const Task task = board.complete(tx, id, caller.account());
//       engine.complete(tx, {task.instance, task.wait}, variables, caller.account());
//   });
//
// State is one compact row; what an instance waits for is a row each; the trace of each command is
// a row. Service tasks call registered functions in the same unit of work. A message without a
// receiver is kept for its time to live and taken once.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "http/http.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/process/migrate.hpp"
#include "kernel/process/step.hpp"
#include "store/store.hpp"

namespace linli::process {

using FileId = Id<struct ProcessFileTag>;
using DefinitionId = Id<struct ProcessDefinitionTag>;
using InstanceId = Id<struct ProcessInstanceTag>;
using http::AccountId;
using http::AreaId;

store::MigrationSet migrations();

BOOST_DESCRIBE_ENUM(Status, running, completed, terminated, failed, cancelled)

struct Definition {
    DefinitionId id;
    FileId file_id;
    std::string process;  // its id in the model
    std::string name;
    std::int64_t version = 0;  // from 1, per process
};
BOOST_DESCRIBE_STRUCT(Definition, (), (id, file_id, process, name, version))

struct DecisionText {
    std::string file, xml;
};
BOOST_DESCRIBE_STRUCT(DecisionText, (), (file, xml))
inline Limits limits(const DecisionText*) {
    return {{"file", {.length_min = 1, .length_max = 200}}, {"xml", {.length_max = 8u << 20}}};
}

struct Deployment {
    std::string file;  // its name, for messages
    std::string xml;
    std::vector<DecisionText> decisions = {};  // DMN that its business rule tasks name
};
// One that may be deployed: read, checked and compiled, which takes no unit of work.
struct Prepared {
    Deployment deployment;
    std::shared_ptr<const Program> program;
};

// What is wrong with a model, or only told of it.
struct CheckedFault {
    std::string element, rule;
    std::int64_t line = 0;  // of the XML; 0 for none
    std::string zh, en;
    bool refuses = true;
};
BOOST_DESCRIBE_STRUCT(CheckedFault, (), (element, rule, line, zh, en, refuses))

struct InstanceRow {
    InstanceId id;
    DefinitionId definition_id;
    AreaId area_id;
    std::int64_t case_id = 0;  // of the matter that it moves; 0 for none
    std::optional<InstanceId> caller;
    std::optional<std::int64_t> caller_wait;
    Status status = Status::running;
    std::int64_t incidents = 0;
    std::int64_t steps = 0;
    std::string state;  // encode(), base64; empty once it has ended
    AccountId started_by;
    Instant started_at;
    std::optional<Instant> ended_at;
    std::string waiting = {},
                failing = {};  // element ids, see running.hpp; empty once it has ended
};
BOOST_DESCRIBE_STRUCT(InstanceRow, (),
                      (id, definition_id, area_id, case_id, caller, caller_wait, status, incidents,
                       steps, state, started_by, started_at, ended_at, waiting, failing))

struct WaitRef {
    InstanceId instance;
    std::uint32_t wait = 0;
};

// What a registered function is called with, inside the unit of work.
struct FunctionCall {
    store::Tx& tx;
    InstanceId instance;
    AreaId area;
    std::int64_t case_id;
    AccountId actor;
    const Variables& inputs;  // the mapped ones, else all that are visible
};
struct FunctionResult {
    Variables variables = {};
    std::string error = {};  // code of a BPMN error; empty: completed
    std::string words = {};
};
// A Refusal that it throws goes to the caller of the act and rolls everything back.
using Function = std::function<FunctionResult(const FunctionCall&)>;

// Hears of waits as they open and close, inside the unit of work: e.g. the task board.
struct WaitInfo {
    WaitRef ref;
    const InstanceRow& instance;
    const Definition& definition;
    const ProgramNode& node;
    const Wait& wait;
    const State& state;
    AccountId actor;  // whose act opened or closed it
};
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void opened(store::Tx&, const WaitInfo&) {}
    virtual void closed(store::Tx&, const WaitInfo&) {}
    virtual void ended(store::Tx&, const InstanceRow&, const State&) {}
    // The instance has been moved to another version; the wait keeps its id, its element may have
    // another id, name and attributes.
    virtual void moved(store::Tx&, const WaitInfo& was, const WaitInfo& is) {
        static_cast<void>(was), static_cast<void>(is);
    }
};

struct MigrationRequest {
    DefinitionId from, to;
    MigrationPlan plan = {};
    std::vector<InstanceId> instances = {};  // empty: all that run on `from`
    bool dry_run = true;
    std::function<bool(AreaId)> may = [](AreaId) { return true; };  // others are left out
    std::string after = {};                                         // MigrationReport::next
    AccountId actor = {};
};
struct MigrationRefusal {
    InstanceId instance;
    std::string element, zh, en;
};
BOOST_DESCRIBE_STRUCT(MigrationRefusal, (), (instance, element, zh, en))
struct PlanFault {
    std::string element, zh, en;
};
BOOST_DESCRIBE_STRUCT(PlanFault, (), (element, zh, en))
struct MigrationReport {
    bool dry_run = true;
    std::int64_t to_move = 0;               // of those looked at, how many can be moved
    std::int64_t moved = 0;                 // how many were
    std::vector<MigrationRefusal> refused;  // the others, with each reason
    std::vector<PlanFault> faults;          // of the plan itself: then nothing is looked at
    std::map<std::string, std::string> suggested;
    std::optional<std::string> next;  // there may be more: ask again with it
};
BOOST_DESCRIBE_STRUCT(MigrationReport, (),
                      (dry_run, to_move, moved, refused, faults, suggested, next))
inline constexpr int migrated_max = 500;  // instances in one call

struct StartRequest {
    std::string process;
    std::optional<std::int64_t> version = {};  // newest when absent
    AreaId area = {};
    std::int64_t case_id = 0;
    Variables variables = {};
    AccountId actor = {};
};

struct MessageIn {
    std::string name;
    std::string key = {};        // empty: none
    std::string sender_id = {};  // when it has one, the same message is taken once
    Variables variables = {};
    AreaId area = {};  // of an instance that it starts
    Micros time_to_live = days(1);
};

struct TraceLine {
    Instant at;
    AccountId actor;
    std::string element;
    std::string event;  // entered, completed, cancelled, failed; migrated: element is the process
};
BOOST_DESCRIBE_STRUCT(TraceLine, (), (at, actor, element, event))

inline constexpr int commands_max = 1000;  // that one act may cause, over all instances

// Thread-safe. One per process; refresh() when another process may have deployed.
class Engine {
  public:
    Engine(const Clock&, IdMaker&, const journal::Journal&);

    // Before the first deployment. `name` as models write it.
    void add_function(const std::string& name, Function);
    void add_observer(Observer&);

    // Everything that keeps the model from being deployed and everything that is only told, in the
    // order of lines; never throws for a bad model.
    std::vector<CheckedFault> check(const Deployment&) const;
    // Throws Refusal 422 `process.model_faulty` (element and rule each),
    // `process.function_missing`, and what reading the files throws.
    Prepared prepare(const Deployment&) const;
    // Keeps running instances on their version. The same file again changes nothing and answers
    // what is there. Deploying what is not prepared throws what prepare() throws.
    std::vector<Definition> deploy_prepared(store::Tx&, const Prepared&, AccountId actor);
    std::vector<Definition> deploy(store::Tx&, const Deployment&, AccountId actor);
    std::vector<Definition> definitions(store::Tx&) const;  // newest first, at most 1,000
    std::string model(store::Tx&, DefinitionId) const;      // its XML
    Deployment deployment(store::Tx&, DefinitionId) const;  // as it was deployed

    // Each throws Refusal 404 `process.unknown`, `process.instance_unknown`, what step() throws,
    // and 422 `process.runs_away` beyond commands_max.
    InstanceId start(store::Tx&, const StartRequest&);
    void complete(store::Tx&, WaitRef, Variables, AccountId actor);
    void fail(store::Tx&, WaitRef, const std::string& error, Variables, AccountId actor);
    void set_variables(store::Tx&, InstanceId, Variables, AccountId actor);
    void retry(store::Tx&, InstanceId, std::uint32_t incident, AccountId actor);
    void cancel(store::Tx&, InstanceId, AccountId actor);
    // Says whether somebody received it; kept otherwise, unless its time to live is 0.
    bool message(store::Tx&, const MessageIn&, AccountId actor = {});
    void signal(store::Tx&, const std::string& name, const Variables&, AccountId actor = {});

    // Moves running instances to another version, at most migrated_max a call, each whole or not at
    // all; called again with what it answered as `next`, it goes on. Each moved one is journaled.
    // Throws Refusal 404 `process.unknown`.
    MigrationReport migrate(store::Tx&, const MigrationRequest&);

    // Fires what is due, each in a unit of work of its own, at most `limit`; returns how many. A
    // timer whose step is refused is passed over for an hour and counted in stuck(). Throws what a
    // busy or full store refuses with (503, 507); the rest stays due.
    int fire_due(store::Store&, int limit);
    // The instant of the next timer.
    std::optional<Instant> next_due(store::Tx&) const;
    // Forgets kept messages past their time and ids of messages older than 30 days.
    std::int64_t sweep(store::Tx&);
    std::int64_t stuck() const { return stuck_; }

    InstanceRow find(store::Tx&, InstanceId) const;
    State state(store::Tx&, const InstanceRow&) const;
    std::shared_ptr<const Program> program(store::Tx&, DefinitionId) const;
    Definition definition(store::Tx&, DefinitionId) const;
    // Visible waits, for queries: element and kind.
    std::vector<const Wait*> waits(const Program&, const State&) const;
    std::vector<TraceLine> trace(store::Tx&, InstanceId) const;

  private:
    class Run;
    struct Loaded {
        Definition definition;
        std::shared_ptr<const Program> program;
        std::uint32_t process = none;
    };
    using LoadedPtr = std::shared_ptr<const Loaded>;
    LoadedPtr load(store::Tx&, DefinitionId) const;
    LoadedPtr newest(store::Tx&, const std::string& process) const;
    LoadedPtr of_version(store::Tx&, const std::string& process, std::int64_t version) const;
    std::vector<LoadedPtr> all_newest(store::Tx&) const;
    std::shared_ptr<const Program> compiled(store::Tx&, FileId) const;
    std::vector<ModelFault> missing_functions(const Program&) const;
    void arm_start_timers(store::Tx&, const Loaded&) const;

    const Clock& clock_;
    IdMaker& ids_;
    const journal::Journal& journal_;
    std::map<std::string, Function, std::less<>> functions_;
    std::vector<Observer*> observers_;
    std::atomic<std::int64_t> stuck_{0};
    mutable std::mutex mutex_;
    mutable std::map<std::int64_t, std::shared_ptr<const Program>> programs_;  // by file
    mutable std::map<std::int64_t, LoadedPtr> loaded_;                         // by definition
    mutable std::int64_t newest_version_ = -1;  // of process_deployment
    mutable std::map<std::string, LoadedPtr, std::less<>> newest_;
};

}  // namespace linli::process
