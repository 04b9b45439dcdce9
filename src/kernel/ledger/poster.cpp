#include "kernel/ledger/poster.hpp"

namespace linli::ledger {

Poster::Poster(Ledger& ledger, store::Store& store, PosterOptions options)
    : ledger_(ledger), store_(store), options_(options), thread_([this] { work(); }) {}

Poster::~Poster() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

std::vector<Outcome> Poster::post(std::vector<Command> commands) {
    std::future<std::vector<Outcome>> answer;
    {
        const std::lock_guard lock(mutex_);
        if (ends_ || commands_waiting_ + commands.size() > options_.waiting_max) {
            Refusal busy(RefusalKind::unavailable, "ledger.busy",
                         {"记账排队已满，请稍后用同一编号重试。",
                          "Too much waits to be posted; try again soon under the same id."});
            busy.retry_after_s = 1;
            throw busy;
        }
        commands_waiting_ += commands.size();
        answer = waiting_.emplace_back(Job{std::move(commands), {}}).answer.get_future();
    }
    wake_.notify_one();
    return answer.get();
}

void Poster::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return ends_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        std::vector<Job> jobs;
        for (std::size_t n = 0; !waiting_.empty();) {
            n += waiting_.front().commands.size();
            if (!jobs.empty() && n > options_.commands_max) break;
            commands_waiting_ -= waiting_.front().commands.size();
            jobs.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
        lock.unlock();
        run(jobs);
        lock.lock();
    }
}

void Poster::run(std::vector<Job>& jobs) {
    if (jobs.size() == 1) return run_alone(jobs.front());
    std::vector<Command> all;
    for (const Job& job : jobs) {
        all.insert(all.end(), job.commands.begin(), job.commands.end());
        // A chain left open by one caller must not bind the next one's: it is judged alone.
        if (!job.commands.empty() && job.commands.back().linked) {
            for (Job& each : jobs)
                run_alone(each);
            return;
        }
    }
    std::vector<Outcome> outcomes;
    try {
        outcomes = store_.write([&](store::Tx& tx) { return ledger_.post(tx, all); });
    } catch (...) {
        for (Job& job : jobs)
            run_alone(job);
        return;
    }
    auto from = outcomes.begin();
    for (Job& job : jobs) {
        const auto to = from + static_cast<std::ptrdiff_t>(job.commands.size());
        job.answer.set_value({from, to});
        from = to;
    }
}

void Poster::run_alone(Job& job) {
    constexpr int tries_max = 4;
    for (int tries = 1;; ++tries) {
        try {
            job.answer.set_value(
                store_.write([&](store::Tx& tx) { return ledger_.post(tx, job.commands); }));
            return;
        } catch (const store::UniqueViolation&) {
            // Another server posted the same id in this instant: looked at again, it exists.
            if (tries == tries_max) return job.answer.set_exception(std::current_exception());
        } catch (...) {
            return job.answer.set_exception(std::current_exception());
        }
    }
}

}  // namespace linli::ledger
