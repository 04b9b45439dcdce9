#include "kernel/process/engine_check.hpp"

#include <algorithm>

#include "kernel/process/validate.hpp"

namespace linli::process {

std::vector<DecisionFile> read_decisions(const std::vector<DecisionText>& given) {
    const bool is_too_large = std::any_of(given.begin(), given.end(), [](const auto& text) {
        return text.xml.size() > decision_bytes_max;
    });
    if (given.size() > decisions_max || is_too_large)
        throw Refusal(RefusalKind::unprocessable, "process.too_many_decisions",
                      {"一个流程最多带 50 个决策文件，每个最大 2 MiB",
                       "a process brings at most 50 decision files of 2 MiB each"});
    std::vector<decision::ModelText> texts;
    for (const auto& text : given)
        texts.push_back({text.file, text.xml});
    std::vector<DecisionFile> files;
    for (const auto& text : texts) {
        auto model = decision::Model::read(text, texts);
        model->require_sound();
        files.push_back({text.name, std::move(model)});
    }
    return files;
}

// A service task without a function waits to be completed from outside, so it must say that:
// linli:function="external:...".
std::vector<ModelFault> Engine::missing_functions(const Program& program) const {
    std::vector<ModelFault> missing;
    for (const auto& node : program.nodes) {
        if (node.kind != bpmn::NodeKind::service_task || node.function.starts_with("external:") ||
            functions_.contains(node.function))
            continue;
        missing.push_back({node.line,
                           node.id,
                           "process.function_missing",
                           {"服务任务「" + node.id + "」要调用的函数“" + node.function +
                                "”没有登记；由外部完成的请写 external:名称",
                            "The service task \"" + node.id + "\" calls \"" + node.function +
                                "\", which is not registered; write external:NAME for one that is "
                                "completed from outside"}});
    }
    return missing;
}

namespace {

void require_none(const std::vector<ModelFault>& faults, const char* code) {
    std::vector<FieldFault> fields;
    for (const auto& fault : faults)
        fields.push_back({fault.element, fault.rule, fault.words});
    if (!fields.empty())
        throw Refusal(RefusalKind::unprocessable, code, faults.front().words, std::move(fields));
}

void add(const std::vector<ModelFault>& faults, bool refuses, std::vector<CheckedFault>& out) {
    for (const auto& f : faults)
        out.push_back({f.element, f.rule, static_cast<std::int64_t>(f.line), f.words.zh, f.words.en,
                       refuses});
}

// Of a file that cannot be read.
void add(const Refusal& refusal, const std::string& file, std::vector<CheckedFault>& out) {
    out.push_back({file, refusal.code(), 0, refusal.words().zh, refusal.words().en, true});
    for (const auto& field : refusal.fields())
        out.push_back({field.field, field.code, 0, field.words.zh, field.words.en, true});
}

}  // namespace

Prepared Engine::prepare(const Deployment& deployment) const {
    const auto model = bpmn::read(deployment.file, deployment.xml);
    require_none(validate(*model), "process.model_faulty");
    auto program = compile(*model, read_decisions(deployment.decisions));
    require_none(missing_functions(*program), "process.function_missing");
    return {deployment, std::move(program)};
}

std::vector<CheckedFault> Engine::check(const Deployment& deployment) const {
    std::vector<CheckedFault> out;
    std::vector<DecisionFile> decisions;
    bool has_decisions = true;
    try {
        decisions = read_decisions(deployment.decisions);
    } catch (const Refusal& refusal) {
        add(refusal, "", out);
        has_decisions = false;
    }
    try {
        const auto model = bpmn::read(deployment.file, deployment.xml);
        std::vector<ModelFault> told;
        const auto faults = validate(*model, &told);
        add(faults, true, out);
        add(told, false, out);
        // Only what is sound so far is compiled, else the same fault is told twice.
        if (faults.empty() && has_decisions) {
            std::vector<ModelFault> more;
            const auto program = compile(*model, decisions, more);
            add(more, true, out);
            if (program) add(missing_functions(*program), true, out);
        }
    } catch (const Refusal& refusal) {
        add(refusal, deployment.file, out);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return out;
}

}  // namespace linli::process
