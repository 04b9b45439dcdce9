// A second interpreter for random processes, written from the token game of BPMN 2.0.2 (chapter 13)
// over the graph of a model, as plainly as possible. It shares nothing with the engine.
//
// Where the standard leaves the order open it says what the engine promises: tokens move in the
// order in which they were set in motion, one element each; when all rest, conditions are asked,
// then joins, the oldest first.
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "process/random/model.hpp"

namespace linli::process::random {

using Value = std::optional<int>;
using Values = std::map<char, Value>;

// Rules that a canary breaks.
enum class Wrong {
    nothing,
    inclusive_join_does_not_wait,
    boundary_never_interrupts,
    compensation_in_order_of_work,
    terminate_ends_everything,
    error_is_caught_outermost,
};

// It ran so long that the engine's bounds may come first.
struct TooLong {};

enum class WaitFor { task, job, message, signal, timer, condition, call };

class World;
struct Place;
struct Token;
struct Undoing;
// They live as long as their case; what is over is marked as gone.
using PlacePtr = Place*;
using TokenPtr = Token*;
using UndoingPtr = Undoing*;

enum class Doing { moves, joins, waits, has_inside, repeats, undoes, stuck };

struct Done {  // can be undone
    int node = 0;
    PlacePtr where = nullptr, kept = nullptr;
    int age = 0;
};
struct Undoing {
    TokenPtr thrower = nullptr, cancels = nullptr;
    bool over = false;
    std::vector<Done> steps;  // the next one last
    int under_way = 0;
};
struct Token {
    int age = 0;
    int node = 0, flow = -1;
    Doing doing = Doing::moves;
    bool gone = false;
    PlacePtr place = nullptr;
    PlacePtr inside = nullptr;        // while a sub-process runs
    TokenPtr body = nullptr;          // the repeated activity that it is an instance of
    std::vector<TokenPtr> instances;  // of a repeated activity
    int begun = 0, finished = 0;
    UndoingPtr step_of = nullptr;
};
struct Place {
    int graph = 0;
    TokenPtr owner = nullptr;
    PlacePtr around = nullptr;
    bool kept = false, gone = false;
    Values values;
    std::vector<TokenPtr> tokens;
    std::vector<Done> done;
};
struct Wait {
    int age = 0;
    WaitFor kind = WaitFor::task;
    int node = 0;
    TokenPtr token = nullptr;  // none: an event sub-process of the place
    PlacePtr place = nullptr;
    std::int64_t due = 0;  // minutes
    int again = 0;         // times after this one
    bool held = false;
};
struct Incident {
    int age = 0;
    TokenPtr token = nullptr;
};
enum class Ending { running, completed, terminated, failed, cancelled };

// One instance.
class Case {
  public:
    Case(World& world, int process, bool called);

    void start(const Values& values, int event = -1);  // a start event with a trigger
    void complete(int wait, const Values& values);
    void fail(int wait, const std::string& code, const Values& values);
    void escalate(int wait, const std::string& code);
    void deliver(int wait, const Values& values);
    void broadcast(const std::string& name, const Values& values);
    void fire(int wait);
    void set(const Values& values);
    void retry(int incident);
    void cancel();

    Ending ending = Ending::running;
    PlacePtr root = nullptr;
    std::vector<Wait> waits;  // by age
    std::vector<Incident> incidents;
    std::vector<std::string> trace;
    std::vector<PlacePtr> places() const;  // sub-processes that run or are kept, too

    // What the others shall hear of, since the last command.
    struct Thrown {
        std::vector<int> opened, closed_calls;
        std::vector<std::pair<int, Values>> calls;  // wait
        std::vector<std::string> signals, messages, escalations;
        std::string error;
    } thrown;
    const Wait* wait(int age) const;
    const Node& at(int node) const;
    int owner_of(PlacePtr p) const;  // its sub-process in the model

  private:
    const std::vector<int>& nodes(int graph) const;
    int next_age() { return ++age_; }
    void note(int node, const char* what) {
        trace.push_back(std::string(what) + " " + id_of(node));
    }
    void rest();
    void arrive(TokenPtr t);
    TokenPtr put(int node, PlacePtr place, int flow = -1);
    void set_off(TokenPtr t);
    void go(TokenPtr t, const std::vector<int>& flows);
    void remove(TokenPtr t);
    void use_up(TokenPtr t);
    void place_empty(PlacePtr p);
    void get_stuck(TokenPtr t);
    std::optional<std::vector<int>> choose(TokenPtr t, bool all);
    void leave_by_flows(TokenPtr t);

    int open(Wait wait);
    void close(int age);
    void close_of(TokenPtr t, bool boundaries_too);
    void close_handlers(PlacePtr p);
    void wait_for_event(int node, TokenPtr t, PlacePtr p);

    std::optional<bool> holds(const Condition& c, PlacePtr p) const;
    Value get(char variable, PlacePtr p) const;
    void assign(char variable, Value value, PlacePtr p);
    void assign_all(const Values& values, PlacePtr p);
    Values visible(PlacePtr p) const;

    bool join_now(int gateway, PlacePtr p, bool all_needed, TokenPtr& merged);
    bool somebody_comes(int gateway, PlacePtr p, const std::vector<TokenPtr>& here) const;
    std::set<int> flows_reached(int from, int gateway) const;
    bool ask_joins();
    bool ask_conditions();

    void begin(TokenPtr t);
    void listen_at_border(TokenPtr t);
    void begin_once(TokenPtr t);
    void begin_repeated(TokenPtr t);
    void begin_instance(TokenPtr body);
    bool goes_round(TokenPtr body);
    void instance_done(TokenPtr t);
    void repeated_done(TokenPtr body);
    void enter(TokenPtr t);
    void finish(TokenPtr t, const Values& values);
    void finished(TokenPtr t);
    void leave(TokenPtr t);
    void inside_done(PlacePtr p);

    void event_happens(int wait, const Values& values);
    void go_on_from_event(TokenPtr t, const Values& values);
    void border_event(TokenPtr activity, int boundary, const Values& values);
    void handler_begins(PlacePtr p, int start, const Values& values, UndoingPtr undoing = nullptr);
    int undoing_handler(int graph) const;  // start event of the handler that undoes it; -1: none
    void throw_event(TokenPtr t);
    struct Catcher {
        int node = -1;
        TokenPtr activity = nullptr;  // of a boundary event
        PlacePtr place = nullptr;     // of an event sub-process
    };
    Catcher catcher_of(Event event, const std::string& code, TokenPtr from, bool by_activity) const;
    int boundary_for(Event event, const std::string& code, int activity) const;
    int handler_for(Event event, const std::string& code, int graph) const;
    void caught(const Catcher& by, const Values& values);
    void error(TokenPtr t, const std::string& code, bool by_activity, const Values& values);
    void escalation(TokenPtr t, const std::string& code, bool by_activity, const Values& values);
    void terminate(TokenPtr t);

    void take_done(PlacePtr p, int activity, std::vector<Done>& out);
    void undo(TokenPtr t);
    void undo_next(UndoingPtr u);
    void cancel_transaction(TokenPtr t);

    void cancel(TokenPtr t);
    void cancel_place(PlacePtr p);
    void cancel_tokens(PlacePtr p, TokenPtr except = nullptr);
    void end(Ending how);

    World& world_;
    bool called_;
    int age_ = 0;
    int moves_ = 0;
    std::deque<TokenPtr> moving_;
    std::deque<Token> all_tokens_;
    std::deque<Place> all_places_;
    std::deque<Undoing> all_undoings_;
};

// The instances together: messages, signals, calls and the clock.
class World {
  public:
    World(const Model& m, Wrong w, bool near_first) : model(m), wrong(w), near_first_(near_first) {}

    void start(const Values& values);
    void complete(int instance, int wait, const Values& values);
    void fail(int instance, int wait, const std::string& code, const Values& values);
    void message(const std::string& name, const Values& values, bool keep);
    void signal(const std::string& name, const Values& values);
    void set(int instance, const Values& values);
    void retry(int instance, int incident);
    void cancel(int instance);
    void advance(int minutes);

    const Model& model;
    const Wrong wrong;
    std::int64_t now = 0;  // minutes since the beginning

    struct Instance {
        std::unique_ptr<Case> run;
        int caller = -1, caller_wait = 0;
        bool begun = false;
    };
    std::vector<Instance> instances;

  private:
    struct Letter {
        std::string name;
        Values values;
        std::int64_t expires = 0;
    };
    enum class Act {
        start,
        complete,
        fail,
        escalate,
        deliver,
        broadcast,
        fire,
        set,
        retry,
        cancel
    };
    struct Work {
        int instance = 0;
        Act act = Act::start;
        int wait = 0;
        std::string name;
        Values values;
        std::optional<Letter> letter;
    };
    void act(Work first);
    void drain();
    void run(const Work& w);
    void settle(int id);
    void send(const Letter& letter);
    void shout(const std::string& name, const Values& values, int except);
    bool begin_by(Event event, const std::string& name, const Values& values);
    int add(int process, int caller, int caller_wait);

    const bool near_first_;  // a letter looks among the instances of this act first
    std::deque<Work> work_;
    std::vector<Letter> kept_;
    std::vector<int> touched_;
    int steps_ = 0;
};

}  // namespace linli::process::random
