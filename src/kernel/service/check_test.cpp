// A broken folder for each rule.
#include <set>

#include "kernel/service/folder_fixture.hpp"

namespace linli::service {
namespace {

struct Edit {
    std::string file, from, to;
};
struct Broken {
    std::string rule, code;
    std::vector<Edit> edits;
    std::string where = {};  // part of the place
};

const char* const sheet = "item.yaml";
const char* const model = "process.bpmn";

// Renames a file when `from` is empty and removes it when `to` is empty too; adds it when it is not
// there.
std::vector<FileText> broken(const Broken& b) {
    auto files = shipped_files(b.code);
    for (const auto& e : b.edits) {
        if (!e.from.empty()) {
            edit(files, e.file, e.from, e.to);
            continue;
        }
        const auto at = std::find_if(files.begin(), files.end(),
                                     [&](const auto& f) { return f.name == e.file; });
        if (at == files.end())
            files.push_back({e.file, e.to});
        else if (e.to.empty())
            files.erase(at);
        else
            at->text = e.to;
    }
    return files;
}

std::vector<Broken> of_the_sheet() {
    const std::string r = "resident-certificate", f = "flexible-enrolment";
    return {
        {"service.file_missing", r, {{sheet, "", ""}}, ""},
        {"service.file_missing", r, {{"form.json", "", ""}}, "form"},
        {"service.file_missing", r, {{"issue.json", "", ""}}, "issue"},
        {"service.file_name", r, {{"notes and more.txt", "", "x"}}},
        {"service.file_unused", r, {{"left.json", "", "{}"}}},
        {"service.yaml", r, {{sheet, "code:", "code: [\n"}}},
        {"service.member", r, {{sheet, "zh: 居民证明\n", "zh: 居民证明\nowner: x\n"}}, "owner"},
        {"service.member", r, {{sheet, "area_level: community\n", ""}}, "area_level"},
        {"service.member",
         r,
         {{sheet, "unit: working_days, amount: 10", "unit: weeks, amount: 10"}},
         "correction"},
        {"service.code", r, {{sheet, "code: resident-certificate", "code: resident"}}},
        {"service.words_missing", r, {{sheet, "en: Resident's certificate\n", "en: ''\n"}}, "en"},
        {"service.words_missing", r, {{sheet, "en: Checked", "en: ''"}}, "steps[2].en"},
        {"service.channels_missing", r, {{sheet, "[online, counter, home_visit]", "[]"}}},
        {"service.twice", r, {{sheet, "code: residence-paper", "code: identity"}}, "materials[1]"},
        {"service.twice", r, {{sheet, "code: accepted", "code: received"}}, "steps[1]"},
        {"service.area_level", r, {{sheet, "area_level: community", "area_level: village"}}},
        {"service.result_kind", r, {{sheet, "kind: certificate", "kind: paper"}}},
        {"service.fee", r, {{sheet, "amount_fen: 0", "amount_fen: -1"}}},
        {"service.archive", f, {{sheet, "  note: 社会保险业务", "  #"}}},
        {"service.legal_basis_missing",
         r,
         {{sheet, "\n  - {law: 国务院关于在线政务服务的若干规定, article: 第七条}", " []"}}},
        {"service.basis_missing",
         r,
         {{sheet, "article: 示例", "article: ''"}},
         "materials[1].basis"},
        {"service.held_required",
         r,
         {{sheet, "held_by_state: true", "held_by_state: true\n    required: true"}},
         "materials[0]"},
        {"service.held_source_missing", r, {{sheet, "source_en: your real-name registration", ""}}},
        {"service.material_code", r, {{sheet, "code: residence-paper", "code: Paper 1"}}},
        {"service.files_max", r, {{sheet, "when: kind", "files_max: 0\n    when: kind"}}},
        {"service.time_limit_missing",
         r,
         {{sheet, "legal: {unit: working_days, amount: 1}",
           "legal: {unit: working_days, amount: 0}"}}},
        {"service.promise_longer",
         r,
         {{sheet, "promised: {unit: working_days, amount: 0}",
           "promised: {unit: working_days, amount: 2}"}}},
        {"service.promise_unit",
         r,
         {{sheet, "promised: {unit: working_days, amount: 0}",
           "promised: {unit: days, amount: 1}"}}},
        {"service.time_basis_missing", r, {}},
        {"service.correction_missing",
         r,
         {{sheet, "correction: {unit: working_days, amount: 10}",
           "correction: {unit: working_days, amount: 0}"}}},
        {"service.condition_faulty", r, {{sheet, "recorded != \"yes\"", "recorded !="}}},
        {"service.condition_field", r, {{sheet, "recorded != \"yes\"", "record != \"yes\""}}},
        {"service.condition_field", f, {{sheet, "who_may: age >= 16", "who_may: years >= 16"}}},
        {"service.who_may_words", f, {{sheet, "who_may_en: Employees'", "who_may_en: '' #"}}},
        {"service.variable_unknown", r, {{sheet, "[kind, recorded]", "[kind, record]"}}},
        {"service.step_element", r, {{sheet, "elements: [issue]", "elements: [issues]"}}},
        {"service.step_empty", r, {{sheet, "elements: [issue]", "elements: []"}}},
        {"service.steps_missing",
         r,
         {{sheet, "steps:\n", "steps: []\n"},
          {sheet, "  - {code: received, zh: 收到申请, en: Received, elements: [received]}\n", ""},
          {sheet,
           "  - {code: accepted, zh: 受理, en: Accepted, elements: [accept_given, accept_deemed, "
           "accept_corrected]}\n",
           ""},
          {sheet, "  - {code: checked, zh: 核实, en: Checked, elements: [issue]}\n", ""},
          {sheet, "  - {code: done, zh: 办结, en: Done, elements: [done_approved, done_refused]}\n",
           ""}}},
    };
}

std::vector<Broken> of_the_rest() {
    const std::string r = "resident-certificate", f = "flexible-enrolment",
                      m = "medical-reimbursement";
    return {
        {"service.decision_faulty", m, {{"materials.dmn", "href=\"#kind\"", "href=\"#kinds\""}}},
        {"service.decision_faulty", f, {{"enrolment.dmn", "count(Reasons)", "count(Reasons"}}},
        {"service.decision_unknown", m, {{sheet, "materials.dmn#Materials", "materials.dmn#List"}}},
        {"service.file_missing",
         m,
         {{sheet, "materials.dmn#Materials", "list.dmn#Materials"}},
         "materials_decision"},
        {"service.condition_field",
         m,
         {{"materials.dmn", "name=\"kind\"><variable", "name=\"sort\"><variable"},
          {"materials.dmn", "id=\"kind_v\" name=\"kind\"", "id=\"kind_v\" name=\"sort\""},
          {"materials.dmn", "<text>kind</text>", "<text>sort</text>"}}},
        {"service.materials_not_listed", m, {{sheet, "code: bill-list", "code: bills"}}},
        {"service.materials_undecided",
         m,
         {{"materials.dmn", "<text>\"pharmacy\"</text>", "<text>\"dentist\"</text>"}}},
        {"service.when_ignored", m, {{sheet, "    files_max: 30", "    when: kind = \"injury\""}}},
        {"service.form_faulty", r, {{"issue.json", "\"type\": \"radio\"", "\"type\": \"radios\""}}},
        {"service.form_faulty", r, {{"form.json", "", "not json"}}},
        {"service.process_faulty", r, {{model, "sourceRef=\"received\"", "sourceRef=\"nobody\""}}},
        {"service.process_faulty", f, {{sheet, "decisions: [enrolment.dmn]", "decisions: []"}}},
        {"service.process_warning",
         r,
         {{model, "<bpmn:endEvent id=\"end_late\"", "<bpmn:task id=\"end_late\""},
          {model, "<bpmn:incoming>late_end_late</bpmn:incoming>\n    </bpmn:endEvent>",
           "<bpmn:incoming>late_end_late</bpmn:incoming>\n    </bpmn:task>"}}},
        {"service.process_id",
         r,
         {{model, "processRef=\"resident-certificate\"", "processRef=\"other\""},
          {model, "<bpmn:process id=\"resident-certificate\"", "<bpmn:process id=\"other\""}}},
        {"service.role_missing",
         r,
         {{model, "<bpmn:flowNodeRef>issue</bpmn:flowNodeRef>", ""}},
         "issue"},
        {"service.role_unknown",
         r,
         {{model, "linli:roles=\"community_worker\"", "linli:roles=\"worker\""}}},
        {"service.form_missing", r, {{model, "linli:form=\"issue.json\" ", ""}}},
        {"service.attribute", r, {{model, "least_loaded", "laziest"}}, "accept"},
        {"service.attribute", r, {{model, "1 working_days", "1 week"}}, "accept"},
        {"service.attribute", m, {{model, "linli:blind=\"true\"", "linli:blind=\"yes\""}}, "key"},
        {"service.attribute",
         r,
         {{model, "linli:addressee=\"applicant\"", "linli:addressee=\"wife\""}},
         "correct"},
        {"service.duty_unknown", f, {{model, "notWhoDid=\"accept", "notWhoDid=\"acept"}}, "review"},
        {"service.function_unknown", r, {{model, "case.corrected", "case.correct"}}},
        {"service.input_missing", r, {{model, "target=\"outcome\"", "target=\"result_of\""}}},
        {"service.notice_uncorrected",
         r,
         {{model, "linli:addressee=\"applicant\"", "linli:roles=\"clerk\""}}},
        {"service.not_deemed", r, {{model, ">acceptance_due<", ">correction_due<"}}},
        {"service.correction_untimed", r, {{model, ">correction_due<", ">acceptance_due<"}}},
    };
}

std::string all_of(const Report& report) {
    std::string out;
    for (const auto& f : report.faults)
        out += f.file + " " + f.where + " " + f.rule + ": " + f.words.en + '\n';
    return out;
}

class BrokenItem : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenItem, is_told_by_its_rule) {
    const auto& b = GetParam();
    const auto report = check(b.code, broken(b), all_roles());
    bool refuses = false;
    for (const auto& rule : rules())
        if (rule.name == b.rule) refuses = rule.refuses;
    const bool found = std::any_of(report.faults.begin(), report.faults.end(), [&](const auto& f) {
        EXPECT_FALSE(f.words.zh.empty());
        EXPECT_FALSE(f.words.en.empty());
        return f.rule == b.rule && (f.file + f.where).find(b.where) != std::string::npos;
    });
    EXPECT_TRUE(found) << b.rule << " at " << b.where << "; told:\n" << all_of(report);
    if (refuses) {
        EXPECT_FALSE(report.good());
    }
}

std::string test_name(const ::testing::TestParamInfo<Broken>& info) {
    return info.param.rule.substr(8) + "_" + std::to_string(info.index);
}
INSTANTIATE_TEST_SUITE_P(Sheet, BrokenItem, ::testing::ValuesIn(of_the_sheet()), test_name);
INSTANTIATE_TEST_SUITE_P(Rest, BrokenItem, ::testing::ValuesIn(of_the_rest()), test_name);

TEST(Item, that_is_shipped_passes_its_check) {
    for (const auto& code : shipped) {
        const auto report = check(code, shipped_files(code), all_roles());
        EXPECT_TRUE(report.good()) << code << '\n' << all_of(report);
    }
}

TEST(Item, without_acceptance_decision_or_end_is_refused) {
    auto files = shipped_files("resident-certificate");
    for (auto& file : files)
        if (file.name == model)
            for (const std::string function : {"case.accept", "case.decide", "case.end"})
                for (std::size_t at = 0;
                     (at = file.text.find("\"" + function + "\"", at)) != std::string::npos;)
                    file.text.replace(at + 1, function.size(), "external:later");
    std::set<std::string> told;
    for (const auto& f : check("resident-certificate", files, all_roles()).faults)
        told.insert(f.rule);
    for (const auto* rule :
         {"service.never_accepted", "service.never_decided", "service.never_ends"})
        EXPECT_TRUE(told.contains(rule)) << rule;
}

TEST(Item, with_too_many_files_is_refused) {
    auto files = shipped_files("resident-certificate");
    for (std::size_t i = 0; i < files_max; ++i)
        files.push_back({"more" + std::to_string(i) + ".json", "{}"});
    const auto report = check("resident-certificate", files, all_roles());
    EXPECT_TRUE(std::any_of(report.faults.begin(), report.faults.end(),
                            [](const auto& f) { return f.rule == "service.too_large"; }));
}

TEST(Rules, are_each_shown_by_a_broken_item) {
    std::set<std::string> shown{"service.never_accepted", "service.never_decided",
                                "service.never_ends", "service.too_large"};
    for (const auto& all : {of_the_sheet(), of_the_rest()})
        for (const auto& b : all)
            shown.insert(b.rule);
    for (const auto& rule : rules())
        EXPECT_TRUE(shown.contains(std::string(rule.name))) << rule.name;
}

TEST(Rules, stand_in_the_documentation) {
    EXPECT_NE(text_of_file(source_folder() / "docs" / "service-items.md").find(rules_as_markdown()),
              std::string::npos)
        << "put the output of `linli service rules` into docs/service-items.md";
}

}  // namespace
}  // namespace linli::service
