// Round trips of a task through HTTP a second: start an instance, be given the next task of the
// pool, complete it; each caller with an account, a session and a connection of its own.
//   bench_process_http PORT MODEL SECONDS
// The server has the demonstration city. Prints lines "desk CALLERS<TAB>figure"; what was refused
// because two were after the same task is told on stderr and not counted.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "http_person.hpp"

namespace {

using namespace linli;
using namespace linli::bench;
using Steady = std::chrono::steady_clock;

constexpr int callers_max = 64;

// Where the model is deployed, and the people whose tasks it gives out.
class Office {
  public:
    Office(std::uint16_t port, const std::string& model) : hiring_(port) {
        Person keeper(port);
        keeper.sign_in("itemkeeper", demo_password);
        keeper.must("POST", "/api/v1/process-deployments",
                    json::serialize(json::object{
                        {"file", "desk.bpmn"}, {"xml", model}, {"decisions", json::array{}}}));
        for (int i = 0; i < callers_max; ++i)
            people_.push_back(hiring_.hire(fmt::format("desk{:03}", i), {"keyer", "item_keeper"}));
    }
    Person& person(int i) { return *people_[static_cast<std::size_t>(i)]; }
    const std::string& area() const { return hiring_.area; }

  private:
    Hiring hiring_;
    std::vector<std::unique_ptr<Person>> people_;
};

// True when a task was completed; false when somebody else was quicker.
bool round_trip(Person& person, const std::string& start) {
    person.must("POST", "/api/v1/process-instances", start);
    const Answer given = person.ask("POST", "/api/v1/tasks/next", "{}");
    if (given.status != 200) {
        if (given.status == 204 || given.status == 409 || given.status == 503) return false;
        throw std::runtime_error("the next task: " + given.head + given.body);
    }
    const std::string task = text(given.read().at("id"));
    const Answer done =
        person.ask("POST", "/api/v1/tasks/" + task + "/completion", R"({"data":{}})");
    if (done.status < 300) return true;
    if (done.status != 409 && done.status != 503)
        throw std::runtime_error("completion: " + done.head + done.body);
    return false;
}

void measure(Office& office, int callers, double seconds) {
    std::atomic<std::int64_t> done{0}, lost{0};
    const std::string start = json::serialize(json::object{
        {"process", "desk"}, {"area_id", office.area()}, {"variables", json::object{}}});
    for (int c = 0; c < callers; ++c)
        office.person(c).connect();
    const auto begin = Steady::now();
    const auto passed = [&] {
        return std::chrono::duration<double>(Steady::now() - begin).count();
    };
    std::vector<std::thread> threads;
    for (int c = 0; c < callers; ++c)
        threads.emplace_back([&, c] {
            try {
                while (passed() < seconds)
                    ++(round_trip(office.person(c), start) ? done : lost);
            } catch (const std::exception& e) {
                fmt::print(stderr, "{}\n", e.what());
                std::_Exit(1);
            }
        });
    for (auto& thread : threads)
        thread.join();
    fmt::print("desk {}\t{:.0f}\n", callers, static_cast<double>(done) / passed());
    std::fflush(stdout);
    if (lost > 0)
        fmt::print(stderr, "{} callers: {} found their task taken\n", callers, lost.load());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "bench_process_http PORT MODEL SECONDS\n");
        return 2;
    }
    try {
        std::ifstream in(argv[2]);
        const std::string model{std::istreambuf_iterator<char>(in), {}};
        Office office(static_cast<std::uint16_t>(std::atoi(argv[1])), model);
        for (const int callers : {1, 8, callers_max})
            measure(office, callers, std::atof(argv[3]));
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    }
}
