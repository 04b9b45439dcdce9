#include "kernel/process/start_timer.hpp"

namespace linli::process {

std::optional<StartTimer> start_timer(const Program& program, const ProgramNode& node,
                                      const EventSpec& event, Instant now) {
    if (event.trigger != bpmn::Trigger::timer || node.kind != bpmn::NodeKind::start_event)
        return std::nullopt;
    const auto expression = event.date != none       ? event.date
                            : event.duration != none ? event.duration
                                                     : event.cycle;
    const Feel& feel = program.expressions[expression];
    std::string text = feel.text;
    if (!feel.literal) {
        const auto value = feel.code->evaluate({}, now).value;
        text = value.is(decision::Kind::string) ? value.text() : decision::display(value);
    }
    if (const auto date = date_from_text(text)) return StartTimer{*date, 0, {}};
    if (const auto cycle = cycle_from_text(text)) {
        if (cycle->count == 0 || (cycle->every.months <= 0 && cycle->every.us <= 0))
            return std::nullopt;
        const std::int64_t again = event.cycle == none ? 0
                                   : cycle->count < 0  ? -1
                                                       : cycle->count - 1;
        return StartTimer{cycle->start ? *cycle->start : add(now, cycle->every), again,
                          cycle->every};
    }
    throw Refusal(
        RefusalKind::unprocessable, "process.timer_malformed",
        {"定时开始事件「" + node.id + "」的「" + feel.text + "」不是 ISO 8601 的时间",
         "\"" + feel.text + "\" of the start event \"" + node.id + "\" is no time of ISO 8601"});
}

}  // namespace linli::process
