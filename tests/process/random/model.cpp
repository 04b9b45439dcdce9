// Structured blocks and wild graphs; each seed allows itself only some of the elements, so that
// every mixture of few is met.
#include "process/random/model.hpp"

#include <algorithm>

namespace linli::process::random {

bool is_scope(Kind kind) {
    return kind == Kind::sub || kind == Kind::transaction || kind == Kind::handler;
}
bool is_activity(Kind kind) {
    return kind == Kind::user || kind == Kind::service || kind == Kind::pass ||
           kind == Kind::script || kind == Kind::receive || kind == Kind::call || is_scope(kind);
}
std::string id_of(int node) {
    return "n" + std::to_string(node);
}

namespace {

enum Element : unsigned {
    subs = 1,
    transactions = 2,
    handlers = 4,
    boundaries = 8,
    messages = 16,
    signals = 32,
    timers = 64,
    conditions = 128,
    errors = 256,
    escalations = 512,
    compensations = 1024,
    repeats = 2048,
    calls = 4096,
    scripts = 8192,
    inclusives = 1 << 14,
    parallels = 1 << 15,
    exclusives = 1 << 16,
    event_gateways = 1 << 17,
    terminates = 1 << 18,
    wild_graphs = 1 << 19,
    own_variables = 1 << 20,
    many_outs = 1 << 21,
};

class Maker {
  public:
    Maker(Dice& dice, Model& out) : dice_(dice), out_(out) {
        const unsigned all = (1U << 22) - 1;
        allowed_ = static_cast<unsigned>(dice.next()) & all;
        const int density = dice.below(10);
        if (density < 4) allowed_ &= static_cast<unsigned>(dice.next());
        if (density > 6) allowed_ |= static_cast<unsigned>(dice.next()) & all;
        budget_ = 2 + dice.below(dice.chance(50) ? 6 : 30);
    }
    void run() {
        out_.processes.push_back(-1);
        if (may(calls)) out_.processes.push_back(-1);
        out_.processes[0] = graph(0, -1);
        if (dice_.chance(30)) begin_otherwise();
        if (!may(calls)) return;
        budget_ = 2 + dice_.below(6);
        allowed_ &= ~static_cast<unsigned>(calls);
        out_.processes[1] = graph(1, -1);
    }

  private:
    bool may(unsigned element) const { return (allowed_ & element) != 0; }
    Node& at(int n) { return out_.nodes[static_cast<std::size_t>(n)]; }
    Graph& graph_at(int g) { return out_.graphs[static_cast<std::size_t>(g)]; }

    int node(Kind kind, int g) {
        Node n;
        n.kind = kind;
        n.graph = g;
        out_.nodes.push_back(n);
        const int id = static_cast<int>(out_.nodes.size()) - 1;
        graph_at(g).nodes.push_back(id);
        --budget_;
        return id;
    }
    int flow(int from, int to) {
        out_.flows.push_back({from, to, false, condition()});
        const int id = static_cast<int>(out_.flows.size()) - 1;
        at(from).out.push_back(id);
        at(to).in.push_back(id);
        return id;
    }
    char variable() { return static_cast<char>('a' + dice_.below(4)); }
    Condition condition() { return {variable(), 1 + dice_.below(3)}; }
    std::string name(char kind, int many) {
        return std::string(1, kind) + std::to_string(dice_.below(many));
    }

    // Another start event of the process, of a message or signal.
    void begin_otherwise() {
        Node s;
        if (!some_event(s, {Event::message, Event::signal})) return;
        const int start = node(Kind::start, out_.processes[0]);
        s.kind = Kind::start;
        s.graph = out_.processes[0];
        at(start) = s;
        finish(activity(start, out_.processes[0], 3, true), out_.processes[0]);
    }

    int graph(int depth, int owner) {
        const int g = static_cast<int>(out_.graphs.size());
        out_.graphs.emplace_back();
        graph_at(g).owner = owner;
        if (owner >= 0 && may(own_variables) && dice_.chance(40))
            graph_at(g).variables = variable();
        const int start = node(Kind::start, g);
        if (owner >= 0 && at(owner).kind == Kind::handler) handler_start(start);
        if (may(wild_graphs) && dice_.chance(60))
            wild(start, g, depth);
        else
            finish(block(start, g, depth, 3), g);
        if (may(handlers) && depth < 3 && dice_.chance(50)) {
            const int h = node(Kind::handler, g);
            const int inside = graph(depth + 1, h);
            at(h).inside = inside;
        }
        for (const int n : graph_at(g).nodes)
            choose_flows(n);
        return g;
    }

    // Which event; none when nothing is allowed.
    bool some_event(Node& n, const std::vector<Event>& among) {
        std::vector<Event> can;
        for (const Event e : among)
            if ((e == Event::message && may(messages)) || (e == Event::signal && may(signals)) ||
                (e == Event::timer && may(timers)) || (e == Event::condition && may(conditions)) ||
                (e == Event::error && may(errors)) || (e == Event::escalation && may(escalations)))
                can.insert(can.end(), e == Event::error ? 2 : 1, e);
        if (can.empty()) return false;
        n.event = can[static_cast<std::size_t>(dice_.below(static_cast<int>(can.size())))];
        if (n.event == Event::message) n.name = name('m', 3);
        if (n.event == Event::signal) n.name = name('s', 2);
        if (n.event == Event::error) n.name = dice_.chance(30) ? "" : name('e', 2);
        if (n.event == Event::escalation) n.name = dice_.chance(30) ? "" : name('x', 2);
        if (n.event == Event::timer) n.minutes = 1 + dice_.below(90);
        if (n.event == Event::condition) n.condition = condition();
        return true;
    }
    void may_not_interrupt(Node& n) {
        n.interrupting = n.event == Event::error || dice_.chance(50);
        if (!n.interrupting && n.event == Event::timer && dice_.chance(50))
            n.times = 1 + dice_.below(3);
    }
    void handler_start(int start) {
        Node& n = at(start);
        // At most one of a sub-process says how it is undone.
        const int around = at(graph_at(n.graph).owner).graph;
        if (graph_at(around).owner >= 0 && may(compensations) && dice_.chance(30)) {
            n.event = Event::compensation;
            return;
        }
        if (!some_event(n, {Event::message, Event::signal, Event::timer, Event::condition,
                            Event::error, Event::escalation})) {
            n.event = Event::message;
            n.name = "m0";
        }
        may_not_interrupt(n);
    }

    Kind some_task() {
        const int what = dice_.below(12);
        if (what < 2 && may(scripts)) return Kind::script;
        if (what == 2) return Kind::pass;
        if (what == 3 && may(messages)) return Kind::receive;
        if (what < 6 && may(calls)) return Kind::call;
        return what < 9 ? Kind::user : Kind::service;
    }
    Kind some_activity(int depth) {
        if (depth < 3 && budget_ > 0) {
            if (may(subs) && dice_.chance(25)) return Kind::sub;
            if (may(transactions) && dice_.chance(15)) return Kind::transaction;
        }
        return some_task();
    }
    void fill_task(int n) {
        Node& t = at(n);
        if (t.kind == Kind::script)
            t.assignment = {variable(), dice_.chance(60), 1 + dice_.below(3)};
        if (t.kind == Kind::receive) t.event = Event::message, t.name = name('m', 3);
        if (t.kind == Kind::call) t.called = 1;
        if (may(repeats) && dice_.chance(25)) {
            t.repeat = static_cast<Repeat>(1 + dice_.below(3));
            t.count = dice_.below(4);
            if (t.repeat == Repeat::standard) {
                t.count = 1 + dice_.below(3);
                t.asks = dice_.chance(50);
                t.before = dice_.chance(30);
                t.condition = condition();
            } else if (dice_.chance(40)) {
                t.enough = 1 + dice_.below(2);
            }
        }
    }
    int activity(int from, int g, int depth, bool waits = false) {
        const int n = node(waits ? Kind::user : some_activity(depth), g);
        flow(from, n);
        fill_task(n);
        if (waits) at(n).repeat = Repeat::no;
        if (is_scope(at(n).kind)) {
            const int inside = graph(depth + 1, n);
            at(n).inside = inside;
        }
        if (may(compensations) && dice_.chance(40)) {
            const int u = node(dice_.chance(50) ? Kind::user : Kind::script, g);
            at(u).assignment = {variable(), true, 1};
            at(u).is_undo = true;
            at(n).undone_by = u;
        }
        return n;
    }
    // With a boundary event that has its own way on; -1 when none is allowed.
    int boundary(int on) {
        Node b;
        if (at(on).kind == Kind::transaction && dice_.chance(60))
            b.event = Event::cancel;
        else if (!some_event(b, {Event::message, Event::signal, Event::timer, Event::condition,
                                 Event::error, Event::escalation}))
            return -1;
        else
            may_not_interrupt(b);
        if (b.event == Event::escalation && !is_scope(at(on).kind) && at(on).kind != Kind::call)
            return -1;
        const int n = node(Kind::boundary, at(on).graph);
        b.kind = Kind::boundary;
        b.graph = at(on).graph;
        b.attached_to = on;
        at(n) = b;
        at(on).boundaries.push_back(n);
        return n;
    }

    // Inside a transaction, also in sub-processes of it.
    bool in_transaction(int g) {
        for (int owner = graph_at(g).owner; owner >= 0; owner = graph_at(at(owner).graph).owner)
            if (at(owner).kind == Kind::transaction) return true;
        return false;
    }
    void throws(int n, bool end) {
        Node& t = at(n);
        const int what = dice_.below(7);
        const int g = t.graph;
        if (what == 0 && may(messages)) t.event = Event::message, t.name = name('m', 3);
        if (what == 1 && may(signals)) t.event = Event::signal, t.name = name('s', 2);
        if (what == 2 && may(escalations)) t.event = Event::escalation, t.name = name('x', 2);
        if (may(compensations) && (what == 3 || dice_.chance(30))) {
            t.event = Event::compensation;
            t.waits = dice_.chance(80);
            std::vector<int> named;
            for (const int other : graph_at(g).nodes)
                if (at(other).undone_by >= 0) named.push_back(other);
            if (!named.empty() && dice_.chance(40))
                t.undoes =
                    named[static_cast<std::size_t>(dice_.below(static_cast<int>(named.size())))];
        }
        if (!end) return;
        if (may(errors) && (what == 4 || dice_.chance(25)))
            t.event = Event::error, t.name = name('e', 2);
        if (what == 5 && may(terminates)) t.event = Event::terminate;
        if (in_transaction(g) && dice_.chance(30)) t.event = Event::cancel, t.name = "";
    }
    void finish(int from, int g) {
        if (is_activity(at(from).kind) && dice_.chance(10)) return;
        const int e = node(Kind::end, g);
        throws(e, true);
        flow(from, e);
    }

    int single(int from, int g, int depth) {
        const int what = dice_.below(10);
        if (what < 2) {
            Node c;
            if (some_event(c, {Event::message, Event::signal, Event::timer, Event::condition})) {
                const int n = node(Kind::catching, g);
                c.kind = Kind::catching;
                c.graph = g;
                at(n) = c;
                flow(from, n);
                return n;
            }
        } else if (what == 2) {
            const int n = node(Kind::throwing, g);
            throws(n, false);
            flow(from, n);
            return n;
        }
        return activity(from, g, depth);
    }
    // An event-based gateway; the ends of its branches.
    std::vector<int> events(int from, int g) {
        std::vector<int> out;
        const int gateway = node(Kind::event_gateway, g);
        flow(from, gateway);
        for (int i = 2 + dice_.below(2); i > 0; --i) {
            Node c;
            if (!some_event(c, {Event::message, Event::signal, Event::timer, Event::condition})) {
                c.event = Event::timer;
                c.minutes = 5 * i;
            }
            const int n = node(Kind::catching, g);
            c.kind = Kind::catching;
            c.graph = g;
            at(n) = c;
            flow(gateway, n);
            out.push_back(n);
        }
        return out;
    }
    Kind some_gateway() {
        std::vector<Kind> can;
        if (may(exclusives)) can.push_back(Kind::exclusive);
        if (may(inclusives)) can.push_back(Kind::inclusive);
        if (may(parallels)) can.push_back(Kind::parallel);
        if (can.empty()) return Kind::exclusive;
        return can[static_cast<std::size_t>(dice_.below(static_cast<int>(can.size())))];
    }

    // Splits that are joined by their like; answers the last node.
    int block(int from, int g, int depth, int size) {
        for (int i = 1 + dice_.below(3); i > 0 && budget_ > 0; --i) {
            const int what = size > 0 ? dice_.below(7) : 0;
            if (what < 4) {
                from = single(from, g, depth);
                if (is_activity(at(from).kind) && may(boundaries) && dice_.chance(50)) {
                    const int b = boundary(from);
                    if (b >= 0) finish(b, g);
                }
                if (is_activity(at(from).kind) && may(many_outs) && dice_.chance(25))
                    flow(from, node(Kind::end, g));
            } else if (what == 4 && may(exclusives)) {  // a loop that waits
                const int head = node(Kind::exclusive, g);
                flow(from, head);
                const int last = block(activity(head, g, depth, true), g, depth, size - 1);
                const int tail = node(Kind::exclusive, g);
                flow(last, tail);
                flow(tail, head);
                from = tail;
                from = activity(tail, g, depth);
            } else if (what == 5 && may(event_gateways)) {
                const auto ends = events(from, g);
                const int join = node(Kind::exclusive, g);
                for (const int e : ends)
                    flow(e, join);
                from = join;
            } else {
                const Kind kind = some_gateway();
                const int split = node(kind, g), join = node(kind, g);
                flow(from, split);
                for (int branch = 2 + dice_.below(2); branch > 0; --branch)
                    flow(block(split, g, depth, size - 1), join);
                from = join;
            }
        }
        return from;
    }

    // Nodes take up any loose ends; joins do not fit splits; the way back leads to a merge before a
    // task, so that every cycle waits somewhere.
    void wild(int start, int g, int depth) {
        std::vector<int> loose{start}, heads;
        const auto take = [&] {
            const int i = dice_.below(static_cast<int>(loose.size()));
            const int n = loose[static_cast<std::size_t>(i)];
            loose.erase(loose.begin() + i);
            return n;
        };
        for (int i = 3 + dice_.below(10); i > 0 && !loose.empty() && budget_ > -10; --i) {
            const int what = dice_.below(11);
            if (what < 4) {
                const int n = single(take(), g, depth);
                loose.push_back(n);
                if (is_activity(at(n).kind) && may(boundaries) && dice_.chance(40)) {
                    const int b = boundary(n);
                    if (b >= 0) loose.push_back(b);
                }
                if (is_activity(at(n).kind) && may(many_outs) && dice_.chance(25))
                    loose.push_back(n);
                if (is_activity(at(n).kind) && dice_.chance(10) && !loose.empty()) {
                    const int also = take();
                    if (also != n)
                        flow(also, n);
                    else
                        loose.push_back(n);
                }
            } else if (what == 4) {
                const int head = node(Kind::exclusive, g);
                flow(take(), head);
                heads.push_back(head);
                loose.push_back(activity(head, g, depth, true));
            } else if (what == 5 && may(event_gateways)) {
                for (const int e : events(take(), g))
                    loose.push_back(e);
            } else {
                const int n = node(some_gateway(), g);
                for (int ins = 1 + dice_.below(3); ins > 0 && !loose.empty(); --ins)
                    flow(take(), n);
                for (int outs = 1 + dice_.below(3); outs > 0; --outs)
                    loose.push_back(n);
            }
        }
        for (const int n : loose) {
            const bool choice = at(n).kind == Kind::exclusive || at(n).kind == Kind::inclusive;
            if (choice && !heads.empty() && dice_.chance(40))
                flow(n,
                     heads[static_cast<std::size_t>(dice_.below(static_cast<int>(heads.size())))]);
            else
                finish(n, g);
        }
    }

    // Conditions and the default flow of what splits.
    void choose_flows(int n) {
        Node& t = at(n);
        const bool choice = t.kind == Kind::exclusive || t.kind == Kind::inclusive;
        if (t.out.size() < 2 || (!choice && !is_activity(t.kind))) return;
        if (!choice && dice_.chance(50)) return;  // all of them
        if (dice_.chance(75))
            t.default_flow =
                t.out[static_cast<std::size_t>(dice_.below(static_cast<int>(t.out.size())))];
        for (const int f : t.out)
            if (f != t.default_flow) out_.flows[static_cast<std::size_t>(f)].conditional = true;
    }

    Dice& dice_;
    Model& out_;
    unsigned allowed_ = 0;
    int budget_ = 0;
};

}  // namespace

Model make_model(Dice& dice) {
    Model out;
    Maker(dice, out).run();
    return out;
}

}  // namespace linli::process::random
