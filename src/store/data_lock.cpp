#include "store/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

#include "base/refusal.hpp"

namespace linli::store {
namespace {

std::string holder(int descriptor) {
    std::array<char, 32> text{};
    const auto n = ::pread(descriptor, text.data(), text.size() - 1, 0);
    return n > 0 ? std::string(text.data(), std::strcspn(text.data(), "\n")) : "?";
}

}  // namespace

DataLock::DataLock(const std::filesystem::path& database) {
    const std::string path = database.string() + ".lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw Fault("store: cannot open " + path + ": " + std::strerror(errno));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const std::string pid = holder(descriptor_);
        ::close(descriptor_);
        throw Fault("store: " + database.string() + " is in use by another Linli (process " + pid +
                    "); stop that one first");
    }
    // Only to name the holder; the lock itself is the kernel's and ends with the process.
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor_, 0) != 0 ||
        ::pwrite(descriptor_, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        return;  // a full disk must not keep the service from starting
    }
}

DataLock::~DataLock() {
    ::close(descriptor_);
}

}  // namespace linli::store
