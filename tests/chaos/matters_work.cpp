// The process that is killed.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "matters.hpp"

namespace linli::chaos {

namespace {

using namespace process;
using namespace std::chrono_literals;

constexpr store::Sql started_matters{"matter.started", "SELECT matter FROM started"};
constexpr store::Sql add_started{"matter.start", "INSERT INTO started (matter) VALUES (?)"};
constexpr store::Sql open_tasks{"matter.tasks", "SELECT instance, wait FROM open_task"};
constexpr store::Sql running{"matter.running",
                             "SELECT COUNT(*) FROM process_instance WHERE status = 'running'"};
constexpr store::Sql unpaid{"matter.unpaid",
                            "SELECT correlation FROM process_wait WHERE kind = 'message'"};
constexpr int helpers = 4;

// Six threads want the same rows: a store that gives up for now is asked again, as a person would.
template <class Act>
void patiently(const Act& act) {
    for (;;) {
        try {
            act();
            return;
        } catch (const Refusal& refusal) {
            if (refusal.kind() != RefusalKind::unavailable) throw;
        }
    }
}

class Worker {
  public:
    Worker(const std::string& url, std::int64_t matters, int pipe, unsigned seed)
        : office_(url, 1), matters_(matters), pipe_(pipe), random_(seed) {}

    // First everything is started, so that all are running at the same time; then they are moved.
    void run() {
        start_all();
        read_tasks();
        std::vector<std::thread> threads;
        for (int i = 0; i < helpers; ++i)
            threads.emplace_back(
                [this, seed = static_cast<unsigned>(random_())] { complete_tasks(seed); });
        threads.emplace_back([this] { fire_timers(); });
        threads.emplace_back(
            [this, seed = static_cast<unsigned>(random_())] { send_messages(seed); });
        for (auto& thread : threads)
            thread.join();
    }

  private:
    void tell(Done::Kind kind, std::int64_t instance, std::int64_t wait = 0) const {
        const Done done{kind, instance, wait};
        if (::write(pipe_, &done, sizeof done) != sizeof done) _exit(3);
    }
    void write(const std::function<void(store::Tx&)>& act) {
        patiently([&] { office_.store->write(act); });
    }
    bool is_over() {
        return office_.store->read([](store::Tx& tx) { return tx.one<std::int64_t>(running); }) ==
               0;
    }

    void start_all() {
        const auto done = office_.store->read(
            [](store::Tx& tx) { return tx.all<std::int64_t>(started_matters); });
        const std::set<std::int64_t> known(done.begin(), done.end());
        std::vector<std::int64_t> left;
        for (std::int64_t matter = 0; matter < matters_; ++matter)
            if (!known.contains(matter)) left.push_back(matter);
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < helpers; ++i)
            threads.emplace_back([&] {
                constexpr std::size_t together = 10;
                for (std::size_t at; (at = next.fetch_add(together)) < left.size();)
                    start(std::vector<std::int64_t>(
                        left.begin() + static_cast<std::ptrdiff_t>(at),
                        left.begin() +
                            static_cast<std::ptrdiff_t>(std::min(at + together, left.size()))));
            });
        for (auto& thread : threads)
            thread.join();
    }
    void start(const std::vector<std::int64_t>& batch) {
        try {
            write([&](store::Tx& tx) {
                for (const std::int64_t matter : batch) {
                    tx.run(add_started, matter);
                    const auto variable = [](std::int64_t n) {
                        return decision::from_json_value(json::value(n));
                    };
                    if (is_paid_early(matter)) send(tx, key_of_matter(matter));
                    office_.engine.start(
                        tx,
                        {.process = "matter",
                         .case_id = matter,
                         .variables = {
                             {"which", variable(matter % ways)},
                             {"key", decision::from_json_value(json::value(key_of_matter(matter)))},
                             {"n", variable(0)}}});
                }
            });
        } catch (const store::UniqueViolation&) {
            return;  // what a dead process had sent to the database server came to its end after
                     // all
        }
        for (const std::int64_t matter : batch)
            tell(Done::started, matter);
    }
    // Its message comes before its receiver.
    static bool is_paid_early(std::int64_t matter) { return matter % ways == 2 && matter % 5 == 0; }
    void send(store::Tx& tx, const std::string& key) {
        office_.engine.message(tx, {.name = "paid", .key = key, .sender_id = "bank " + key});
    }

    void read_tasks() {
        const auto all =
            office_.store->read([](store::Tx& tx) { return tx.all<OpenTask>(open_tasks); });
        const std::lock_guard lock(mutex_);
        tasks_.assign(all.begin(), all.end());
        std::shuffle(tasks_.begin(), tasks_.end(), random_);
    }
    // Some are taken by several helpers at once: only one of them may complete it.
    std::vector<OpenTask> take(std::mt19937& random) {
        const std::lock_guard lock(mutex_);
        std::vector<OpenTask> batch;
        for (auto n = 1 + random() % 4; n > 0 && !tasks_.empty(); --n) {
            const OpenTask task = tasks_.front();
            tasks_.pop_front();
            batch.push_back(task);
            if (random() % 16 == 0) tasks_.push_front(task);
        }
        return batch;
    }
    void complete_tasks(unsigned seed) {
        std::mt19937 random(seed);
        while (!is_over_) {
            const auto batch = take(random);
            if (batch.empty()) {
                std::this_thread::sleep_for(20ms);
                if (is_over()) is_over_ = true;
            } else if (complete(batch) != RefusalKind{}) {
                for (const OpenTask& task : batch)
                    if (complete({task}) == RefusalKind::unavailable) put_back(task);
            }
        }
    }
    void put_back(const OpenTask& task) {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(task);
    }
    // All of the batch, or nothing of it and why.
    RefusalKind complete(const std::vector<OpenTask>& batch) {
        try {
            office_.store->write([&](store::Tx& tx) {
                for (const OpenTask& task : batch)
                    office_.engine.complete(
                        tx, {InstanceId{task.instance}, static_cast<std::uint32_t>(task.wait)}, {},
                        AccountId{7});
            });
        } catch (const Refusal& refusal) {
            if (refusal.kind() != RefusalKind::conflict &&
                refusal.kind() != RefusalKind::unavailable)
                throw;
            return refusal.kind();
        }
        for (const OpenTask& task : batch)
            tell(Done::completed, task.instance, task.wait);
        return {};
    }
    void fire_timers() {
        while (!is_over_) {
            int fired = 0;
            patiently([&] { fired = office_.engine.fire_due(*office_.store, 20); });
            if (fired == 0) std::this_thread::sleep_for(10ms);
            if (fired > 0) tell(Done::fired, fired);
        }
    }
    // The bank does not know what had arrived before the crash: it sends again.
    void send_messages(unsigned seed) {
        std::mt19937 random(seed);
        for (int i = 0; i < 50; ++i) {
            const auto matter = static_cast<std::int64_t>(random()) % (matters_ / ways) * ways + 2;
            write([&](store::Tx& tx) { send(tx, key_of_matter(matter)); });
        }
        for (const auto& key :
             office_.store->read([](store::Tx& tx) { return tx.all<std::string>(unpaid); })) {
            write([&](store::Tx& tx) { send(tx, key); });
            tell(Done::sent, 0);
        }
    }

    Office office_;
    const std::int64_t matters_;
    const int pipe_;
    std::mt19937 random_;
    std::mutex mutex_;
    std::deque<OpenTask> tasks_;
    std::atomic<bool> is_over_{false};
};

}  // namespace

int work(const std::string& url, std::int64_t matters, int pipe, unsigned seed) {
    Worker(url, matters, pipe, seed).run();
    return 0;
}

}  // namespace linli::chaos
