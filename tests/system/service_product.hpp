// The whole product with residents who apply for services and staff who handle their cases.
#pragma once
#include "base/json.hpp"
#include "product.hpp"

namespace linli::system_test {

class ServiceProduct : public Product {
  protected:
    // A real-name person with an account and a session.
    struct Somebody {
        http::PersonId person;
        AccountId account;
        std::string token;
    };

    void SetUp() override;

    http::PersonId person(AreaId home);
    Somebody resident_of(const std::string& area_code);
    Somebody official(const std::string& role, const std::string& area_code,
                      std::optional<http::PersonId> person = std::nullopt);

    // The body of an answer that must have this status.
    json::value ask(const std::string& token, const std::string& method, const std::string& target,
                    const json::value& body, int status = 200);
    json::value get(const std::string& token, const std::string& target, int status = 200);
    // The status, or the code of the refusal.
    static std::string outcome(const http::Response& response);
    static std::string text(const json::value& object, const char* member);

    // A draft of this resident; its id.
    std::string draft(const Somebody& who, const std::string& service, const json::object& data);
    // Hands in a file as this material; the id of the file.
    std::string hand_in(const Somebody& who, const std::string& case_id,
                        const std::string& material);
    json::value submit(const Somebody& who, const std::string& case_id, bool incomplete);
    // A task of this element that waits, his own before another; of id 0 when none does.
    task::Task open_task(const std::string& case_id, const std::string& element, AccountId of = {});
    // Puts the task into these hands, whoever had it, and completes it.
    http::Response work(const Somebody& who, const std::string& case_id, const std::string& element,
                        const json::object& data);
    // Gives it back to the pool, whoever was given it.
    void to_pool(const std::string& case_id, const std::string& element);

    static json::object reimbursement();

  private:
    int people_ = 0, accounts_ = 0, papers_ = 0;
};

}  // namespace linli::system_test
