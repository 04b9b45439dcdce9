// A small city with reviewers, for the tests of this module.
#pragma once
#include <gtest/gtest.h>

#include "base/chinese_id.hpp"
#include "kernel/task/clocks.hpp"
#include "support/on_both_databases.hpp"
#include "support/temp_dir.hpp"

namespace linli::task {

class NoCodes final : public identity::CodeSender {
    void send_login_code(store::Tx&, const std::string&, const std::string&, Instant) override {}
};

class TaskTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), area::migrations(),
                identity::migrations(), task::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        journal_ = std::make_unique<journal::Journal>(clock, ids);
        areas_ = std::make_unique<area::Areas>(store(), clock, ids, *journal_);
        area::ImportRequest request;
        request.text =
            "code,level,parent_code,name_zh\n990200,city,,示范市\n990202,district,990200,东区\n"
            "990203,district,990200,西区\n990202001,street,990202,湖滨街道\n";
        store().write([&](store::Tx& tx) { areas_->import(tx, request, {}); });
        areas_->refresh();
        city = areas_->tree()->by_code("990200")->id;
        east = areas_->tree()->by_code("990202")->id;
        west = areas_->tree()->by_code("990203")->id;
        street = areas_->tree()->by_code("990202001")->id;
        parts_.reset(new identity::Parts{
            store(), clock, ids, keys_, hasher(), common_, *areas_, *journal_, codes_, {}, {}});
        identity::load_roles(*parts_, {LINLI_SOURCE_DIR "/rules/roles.yaml"});
        board = std::make_unique<Board>(clock, ids, *parts_);
        clocks = std::make_unique<Clocks>(clock, ids, *journal_, *areas_);
    }
    void TearDown() override {
        clocks.reset();
        board.reset();
        parts_.reset();
        areas_.reset();
        OnBothDatabases::TearDown();
    }

    PersonId person() {
        return store().write([&](store::Tx& tx) {
            const auto number = ResidentNumber::make(DivisionCode::parse("990200", "division"),
                                                     Date::of(1980, 5, 17), ++persons_);
            return identity::add_persons(*parts_, tx, {{city, "测试员", number.text(), "", false}},
                                         {}, "test")
                .front()
                .person;
        });
    }
    // A member of staff with a role, and his person unless told otherwise.
    AccountId staff(AreaId area, std::optional<PersonId> of, const char* role = "registrar") {
        return store().write([&](store::Tx& tx) {
            return identity::add_staff(
                *parts_, tx, {area, "staff" + std::to_string(++accounts_), "x", {role}, of}, {});
        });
    }
    AccountId staff(AreaId area) { return staff(area, person()); }

    NewTask task_of(std::int64_t of_case, const std::string& element) {
        NewTask task;
        task.area = street;
        task.case_id = CaseId{of_case};
        task.wait_id = ids.next();
        task.element = element;
        task.words = {"审核", "Review"};
        task.role = "registrar";
        return task;
    }
    Task open(const NewTask& given) {
        return store().write([&](store::Tx& tx) { return board->open(tx, given); });
    }
    Task open(std::int64_t of_case, const std::string& element, const Duties& duties = {}) {
        NewTask task = task_of(of_case, element);
        task.duties = duties;
        return open(task);
    }
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
    std::string claim(const Task& task, AccountId who) {
        return outcome([&](store::Tx& tx) { board->claim(tx, task.id, who); });
    }
    std::string complete(const Task& task, AccountId who) {
        return outcome([&](store::Tx& tx) { board->complete(tx, task.id, who); });
    }
    std::string do_it(const Task& task, AccountId who) {
        const std::string claimed = claim(task, who);
        return claimed == "done" ? complete(task, who) : claimed;
    }
    Task now(const Task& task) {
        return store().read([&](store::Tx& tx) { return board->find(tx, task.id); });
    }

    AreaId city, east, west, street;
    std::unique_ptr<Board> board;
    std::unique_ptr<Clocks> clocks;

  private:
    static crypto::PasswordHasher& hasher() {
        static crypto::PasswordHasher one(crypto::PasswordHasherOptions{});
        return one;
    }
    int persons_ = 0, accounts_ = 0;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<area::Areas> areas_;
    NoCodes codes_;
    crypto::CommonPasswords common_;
    crypto::KeyRing keys_ =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    std::unique_ptr<identity::Parts> parts_;
};

}  // namespace linli::task
