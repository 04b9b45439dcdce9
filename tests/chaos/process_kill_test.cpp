// Ten thousand running cases, and the process that runs them is killed again and again at a random
// moment. After each kill every case has exactly the effects that its trace says, its state and its
// waits agree with it, and nothing that was acknowledged is lost or open again; in the end all
// complete, each effect once.
//
// LINLI_CHAOS_MATTERS, LINLI_CHAOS_KILLS and LINLI_CHAOS_SEED change its size and its chance.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>

#include "matters.hpp"
#include "support/test_database.hpp"

namespace linli::chaos {
namespace {

using linli::testing::Backend;

std::int64_t setting(const char* name, std::int64_t otherwise) {
    const char* named = std::getenv(name);
    return named ? std::atoll(named) : otherwise;
}

// The worker in a process of its own, and what it says that it has done.
class WorkerProcess {
  public:
    WorkerProcess(const std::string& url, std::int64_t matters, unsigned seed) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw Fault("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 3);
        std::vector<std::string> arguments{"worker", url, std::to_string(matters),
                                           std::to_string(seed)};
        std::vector<char*> pointers;
        for (auto& argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        const int error =
            posix_spawn(&pid_, "/proc/self/exe", &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        pipe_ = ends[0];
        if (error != 0) throw Fault("the worker does not start");
    }
    ~WorkerProcess() {
        if (pid_ > 0) kill();
        ::close(pipe_);
    }
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    // Takes the next thing that was done; false at the end, or when nothing comes for a minute.
    bool next(Done& done) {
        std::size_t got = 0;
        while (got < sizeof done) {
            pollfd wait{pipe_, POLLIN, 0};
            if (::poll(&wait, 1, 60'000) <= 0) return false;
            const ssize_t n =
                ::read(pipe_, reinterpret_cast<char*>(&done) + got, sizeof done - got);
            if (n <= 0) return false;
            got += static_cast<std::size_t>(n);
        }
        return true;
    }
    // True when it was still at work.
    bool kill() {
        ::kill(pid_, SIGKILL);
        int status = 0;
        ::waitpid(std::exchange(pid_, 0), &status, 0);
        return WIFSIGNALED(status);
    }
    int wait() {
        int status = 0;
        ::waitpid(std::exchange(pid_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

  private:
    pid_t pid_ = 0;
    int pipe_ = -1;
};

class RunningMatters : public ::testing::TestWithParam<Backend> {
  protected:
    void SetUp() override {
        if (!linli::testing::is_available(GetParam()))
            GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
        database = std::make_unique<linli::testing::TestDatabase>(GetParam());
    }
    // Lets the worker work until so much is done in all rounds together, and a moment longer.
    void work_until(std::int64_t target) {
        WorkerProcess worker(database->url(), matters, static_cast<unsigned>(random()));
        while (progress < target && take(worker)) {
        }
        ASSERT_GE(progress, target) << "the worker has stopped before it was killed";
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
        EXPECT_TRUE(worker.kill()) << "the worker was done before it was killed";
        while (take(worker)) {
        }
    }
    void work_to_the_end() {
        WorkerProcess worker(database->url(), matters, static_cast<unsigned>(random()));
        while (take(worker)) {
        }
        EXPECT_EQ(worker.wait(), 0);
    }
    bool take(WorkerProcess& worker) {
        Done done;
        if (!worker.next(done)) return false;
        progress += done.kind == Done::fired ? done.instance : 1;
        acknowledged.push_back(done);
        return true;
    }
    void examine_all(bool ended) const {
        Office office(database->url(), 2);
        for (const auto& fault : examine(office, matters, acknowledged, ended))
            ADD_FAILURE() << fault;
    }
    // A quarter of the kills while cases are started, the others while all are on their way.
    std::int64_t target(std::int64_t kill) {
        const std::int64_t first = kills / 4, later = kills - first;
        const double chance = std::uniform_real_distribution<>(0, 1)(random);
        const double part = kill < first
                                ? (double(kill) + chance) / double(first)
                                : 1 + 0.9 * (double(kill - first) + chance) / double(later);
        return static_cast<std::int64_t>(part * double(matters));
    }

    const std::int64_t matters = setting("LINLI_CHAOS_MATTERS", 10'000);
    const std::int64_t kills = setting("LINLI_CHAOS_KILLS", 10);
    const std::int64_t seed = setting("LINLI_CHAOS_SEED", std::random_device{}());
    std::mt19937 random{static_cast<unsigned>(seed)};
    std::unique_ptr<linli::testing::TestDatabase> database;
    std::int64_t progress = 0;
    std::vector<Done> acknowledged;
};

TEST_P(RunningMatters, have_the_effects_of_their_traces_after_every_kill) {
    RecordProperty("seed", std::to_string(seed));
    for (std::int64_t kill = 0; kill < kills; ++kill) {
        work_until(target(kill));
        examine_all(false);
        if (HasFailure()) {
            FAIL() << "after kill " << kill + 1 << ", LINLI_CHAOS_SEED=" << seed;
        }
    }
    work_to_the_end();
    examine_all(true);
    std::printf("%lld matters, %lld kills, %zu acknowledged acts, seed %lld\n",
                static_cast<long long>(matters), static_cast<long long>(kills), acknowledged.size(),
                static_cast<long long>(seed));
}

// A statement that makes the tables disagree, and one that makes it good again.
struct Damage {
    const char* what;
    const char* harm;
    const char* repair;
};
constexpr Damage damages[] = {
    {"an effect came twice",
     "INSERT INTO effect (id, instance, element) SELECT 1, instance, element FROM effect WHERE id "
     "= (SELECT MAX(id) FROM effect)",
     "DELETE FROM effect WHERE id = 1"},
    {"an effect is lost",
     "UPDATE effect SET element = 'lost' WHERE id = (SELECT MIN(id) FROM effect)",
     "UPDATE effect SET element = 'register' WHERE element = 'lost'"},
    {"an effect of nobody", "INSERT INTO effect (id, instance, element) VALUES (1, 2, 'file')",
     "DELETE FROM effect WHERE id = 1"},
    {"a step without a trace",
     "UPDATE process_instance SET steps = steps + 1 WHERE id = (SELECT MIN(id) FROM "
     "process_instance)",
     "UPDATE process_instance SET steps = steps - 1 WHERE id = (SELECT MIN(id) FROM "
     "process_instance)"},
    {"a timer that is not found", "UPDATE process_wait SET wait = -wait WHERE kind = 'timer'",
     "UPDATE process_wait SET wait = -wait WHERE kind = 'timer'"},
    {"a receiver that is not found",
     "UPDATE process_wait SET correlation = correlation || '?' WHERE kind = 'message'",
     "UPDATE process_wait SET correlation = REPLACE(correlation, '?', '') WHERE kind = 'message'"},
    {"a task that nobody sees", "UPDATE open_task SET wait = wait + 1000",
     "UPDATE open_task SET wait = wait - 1000"},
    {"a matter that was started and is not there", "INSERT INTO started (matter) VALUES (100000)",
     "DELETE FROM started WHERE matter = 100000"},
};

TEST(Examination, notices_every_way_in_which_the_tables_can_disagree) {
    constexpr std::int64_t matters = 600;
    const linli::testing::TestDatabase database(Backend::sqlite);
    {
        WorkerProcess worker(database.url(), matters, 1);
        Done done;
        for (std::int64_t i = 0; i < matters; ++i)
            ASSERT_TRUE(worker.next(done));
        worker.kill();
    }
    Office office(database.url(), 2);
    ASSERT_TRUE(examine(office, matters, {}, false).empty());
    EXPECT_FALSE(examine(office, matters, {}, true).empty()) << "not all had ended";
    for (const Damage& damage : damages) {
        const auto run = [&](const char* text) {
            return office.store->write([&](store::Tx& tx) { return tx.run({"damage", text}); });
        };
        EXPECT_GT(run(damage.harm), 0) << damage.what;
        EXPECT_FALSE(examine(office, matters, {}, false).empty()) << damage.what;
        EXPECT_GT(run(damage.repair), 0) << damage.what;
        EXPECT_TRUE(examine(office, matters, {}, false).empty()) << damage.what;
    }
    constexpr store::Sql some_task{"examine.task", "SELECT instance, wait FROM open_task LIMIT 1"};
    const auto open =
        office.store->read([&](store::Tx& tx) { return tx.one<OpenTask>(some_task); });
    ASSERT_TRUE(open);
    const Done lost{Done::completed, open->instance, open->wait};
    EXPECT_FALSE(examine(office, matters, {lost}, false).empty());
}

std::string backend_name(const ::testing::TestParamInfo<Backend>& of) {
    return of.param == Backend::sqlite ? "SQLite" : "PostgreSQL";
}
INSTANTIATE_TEST_SUITE_P(OnBoth, RunningMatters,
                         ::testing::Values(Backend::sqlite, Backend::postgres), backend_name);

}  // namespace
}  // namespace linli::chaos

int main(int argc, char** argv) {
    if (argc == 4 && std::strcmp(argv[0], "worker") == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        return linli::chaos::work(argv[1], std::atoll(argv[2]), 3,
                                  static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)));
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
