#include "linli/decision_commands.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include "kernel/decision/decision.hpp"
#include "kernel/decision/tck.hpp"
#include "linli/package_commands.hpp"

namespace linli::command {

namespace {

namespace fs = std::filesystem;

struct DecisionOptions {
    std::string directory, csv, model, decision, input, expression, context = "{}";
    bool explain = false;
    PackageEval package;
    PackageReplay replay;
};

std::map<fs::path, decision::TckFolder> tck_folders(const fs::path& root) {
    std::map<fs::path, decision::TckFolder> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (!entry.is_regular_file() || (extension != ".dmn" && extension != ".xml")) continue;
        auto& folder = all[entry.path().parent_path()];
        folder.name = fs::relative(entry.path().parent_path(), root).string();
        (extension == ".dmn" ? folder.models : folder.cases)
            .push_back({entry.path().filename().string(), read_text(entry.path())});
    }
    return all;
}

std::string csv_field(const std::string& text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

int run_kit(const DecisionOptions& o) {
    std::ofstream csv;
    if (!o.csv.empty()) {
        csv.open(o.csv);
        csv << "folder,test_case,result,message\n";
    }
    std::size_t passed = 0, all = 0;
    for (const auto& [path, folder] : tck_folders(o.directory)) {
        for (const auto& r : decision::run_tck(folder, SystemClock().now())) {
            ++all;
            passed += r.passed ? 1 : 0;
            if (!r.passed)
                std::cout << r.folder << ' ' << r.test_case << ' ' << r.node << ": " << r.message
                          << '\n';
            if (csv.is_open())
                csv << csv_field(r.folder) << ',' << csv_field(r.test_case) << ','
                    << (r.passed ? "passed" : "failed") << ',' << csv_field(r.message) << '\n';
        }
    }
    std::cout << "passed " << passed << " of " << all << '\n';
    return passed == all && all > 0 ? 0 : 1;
}

void print_explanation(const decision::Outcome& outcome) {
    for (const auto& i : outcome.intermediates)
        std::cerr << i.name << " = " << decision::display(i.value, true) << '\n';
    for (const auto& t : outcome.tables) {
        std::cerr << t.table << ':';
        for (const auto& [text, value] : t.inputs)
            std::cerr << ' ' << text << " = " << decision::display(value, true) << ';';
        std::cerr << " rows";
        for (const auto row : t.rows)
            std::cerr << ' ' << row;
        std::cerr << (t.rows.empty() ? " none\n" : "\n");
    }
}

int print(const decision::Outcome& outcome) {
    std::cout << json::serialize(decision::to_json_value(outcome.value)) << '\n';
    for (const auto& note : outcome.notes)
        std::cerr << (note.element.empty() ? "" : note.element + ": ") << note.words.en << '\n';
    return 0;
}

int evaluate(const DecisionOptions& o) {
    const fs::path path = o.model;
    std::vector<decision::ModelText> others;
    for (const auto& entry : fs::directory_iterator(fs::absolute(path).parent_path()))
        if (entry.path().extension() == ".dmn" && entry.path().filename() != path.filename())
            others.push_back({entry.path().filename().string(), read_text(entry.path())});
    const auto model = decision::Model::read({path.filename().string(), read_text(path)}, others);
    model->require_sound();
    const json::value input = parse_json(o.input.empty() ? "{}" : read_text(o.input));
    const auto outcome = model->evaluate(
        {o.decision, "", model->inputs_from_json(input), o.explain, SystemClock().now()});
    if (o.explain) print_explanation(outcome);
    return print(outcome);
}

int feel(const DecisionOptions& o) {
    const auto context = decision::from_json_value(parse_json(o.context));
    return print(decision::evaluate_feel(o.expression, context, SystemClock().now()));
}

int evaluate_either(const DecisionOptions& o) {
    if (!fs::is_directory(o.model)) return evaluate(o);
    PackageEval eval = o.package;
    eval.folder = o.model;
    eval.decision = o.decision;
    eval.explain = o.explain;
    if (!o.input.empty()) eval.inputs = read_text(o.input);
    return evaluate_package(eval);
}

void add_eval(CLI::App& group, const std::shared_ptr<DecisionOptions>& o, int& exit_code) {
    auto* eval = group.add_subcommand("eval", "Evaluate a decision of a model or a rule package");
    eval->add_option("model", o->model,
                     "the .dmn file, whose folder holds what it imports, or the "
                     "package's folder")
        ->required()
        ->check(CLI::ExistingPath);
    eval->add_option("--decision", o->decision, "name of the decision, in a package also its code")
        ->required();
    eval->add_option("--input", o->input, "JSON file with the input data by name")
        ->check(CLI::ExistingFile);
    eval->add_flag("--explain", o->explain, "show the rows that applied and every decision");
    eval->add_option("--at", o->package.at, "packages: the law in force that day (default today)");
    eval->add_option("--known", o->package.known,
                     "packages: as it was known that day (default today)");
    eval->add_option("--area", o->package.area,
                     "packages: division codes, the smallest first: 510107,510100,510000");
    eval->add_option("--assume", o->package.assume,
                     "packages: JSON with values supposed for parameters");
    eval->add_flag("--json", o->package.as_json, "packages: the whole record as JSON");
    eval->callback([o, &exit_code] { exit_code = evaluate_either(*o); });
}

void add_replay(CLI::App& group, const std::shared_ptr<DecisionOptions>& o, int& exit_code) {
    auto* replay = group.add_subcommand(
        "replay", "Run a proposed package over past questions: who is decided differently");
    auto& r = o->replay;
    replay->add_option("old", r.old_folder, "folder of the package in use")
        ->required()
        ->check(CLI::ExistingDirectory);
    replay->add_option("new", r.new_folder, "folder of the proposed package")
        ->required()
        ->check(CLI::ExistingDirectory);
    replay->add_option("--inputs", r.inputs, "JSON lines: one case a line")
        ->required()
        ->check(CLI::ExistingFile);
    replay->add_option("--decision", r.decision, "where a case names none");
    replay->add_option("--at", r.at, "legal date where a case names none");
    replay->add_option("--known", r.known, "day of knowledge of the old answers");
    replay->add_option("--differences", r.differences, "write every difference to this CSV file");
    replay->add_flag("--json", r.as_json, "the report as JSON");
    replay->callback([o, &exit_code] { exit_code = replay_packages(o->replay); });
}

}  // namespace

void add_decision(CLI::App& app, int& exit_code) {
    auto o = std::make_shared<DecisionOptions>();
    auto* group = app.add_subcommand("decision", "Evaluate and test DMN models");
    group->require_subcommand(1);

    auto* kit = group->add_subcommand("tck", "Run a folder of DMN TCK cases");
    kit->add_option("directory", o->directory, "the folder")
        ->required()
        ->check(CLI::ExistingDirectory);
    kit->add_option("--csv", o->csv, "write one row for each case to this file");
    kit->callback([o, &exit_code] { exit_code = run_kit(*o); });

    add_eval(*group, o, exit_code);

    auto* check = group->add_subcommand("check", "Check rule packages before they are put in use");
    check->add_option("directory", o->directory, "a package, or a folder of packages or models")
        ->required()
        ->check(CLI::ExistingDirectory);
    check->add_flag("--json", o->package.as_json, "the reports as JSON");
    check->callback(
        [o, &exit_code] { exit_code = check_packages(o->directory, o->package.as_json); });

    add_replay(*group, o, exit_code);

    auto* expression = app.add_subcommand("feel", "Evaluate a FEEL expression");
    expression->add_option("expression", o->expression, "the expression")->required();
    expression->add_option("--context", o->context, "its variables as JSON");
    expression->callback([o, &exit_code] { exit_code = feel(*o); });
}

}  // namespace linli::command
