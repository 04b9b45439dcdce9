#include "product.hpp"

#include <algorithm>

#include "base/chinese_id.hpp"
#include "http/testing.hpp"
#include "kernel/identity/account.hpp"
#include "kernel/identity/session.hpp"
#include "rows.hpp"

namespace linli::system_test {
namespace {

constexpr const char* city_csv =
    "code,level,parent_code,name_zh\n"
    "990200,city,,示范市\n"
    "990202,district,990200,东区\n"
    "990203,district,990200,西区\n"
    "990202001,street,990202,湖滨街道\n"
    "990202002,street,990202,山前街道\n"
    "990202001001,community,990202001,一社区\n";

}  // namespace

void Product::SetUp() {
    if (!testing::is_available(GetParam()))
        GTEST_SKIP() << "LINLI_TEST_PG is not set; PostgreSQL is not tested here";
    command::Deployment deployment;
    deployment.data = (dir.path() / "data").string();
    deployment.rules = LINLI_SOURCE_DIR "/rules";
    if (GetParam() == Backend::postgres) {
        database_ = std::make_unique<testing::TestDatabase>(Backend::postgres);
        deployment.db = database_->url();
    }
    command::ServeOptions options;
    options.demo = true;
    app = std::make_unique<App>(deployment, options);
    app->identity.settings.codes_per_address_hour = 100'000;
    area::ImportRequest request;
    request.text = city_csv;
    const auto report =
        app->store->write([&](store::Tx& tx) { return app->areas.import(tx, request, {}); });
    ASSERT_TRUE(report.applied);
    app->refresh();
    gate = std::make_unique<identity::Gate>(app->identity);
    router = app->make_router();
}

void Product::TearDown() {
    router = http::Router();
    gate.reset();
    app.reset();
    database_.reset();
}

http::Response Product::send(const std::string& token, const std::string& method,
                             const std::string& target, const std::string& body,
                             const Headers& headers) const {
    auto request = http::request_of(method, target, body);
    if (!token.empty())
        request.headers["cookie"] = std::string(identity::cookie_name) + '=' + token;
    for (const auto& [name, value] : headers) {
        if (value.empty())
            request.headers.erase(name);
        else
            request.headers[name] = value;
    }
    return router.handle(request, *gate, *app->store, app->clock);
}

AreaId Product::area(const std::string& code) const {
    const auto* found = app->areas.tree()->by_code(code);
    return found ? found->id : AreaId{};
}

AccountId Product::add(const std::string& login, const std::vector<std::string>& roles,
                       AreaId area) {
    static const std::string hash = crypto::PasswordHasher().hash(good_password);
    return app->store->write([&](store::Tx& tx) {
        return identity::add_staff(app->identity, tx, {area, login, hash, roles, std::nullopt}, {});
    });
}

std::string Product::token_for(AccountId account) {
    return app->store->write([&](store::Tx& tx) {
        return identity::start_session(app->identity, tx,
                                       identity::find_account(tx, account).value(), "test")
            .token;
    });
}

std::string Product::resident(const std::string& phone) {
    send("", "POST", "/api/v1/login-codes", R"({"phone":")" + phone + R"("})");
    while (app->dispatcher.run_once(*app->store).sent > 0) {
    }
    const auto messages = app->development_sms->recent();
    const auto mine = std::find_if(messages.begin(), messages.end(), [&](const auto& m) {
        return m.address.find(phone) != std::string::npos;
    });
    if (mine == messages.end()) {
        ADD_FAILURE() << "no code was sent to " << phone;
        return {};
    }
    const std::string code = mine->body.substr(mine->body.size() - 8);
    const auto signed_in = send("", "POST", "/api/v1/sessions",
                                R"({"phone":")" + phone + R"(","code":")" + code + R"("})");
    EXPECT_EQ(signed_in.status, 201) << signed_in.body;
    return token_of(signed_in);
}

std::string Product::id_number(int order) {
    return ResidentNumber::make(DivisionCode::parse("990200", "division"),
                                Date::of(1950 + order / 900, 5, 17), 1 + order % 900)
        .text();
}

std::string Product::token_of(const http::Response& response) {
    const auto cookie = response.headers.find("Set-Cookie");
    if (cookie == response.headers.end()) return {};
    const std::string& text = cookie->second;
    const auto from = text.find('=') + 1;
    return text.substr(from, text.find(';') - from);
}

std::string Product::listing_body(const std::string& name, AreaId area) {
    return R"({"name_zh":")" + name +
           R"(","categories":["health"],"lat":28.68,"lng":115.86,"crs":"wgs84","area_id":")" +
           to_text(area) + R"("})";
}

std::vector<std::string> Product::rows(const std::vector<std::string>& without) const {
    return all_rows(*app->store, without);
}

std::string backend_name(const ::testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::sqlite ? "SQLite" : "PostgreSQL";
}

std::string path_of(const http::RouteInfo& route) {
    std::string path = route.pattern;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
        path.replace(at, path.find('}') - at + 1, "0000000000001");
    return path;
}

}  // namespace linli::system_test
