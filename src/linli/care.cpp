// verify, backup, restore, migrate: what an administrator does to a deployment from outside.
#include <fstream>
#include <iostream>
#include <sstream>

#include "kernel/ledger/seal.hpp"
#include "linli/app.hpp"
#include "linli/backup.hpp"

namespace linli::command {
namespace {

namespace fs = std::filesystem;

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path + " cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

constexpr store::Sql sql_file_contents{"linli.file_contents",
                                       "SELECT DISTINCT sha256 FROM archive_file ORDER BY sha256"};

// Every content that a row references is there and still has its hash.
std::vector<std::string> file_faults(store::Store& store, const fs::path& data) {
    const auto contents =
        store.read([](store::Tx& tx) { return tx.all<std::string>(sql_file_contents); });
    std::vector<std::string> faults;
    for (const auto& sha256 : contents) {
        const fs::path path = data / "files" / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
        if (!fs::exists(path)) {
            faults.push_back("the file " + sha256 + " is missing");
        } else if (to_hex(crypto::hash_file(crypto::Hash::sha256, path)) != sha256) {
            faults.push_back("the file " + sha256 + " has changed");
        }
    }
    return faults;
}

std::optional<crypto::PublicKey> public_key(const fs::path& data, crypto::Profile profile) {
    if (!fs::exists(data / "keys" / "signing.pem")) return std::nullopt;
    return open_signing_key(data, profile)->public_key();
}

void copy_tree(const fs::path& from, const fs::path& to) {
    if (fs::exists(from)) fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace

int verify(const Deployment& deployment, const std::string& checkpoint_file) {
    const fs::path data = require_data_directory(deployment.data, false);
    const auto store = open_store(deployment, true);
    store->require_current(all_migrations());
    int faults = 0;
    const auto tell = [&](const std::string& fault) {
        ++faults;
        std::cout << "FAULT  " << fault << '\n';
    };
    for (const auto& fault : store->integrity_faults())
        tell("database: " + fault);

    journal::VerifyOptions options;
    if (!checkpoint_file.empty()) options.earlier_checkpoint = read_file(checkpoint_file);
    options.key = public_key(data, *enum_from_text<crypto::Profile>(deployment.crypto_profile));
    std::int64_t told = 0;
    options.progress = [&](std::int64_t done, std::int64_t size) {
        if (done - told >= 100'000)
            std::cout << "       " << (told = done) << " of " << size << " entries\n";
    };
    const auto verification = journal::verify(*store, options);
    for (const auto& finding : verification.findings) {
        tell("journal: " +
             (finding.index ? "entry " + std::to_string(*finding.index) + ": " : std::string()) +
             finding.words.en);
    }
    const auto books = store->read([](store::Tx& tx) { return ledger::verify(tx); });
    for (const auto& fault : books.faults)
        tell("ledger: " + fault.subject + ": " + fault.words.en);
    for (const auto& fault : file_faults(*store, data))
        tell(fault);
    std::cout << (faults == 0 ? "sound: " : "NOT SOUND: ") << verification.entries_checked
              << " journal entries, root " << to_base64(verification.root) << ", "
              << verification.checkpoints_checked << " checkpoints, " << books.legs
              << " ledger movements, " << books.seals << " seals, " << faults << " faults\n";
    return faults == 0 ? 0 : 1;
}

int backup(const Deployment& deployment, const std::string& to, bool with_keys) {
    const fs::path data = require_data_directory(deployment.data, false);
    if (!deployment.db.empty()) {
        throw Fault("the database is on a server: back it up with its own pg_dump, and copy " +
                    data.string() + " (keys, files, checkpoint) beside it");
    }
    if (fs::exists(to))
        throw Fault(to + " exists already; name a directory that does not exist yet");
    const auto store = open_store(deployment, true);
    store->require_current(all_migrations());
    fs::create_directories(to);
    // Before the database: a checkpoint newer than the copy would say that the journal was cut.
    if (fs::exists(data / "checkpoint.txt"))
        fs::copy_file(data / "checkpoint.txt", fs::path(to) / "checkpoint.txt");
    std::cout << "copying the database" << std::endl;
    store->backup_to((fs::path(to) / "linli.db").string());
    std::cout << "copying the files" << std::endl;
    copy_tree(data / "files", fs::path(to) / "files");
    copy_tree(data / "rules", fs::path(to) / "rules");
    copy_tree(data / "services", fs::path(to) / "services");
    if (with_keys) copy_tree(data / "keys", fs::path(to) / "keys");
    std::cout << "hashing" << std::endl;
    const SystemClock clock;
    write_manifest(to, with_keys, clock.now());
    std::cout << "the backup is in " << to << '\n';
    if (!with_keys) {
        std::cout << "It holds no keys: keep a copy of " << (data / "keys").string()
                  << " in another place; without it nobody can read the sealed columns.\n";
    }
    return 0;
}

int restore(const Deployment& deployment, const std::string& from) {
    const BackupManifest manifest = check_manifest(from);
    const fs::path data = deployment.data;
    if (fs::exists(data / "linli.db")) {
        throw Fault((data / "linli.db").string() +
                    " exists already; restore into an empty directory");
    }
    const fs::path key = data / "keys" / "master.key";
    if (!manifest.with_keys && !fs::exists(key)) {
        throw Fault("the backup holds no keys: put the keys directory of the original into " +
                    data.string() + " first, then restore again");
    }
    require_data_directory(deployment.data, true);
    for (const auto& file : manifest.files) {
        fs::create_directories((data / file.path).parent_path());
        fs::copy_file(fs::path(from) / file.path, data / file.path,
                      fs::copy_options::overwrite_existing);
    }
    std::cout << manifest.files.size() << " files restored, of " << to_text(manifest.made_at)
              << '\n';
    return verify(deployment, {});
}

int migrate(const Deployment& deployment) {
    require_data_directory(deployment.data, true);
    const auto store = open_store(deployment, false);
    const auto applied = store->migrate(all_migrations());
    for (const auto& name : applied)
        std::cout << "applied " << name << '\n';
    if (applied.empty()) std::cout << "the database is current\n";
    return 0;
}

int reset_password(const Deployment& deployment, const std::string& login) {
    require_data_directory(deployment.data, false);
    App app(deployment, {});
    const auto account = identity::reset_password_at_machine(app.identity, login);
    std::cout << account.login << "  " << account.password
              << "  (for one login within seven days; all sessions of the account were ended)\n";
    while (app.journal.sequence(*app.store) > 0) {
    }
    return 0;
}

}  // namespace linli::command
