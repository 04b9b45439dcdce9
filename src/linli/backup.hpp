// A backup is a directory: the database, the files, the newest checkpoint of the journal and, if
// asked for, the keys; `manifest.json` names each with its SHA-256.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace linli {

struct BackupFile {
    std::string path;  // below the directory
    std::string sha256;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(BackupFile, (), (path, sha256, bytes))

struct BackupManifest {
    std::string linli_version;
    Instant made_at;
    bool with_keys = false;
    std::vector<BackupFile> files;
};
BOOST_DESCRIBE_STRUCT(BackupManifest, (), (linli_version, made_at, with_keys, files))

// Hashes everything below `directory` and writes the manifest, last, so that its presence says that
// the backup is whole.
void write_manifest(const std::filesystem::path& directory, bool with_keys, Instant now);
// Throws Fault with the first file that is missing, changed or not named.
BackupManifest check_manifest(const std::filesystem::path& directory);

}  // namespace linli
