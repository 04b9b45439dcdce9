// A small package and people with accounts, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "kernel/rules/routes.hpp"
#include "kernel/rules/rules.hpp"
#include "support/on_both_databases.hpp"
#include "support/temp_dir.hpp"

namespace linli::rules {

// An allowance by age: the amount of a parameter from 80 on, half of it before.
inline std::string fee_model(const std::string& half = "高龄津贴标准 / 2") {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="allowance" namespace="urn:test:allowance">
  <inputData id="i1" name="年龄"><variable id="v1" name="年龄" typeRef="number"/></inputData>
  <inputData id="i2" name="高龄津贴标准"><variable id="v2" name="高龄津贴标准" typeRef="number"/></inputData>
  <decision id="d1" name="高龄津贴"><variable id="v3" name="高龄津贴" typeRef="number"/>
    <informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement id="r2"><requiredInput href="#i2"/></informationRequirement>
    <decisionTable id="t1" hitPolicy="UNIQUE">
      <input id="in1"><inputExpression id="ie1" typeRef="number"><text>年龄</text></inputExpression></input>
      <output id="o1" typeRef="number"/>
      <rule id="ru1"><inputEntry id="e1"><text>&lt; 80</text></inputEntry><outputEntry id="x1"><text>)" +
           half + R"(</text></outputEntry></rule>
      <rule id="ru2"><inputEntry id="e2"><text>&gt;= 80</text></inputEntry><outputEntry id="x2"><text>高龄津贴标准</text></outputEntry></rule>
    </decisionTable></decision>
</definitions>)";
}

inline const char* const fee_sheet = R"(package: allowance
zh: 高龄津贴
en: Old-age allowance
owner: 民政局
legal_basis: [{title: 测试办法}]
versions:
  - {version: "1", from: 2020-01-01, known_since: 2019-12-01, models: [allowance.dmn]}
inputs:
  - {name: 年龄, code: age, zh: 年龄, en: age, unit: 岁}
decisions:
  - {name: 高龄津贴, code: allowance, zh: 每月高龄津贴, en: monthly allowance, unit: 元/月}
)";

inline std::string fee_parameters(const std::string& more = "") {
    return R"(parameters:
  - name: 高龄津贴标准
    code: full
    zh: 高龄津贴标准
    en: full allowance
    unit: 元/月
    type: number
    values:
      - {from: 2020-01-01, known_since: 2019-12-01, value: 100, source: 测试办法, article: 第三条}
)" + more;
}
// 120 yuan from 2026 on, known since 2026-02-01.
inline std::string raised_parameters() {
    return fee_parameters(
        "      - {from: 2026-01-01, known_since: 2026-02-01, supersedes: [\"2020-01-01\"], value: "
        "120, source: 测试办法（2026）, article: 第三条}\n");
}
inline const char* const fee_examples = R"(examples:
  - {id: e1, decision: 高龄津贴, at: 2021-01-01, inputs: {年龄: 85}, expected: 100, source: 测试办法}
)";

struct Somebody {
    std::int64_t account = 0;
    std::set<std::string> permissions;
};

class TestCaller final : public http::Caller {
  public:
    explicit TestCaller(Somebody who) : who_(std::move(who)) {}
    bool signed_in() const override { return who_.account != 0; }
    http::AccountId account() const override { return {who_.account}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, http::AreaId) const override {
        return who_.permissions.contains(std::string(permission));
    }
    bool may_somewhere(std::string_view permission) const override { return may(permission, {}); }
    std::vector<http::AreaId> areas(std::string_view) const override { return {{1}}; }

  private:
    Somebody who_;
};

class RulesTest : public testing::OnBothDatabases, public http::Gatekeeper {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), rules::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        write_package(delivered());
        registry = open_registry(store());
        registry->load({folder()});
        EXPECT_TRUE(registry->load_faults().empty());
        routes(router, *registry, [](store::Tx&, http::AccountId id) {
            return std::optional("account" + std::to_string(id.value));
        });
    }
    void TearDown() override {
        router = http::Router();
        registry.reset();
        OnBothDatabases::TearDown();
    }
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<TestCaller>(caller);
    }

    std::unique_ptr<Registry> open_registry(store::Store& in) {
        return std::make_unique<Registry>(
            Parts{in, clock, ids, keys, journal, [] { return http::AreaId{1}; },
                  [this](store::Tx&, http::AccountId id) -> std::optional<http::PersonId> {
                      const auto found = person_of.find(id.value);
                      if (found == person_of.end()) return std::nullopt;
                      return http::PersonId{found->second};
                  }});
    }
    std::filesystem::path folder() const { return dir.path() / "rules"; }
    static std::map<std::string, std::string> delivered() {
        return {{"package.yaml", fee_sheet},
                {"parameters.yaml", fee_parameters()},
                {"examples.yaml", fee_examples},
                {"allowance.dmn", fee_model()}};
    }
    void write_package(const std::map<std::string, std::string>& files) {
        std::filesystem::create_directories(folder() / "allowance");
        for (const auto& [name, text] : files) {
            std::ofstream(folder() / "allowance" / name, std::ios::binary) << text;
        }
    }

    std::string hash() { return registry->engine().package("allowance")->hash(); }
    Draft draft(const std::vector<FileText>& files) {
        return registry->draft({"allowance", hash(), files, {}});
    }
    TextRow propose(const Somebody& who, const std::vector<FileText>& files) {
        const Draft made = draft(files);
        return store().write([&](store::Tx& tx) {
            return registry->propose(tx, TestCaller(who), made, "每年调整");
        });
    }
    TextRow approve(const Somebody& who, TextId id) {
        registry->require_sound(id);
        const TextRow row = store().write([&](store::Tx& tx) {
            return registry->approve(tx, TestCaller(who), id, "与文件一致");
        });
        registry->refresh(store());
        return row;
    }
    json::value decide(Registry& in, int age, Date at, Date known) {
        decision::Call call;
        call.package = "allowance";
        call.decision = "allowance";
        call.at = at;
        call.known = known;
        call.inputs = decision::from_json_value(json::object{{"age", age}});
        return decision::to_json_value(in.engine().decide(call).value);
    }
    std::int64_t count(const std::string& what) {
        const std::string text = "SELECT COUNT(*) FROM " + what;
        return store().read([&](store::Tx& tx) {
            return tx.one<std::int64_t>({"test.count", text}).value();
        });
    }
    http::Response send(const std::string& method, const std::string& target,
                        const std::string& body = {}) {
        return router.handle(http::request_of(method, target, body), *this, store(), clock);
    }
    template <class F>
    static std::string code_of(F&& act) {
        try {
            act();
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
        return "done";
    }

    // Account -> human. Accounts 1 and 11 are the same human's, 4 is nobody's.
    std::map<std::int64_t, std::int64_t> person_of{{1, 101}, {11, 101}, {2, 102}, {3, 103}};
    Somebody keeper{1, {may_use, may_propose}};
    Somebody keeper_again{11, {may_use, may_propose, may_approve}};
    Somebody reviewer{2, {may_use, may_approve}};
    Somebody other_reviewer{3, {may_use, may_approve}};
    Somebody nobody_known{4, {may_use, may_propose, may_approve}};
    Somebody caller;

    testing::TempDir dir;
    journal::Journal journal{clock, ids};
    crypto::KeyRing keys =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    std::unique_ptr<Registry> registry;
    http::Router router;
};

}  // namespace linli::rules
