// The rules by which an item is checked. Names are stable; docs/service-items.md is made from them.
#include "kernel/service/check.hpp"

namespace linli::service {

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
        // files
        {"service.file_name", true,
         "文件名“{0}”不行：只能是 item.yaml、*.bpmn、*.dmn、*.json，名称不含空格和符号 / \\ : \" #",
         "\"{0}\" is no possible name: files are item.yaml, *.bpmn, *.dmn and *.json, without "
         "blanks and / \\ : \" #"},
        {"service.too_large", true, "文件太多或太大：最多 40 个、共 8 MiB",
         "too many files or too large: at most 40 and 8 MiB in all"},
        {"service.file_missing", true, "缺少文件 {0}：补上，或改正引用它的地方",
         "the file {0} is missing: add it, or correct what names it"},
        {"service.file_unused", false, "文件 {0} 没有被引用：删除它，或在事项里引用",
         "nothing names the file {0}: remove it, or name it"},
        {"service.yaml", true, "item.yaml 不是 YAML：{0}", "item.yaml is no YAML: {0}"},
        {"service.member", true, "{0}", "{0}"},
        // the item itself
        {"service.code", true,
         "代码“{0}”须与文件夹名“{1}”相同，只用小写字母、数字和连字符，以字母开头",
         "the code \"{0}\" must be the name of its folder, \"{1}\": small letters, digits and "
         "hyphens, a letter first"},
        {"service.words_missing", true, "{0} 没有写：中文和英文都要有",
         "{0} is empty: Chinese and English are both needed"},
        {"service.channels_missing", true,
         "没有办理渠道：至少写一个（online、counter、home_visit）",
         "there is no channel: name one at least (online, counter, home_visit)"},
        {"service.twice", true, "“{0}”写了两次：改名或删去一个",
         "\"{0}\" is there twice: rename or remove one"},
        {"service.area_level", true,
         "没有“{0}”这一级：写 city、district、street、community 或 grid",
         "there is no level \"{0}\": write city, district, street, community or grid"},
        {"service.result_kind", true, "没有“{0}”这种结果：写 certificate、notice 或 payment",
         "there is no kind of result \"{0}\": write certificate, notice or payment"},
        {"service.fee", true, "收费金额不能小于零，并用文字写明怎么收",
         "a fee is not below zero, and is put in words"},
        {"service.archive", true, "归档要有类别、年限（0 为永久）和出处；没有出处的在 note 里说明",
         "an archive class has a code, years (0: for ever) and a basis; say so in note when it has "
         "none"},
        // law
        {"service.legal_basis_missing", true, "事项没有法律依据：在 legal_basis 写明",
         "the service has no legal basis: name it in legal_basis"},
        {"service.basis_missing", true,
         "没有依据：写明法律名称（law）和条款（article）；没有依据的材料不能要求提交",
         "no basis: name law and article; a material without one may not be asked for"},
        {"service.held_required", true,
         "“{0}”国家机关已经掌握，不能要求提交：把 required 改为 false，或删去",
         "\"{0}\" is held by the state and may not be asked for: make required false, or remove "
         "it"},
        {"service.held_source_missing", true,
         "“{0}”由国家机关掌握：写明由谁掌握（source_zh、source_en）",
         "\"{0}\" is held by the state: say by whom (source_zh, source_en)"},
        {"service.material_code", true, "材料代码“{0}”不行：只用小写字母、数字和连字符，以字母开头",
         "the material code \"{0}\" is not possible: small letters, digits and hyphens, a letter "
         "first"},
        {"service.files_max", true, "一种材料可交 1 到 30 个文件（现为 {0}）",
         "a material takes 1 to 30 files (it says {0})"},
        // time
        {"service.time_limit_missing", true, "没有法定办理时限：legal 至少 1 个单位",
         "there is no legal time limit: legal is 1 of its unit at least"},
        {"service.promise_longer", true, "承诺时限比法定时限长：承诺只能更短",
         "the promised time is longer than the legal one: a promise is shorter"},
        {"service.promise_unit", true, "承诺时限和法定时限的单位不同，无法比较：用同一单位",
         "promised and legal time are in different units and cannot be compared: use one"},
        {"service.time_basis_missing", false, "办理时限没有写依据",
         "the time limit names no basis"},
        {"service.correction_missing", true, "没有补正期限：correction 至少 1 个单位",
         "there is no term for corrections: correction is 1 of its unit at least"},
        // conditions and decisions
        {"service.condition_faulty", true, "条件“{0}”读不懂：{1}",
         "the condition \"{0}\" cannot be read: {1}"},
        {"service.condition_field", true, "条件里的“{0}”不是申请表的字段，也不是 age",
         "\"{0}\" in the condition is no field of the application form, nor age"},
        {"service.who_may_words", true, "写了申请条件，就要用文字说明（who_may_zh、who_may_en）",
         "who may apply is a condition and must be put in words (who_may_zh, who_may_en)"},
        {"service.decision_faulty", true, "决策有误：{0}", "the decision is wrong: {0}"},
        {"service.decision_unknown", true, "{0} 里没有决策“{1}”", "{0} has no decision \"{1}\""},
        {"service.materials_not_listed", true, "材料决策在 {0} 时给出“{1}”，它不在材料表里",
         "for {0} the decision on materials gives \"{1}\", which is none of the materials"},
        {"service.materials_undecided", true, "材料决策在 {0} 时没有给出材料的列表",
         "for {0} the decision on materials gives no list"},
        {"service.when_ignored", false, "材料由决策计算，条件“{0}”不起作用：删去",
         "materials are computed by the decision; the condition \"{0}\" has no effect: remove it"},
        // forms
        {"service.form_faulty", true, "表单有误：{0}", "the form is wrong: {0}"},
        {"service.variable_unknown", true, "“{0}”不是申请表的字段：改正 variables 或表单",
         "\"{0}\" is no field of the application form: correct variables or the form"},
        // process
        {"service.process_faulty", true, "流程有误（{0}）：{1}", "the process is wrong ({0}): {1}"},
        {"service.process_warning", false, "流程请确认（{0}）：{1}",
         "make sure about the process ({0}): {1}"},
        {"service.process_id", true,
         "文件里要有一个可执行的流程，编号（id）为“{0}”，与事项代码相同",
         "the file needs one executable process whose id is \"{0}\", the code of the service"},
        {"service.role_missing", true,
         "没有写谁来办：放进有 linli:roles 的泳道，或写 linli:addressee=\"applicant\"",
         "nobody is to do it: put it in a lane with linli:roles, or write "
         "linli:addressee=\"applicant\""},
        {"service.role_unknown", true, "没有角色“{0}”：用 rules/roles.yaml 里的代码",
         "there is no role \"{0}\": use a code of rules/roles.yaml"},
        {"service.form_missing", false, "没有表单，办理人只能点完成：写 linli:form",
         "it has no form, so who does it can only say that it is done: write linli:form"},
        {"service.attribute", true, "linli:{0}=\"{1}\" 不行：{2}",
         "linli:{0}=\"{1}\" is not possible: {2}"},
        {"service.duty_unknown", true, "linli:{0} 里的“{1}”不是本流程的用户任务",
         "\"{1}\" in linli:{0} is no user task of this process"},
        {"service.function_unknown", true,
         "没有函数“{0}”：可用 "
         "case.accept、case.give_notice、case.corrected、case.decide、case.end，外部完成的写 "
         "external:名称",
         "there is no function \"{0}\": use case.accept, case.give_notice, case.corrected, "
         "case.decide, case.end, or external:NAME for what is completed from outside"},
        {"service.input_missing", true, "函数 {0} 需要输入 {1}：写 linli:input",
         "the function {0} needs the input {1}: write linli:input"},
        {"service.never_accepted", true,
         "流程里没有 case.accept：办件永远不会受理，法定时限不会开始",
         "the process never calls case.accept: no case is accepted and the legal time never "
         "starts"},
        {"service.never_decided", true, "流程里没有 case.decide：办件永远不会有决定",
         "the process never calls case.decide: no case is ever decided"},
        {"service.never_ends", true, "流程里没有 case.end：办件永远不会办结",
         "the process never calls case.end: no case is ever closed"},
        {"service.notice_uncorrected", true,
         "有一次性告知，却没有申请人补正的任务（linli:addressee=\"applicant\"）和 case.corrected",
         "there is a one-time notice, but no task of the applicant (linli:addressee=\"applicant\") "
         "and no case.corrected"},
        {"service.not_deemed", true,
         "没有到 acceptance_due 就视为受理的定时：在受理任务上加边界定时事件，接 "
         "case.accept（deemed 为 true）",
         "no timer at acceptance_due leads to acceptance: put a boundary timer on the task of "
         "acceptance and lead it to case.accept with deemed true"},
        {"service.correction_untimed", true,
         "补正任务没有到 correction_due 的定时：办件可能永远停在那里",
         "no timer at correction_due ends the correction: a case could rest there for ever"},
        {"service.steps_missing", true, "没有办理步骤：申请人看不到进度",
         "there are no steps: the applicant could not follow his case"},
        {"service.step_element", true, "步骤里的“{0}”不是流程的元素",
         "\"{0}\" of the step is no element of the process"},
        {"service.step_empty", true, "步骤没有写对应的流程元素",
         "the step names no element of the process"},
    };
    return all;
}

std::string rules_as_markdown() {
    std::string out = "| Rule | Refused | 说明 | Meaning |\n|---|---|---|---|\n";
    const auto cell = [](std::string_view words) {
        std::string text;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}') {
                text += "…";
                i += 2;
            } else {
                text += words[i] == '|' ? std::string("\\|") : std::string(1, words[i]);
            }
        }
        return text;
    };
    for (const auto& rule : rules())
        out += "| `" + std::string(rule.name) + "` | " + (rule.refuses ? "yes" : "told") + " | " +
               cell(rule.zh) + " | " + cell(rule.en) + " |\n";
    return out;
}

}  // namespace linli::service
