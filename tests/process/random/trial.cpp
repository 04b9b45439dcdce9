#include "process/random/trial.hpp"

#include <cstdlib>

#include "kernel/process/bpmn.hpp"

namespace linli::process::random {

namespace {

class InMemory final : public Subject {
  public:
    explicit InMemory(std::shared_ptr<const Program> program)
        : program_(std::move(program)), exchange_(program_, beginning) {}
    int instances() override { return static_cast<int>(exchange_.instances().size()); }
    const State& state(int i) override {
        return exchange_.instances()[static_cast<std::size_t>(i)].state;
    }
    std::vector<std::string> trace(int i) override {
        std::vector<std::string> out;
        for (const auto& line : exchange_.lines())
            if (line.instance == id(i))
                out.push_back(std::string(trace_event_name(line.event)) + " " +
                              program_->nodes[line.node].id);
        return out;
    }
    void start(const Values& values) override {
        exchange_.start(program_->find_process("p0"), variables_of(values));
    }
    void complete(int i, std::uint32_t wait, const Values& values) override {
        exchange_.complete(id(i), wait, variables_of(values));
    }
    void fail(int i, std::uint32_t wait, const std::string& code, const Values& values) override {
        exchange_.fail(id(i), wait, code, variables_of(values));
    }
    void message(const std::string& name, const Values& values, bool keep) override {
        exchange_.message(name, "", variables_of(values), keep ? days(1).value : 0);
    }
    void signal(const std::string& name, const Values& values) override {
        exchange_.signal(name, variables_of(values));
    }
    void set(int i, const Values& values) override {
        exchange_.set_variables(id(i), variables_of(values));
    }
    void retry(int i, std::uint32_t incident) override { exchange_.retry(id(i), incident); }
    void cancel(int i) override { exchange_.cancel(id(i)); }
    void advance(int by) override { exchange_.advance({0, minutes(by).value}); }

  private:
    static std::uint32_t id(int i) { return static_cast<std::uint32_t>(i) + 1; }
    std::shared_ptr<const Program> program_;
    Exchange exchange_;
};

std::uint64_t number_of(const char* name) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : 0;
}

}  // namespace

Seeds seeds(std::uint64_t few, std::uint64_t many) {
    if (const auto one = number_of("LINLI_SEED")) return {one, one, true};
    return {1, number_of("LINLI_LONG") ? many : few, false};
}

Trial::Trial(std::uint64_t number) : seed(number) {
    Dice dice(seed);
    model = make_model(dice);
    commands = make_commands(dice);
    xml = to_bpmn(model);
    program = compile(*bpmn::read("random.bpmn", xml));
}

Outcome Trial::in_memory(const std::vector<Command>& some, Wrong wrong) const {
    InMemory subject(program);
    World reference(model, wrong, false);
    return play(*program, subject, reference, some);
}

std::string report(const Trial& trial,
                   const std::function<Outcome(const std::vector<Command>&)>& run) {
    const auto few = shrink(trial.commands, [&](const auto& some) { return !run(some).good; });
    const Outcome outcome = run(few);
    std::string out = "LINLI_SEED=" + std::to_string(trial.seed) + "\n" + trial.xml;
    for (const auto& line : outcome.script)
        out += line + "\n";
    return out + outcome.difference;
}

}  // namespace linli::process::random
