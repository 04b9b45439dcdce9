#include "structure/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace linli::structure {

namespace fs = std::filesystem;

namespace {

constexpr int lines_max = 600;

bool is_cpp(const Path& file) {
    return file.extension() == ".cpp" || file.extension() == ".hpp" || file.extension() == ".h";
}

std::string read_file(const Path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Hands over every line of every C++ file below src/.
void each_line(
    const Path& root,
    const std::function<void(const std::string& file, int line, const std::string& text)>& take) {
    for (const std::string& file : cpp_files(root, "src")) {
        std::istringstream in(read_file(root / file));
        std::string text;
        for (int line = 1; std::getline(in, text); ++line)
            take(file, line, text);
    }
}

struct Library {
    const char* headers;  // regular expression for what stands between < and >
    std::vector<std::string> directories;
    const char* what;
};

const std::vector<Library>& libraries() {
    static const std::vector<Library> all{
        {"soci/.*|sqlite3.*|libpq.*|postgresql/.*|pg_config.*",
         {"src/store/"},
         "a database header"},
        {"openssl/(ssl|err)\\.h", {"src/crypto/", "src/http/"}, "an OpenSSL header"},
        {"openssl/(?!(ssl|err)\\.h).*|sodium.*", {"src/crypto/"}, "a header for cryptography"},
        {"restinio/.*|asio.*|boost/(asio|beast)/.*|http_parser.*|llhttp.*",
         {"src/http/"},
         "a header of the HTTP library"},
    };
    return all;
}

}  // namespace

Levels::Levels(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::string line;
    const std::regex level(R"(^(\d+)\s+([a-z0-9_/]+)\s*$)");
    const std::regex pair(R"(^([a-z0-9_/]+)\s*->\s*([a-z0-9_/]+)(\s.*)?$)");
    while (std::getline(in, line)) {
        std::smatch match;
        if (line.empty() || line.front() == '#') continue;
        if (std::regex_match(line, match, level)) {
            levels_[match[2]] = std::stoi(match[1]);
        } else if (std::regex_match(line, match, pair)) {
            pairs_.emplace(match[1], match[2]);
        } else {
            throw std::runtime_error("levels.txt: not understood: " + line);
        }
    }
}

std::string Levels::module_of(std::string_view path) const {
    std::string found;
    for (const auto& [module, level] : levels_) {
        const bool fits = path.starts_with(module + "/");
        if (fits && module.size() > found.size()) found = module;
    }
    return found;
}

bool Levels::may_include(const std::string& from, const std::string& to) const {
    if (from == to || pairs_.contains({from, to})) return true;
    return levels_.at(to) < levels_.at(from);
}

std::vector<std::string> Levels::modules() const {
    std::vector<std::string> out;
    for (const auto& [module, level] : levels_)
        out.push_back(module);
    return out;
}

std::vector<std::string> cpp_files(const Path& root, const std::string& directory) {
    std::vector<std::string> files;
    if (!fs::exists(root / directory)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(root / directory)) {
        if (entry.is_regular_file() && is_cpp(entry.path())) {
            files.push_back(fs::relative(entry.path(), root).generic_string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Finding> wrong_includes(const Path& root, const Levels& levels) {
    std::vector<Finding> findings;
    const std::regex include(R"re(^\s*#\s*include\s*"([^"]+)")re");
    each_line(root, [&](const std::string& file, int line, const std::string& text) {
        std::smatch match;
        if (!std::regex_search(text, match, include)) return;
        const std::string target = match[1];
        const bool is_test =
            file.ends_with("_test.cpp") || file.find("fixture") != std::string::npos;
        if (is_test && target.starts_with("support/")) return;
        const std::string from = levels.module_of(file.substr(4));
        const std::string to = levels.module_of(target);
        if (from.empty()) {
            findings.push_back({file, line, "lies in no module of tools/levels.txt"});
        } else if (to.empty() || !fs::exists(root / "src" / target)) {
            findings.push_back({file, line, "\"" + target + "\" is no file of a module"});
        } else if (!levels.may_include(from, to)) {
            findings.push_back(
                {file, line, from + " must not include " + to + " (" + target + ")"});
        }
    });
    return findings;
}

std::vector<Finding> wrong_libraries(const Path& root) {
    std::vector<Finding> findings;
    const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    std::vector<std::regex> patterns;
    for (const Library& library : libraries())
        patterns.emplace_back(library.headers);
    each_line(root, [&](const std::string& file, int line, const std::string& text) {
        std::smatch match;
        if (!std::regex_search(text, match, include)) return;
        const std::string header = match[1];
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            const Library& library = libraries()[i];
            if (!std::regex_match(header, patterns[i])) continue;
            const bool allowed =
                std::any_of(library.directories.begin(), library.directories.end(),
                            [&](const std::string& dir) { return file.starts_with(dir); });
            if (!allowed) {
                findings.push_back({file, line,
                                    std::string(library.what) + " (" + header + ") belongs in " +
                                        library.directories.front()});
            }
        }
    });
    return findings;
}

std::vector<Finding> missing_readmes(const Path& root, const Levels& levels) {
    std::vector<Finding> findings;
    std::set<std::string> inhabited;
    for (const std::string& file : cpp_files(root, "src")) {
        inhabited.insert(levels.module_of(file.substr(4)));
    }
    for (const std::string& module : levels.modules()) {
        const std::string readme = "src/" + module + "/README.md";
        if (inhabited.contains(module) && !fs::exists(root / readme)) {
            findings.push_back({readme, 0, "is missing: what the module owns, its invariants"});
        }
    }
    return findings;
}

std::vector<Finding> long_files(const Path& root) {
    std::vector<Finding> findings;
    for (const char* directory : {"src", "tests"}) {
        for (const std::string& file : cpp_files(root, directory)) {
            const std::string text = read_file(root / file);
            const auto lines = std::count(text.begin(), text.end(), '\n');
            if (lines > lines_max) {
                findings.push_back(
                    {file, 0, "has " + std::to_string(lines) + " lines; at most 600"});
            }
        }
    }
    return findings;
}

namespace {

void check_numbers(const std::string& directory, const std::vector<std::string>& names,
                   std::vector<Finding>& findings) {
    const std::regex pattern(R"(^(\d{4})_[a-z0-9_]+(\.(sqlite|postgres))?\.sql$)");
    std::map<int, std::vector<std::string>> kinds;
    for (const std::string& name : names) {
        std::smatch match;
        if (std::regex_match(name, match, pattern)) {
            kinds[std::stoi(match[1])].push_back(match[3]);
        } else {
            findings.push_back({directory + "/" + name, 0, "a migration is NNNN_what.sql"});
        }
    }
    int expected = 1;
    for (auto& [number, of] : kinds) {
        const std::string where = directory + "/" + std::to_string(number);
        if (number != expected) findings.push_back({where, 0, "the number before it is missing"});
        expected = number + 1;
        std::sort(of.begin(), of.end());
        const std::vector<std::string> both{"postgres", "sqlite"};
        if (of.size() == 1 && of.front().empty()) continue;
        if (of != both) findings.push_back({where, 0, "stands once, or once for each database"});
    }
}

}  // namespace

std::vector<Finding> wrong_migrations(const Path& root) {
    std::vector<Finding> findings;
    for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
        if (!entry.is_directory() || entry.path().filename() != "migrations") continue;
        std::vector<std::string> names;
        for (const auto& file : fs::directory_iterator(entry.path())) {
            names.push_back(file.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        check_numbers(fs::relative(entry.path(), root).generic_string(), names, findings);
    }
    return findings;
}

std::vector<Finding> wrong_words(const Path& root) {
    std::vector<Finding> findings;
    // Put together from halves, so that this file does not find itself.
    const std::regex left_open(std::string("\\b(TO") + "DO|FIX" + "ME)\\b");
    const std::regex time(
        R"(system_clock::now|\btime\((nullptr|NULL|0)\)|gettimeofday|CLOCK_REALTIME)");
    const std::regex chance(R"(\b(std::)?s?rand\(|std::random_device)");
    each_line(root, [&](const std::string& file, int line, const std::string& text) {
        const bool is_test = file.ends_with("_test.cpp") || file.ends_with("_bench.cpp");
        if (std::regex_search(text, left_open)) {
            findings.push_back({file, line, "something is left to do here"});
        }
        if (!is_test && file != "src/base/clock.cpp" && std::regex_search(text, time)) {
            findings.push_back({file, line, "asks the system for the time; use the Clock"});
        }
        if (!is_test && !file.starts_with("src/crypto/") && std::regex_search(text, chance)) {
            findings.push_back({file, line, "chance comes from crypto/"});
        }
    });
    return findings;
}

std::vector<Finding> unguarded_headers(const Path& root) {
    std::vector<Finding> findings;
    for (const char* directory : {"src", "tests"}) {
        for (const std::string& file : cpp_files(root, directory)) {
            if (!file.ends_with(".hpp")) continue;
            if (read_file(root / file).find("#pragma once") == std::string::npos) {
                findings.push_back({file, 0, "has no #pragma once"});
            }
        }
    }
    return findings;
}

std::string to_text(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& finding : findings) {
        out += finding.file + (finding.line ? ":" + std::to_string(finding.line) : "") + ": " +
               finding.what + "\n";
    }
    return out;
}

}  // namespace linli::structure
