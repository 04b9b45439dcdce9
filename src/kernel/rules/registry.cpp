// Which packages are in force, in the database and in memory.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/rules/rules_sql.hpp"
#include "kernel/rules/text.hpp"

namespace linli::rules {
namespace {

namespace fs = std::filesystem;

struct AudienceRow {
    std::string package;
    Audience audience = Audience::staff;
};
BOOST_DESCRIBE_STRUCT(AudienceRow, (), (package, audience))
struct AudienceFile {
    std::vector<AudienceRow> audiences;
};
BOOST_DESCRIBE_STRUCT(AudienceFile, (), (audiences))

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path.string() + " cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<decision::PackageFile> files_of(const fs::path& folder) {
    std::vector<decision::PackageFile> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && is_file_name(name)) {
            files.push_back({name, text_of(entry.path())});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

Refusal unknown_package(const std::string& package) {
    return refuse_not_found(
        "rules.package_unknown",
        {"没有规则包「" + package + "」", "there is no rule package \"" + package + "\""});
}

}  // namespace

Registry::Registry(Parts parts) : parts_(std::move(parts)) {}

void Registry::load(const std::vector<fs::path>& folders) {
    {
        std::lock_guard lock(mutex_);
        load_faults_.clear();
    }
    std::map<std::string, fs::path> packages;
    for (const auto& folder : folders) {
        if (!fs::is_directory(folder)) continue;
        if (const auto file = folder / "rule_audiences.yaml"; fs::exists(file)) {
            read_audiences(file);
        }
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (fs::exists(entry.path() / "package.yaml")) {
                packages[entry.path().filename().string()] = entry.path();
            }
        }
    }
    for (const auto& entry : packages) {
        const std::string& name = entry.first;
        try {
            const auto package = decision::Package::read(files_of(entry.second));
            if (package->sheet().package != name) throw wrong_name(name, package->sheet().package);
            const bool known = parts_.store.read([&](store::Tx& tx) {
                const auto last = tx.one<TextRow>(sql::last_delivered, name);
                return last && last->hash == package->hash();
            });
            if (known) continue;
            require_compiled(*package);
            const Report report = report_on(*package, nullptr);
            require_passes(report);
            parts_.store.write([&](store::Tx& tx) { take_delivered(tx, *package, report); });
        } catch (const Refusal& refusal) {
            add_fault(name, refusal.words());
        }
    }
    refresh(parts_.store);
}

void Registry::read_audiences(const fs::path& file) {
    for (const auto& row :
         from_json<AudienceFile>(parse_yaml(text_of(file), file.filename().string())).audiences) {
        audiences_[row.package] = row.audience;
    }
}

// What comes with the program (or lies in the city's folder) is in force at once only where there
// was nothing; afterwards it is a proposal like any other.
void Registry::take_delivered(store::Tx& tx, const decision::Package& package,
                              const Report& report) {
    const std::string& name = package.sheet().package;
    const auto last = tx.one<TextRow>(sql::last_delivered, name);
    if (last && last->hash == package.hash()) return;
    const auto now_in_force = tx.one<TextRow>(sql::text_in_force, name);
    if (now_in_force && now_in_force->hash == package.hash()) return;
    for (const auto& open : tx.all<TextRow>(sql::open_of, name)) {
        if (open.origin == Origin::delivered) {
            tx.run(sql::decide, TextState::withdrawn, std::nullopt, 0, std::nullopt,
                   parts_.clock.now(), "", open.id);
        }
    }
    TextRow row;
    row.id = parts_.ids.make<TextId>();
    row.package = name;
    row.hash = package.hash();
    row.origin = Origin::delivered;
    row.proposed_at = parts_.clock.now();
    row.reason = "随程序提供 / delivered with the program";
    if (now_in_force) {
        row.base_hash = now_in_force->hash;
    } else {
        row.state = TextState::in_force;
        row.number = tx.one<std::int64_t>(sql::last_number, name).value_or(0) + 1;
        row.decided_by = http::AccountId{};
        row.decided_at = row.proposed_at;
        tx.run(sql::raise_version);
    }
    insert(tx, row, package, report);
    note(tx, {}, now_in_force ? "rules.proposed" : "rules.in_force", row);
}

const decision::Engine& Registry::engine(store::Tx& tx) {
    bring_up_to(tx);
    return engine_;
}

void Registry::refresh(store::Store& store) {
    store.read([&](store::Tx& tx) { bring_up_to(tx); });
}

void Registry::bring_up_to(store::Tx& tx) {
    const auto version = tx.one<std::int64_t>(sql::state_version).value_or(0);
    // A unit of work that began before the last change does not take it back.
    if (version <= version_.load()) return;
    std::lock_guard lock(mutex_);
    if (version <= version_.load()) return;
    std::map<std::string, std::string> seen;
    for (const auto& row : tx.all<TextRow>(sql::texts_in_force)) {
        seen[row.package] = row.hash;
        if (const auto known = hashes_.find(row.package);
            known != hashes_.end() && known->second == row.hash) {
            continue;
        }
        // A text that a newer program no longer reads stops its own package only.
        try {
            engine_.put(read_package(tx, row.id));
        } catch (const Refusal& refusal) {
            engine_.remove(row.package);
            load_faults_.push_back({row.package, refusal.words()});
        }
    }
    for (const auto& [name, hash] : hashes_) {
        if (!seen.contains(name)) engine_.remove(name);
    }
    hashes_ = std::move(seen);
    version_ = version;
}

void Registry::add_fault(const std::string& package, const Words& words) {
    std::lock_guard lock(mutex_);
    load_faults_.push_back({package, words});
}

std::vector<LoadFault> Registry::load_faults() const {
    std::lock_guard lock(mutex_);
    return load_faults_;
}

Audience Registry::audience(const std::string& package) const {
    const auto found = audiences_.find(package);
    return found == audiences_.end() ? Audience::staff : found->second;
}

bool Registry::may_ask(const http::Caller& caller, const std::string& package) const {
    const Audience who = audience(package);
    return who == Audience::everybody || (who == Audience::signed_in && caller.signed_in()) ||
           caller.may_somewhere(may_use);
}

std::shared_ptr<const decision::Package> Registry::package_for(store::Tx& tx,
                                                               const http::Caller& caller,
                                                               const std::string& package) {
    if (!may_ask(caller, package)) {
        // Who is not signed in is asked to, whether there is such a package or not.
        if (!caller.signed_in()) caller.require(may_use, {});
        throw unknown_package(package);
    }
    try {
        return engine(tx).package(package);
    } catch (const Refusal& refusal) {
        if (refusal.kind() != RefusalKind::not_found) throw;
        throw unknown_package(package);
    }
}

std::shared_ptr<const decision::Package> Registry::read_package(store::Tx& tx, TextId id) const {
    std::vector<decision::PackageFile> files;
    for (auto& file : this->files(tx, id)) {
        files.push_back({std::move(file.name), std::move(file.text)});
    }
    return decision::Package::read(files);
}

TextRow Registry::text(store::Tx& tx, TextId id) const {
    const auto row = tx.one<TextRow>(sql::text_by_id, id);
    if (!row) {
        throw refuse_not_found("rules.proposal_unknown",
                               {"没有这个提案或版本", "there is no such proposal or version"});
    }
    return *row;
}

std::vector<FileText> Registry::files(store::Tx& tx, TextId id) const {
    return tx.one<std::vector<FileText>>(sql::files, id).value_or(std::vector<FileText>{});
}

Report Registry::report(store::Tx& tx, TextId id) const {
    const auto found = tx.one<std::string>(sql::report, id);
    return found ? from_json_text<Report>(*found, {.bytes_max = 16 << 20}) : Report{};
}

std::vector<TextRow> Registry::history(store::Tx& tx, const std::string& package) const {
    return tx.all<TextRow>(sql::history, package);
}

void Registry::note(store::Tx& tx, http::AccountId actor, const char* action,
                    const TextRow& row) const {
    json::object details{{"package", row.package}, {"hash", row.hash}};
    if (row.number) details["number"] = *row.number;
    parts_.journal.append(
        tx,
        {.actor = actor,
         .area = parts_.root(),
         .action = action,
         .subject_kind = "rule_text",
         .subject_id = row.id.value,
         .purpose = actor ? (row.decision_reason.empty() ? row.reason : row.decision_reason) : "",
         .details = std::move(details)});
}

}  // namespace linli::rules
