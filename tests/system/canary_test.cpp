// T30: personal data and secrets that nobody else has are led through a deployment: first start,
// passwords, login codes, failures, registration, review, unmasking, copy, erasure. Afterwards they
// are nowhere in clear: not in the access log, the error log, the metrics, any column of any table,
// any file of the data directory, or the backup.
#include <fstream>
#include <regex>

#include "base/chinese_id.hpp"
#include "program.hpp"
#include "rows.hpp"

namespace linli::system_test {
namespace {

class Canaries : public Desk {
  protected:
    static constexpr const char* name = "禤霢龘";
    static constexpr const char* phone = "19977665544";
    static constexpr const char* other_phone = "19977665533";
    static constexpr const char* wrong_password = "canary-wrong-password-8871";
    static std::string id_number(int order) {
        return ResidentNumber::make(DivisionCode::parse("990200", "division"),
                                    Date::of(1977, 11, 23), order)
            .text();
    }

    void SetUp() override {
        Desk::SetUp();
        if (IsSkipped()) return;
        write_text(path("sms"), "#!/bin/sh\ncat >> " + path("sms.out").string() + "\n");
        fs::permissions(path("sms"), fs::perms::owner_all);
        serve({"--sms-command", path("sms").string()});
    }
    json::value posted(const std::string& cookie, const std::string& target,
                       const json::object& body, int status) {
        const Reply reply = ask("POST", target, json::serialize(body), cookie);
        EXPECT_EQ(reply.status, status) << target << ' ' << reply.body;
        if (reply.body.empty()) return nullptr;
        return json::parse(reply.body);
    }
    // Signs in with a one-time password and chooses another.
    std::string first_login(const std::string& login, const std::string& once) {
        const std::string chosen =
            "violet-harbour-teapot-" + std::to_string(secrets.size()) + "-4492";
        secrets.push_back(chosen);
        const std::string cookie = sign_in(login, once);
        const Reply reply =
            ask("POST", "/api/v1/session/password",
                json::serialize(json::object{{"old", once}, {"new", chosen}}), cookie);
        EXPECT_EQ(reply.status, 204) << reply.body;
        return remembered(cookie_of(reply));
    }
    std::string remembered(const std::string& cookie) {
        const auto from = cookie.find("__Host-linli=") + 13;
        secrets.push_back(cookie.substr(from, cookie.find('\r') - from));
        return cookie;
    }
    // What the server wrote at its first start.
    std::string once_of(const std::string& role) const {
        std::smatch found;
        const std::string text = log();
        const std::regex line("(\\S+)  (\\S+)  \\(" + role + "\\)");
        if (!std::regex_search(text, found, line)) return {};
        return found[1].str() + ' ' + found[2].str();
    }
    std::string administrator(const std::string& role) {
        const std::string both = once_of(role);
        EXPECT_FALSE(both.empty()) << log();
        const auto gap = both.find(' ');
        return first_login(both.substr(0, gap), both.substr(gap + 1));
    }
    std::string resident(const char* to) {
        EXPECT_EQ(
            ask("POST", "/api/v1/login-codes", json::serialize(json::object{{"phone", to}})).status,
            204);
        std::smatch found;
        const std::regex line(std::string(to) + R"re(".*?login code: ([0-9]{8}))re");
        EXPECT_TRUE(wait_until([&] {
            const std::string text = read_text(path("sms.out"));
            return std::regex_search(text, line);
        })) << read_text(path("sms.out"));
        const std::string text = read_text(path("sms.out"));
        std::regex_search(text, found, line);
        const std::string code = found[1].str();
        secrets.push_back(code);
        const Reply reply = ask("POST", "/api/v1/sessions",
                                json::serialize(json::object{{"phone", to}, {"code", code}}));
        EXPECT_EQ(reply.status, 201) << reply.body;
        return remembered(cookie_of(reply));
    }
    json::object registration(const std::string& number, const char* to) {
        const auto areas = json::parse(ask("GET", "/api/v1/areas").body);
        return {{"name", name},
                {"id_type", "resident_id"},
                {"id_number", number},
                {"phone", to},
                {"area_id", areas.at("items").at(0).at("id")},
                {"consent", true}};
    }
    void expect_no_secret(const std::string& text, const std::string& where) {
        for (const auto& secret : secrets) {
            const auto at = text.find(secret);
            EXPECT_EQ(at, std::string::npos)
                << where << " holds " << secret << ": "
                << text.substr(at > 200 && at != std::string::npos ? at - 200 : 0, 300);
        }
    }
    void expect_no_secret_in_tables(const std::string& when) {
        store::StoreOptions options;
        options.url =
            database_url().empty() ? "sqlite:" + path("data/linli.db").string() : database_url();
        options.read_only = true;
        const auto store = store::Store::open(options);
        const auto rows = all_rows(*store);
        EXPECT_GT(rows.size(), 20U);
        for (const auto& row : rows)
            expect_no_secret(row, when);
    }
    void expect_no_secret_below(const std::string& directory) {
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(path(directory)))
            if (entry.is_regular_file()) {
                ++files;
                expect_no_secret(read_text(entry.path()), entry.path().string());
            }
        EXPECT_GT(files, 1U);
    }

    std::vector<std::string> secrets{name, phone, other_phone, wrong_password};
};

TEST_P(Canaries, leave_no_trace_in_clear) {
    const std::string sysadmin = administrator("system_admin");
    const std::string secadmin = administrator("security_admin");
    // A deployment begins without areas; its administrator brings them in.
    const auto areas = posted(sysadmin, "/api/v1/area-imports",
                              {{"format", "csv"},
                               {"text",
                                "code,level,parent_code,name_zh\n990200,city,,示范市\n"
                                "990202,district,990200,东区\n"},
                               {"dry_run", false}},
                              200);
    ASSERT_EQ(areas.at("added").as_int64(), 2) << json::serialize(areas);
    const auto clerk =
        posted(sysadmin, "/api/v1/accounts", json::object{{"login", "window"}}, 201).as_object();
    const std::string once(clerk.at("one_time_password").as_string());
    secrets.push_back(once);
    posted(secadmin, "/api/v1/grants",
           {{"account_id", clerk.at("account").at("id")},
            {"role", "registrar"},
            {"area_id", clerk.at("account").at("area_id")}},
           201);
    const std::string registrar = first_login("window", once);

    // Failures: a wrong password, a password in the place of the login, a wrong code.
    posted("", "/api/v1/sessions", {{"login", "window"}, {"password", wrong_password}}, 401);
    posted("", "/api/v1/sessions", {{"login", wrong_password}, {"password", "x"}}, 401);
    posted("", "/api/v1/sessions", {{"phone", other_phone}, {"code", "00000000"}}, 401);

    // Two apply; one number is mistyped first, and one is refused.
    const std::string citizen = resident(phone), other = resident(other_phone);
    for (int order : {3, 5})
        secrets.push_back(id_number(order));
    std::string mistyped = id_number(3);
    mistyped[16] = mistyped[16] == '1' ? '2' : '1';
    secrets.push_back(mistyped);
    const Reply refused = ask("POST", "/api/v1/registrations",
                              json::serialize(registration(mistyped, phone)), citizen);
    EXPECT_EQ(refused.status, 422);
    expect_no_secret(refused.body, "the body of the refusal");
    const auto mine =
        posted(citizen, "/api/v1/registrations", registration(id_number(3), phone), 201);
    const auto theirs =
        posted(other, "/api/v1/registrations", registration(id_number(5), other_phone), 201);
    expect_no_secret(ask("GET", "/api/v1/registrations", "", registrar).body,
                     "the registrar's list");
    const std::string at = "/api/v1/registrations/" + std::string(mine.at("id").as_string());
    EXPECT_EQ(posted(registrar, at + "/unmaskings",
                     {{"field", "id_number"}, {"purpose", "核对证件"}}, 200)
                  .at("value")
                  .as_string(),
              id_number(3));
    const auto approved = posted(registrar, at + "/decisions", {{"decision", "approve"}}, 200);
    posted(registrar,
           "/api/v1/registrations/" + std::string(theirs.at("id").as_string()) + "/decisions",
           {{"decision", "refuse"}, {"reason", "照片不清"}}, 200);
    posted(registrar, "/api/v1/person-searches", {{"phone", phone}}, 200);
    const std::string person(approved.at("person_id").as_string());
    expect_no_secret(ask("GET", "/api/v1/persons/" + person, "", registrar).body, "the person");
    posted(registrar, "/api/v1/persons/" + person + "/unmaskings",
           {{"field", "phone"}, {"purpose", "电话回访"}}, 200);

    // The copy for the person is complete.
    const std::string copy = json::serialize(posted(citizen, "/api/v1/me/data-exports", {}, 200));
    for (const std::string& what : {std::string(name), id_number(3), std::string(phone)})
        EXPECT_NE(copy.find(what), std::string::npos) << what << " is missing in " << copy;
    for (const char* part : {"consents", "registrations", "sessions"})
        EXPECT_NE(copy.find('"' + std::string(part) + '"'), std::string::npos) << copy;

    // An internal failure must not tell either: paths and queries with secrets.
    ask("GET", "/api/v1/persons/" + id_number(3), "", registrar);
    ask("GET", "/api/v1/listings?q=" + std::string(phone));
    ask("POST", "/api/v1/sessions", R"({"password":")" + std::string(wrong_password));

    expect_no_secret(ask("GET", "/metrics").body, "the metrics");
    expect_no_secret_in_tables("a table");
    if (GetParam() == Backend::sqlite) {
        ASSERT_EQ(linli("backup", {"--to", path("copy").string(), "--with-keys"}).code, 0);
        expect_no_secret_below("copy");
    }
    expect_no_secret_below("data");

    // Erased: the look-ups find nothing, the journal still verifies.
    const Reply erased = ask("POST", "/api/v1/me/erasure", R"({"confirm":true})", citizen);
    EXPECT_EQ(erased.status, 204) << erased.body;
    EXPECT_EQ(ask("GET", "/api/v1/notices", "", citizen).status, 401);
    EXPECT_EQ(posted(registrar, "/api/v1/person-searches", {{"id_number", id_number(3)}}, 200)
                  .at("items")
                  .as_array()
                  .size(),
              0U);
    expect_no_secret_in_tables("a table after the erasure");
    EXPECT_EQ(stop_server(), 0);
    const auto sound = linli("verify");
    EXPECT_EQ(sound.code, 0) << sound.text;
    expect_no_secret(log(), "the log");
    expect_no_secret_below("data");
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Canaries, ::testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace linli::system_test
