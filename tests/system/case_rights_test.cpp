// T24 for cases: who may do what with a case, its papers, its tasks and its process. Every role is
// held in the district 东区; the case lies in that district (here) or in the other one (elsewhere).
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "service_product.hpp"

namespace linli::system_test {
namespace {

// What an act is tried on.
struct Target {
    std::string case_id, etag, file, task, instance, other;
};

class CaseRights : public ServiceProduct {
  protected:
    // Those who live and work in one district; none of them is tried.
    struct District {
        std::string code;
        Somebody applicant, clerk, keyer, second_keyer, reviewer, supervisor;
        std::vector<Target> received, reviewed;
        Target kept_received, kept_reviewed;  // for acts that change nothing
    };
    struct Act {
        const char* name;
        std::function<Target(District&)> on;
        std::function<std::string(const std::string& token, const Target&)> act;
        bool changes = true;  // when it is done, the next caller needs another target
    };

    void SetUp() override {
        ServiceProduct::SetUp();
        if (IsSkipped()) return;
        settle(here, "990202");
        settle(elsewhere, "990203");
    }
    void settle(District& d, const std::string& code);
    void stock(District& d, int cases);
    Target drafted(District& d);
    Target received(District& d);
    Target reviewed(District& d);
    static Target taken(std::vector<Target>& from) {
        if (from.empty()) {
            ADD_FAILURE() << "more cases are needed";
            return {};
        }
        Target one = from.back();
        from.pop_back();
        return one;
    }
    std::vector<Act> acts();
    std::vector<Act> applicants_acts();
    std::vector<Act> desk_acts();
    std::vector<Act> supervision_acts();
    std::vector<Act> process_acts();
    Act looking(const char* name, bool under_review,
                std::function<std::string(const Target&)> path);
    Act posting(const char* name, std::function<Target(District&)> on,
                std::function<std::string(const Target&)> path, json::object body);
    std::string cell(const Act& act, const std::string& token, std::optional<Target>& target,
                     District& where);
    std::string table();

    District here, elsewhere;
    std::vector<std::string> before_;
    // Texts and models, which no act on a case touches.
    const std::vector<std::string> not_compared{"session",      "area",         "service_file",
                                                "process_file", "journal_tile", "role"};
};

void CaseRights::settle(District& d, const std::string& code) {
    d.code = code;
    d.applicant = resident_of(code);
    d.clerk = official("clerk", code);
    d.keyer = official("keyer", code);
    d.second_keyer = official("keyer", code);
    d.reviewer = official("first_reviewer", code);
    d.supervisor = official("case_supervisor", code);
    d.kept_received = received(d);
    d.kept_reviewed = reviewed(d);
}

void CaseRights::stock(District& d, int cases) {
    for (int i = 0; i < cases; ++i) {
        d.received.push_back(received(d));
        d.reviewed.push_back(reviewed(d));
    }
}

Target CaseRights::drafted(District& d) {
    Target t;
    t.case_id = draft(d.applicant, "medical-reimbursement", reimbursement());
    t.file = hand_in(d.applicant, t.case_id, "receipt");
    const auto seen = get(d.applicant.token, "/api/v1/cases/" + t.case_id);
    t.etag = text(seen, "etag");
    return t;
}

Target CaseRights::received(District& d) {
    Target t = drafted(d);
    t.etag = text(submit(d.applicant, t.case_id, true), "etag");
    to_pool(t.case_id, "accept");
    t.task = to_text(open_task(t.case_id, "accept").id);
    return t;
}

Target CaseRights::reviewed(District& d) {
    Target t = received(d);
    const json::object amounts{{"bills", 2}, {"total", 1234.5}, {"covered", 1000}};
    EXPECT_EQ(outcome(work(d.clerk, t.case_id, "accept", {{"outcome", "complete"}})), "200");
    for (const auto& who : {d.keyer, d.second_keyer})
        EXPECT_EQ(outcome(work(who, t.case_id, "key", amounts)), "200");
    to_pool(t.case_id, "review");
    t.task = to_text(open_task(t.case_id, "review").id);
    app->store->read([&](store::Tx& tx) {
        t.instance =
            to_text(app->cases.find(tx, task::CaseId{id_from_text(t.case_id)}).instance_id);
    });
    return t;
}

// Looking changes nothing but the journal.
CaseRights::Act CaseRights::looking(const char* name, bool under_review,
                                    std::function<std::string(const Target&)> path) {
    return {
        name,
        [under_review](District& d) { return under_review ? d.kept_reviewed : d.kept_received; },
        [this, path](const std::string& token, const Target& t) {
            return std::to_string(send(token, "GET", path(t)).status);
        },
        false};
}

CaseRights::Act CaseRights::posting(const char* name, std::function<Target(District&)> on,
                                    std::function<std::string(const Target&)> path,
                                    json::object body) {
    return {name, std::move(on),
            [this, path, text = json::serialize(body)](const std::string& token, const Target& t) {
                return std::to_string(send(token, "POST", path(t), text).status);
            }};
}

std::function<std::string(const Target&)> of_case(const std::string& rest) {
    return [rest](const Target& t) { return "/api/v1/cases/" + t.case_id + rest; };
}
std::function<std::string(const Target&)> of_task(const std::string& rest) {
    return [rest](const Target& t) { return "/api/v1/tasks/" + t.task + rest; };
}
std::function<std::string(const Target&)> of_instance(const std::string& rest) {
    return [rest](const Target& t) { return "/api/v1/process-instances/" + t.instance + rest; };
}

std::vector<CaseRights::Act> CaseRights::applicants_acts() {
    const auto a_draft = [this](District& d) { return drafted(d); };
    const auto a_received = [](District& d) { return taken(d.received); };
    const auto form = [this](const std::string& token, const Target& t) {
        return std::to_string(send(token, "PUT", "/api/v1/cases/" + t.case_id + "/form",
                                   json::serialize(json::object{{"data", reimbursement()}}),
                                   {{"if-match", '"' + t.etag + '"'}})
                                  .status);
    };
    return {
        {"read a draft", a_draft,
         [this](const std::string& token, const Target& t) {
             return std::to_string(send(token, "GET", "/api/v1/cases/" + t.case_id).status);
         },
         false},
        {"change the form of a draft", a_draft, form},
        {"change the form of a received case", [](District& d) { return d.kept_received; }, form},
        {"take a paper back", a_draft,
         [this](const std::string& token, const Target& t) {
             return std::to_string(
                 send(token, "DELETE",
                      "/api/v1/cases/" + t.case_id + "/materials/receipt/" + t.file)
                     .status);
         }},
        posting("hand a draft in", a_draft, of_case("/submission"), {{"incomplete", true}}),
        {"delete a draft", a_draft,
         [this](const std::string& token, const Target& t) {
             return std::to_string(send(token, "DELETE", "/api/v1/cases/" + t.case_id).status);
         }},
        posting("withdraw", a_received, of_case("/withdrawal"), {{"reason", "不办了"}}),
        posting("complain", a_received, of_case("/complaints"), {{"text", "太慢了"}}),
    };
}

std::vector<CaseRights::Act> CaseRights::desk_acts() {
    const auto a_received = [](District& d) { return taken(d.received); };
    return {
        looking("read a received case", false, of_case("")),
        looking("read a case under review", true, of_case("")),
        looking("read the applicant's file", false,
                [](const Target& t) { return "/api/v1/files/" + t.file; }),
        looking("read the file under review", true,
                [](const Target& t) { return "/api/v1/files/" + t.file; }),
        looking("read the first task", false, of_task("")),
        looking("read the review task", true, of_task("")),
        looking("see colleagues for the first task", false, of_task("/colleagues")),
        looking("see the duties", false, of_case("/duties")),
        posting("claim the first task", a_received, of_task("/claim"), {}),
        posting("complete the first task unclaimed", [](District& d) { return d.kept_received; },
                of_task("/completion"), {{"data", json::object{{"outcome", "complete"}}}}),
        {"claim and complete the first task", a_received,
         [this](const std::string& token, const Target& t) {
             const std::string path = "/api/v1/tasks/" + t.task;
             const auto claimed = send(token, "POST", path + "/claim", "{}");
             if (claimed.status != 200) return std::to_string(claimed.status);
             return std::to_string(
                 send(token, "POST", path + "/completion", R"({"data":{"outcome":"complete"}})")
                     .status);
         }},
        {"decide the review", [](District& d) { return taken(d.reviewed); },
         [this](const std::string& token, const Target& t) {
             const std::string path = "/api/v1/tasks/" + t.task;
             const auto claimed = send(token, "POST", path + "/claim", "{}");
             if (claimed.status != 200) return std::to_string(claimed.status);
             return std::to_string(send(token, "POST", path + "/completion",
                                        R"({"data":{"outcome":"approved","payable":800}})")
                                       .status);
         }},
    };
}

std::vector<CaseRights::Act> CaseRights::supervision_acts() {
    const auto a_reviewed = [](District& d) { return taken(d.reviewed); };
    const auto extension = [this](District& d) {
        Target t = taken(d.reviewed);
        ask(d.reviewer.token, "POST", "/api/v1/cases/" + t.case_id + "/extension-requests",
            json::object{{"amount", 2}, {"reason", "等外地医院回函"}}, 204);
        const auto view = get(d.supervisor.token, "/api/v1/supervision");
        for (const auto& one : view.at("extension_requests").as_array())
            if (text(one, "case_id") == t.case_id) t.other = text(one, "id");
        return t;
    };
    const auto complaint = [this](District& d) {
        Target t = taken(d.received);
        const auto view =
            ask(d.applicant.token, "POST", "/api/v1/cases/" + t.case_id + "/complaints",
                json::object{{"text", "太慢了"}});
        t.other = text(view.at("complaints").at(0), "id");
        return t;
    };
    const auto in_area = [this](const char* what) {
        return [this, what](const Target& t) {
            const auto id = app->store->read([&](store::Tx& tx) {
                return app->cases.find(tx, task::CaseId{id_from_text(t.case_id)}).area_id;
            });
            return std::string("/api/v1/") + what + "area=" + to_text(id);
        };
    };
    return {
        posting("suspend", a_reviewed, of_case("/suspension"), {{"reason", "等司法鉴定"}}),
        posting("ask for more time", a_reviewed, of_case("/extension-requests"),
                {{"amount", 1}, {"reason", "等回函"}}),
        posting(
            "decide on more time", extension,
            [](const Target& t) { return "/api/v1/extension-requests/" + t.other + "/decisions"; },
            {{"decision", "approve"}, {"reason", "同意"}}),
        posting("answer a complaint", complaint,
                [](const Target& t) { return "/api/v1/complaints/" + t.other + "/answer"; },
                {{"text", "已经催办"}}),
        {"give the first task to somebody else",
         [](District& d) {
             Target t = taken(d.received);
             t.other = to_text(d.clerk.account);
             return t;
         },
         [this](const std::string& token, const Target& t) {
             return std::to_string(
                 send(token, "POST", "/api/v1/tasks/" + t.task + "/take-over",
                      json::serialize(json::object{{"account_id", t.other}, {"reason", "换人"}}))
                     .status);
         }},
        looking("search the cases of the area", false, in_area("case-search?")),
        looking("see the supervision of the area", false, in_area("supervision?")),
        looking("see the team of the area", false, in_area("team?")),
        looking("list the tasks of the team", false, in_area("tasks?list=team&")),
    };
}

std::vector<CaseRights::Act> CaseRights::process_acts() {
    const auto a_reviewed = [](District& d) { return taken(d.reviewed); };
    return {
        looking("see the process", true, of_instance("")),
        looking("see the variables of the process", true,
                of_instance("?purpose=%E6%9F%A5%E6%95%85%E9%9A%9C")),
        posting("set a variable", a_reviewed, of_instance("/variables"),
                {{"variables", json::object{{"channel", "counter"}}}, {"reason", "补录"}}),
        posting("cancel the process", a_reviewed, of_instance("/cancellation"),
                {{"reason", "重复了"}}),
    };
}

std::vector<CaseRights::Act> CaseRights::acts() {
    std::vector<Act> all;
    for (auto some : {applicants_acts(), desk_acts(), supervision_acts(), process_acts()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

// The status; a refusal that still changed something is told in the table, too.
std::string CaseRights::cell(const Act& act, const std::string& token,
                             std::optional<Target>& target, District& where) {
    if (!target) {
        target = act.on(where);
        before_.clear();
    }
    if (before_.empty()) before_ = rows(not_compared);
    const std::string status = act.act(token, *target);
    if (status >= "400") {
        auto after = rows(not_compared);
        const bool changed = after != before_;
        before_ = std::move(after);
        return changed ? status + "-AND-CHANGED" : status;
    }
    before_.clear();
    if (act.changes) target.reset();
    return status;
}

std::string CaseRights::table() {
    // Before those who are tried come: they would be given some of the tasks.
    stock(here, 23);
    stock(elsewhere, 15);
    const auto stranger = resident_of("990202");
    std::vector<std::pair<std::string, std::string>> callers{
        {"anonymous", ""}, {"another resident", stranger.token}, {"the applicant", ""}};
    for (const char* role :
         {"system_admin", "audit_admin", "registrar", "clerk", "community_worker", "keyer",
          "first_reviewer", "approver", "case_supervisor", "item_keeper"})
        callers.emplace_back(role, official(role, "990202").token);
    std::ostringstream out;
    for (const auto& act : acts()) {
        std::optional<Target> near, far;
        for (const auto& [who, token] : callers) {
            const bool own = who == "the applicant";
            out << act.name << " | " << who << " | here "
                << cell(act, own ? here.applicant.token : token, near, here);
            out << " elsewhere "
                << cell(act, own ? elsewhere.applicant.token : token, far, elsewhere) << '\n';
        }
    }
    return out.str();
}

TEST_P(CaseRights, equal_the_committed_table) {
    std::ifstream in(LINLI_SOURCE_DIR "/tests/system/case_rights.txt");
    std::vector<std::string> committed;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') committed.push_back(line);
    std::istringstream actual(table());
    std::size_t at = 0;
    for (std::string line; std::getline(actual, line); ++at)
        EXPECT_EQ(line, at < committed.size() ? committed[at] : "(no line)");
    EXPECT_EQ(at, committed.size());
}

TEST_P(CaseRights, let_who_handled_a_case_read_it_afterwards_and_nobody_else) {
    const Target& t = here.kept_reviewed;
    const std::string case_path = "/api/v1/cases/" + t.case_id, file = "/api/v1/files/" + t.file;
    for (const auto& who :
         {here.applicant, here.clerk, here.keyer, here.reviewer, here.supervisor}) {
        EXPECT_EQ(send(who.token, "GET", case_path).status, 200);
        EXPECT_EQ(send(who.token, "GET", file).status, 200);
    }
    for (const auto& who : {elsewhere.applicant, elsewhere.clerk, elsewhere.keyer,
                            elsewhere.reviewer, elsewhere.supervisor}) {
        EXPECT_EQ(send(who.token, "GET", case_path).status, 404);
        EXPECT_EQ(send(who.token, "GET", file).status, 404);
    }
}

TEST_P(CaseRights, need_another_person_for_more_time_and_for_each_step) {
    const Target& t = here.kept_reviewed;
    const std::string asked = "/api/v1/cases/" + t.case_id + "/extension-requests";
    ask(here.supervisor.token, "POST", asked, json::object{{"amount", 1}, {"reason", "等回函"}},
        204);
    const auto view = get(here.supervisor.token, "/api/v1/supervision");
    const std::string path = "/api/v1/extension-requests/" +
                             text(view.at("extension_requests").at(0), "id") + "/decisions";
    const std::string yes = R"({"decision":"approve","reason":"同意"})";
    const auto before = rows(not_compared);
    EXPECT_EQ(send(here.supervisor.token, "POST", path, yes).status, 403);
    const auto second = official("case_supervisor", here.code, here.supervisor.person);
    EXPECT_EQ(send(second.token, "POST", path, yes).status, 403) << "another account of his";
    // The clerk who accepted it cannot review it with another account of his either.
    const auto clerk_reviews = official("first_reviewer", here.code, here.clerk.person);
    const auto refused =
        send(clerk_reviews.token, "POST", "/api/v1/tasks/" + t.task + "/claim", "{}");
    EXPECT_EQ(outcome(refused), "403 task.barred");
    EXPECT_EQ(send(official("case_supervisor", here.code).token, "POST", path, yes).status, 204);
}

// Whatever a route does with a case, a task or a process of here, whoever works elsewhere cannot.
TEST_P(CaseRights, end_at_the_district_on_every_route) {
    const Target& t = here.kept_reviewed;
    std::vector<std::string> outsiders{resident_of("990202").token};
    for (const char* role : {"clerk", "first_reviewer", "case_supervisor", "item_keeper"})
        outsiders.push_back(official(role, "990203").token);
    const std::vector<std::pair<std::string, std::string>> ids{
        {"/api/v1/cases/{id}", "/api/v1/cases/" + t.case_id},
        {"/api/v1/tasks/{id}", "/api/v1/tasks/" + t.task},
        {"/api/v1/process-instances/{id}", "/api/v1/process-instances/" + t.instance}};
    // Bodies that would do: a member that a route does not know would be refused for itself.
    const std::vector<std::string> bodies{"{}", R"({"reason":"试试"})", R"({"text":"试试"})",
                                          R"({"amount":1,"reason":"试试"})",
                                          R"({"data":{"outcome":"approved","payable":1}})"};
    int routes = 0;
    const auto before = rows(not_compared);
    for (const auto& route : router.routes())
        for (const auto& [pattern, path] : ids) {
            if (!route.pattern.starts_with(pattern)) continue;
            ++routes;
            std::string target = path + route.pattern.substr(pattern.size());
            for (const auto& [part, value] : std::vector<std::pair<std::string, std::string>>{
                     {"{material}", "receipt"}, {"{file}", t.file}})
                if (const auto at = target.find(part); at != std::string::npos)
                    target.replace(at, part.size(), value);
            for (const auto& body : bodies) {
                const std::string sent = route.method == "GET" ? "" : body;
                EXPECT_EQ(send("", route.method, target, sent).status, 401) << target;
                for (const auto& token : outsiders) {
                    const auto status = send(token, route.method, target, sent).status;
                    EXPECT_TRUE(status >= 400 && status < 500)
                        << route.method << ' ' << target << ' ' << status;
                }
            }
        }
    EXPECT_GE(routes, 20);
    EXPECT_EQ(rows(not_compared), before);
}

LINLI_PRODUCT_ON_BOTH(CaseRights);

}  // namespace
}  // namespace linli::system_test
