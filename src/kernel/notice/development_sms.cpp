#include <sys/stat.h>

#include <fstream>

#include "kernel/notice/notice.hpp"

namespace linli::notice {
namespace {

constexpr std::size_t kept_max = 200;
constexpr std::uintmax_t file_bytes_max = 1 << 20;

}  // namespace

DevelopmentSms::DevelopmentSms(const Clock& clock, std::filesystem::path data_dir)
    : clock_(clock), file_(std::move(data_dir) / "outbox" / "sms.txt") {
    std::error_code error;
    std::filesystem::create_directories(file_.parent_path(), error);
    if (error) throw Fault("notice: cannot make the folder " + file_.parent_path().string());
}

void DevelopmentSms::send(const Message& message) {
    const std::lock_guard lock(mutex_);
    std::error_code absent;
    const bool full = std::filesystem::file_size(file_, absent) > file_bytes_max && !absent;
    std::ofstream file(file_, full ? std::ios::trunc : std::ios::app);
    ::chmod(file_.c_str(), 0600);
    const Instant now = clock_.now();
    file << to_text(now) << '\t' << message.address << '\t' << message.body << '\n';
    file.flush();
    if (!file) throw Fault("notice: cannot write the development outbox");
    messages_.push_front({now, message.address, message.body});
    if (messages_.size() > kept_max) messages_.pop_back();
}

std::vector<DemoMessage> DevelopmentSms::recent() const {
    const std::lock_guard lock(mutex_);
    return {messages_.begin(), messages_.end()};
}

}  // namespace linli::notice
