#include "kernel/identity/identity_fixture.hpp"

#include <deque>

#include "base/chinese_id.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/session.hpp"

namespace linli::identity {

namespace {
constexpr const char* small_city =
    "code,level,parent_code,name_zh\n"
    "990200,city,,示范市\n"
    "990202,district,990200,东区\n"
    "990203,district,990200,西区\n"
    "990202001,street,990202,湖滨街道\n"
    "990202002,street,990202,山前街道\n"
    "990202001001,community,990202001,一社区\n"
    "990202001002,community,990202001,二社区\n";
}  // namespace

crypto::PasswordHasher& hasher() {
    static crypto::PasswordHasher one(
        {.threads_max = 2, .waiting_max = 256, .wait_ms_max = 60'000});
    return one;
}

const std::string& good_hash() {
    static const std::string hash = hasher().hash(good_password);
    return hash;
}

std::string id_number(Date birth, int order) {
    return ResidentNumber::make(DivisionCode::parse("990200", "division"), birth, order).text();
}

std::string id_number(int order) {
    return id_number(Date::of(1980, 5, 17), order);
}

std::vector<store::MigrationSet> IdentityTest::migrations() const {
    return {http::migrations(), journal::migrations(), area::migrations(), identity::migrations()};
}

void IdentityTest::SetUp() {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    journal_ = std::make_unique<journal::Journal>(clock, ids);
    areas = std::make_unique<area::Areas>(store(), clock, ids, *journal_);
    area::ImportRequest request;
    request.text = small_city;
    store().write([&](store::Tx& tx) {
        const auto report = areas->import(tx, request, {});
        ASSERT_TRUE(report.applied);
    });
    areas->refresh();
    const auto id_of = [&](const char* code) { return areas->tree()->by_code(code)->id; };
    city = id_of("990200");
    district = id_of("990202");
    other_district = id_of("990203");
    street = id_of("990202001");
    other_street = id_of("990202002");
    community = id_of("990202001001");
    sibling = id_of("990202001002");
    parts.reset(
        new Parts{store(), clock, ids, keys, hasher(), common, *areas, *journal_, outbox, {}, {}});
    gate = std::make_unique<Gate>(*parts);
    load_roles(*parts, {LINLI_SOURCE_DIR "/rules/roles.yaml"});
    routes(router, *parts);
}

http::Response IdentityTest::send(const std::string& token, const std::string& method,
                                  const std::string& target, const std::string& body) {
    auto request = http::request_of(method, target, body);
    request.address = address;
    if (!token.empty()) request.headers["cookie"] = std::string(cookie_name) + '=' + token;
    return router.handle(request, *gate, store(), clock);
}

std::string IdentityTest::code_of(const http::Response& response) {
    const auto problem = json::parse(response.body);
    return std::string(problem.at("code").as_string());
}

std::string IdentityTest::token_of(const http::Response& response) {
    const auto cookie = response.headers.find("Set-Cookie");
    if (cookie == response.headers.end()) return {};
    const std::string& text = cookie->second;
    const auto from = text.find('=') + 1;
    return text.substr(from, text.find(';') - from);
}

AccountId IdentityTest::add(const std::string& login, const std::vector<std::string>& roles,
                            AreaId area, std::optional<PersonId> person) {
    return store().write([&](store::Tx& tx) {
        return add_staff(*parts, tx, {area, login, good_hash(), roles, person}, {});
    });
}

std::string IdentityTest::token_for(AccountId account) {
    return store().write([&](store::Tx& tx) {
        return start_session(*parts, tx, find_account(tx, account).value(), "test").token;
    });
}

std::string IdentityTest::resident(const std::string& phone) {
    send("", "POST", "/api/v1/login-codes", R"({"phone":")" + phone + R"("})");
    const auto signed_in =
        send("", "POST", "/api/v1/sessions",
             R"({"phone":")" + phone + R"(","code":")" + outbox.codes[phone] + R"("})");
    EXPECT_EQ(signed_in.status, 201) << signed_in.body;
    return token_of(signed_in);
}

PersonId IdentityTest::person(AreaId area, int order, const std::string& phone) {
    return store().write([&](store::Tx& tx) {
        return insert_person(*parts, tx, area, {"测试员", id_number(order), phone, {}}).id;
    });
}

std::string IdentityTest::registration_body(int order, AreaId area, const std::string& phone) {
    return R"({"name":"王小明","id_type":"resident_id","id_number":")" + id_number(order) +
           R"(","phone":")" + phone + R"(","area_id":")" + to_text(area) + R"(","consent":true})";
}

std::int64_t IdentityTest::count(const char* what) {
    static std::deque<std::string> texts;  // a statement outlives the process
    texts.push_back(std::string("SELECT COUNT(*) FROM ") + what);
    return store().read([&](store::Tx& tx) {
        return tx.one<std::int64_t>(store::Sql{"test.count", texts.back()}).value();
    });
}

std::string IdentityTest::all_columns() {
    static const std::vector<std::pair<const char*, std::vector<const char*>>> tables{
        {"person",
         {"name_sealed", "id_number_sealed", "id_number_index", "phone_sealed", "phone_index",
          "guardian_sealed"}},
        {"registration",
         {"name_sealed", "id_number_sealed", "id_number_index", "phone_sealed", "phone_index",
          "guardian_sealed", "reason"}},
        {"account", {"login", "phone_sealed", "phone_index", "password_hash", "password_history"}},
        {"session", {"token_hash", "device"}},
        {"login_code", {"phone_index", "code_hash"}},
        {"attempt", {"subject"}},
        {"consent", {"purpose", "notice_version"}},
        {"journal_entry", {"action", "subject_kind", "outcome", "commitment", "leaf_hash"}},
        {"journal_detail", {"salt", "payload"}},
        {"idempotency", {"caller", "request_key", "answer"}}};
    static std::deque<std::string> texts;
    std::string all;
    for (const auto& [table, columns] : tables)
        for (const char* column : columns) {
            texts.push_back(std::string("SELECT COALESCE(") + column + ", '') FROM " + table);
            store().read([&](store::Tx& tx) {
                for (const auto& text : tx.all<std::string>(store::Sql{"test.scan", texts.back()}))
                    all += text + '\n';
            });
        }
    return all;
}

}  // namespace linli::identity
