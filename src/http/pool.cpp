#include "http/pool.hpp"

#include <algorithm>

namespace linli::http {

Pool::Pool(int threads, int queued_max)
    : queued_max_(static_cast<std::size_t>(std::max(queued_max, 1))) {
    for (int i = 0; i < std::max(threads, 1); ++i)
        threads_.emplace_back([this] { run(); });
}

Pool::~Pool() {
    stop();
}

bool Pool::submit(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        // A thread that was woken and has not taken its work yet counts as at work.
        if (stopping_ || unfinished_ >= queued_max_ + threads_.size()) return false;
        queue_.push_back(std::move(work));
        ++unfinished_;
    }
    wake_.notify_one();
    return true;
}

std::size_t Pool::queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Pool::run() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
        const std::lock_guard lock(mutex_);
        --unfinished_;
    }
}

void Pool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace linli::http
