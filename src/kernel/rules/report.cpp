// What an approver must know about a changed text: what the decision module found, and whether it
// changes what was already known, so that an old decision would be answered differently.
#include "kernel/rules/text.hpp"

namespace linli::rules {
namespace {

template <class T>
const T* same_id(const std::vector<T>& all, const T& wanted) {
    for (const auto& t : all) {
        if (t.id() == wanted.id() && t.area == wanted.area) return &t;
    }
    return nullptr;
}

void compare_versions(const decision::Package& now, const decision::Package& base,
                      std::vector<HistoryFinding>& findings) {
    for (const auto& before : base.versions()) {
        const decision::LoadedVersion* after = nullptr;
        for (const auto& v : now.versions()) {
            if (v.sheet->id() == before.sheet->id() && v.sheet->area == before.sheet->area) {
                after = &v;
            }
        }
        const std::string& name = before.sheet->version;
        if (!after) {
            findings.push_back(
                {"version_removed",
                 name,
                 {"版本「" + name + "」被删除，过去的决定将无法按原样重算",
                  "version \"" + name + "\" is removed: old decisions cannot be made again"}});
        } else if (after->hash != before.hash) {
            findings.push_back({"version_changed",
                                name,
                                {"版本「" + name + "」的模型被改动；新规定应写成新版本",
                                 "the models of version \"" + name +
                                     "\" are changed; a new rule should be a new version"}});
        } else if (to_json(*after->sheet) != to_json(*before.sheet)) {
            findings.push_back({"version_changed",
                                name,
                                {"版本「" + name + "」的日期或说明被改动",
                                 "dates or words of version \"" + name + "\" are changed"}});
        }
    }
}

void compare_parameters(const decision::Package& now, const decision::Package& base,
                        std::vector<HistoryFinding>& findings) {
    for (const auto& parameter : base.parameters()) {
        const auto* other = now.parameter(parameter.sheet->name);
        for (const auto& before : parameter.sheet->values) {
            const auto* after = other ? same_id(other->sheet->values, before) : nullptr;
            const std::string name = parameter.sheet->name + " " + before.id();
            if (!after) {
                findings.push_back(
                    {"value_removed",
                     name,
                     {"参数值「" + name + "」被删除", "the value \"" + name + "\" is removed"}});
            } else if (after->value != before.value || after->from != before.from ||
                       after->until != before.until || after->known_since != before.known_since ||
                       after->supersedes != before.supersedes) {
                findings.push_back(
                    {"value_changed",
                     name,
                     {"已公布的参数值「" + name + "」被改动；更正应另写一个值并注明取代它",
                      "the value \"" + name +
                          "\" is changed; a correction should be a value of its own that "
                          "supersedes it"}});
            }
        }
    }
}

}  // namespace

Report report_on(const decision::Package& package, const decision::Package* base) {
    Report report;
    report.check = decision::check(package);
    if (base) {
        compare_versions(package, *base, report.history);
        compare_parameters(package, *base, report.history);
    }
    return report;
}

void require_passes(const Report& report) {
    if (report.check.faults == 0) return;
    std::vector<FieldFault> faults;
    for (const auto& f : report.check.findings) {
        if (f.warning || faults.size() == Reader::faults_max) continue;
        faults.push_back({f.file + ":" + std::to_string(f.line),
                          "decision." + enum_to_text(f.code),
                          {decision::to_line(f, true), decision::to_line(f, false)}});
    }
    const Words first = faults.empty() ? Words{} : faults.front().words;
    throw Refusal(RefusalKind::unprocessable, "rules.check_failed",
                  {"检查没有通过，规则不能生效：" + first.zh,
                   "the check has failed, so this cannot come into force: " + first.en},
                  std::move(faults));
}

}  // namespace linli::rules
