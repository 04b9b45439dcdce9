// A catalogue with the shipped items and people with accounts, for the tests of this module.
#pragma once
#include <map>
#include <set>

#include "http/router.hpp"
#include "http/testing.hpp"
#include "kernel/service/folder_fixture.hpp"
#include "kernel/service/routes.hpp"
#include "support/on_both_databases.hpp"
#include "support/temp_dir.hpp"

namespace linli::service {

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

class ServiceTest : public testing::OnBothDatabases, public http::Gatekeeper {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), process::migrations(),
                service::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        for (const char* name :
             {"case.accept", "case.give_notice", "case.corrected", "case.decide", "case.end"})
            engine.add_function(
                name, [](const process::FunctionCall&) { return process::FunctionResult{}; });
        for (const auto& code : shipped)
            write(code, shipped_files(code));
        catalogue = open_catalogue(store());
        catalogue->load({folder()});
        for (const auto& fault : catalogue->load_faults())
            ADD_FAILURE() << fault.service << ": " << fault.words.en;
        routes(
            router, *catalogue,
            [](store::Tx&, http::AccountId id) {
                return std::optional("account" + std::to_string(id.value));
            },
            [this](store::Tx&, const http::Caller&) { return age; });
    }
    void TearDown() override {
        router = http::Router();
        catalogue.reset();
        OnBothDatabases::TearDown();
    }
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<TestCaller>(caller);
    }

    std::unique_ptr<Catalogue> open_catalogue(store::Store& in) {
        return std::make_unique<Catalogue>(
            Parts{in, clock, ids, journal, engine, [] { return http::AreaId{1}; },
                  [this](store::Tx&, http::AccountId id) -> std::optional<http::PersonId> {
                      const auto found = person_of.find(id.value);
                      if (found == person_of.end()) return std::nullopt;
                      return http::PersonId{found->second};
                  },
                  [] { return all_roles().roles; }});
    }
    std::filesystem::path folder() const { return dir.path() / "services"; }
    void write(const std::string& code, const std::vector<FileText>& files) {
        std::filesystem::create_directories(folder() / code);
        for (const auto& [name, text] : files)
            std::ofstream(folder() / code / name, std::ios::binary) << text;
    }

    std::shared_ptr<const Compiled> current(const std::string& code) {
        return store().read([&](store::Tx& tx) { return catalogue->current(tx, code); });
    }
    // Item.yaml of the certificate with another English name.
    static FileText renamed(const std::string& name = "Proof of residence") {
        auto files = shipped_files("resident-certificate");
        edit(files, "item.yaml", "en: Resident's certificate\n", "en: " + name + "\n");
        return *std::find_if(files.begin(), files.end(),
                             [](const auto& f) { return f.name == "item.yaml"; });
    }
    TextRow propose(const Somebody& who, const std::vector<FileText>& files) {
        const Draft made = catalogue->draft(
            {"resident-certificate", current("resident-certificate")->hash(), files, {}});
        return store().write([&](store::Tx& tx) {
            return catalogue->propose(tx, TestCaller(who), made, "名称改正");
        });
    }
    TextRow approve(const Somebody& who, TextId id) {
        const TextRow row = store().write([&](store::Tx& tx) {
            return catalogue->approve(tx, TestCaller(who), id, "与文件一致");
        });
        catalogue->refresh(store());
        return row;
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
    json::object answer(const std::string& method, const std::string& target, int status,
                        const std::string& body = {}) {
        const auto response = send(method, target, body);
        EXPECT_EQ(response.status, status) << target << ' ' << response.body;
        const auto value = json::parse(response.body);
        return value.is_object() ? value.as_object() : json::object{};
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
    std::map<std::int64_t, std::int64_t> person_of{{1, 101}, {11, 101}, {2, 102}};
    Somebody keeper{1, {may_keep}};
    Somebody keeper_again{11, {may_keep, may_approve}};
    Somebody approver{2, {may_approve}};
    Somebody nobody_known{4, {may_keep, may_approve}};
    Somebody caller;
    std::optional<int> age;

    testing::TempDir dir;
    journal::Journal journal{clock, ids};
    process::Engine engine{clock, ids, journal};
    std::unique_ptr<Catalogue> catalogue;
    http::Router router;
};

}  // namespace linli::service
