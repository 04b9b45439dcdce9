// demo, import, routes: what fills a deployment, and what it offers.
#include <fstream>
#include <iostream>
#include <sstream>

#include "demo/demo.hpp"
#include "http/schema.hpp"
#include "linli/app.hpp"
#include "linli/version.hpp"

namespace linli::command {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path + " cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void print_fault(const std::string& file, std::int64_t line, const std::string& field,
                 const std::string& en, const std::string& zh, bool warning) {
    std::cout << (warning ? "  note   " : "  FAULT  ") << file;
    if (line > 0) std::cout << ':' << line;
    if (!field.empty()) std::cout << ' ' << field;
    std::cout << ": " << en << " / " << zh << '\n';
}

template <class Report>
int conclude(const Report& report) {
    std::cout << report.rows_read << " rows read, " << report.rows_good << " good, "
              << report.rows_bad << " bad; " << report.added << " added, " << report.changed
              << " changed, " << report.unchanged << " unchanged\n";
    if (report.dry_run)
        std::cout << "dry run: nothing was changed\n";
    else if (!report.applied)
        std::cout << "nothing was changed; mend the rows above, or give --accept-partial to load "
                     "the good ones\n";
    return report.rows_bad == 0 || report.applied ? 0 : 1;
}

int import_areas(App& app, const ImportOptions& options) {
    int code = 0;
    for (const auto& file : options.files) {
        area::ImportRequest request;
        request.format =
            options.format == "areas_csv" ? area::ImportFormat::csv : area::ImportFormat::geojson;
        request.text = read_file(file);
        request.dry_run = options.dry_run;
        request.accept_partial = options.accept_partial;
        if (!options.crs.empty()) request.crs = options.crs;
        const auto report =
            app.store->write([&](store::Tx& tx) { return app.areas.import(tx, request, {}); });
        app.areas.refresh();
        for (const auto& f : report.faults)
            print_fault(file, f.line, f.field, f.en, f.zh, false);
        code = std::max(code, conclude(report));
    }
    return code;
}

int import_listings(App& app, const ImportOptions& options) {
    place::ImportRequest request;
    request.format = options.format;
    request.dry_run = options.dry_run;
    request.accept_partial = options.accept_partial;
    request.replace = options.replace;
    request.source = options.source;
    if (request.source.empty()) throw Fault("--source is needed: it is shown with every listing");
    if (!options.crs.empty()) request.crs = options.crs;
    if (!options.licence.empty()) request.licence = options.licence;
    if (!options.area.empty()) {
        const auto* area = app.areas.tree()->by_code(options.area);
        if (!area) throw Fault("no area has the code " + options.area);
        request.area_id = area->id;
    }
    for (const auto& file : options.files) {
        request.files.push_back({std::filesystem::path(file).filename().string(), read_file(file)});
    }
    const auto report = place::run_import(*app.store, app.directory, {}, request,
                                          import_parsers().at(options.format));
    for (const auto& f : report.faults)
        print_fault(f.file, f.line, f.field, f.en, f.zh, f.warning);
    if (report.duplicates > 0)
        std::cout << report.duplicates
                  << " rows are already there under another source and were not doubled\n";
    return conclude(report);
}

}  // namespace

int import(const Deployment& deployment, const ImportOptions& options) {
    App app(deployment, {});
    const int code = options.format.starts_with("areas_") ? import_areas(app, options)
                                                          : import_listings(app, options);
    while (app.journal.sequence(*app.store) > 0) {
    }
    return code;
}

int demo(const Deployment& deployment, const std::string& preset) {
    App app(deployment, {});
    demo::Services services{*app.store,   app.clock,  app.areas,  app.directory,
                            app.identity, app.boards, &app.cases, &app.finance};
    const auto loaded =
        demo::load(services, *enum_from_text<demo::Preset>(preset),
                   [](const std::string& line) { std::cout << "       " << line << std::endl; });
    while (app.journal.sequence(*app.store) > 0) {
    }
    app.journal.checkpoint_now(*app.store);
    for (const auto& line : demo::welcome(loaded))
        std::cout << line << '\n';
    return 0;
}

int routes(bool as_json) {
    // The routes do not depend on data: an empty deployment in a temporary directory tells them.
    const auto directory = std::filesystem::temp_directory_path() /
                           ("linli-routes-" + crypto::to_hex(crypto::random_bytes(8)));
    Deployment deployment;
    deployment.data = directory.string();
    {
        ServeOptions options;
        options.demo = true;
        App app(deployment, options);
        const http::Router router = app.make_router();
        if (as_json)
            std::cout << json::serialize(http::openapi_document(router, "Linli 邻里", version))
                      << '\n';
        else
            for (const auto& line : http::policy_table(router))
                std::cout << line << '\n';
    }
    std::filesystem::remove_all(directory);
    return 0;
}

}  // namespace linli::command
