// Which items are in force, in the database and in memory.
#include "kernel/service/catalogue.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "kernel/service/service_sql.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path.string() + " cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Refusal unknown_item() {
    return refuse_not_found("service.unknown",
                            {"没有这个事项，可能已经停办，请在办事指南里查找",
                             "There is no such service, or it is no longer offered; look in the "
                             "list of services"});
}

// The first things that refuse it, as one sentence for the log of the start.
Words summary(const Report& report) {
    Words out;
    int told = 0;
    for (const auto& fault : report.faults) {
        if (!fault.refuses || told == 3) continue;
        ++told;
        const std::string place = fault.file + (fault.where.empty() ? "" : ":" + fault.where);
        out.zh += (out.zh.empty() ? "" : "；") + place + " " + fault.words.zh;
        out.en += (out.en.empty() ? "" : "; ") + place + " " + fault.words.en;
    }
    return out;
}

}  // namespace

std::vector<FileText> read_folder(const fs::path& folder) {
    std::vector<FileText> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && is_file_name(name))
            files.push_back({name, text_of(entry.path())});
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return files;
}

Catalogue::Catalogue(Parts parts) : parts_(std::move(parts)) {}

void Catalogue::load(const std::vector<fs::path>& folders) {
    {
        std::lock_guard lock(mutex_);
        load_faults_.clear();
    }
    std::map<std::string, fs::path> items;
    for (const auto& folder : folders) {
        if (!fs::is_directory(folder)) continue;
        for (const auto& entry : fs::directory_iterator(folder))
            if (fs::exists(entry.path() / "item.yaml"))
                items[entry.path().filename().string()] = entry.path();
    }
    for (const auto& [code, path] : items) {
        try {
            take_delivered(code, read_folder(path));
        } catch (const Refusal& refusal) {
            add_fault(code, refusal.words());
        }
    }
    refresh(parts_.store);
}

// What comes with the program (or lies in the city's folder) is in force at once only where there
// was nothing; afterwards it is a proposal like any other.
void Catalogue::take_delivered(const std::string& code, const std::vector<FileText>& files) {
    const std::string hash = hash_of(files);
    const auto is_known = [&](store::Tx& tx) {
        const auto last = tx.one<TextRow>(sql::last_delivered, code);
        const auto now = tx.one<TextRow>(sql::text_in_force, code);
        return (last && last->hash == hash) || (now && now->hash == hash);
    };
    if (parts_.store.read(is_known)) return;
    const Report report = check(code, files, known());
    if (!report.good()) return add_fault(code, summary(report));
    parts_.store.write([&](store::Tx& tx) {
        if (is_known(tx)) return;
        for (const auto& open : tx.all<TextRow>(sql::open_of, code))
            if (open.origin == Origin::delivered)
                tx.run(sql::decide, TextState::rejected, std::nullopt, std::nullopt, 0, 0,
                       std::nullopt, parts_.clock.now(), "", open.id);
        TextRow row;
        row.id = parts_.ids.make<TextId>();
        row.service = code;
        row.hash = hash;
        row.origin = Origin::delivered;
        row.proposed_at = parts_.clock.now();
        row.reason = "随程序提供 / delivered with the program";
        const auto in_force = tx.one<TextRow>(sql::text_in_force, code);
        if (in_force) {
            row.base_hash = in_force->hash;
        } else {
            put_in_force(tx, row, files, {});
            row.decided_by = http::AccountId{};
            row.decided_at = row.proposed_at;
        }
        insert(tx, row, files);
        note(tx, {}, in_force ? "service.proposed" : "service.in_force", row);
    });
}

// Takes the next number and deploys the process; cases that run stay on their own version.
void Catalogue::put_in_force(store::Tx& tx, TextRow& row, const std::vector<FileText>& files,
                             http::AccountId actor) {
    const Item item = read_item(file_named(files, "item.yaml")->text, "item.yaml");
    for (const auto& definition : parts_.engine.deploy(tx, deployment_of(item, files), actor)) {
        if (definition.process != item.code) continue;
        row.definition_id = definition.id;
        row.process_version = definition.version;
    }
    LINLI_CHECK(row.definition_id.has_value());
    row.state = TextState::in_force;
    row.number = tx.one<std::int64_t>(sql::last_number, row.service).value_or(0) + 1;
    tx.run(sql::replace_in_force, row.service);
    tx.run(sql::raise_version);
}

std::shared_ptr<const Compiled> Catalogue::compiled(store::Tx& tx, const TextRow& row) {
    if (const auto known = compiled_.find(row.hash); known != compiled_.end()) return known->second;
    auto made = Compiler::compile(files(tx, row.id), parts_.clock);
    made->definition_id_ = row.definition_id.value_or(process::DefinitionId{});
    made->process_version_ = row.process_version;
    return compiled_[row.hash] = std::move(made);
}

std::shared_ptr<const Compiled> Catalogue::current(store::Tx& tx, const std::string& code) {
    std::lock_guard lock(mutex_);
    bring_up_to(tx);
    const auto found = current_.find(code);
    if (found == current_.end()) throw unknown_item();
    return found->second;
}

std::shared_ptr<const Compiled> Catalogue::of_hash(store::Tx& tx, const std::string& hash) {
    std::lock_guard lock(mutex_);
    if (const auto known = compiled_.find(hash); known != compiled_.end()) return known->second;
    const auto row = tx.one<TextRow>(sql::text_of_hash, hash);
    if (!row) throw unknown_item();
    return compiled(tx, *row);
}

std::vector<std::shared_ptr<const Compiled>> Catalogue::all(store::Tx& tx) {
    std::lock_guard lock(mutex_);
    bring_up_to(tx);
    std::vector<Pointer> out;
    for (const auto& [code, item] : current_)
        out.push_back(item);
    return out;
}

void Catalogue::refresh(store::Store& store) {
    store.read([&](store::Tx& tx) {
        std::lock_guard lock(mutex_);
        bring_up_to(tx);
    });
}

void Catalogue::bring_up_to(store::Tx& tx) {
    const auto version = tx.one<std::int64_t>(sql::state_version).value_or(0);
    // A unit of work that began before the last change does not take it back.
    if (version <= version_) return;
    std::map<std::string, Pointer> now;
    for (const auto& row : tx.all<TextRow>(sql::texts_in_force)) {
        // A text that a newer program no longer reads stops its own item only.
        try {
            now[row.service] = compiled(tx, row);
        } catch (const Refusal& refusal) {
            load_faults_.push_back({row.service, refusal.words()});
        }
    }
    current_ = std::move(now);
    version_ = version;
}

void Catalogue::add_fault(const std::string& service, const Words& words) {
    std::lock_guard lock(mutex_);
    load_faults_.push_back({service, words});
}

std::vector<LoadFault> Catalogue::load_faults() const {
    std::lock_guard lock(mutex_);
    return load_faults_;
}

TextRow Catalogue::text(store::Tx& tx, TextId id) const {
    const auto row = tx.one<TextRow>(sql::text_by_id, id);
    if (!row)
        throw refuse_not_found("service.proposal_unknown",
                               {"没有这个提案或版本", "there is no such proposal or version"});
    return *row;
}

std::vector<FileText> Catalogue::files(store::Tx& tx, TextId id) const {
    return tx.one<std::vector<FileText>>(sql::files, id).value_or(std::vector<FileText>{});
}

std::vector<TextRow> Catalogue::proposals(store::Tx& tx, const std::string& service) const {
    return tx.all<TextRow>(sql::open_of, service);
}

std::vector<TextRow> Catalogue::history(store::Tx& tx, const std::string& service) const {
    return tx.all<TextRow>(sql::history, service);
}

void Catalogue::note(store::Tx& tx, http::AccountId actor, const char* action,
                     const TextRow& row) const {
    json::object details{{"service", row.service}, {"hash", row.hash}};
    if (row.number) details["number"] = *row.number;
    parts_.journal.append(
        tx,
        {.actor = actor,
         .area = parts_.root(),
         .action = action,
         .subject_kind = "service_text",
         .subject_id = row.id.value,
         .purpose = actor ? (row.decision_reason.empty() ? row.reason : row.decision_reason) : "",
         .details = std::move(details)});
}

}  // namespace linli::service
