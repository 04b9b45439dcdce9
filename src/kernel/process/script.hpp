// A script of steps played against a model with a simulated clock: `linli process run`, the models
// of tests/process and "try it" in the editor.
//
// Steps (JSON objects, one member names the kind):
//   {"start": {variables}}                    also "process": id
//   {"complete": "element", "variables": {}}  element: id, or name when it is unique
//   {"fail": "element", "error": "CODE", "variables": {}}
//   {"message": "name", "correlation": "key", "variables": {}}   also "ttl": "PT1H"
//   {"signal": "name", "variables": {}}
//   {"advance": "P2D"}
//   {"expect": {"waiting": ["element"], "variables": {}, "ended": false, "incidents": ["element"]}}
// An expectation compares the members that it has. "waiting" is a multiset, or a set when it names
// no element twice; a variable is that of the process, else of any scope.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/json.hpp"
#include "kernel/process/exchange.hpp"

namespace linli::process {

// Where a script is played: what begins instances and moves them, with a clock of its own.
class Ground {
  public:
    struct Case {
        std::int64_t id = 0;
        const State* state = nullptr;  // valid until the next act
    };
    virtual ~Ground() = default;
    virtual Instant now() const = 0;
    virtual std::vector<Case> cases() = 0;  // the oldest first, ended ones too
    // What the trace got since the last call.
    virtual std::vector<json::object> new_lines() = 0;
    virtual void start(std::uint32_t process, Variables variables) = 0;
    virtual void complete(std::int64_t id, std::uint32_t wait, Variables variables) = 0;
    virtual void fail(std::int64_t id, std::uint32_t wait, const std::string& error,
                      Variables variables) = 0;
    virtual void message(const std::string& name, const std::string& key, Variables variables,
                         std::int64_t ttl_us) = 0;
    virtual void signal(const std::string& name, Variables variables) = 0;
    virtual void advance(const IsoDuration& by) = 0;
};

// Instances in memory.
class InMemory final : public Ground {
  public:
    // `process`: id, or empty for all of the file.
    InMemory(std::shared_ptr<const Program> program, Instant begin, const std::string& process);
    Exchange& exchange() { return exchange_; }
    Instant now() const override { return exchange_.now(); }
    std::vector<Case> cases() override {
        std::vector<Case> out;
        for (const auto& i : exchange_.instances())
            if (!i.state.frames.empty()) out.push_back({i.id, &i.state});
        return out;
    }
    std::vector<json::object> new_lines() override;
    void start(std::uint32_t process, Variables variables) override {
        exchange_.start(process, std::move(variables));
    }
    void complete(std::int64_t id, std::uint32_t wait, Variables variables) override {
        exchange_.complete(static_cast<std::uint32_t>(id), wait, std::move(variables));
    }
    void fail(std::int64_t id, std::uint32_t wait, const std::string& error,
              Variables variables) override {
        exchange_.fail(static_cast<std::uint32_t>(id), wait, error, std::move(variables));
    }
    void message(const std::string& name, const std::string& key, Variables variables,
                 std::int64_t ttl_us) override {
        exchange_.message(name, key, std::move(variables), ttl_us);
    }
    void signal(const std::string& name, Variables variables) override {
        exchange_.signal(name, std::move(variables));
    }
    void advance(const IsoDuration& by) override { exchange_.advance(by); }

  private:
    Exchange exchange_;
    std::size_t shown_ = 0;
};

struct ScriptResult {
    bool good = true;
    std::size_t step = 0;  // that was not, from 1
    Words words;           // why not, with the number of the step
    json::object final;    // {"state", "ended", "waiting", "variables", "incidents"?, "instances"?}
};

// Plays `steps` in memory; `process`: id, or empty for the file's own choice. `show` hears each
// line of the trace as it happens. Throws Refusal `process.script_malformed` (422) for what is no
// step.
ScriptResult play(std::shared_ptr<const Program> program, const json::value& steps,
                  const std::string& process, Instant begin,
                  const std::function<void(const json::object&)>& show);
// The same on another ground, whose instances run `program`.
ScriptResult play(Ground& ground, const Program& program, const json::value& steps,
                  const std::string& process, const std::function<void(const json::object&)>& show);

}  // namespace linli::process
