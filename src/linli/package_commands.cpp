#include "linli/package_commands.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

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

}  // namespace linli::command
