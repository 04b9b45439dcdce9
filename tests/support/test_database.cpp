#include "support/test_database.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <vector>

#include "base/refusal.hpp"

namespace linli::testing {

namespace {

std::string server_url() {
    const char* url = std::getenv("LINLI_TEST_PG");
    return url == nullptr ? std::string() : std::string(url);
}

// Runs a program with its arguments (no shell in between) and returns its exit status.
int run(std::vector<std::string> arguments) {
    std::vector<char*> argv;
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ) != 0) return -1;
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

// The same server, another database: replaces the path of the URL.
std::string with_database(const std::string& url, const std::string& name) {
    const std::size_t host = url.find("://");
    const std::size_t path = url.find('/', host == std::string::npos ? 0 : host + 3);
    const std::size_t query = url.find('?');
    const std::string tail = query == std::string::npos ? "" : url.substr(query);
    return url.substr(0, std::min(path, query)) + "/" + name + tail;
}

}  // namespace

bool is_available(Backend backend) {
    return backend == Backend::sqlite || !server_url().empty();
}

TestDatabase::TestDatabase(Backend backend) {
    if (backend == Backend::sqlite) {
        url_ = "sqlite:" + (dir_.path() / "linli.db").string();
        return;
    }
    server_ = server_url();
    std::random_device random;
    const std::string name = "linli_test_" + std::to_string(random()) + std::to_string(random());
    if (run({"createdb", "--template=template0", "--maintenance-db=" + server_, name}) != 0) {
        throw Fault("createdb failed on the server that LINLI_TEST_PG names");
    }
    name_ = name;
    url_ = with_database(server_, name_);
}

TestDatabase::~TestDatabase() {
    if (!name_.empty())
        run({"dropdb", "--if-exists", "--force", "--maintenance-db=" + server_, name_});
}

}  // namespace linli::testing
