// Numbered, forward-only changes of the schema, embedded in the binary module by module.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace linli::store {

enum class MigrationDialect : std::uint8_t { any, sqlite, postgres };

struct Migration {
    int number;        // from 1 without gaps within its module
    const char* name;  // of the file, without number and ending
    MigrationDialect dialect;
    const char* sql;  // statements separated by ';' at the end of a line
};

struct MigrationSet {
    std::string module;
    std::vector<Migration> migrations;
};

}  // namespace linli::store
