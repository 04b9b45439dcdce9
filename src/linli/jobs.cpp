#include "linli/jobs.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>

namespace linli {

void Jobs::add(std::string name, int interval_ms, std::function<bool()> work) {
    threads_.emplace_back([this, name = std::move(name), interval_ms, work = std::move(work)] {
        run(name, interval_ms, work);
    });
}

void Jobs::run(const std::string& name, int interval_ms, const std::function<bool()>& work) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        bool more = false;
        try {
            more = work();
        } catch (const std::exception& e) {
            spdlog::error("job {} failed and will be tried again: {}", name, e.what());
        }
        lock.lock();
        if (!more) {
            wake_.wait_for(lock, std::chrono::milliseconds(interval_ms), [&] { return stopping_; });
        }
    }
}

void Jobs::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
    threads_.clear();
}

}  // namespace linli
