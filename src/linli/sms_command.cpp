#include "linli/sms_command.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

namespace linli {
namespace {

constexpr auto patience = std::chrono::seconds(20);

// The pipe whose reading end becomes the program's standard input.
class Pipe {
  public:
    Pipe() {
        if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw Fault("no pipe to the message program");
    }
    ~Pipe() {
        close_reading();
        close_writing();
    }
    int reading() const { return ends_[0]; }
    void close_reading() { close_end(0); }
    void close_writing() { close_end(1); }
    void write_all(const std::string& text) const {
        std::size_t done = 0;
        while (done < text.size()) {
            const ssize_t n = ::write(ends_[1], text.data() + done, text.size() - done);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return;  // the program did not want to read it; its exit code tells
            done += static_cast<std::size_t>(n);
        }
    }

  private:
    void close_end(std::size_t i) {
        if (ends_[i] >= 0) ::close(ends_[i]);
        ends_[i] = -1;
    }
    std::array<int, 2> ends_{-1, -1};
};

// The server blocks SIGINT and SIGTERM and ignores SIGPIPE; its children do neither.
class FreshSignals {
  public:
    FreshSignals() {
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~FreshSignals() { posix_spawnattr_destroy(&attributes_); }
    FreshSignals(const FreshSignals&) = delete;
    FreshSignals& operator=(const FreshSignals&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

pid_t start(const std::string& program, int standard_input) {
    const FreshSignals signals;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, standard_input, STDIN_FILENO);
    std::string name = program;
    std::array<char*, 2> argv{name.data(), nullptr};
    pid_t child = 0;
    const int error =
        posix_spawn(&child, program.c_str(), &actions, signals.get(), argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw Fault("the message program could not be started");
    return child;
}

int wait_for(pid_t child) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int status = 0;
    for (;;) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) break;
        // Without an exit code nobody knows whether the gateway took it: it is not taken as sent.
        if (ended < 0 && errno != EINTR)
            throw Fault("the exit code of the message program cannot be had");
        if (std::chrono::steady_clock::now() > deadline) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            throw Fault("the message program did not end within 20 seconds");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

SmsCommand::SmsCommand(std::string program) : program_(std::move(program)) {
    if (access(program_.c_str(), X_OK) != 0) {
        throw Fault("the message program " + program_ + " is not an executable file");
    }
}

void SmsCommand::send(const notice::Message& message) {
    Pipe pipe;
    const pid_t child = start(program_, pipe.reading());
    pipe.close_reading();
    pipe.write_all(json::serialize(json::object{{"id", to_text(message.id)},
                                                {"to", message.address},
                                                {"text", message.body},
                                                {"attempt", message.attempt}}) +
                   "\n");
    pipe.close_writing();
    const int code = wait_for(child);
    if (code == 2) {
        throw Refusal(RefusalKind::unprocessable, "linli.message_refused",
                      {"短信网关拒收此号码", "The gateway refuses this number"});
    }
    if (code != 0) throw Fault("the message program ended with code " + std::to_string(code));
}

}  // namespace linli
