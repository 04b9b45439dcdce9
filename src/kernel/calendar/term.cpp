#include <algorithm>

#include "kernel/calendar/calendar.hpp"

namespace linli::calendar {
namespace {

constexpr std::int64_t amount_max = 10'000;
constexpr int days_max = 200'000;  // of walking; a calendar has a working day in every week or year

bool counts_days(TermUnit unit) {
    return unit == TermUnit::working_days || unit == TermUnit::days;
}

bool is_running(Instant t, std::span<const Pause> pauses) {
    return std::none_of(pauses.begin(), pauses.end(), [&](const Pause& pause) {
        return pause.from <= t && (!pause.until || t < *pause.until);
    });
}

// The first pause without an end, if there is one.
std::optional<Instant> stands_from(std::span<const Pause> pauses) {
    if (pauses.empty() || pauses.back().until) return std::nullopt;
    return pauses.back().from;
}

// Calls `take(from, to)` for every stretch of [from, to) outside the pauses, until it says stop.
template <class Take>
bool each_running(Instant from, Instant to, std::span<const Pause> pauses, Take&& take) {
    for (const Pause& pause : pauses) {
        if (pause.until && *pause.until <= from) continue;
        if (pause.from >= to) break;
        if (from < pause.from && !take(from, pause.from)) return false;
        if (!pause.until) return true;
        from = std::max(from, *pause.until);
    }
    return from >= to || take(from, to);
}

// Calls `take(from, to, day)` for every stretch in which the clock of hours runs, from `start` on.
template <class Take>
void each_stretch(const Calendar& calendar, TermUnit unit, Instant start,
                  std::span<const Pause> pauses, Take&& take) {
    Date day = date_in_china(start);
    for (int walked = 0; walked < days_max; ++walked, day = day + 1) {
        const auto stretch = [&](int from_minute, int to_minute) {
            const Instant from = std::max(start, midnight_in_china(day) + minutes(from_minute));
            return each_running(from, midnight_in_china(day) + minutes(to_minute), pauses,
                                [&](Instant a, Instant b) { return take(a, b, day); });
        };
        if (unit == TermUnit::hours) {
            if (!stretch(0, 24 * 60)) return;
        } else {
            for (const Period& period : calendar.work_on(day))
                if (!stretch(period.from, period.to)) return;
        }
        const auto stands = stands_from(pauses);
        if (stands && *stands < midnight_in_china(day)) return;
    }
}

// The days of a term of days in their order; `take(end of the day, day)` until it says stop.
template <class Take>
void each_day(const Calendar& calendar, const Term& term, Instant start,
              std::span<const Pause> pauses, Take&& take) {
    const bool at_once = term.amount == 0;
    Date day = date_in_china(start) + (at_once ? 0 : 1);
    const auto stands = stands_from(pauses);
    for (int walked = 0; walked < days_max; ++walked, day = day + 1) {
        const Instant end = calendar.end_of(day);
        if (stands && end >= *stands) return;
        if (at_once && end < start) continue;
        if (term.unit == TermUnit::working_days && !calendar.is_working_day(day)) continue;
        if (is_running(end, pauses) && !take(end, day)) return;
    }
}

std::optional<Due> due_of_days(const Calendar& calendar, const Term& term, Instant start,
                               std::span<const Pause> pauses) {
    std::optional<Due> due;
    std::int64_t left = std::max<std::int64_t>(term.amount, 1);
    each_day(calendar, term, start, pauses, [&](Instant end, Date day) {
        if (left > 0) --left;
        if (left > 0 || !calendar.is_working_day(day)) return true;
        due = Due{end, day > calendar.published_until()};
        return false;
    });
    return due;
}

}  // namespace

Limits limits(const Term*) {
    return {{"amount", {.min = 0, .max = amount_max}}};
}

std::optional<Due> due_at(const Calendar& calendar, const Term& term, Instant start,
                          std::span<const Pause> pauses) {
    LINLI_CHECK(term.amount >= 0 && term.amount <= amount_max);
    if (counts_days(term.unit)) return due_of_days(calendar, term, start, pauses);
    if (term.amount == 0) return Due{start};
    std::optional<Due> due;
    Micros left = hours(term.amount);
    each_stretch(calendar, term.unit, start, pauses, [&](Instant from, Instant to, Date day) {
        if (to - from < left) {
            left.value -= (to - from).value;
            return true;
        }
        due = Due{from + left,
                  term.unit == TermUnit::working_hours && day > calendar.published_until()};
        return false;
    });
    return due;
}

std::int64_t used(const Calendar& calendar, const Term& term, Instant start, Instant now,
                  std::span<const Pause> pauses) {
    std::int64_t days = 0;
    Micros time{0};
    if (counts_days(term.unit)) {
        each_day(calendar, term, start, pauses, [&](Instant end, Date) {
            if (end > now) return false;
            return ++days < term.amount;
        });
        return std::min(days, term.amount);
    }
    each_stretch(calendar, term.unit, start, pauses, [&](Instant from, Instant to, Date) {
        if (from >= now) return false;
        time.value += (std::min(to, now) - from).value;
        return to < now && time < hours(term.amount);
    });
    return std::min(time.value / hours(1).value, term.amount);
}

Light light(const Calendar& calendar, const Term& term, Instant start, Instant now,
            std::span<const Pause> pauses, int amber_percent) {
    const auto due = due_at(calendar, term, start, pauses);
    if (due && now > due->at) return Light::red;
    if (!is_running(now, pauses)) return Light::stopped;
    if (!due) return Light::stopped;
    const std::int64_t gone = used(calendar, term, start, now, pauses);
    const bool ends_today = date_in_china(due->at) == date_in_china(now);
    return ends_today || gone * 100 >= term.amount * amber_percent ? Light::amber : Light::green;
}

Words words(const Term& term) {
    const std::string n = std::to_string(term.amount);
    const std::string s = term.amount == 1 ? "" : "s";
    switch (term.unit) {
        case TermUnit::working_days:
            return term.amount == 0 ? Words{"当日办结", "the same working day"}
                                    : Words{n + " 个工作日", n + " working day" + s};
        case TermUnit::days:
            return {n + " 日", n + " day" + s};
        case TermUnit::working_hours:
            return {n + " 个工作小时", n + " working hour" + s};
        case TermUnit::hours:
            return {n + " 小时", n + " hour" + s};
    }
    return {};
}

}  // namespace linli::calendar
