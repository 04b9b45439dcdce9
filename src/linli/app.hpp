// The modules of one process, put together in the order of their levels. Opened by every subcommand
// that touches data; `serve` adds the listening server and the periodic jobs.
#pragma once
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "apps/neighbourhood/neighbourhood.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "crypto/crypto.hpp"
#include "http/events.hpp"
#include "http/router.hpp"
#include "kernel/archive/archive.hpp"
#include "kernel/area/area.hpp"
#include "kernel/casework/casework.hpp"
#include "kernel/finance/finance.hpp"
#include "kernel/identity/identity.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/ledger/poster.hpp"
#include "kernel/notice/notice.hpp"
#include "kernel/place/import.hpp"
#include "kernel/place/place.hpp"
#include "kernel/process/engine.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/service/catalogue.hpp"
#include "kernel/task/clocks.hpp"
#include "kernel/task/task.hpp"
#include "linli/code_sender.hpp"
#include "linli/commands.hpp"
#include "store/store.hpp"

namespace linli {

// The schema of all modules, in the order in which they are applied.
std::vector<store::MigrationSet> all_migrations();

// The formats of directory imports.
std::map<std::string, place::ImportParser> import_parsers();

// The directory of the delivered rules or of the built browser app ("rules", "web/dist"): the one
// given, else the first of those beside the program. Throws Fault with the places it looked at.
std::filesystem::path delivered(const std::string& given, const std::string& what);

// Makes the data directory when it is absent; throws Fault in one plain sentence when it cannot.
std::filesystem::path require_data_directory(const std::string& path, bool may_create);

// Opens the database of a deployment. `read_only` works beside a running server.
std::unique_ptr<store::Store> open_store(const command::Deployment&, bool read_only);

// What the journal of a deployment is signed with and called.
journal::JournalOptions journal_options(const std::filesystem::path& data,
                                        std::shared_ptr<const crypto::SigningKey>);
std::shared_ptr<const crypto::SigningKey> open_signing_key(const std::filesystem::path& data,
                                                           crypto::Profile);

class App {
  public:
    // Opens everything, migrates, loads rules and read models.
    App(const command::Deployment&, const command::ServeOptions&);

    // Every route of the product; `demo` adds the list of unsent messages.
    http::Router make_router();
    // Reads what other processes, or a bulk load, have changed.
    void refresh();
    // The area at the top of the tree; 0 while there is none.
    http::AreaId root_area() const;

    SystemClock clock;
    command::Deployment deployment;
    std::filesystem::path data;
    std::filesystem::path rules;
    std::filesystem::path services;
    bool demo;
    IdMaker ids;
    std::unique_ptr<store::Store> store;
    crypto::KeyRing keys;
    std::shared_ptr<const crypto::SigningKey> signing_key;
    journal::Journal journal;
    area::Areas areas;
    place::Directory directory;
    notice::Inbox inbox;
    notice::Outbox outbox;
    std::shared_ptr<notice::DevelopmentSms> development_sms;
    notice::Dispatcher dispatcher;
    OutboxCodeSender code_sender;
    crypto::PasswordHasher hasher;
    crypto::CommonPasswords common_passwords;
    identity::Parts identity;
    archive::Archive archive;
    ledger::Ledger ledger;
    ledger::Poster poster;  // stands still until somebody posts
    neighbourhood::Boards boards;
    rules::Registry rule_registry;
    finance::Parts finance;
    std::set<std::string> role_codes;  // they change only at a start
    process::Engine engine;
    task::Board board;
    task::Clocks clocks;
    service::Catalogue catalogue;
    http::EventHub inboxes;
    casework::Cases cases;
};

}  // namespace linli
