// The real program in a process of its own, and the few requests that are made to it.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace linli::chaos {

// Runs a program to its end and returns its exit status; its output goes to `log`.
int run_to_end(const std::vector<std::string>& arguments, const std::string& log);

class ServerProcess {
  public:
    ServerProcess(std::vector<std::string> arguments, std::string log);
    ~ServerProcess() { kill(); }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    void start();
    void kill();      // SIGKILL, and waits until it is gone
    int terminate();  // SIGTERM; returns the exit status

  private:
    const std::vector<std::string> arguments_;
    const std::string log_;
    pid_t pid_ = 0;
};

struct Reply {
    int status = 0;  // 0: no whole answer
    std::string head, body;
    // The value of a header, or empty.
    std::string header(const std::string& name) const;
};
// One request over a connection of its own, to 127.0.0.1.
Reply request(std::uint16_t port, const std::string& method, const std::string& target,
              const std::string& headers, const std::string& body);
// A port that nobody listens on now.
std::uint16_t free_port();

}  // namespace linli::chaos
