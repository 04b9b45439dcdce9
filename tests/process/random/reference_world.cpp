// Instances that talk.
#include <algorithm>

#include "process/random/reference.hpp"

namespace linli::process::random {

int World::add(int process, int caller, int caller_wait) {
    const int id = static_cast<int>(instances.size());
    if (id > 50) throw TooLong{};
    instances.push_back({std::make_unique<Case>(*this, process, caller >= 0), caller, caller_wait});
    return id;
}

void World::start(const Values& values) {
    Work w;
    w.instance = add(0, -1, 0);
    w.wait = -1;
    w.values = values;
    act(w);
}
void World::complete(int instance, int wait, const Values& values) {
    act({instance, Act::complete, wait, "", values, {}});
}
void World::fail(int instance, int wait, const std::string& code, const Values& values) {
    act({instance, Act::fail, wait, code, values, {}});
}
void World::set(int instance, const Values& values) {
    act({instance, Act::set, 0, "", values, {}});
}
void World::retry(int instance, int incident) {
    act({instance, Act::retry, incident, "", {}, {}});
}
void World::cancel(int instance) {
    act({instance, Act::cancel, 0, "", {}, {}});
}
void World::message(const std::string& name, const Values& values, bool keep) {
    touched_.clear();
    steps_ = 0;
    send({name, values, now + (keep ? 24 * 60 : 0)});
    drain();
}
void World::signal(const std::string& name, const Values& values) {
    touched_.clear();
    steps_ = 0;
    shout(name, values, -1);
    drain();
}
void World::act(Work first) {
    touched_.clear();
    steps_ = 0;
    work_.push_back(std::move(first));
    drain();
}

void World::advance(int minutes) {
    const std::int64_t until = now + minutes;
    for (;;) {
        const Wait* first = nullptr;
        int whose = 0;
        for (std::size_t i = 0; i < instances.size(); ++i)
            for (const Wait& w : instances[i].run->waits)
                if (w.kind == WaitFor::timer && w.due <= until && (!first || w.due < first->due))
                    first = &w, whose = static_cast<int>(i);
        if (!first) break;
        now = std::max(now, first->due);
        act({whose, Act::fire, first->age, "", {}, {}});
    }
    now = until;
}

void World::drain() {
    while (!work_.empty()) {
        if (++steps_ > 200) throw TooLong{};
        const Work w = work_.front();
        work_.pop_front();
        const Case& c = *instances[static_cast<std::size_t>(w.instance)].run;
        const bool waits = w.act == Act::complete || w.act == Act::fail || w.act == Act::escalate ||
                           w.act == Act::deliver || w.act == Act::fire;
        if (c.ending != Ending::running || (waits && !c.wait(w.wait))) {
            if (w.letter) send(*w.letter);  // for another, or to be kept
            continue;
        }
        run(w);
        settle(w.instance);
    }
}

void World::run(const Work& w) {
    Instance& i = instances[static_cast<std::size_t>(w.instance)];
    Case& c = *i.run;
    if (std::find(touched_.begin(), touched_.end(), w.instance) == touched_.end())
        touched_.push_back(w.instance);
    c.thrown = {};
    switch (w.act) {
        case Act::start:
            i.begun = true;
            return c.start(w.values, w.wait);
        case Act::complete:
            return c.complete(w.wait, w.values);
        case Act::fail:
            return c.fail(w.wait, w.name, w.values);
        case Act::escalate:
            return c.escalate(w.wait, w.name);
        case Act::deliver:
            return c.deliver(w.wait, w.values);
        case Act::broadcast:
            c.broadcast(w.name, w.values);
            return c.set({});
        case Act::fire:
            return c.fire(w.wait);
        case Act::set:
            return c.set(w.values);
        case Act::retry:
            return c.retry(w.wait);
        case Act::cancel:
            return c.cancel();
    }
}

void World::settle(int id) {
    Case& c = *instances[static_cast<std::size_t>(id)].run;
    const auto thrown = c.thrown;
    for (std::size_t other = 0; other < instances.size(); ++other)
        for (const int wait : thrown.closed_calls)
            if (instances[other].caller == id && instances[other].caller_wait == wait &&
                instances[other].run->ending == Ending::running)
                work_.push_back({static_cast<int>(other), Act::cancel, 0, "", {}, {}});
    for (const auto& [wait, values] : thrown.calls) {
        const int process = c.at(c.wait(wait)->node).called;
        const int child = add(process, id, wait);
        touched_.push_back(child);
        work_.push_back({child, Act::start, -1, "", values, {}});
    }
    for (const auto& name : thrown.signals)
        shout(name, {}, id);
    for (const auto& name : thrown.messages)
        send({name, {}, now + 24 * 60});
    for (const int age : thrown.opened) {
        const Wait* w = c.wait(age);
        if (!w || w->kind != WaitFor::message) continue;
        for (auto k = kept_.begin(); k != kept_.end(); ++k) {
            if (k->expires <= now || k->name != c.at(w->node).name) continue;
            work_.push_back({id, Act::deliver, age, "", k->values, *k});
            kept_.erase(k);
            break;
        }
    }
    const Instance& me = instances[static_cast<std::size_t>(id)];
    if (me.caller < 0) return;
    for (const auto& code : thrown.escalations)
        work_.push_back({me.caller, Act::escalate, me.caller_wait, code, {}, {}});
    if (c.ending == Ending::failed)
        work_.push_back({me.caller, Act::fail, me.caller_wait, thrown.error, {}, {}});
    else if (c.ending == Ending::completed || c.ending == Ending::terminated)
        work_.push_back({me.caller, Act::complete, me.caller_wait, "", c.root->values, {}});
}

void World::send(const Letter& letter) {
    std::vector<int> order;
    if (near_first_) order = touched_;
    for (int i = 0; i < static_cast<int>(instances.size()); ++i)
        if (std::find(order.begin(), order.end(), i) == order.end()) order.push_back(i);
    for (const int i : order) {
        const Case& c = *instances[static_cast<std::size_t>(i)].run;
        for (const Wait& w : c.waits) {
            if (w.kind != WaitFor::message || c.at(w.node).name != letter.name) continue;
            const bool promised = std::any_of(work_.begin(), work_.end(), [&](const Work& o) {
                return o.act == Act::deliver && o.instance == i && o.wait == w.age;
            });
            if (promised) continue;
            work_.push_back({i, Act::deliver, w.age, "", letter.values, letter});
            return;
        }
    }
    if (begin_by(Event::message, letter.name, letter.values)) return;
    if (letter.expires > now) kept_.push_back(letter);
}

// By a message the first start event that fits, by a signal all.
bool World::begin_by(Event event, const std::string& name, const Values& values) {
    bool any = false;
    for (const int n : model.graph(model.processes[0]).nodes) {
        if (model.node(n).kind != Kind::start || model.node(n).event != event ||
            model.node(n).name != name)
            continue;
        any = true;
        const int id = add(0, -1, 0);
        touched_.push_back(id);
        work_.push_back({id, Act::start, n, "", values, {}});
        if (event == Event::message) break;
    }
    return any;
}

void World::shout(const std::string& name, const Values& values, int except) {
    for (int i = 0; i < static_cast<int>(instances.size()); ++i)
        if (i != except && instances[static_cast<std::size_t>(i)].begun)
            work_.push_back({i, Act::broadcast, 0, name, values, {}});
    begin_by(Event::signal, name, values);
}

}  // namespace linli::process::random
