#include "service_product.hpp"

#include "kernel/identity/account.hpp"

namespace linli::system_test {
namespace {

// Each paper is another one: equal files of one account are kept once.
std::string pdf(int number) {
    return "%PDF-1.4\n% " + std::to_string(number) +
           "\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}

}  // namespace

void ServiceProduct::SetUp() {
    Product::SetUp();
    if (IsSkipped()) return;
    for (const auto& fault : app->catalogue.load_faults())
        ADD_FAILURE() << fault.service << ": " << fault.words.en;
}

http::PersonId ServiceProduct::person(AreaId home) {
    return app->store->write([&](store::Tx& tx) {
        identity::NewPerson one{home, "柳如烟", id_number(++people_), ""};
        one.with_account = false;
        return identity::add_persons(app->identity, tx, {one}, {}, "test").front().person;
    });
}

ServiceProduct::Somebody ServiceProduct::resident_of(const std::string& area_code) {
    Somebody who;
    who.person = person(area(area_code));
    who.account = app->store->write([&](store::Tx& tx) {
        return identity::add_resident(app->identity, tx,
                                      {.area = area(area_code),
                                       .login = "resident" + std::to_string(++accounts_),
                                       .person = who.person},
                                      {});
    });
    who.token = token_for(who.account);
    return who;
}

ServiceProduct::Somebody ServiceProduct::official(const std::string& role,
                                                  const std::string& area_code,
                                                  std::optional<http::PersonId> of) {
    static const std::string hash = crypto::PasswordHasher().hash(good_password);
    Somebody who;
    who.person = of ? *of : person(area(area_code));
    who.account = app->store->write([&](store::Tx& tx) {
        return identity::add_staff(
            app->identity, tx,
            {area(area_code), "staff" + std::to_string(++accounts_), hash, {role}, who.person}, {});
    });
    who.token = token_for(who.account);
    return who;
}

json::value ServiceProduct::ask(const std::string& token, const std::string& method,
                                const std::string& target, const json::value& body, int status) {
    const auto answer = send(token, method, target, body.is_null() ? "" : json::serialize(body));
    EXPECT_EQ(answer.status, status) << method << ' ' << target << ": " << answer.body;
    return answer.body.empty() ? json::value() : json::parse(answer.body);
}

json::value ServiceProduct::get(const std::string& token, const std::string& target, int status) {
    return ask(token, "GET", target, nullptr, status);
}

std::string ServiceProduct::outcome(const http::Response& response) {
    if (response.status < 400) return std::to_string(response.status);
    const auto body = json::parse(response.body);
    return std::to_string(response.status) + ' ' + text(body, "code");
}

std::string ServiceProduct::text(const json::value& object, const char* member) {
    const auto* found = object.is_object() ? object.as_object().if_contains(member) : nullptr;
    if (found && found->is_string()) return std::string(found->as_string());
    ADD_FAILURE() << "no text " << member << " in " << json::serialize(object);
    return {};
}

std::string ServiceProduct::draft(const Somebody& who, const std::string& service,
                                  const json::object& data) {
    return text(ask(who.token, "POST", "/api/v1/cases",
                    json::object{{"service", service}, {"data", data}}, 201),
                "id");
}

std::string ServiceProduct::hand_in(const Somebody& who, const std::string& case_id,
                                    const std::string& material) {
    const auto uploaded = send(who.token, "POST", "/api/v1/files", pdf(++papers_),
                               {{"content-type", "application/pdf"}, {"x-file-name", "paper.pdf"}});
    EXPECT_EQ(uploaded.status, 201) << uploaded.body;
    const std::string file = text(json::parse(uploaded.body), "id");
    ask(who.token, "POST", "/api/v1/cases/" + case_id + "/materials",
        json::object{{"material", material}, {"file_id", file}});
    return file;
}

json::value ServiceProduct::submit(const Somebody& who, const std::string& case_id,
                                   bool incomplete) {
    return ask(who.token, "POST", "/api/v1/cases/" + case_id + "/submission",
               json::object{{"incomplete", incomplete}});
}

task::Task ServiceProduct::open_task(const std::string& case_id, const std::string& element,
                                     AccountId of) {
    return app->store->read([&](store::Tx& tx) {
        task::Task found;
        for (const auto& t : app->board.of_case(tx, task::CaseId{id_from_text(case_id)})) {
            const bool waits =
                t.state == task::TaskState::open || t.state == task::TaskState::assigned;
            if (t.element != element || !waits) continue;
            if (!found.id || (of && t.assignee == of)) found = t;
        }
        return found;
    });
}

http::Response ServiceProduct::work(const Somebody& who, const std::string& case_id,
                                    const std::string& element, const json::object& data) {
    const auto waits = open_task(case_id, element, who.account);
    EXPECT_TRUE(bool(waits.id)) << element << " does not wait in " << case_id;
    if (waits.assignee && waits.assignee != who.account) to_pool(case_id, element);
    const std::string path = "/api/v1/tasks/" + to_text(waits.id);
    const auto claimed = send(who.token, "POST", path + "/claim", "{}");
    if (claimed.status != 200) return claimed;
    return send(who.token, "POST", path + "/completion",
                json::serialize(json::object{{"data", data}}));
}

void ServiceProduct::to_pool(const std::string& case_id, const std::string& element) {
    const auto waits = open_task(case_id, element);
    if (!waits.assignee) return;
    app->store->write(
        [&](store::Tx& tx) { app->board.give_back(tx, waits.id, *waits.assignee, "换人办理"); });
}

json::object ServiceProduct::reimbursement() {
    return {{"kind", "inpatient"},
            {"provider", "市一院"},
            {"from", "2026-02-02"},
            {"until", "2026-02-08"},
            {"why", "no_card"},
            {"total", 1234.5},
            {"account", "6222020000000000000"}};
}

}  // namespace linli::system_test
