// The periodic work of a server: sequencing the journal, sending messages, sweeping what is past
// its time. One thread for each job, so that a slow one delays no other.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace linli {

class Jobs {
  public:
    ~Jobs() { stop(); }
    // Runs `work` every `interval_ms`, and again at once while it returns true. What it throws is
    // logged by name and the job goes on after the interval.
    void add(std::string name, int interval_ms, std::function<bool()> work);
    // Waits for the work that is running; idempotent.
    void stop();

  private:
    void run(const std::string& name, int interval_ms, const std::function<bool()>& work);

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace linli
