// A bounded set of connections that callers borrow; who waits too long is refused.
#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.hpp"

namespace linli::store {

template <class C>
class Pool {
  public:
    // Gives the connection back on leaving; a broken one is dropped and its place opened anew.
    class Borrowed {
      public:
        Borrowed(Pool& pool, std::unique_ptr<C> c) : pool_(pool), connection_(std::move(c)) {}
        ~Borrowed() { pool_.give_back(std::move(connection_)); }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        C& operator*() { return *connection_; }
        C* operator->() { return connection_.get(); }
        void drop() { connection_.reset(); }

      private:
        Pool& pool_;
        std::unique_ptr<C> connection_;
    };

    Pool(int size, int wait_ms_max, std::function<std::unique_ptr<C>()> open)
        : open_(std::move(open)), wait_(wait_ms_max) {
        for (int i = 0; i < size; ++i)
            free_.push_back(nullptr);
    }

    // Throws Refusal `store.busy`, or what opening a connection throws.
    Borrowed borrow() {
        std::unique_ptr<C> taken;
        {
            std::unique_lock lock(mutex_);
            if (!given_back_.wait_for(lock, wait_, [&] { return !free_.empty(); }))
                throw refuse_busy();
            taken = std::move(free_.back());
            free_.pop_back();
        }
        if (!taken) {
            try {
                taken = open_();
            } catch (...) {
                give_back(nullptr);
                throw;
            }
        }
        return Borrowed(*this, std::move(taken));
    }

  private:
    void give_back(std::unique_ptr<C> c) {
        {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(c));
        }
        given_back_.notify_one();
    }

    const std::function<std::unique_ptr<C>()> open_;
    const std::chrono::milliseconds wait_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<C>> free_;  // null: a place whose connection is not open
};

}  // namespace linli::store
