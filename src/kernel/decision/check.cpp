#include "kernel/decision/check.hpp"

#include <set>

#include "kernel/decision/model.hpp"
#include "kernel/decision/table.hpp"

namespace linli::decision {

namespace {

void take(CheckReport& report, std::vector<CheckFinding> findings) {
    for (auto& f : findings) {
        ++(f.warning ? report.warnings : report.faults);
        report.findings.push_back(std::move(f));
    }
}

}  // namespace

CheckReport check(const Package& package) {
    CheckReport report;
    report.package = package.sheet().package;
    report.examples = static_cast<std::int64_t>(package.examples().size());
    report.parameters = static_cast<std::int64_t>(package.parameters().size());
    std::set<const Model*> seen;
    bool sound = true;
    for (const auto& v : package.versions()) {
        if (!seen.insert(v.model.get()).second) continue;
        report.tables += static_cast<std::int64_t>(v.model->parts().program->tables.size());
        sound = sound && v.model->faults().empty();
        take(report, check_model(*v.model));
    }
    take(report, check_parameters(package));
    if (sound) take(report, check_examples(package));
    return report;
}

std::string to_line(const CheckFinding& f, bool chinese) {
    std::string out = f.file;
    if (f.line > 0) out += ":" + std::to_string(f.line);
    out += ": ";
    if (f.warning) out += chinese ? "提示：" : "warning: ";
    if (!f.element.empty()) out += f.element;
    if (!f.rows.empty()) {
        out += chinese ? "，第 " : f.rows.size() > 1 ? ", rows " : ", row ";
        for (std::size_t i = 0; i < f.rows.size(); ++i)
            out += (i ? ", " : "") + std::to_string(f.rows[i]);
        if (chinese) out += " 行";
    }
    if (f.column > 0) {
        out += chinese ? "，第 " + std::to_string(f.column) + " 列"
                       : ", column " + std::to_string(f.column);
        if (!f.column_name.empty()) out += " (" + f.column_name + ")";
    }
    return out + (chinese ? "：" + f.words.zh : ": " + f.words.en);
}

}  // namespace linli::decision
