// The items that are shipped, as files, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "kernel/service/catalogue.hpp"

namespace linli::service {

inline const std::vector<std::string> shipped{"flexible-enrolment", "medical-reimbursement",
                                              "resident-certificate"};
inline std::filesystem::path source_folder() {
    return LINLI_SOURCE_DIR;
}
inline std::vector<FileText> shipped_files(const std::string& code) {
    return read_folder(source_folder() / "services" / code);
}
inline Known all_roles() {
    return {
        {"clerk", "community_worker", "keyer", "first_reviewer", "second_reviewer", "approver"}};
}
inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    EXPECT_TRUE(bool(in)) << path;
    return out.str();
}

// Replaces the first `from` in a file; a text that is not there fails the test.
inline void edit(std::vector<FileText>& files, const std::string& name, const std::string& from,
                 const std::string& to) {
    for (auto& file : files) {
        if (file.name != name) continue;
        const auto at = file.text.find(from);
        ASSERT_NE(at, std::string::npos) << name << " has no \"" << from << '"';
        file.text.replace(at, from.size(), to);
        return;
    }
    FAIL() << "no file " << name;
}

}  // namespace linli::service
