#include "linli/process_commands.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "kernel/process/process.hpp"
#include "kernel/process/validate.hpp"
#include "linli/process_check.hpp"

namespace linli::command {

namespace {

namespace fs = std::filesystem;

struct ProcessOptions {
    std::string model, script, process, now = "2026-01-01T00:00:00Z";
};

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in)
        throw Refusal(RefusalKind::not_found, "process.file_missing",
                      {"读不到文件 " + path.string(), "cannot read " + path.string()});
    return out.str();
}

// The decision files beside a process, which its business rule tasks may name.
std::vector<process::DecisionFile> decisions_beside(const fs::path& model) {
    std::vector<decision::ModelText> texts;
    for (const auto& entry : fs::directory_iterator(fs::absolute(model).parent_path()))
        if (entry.path().extension() == ".dmn")
            texts.push_back({entry.path().filename().string(), read_file(entry.path())});
    std::sort(texts.begin(), texts.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::vector<process::DecisionFile> out;
    for (const auto& text : texts) {
        auto decisions = decision::Model::read(text, texts);
        decisions->require_sound();
        out.push_back({text.name, std::move(decisions)});
    }
    return out;
}

int run_process(const ProcessOptions& o) {
    const auto definitions =
        process::bpmn::read(fs::path(o.model).filename().string(), read_file(o.model));
    const auto faults = process::validate(*definitions);
    for (const auto& f : faults)
        std::cerr << "linli: " << definitions->file << ':' << f.line << ": " << f.element << ": "
                  << f.rule << ": " << f.words.en << '\n'
                  << "       " << f.words.zh << '\n';
    if (!faults.empty()) return 1;
    const auto program = process::compile(*definitions, decisions_beside(o.model));
    const auto result =
        process::play(program, parse_json(read_file(o.script)), o.process, instant_from_text(o.now),
                      [](const json::object& line) { std::cout << json::serialize(line) << '\n'; });
    std::cout << json::serialize(result.final) << std::endl;
    if (!result.good)
        std::cerr << "linli: " << result.words.en << "\n       " << result.words.zh << '\n';
    return result.good ? 0 : 1;
}

}  // namespace

void add_process(CLI::App& app, int& exit_code) {
    auto o = std::make_shared<ProcessOptions>();
    auto* group = app.add_subcommand("process", "Run BPMN models without a deployment");
    group->require_subcommand(1);

    auto* run = group->add_subcommand("run", "Play a script with a simulated clock");
    run->add_option("model", o->model, "the .bpmn file; decisions (.dmn) lie beside it")
        ->required()
        ->check(CLI::ExistingFile);
    run->add_option("--script", o->script, "JSON file with the steps, see docs/process.md")
        ->required()
        ->check(CLI::ExistingFile);
    run->add_option("--process", o->process, "id of the process that a start begins");
    run->add_option("--now", o->now, "where the simulated clock begins (2026-01-01T00:00:00Z)");
    run->callback([o, &exit_code] { exit_code = run_process(*o); });
    add_process_check(*group, exit_code);
}

}  // namespace linli::command
