#include "linli/process_check.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "kernel/process/render.hpp"
#include "kernel/process/validate.hpp"

namespace linli::command {

namespace {

struct CheckOptions {
    std::vector<std::string> files, tokens;
    std::string model;
    bool quiet = false;
};

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in)
        throw Refusal(RefusalKind::not_found, "process.file_missing",
                      {"读不到文件 " + path, "cannot read " + path});
    return out.str();
}

void print(const std::string& file, const process::ModelFault& f, const char* kind) {
    std::cout << file << ':' << f.line << ": " << f.element << ": " << f.rule << ": " << kind
              << f.words.en << " | " << f.words.zh << '\n';
}

// Whether the file may be deployed.
bool check_file(const std::string& file, bool quiet) {
    try {
        const auto model = process::bpmn::read(file, read_file(file));
        std::vector<process::ModelFault> warnings;
        const auto faults = process::validate(*model, &warnings);
        for (const auto& f : faults)
            print(file, f, "");
        if (!quiet)
            for (const auto& f : warnings)
                print(file, f, "warning: ");
        return faults.empty();
    } catch (const Refusal& r) {
        std::cout << r.words().en << " | " << r.words().zh << '\n';
        return false;
    }
}

int check(const CheckOptions& o) {
    bool good = true;
    for (const auto& file : o.files)
        good = check_file(file, o.quiet) && good;
    return good ? 0 : 1;
}

int render(const CheckOptions& o) {
    const auto model = process::bpmn::read(o.model, read_file(o.model));
    process::RenderOptions options;
    for (const auto& token : o.tokens) {
        const auto equals = token.rfind('=');
        std::int64_t count = 0;
        const char* end = token.data() + token.size();
        if (equals == std::string::npos || !model->find(token.substr(0, equals)) ||
            std::from_chars(token.data() + equals + 1, end, count).ptr != end)
            throw Refusal(RefusalKind::unprocessable, "process.token_malformed",
                          {"--tokens 应写成 元素编号=数量，且元素须在模型里：" + token,
                           "--tokens is element=count with an element of the model: " + token});
        options.tokens[token.substr(0, equals)] = count;
    }
    std::cout << process::render_svg(*model, options);
    return 0;
}

}  // namespace

void add_process_check(CLI::App& group, int& exit_code) {
    auto o = std::make_shared<CheckOptions>();
    auto* checking = group.add_subcommand("check", "Say what keeps models from being deployed");
    checking->add_option("files", o->files, "the .bpmn files")->required();
    checking->add_flag("--quiet", o->quiet, "leave out what is only told");
    checking->callback([o, &exit_code] { exit_code = check(*o); });

    auto* rendering = group.add_subcommand("render", "Draw a model as SVG");
    rendering->add_option("model", o->model, "the .bpmn file")->required();
    rendering->add_option("--tokens", o->tokens, "element=count, shown at the element");
    rendering->callback([o, &exit_code] { exit_code = render(*o); });

    auto* listing = group.add_subcommand("rules", "List the rules that models are checked by");
    listing->callback([&exit_code] {
        std::cout << process::rules_as_markdown();
        exit_code = 0;
    });
}

}  // namespace linli::command
