// Forms: a schema, a line "---", and the data that somebody sent for it.
#include "kernel/form/form.hpp"
#include "targets.hpp"

namespace linli::fuzz {

void form(std::string_view bytes) {
    static const Instant now = instant_from_text("2026-01-31T08:00:00Z");
    constexpr std::string_view line = "\n---\n";
    const auto at = bytes.find(line);
    const std::string_view schema = bytes.substr(0, at);
    const std::string_view sent =
        at == std::string_view::npos ? "{}" : bytes.substr(at + line.size());
    try {
        const auto read = linli::form::Form::read(schema, "fuzz.json");
        const json::value data = parse_json(sent);
        if (!data.is_object()) return;
        (void)read->faults(data.get_object(), now);
        (void)read->lines(data.get_object(), now);
        const json::object once = read->clean(data.get_object(), now);
        LINLI_CHECK(read->clean(once, now).size() == once.size());
    } catch (const Refusal&) {
    }
}

}  // namespace linli::fuzz
