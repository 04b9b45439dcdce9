// A small city with the shipped items, residents and staff, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/chinese_id.hpp"
#include "http/testing.hpp"
#include "kernel/casework/routes.hpp"
#include "kernel/casework/view.hpp"
#include "support/on_both_databases.hpp"
#include "support/temp_dir.hpp"

namespace linli::casework {

class NoCodes final : public identity::CodeSender {
    void send_login_code(store::Tx&, const std::string&, const std::string&, Instant) override {}
};

struct Who {
    AccountId account;
    std::optional<PersonId> person;
    std::set<std::string> permissions;
};

class TestCaller final : public http::Caller {
  public:
    TestCaller(Who who, AreaId area) : who_(std::move(who)), area_(area) {}
    bool signed_in() const override { return bool(who_.account); }
    AccountId account() const override { return who_.account; }
    std::optional<PersonId> person() const override { return who_.person; }
    bool may(std::string_view permission, AreaId) const override {
        return who_.permissions.contains(std::string(permission));
    }
    bool may_somewhere(std::string_view permission) const override { return may(permission, {}); }
    std::vector<AreaId> areas(std::string_view permission) const override {
        return may_somewhere(permission) ? std::vector{area_} : std::vector<AreaId>{};
    }

  private:
    Who who_;
    AreaId area_;
};

class CaseworkTest : public linli::testing::OnBothDatabases, public http::Gatekeeper {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(),     journal::migrations(), area::migrations(),
                identity::migrations(), archive::migrations(), notice::migrations(),
                process::migrations(),  task::migrations(),    service::migrations(),
                casework::migrations()};
    }
    void SetUp() override;
    void TearDown() override;
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<TestCaller>(caller, district);
    }

    PersonId person(int born = 1980);
    Who resident(int born = 1980);
    Who staff(const std::string& role, const std::set<std::string>& permissions = {may_work});
    TestCaller as(const Who& who) const { return {who, district}; }

    // "done", or the code of the refusal.
    template <class F>
    std::string outcome(F&& act) {
        try {
            store().write([&](store::Tx& tx) { act(tx); });
            return "done";
        } catch (const Refusal& refusal) {
            return refusal.code();
        }
    }
    CaseRow create(const Who& who, const std::string& item, const json::object& data) {
        return store().write([&](store::Tx& tx) {
            return cases->create(tx, as(who), {item, data, std::nullopt, std::nullopt});
        });
    }
    std::string submit(const Who& who, const CaseRow& row, bool incomplete = false) {
        return outcome([&](store::Tx& tx) { cases->submit(tx, as(who), row.id, incomplete); });
    }
    // A reimbursement that was received without any of its papers.
    CaseRow received(const Who& who) {
        const CaseRow row = create(who, "medical-reimbursement", reimbursement());
        EXPECT_EQ(submit(who, row, true), "done");
        return now(row);
    }
    CaseRow now(const CaseRow& row) {
        return store().read([&](store::Tx& tx) { return cases->find(tx, row.id); });
    }
    CaseView view(const Who& who, const CaseRow& row) {
        return store().read(
            [&](store::Tx& tx) { return view_of(*cases, tx, as(who), cases->find(tx, row.id)); });
    }
    // The open task of this element, claimed and completed.
    std::string work(const Who& who, const CaseRow& row, const std::string& element,
                     const json::object& data);
    std::optional<task::Task> open_task(const CaseRow& row, const std::string& element);
    // What anybody could notice: rows of every table that an act may change.
    std::string everything();
    http::Response send(const Who& who, const std::string& method, const std::string& target,
                        const std::string& body = {}) {
        caller = who;
        return router.handle(http::request_of(method, target, body), *this, store(), clock);
    }
    void pass(Micros time) {
        clock.advance(time);
        while (engine->fire_due(store(), 100) >= 100) {
        }
        while (cases->ring(store(), 100) >= 100) {
        }
    }
    static json::object reimbursement() {
        return {{"kind", "inpatient"},
                {"provider", "市一院"},
                {"from", "2026-02-02"},
                {"until", "2026-02-08"},
                {"why", "no_card"},
                {"total", 1234.5},
                {"account", "6222020000000000000"}};
    }

    AreaId city, district, community;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<area::Areas> areas;
    std::unique_ptr<identity::Parts> people;
    std::unique_ptr<archive::Archive> archive_;
    std::unique_ptr<notice::Inbox> inbox;
    std::unique_ptr<notice::Outbox> outbox;
    std::unique_ptr<process::Engine> engine;
    std::unique_ptr<task::Board> board;
    std::unique_ptr<task::Clocks> clocks;
    std::unique_ptr<service::Catalogue> catalogue;
    std::unique_ptr<Cases> cases;
    http::EventHub inboxes;
    http::Router router;
    Who caller;

  private:
    int persons_ = 0, accounts_ = 0;
    linli::testing::TempDir dir_;
    NoCodes codes_;
    crypto::CommonPasswords common_;
    crypto::KeyRing keys_ =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
};

}  // namespace linli::casework
