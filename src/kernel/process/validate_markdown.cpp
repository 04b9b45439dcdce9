// The page of rules, for docs/process.md.
#include "kernel/process/validate.hpp"

namespace linli::process {

namespace {

std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    // The places of names and values.
    for (const char* place : {"{0}", "{1}", "{2}", "{3}", "{4}", "{5}"})
        for (auto at = out.find(place); at != std::string::npos; at = out.find(place))
            out.replace(at, 3, "…");
    return out;
}

}  // namespace

std::string rules_as_markdown() {
    std::size_t refused = 0;
    for (const auto& r : rules())
        refused += r.severity == Severity::warning ? 0 : 1;
    std::string out = std::to_string(rules().size()) + " rules: " + std::to_string(refused) +
                      " refuse, " + std::to_string(rules().size() - refused) + " only tell.\n\n";
    out += "| Rule | Clause | Refused | 说明 | Meaning |\n|---|---|---|---|---|\n";
    for (const auto& r : rules()) {
        const char* when = r.severity == Severity::fault       ? "always"
                           : r.severity == Severity::execution ? "when executable"
                                                               : "told";
        out += "| `" + std::string(r.name) + "` | " + std::string(r.clause) + " | " + when + " | " +
               cell(r.zh) + " | " + cell(r.en) + " |\n";
    }
    return out;
}

}  // namespace linli::process
