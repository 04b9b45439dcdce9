#include "crypto/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/refusal.hpp"

namespace linli::crypto {
namespace {

[[noreturn]] void fault(const std::string& what, const std::filesystem::path& path) {
    throw Fault("crypto: cannot " + what + " " + path.string() + ": " + std::strerror(errno));
}

struct File {
    int fd;
    explicit File(int opened) : fd(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (fd >= 0) ::close(fd);
    }
};

}  // namespace

void write_private_file(const std::filesystem::path& path, std::string_view text) {
    const std::filesystem::path folder = path.parent_path();
    std::error_code ignored;
    if (std::filesystem::create_directories(folder, ignored)) ::chmod(folder.c_str(), 0700);
    const std::filesystem::path beside = path.string() + ".new";
    {
        const File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.fd < 0) fault("create", beside);
        if (::write(file.fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
            ::fsync(file.fd) != 0)
            fault("write", beside);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) fault("rename", beside);
    const File dir(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (dir.fd < 0 || ::fsync(dir.fd) != 0) fault("sync the folder of", path);
}

Secret read_private_file(const std::filesystem::path& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) fault("open", path);
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) fault("inspect", path);
    if ((info.st_mode & 077) != 0)
        throw Fault("crypto: " + path.string() +
                    " can be read by other users of this machine; run: chmod 600 " + path.string());
    std::string text(64 << 10, '\0');
    const ssize_t got = ::read(file.fd, text.data(), text.size());
    if (got < 0) fault("read", path);
    text.resize(static_cast<std::size_t>(got));
    return Secret(std::move(text));
}

}  // namespace linli::crypto
