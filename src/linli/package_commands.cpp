#include "linli/package_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kernel/decision/check.hpp"
#include "kernel/decision/engine.hpp"

namespace linli::command {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in)
        throw Refusal(RefusalKind::not_found, "decision.file_missing",
                      {"读不到文件 " + path.string(), "cannot read " + path.string()});
    return out.str();
}

std::vector<decision::PackageFile> package_files(const fs::path& folder) {
    std::vector<decision::PackageFile> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".dmn" || extension == ".yaml"))
            files.push_back({entry.path().filename().string(), read_text(entry.path())});
    }
    return files;
}

std::shared_ptr<const decision::Package> read_package(const fs::path& folder) {
    return decision::Package::read(package_files(folder));
}

bool speaks_chinese() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value && *value) return std::string_view(value).starts_with("zh");
    }
    return false;
}

namespace {

std::vector<std::string> areas_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string area; std::getline(in, area, ',');)
        if (!area.empty()) out.push_back(area);
    return out;
}

void print_explanation(const decision::Decided& d, bool zh) {
    std::cout << (zh ? d.label.zh : d.label.en) << " = " << decision::display(d.value) << ' '
              << d.unit << "\n  " << d.package << ' ' << d.version << " · "
              << (zh ? "适用日 " : "in force at ") << to_text(d.at)
              << (zh ? "，知悉日 " : ", known at ") << to_text(d.known) << " · "
              << d.version_hash.substr(0, 12) << '\n';
    for (const auto& s : d.sentences) {
        std::cout << "- " << (zh ? s.words.zh : s.words.en);
        if (!s.basis.empty()) std::cout << (zh ? "〔" : " [") << s.basis << (zh ? "〕" : "]");
        std::cout << '\n';
    }
    for (const auto& n : d.notes)
        std::cout << "! " << n.element << ": " << (zh ? n.words.zh : n.words.en) << '\n';
}

}  // namespace

int evaluate_package(const PackageEval& eval) {
    const auto package = read_package(eval.folder);
    for (const auto& v : package->versions())
        v.model->require_sound();
    decision::Call call;
    call.package = package->sheet().package;
    call.decision = eval.decision;
    call.at = eval.at.empty() ? date_in_china(SystemClock().now()) : date_from_text(eval.at);
    call.known =
        eval.known.empty() ? date_in_china(SystemClock().now()) : date_from_text(eval.known);
    call.areas = areas_of(eval.area);
    call.inputs = decision::from_json_value(parse_json(eval.inputs));
    const auto assume = parse_json(eval.assume);
    if (assume.is_object()) call.assume = assume.get_object();
    call.explain = eval.explain;
    const auto decided = decision::decide(*package, call);
    if (eval.as_json)
        std::cout << json::serialize(decision::as_json(decided, eval.explain)) << '\n';
    else
        std::cout << decision::exact_json(decided.value) << '\n';
    if (eval.explain && !eval.as_json) print_explanation(decided, speaks_chinese());
    if (decided.value.is_null() && !eval.explain)
        for (const auto& n : decided.notes)
            std::cerr << n.element << ": " << (speaks_chinese() ? n.words.zh : n.words.en) << '\n';
    return decided.value.is_null() ? 1 : 0;
}

namespace {

// A package that cannot even be read has its refusal as its only finding.
decision::CheckReport refused(const fs::path& folder, const Refusal& r) {
    decision::CheckReport report;
    report.package = folder.filename().string();
    report.faults = 1;
    decision::CheckFinding finding;
    finding.file = folder.filename().string();
    finding.words = r.words();
    report.findings.push_back(std::move(finding));
    return report;
}

decision::CheckReport check_one(const fs::path& folder) {
    try {
        return decision::check(*read_package(folder));
    } catch (const Refusal& r) {
        return refused(folder, r);
    }
}

decision::CheckReport check_models(const fs::path& folder) {
    decision::CheckReport report;
    report.package = folder.filename().string();
    std::vector<decision::ModelText> models;
    for (const auto& f : package_files(folder))
        if (f.name.ends_with(".dmn")) models.push_back({f.name, f.text});
    for (const auto& m : models) {
        try {
            for (auto& f : decision::check_model(*decision::Model::read(m, models))) {
                ++(f.warning ? report.warnings : report.faults);
                report.findings.push_back(std::move(f));
            }
        } catch (const Refusal& r) {
            auto one = refused(folder / m.name, r);
            ++report.faults;
            report.findings.push_back(std::move(one.findings[0]));
        }
    }
    return report;
}

std::vector<fs::path> package_folders(const fs::path& folder) {
    if (fs::exists(folder / "package.yaml")) return {folder};
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder))
        if (fs::exists(entry.path() / "package.yaml")) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

int check_packages(const fs::path& folder, bool as_json) {
    const bool zh = speaks_chinese();
    std::vector<decision::CheckReport> reports;
    for (const auto& one : package_folders(folder))
        reports.push_back(check_one(one));
    if (reports.empty()) reports.push_back(check_models(folder));
    std::int64_t faults = 0;
    for (const auto& report : reports) {
        faults += report.faults;
        if (as_json) continue;
        for (const auto& f : report.findings)
            std::cout << decision::to_line(f, zh) << '\n';
        std::cout << report.package << ": " << report.tables << (zh ? " 张表，" : " tables, ")
                  << report.parameters << (zh ? " 个参数，" : " parameters, ") << report.examples
                  << (zh ? " 个例子，" : " examples, ") << report.faults
                  << (zh ? " 处错误，" : " faults, ") << report.warnings
                  << (zh ? " 处提示" : " warnings") << '\n';
    }
    if (as_json) std::cout << json::serialize(to_json(reports)) << '\n';
    return faults == 0 ? 0 : 1;
}

}  // namespace linli::command
