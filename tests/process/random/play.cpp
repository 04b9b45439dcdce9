#include "process/random/play.hpp"

#include <algorithm>

#include "base/refusal.hpp"

namespace linli::process::random {

Variables variables_of(const Values& values) {
    Variables out;
    for (const auto& [variable, value] : values)
        out.emplace_back(std::string(1, variable),
                         value ? decision::Value(decision::Number(*value)) : decision::Value());
    return out;
}

std::vector<Command> make_commands(Dice& dice) {
    std::vector<Command> out;
    for (int i = 4 + dice.below(25); i > 0; --i)
        out.push_back({dice.below(40), dice.next()});
    return out;
}

namespace {

std::string text_of(const Values& values) {
    std::string out;
    for (const auto& [variable, value] : values)
        out += std::string(out.empty() ? "" : ", ") + '"' + variable +
               "\": " + (value ? std::to_string(*value) : "null");
    return "{" + out + "}";
}

// ---- what both say of an instance ---------------------------------------------------------------

std::string values_text(const Variables& variables) {
    Values known;
    for (const auto& [name, value] : variables)
        if (name.size() == 1) {
            const auto number =
                value.is(decision::Kind::number) ? value.number().to_int() : std::nullopt;
            known[name[0]] = number ? Value(static_cast<int>(*number)) : std::nullopt;
        }
    return text_of(known);
}

std::string describe(const Program& program, const State& state) {
    std::string out = "status " + std::to_string(static_cast<int>(state.status)) + "\n";
    for (const auto& w : state.waits) {
        out += "  waits " + std::string(wait_kind_name(w.kind)) + " " + program.nodes[w.node].id;
        if (w.kind == WaitKind::timer)
            out += " due " + std::to_string((w.due.us - beginning.us) / 60'000'000) + " again " +
                   std::to_string(w.repetitions);
        out += "\n";
    }
    for (const auto& i : state.incidents)
        out += "  incident " + program.nodes[i.node].id + "\n";
    for (const auto& f : state.frames)
        if (f.scope != none)
            out += "  " + (f.node == none ? std::string("process") : program.nodes[f.node].id) +
                   (f.kept ? " kept" : "") + " " + values_text(f.variables) + "\n";
    return out;
}

std::string describe(const Case& c) {
    static const char* const kinds[] = {"task",  "job",       "message", "signal",
                                        "timer", "condition", "call"};
    std::string out = "status " + std::to_string(static_cast<int>(c.ending)) + "\n";
    for (const Wait& w : c.waits) {
        out += std::string("  waits ") + kinds[static_cast<int>(w.kind)] + " " + id_of(w.node);
        if (w.kind == WaitFor::timer)
            out += " due " + std::to_string(w.due) + " again " + std::to_string(w.again);
        out += "\n";
    }
    for (const Incident& i : c.incidents)
        out += "  incident " + id_of(i.token->node) + "\n";
    for (const PlacePtr p : c.places())
        out += "  " + (p == c.root ? std::string("process") : id_of(c.owner_of(p))) +
               (p->kept ? " kept" : "") + " " + text_of(p->values) + "\n";
    return out;
}

std::string lines_from(const std::vector<std::string>& lines, std::size_t first) {
    std::string out;
    for (std::size_t i = first; i < lines.size(); ++i)
        out += "  " + lines[i] + "\n";
    return out;
}

// ---- commands -----------------------------------------------------------------------------------

class Player {
  public:
    Player(const Program& program, Subject& subject, World& reference)
        : program_(program), subject_(subject), reference_(reference) {}

    Outcome run(const std::vector<Command>& commands) {
        try {
            begin();
            for (const Command& c : commands) {
                if (!compare()) return out_;
                act(c);
            }
            compare();
        } catch (const TooLong&) {
            out_.too_long = true;
        } catch (const Refusal& r) {
            differ("refused: " + r.code() + " " + r.words().en);
        } catch (const std::exception& e) {
            differ(std::string("threw: ") + e.what());
        }
        return out_;
    }

  private:
    void differ(const std::string& how) {
        out_.good = false;
        out_.difference = how;
    }
    void step(const std::string& text) { out_.script.push_back("{" + text + "}"); }
    Values some_values(Dice& dice, int percent) {
        Values out;
        if (dice.chance(percent)) out[static_cast<char>('a' + dice.below(4))] = dice.below(5);
        return out;
    }
    void begin() {
        Dice dice(program_.nodes.size());
        Values values;
        for (const char v : {'a', 'b', 'c', 'd'})
            values[v] = dice.below(4);
        step("\"start\": " + text_of(values));
        reference_.start(values);
        subject_.start(values);
    }
    Case& run_of(int i) { return *reference_.instances[static_cast<std::size_t>(i)].run; }

    struct Choice {
        int instance = -1;
        std::size_t index = 0;
    };
    // One of the waits or incidents of all instances that do.
    template <class Count, class Fits>
    Choice choose(Dice& dice, Count count, Fits fits) {
        std::vector<Choice> all;
        for (int i = 0; i < static_cast<int>(reference_.instances.size()); ++i)
            for (std::size_t k = 0; k < count(run_of(i)); ++k)
                if (fits(run_of(i), k)) all.push_back({i, k});
        if (all.empty()) return {};
        return all[static_cast<std::size_t>(dice.below(static_cast<int>(all.size())))];
    }
    Choice choose_wait(Dice& dice, const std::function<bool(const Wait&)>& fits) {
        return choose(
            dice, [](const Case& c) { return c.waits.size(); },
            [&](const Case& c, std::size_t k) { return fits(c.waits[k]); });
    }
    std::uint32_t wait_id(const Choice& c) { return subject_.state(c.instance).waits[c.index].id; }

    void complete(Dice& dice, const std::function<bool(const Wait&)>& fits) {
        const Choice c = choose_wait(dice, fits);
        if (c.instance < 0) return;
        const Wait w = run_of(c.instance).waits[c.index];
        const Values values = some_values(dice, 40);
        step("\"complete\": \"" + id_of(w.node) + "\", \"variables\": " + text_of(values));
        reference_.complete(c.instance, w.age, values);
        subject_.complete(c.instance, wait_id(c), values);
    }
    void fail(Dice& dice) {
        const Choice c = choose_wait(dice, [](const Wait& w) {
            return w.kind == WaitFor::task || w.kind == WaitFor::job || w.kind == WaitFor::call;
        });
        if (c.instance < 0) return;
        const Wait w = run_of(c.instance).waits[c.index];
        const std::string code = "e" + std::to_string(dice.below(3));
        const Values values = some_values(dice, 30);
        step("\"fail\": \"" + id_of(w.node) + "\", \"error\": \"" + code +
             "\", \"variables\": " + text_of(values));
        reference_.fail(c.instance, w.age, code, values);
        subject_.fail(c.instance, wait_id(c), code, values);
    }
    void retry(Dice& dice) {
        const Choice c = choose(
            dice, [](const Case& r) { return r.incidents.size(); },
            [](const Case&, std::size_t) { return true; });
        if (c.instance < 0) return;
        const Incident i = run_of(c.instance).incidents[c.index];
        step("\"retry\": \"" + id_of(i.token->node) + "\"");
        const std::uint32_t id = subject_.state(c.instance).incidents[c.index].id;
        reference_.retry(c.instance, i.age);
        subject_.retry(c.instance, id);
    }
    // A command that comes too late is refused and changes nothing.
    void too_late(Dice& dice) {
        const int i = dice.below(static_cast<int>(reference_.instances.size()));
        const auto before = encode(subject_.state(i));
        try {
            subject_.complete(i, 999'999, {});
            differ("a wait that never was is completed");
        } catch (const Refusal& r) {
            const bool ended = run_of(i).ending != Ending::running;
            if (r.code() != (ended ? "process.ended" : "process.not_waiting"))
                differ("a wait that never was: " + r.code());
        }
        if (encode(subject_.state(i)) != before) differ("a refused command changed the state");
    }

    void act(const Command& command) {
        Dice dice(command.pick);
        const int what = command.what;
        if (what < 15) {
            complete(dice, [](const Wait& w) {
                return w.kind == WaitFor::task || w.kind == WaitFor::job;
            });
        } else if (what < 18) {
            fail(dice);
        } else if (what < 24) {
            const std::string name = "m" + std::to_string(dice.below(3));
            const Values values = some_values(dice, 40);
            const bool keep = dice.chance(30);
            step("\"message\": \"" + name + "\", \"variables\": " + text_of(values) +
                 (keep ? "" : ", \"ttl\": \"PT0S\""));
            reference_.message(name, values, keep);
            subject_.message(name, values, keep);
        } else if (what < 27) {
            const std::string name = "s" + std::to_string(dice.below(2));
            const Values values = some_values(dice, 40);
            step("\"signal\": \"" + name + "\", \"variables\": " + text_of(values));
            reference_.signal(name, values);
            subject_.signal(name, values);
        } else if (what < 31) {
            const int minutes = 1 + dice.below(100);
            step("\"advance\": \"PT" + std::to_string(minutes) + "M\"");
            reference_.advance(minutes);
            subject_.advance(minutes);
        } else if (what < 33) {
            const Choice c = any_running(dice);
            if (c.instance < 0) return;
            const Values values = some_values(dice, 100);
            step("\"set\": " + text_of(values));
            reference_.set(c.instance, values);
            subject_.set(c.instance, values);
        } else if (what < 36) {
            retry(dice);
        } else if (what == 36) {
            too_late(dice);
        } else if (what == 37) {
            if (!dice.chance(20)) return;
            const Choice c = any_running(dice);
            if (c.instance < 0) return;
            step("\"cancel\": " + std::to_string(c.instance));
            reference_.cancel(c.instance);
            subject_.cancel(c.instance);
        } else if (what == 38) {
            complete(dice, [](const Wait&) { return true; });
        } else if (reference_.instances.size() < 4) {
            begin();
        }
    }
    Choice any_running(Dice& dice) {
        return choose(
            dice, [](const Case&) { return std::size_t{1}; },
            [](const Case& c, std::size_t) { return c.ending == Ending::running; });
    }

    bool compare() {
        if (!out_.good) return false;
        const auto count = reference_.instances.size();
        if (subject_.instances() != static_cast<int>(count)) {
            differ(std::to_string(subject_.instances()) + " instances instead of " +
                   std::to_string(count));
            return false;
        }
        seen_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            const Case& c = *reference_.instances[i].run;
            const auto trace = subject_.trace(static_cast<int>(i));
            const std::string is = describe(program_, subject_.state(static_cast<int>(i))) +
                                   lines_from(trace, seen_[i]);
            const std::string wanted = describe(c) + lines_from(c.trace, seen_[i]);
            if (is != wanted) {
                differ("instance " + std::to_string(i) + "\nis:\n" + is + "should be:\n" + wanted);
                return false;
            }
            seen_[i] = trace.size();
        }
        return true;
    }

    const Program& program_;
    Subject& subject_;
    World& reference_;
    std::vector<std::size_t> seen_;
    Outcome out_;
};

}  // namespace

Outcome play(const Program& program, Subject& subject, World& reference,
             const std::vector<Command>& commands) {
    return Player(program, subject, reference).run(commands);
}

std::vector<Command> shrink(std::vector<Command> commands,
                            const std::function<bool(const std::vector<Command>&)>& fails) {
    for (std::size_t size = commands.size(); size > 0; size /= 2)
        for (std::size_t at = 0; at < commands.size();) {
            auto fewer = commands;
            const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(at);
            fewer.erase(first,
                        first + static_cast<std::ptrdiff_t>(std::min(size, fewer.size() - at)));
            if (fails(fewer))
                commands = std::move(fewer);
            else
                at += size;
        }
    return commands;
}

}  // namespace linli::process::random
