// Random processes for tests: a graph that a seed decides, and the same as BPMN.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linli::process::random {

// splitmix64
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E37'79B9'7F4A'7C15 + 1) {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15;
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
        return z ^ (z >> 31);
    }
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    bool chance(int percent) { return below(100) < percent; }

  private:
    std::uint64_t state_;
};

enum class Kind {
    start,
    end,
    user,
    service,
    pass,  // a task that nobody does
    script,
    receive,
    call,
    sub,
    transaction,
    handler,  // event sub-process
    exclusive,
    inclusive,
    parallel,
    event_gateway,
    catching,
    throwing,
    boundary,
};
enum class Event {
    none,
    message,
    signal,
    timer,
    condition,
    error,
    escalation,
    compensation,
    terminate,
    cancel,
};
enum class Repeat { no, parallel, sequential, standard };

// A condition over the variables a, b, c, d, which hold whole numbers or nothing.
struct Condition {
    char variable = 'a';
    int least = 0;  // true from here
};
struct Assignment {
    char variable = 'a';
    bool adds = false;
    int value = 0;
};

struct Node {
    Kind kind = Kind::user;
    int graph = 0;
    int inside = -1;           // graph of a sub-process
    std::vector<int> in, out;  // flows
    int default_flow = -1;
    std::vector<int> boundaries;  // nodes
    int attached_to = -1;
    bool interrupting = true;
    Event event = Event::none;
    std::string name;  // of a message or signal, code of an error or escalation; empty: any
    int minutes = 0;   // of a timer
    int times = 0;     // a cycle; 0: one duration
    Condition condition;
    Assignment assignment;  // of a script
    Repeat repeat = Repeat::no;
    int count = 0;      // of instances or rounds at most
    int enough = 0;     // completed instances end the rest; 0: all
    bool asks = false;  // a standard loop with a condition
    bool before = false;
    int undone_by = -1;    // its compensation handler
    bool is_undo = false;  // is one
    bool waits = true;     // a compensation event for the end of what it undoes
    int undoes = -1;       // activity that a compensation event names; -1: all
    int called = -1;       // process
};
struct Flow {
    int source = 0, target = 0;
    bool conditional = false;
    Condition condition;
};
struct Graph {
    std::vector<int> nodes;
    int owner = -1;
    std::string variables;  // of its own
};
struct Model {
    std::vector<Node> nodes;
    std::vector<Flow> flows;
    std::vector<Graph> graphs;
    std::vector<int> processes;  // their graphs; the first is begun, the others are called

    const Node& node(int n) const { return nodes[static_cast<std::size_t>(n)]; }
    const Flow& flow(int f) const { return flows[static_cast<std::size_t>(f)]; }
    const Graph& graph(int g) const { return graphs[static_cast<std::size_t>(g)]; }
};

bool is_activity(Kind kind);
bool is_scope(Kind kind);
std::string id_of(int node);

Model make_model(Dice& dice);
std::string to_bpmn(const Model& model);

}  // namespace linli::process::random
