#include "kernel/task/clocks.hpp"

#include <algorithm>

#include "kernel/task/clock_sql.hpp"

namespace linli::task {
namespace {

using calendar::Calendar;
using calendar::Due;
using calendar::Pause;
using calendar::Term;

constexpr int reminder_percent = 80;

Refusal wrong_state(const LegalClock& clock) {
    return refuse_conflict(
        "task.clock_state",
        {"期限现在是“" + enum_to_text(clock.state) + "”状态，不能这样处理",
         "The clock is " + enum_to_text(clock.state) + " now; this cannot be done"});
}

void require_reason(const std::string& reason) {
    if (reason.empty() || reason.size() > 2000)
        throw refuse_field("reason", "task.reason_missing",
                           {"请写明原因（最多 2000 字节）", "Say why (at most 2,000 bytes)"});
}

// The part of the term after which it is spoken of; never all of it.
Term reminder(const Term& term) {
    return {term.unit, std::max<std::int64_t>(term.amount * reminder_percent / 100, 0)};
}

}  // namespace

Clocks::Clocks(const Clock& clock, IdMaker& ids, const journal::Journal& journal,
               const area::Areas& areas)
    : clock_(clock),
      ids_(ids),
      journal_(journal),
      areas_(areas),
      calendars_(std::make_shared<calendar::Calendars>()) {}

void Clocks::use(std::shared_ptr<const calendar::Calendars> calendars) {
    std::atomic_store(&calendars_, std::move(calendars));
}

const Calendar& Clocks::calendar_of(AreaId area) const {
    const auto tree = areas_.tree();
    std::vector<std::string> chain;
    for (const AreaId above : tree->ancestors(area))
        chain.insert(chain.begin(), tree->find(above)->code);
    const auto calendars = std::atomic_load(&calendars_);
    if (const Calendar* found = calendars->for_area(chain)) return *found;
    throw refuse_conflict("task.no_calendar",
                          {"这个区域没有工作日历，无法计算期限；请在 rules/calendars 中配置",
                           "This area has no working-day calendar, so no deadline can be computed; "
                           "add one to rules/calendars"});
}

const Calendar& Clocks::calendar_named(const std::string& code) const {
    const auto calendars = std::atomic_load(&calendars_);
    const Calendar* found = calendars->find(code);
    if (!found) throw Fault("task: the calendar " + code + " of running clocks is missing");
    return *found;
}

std::vector<Pause> Clocks::pauses(store::Tx& tx, ClockId id) const {
    std::vector<Pause> all;
    for (const ClockAct& act : acts(tx, id)) {
        if (act.act == "paused") all.push_back({act.at, std::nullopt});
        if (act.act == "resumed" && !all.empty()) all.back().until = act.at;
    }
    return all;
}

// Deadline and the next look, from the acts on record.
LegalClock Clocks::reckon(store::Tx& tx, LegalClock clock) const {
    const Calendar& days = calendar_named(clock.calendar);
    const auto stands = pauses(tx, clock.id);
    const auto due = calendar::due_at(days, clock.term(), clock.started_at, stands);
    clock.due_at = due ? std::optional(due->at) : std::nullopt;
    clock.provisional = due && due->provisional;
    clock.next_at = std::nullopt;
    if (clock.state == ClockState::stopped || !due) return clock;
    const auto remind = calendar::due_at(days, reminder(clock.term()), clock.started_at, stands);
    if (clock.level == 0 && remind && remind->at < due->at)
        clock.next_at = remind->at;
    else if (clock.level <= 1)
        clock.next_at = due->at;
    else if (clock.level < levels_max)
        clock.next_at =
            calendar::due_at(days, {calendar::TermUnit::working_days, clock.level - 1}, due->at)
                ->at;
    return clock;
}

void Clocks::keep(store::Tx& tx, const LegalClock& c) const {
    tx.run(sql::keep_clock, c.extended_amount, c.due_at, c.provisional, c.next_at, c.level, c.state,
           c.stopped_at, c.id);
}

void Clocks::note(store::Tx& tx, const LegalClock& clock, const std::string& act,
                  std::int64_t amount, const std::string& reason, AccountId actor,
                  std::optional<AccountId> approved_by) const {
    tx.insert("legal_clock_act", ClockAct{ids_.next(), clock.id, act, amount, reason, actor,
                                          approved_by, clock_.now()});
    journal_.append(tx, {.actor = actor,
                         .area = clock.area_id,
                         .action = "task.clock_" + act,
                         .subject_kind = clock.subject_kind,
                         .subject_id = clock.subject_id,
                         .purpose = reason});
}

LegalClock Clocks::start(store::Tx& tx, AreaId area, const std::string& subject_kind,
                         std::int64_t subject_id, const Term& term,
                         std::optional<Instant> from) const {
    LegalClock clock;
    clock.id = ids_.make<ClockId>();
    clock.area_id = area;
    clock.subject_kind = subject_kind;
    clock.subject_id = subject_id;
    clock.calendar = calendar_of(area).code();
    clock.term_unit = term.unit;
    clock.term_amount = term.amount;
    clock.started_at = from.value_or(clock_.now());
    clock = reckon(tx, clock);
    clock.original_due_at = clock.due_at;
    tx.insert("legal_clock", clock);
    return clock;
}

LegalClock Clocks::by_id(store::Tx& tx, ClockId id) const {
    auto found = tx.one<LegalClock>(sql::clock_by_id, id);
    if (!found)
        throw refuse_not_found("task.clock_unknown", {"没有这个期限", "There is no such clock"});
    return *std::move(found);
}

Instant Clocks::due_at(AreaId area, const Term& term) const {
    return calendar::due_at(calendar_of(area), term, clock_.now())->at;
}

std::optional<LegalClock> Clocks::try_find(store::Tx& tx, const std::string& subject_kind,
                                           std::int64_t subject_id) const {
    return tx.one<LegalClock>(sql::clock_of, subject_kind, subject_id);
}

LegalClock Clocks::find(store::Tx& tx, const std::string& subject_kind,
                        std::int64_t subject_id) const {
    auto found = try_find(tx, subject_kind, subject_id);
    if (!found)
        throw refuse_not_found("task.clock_unknown", {"没有这个期限", "There is no such clock"});
    return *std::move(found);
}

LegalClock Clocks::pause(store::Tx& tx, ClockId id, AccountId actor,
                         const std::string& reason) const {
    LegalClock clock = by_id(tx, id);
    require_reason(reason);
    if (clock.state != ClockState::running) throw wrong_state(clock);
    clock.state = ClockState::paused;
    note(tx, clock, "paused", 0, reason, actor, std::nullopt);
    clock = reckon(tx, clock);
    keep(tx, clock);
    return clock;
}

LegalClock Clocks::resume(store::Tx& tx, ClockId id, AccountId actor) const {
    LegalClock clock = by_id(tx, id);
    if (clock.state != ClockState::paused) throw wrong_state(clock);
    clock.state = ClockState::running;
    note(tx, clock, "resumed", 0, "", actor, std::nullopt);
    clock = reckon(tx, clock);
    keep(tx, clock);
    return clock;
}

LegalClock Clocks::extend(store::Tx& tx, ClockId id, std::int64_t amount, AccountId actor,
                          AccountId approved_by, const std::string& reason) const {
    LegalClock clock = by_id(tx, id);
    require_reason(reason);
    if (clock.state == ClockState::stopped) throw wrong_state(clock);
    const auto person = identity::person_of(tx, actor);
    if (actor == approved_by || (person && person == identity::person_of(tx, approved_by)))
        throw refuse_forbidden(
            "task.approver_same",
            {"延期要由另一个人批准", "Another person has to approve the extension"});
    if (amount < 1 || clock.extended_amount + amount > clock.term_amount)
        throw refuse_field("amount", "task.extension_too_long",
                           {"延长至少 1，累计不超过原期限",
                            "At least 1, and in all not more than the term itself"});
    clock.extended_amount += amount;
    if (clock.level < 2 || clock_.now() < clock.due_at.value_or(clock_.now())) clock.level = 0;
    note(tx, clock, "extended", amount, reason, actor, approved_by);
    clock = reckon(tx, clock);
    keep(tx, clock);
    return clock;
}

void Clocks::stop(store::Tx& tx, ClockId id) const {
    LegalClock clock = by_id(tx, id);
    if (clock.state == ClockState::stopped) return;
    clock.state = ClockState::stopped;
    clock.stopped_at = clock_.now();
    clock.next_at = std::nullopt;
    keep(tx, clock);
}

std::vector<ClockAct> Clocks::acts(store::Tx& tx, ClockId id) const {
    return tx.all<ClockAct>(sql::clock_acts, id);
}

calendar::Light Clocks::light(store::Tx& tx, const LegalClock& clock) const {
    return calendar::light(calendar_named(clock.calendar), clock.term(), clock.started_at,
                           clock.stopped_at.value_or(clock_.now()), pauses(tx, clock.id),
                           reminder_percent);
}

std::vector<LegalClock> Clocks::running(store::Tx& tx, AreaId area,
                                        const std::string& subject_kind) const {
    return tx.all<LegalClock>(sql::clocks_running, area, subject_kind);
}

std::int64_t Clocks::used(store::Tx& tx, const LegalClock& clock) const {
    return calendar::used(calendar_named(clock.calendar), clock.term(), clock.started_at,
                          clock.stopped_at.value_or(clock_.now()), pauses(tx, clock.id));
}

int Clocks::ring(store::Tx& tx, int limit, const Ring& ring) const {
    const auto due = tx.all<LegalClock>(sql::clocks_due, clock_.now(), limit);
    for (LegalClock clock : due) {
        const bool is_over = clock.due_at && clock_.now() >= *clock.due_at;
        clock.level = is_over ? std::max<std::int64_t>(clock.level + 1, 2) : 1;
        clock = reckon(tx, clock);
        keep(tx, clock);
        ring(tx, clock);
    }
    return static_cast<int>(due.size());
}

std::int64_t Clocks::recompute(store::Tx& tx, const std::string& calendar, std::int64_t after,
                               int limit) const {
    const auto some = tx.all<LegalClock>(sql::clocks_after, after, calendar, limit);
    for (const LegalClock& clock : some)
        keep(tx, reckon(tx, clock));
    return static_cast<int>(some.size()) < limit ? 0 : some.back().id.value;
}

}  // namespace linli::task
