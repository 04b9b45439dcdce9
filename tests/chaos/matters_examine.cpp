// What must hold between rows, states, traces and effects, at every moment.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "matters.hpp"

namespace linli::chaos {

namespace {

using namespace process;

struct Told {
    std::int64_t instance = 0, step = 0;
    std::string events;
};
BOOST_DESCRIBE_STRUCT(Told, (), (instance, step, events))
struct EffectCount {
    std::int64_t instance = 0;
    std::string element;
    std::int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(EffectCount, (), (instance, element, times))
struct WaitRead {
    std::int64_t instance = 0, wait = 0;
    std::string kind, name;
    std::optional<std::string> key;
    std::optional<std::int64_t> due;
};
BOOST_DESCRIBE_STRUCT(WaitRead, (), (instance, wait, kind, name, key, due))
struct TaskRead {
    std::int64_t instance = 0, wait = 0;
    std::string element;
};
BOOST_DESCRIBE_STRUCT(TaskRead, (), (instance, wait, element))

constexpr store::Sql all_instances{
    "examine.instances",
    "SELECT id, definition_id, area_id, case_id, caller, caller_wait, status, incidents, steps, "
    "state, started_by, started_at, ended_at, waiting, failing FROM process_instance"};
constexpr store::Sql all_traces{"examine.traces",
                                "SELECT instance_id, step, events FROM process_trace ORDER BY "
                                "instance_id, step"};
constexpr store::Sql all_effects{
    "examine.effects", "SELECT instance, element, COUNT(*) FROM effect GROUP BY instance, element"};
constexpr store::Sql all_waits{
    "examine.waits", "SELECT instance_id, wait, kind, name, correlation, due_at FROM process_wait"};
constexpr store::Sql all_tasks{"examine.tasks", "SELECT instance, wait, element FROM open_task"};
constexpr store::Sql all_started{"examine.started", "SELECT matter FROM started"};
constexpr store::Sql messages_kept{"examine.messages", "SELECT COUNT(*) FROM process_message"};

using Counts = std::map<std::string, std::int64_t>;  // by element

// All that the tables say about one instance.
struct Story {
    InstanceRow row;
    std::int64_t steps = 0;
    Counts entered, completed, left, effects;
    std::set<std::string> waits, tasks;  // as one line each
};

std::string line(std::int64_t wait, std::string_view kind, std::string_view name,
                 const std::optional<std::string>& key, std::optional<std::int64_t> due) {
    return fmt::format("{} {} {} {} {}", wait, kind, name, key.value_or("-"), due.value_or(-1));
}

class Examination {
  public:
    Examination(Office& office, store::Tx& tx) : office_(office), tx_(tx) {
        for (auto& row : tx.all<InstanceRow>(all_instances)) {
            const std::int64_t id = row.id.value;
            stories_[id].row = std::move(row);
        }
        for (const auto& told : tx.all<Told>(all_traces))
            if (Story* story = of(told.instance, "trace")) tell(*story, told);
        for (const auto& effect : tx.all<EffectCount>(all_effects))
            if (Story* story = of(effect.instance, "effect"))
                story->effects[effect.element] = effect.times;
        for (const auto& w : tx.all<WaitRead>(all_waits))
            if (Story* story = of(w.instance, "wait"))
                story->waits.insert(line(w.wait, w.kind, w.name, w.key, w.due));
        for (const auto& task : tx.all<TaskRead>(all_tasks))
            if (Story* story = of(task.instance, "task")) {
                story->tasks.insert(fmt::format("{} {}", task.wait, task.element));
                open_.insert({task.instance, task.wait});
            }
        for (const auto matter : tx.all<std::int64_t>(all_started))
            started_.insert(matter);
    }

    void examine_all(const std::vector<Done>& acknowledged) {
        std::multiset<std::int64_t> matters;
        for (const auto& [id, story] : stories_) {
            examine(story);
            if (!story.row.caller) matters.insert(story.row.case_id);
        }
        expect(std::equal(matters.begin(), matters.end(), started_.begin(), started_.end()),
               "the instances are not one for each matter that was started");
        for (const Done& done : acknowledged) {
            if (done.kind == Done::started)
                expect(started_.contains(done.instance), "matter {} was lost", done.instance);
            if (done.kind == Done::completed)
                expect(
                    stories_.contains(done.instance) && !open_.contains({done.instance, done.wait}),
                    "task {} of {} was completed and is open again", done.wait, done.instance);
        }
    }

    void examine_end(std::int64_t matters) {
        expect(std::ssize(started_) == matters, "{} matters were started", started_.size());
        expect(tx_.one<std::int64_t>(messages_kept) == 0, "messages were left over");
        for (const auto& [id, story] : stories_) {
            expect(story.row.status == Status::completed, "{} has not completed", id);
            Counts expected = effects_of(story.row);
            if (story.effects.contains("reminder")) expected["reminder"] = 1;
            expect(story.effects == expected, "{} has other effects than its way", id);
        }
    }

    const std::vector<std::string>& faults() const { return faults_; }

  private:
    template <class... Args>
    void expect(bool holds, fmt::format_string<Args...> words, Args&&... args) {
        if (!holds && faults_.size() < 10)
            faults_.push_back(fmt::format(words, std::forward<Args>(args)...));
    }
    Story* of(std::int64_t instance, const char* what) {
        const auto found = stories_.find(instance);
        expect(found != stories_.end(), "a {} belongs to no instance: {}", what, instance);
        return found == stories_.end() ? nullptr : &found->second;
    }
    void tell(Story& story, const Told& told) {
        expect(told.step == story.steps, "{} has no trace of step {}", told.instance, story.steps);
        ++story.steps;
        for (std::size_t at = 0; at < told.events.size();) {
            const std::size_t end = told.events.find('\n', at);
            const std::string element = told.events.substr(at + 2, end - at - 2);
            const char event = told.events[at];
            ++(event == 'e' ? story.entered : event == 'c' ? story.completed : story.left)[element];
            at = end + 1;
        }
    }

    void examine(const Story& story) {
        const std::int64_t id = story.row.id.value;
        expect(story.steps == story.row.steps, "{} has {} steps and {} traces", id, story.row.steps,
               story.steps);
        expect(story.row.incidents == 0, "{} has an incident", id);
        for (const char* service : services) {
            const auto completed = story.completed.find(service);
            const auto effect = story.effects.find(service);
            const std::int64_t c = completed == story.completed.end() ? 0 : completed->second;
            const std::int64_t e = effect == story.effects.end() ? 0 : effect->second;
            expect(c == e, "{}: {} completed {} times, with {} effects", id, service, c, e);
        }
        if (story.row.status == Status::running) return examine_running(story);
        expect(story.waits.empty() && story.tasks.empty() && story.row.state.empty(),
               "{} has ended and still waits", id);
    }

    // The state says the same as the rows beside it.
    void examine_running(const Story& story) {
        const std::int64_t id = story.row.id.value;
        const State state = office_.engine.state(tx_, story.row);
        const auto program = office_.engine.program(tx_, story.row.definition_id);
        expect(!state.tokens.empty(), "{} runs without a token", id);
        std::set<std::string> waits, tasks;
        for (const Wait& w : state.waits) {
            const auto key = w.has_key ? std::optional(w.key) : std::nullopt;
            const auto due = w.kind == WaitKind::timer ? std::optional(w.due.us) : std::nullopt;
            if (w.kind == WaitKind::task)
                tasks.insert(fmt::format("{} {}", w.id, program->nodes[w.node].id));
            else if (w.kind != WaitKind::call)
                waits.insert(line(w.id, wait_kind_name(w.kind), w.name, key, due));
            else
                examine_called(id, w.id);
        }
        expect(waits == story.waits, "{}: its state waits for other things than its rows", id);
        expect(tasks == story.tasks, "{}: its state has other tasks than the board", id);
        examine_places(story, state, *program);
        examine_count(story, state);
    }
    // Tokens stand where the trace entered and did not leave.
    void examine_places(const Story& story, const State& state, const Program& program) {
        for (const char* element :
             {"review", "pause", "payment", "hear", "ask", "answer", "reply"}) {
            const auto of = [&](const Counts& counts) {
                const auto found = counts.find(element);
                return found == counts.end() ? 0 : found->second;
            };
            const auto standing = std::count_if(
                state.tokens.begin(), state.tokens.end(),
                [&](const Token& token) { return program.nodes[token.node].id == element; });
            expect(of(story.entered) - of(story.completed) - of(story.left) == standing,
                   "{}: {} tokens at {} are not those of the trace", story.row.id.value, standing,
                   element);
        }
    }
    // `n` has counted the effects; a called process began with the one of its caller.
    void examine_count(const Story& story, const State& state) {
        std::int64_t effects = story.row.caller ? 1 : 0;
        for (const auto& [element, times] : story.effects)
            effects += times;
        const auto* n = state.variable("n");
        expect(n && n->number().to_int() == effects, "{}: its variable has not counted {} effects",
               story.row.id.value, effects);
    }
    void examine_called(std::int64_t caller, std::uint32_t wait) {
        const auto of_caller = called_.empty() ? (index_called(), called_.find({caller, wait}))
                                               : called_.find({caller, wait});
        expect(of_caller != called_.end() && of_caller->second == 1,
               "{} waits for something else than one running process", caller);
    }
    void index_called() {
        for (const auto& [id, story] : stories_)
            if (story.row.caller && story.row.status == Status::running)
                ++called_[{story.row.caller->value, *story.row.caller_wait}];
    }

    static Counts effects_of(const InstanceRow& row) {
        if (row.caller) return {{"open", 1}, {"close", 1}};
        static const std::vector<Counts> of_way{
            {{"register", 1}, {"grant", 1}}, {{"register", 1}, {"resume", 1}},
            {{"register", 1}, {"book", 1}},  {{"register", 1}, {"look_up", 1}, {"settle", 1}},
            {{"register", 1}, {"note", 1}},  {{"register", 1}, {"file", 1}}};
        return of_way[static_cast<std::size_t>(row.case_id % ways)];
    }

    Office& office_;
    store::Tx& tx_;
    std::map<std::int64_t, Story> stories_;
    std::set<std::pair<std::int64_t, std::int64_t>> open_;
    std::set<std::int64_t> started_;
    std::map<std::pair<std::int64_t, std::int64_t>, int> called_;  // by caller and its wait
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> examine(Office& office, std::int64_t matters,
                                 const std::vector<Done>& acknowledged, bool all_ended) {
    auto faults = office.store->integrity_faults();
    if (!faults.empty()) return faults;
    return office.store->read([&](store::Tx& tx) {
        Examination examination(office, tx);
        examination.examine_all(acknowledged);
        if (all_ended) examination.examine_end(matters);
        return examination.faults();
    });
}

}  // namespace linli::chaos
