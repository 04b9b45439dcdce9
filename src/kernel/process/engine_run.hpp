// One act on the engine: commands run over several instances in memory until all rest, then what
// changed is written. Private to the module.
#pragma once
#include <deque>

#include "kernel/process/engine.hpp"

namespace linli::process {

// A message under way.
struct Envelope {
    std::vector<std::string> names;  // by which a receiver may know it; the first is its own
    std::string key;                 // empty: for anybody
    Variables variables;
    Instant expires;
    AreaId area;
    std::int64_t case_id = 0;
};

class Engine::Run {
  public:
    Run(Engine& engine, store::Tx& tx, AccountId actor);

    InstanceId begin(const LoadedPtr& loaded, std::uint32_t event, Variables variables, AreaId area,
                     std::int64_t case_id);
    void command(InstanceId instance, Command command);
    // True when somebody takes it now.
    bool message(const Envelope& envelope);
    void signal(const std::string& name, const Variables& variables, InstanceId except,
                AreaId area);
    // Until somebody receives it or its time is over.
    void keep(const Envelope& envelope);
    // Of a parallel-multiple start event every part must have happened; notes this one.
    bool all_seen(const Loaded& loaded, const ProgramNode& node, std::uint32_t event);
    // The instance as it is in another version; its waits' ids stay.
    void move(InstanceId instance, const LoadedPtr& to, MigrationResult result);
    // Runs to rest and writes. Throws what step() throws for the commands given from outside.
    void finish();

  private:
    struct Live {
        InstanceRow row;
        LoadedPtr loaded;
        State state;
        std::vector<Wait> before;  // as the rows say
        std::string events;
        bool is_new = false, is_touched = false;
    };
    struct Work {
        InstanceId instance;
        Command command;
        std::optional<Envelope> message;  // that a Deliver carries
        bool given = false;               // from outside: what it meets is told
    };
    struct Job {
        InstanceId instance;
        std::uint32_t wait = 0;
    };

    Live& live(InstanceId id);
    Live& add(const LoadedPtr& loaded, AreaId area, std::int64_t case_id);
    void push_start(Live& l, std::uint32_t event, Variables variables);
    void drain();
    void execute(Work work);
    void settle(Live& l, const Effects& effects, const std::vector<Wait>& old);
    void call(Live& l, const StartCall& call);
    void answer_caller(Live& l, const Effects& effects);
    void run_job(const Job& job);
    void take_kept(Live& l, const Wait& wait);
    bool deliver(const Envelope& envelope);
    bool deliver_to(InstanceId instance, std::uint32_t wait, const Envelope& envelope);
    bool begin_by(bpmn::Trigger trigger, const Envelope& envelope, bool all);
    void write(Live& l);
    void write_waits(Live& l);
    void remove_wait(const Live& l, const Wait& wait);
    WaitInfo info(const Live& l, const Wait& wait) const;

    Engine& engine_;
    store::Tx& tx_;
    const AccountId actor_;
    const Instant now_;
    std::vector<std::unique_ptr<Live>> lives_;  // in the order of their first command
    std::deque<Work> work_;
    std::deque<Job> jobs_;
    int commands_ = 0;
};

}  // namespace linli::process
