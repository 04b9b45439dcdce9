// linli decision eval | check | replay on rule packages. Packages are folders;
// the module that decides reads no files, so this reads them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kernel/decision/package.hpp"

namespace linli::command {

// The files of a package folder: package.yaml, parameters.yaml, examples.yaml
// and *.dmn. Throws Refusal `decision.file_missing`.
std::vector<decision::PackageFile> package_files(const std::filesystem::path& folder);
std::shared_ptr<const decision::Package> read_package(const std::filesystem::path& folder);
// Whole file as text; throws Refusal `decision.file_missing`.
std::string read_text(const std::filesystem::path& path);

struct PackageEval {
    std::string folder, decision, inputs = "{}", at, known, area, assume = "{}";
    bool explain = false, as_json = false;
};
// Prints the value as JSON with every digit; the explanation on the same stream
// when asked for.
int evaluate_package(const PackageEval& eval);

// One line for each finding, then the numbers; 1 when there is a fault. The
// folder is a package, or holds packages, or models without a package.
int check_packages(const std::filesystem::path& folder, bool as_json);

struct PackageReplay {
    std::string old_folder, new_folder, inputs, decision, at, known, differences;
    bool as_json = false;
};
// Each line of the file of inputs is a case, {"id", "decision", "at", "known", "areas", "inputs",
// "recorded"}, or only the inputs. Prints who is decided differently and by how much; writes every
// difference as CSV when asked to. Ends with 0 whatever the differences are.
int replay_packages(const PackageReplay& replay);

// The language of the messages: Chinese when LC_ALL, LC_MESSAGES or LANG, in
// this order, is.
bool speaks_chinese();

}  // namespace linli::command
