#include "linli/service_commands.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "base/yaml.hpp"
#include "kernel/service/catalogue.hpp"

namespace linli::command {

namespace {

namespace fs = std::filesystem;

struct ServiceOptions {
    std::vector<std::string> folders, roles;
    bool quiet = false;
};

struct RoleCode {
    using lenient = void;
    std::string code;
};
BOOST_DESCRIBE_STRUCT(RoleCode, (), (code))
struct RoleCodes {
    using lenient = void;
    std::vector<RoleCode> roles;
};
BOOST_DESCRIBE_STRUCT(RoleCodes, (), (roles))

service::Known known_of(const ServiceOptions& o) {
    service::Known known;
    for (const auto& path : o.roles) {
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        for (const auto& role : from_json<RoleCodes>(parse_yaml(text.str(), path)).roles)
            known.roles.insert(role.code);
    }
    return known;
}

// Whether the item may be put in force.
bool check_folder(const fs::path& folder, const service::Known& known, bool quiet) {
    const fs::path path = fs::canonical(folder);
    const auto report = service::check(path.filename().string(), service::read_folder(path), known);
    for (const auto& f : report.faults) {
        if (quiet && !f.refuses) continue;
        std::cout << (folder / f.file).string() << ": " << (f.where.empty() ? "-" : f.where) << ": "
                  << f.rule << ": " << (f.refuses ? "" : "warning: ") << f.words.en << " | "
                  << f.words.zh << '\n';
    }
    return report.good();
}

int check(const ServiceOptions& o) {
    const auto known = known_of(o);
    bool good = true;
    for (const auto& folder : o.folders)
        good = check_folder(folder, known, o.quiet) && good;
    return good ? 0 : 1;
}

}  // namespace

void add_service(CLI::App& app, int& exit_code) {
    auto o = std::make_shared<ServiceOptions>();
    auto* group = app.add_subcommand("service", "Look at service items without a deployment");
    group->require_subcommand(1);

    auto* checking = group->add_subcommand("check", "Say what keeps items from being put in force");
    checking->add_option("folders", o->folders, "folders of items; each is named as its item")
        ->required()
        ->check(CLI::ExistingDirectory);
    checking
        ->add_option("--roles", o->roles,
                     "roles.yaml of the deployment; without it the roles of lanes are not checked")
        ->check(CLI::ExistingFile);
    checking->add_flag("--quiet", o->quiet, "leave out what is only told");
    checking->callback([o, &exit_code] { exit_code = check(*o); });

    auto* listing = group->add_subcommand("rules", "List the rules that items are checked by");
    listing->callback([&exit_code] {
        std::cout << service::rules_as_markdown();
        exit_code = 0;
    });
}

}  // namespace linli::command
