#include "store/turns.hpp"

#include "store/connection.hpp"

namespace linli::store {

Turns::Turn Turns::beside() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, wait_, [&] { return !alone_ && alone_waiting_ == 0; }))
        throw refuse_busy();
    ++beside_;
    return {*this, false};
}

Turns::Turn Turns::alone() {
    std::unique_lock lock(mutex_);
    ++alone_waiting_;
    const bool free = changed_.wait_for(lock, wait_, [&] { return !alone_ && beside_ == 0; });
    --alone_waiting_;
    if (!free) {
        changed_.notify_all();
        throw refuse_busy();
    }
    alone_ = true;
    return {*this, true};
}

void Turns::leave(bool alone) {
    const std::lock_guard lock(mutex_);
    if (alone)
        alone_ = false;
    else
        --beside_;
    // Nobody sleeps here in the usual case: then this costs nothing.
    if (alone || beside_ == 0) changed_.notify_all();
}

}  // namespace linli::store
