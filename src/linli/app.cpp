#include "linli/app.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "apps/neighbourhood/routes.hpp"
#include "http/metrics.hpp"
#include "http/schema.hpp"
#include "interop/geojson/geojson.hpp"
#include "interop/hsds/hsds.hpp"
#include "interop/iso20022/routes.hpp"
#include "kernel/archive/routes.hpp"
#include "kernel/area/routes.hpp"
#include "kernel/casework/routes.hpp"
#include "kernel/finance/routes.hpp"
#include "kernel/identity/account.hpp"
#include "kernel/identity/role.hpp"
#include "kernel/identity/routes.hpp"
#include "kernel/journal/routes.hpp"
#include "kernel/ledger/routes.hpp"
#include "kernel/notice/routes.hpp"
#include "kernel/place/routes.hpp"
#include "kernel/process/routes.hpp"
#include "kernel/rules/routes.hpp"
#include "kernel/service/routes.hpp"
#include "linli/health.hpp"
#include "linli/sms_command.hpp"
#include "linli/version.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path.string() + " cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// Ids are unique among 1,024 makers; the embedded database has one writing process, a shared one
// has several, each with the number it was given or one drawn at random.
int node_of(const command::Deployment& deployment) {
    if (deployment.node >= 0) return deployment.node;
    return deployment.db.empty() ? 0 : static_cast<int>(crypto::random_below(1024));
}

place::Directory make_directory(const fs::path& rules, const Clock& clock, IdMaker& ids,
                                const journal::Journal& journal, const area::Areas& areas) {
    const fs::path path = rules / "categories.yaml";
    const std::string text = read_text(path);
    place::Categories categories = place::Categories::from_yaml(text, path.filename().string());
    const place::FreshnessRule freshness = categories.freshness();
    return {std::move(categories), freshness, clock, ids, journal, place::port_to(areas, clock)};
}

crypto::PasswordHasherOptions hasher_options(const crypto::KeyRing& keys) {
    crypto::PasswordHasherOptions options;
    if (keys.profile() == crypto::Profile::sm) {
        options.pepper = std::string(keys.derive("password-pepper").view());
        options.pepper_hash = crypto::Hash::sm3;
    }
    return options;
}

// Text messages go to the operator's program; without one, into a file of the data directory.
std::shared_ptr<notice::Channel> message_channel(
    const command::ServeOptions& options,
    const std::shared_ptr<notice::DevelopmentSms>& development) {
    if (options.sms_command.empty()) return development;
    return std::make_shared<SmsCommand>(options.sms_command);
}

// A calendar of a later folder takes the place of an earlier one's of the same code.
std::shared_ptr<const calendar::Calendars> read_calendars(const std::vector<fs::path>& folders) {
    std::map<std::string, calendar::Calendar> by_code;
    for (const fs::path& folder : folders) {
        if (!fs::is_directory(folder)) continue;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() != ".yaml") continue;
            auto read =
                calendar::Calendar::read(read_text(entry.path()), entry.path().filename().string());
            const std::string code = read.code();
            by_code.insert_or_assign(code, std::move(read));
        }
    }
    auto all = std::make_shared<calendar::Calendars>();
    for (auto& [code, one] : by_code)
        all->add(std::move(one));
    return all;
}

// A chart of a later folder takes the place of an earlier one's of the same code.
ledger::Charts read_charts(const std::vector<fs::path>& folders) {
    ledger::Charts all;
    for (const fs::path& folder : folders)
        for (auto& [code, chart] : ledger::load_charts(folder / "ledger" / "charts"))
            all.insert_or_assign(code, std::move(chart));
    return all;
}

std::optional<journal::ActorName> name_of_staff(identity::Parts& parts, store::Tx& tx,
                                                http::AccountId id) {
    const auto account = identity::find_account(tx, id);
    if (!account || !account->login) return std::nullopt;
    return journal::ActorName{*account->login, identity::view_of(parts, tx, *account).name};
}

}  // namespace

std::map<std::string, place::ImportParser> import_parsers() {
    return {{"hsds_json", hsds::parse_json_files},
            {"hsds_csv", hsds::parse_csv_files},
            {"geojson", geojson::parse_geojson_files},
            {"osm", geojson::parse_osm_files}};
}

std::vector<store::MigrationSet> all_migrations() {
    return {http::migrations(),    journal::migrations(),  area::migrations(),
            place::migrations(),   identity::migrations(), archive::migrations(),
            ledger::migrations(),  finance::migrations(),  notice::migrations(),
            rules::migrations(),   process::migrations(),  task::migrations(),
            service::migrations(), casework::migrations(), neighbourhood::migrations()};
}

fs::path delivered(const std::string& given, const std::string& what) {
    if (!given.empty()) {
        if (!fs::is_directory(given)) throw Fault(given + " is not a directory");
        return given;
    }
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& base : {program / "../..", program / "../share/linli", fs::path(".")}) {
        if (fs::is_directory(base / what)) return fs::weakly_canonical(base / what);
    }
    throw Fault("the directory \"" + what +
                "\" was not found beside the program; name it on the command line");
}

fs::path require_data_directory(const std::string& path, bool may_create) {
    std::error_code error;
    if (may_create) fs::create_directories(path, error);
    if (error || !fs::is_directory(path)) {
        throw Fault(may_create
                        ? "the data directory " + path + " cannot be made: " + error.message()
                        : "there is no data directory " + path);
    }
    return fs::weakly_canonical(path);
}

std::unique_ptr<store::Store> open_store(const command::Deployment& deployment, bool read_only) {
    store::StoreOptions options;
    options.url = deployment.db.empty()
                      ? "sqlite:" + (fs::weakly_canonical(deployment.data) / "linli.db").string()
                      : deployment.db;
    options.readers = deployment.db.empty() ? 4 : 16;
    options.read_only = read_only;
    return store::Store::open(options);
}

journal::JournalOptions journal_options(const fs::path& data,
                                        std::shared_ptr<const crypto::SigningKey> key) {
    journal::JournalOptions options;
    options.hash = key->algorithm() == crypto::SignatureAlgorithm::sm2 ? crypto::Hash::sm3
                                                                       : crypto::Hash::sha256;
    options.key = std::move(key);
    options.checkpoint_file = data / "checkpoint.txt";
    return options;
}

std::shared_ptr<const crypto::SigningKey> open_signing_key(const fs::path& data,
                                                           crypto::Profile profile) {
    fs::create_directories(data / "keys");
    return std::make_shared<const crypto::SigningKey>(crypto::SigningKey::open_or_create(
        data / "keys" / "signing.pem", crypto::signature_of(profile)));
}

App::App(const command::Deployment& d, const command::ServeOptions& options)
    : deployment(d),
      data(require_data_directory(d.data, true)),
      rules(delivered(d.rules, "rules")),
      services(delivered(d.services, "services")),
      demo(options.demo),
      ids(clock, node_of(d)),
      store(open_store(d, false)),
      keys(crypto::KeyRing::open_or_create(data,
                                           *enum_from_text<crypto::Profile>(d.crypto_profile))),
      signing_key(open_signing_key(data, keys.profile())),
      journal(clock, ids, journal_options(data, signing_key)),
      areas(*store, clock, ids, journal),
      directory(make_directory(rules, clock, ids, journal, areas)),
      inbox(clock, ids),
      outbox(clock, ids, keys),
      development_sms(std::make_shared<notice::DevelopmentSms>(clock, data)),
      dispatcher(clock, keys, {message_channel(options, development_sms)}),
      code_sender(outbox),
      hasher(hasher_options(keys)),
      identity{*store, clock, ids, keys, hasher, common_passwords, areas, journal, code_sender},
      archive(clock, ids, journal, {.data_dir = data}),
      ledger(clock, ids, read_charts({rules, data / "rules"})),
      poster(ledger, *store),
      boards({.clock = clock,
              .ids = ids,
              .journal = journal,
              .directory = directory,
              .areas = areas,
              .key = signing_key,
              .tiles_origin = options.tiles_origin}),
      rule_registry(
          {*store, clock, ids, keys, journal, [this] { return root_area(); }, identity::person_of}),
      finance{clock,
              ids,
              keys,
              journal,
              ledger,
              [this](const decision::Call& call) { return rule_registry.engine().decide(call); },
              identity::person_of},
      engine(clock, ids, journal),
      board(clock, ids, identity),
      clocks(clock, ids, journal, areas),
      catalogue({*store, clock, ids, journal, engine, [this] { return root_area(); },
                 identity::person_of, [this] { return role_codes; }}),
      cases({.store = *store,
             .clock = clock,
             .ids = ids,
             .keys = keys,
             .journal = journal,
             .areas = areas,
             .identity = identity,
             .archive = archive,
             .inbox = inbox,
             .outbox = outbox,
             .catalogue = catalogue,
             .engine = engine,
             .board = board,
             .clocks = clocks,
             .inboxes_changed = [this] { inboxes.touch_all(); }}) {
    http::use_server_keys(keys);
    identity.settings.password_profile =
        *enum_from_text<crypto::PasswordProfile>(options.password_profile);
    common_passwords.add_file(rules / "common_passwords.txt");
    if (const fs::path own = data / "rules" / "common_passwords.txt"; fs::exists(own))
        common_passwords.add_file(own);
    store->migrate(all_migrations());
    identity::load_roles(identity, {rules / "roles.yaml", data / "rules" / "roles.yaml"});
    for (const auto& role : store->read([](store::Tx& tx) { return identity::list_roles(tx); }))
        role_codes.insert(role.code);
    areas.refresh();
    directory.load(*store);
    rule_registry.load({rules, data / "rules"});
    for (const auto& fault : rule_registry.load_faults()) {
        spdlog::error("rule package {} is left out: {}", fault.package, fault.words.en);
    }
    clocks.use(read_calendars({rules / "calendars", data / "rules" / "calendars"}));
    identity.obligations.push_back(casework::open_case_of);
    catalogue.load({services, data / "services"});
    for (const auto& fault : catalogue.load_faults()) {
        spdlog::error("service item {} is left out: {}", fault.service, fault.words.en);
    }
}

void App::refresh() {
    areas.refresh();
    directory.refresh(*store);
    rule_registry.refresh(*store);
    catalogue.refresh(*store);
}

http::AreaId App::root_area() const {
    const auto roots = areas.tree()->children(std::nullopt);
    return roots.empty() ? http::AreaId{} : roots.front()->id;
}

http::Router App::make_router() {
    http::Router router;
    health_routes(router);
    http::metrics_routes(router);
    journal::routes(
        router, journal, [this] { return root_area(); },
        [this](store::Tx& tx, http::AccountId id) { return name_of_staff(identity, tx, id); });
    area::routes(router, areas);
    place::routes(router, directory);
    identity::routes(router, identity);
    archive::routes(router, archive,
                    [this](store::Tx& tx, const http::Caller& caller, archive::FileId file) {
                        return casework::may_read_file(cases, tx, caller, file);
                    });
    ledger::routes(router, ledger, poster, *store, journal);
    finance::routes(router, finance);
    iso20022::routes(router, finance);
    notice::routes(router, inbox);
    if (demo) notice::demo_routes(router, *development_sms);
    neighbourhood::routes(router, boards);
    const auto login_of = [](store::Tx& tx, http::AccountId id) -> std::optional<std::string> {
        const auto account = identity::find_account(tx, id);
        return account ? account->login : std::nullopt;
    };
    rules::routes(router, rule_registry, login_of);
    process::routes(router, engine, {journal, [this] { return root_area(); }, login_of});
    service::routes(router, catalogue, login_of,
                    [this](store::Tx& tx, const http::Caller& caller) -> std::optional<int> {
                        if (!caller.person()) return std::nullopt;
                        const auto facts = identity::facts_of(identity, tx, *caller.person());
                        return facts ? std::optional(facts->age) : std::nullopt;
                    });
    casework::routes(router, cases, inboxes);
    place::import_routes(router, directory, import_parsers());
    hsds::routes(router, directory);
    http::documentation_routes(router, "Linli 邻里", version);
    return router;
}

}  // namespace linli
