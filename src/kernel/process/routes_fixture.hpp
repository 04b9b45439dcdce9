// Callers with permissions in areas and the routes of this module, for its tests.
#pragma once
#include <set>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "kernel/process/process_fixture.hpp"
#include "kernel/process/routes.hpp"

namespace linli::process {

// Area 1 is the topmost, 2 and 3 lie below it.
struct Somebody {
    std::int64_t account = 0;
    std::set<std::string> permissions;
    std::int64_t area = 1;
};

class TestCaller final : public http::Caller {
  public:
    explicit TestCaller(Somebody who) : who_(std::move(who)) {}
    bool signed_in() const override { return who_.account != 0; }
    AccountId account() const override { return {who_.account}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, AreaId area) const override {
        return may_somewhere(permission) && (who_.area == 1 || area.value == who_.area);
    }
    bool may_somewhere(std::string_view permission) const override {
        return who_.permissions.contains(std::string(permission));
    }
    std::vector<AreaId> areas(std::string_view) const override { return {{who_.area}}; }

  private:
    Somebody who_;
};

class ProcessRoutesTest : public ProcessTest, public http::Gatekeeper {
  protected:
    void SetUp() override {
        ProcessTest::SetUp();
        if (IsSkipped()) return;
        routes(router, *engine,
               {*journal, [] { return AreaId{1}; },
                [](store::Tx&, AccountId id) {
                    return std::optional("account" + std::to_string(id.value));
                }});
    }
    void TearDown() override {
        router = http::Router();
        ProcessTest::TearDown();
    }
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<TestCaller>(caller);
    }

    http::Response send(const std::string& method, const std::string& target,
                        const json::value& body = nullptr) {
        return router.handle(
            http::request_of(method, target, body.is_null() ? "" : json::serialize(body)), *this,
            store(), clock);
    }
    // The answer of an act that must succeed.
    json::value ask(const std::string& method, const std::string& target,
                    const json::value& body = nullptr) {
        const auto answer = send(method, target, body);
        EXPECT_LT(answer.status, 300) << target << ": " << answer.body;
        return answer.body.empty() ? json::value() : json::parse(answer.body);
    }
    // "201", or "409 process.ended".
    std::string outcome(const std::string& method, const std::string& target,
                        const json::value& body = nullptr) {
        const auto answer = send(method, target, body);
        std::string out = std::to_string(answer.status);
        if (answer.status >= 400)
            out += " " + std::string(json::parse(answer.body).at("code").as_string());
        return out;
    }
    std::int64_t journaled(const std::string& action) {
        const std::string sql =
            "SELECT COUNT(*) FROM journal_entry WHERE action = '" + action + "'";
        return store().read([&](store::Tx& tx) {
            return tx.one<std::int64_t>(store::Sql{"test.journaled", sql}).value();
        });
    }
    static std::string instance_path(InstanceId id, const std::string& what = "") {
        return "/api/v1/process-instances/" + linli::to_text(id) + what;
    }
    static std::string definition_path(DefinitionId id, const std::string& what = "") {
        return "/api/v1/process-definitions/" + linli::to_text(id) + what;
    }

    const Somebody viewer{1, {may_view}};
    const Somebody keeper{2, {may_view, may_deploy}};
    const Somebody local_keeper{3, {may_view, may_deploy}, 2};
    Somebody caller;
    http::Router router;
};

}  // namespace linli::process
