#include "kernel/service/folder_fixture.hpp"
#include "kernel/service/text.hpp"

namespace linli::service {
namespace {

class StillClock final : public Clock {
  public:
    Instant now() const override { return instant_from_text("2026-03-02T02:00:00Z"); }
};
const StillClock still;

std::shared_ptr<const Compiled> item(const std::string& code) {
    return Compiler::compile(shipped_files(code), still);
}
json::object object(const char* text) {
    return json::parse(text).as_object();
}
std::vector<std::string> required(const Materials& m) {
    std::vector<std::string> out;
    for (const auto& material : m.items)
        if (material.required) out.push_back(material.code);
    return out;
}
std::vector<std::string> codes(const Materials& m) {
    std::vector<std::string> out;
    for (const auto& material : m.items)
        out.push_back(material.code);
    return out;
}
using Codes = std::vector<std::string>;

TEST(Materials, are_those_of_the_decision_for_this_kind_of_cost) {
    const auto m = item("medical-reimbursement");
    EXPECT_EQ(required(m->materials(object(R"({"kind":"inpatient"})"), 40)),
              (Codes{"receipt", "bill-list", "diagnosis", "record"}));
    EXPECT_EQ(required(m->materials(object(R"({"kind":"pharmacy"})"), 40)),
              (Codes{"receipt", "bill-list", "diagnosis"}));
}

TEST(Materials, that_the_state_holds_are_shown_and_never_required) {
    const auto injury =
        item("medical-reimbursement")->materials(object(R"({"kind":"injury"})"), 40);
    EXPECT_EQ(codes(injury), (Codes{"receipt", "bill-list", "diagnosis", "record", "identity",
                                    "injury-decision"}));
    for (const auto& material : injury.items)
        EXPECT_NE(material.required, material.held_by_state) << material.code;
    for (const auto& code : shipped)
        for (const auto& material : item(code)->item().materials)
            EXPECT_FALSE(material.held_by_state && material.required) << material.code;
}

TEST(Materials, are_not_demanded_while_the_answer_that_decides_is_missing) {
    const auto m = item("medical-reimbursement")->materials({}, 40);
    EXPECT_TRUE(required(m).empty());
    EXPECT_EQ(m.items.size(), 6u);
    EXPECT_EQ(m.unanswered, (Codes{"kind"}));
}

TEST(Materials, with_a_condition_depend_on_the_answers) {
    const auto m = item("resident-certificate");
    const auto at = [&](const char* data) { return m->materials(object(data), 40); };
    EXPECT_EQ(required(at(R"({"kind":"residence","recorded":"no"})")), (Codes{"residence-paper"}));
    EXPECT_EQ(codes(at(R"({"kind":"residence","recorded":"yes"})")), (Codes{"identity"}));
    EXPECT_EQ(codes(at(R"({"kind":"activity"})")), (Codes{"identity"}));
    EXPECT_EQ(at(R"({"kind":"activity"})").unanswered, Codes{});
    const auto open = at(R"({"kind":"residence"})");
    EXPECT_EQ(open.unanswered, (Codes{"recorded"}));
    EXPECT_TRUE(required(open).empty());
    EXPECT_EQ(codes(open), (Codes{"identity", "residence-paper"}));
}

TEST(Applicant, who_is_too_young_is_told_so_and_one_of_unknown_age_is_not_turned_away) {
    const auto m = item("flexible-enrolment");
    EXPECT_FALSE(m->materials({}, 15).may);
    EXPECT_FALSE(m->materials({}, 15).why_not.zh.empty());
    EXPECT_TRUE(m->materials({}, 16).may);
    EXPECT_TRUE(m->materials({}, std::nullopt).may);
}

TEST(Promise, is_never_longer_than_any_law_that_the_reimbursement_names) {
    const auto& limit = item("medical-reimbursement")->item().time_limit;
    EXPECT_EQ(limit.promised->amount, 20);  // JBTL 22: injuries; 30 for the rest (JBTL 20)
    EXPECT_EQ(limit.legal.amount, 30);
    EXPECT_EQ(item("flexible-enrolment")->item().time_limit.legal.amount, 10);  // JBTL 6
}

TEST(Form, of_a_task_is_found_by_its_file_and_another_is_unknown) {
    const auto m = item("medical-reimbursement");
    EXPECT_TRUE(m->form("key.json"));
    EXPECT_THROW(m->form("other.json"), Refusal);
}

TEST(Hash, is_that_of_names_and_texts) {
    auto files = shipped_files("resident-certificate");
    const auto before = hash_of(files);
    EXPECT_EQ(before, item("resident-certificate")->hash());
    files[0].text += " ";
    EXPECT_NE(hash_of(files), before);
}

}  // namespace
}  // namespace linli::service
