// Threads that run handlers, behind a bounded queue.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace linli::http {

class Pool {
  public:
    Pool(int threads, int queued_max);
    ~Pool();
    // False when the queue is full or the pool is stopping; the work is then not run. Work must not
    // throw.
    bool submit(std::function<void()> work);
    std::size_t queued() const;
    // Runs what is queued, then ends the threads.
    void stop();

  private:
    void run();
    const std::size_t queued_max_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    std::size_t unfinished_ = 0;  // queued or running
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace linli::http
