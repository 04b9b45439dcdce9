#include "linli/package_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kernel/decision/check.hpp"
#include "kernel/decision/engine.hpp"
#include "kernel/decision/replay.hpp"

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

namespace {

constexpr std::size_t differences_shown = 20;

std::string csv_field(const std::string& text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

void print_numbers(const decision::ReplayNumbers& n, bool zh) {
    std::cout << (n.member.empty() ? (zh ? "数额" : "amounts") : n.member)
              << (zh ? "：合计 " : ": total ") << n.old_total << " -> " << n.new_total << " ("
              << n.difference << (zh ? ")，增加 " : "), raised ") << n.raised
              << (zh ? " 件，减少 " : ", lowered ") << n.lowered
              << (zh ? " 件，最大增加 " : ", largest rise ") << n.largest_rise
              << (zh ? "，最大减少 " : ", largest fall ") << n.largest_fall << '\n';
    for (const auto& b : n.histogram)
        if (b.count > 0)
            std::cout << "  " << (b.from.empty() ? "" : b.from) << " .. "
                      << (b.to.empty() ? "" : b.to) << ": " << b.count << '\n';
}

void print_report(const decision::ReplayReport& r, bool zh) {
    std::cout << (zh ? "共 " : "cases ") << r.cases << (zh ? " 件：相同 " : ": same ") << r.same
              << (zh ? "，不同 " : ", different ") << r.changed
              << (zh ? "，新被拒绝 " : ", newly refused ") << r.newly_blocked
              << (zh ? "，新可决定 " : ", newly decided ") << r.newly_decided
              << (zh ? "，都被拒绝 " : ", refused by both ") << r.blocked_in_both << '\n';
    for (const auto& n : r.numbers)
        print_numbers(n, zh);
    for (const auto& [code, count] : r.refusals)
        std::cout << code << ": " << count << '\n';
    for (std::size_t i = 0; i < r.differences.size() && i < differences_shown; ++i) {
        const auto& d = r.differences[i];
        std::cout << "- " << (d.id.empty() ? d.decision : d.id) << ": " << d.old_value << " -> "
                  << d.new_value << (d.difference.empty() ? "" : " (" + d.difference + ")") << '\n';
    }
}

Refusal at_line(const Refusal& r, std::size_t line) {
    const std::string n = std::to_string(line);
    return {r.kind(),
            r.code(),
            {"第 " + n + " 行：" + r.words().zh, "line " + n + ": " + r.words().en}};
}

}  // namespace

int replay_packages(const PackageReplay& o) {
    const auto old_package = read_package(o.old_folder), new_package = read_package(o.new_folder);
    for (const auto& package : {old_package, new_package})
        for (const auto& v : package->versions())
            v.model->require_sound();
    decision::ReplayDefaults defaults{o.decision, std::nullopt, std::nullopt};
    if (!o.at.empty()) defaults.at = date_from_text(o.at);
    if (!o.known.empty()) defaults.known = date_from_text(o.known);
    decision::Replay replay(old_package, new_package);
    std::ofstream csv;
    if (!o.differences.empty()) {
        csv.open(o.differences);
        csv << "id,decision,old,new,difference\n";
        replay.on_difference = [&](const decision::ReplayDifference& d) {
            csv << csv_field(d.id) << ',' << csv_field(d.decision) << ',' << csv_field(d.old_value)
                << ',' << csv_field(d.new_value) << ',' << csv_field(d.difference) << '\n';
        };
    }
    std::ifstream in(o.inputs, std::ios::binary);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        try {
            replay.add(decision::replay_case(line, defaults));
        } catch (const Refusal& r) {
            throw at_line(r, number);
        }
    }
    if (o.as_json)
        std::cout << json::serialize(to_json(replay.report())) << '\n';
    else
        print_report(replay.report(), speaks_chinese());
    return 0;
}

}  // namespace linli::command
