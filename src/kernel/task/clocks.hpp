// The legal clocks of cases and tasks: started, paused, extended, stopped; both the original and
// the current deadline are kept. 行政许可法 42 (extension, once, approved by the head),
// 工伤保险条例 20 (suspension). The arithmetic is kernel/calendar's.
#pragma once
#include <functional>
#include <memory>

#include "kernel/calendar/calendar.hpp"
#include "kernel/task/task.hpp"

namespace linli::task {

using ClockId = Id<struct LegalClockTag>;

enum class ClockState : std::uint8_t { running, paused, stopped };
BOOST_DESCRIBE_ENUM(ClockState, running, paused, stopped)

struct LegalClock {
    ClockId id;
    AreaId area_id;
    std::string subject_kind;  // "case", "task", ...
    std::int64_t subject_id = 0;
    std::string calendar;  // its code, fixed at the start
    calendar::TermUnit term_unit = calendar::TermUnit::working_days;
    std::int64_t term_amount = 0;
    std::int64_t extended_amount = 0;  // in the same unit
    Instant started_at;
    std::optional<Instant> original_due_at;
    std::optional<Instant> due_at;   // none while paused
    bool provisional = false;        // counts days whose holidays are not announced yet
    std::optional<Instant> next_at;  // when ring() looks at it again
    std::int64_t level = 0;          // 0 green, 1 reminded, 2 overdue, 3 and more escalated
    ClockState state = ClockState::running;
    std::optional<Instant> stopped_at;
    calendar::Term term() const { return {term_unit, term_amount + extended_amount}; }
};
BOOST_DESCRIBE_STRUCT(LegalClock, (),
                      (id, area_id, subject_kind, subject_id, calendar, term_unit, term_amount,
                       extended_amount, started_at, original_due_at, due_at, provisional, next_at,
                       level, state, stopped_at))

struct ClockAct {
    std::int64_t id = 0;
    ClockId clock_id;
    std::string act;  // paused, resumed, extended
    std::int64_t amount = 0;
    std::string reason;
    AccountId account_id;
    std::optional<AccountId> approved_by;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ClockAct, (),
                      (id, clock_id, act, amount, reason, account_id, approved_by, at))

inline constexpr int levels_max = 5;  // after that it stays on the supervision list, silently

// What a clock that rang says: reminded (80 % used), overdue, then escalated each working day.
using Ring = std::function<void(store::Tx&, const LegalClock&)>;

// Thread-safe; the calendars are swapped whole.
class Clocks {
  public:
    Clocks(const Clock&, IdMaker&, const journal::Journal&, const area::Areas&);

    void use(std::shared_ptr<const calendar::Calendars>);
    // The calendar of an area; throws Refusal 409 `task.no_calendar` when the chain has none.
    const calendar::Calendar& calendar_of(AreaId) const;

    // `from`: when it began to run, if that was before now (deemed acceptance runs from receipt).
    LegalClock start(store::Tx&, AreaId, const std::string& subject_kind, std::int64_t subject_id,
                     const calendar::Term&, std::optional<Instant> from = {}) const;
    // The end of a term that begins now, without a clock.
    Instant due_at(AreaId, const calendar::Term&) const;
    std::optional<LegalClock> try_find(store::Tx&, const std::string& subject_kind,
                                       std::int64_t subject_id) const;
    // Refusals: 404 `task.clock_unknown`, 409 `task.clock_state` (not running, not paused,
    // stopped), 422 `task.reason_missing`.
    LegalClock find(store::Tx&, const std::string& subject_kind, std::int64_t subject_id) const;
    LegalClock pause(store::Tx&, ClockId, AccountId actor, const std::string& reason) const;
    LegalClock resume(store::Tx&, ClockId, AccountId actor) const;
    // `approved_by` is another account than `actor`: 403 `task.approver_same`. At most the term
    // itself again in all: 422 `task.extension_too_long`.
    LegalClock extend(store::Tx&, ClockId, std::int64_t amount, AccountId actor,
                      AccountId approved_by, const std::string& reason) const;
    // The matter is decided; nothing when it has stopped.
    void stop(store::Tx&, ClockId) const;

    // Those of exactly this area that have not stopped, soonest due first; at most 5,000.
    std::vector<LegalClock> running(store::Tx&, AreaId, const std::string& subject_kind) const;
    std::vector<ClockAct> acts(store::Tx&, ClockId) const;
    calendar::Light light(store::Tx&, const LegalClock&) const;
    // How much of its term is used now, in its unit.
    std::int64_t used(store::Tx&, const LegalClock&) const;

    // Rings at most `limit` clocks that are due to; returns how many. Call again when it is
    // `limit`.
    int ring(store::Tx&, int limit, const Ring&) const;
    // After a calendar has changed: computes the deadlines of its running clocks anew, at most
    // `limit` a call from `after` on; returns the last id, 0 at the end.
    std::int64_t recompute(store::Tx&, const std::string& calendar, std::int64_t after,
                           int limit) const;

  private:
    LegalClock by_id(store::Tx&, ClockId) const;
    std::vector<calendar::Pause> pauses(store::Tx&, ClockId) const;
    const calendar::Calendar& calendar_named(const std::string& code) const;
    LegalClock reckon(store::Tx&, LegalClock) const;
    void keep(store::Tx&, const LegalClock&) const;
    void note(store::Tx&, const LegalClock&, const std::string& act, std::int64_t amount,
              const std::string& reason, AccountId actor,
              std::optional<AccountId> approved_by) const;

    const Clock& clock_;
    IdMaker& ids_;
    const journal::Journal& journal_;
    const area::Areas& areas_;
    std::shared_ptr<const calendar::Calendars> calendars_;
};

}  // namespace linli::task
