#include "linli/backup.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "crypto/crypto.hpp"
#include "linli/version.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;
constexpr const char* manifest_name = "manifest.json";

std::vector<fs::path> files_below(const fs::path& directory) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.is_regular_file() && entry.path().filename() != manifest_name) {
            found.push_back(fs::relative(entry.path(), directory));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

void write_manifest(const fs::path& directory, bool with_keys, Instant now) {
    BackupManifest manifest{version, now, with_keys, {}};
    for (const auto& path : files_below(directory)) {
        manifest.files.push_back({path.generic_string(),
                                  to_hex(crypto::hash_file(crypto::Hash::sha256, directory / path)),
                                  static_cast<std::int64_t>(fs::file_size(directory / path))});
    }
    std::ofstream out(directory / manifest_name, std::ios::binary);
    out << to_json_text(manifest) << '\n';
    out.flush();
    if (!out)
        throw Fault("the manifest of the backup could not be written to " + directory.string());
}

BackupManifest check_manifest(const fs::path& directory) {
    std::ifstream in(directory / manifest_name, std::ios::binary);
    if (!in) {
        throw Fault(directory.string() + " holds no " + manifest_name +
                    ": it is not a backup, or the backup was interrupted");
    }
    std::stringstream text;
    text << in.rdbuf();
    const auto manifest =
        from_json_text<BackupManifest>(text.str(), {.bytes_max = 64 << 20, .depth_max = 8});
    for (const auto& file : manifest.files) {
        const fs::path path = directory / file.path;
        if (!fs::exists(path)) throw Fault("the backup lacks " + file.path);
        if (to_hex(crypto::hash_file(crypto::Hash::sha256, path)) != file.sha256) {
            throw Fault("the backup is damaged: " + file.path + " has changed since it was made");
        }
    }
    if (files_below(directory).size() != manifest.files.size()) {
        throw Fault("the backup holds a file that its manifest does not name");
    }
    return manifest;
}

}  // namespace linli
