// The workload of the process chaos test: many running cases, whose service tasks write one row
// each in the unit of work that moves the case, and a table of open tasks kept as a task board
// does.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernel/process/engine.hpp"

namespace linli::chaos {

// Service tasks of the model; their functions are called "effect.<element>".
inline constexpr std::array services{"register", "grant",    "resume", "book", "look_up", "settle",
                                     "note",     "reminder", "file",   "open", "close"};
inline constexpr int ways = 6;  // case n goes way n % ways

struct OpenTask {
    std::int64_t instance = 0, wait = 0;
    auto operator<=>(const OpenTask&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenTask, (), (instance, wait))

inline const store::MigrationSet matter_tables{
    "matter",
    {{1, "matters", store::MigrationDialect::any,
      "CREATE TABLE effect (id BIGINT PRIMARY KEY, instance BIGINT NOT NULL, element TEXT NOT "
      "NULL);\n"
      "CREATE TABLE open_task (instance BIGINT NOT NULL, wait BIGINT NOT NULL, element TEXT NOT "
      "NULL, PRIMARY KEY (instance, wait));\n"
      "CREATE TABLE started (matter BIGINT PRIMARY KEY);\n"}}};

inline std::vector<store::MigrationSet> matter_migrations() {
    return {http::migrations(), journal::migrations(), process::migrations(), matter_tables};
}

// The task board of the test: its rows change in the unit of work that moves the instance.
class Tasks final : public process::Observer {
  public:
    void opened(store::Tx&, const process::WaitInfo&) override;
    void closed(store::Tx&, const process::WaitInfo&) override;
};

// An engine as the worker and the examiner have it.
struct Office {
    explicit Office(const std::string& url, int node);
    SystemClock clock;
    IdMaker ids;
    journal::Journal journal;
    Tasks tasks;
    std::unique_ptr<store::Store> store;
    process::Engine engine;
};

std::string key_of_matter(std::int64_t matter);

// One act that was durably done, as the worker tells it through the pipe.
struct Done {
    enum Kind : std::int64_t { started, completed, sent, fired };
    std::int64_t kind = started;
    std::int64_t instance = 0, wait = 0;  // started: the number of the matter; fired: how many
};

// In a process of its own, until all matters have ended (returns 0) or it is killed.
int work(const std::string& url, std::int64_t matters, int pipe, unsigned seed);

// What is wrong between rows, states, traces and effects; empty = nothing. `all_ended`: they must
// have ended as each way does.
std::vector<std::string> examine(Office& office, std::int64_t matters,
                                 const std::vector<Done>& acknowledged, bool all_ended);

}  // namespace linli::chaos
