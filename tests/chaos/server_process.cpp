#include "server_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace linli::chaos {
namespace {

pid_t spawn(std::vector<std::string> arguments, const std::string& log) {
    std::vector<char*> argv;
    for (std::string& a : arguments)
        argv.push_back(a.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    pid_t pid = 0;
    const int code = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0) throw std::runtime_error("cannot start " + arguments[0]);
    return pid;
}

int wait_for(pid_t pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

sockaddr_in local(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

class Socket {
  public:
    Socket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
    ~Socket() { ::close(fd_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

std::string exchange(std::uint16_t port, const std::string& text) {
    const Socket s;
    const timeval limit{20, 0};
    setsockopt(s.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const sockaddr_in address = local(port);
    if (connect(s.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return {};
    for (std::size_t sent = 0; sent < text.size();) {
        const auto n = ::send(s.get(), text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) return {};
        sent += static_cast<std::size_t>(n);
    }
    std::string all;
    std::array<char, 16384> part{};
    for (;;) {
        const auto n = ::recv(s.get(), part.data(), part.size(), 0);
        if (n <= 0) return all;
        all.append(part.data(), static_cast<std::size_t>(n));
    }
}

}  // namespace

int run_to_end(const std::vector<std::string>& arguments, const std::string& log) {
    return wait_for(spawn(arguments, log));
}

ServerProcess::ServerProcess(std::vector<std::string> arguments, std::string log)
    : arguments_(std::move(arguments)), log_(std::move(log)) {}

void ServerProcess::start() {
    pid_ = spawn(arguments_, log_);
}

void ServerProcess::kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    wait_for(pid_);
    pid_ = 0;
}

int ServerProcess::terminate() {
    ::kill(pid_, SIGTERM);
    const int status = wait_for(pid_);
    pid_ = 0;
    return status;
}

std::string Reply::header(const std::string& name) const {
    for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at)) {
        at += 2;
        if (strncasecmp(head.c_str() + at, (name + ": ").c_str(), name.size() + 2) != 0) continue;
        const std::size_t begin = at + name.size() + 2;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    return {};
}

Reply request(std::uint16_t port, const std::string& method, const std::string& target,
              const std::string& headers, const std::string& body) {
    std::string text = method + " " + target +
                       " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                       "\r\nConnection: close\r\n" + headers;
    if (method != "GET")
        text += "X-Linli: 1\r\nContent-Type: application/json\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n";
    const std::string all = exchange(port, text + "\r\n" + body);
    const auto end = all.find("\r\n\r\n");
    if (end == std::string::npos || !all.starts_with("HTTP/1.1 ")) return {};
    Reply reply;
    reply.head = all.substr(0, end + 2);
    reply.body = all.substr(end + 4);
    const std::string length = reply.header("Content-Length");
    if (!length.empty() && reply.body.size() != std::stoul(length)) return {};  // cut off
    reply.status = std::atoi(all.c_str() + 9);
    return reply;
}

std::uint16_t free_port() {
    const Socket s;
    sockaddr_in address = local(0);
    socklen_t size = sizeof address;
    if (bind(s.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        getsockname(s.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

}  // namespace linli::chaos
