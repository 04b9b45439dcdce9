// Who of many may run beside others and who runs alone. A unit of work that has lost its race again
// and again would lose for ever on a row that everybody wants; alone it wins. Private to the
// module.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace linli::store {

class Turns {
  public:
    // Ends the turn when it goes.
    class Turn {
      public:
        Turn(Turns& turns, bool alone) : turns_(turns), alone_(alone) {}
        ~Turn() { turns_.leave(alone_); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

      private:
        Turns& turns_;
        const bool alone_;
    };

    explicit Turns(int wait_ms_max) : wait_(wait_ms_max) {}
    // Who wants to be alone goes before those that come after. Throws Refusal `store.busy` when the
    // wait is too long.
    Turn beside();
    Turn alone();

  private:
    void leave(bool alone);

    const std::chrono::milliseconds wait_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int beside_ = 0;
    int alone_waiting_ = 0;
    bool alone_ = false;
};

}  // namespace linli::store
