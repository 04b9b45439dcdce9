// Many callers, one unit of work: what waits is posted together and every caller hears its own
// outcomes after the commit. An account that everybody uses costs no more than any other, because
// nobody waits for its row.
#pragma once
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "kernel/ledger/ledger.hpp"

namespace linli::ledger {

struct PosterOptions {
    std::size_t commands_max = 2'048;  // of one unit of work
    std::size_t waiting_max = 65'536;  // commands; then Refusal 503 `ledger.busy`
};

// Thread-safe. Ends what waits before it goes.
class Poster {
  public:
    Poster(Ledger&, store::Store&, PosterOptions = {});
    ~Poster();
    Poster(const Poster&) = delete;
    Poster& operator=(const Poster&) = delete;

    // Blocks until the outcomes are durable. Throws what Ledger::post and Store::write throw; such
    // a fault of one caller's commands does not touch the others'.
    std::vector<Outcome> post(std::vector<Command>);

  private:
    struct Job {
        std::vector<Command> commands;
        std::promise<std::vector<Outcome>> answer;
    };
    void work();
    void run(std::vector<Job>&);
    void run_alone(Job&);

    Ledger& ledger_;
    store::Store& store_;
    const PosterOptions options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> waiting_;
    std::size_t commands_waiting_ = 0;
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace linli::ledger
