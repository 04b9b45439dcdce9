// linli: one program, several subcommands. This file reads the command line; the rest of the folder
// puts the modules together.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "base/refusal.hpp"
#include "linli/commands.hpp"
#include "linli/decision_commands.hpp"
#include "linli/process_commands.hpp"
#include "linli/service_commands.hpp"
#include "linli/version.hpp"

namespace {

using namespace linli::command;

void add_deployment(CLI::App& command, Deployment& d) {
    command.add_option("--data", d.data, "directory of the database, the keys and the files")
        ->required();
    command.add_option(
        "--db", d.db,
        "postgresql://user:password@host:port/database instead of the embedded database");
    command.add_option("--rules", d.rules, "directory of the rules (default: the one delivered)");
    command.add_option("--services", d.services,
                       "directory of the service items (default: those delivered)");
    command
        .add_option("--crypto", d.crypto_profile,
                    "intl (AES, SHA-2, Ed25519) or sm (SM4, SM3, SM2)")
        ->check(CLI::IsMember({"intl", "sm"}));
    command
        .add_option("--node", d.node, "number of this process among those that share the database")
        ->check(CLI::Range(0, 1023));
}

struct CommandLine {
    Deployment deployment;
    ServeOptions serve_options;
    ImportOptions import_options;
    std::string preset = "district";
    std::string checkpoint, to, from, login;
    bool as_json = false;
    bool with_keys = false;
    int exit_code = 0;
};

void add_serve(CLI::App& app, CommandLine& c) {
    auto* serve_command = app.add_subcommand("serve", "Serve the browser app and the interfaces");
    add_deployment(*serve_command, c.deployment);
    auto& o = c.serve_options;
    serve_command->add_option("--port", o.port,
                              "port to listen on (default 8080; 0 = any free one)");
    serve_command->add_option("--address", o.address, "address to listen on (default 127.0.0.1)");
    serve_command->add_option("--web", o.web,
                              "directory of the built browser app (default: the one delivered)");
    serve_command->add_option("--origin", o.origin, "what browsers see: https://linli.example");
    serve_command->add_option("--tiles-origin", o.tiles_origin,
                              "where browsers may load map tiles from: https://tiles.example");
    serve_command->add_option("--trusted-proxy", o.trusted_proxies,
                              "address whose X-Forwarded-For is believed");
    serve_command->add_option("--password-rules", o.password_profile, "asvs or djbh3")
        ->check(CLI::IsMember({"asvs", "djbh3"}));
    serve_command->add_option("--requests-per-second", o.requests_per_address_per_s,
                              "sustained requests of one address (default 200; 0 = no limit)");
    serve_command->add_option("--workers", o.workers, "threads that answer requests (default 64)")
        ->check(CLI::Range(1, 1024));
    serve_command->add_option("--sms-command", o.sms_command,
                              "program that hands text messages to your gateway");
    serve_command->add_flag("!--no-access-log", o.access_log, "write no line for each request");
    serve_command->add_flag("--demo", o.demo,
                            "show text messages at /api/v1/demo/messages instead of sending them");
    serve_command->callback([&] { c.exit_code = serve(c.deployment, c.serve_options); });
}

void add_care(CLI::App& app, CommandLine& c) {
    auto* verify_command =
        app.add_subcommand("verify", "Check the journal, the files and the database");
    add_deployment(*verify_command, c.deployment);
    verify_command->add_option(
        "--checkpoint", c.checkpoint,
        "an earlier checkpoint, kept outside: finds truncation and roll-back");
    verify_command->callback([&] { c.exit_code = verify(c.deployment, c.checkpoint); });

    auto* backup_command =
        app.add_subcommand("backup", "Copy a running deployment to a new directory");
    add_deployment(*backup_command, c.deployment);
    backup_command->add_option("--to", c.to, "directory that does not exist yet")->required();
    backup_command->add_flag("--with-keys", c.with_keys,
                             "copy the keys too; keep such a backup locked away");
    backup_command->callback([&] { c.exit_code = backup(c.deployment, c.to, c.with_keys); });

    auto* restore_command = app.add_subcommand("restore", "Make a deployment from a backup");
    add_deployment(*restore_command, c.deployment);
    restore_command->add_option("--from", c.from, "directory made by linli backup")->required();
    restore_command->callback([&] { c.exit_code = restore(c.deployment, c.from); });

    auto* migrate_command = app.add_subcommand("migrate", "Bring the database to this version");
    add_deployment(*migrate_command, c.deployment);
    migrate_command->callback([&] { c.exit_code = migrate(c.deployment); });
}

void add_accounts(CLI::App& app, CommandLine& c) {
    auto* reset_command =
        app.add_subcommand("reset-password", "Give an account a new one-time password");
    add_deployment(*reset_command, c.deployment);
    reset_command->add_option("login", c.login, "login name of the account")->required();
    reset_command->callback([&] { c.exit_code = reset_password(c.deployment, c.login); });
}

void add_data(CLI::App& app, CommandLine& c) {
    auto* demo_command =
        app.add_subcommand("demo", "Load the demonstration city, unless it is there");
    add_deployment(*demo_command, c.deployment);
    demo_command->add_option("--preset", c.preset, "small, district or city (default district)")
        ->check(CLI::IsMember({"small", "district", "city"}));
    demo_command->callback([&] { c.exit_code = demo(c.deployment, c.preset); });

    auto* import_command = app.add_subcommand("import", "Import listings or areas from files");
    add_deployment(*import_command, c.deployment);
    auto& o = c.import_options;
    import_command
        ->add_option("--format", o.format,
                     "hsds_json, hsds_csv, geojson, osm, areas_csv or areas_geojson")
        ->required()
        ->check(CLI::IsMember(
            {"hsds_json", "hsds_csv", "geojson", "osm", "areas_csv", "areas_geojson"}));
    import_command->add_option("files", o.files, "the files")->required()->check(CLI::ExistingFile);
    import_command->add_option("--area", o.area, "code of the area that the listings belong to");
    import_command->add_option("--crs", o.crs,
                               "coordinate system of the points: wgs84, cgcs2000, gcj02 or bd09");
    import_command->add_option("--source", o.source, "where the data come from");
    import_command->add_option("--licence", o.licence, "under which licence");
    import_command->add_flag("--dry-run", o.dry_run, "only report");
    import_command->add_flag("--accept-partial", o.accept_partial,
                             "load the good rows although others are broken");
    import_command->add_flag("--replace", o.replace,
                             "also remove what stored services have and the files leave out");
    import_command->callback([&] { c.exit_code = import(c.deployment, o); });

    auto* routes_command = app.add_subcommand("routes", "List every route with its policy");
    routes_command->add_flag("--json", c.as_json, "the OpenAPI document instead of a table");
    routes_command->callback([&] { c.exit_code = routes(c.as_json); });
}

// A wrong command line ends with 2 and one sentence; --help and --version end with 0.
int tell_misuse(const CLI::App& app, const CLI::ParseError& e, const std::string& first) {
    if (e.get_exit_code() == 0) return app.exit(e);
    const auto named = [&](const CLI::App* one) { return one->get_name() == first; };
    const bool unknown = !first.empty() && first[0] != '-' && app.get_subcommands(named).empty();
    std::string words = unknown ? "there is no subcommand \"" + first + '"' : e.what();
    std::replace(words.begin(), words.end(), '\n', ' ');
    std::cerr << "linli: " << words << "; see linli --help\n";
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Linli 邻里: an open civic-service platform"};
    app.set_version_flag("--version", linli::version);
    app.require_subcommand(1);
    CommandLine c;
    add_serve(app, c);
    add_care(app, c);
    add_accounts(app, c);
    add_data(app, c);
    add_decision(app, c.exit_code);
    add_process(app, c.exit_code);
    add_service(app, c.exit_code);
    try {
        app.parse(argc, argv);
        return c.exit_code;
    } catch (const CLI::ParseError& e) {
        return tell_misuse(app, e, argc > 1 ? argv[1] : "");
    } catch (const linli::Refusal& r) {
        std::cerr << "linli: " << r.words().en << "\n       " << r.words().zh << '\n';
    } catch (const std::exception& e) {
        std::cerr << "linli: " << e.what() << '\n';
    }
    return 1;
}
