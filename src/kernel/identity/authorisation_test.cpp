// T24: who may do what, where. Every role is held in the street 湖滨街道; every resource lies in
// turn in that street, below it, above it, beside it and in the other district. The committed table
// authorisation.txt says what each of them answers; a line that changes is a change of rights.
#include <fstream>
#include <sstream>

#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_fixture.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/registration.hpp"

namespace linli::identity {

class Authorisation : public IdentityTest {
  protected:
    struct Resource {
        AreaId area;
        std::string phone;
        std::string registration, person, account, grant, proposal;
    };
    using Act = std::function<std::string(const std::string& token, const Resource&)>;

    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        parts->settings.codes_per_address_hour = 100'000;
        proposer = add("proposer", {"security_admin"}, city);
    }

    // One of each kind in this area, untouched by the cells before.
    Resource fresh(AreaId area) {
        const int n = ++made;
        clock.advance(milliseconds(5));
        Resource r{area, std::to_string(19910000000 + n), {}, {}, {}, {}, {}};
        const AccountId applicant = add("applicant" + std::to_string(n), {}, area);
        const AccountId clerk = add("clerk" + std::to_string(n), {"community_keeper"}, area);
        const AccountId chosen =
            add("chosen" + std::to_string(n), {}, area, person_number(area, 3 * n));
        store().write([&](store::Tx& tx) {
            const PersonId human =
                insert_person(*parts, tx, area, {"受测者", number(3 * n + 1), r.phone, {}}).id;
            RegistrationRow row;
            row.id = ids.make<RegistrationId>();
            row.area_id = area;
            row.account_id = applicant;
            row.submitted_at = clock.now();
            static_cast<SealedColumns&>(row) = seal(keys, "registration", row.id.value,
                                                    {"申请人", number(3 * n + 2), r.phone, {}});
            tx.insert("registration", row);
            const GrantRow proposal{ids.make<GrantId>(),
                                    chosen,
                                    "audit_admin",
                                    area,
                                    GrantState::proposed,
                                    clock.now(),
                                    {},
                                    proposer,
                                    clock.now(),
                                    {},
                                    {},
                                    {}};
            tx.insert("role_grant", proposal);
            r.registration = to_text(row.id);
            r.person = to_text(human);
            r.account = to_text(clerk);
            r.grant = to_text(
                tx.one<GrantId>({"test.grant", "SELECT id FROM role_grant WHERE account_id = ?"},
                                clerk)
                    .value());
            r.proposal = to_text(proposal.id);
        });
        return r;
    }
    PersonId person_number(AreaId area, int n) {
        return store().write([&](store::Tx& tx) {
            return insert_person(*parts, tx, area, {"候选人", number(n), "", {}}).id;
        });
    }
    // A different one for each n.
    std::string number(int n) {
        return id_number(Date::of(1960 + n / 28 / 900, 1, 1 + unsigned(n % 28)), n / 28 % 900);
    }

    Act call(const std::string& method, std::function<std::string(const Resource&)> target,
             std::function<std::string(const Resource&)> body = {}) {
        return [=, this](const std::string& token, const Resource& r) {
            return std::to_string(send(token, method, target(r), body ? body(r) : "").status);
        };
    }
    // Whether a list shows the resource of that id.
    Act list(std::function<std::string(const Resource&)> target, std::string Resource::*id) {
        return [=, this](const std::string& token, const Resource& r) -> std::string {
            for (std::string cursor;;) {
                const auto answer = send(token, "GET", target(r) + cursor);
                if (answer.status != 200) return std::to_string(answer.status);
                if (answer.body.find(r.*id) != std::string::npos) return "seen";
                const auto page = json_of(answer);
                if (!page.as_object().contains("next")) return "none";
                cursor = "&cursor=" + std::string(page.at("next").as_string());
            }
        };
    }
    std::vector<std::pair<std::string, Act>> acts();
    std::string table();

    AccountId proposer;
    int made = 0;
};
LINLI_ON_BOTH_DATABASES(Authorisation);

std::vector<std::pair<std::string, Authorisation::Act>> Authorisation::acts() {
    const std::string v1 = "/api/v1/";
    const auto at = [=](const char* path, std::string Resource::*id, const char* rest = "") {
        return [=](const Resource& r) { return v1 + path + '/' + r.*id + rest; };
    };
    const auto in_area = [=](const char* path) {
        return
            [=](const Resource& r) { return v1 + path + "area=" + to_text(r.area) + "&limit=200"; };
    };
    const auto fixed = [=](const char* path) { return [=](const Resource&) { return v1 + path; }; };
    const auto text = [](const char* body) {
        return [=](const Resource&) { return std::string(body); };
    };
    const auto new_account = [this](const Resource& r) {
        return R"({"login":"new)" + std::to_string(++made) + R"(","area_id":")" + to_text(r.area) +
               "\"}";
    };
    const auto new_grant = [](const Resource& r) {
        return R"({"account_id":")" + r.account + R"(","role":"registrar","area_id":")" +
               to_text(r.area) + "\"}";
    };
    const Act search = [=, this](const std::string& token, const Resource& r) -> std::string {
        const auto answer =
            send(token, "POST", v1 + "person-searches", R"({"phone":")" + r.phone + "\"}");
        if (answer.status != 200) return std::to_string(answer.status);
        return answer.body.find(r.person) != std::string::npos ? "seen" : "none";
    };
    return {
        {"list registrations", list(in_area("registrations?"), &Resource::registration)},
        {"read registration", call("GET", at("registrations", &Resource::registration))},
        {"decide registration",
         call("POST", at("registrations", &Resource::registration, "/decisions"),
              text(R"({"decision":"approve"})"))},
        {"unmask registration",
         call("POST", at("registrations", &Resource::registration, "/unmaskings"),
              text(R"({"field":"id_number","purpose":"核对证件号码"})"))},
        {"search persons", search},
        {"read person", call("GET", at("persons", &Resource::person))},
        {"unmask person", call("POST", at("persons", &Resource::person, "/unmaskings"),
                               text(R"({"field":"phone","purpose":"核对联系方式"})"))},
        {"list accounts", list(in_area("accounts?"), &Resource::account)},
        {"open account", call("POST", fixed("accounts"), new_account)},
        {"disable account", call("POST", at("accounts", &Resource::account, "/disable"),
                                 text(R"({"reason":"离职"})"))},
        {"enable account", call("POST", at("accounts", &Resource::account, "/enable"))},
        {"reset password", call("POST", at("accounts", &Resource::account, "/password-resets"))},
        {"list grants", list(in_area("grants?"), &Resource::grant)},
        {"grant role", call("POST", fixed("grants"), new_grant)},
        {"confirm grant", call("POST", at("grants", &Resource::proposal, "/confirmations"))},
        {"end grant", call("DELETE", at("grants", &Resource::grant))},
    };
}

std::string Authorisation::table() {
    const std::vector<std::pair<std::string, AreaId>> places{{"own", street},
                                                             {"below", community},
                                                             {"above", district},
                                                             {"beside", other_street},
                                                             {"other", other_district}};
    std::vector<std::pair<std::string, std::string>> callers{{"anonymous", ""},
                                                             {"resident", resident("19900000001")}};
    for (const char* role :
         {"system_admin", "security_admin", "audit_admin", "community_keeper", "registrar"})
        callers.emplace_back(role, staff(std::string(role), role, street));
    std::ostringstream out;
    for (const auto& [what, act] : acts())
        for (const auto& [who, token] : callers) {
            out << what << " | " << who << " |";
            for (const auto& [place, area] : places)
                out << ' ' << place << ' ' << act(token, fresh(area));
            out << '\n';
        }
    return out.str();
}

TEST_P(Authorisation, equals_the_committed_table) {
    parts->settings.staff_idle = parts->settings.staff_absolute = days(1);
    std::ifstream in(LINLI_SOURCE_DIR "/src/kernel/identity/authorisation.txt");
    std::string committed, line;
    while (std::getline(in, line))
        if (!line.empty() && line[0] != '#') committed += line + '\n';
    const std::string actual = table();
    std::istringstream want(committed), have(actual);
    for (std::string wanted, got; std::getline(have, got);) {
        std::getline(want, wanted);
        EXPECT_EQ(wanted, got);
        wanted.clear();
    }
    EXPECT_FALSE(std::getline(want, line)) << "the table has a line more: " << line;
}

TEST_P(Authorisation, names_every_route_of_this_module_or_says_why_not) {
    // Open, or about oneself only: no area decides.
    const std::set<std::string> own{"POST /api/v1/sessions",
                                    "POST /api/v1/login-codes",
                                    "GET /api/v1/session",
                                    "DELETE /api/v1/session",
                                    "GET /api/v1/sessions",
                                    "DELETE /api/v1/sessions/{id}",
                                    "POST /api/v1/session/password",
                                    "POST /api/v1/registrations",
                                    "POST /api/v1/me/data-exports",
                                    "POST /api/v1/me/erasure",
                                    "GET /api/v1/me/consents",
                                    "POST /api/v1/me/consents/{id}/withdrawal",
                                    "POST /api/v1/me/consents/{id}/renewal",
                                    "GET /api/v1/roles"};
    std::size_t others = 0;
    for (const auto& route : router.routes())
        others += !own.count(route.method + ' ' + route.pattern);
    EXPECT_EQ(others, acts().size());
}

}  // namespace linli::identity
