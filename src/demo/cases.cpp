#include "demo/cases.hpp"

namespace linli::demo {
namespace {

// Somebody of the demonstration; the acts that it plays are those of his role.
class Somebody final : public http::Caller {
  public:
    explicit Somebody(Applicant who) : who_(who) {}
    bool signed_in() const override { return true; }
    http::AccountId account() const override { return who_.account; }
    std::optional<http::PersonId> person() const override { return who_.person; }
    bool may(std::string_view permission, http::AreaId) const override {
        return permission == casework::may_receive || permission == casework::may_work;
    }
    bool may_somewhere(std::string_view permission) const override { return may(permission, {}); }
    std::vector<http::AreaId> areas(std::string_view) const override { return {}; }

  private:
    Applicant who_;
};

struct Act {
    std::string_view login, element;
    json::object data;
};

struct Story {
    const char* item;
    json::object data;
    std::vector<Act> acts;  // as far as it has come
};

json::object bill(int number, const char* kind, const char* provider, double total) {
    return {{"kind", kind},
            {"provider", provider},
            {"from", "2026-09-07"},
            {"until", kind == std::string_view("pharmacy") ? json::value(nullptr)
                                                           : json::value("2026-09-11")},
            {"why", "no_card"},
            {"total", total},
            {"account", "62220200000000" + std::to_string(10'000 + number)}};
}

std::vector<Story> stories() {
    const Act accepted{"clerk", "accept", {{"outcome", "complete"}}};
    const Act lacking{
        "clerk2", "accept", {{"outcome", "incomplete"}, {"note", "请把票据原件一并交来核对。"}}};
    const auto keyed = [](std::string_view who, double total) {
        return Act{who, "key", {{"bills", 4}, {"total", total}, {"covered", 812.5}}};
    };
    const Act reviewed{"first", "review", {{"outcome", "approved"}, {"payable", 812.5}}};
    const Act reviewed_again{"second", "rereview", {{"outcome", "agree"}}};
    const Act done{"approver", "approve", {{"outcome", "agree"}}};
    const Act refused{
        "first", "review", {{"outcome", "refused"}, {"reason", "费用不在报销范围内。"}}};
    const json::object lives{{"kind", "residence"},
                             {"recorded", "yes"},
                             {"since", "2018-03-01"},
                             {"recipient", "示例小学"}};
    const json::object took_part{
        {"kind", "activity"}, {"activity", "社区义务清扫"}, {"recipient", "示例公司"}};
    const Act certificate{"worker", "accept", {{"outcome", "complete"}}};
    const json::object courier{{"kind", "platform"},
                               {"insurances", {"pension", "medical"}},
                               {"enrolled", "unknown"},
                               {"pension", "no"},
                               {"from_month", "2026-12-01"}};
    const Act issued{"worker2",
                     "issue",
                     {{"outcome", "approved"}, {"statement", "该居民自2018年3月起居住在本社区。"}}};
    const char* reimburse = "medical-reimbursement";
    return {
        {reimburse, bill(1, "inpatient", "示例市第一医院", 1234.5), {}},
        {reimburse, bill(2, "pharmacy", "示例大药房", 86.2), {}},
        {reimburse, bill(3, "outpatient", "示例市中医院", 342), {lacking}},
        {reimburse, bill(4, "inpatient", "示例市第二医院", 8421.37), {accepted}},
        {reimburse,
         bill(5, "injury", "示例市第一医院", 2210),
         {accepted, keyed("keyer1", 2210), keyed("keyer2", 2210)}},
        {reimburse,
         bill(6, "inpatient", "示例市第三医院", 954.3),
         {accepted, keyed("keyer2", 954.3), keyed("keyer3", 945.3)}},
        {reimburse,
         bill(7, "outpatient", "示例市中医院", 512.8),
         {accepted, keyed("keyer1", 512.8), keyed("keyer3", 512.8), reviewed}},
        {reimburse,
         bill(8, "inpatient", "示例市第一医院", 3321),
         {accepted, keyed("keyer1", 3321), keyed("keyer2", 3321), reviewed, reviewed_again}},
        {reimburse,
         bill(9, "outpatient", "示例市中医院", 1180),
         {accepted, keyed("keyer1", 1180), keyed("keyer2", 1180), reviewed, reviewed_again, done}},
        {reimburse,
         bill(10, "pharmacy", "示例大药房", 45),
         {accepted, keyed("keyer2", 45), keyed("keyer3", 45), refused, reviewed_again, done}},
        {"resident-certificate", lives, {}},
        {"resident-certificate", took_part, {}},
        {"resident-certificate", lives, {certificate}},
        {"resident-certificate", lives, {certificate, issued}},
        {"flexible-enrolment", courier, {}},
        {"flexible-enrolment", courier, {accepted}},
    };
}

// A task that was drawn for somebody else is handed over first, as a supervisor would.
void play(casework::Cases& cases, store::Tx& tx, const casework::CaseRow& row, const Act& act,
          const std::map<std::string_view, Applicant>& staff) {
    auto& board = cases.parts().board;
    const Applicant& who = staff.at(act.login);
    std::optional<task::Task> chosen;
    for (auto& t : board.of_case(tx, row.id)) {
        const bool waits = t.state == task::TaskState::open || t.state == task::TaskState::assigned;
        if (t.element != act.element || !waits) continue;
        if (!chosen || t.assignee == who.account) chosen = std::move(t);
    }
    LINLI_CHECK(chosen.has_value());  // else the story does not fit its process
    if (chosen->state == task::TaskState::open) board.claim(tx, chosen->id, who.account);
    if (chosen->assignee && *chosen->assignee != who.account)
        board.take_over(tx, chosen->id, who.account, who.account, "演示：改派");
    cases.complete(tx, Somebody(who), chosen->id, act.data);
}

}  // namespace

void open_cases(casework::Cases& cases, store::Tx& tx, const std::vector<Applicant>& applicants,
                const std::map<std::string_view, Applicant>& staff) {
    const auto all = stories();
    for (std::size_t i = 0; i < applicants.size(); ++i) {
        const Story& story = all[i % all.size()];
        const Somebody applicant(applicants[i]);
        casework::CaseRow row =
            cases.create(tx, applicant, {story.item, story.data, std::nullopt, std::nullopt});
        row = cases.submit(tx, applicant, row.id, true);
        for (const Act& act : story.acts)
            if (row.state != casework::CaseState::ended) play(cases, tx, row, act, staff);
    }
}

}  // namespace linli::demo
