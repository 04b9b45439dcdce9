#include "process/edges/explore.hpp"

#include <algorithm>
#include <deque>

#include "kernel/process/process.hpp"
#include "kernel/service/folder_fixture.hpp"
#include "kernel/service/text.hpp"

namespace linli::process::edges {

namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Program> program_of(const std::string& code) {
    const auto files = service::shipped_files(code);
    const auto item =
        service::read_item(service::file_named(files, "item.yaml")->text, "item.yaml");
    std::vector<DecisionFile> decisions;
    for (const auto& text : service::decision_texts(item, files))
        decisions.push_back({text.name, decision::Model::read(text)});
    return compile(*bpmn::read(item.process, service::file_named(files, item.process)->text),
                   decisions);
}

// Each beginning of the item's scripts.
std::vector<Variables> starts_of(const std::string& code) {
    std::set<std::string> seen;
    std::vector<Variables> out;
    std::vector<fs::path> scripts;
    for (const auto& entry :
         fs::directory_iterator(service::source_folder() / "tests" / "services"))
        if (entry.path().filename().string().starts_with(code + "."))
            scripts.push_back(entry.path());
    std::sort(scripts.begin(), scripts.end());
    for (const auto& script : scripts) {
        const auto steps = parse_json(service::text_of_file(script));
        const auto* start = steps.as_array().at(0).as_object().if_contains("start");
        if (start && seen.insert(json::serialize(*start)).second)
            out.push_back(variables_from_json(start->as_object()));
    }
    return out;
}

std::string place_of(const Program& program, const State& state, const std::string& last) {
    if (state.status == Status::completed) return "(" + last + ")";
    if (state.ended()) return "(ended otherwise)";
    std::vector<std::string> waiting;
    for (const auto& w : state.waits)
        if (w.kind == WaitKind::task) waiting.push_back(program.nodes[w.node].id);
    for (const auto& i : state.incidents)
        waiting.push_back("incident at " + program.nodes[i.node].id);
    std::sort(waiting.begin(), waiting.end());
    std::string out;
    for (const auto& w : waiting)
        out += (out.empty() ? "" : " + ") + w;
    return out;
}

// What decides how it goes on; ids only count.
std::string key_of(const Program& program, const Reached& at) {
    const State& state = at.state;
    std::string out = at.place;
    for (const auto& w : state.waits)
        out += "|" + program.nodes[w.node].id;
    for (const auto& f : state.frames)
        for (const auto& [name, value] : f.variables)
            out += "|" + name + "=" + decision::display(value, true);
    for (const auto& l : state.loops)
        for (const auto& value : l.results)
            out += "|" + decision::display(value, true);
    return out;
}

// What is reached by a command; service tasks are done at once.
Reached after(const Program& program, const Reached& from, Command command) {
    Reached out{from.state, "", from.start, from.path};
    std::string last;
    for (;;) {
        StepResult result = step(program, std::move(out.state), command, beginning);
        out.state = std::move(result.state);
        for (const auto& row : result.effects.trace)
            if (row.event == TraceEvent::completed) last = program.nodes[row.node].id;
        const auto job = std::find_if(out.state.waits.begin(), out.state.waits.end(),
                                      [](const Wait& w) { return w.kind == WaitKind::job; });
        if (job == out.state.waits.end()) break;
        command = Complete{job->id, answer_of(job->name)};
    }
    out.place = place_of(program, out.state, last);
    return out;
}

// A role, or the applicant himself.
std::string doer_of(const ProgramNode& node) {
    const std::string* addressee = node.attribute("addressee");
    if (addressee) return "the " + *addressee;
    return node.roles.empty() ? "nobody" : node.roles.front();
}

}  // namespace

Variables answer_of(const std::string& function) {
    if (function == "case.give_notice")
        return variables_from_json({{"correction_due", "2026-01-20T09:00:00Z"}});
    if (function == "case.corrected")
        return variables_from_json({{"missing", json::array{}}, {"complete", true}});
    return {};
}

// A form with an outcome: one choice for each; another: two that differ in every number.
std::vector<std::pair<std::string, Variables>> choices_of(const std::string& code,
                                                          const ProgramNode& node) {
    const std::string* form = node.attribute("form");
    if (!form) return {{"", {}}};
    const auto schema =
        parse_json(service::text_of_file(service::source_folder() / "services" / code / *form));
    std::vector<std::string> names;
    for (const auto& component : schema.at("components").as_array())
        if (const auto* key = component.as_object().if_contains("key"); key && *key == "outcome")
            for (const auto& value : component.at("values").as_array())
                names.emplace_back(value.at("value").as_string());
    const bool by_outcome = !names.empty();
    if (!by_outcome) names = {"first amounts", "other amounts"};
    std::vector<std::pair<std::string, Variables>> out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        json::object data;
        for (const auto& component : schema.at("components").as_array()) {
            const auto* key = component.as_object().if_contains("key");
            if (!key) continue;
            const std::string type(component.at("type").as_string());
            if (*key == "outcome")
                data["outcome"] = names[i];
            else if (type == "number")
                data[key->as_string()] = by_outcome ? 1 : static_cast<int>(i) + 1;
            else if (type == "textarea" || type == "textfield")
                data[key->as_string()] = "text";
        }
        const std::string* result = node.attribute("result");
        out.emplace_back(names[i], variables_from_json(
                                       result ? json::object{{*result, std::move(data)}} : data));
    }
    return out;
}

std::vector<Act> acts_of(const std::string& code, const Program& program, const State& state) {
    std::vector<Act> out;
    std::map<std::uint32_t, std::size_t> seen;
    for (const auto& w : state.waits) {
        const ProgramNode& node = program.nodes[w.node];
        const std::size_t ordinal = seen[w.node]++;
        if (w.kind == WaitKind::timer) out.push_back({true, node.id, ordinal, "when due", {}});
        if (w.kind != WaitKind::task) continue;
        for (auto& [name, variables] : choices_of(code, node))
            out.push_back({false, node.id, ordinal, name, std::move(variables)});
    }
    return out;
}

std::uint32_t wait_of(const Program& program, const State& state, const Act& act) {
    std::size_t ordinal = 0;
    for (const auto& w : state.waits)
        if (program.nodes[w.node].id == act.element && ordinal++ == act.ordinal) return w.id;
    throw BrokenInvariant("nothing waits at " + act.element);
}

Explored explore(const std::string& code) {
    Explored out;
    out.program = program_of(code);
    const Program& program = *out.program;
    const auto process = program.find_process(code);
    LINLI_CHECK(process != none);
    std::set<std::string> known;
    const auto reach = [&](Reached at) {
        if (known.insert(key_of(program, at)).second) out.states.push_back(std::move(at));
    };
    for (const auto& start : starts_of(code)) {
        Reached at = after(program, {{}, "", start, {}}, Start{process, none, start, false});
        out.beginnings.insert(at.place);
        reach(std::move(at));
    }
    for (std::size_t i = 0; i < out.states.size(); ++i) {
        LINLI_CHECK(out.states.size() < 20'000);
        const Reached from = out.states[i];
        out.edges[from.place];
        for (const auto& act : acts_of(code, program, from.state)) {
            const auto wait = wait_of(program, from.state, act);
            Reached to = after(program, from,
                               act.timer ? Command(Fire{wait}) : Complete{wait, act.variables});
            to.path.push_back(act);
            const ProgramNode& node = program.nodes[program.find_node(act.element)];
            out.edges[from.place].insert(
                act.element + (act.label.empty() ? "" : " (" + act.label + ")") + ", by " +
                (act.timer ? "the clock" : doer_of(node)) + " -> " + to.place);
            reach(std::move(to));
        }
    }
    return out;
}

std::string Explored::text() const {
    std::string out = "(start)\n";
    for (const auto& place : beginnings)
        out += "    -> " + place + "\n";
    for (const auto& [place, leaving] : edges) {
        out += place + "\n";
        for (const auto& edge : leaving)
            out += "    " + edge + "\n";
    }
    return out;
}

}  // namespace linli::process::edges
