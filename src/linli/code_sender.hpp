// Login codes as text messages, through the outbox.
#pragma once
#include "kernel/identity/identity.hpp"
#include "kernel/notice/notice.hpp"

namespace linli {

class OutboxCodeSender final : public identity::CodeSender {
  public:
    explicit OutboxCodeSender(const notice::Outbox& outbox) : outbox_(outbox) {}
    void send_login_code(store::Tx& tx, const std::string& phone, const std::string& code,
                         Instant ends_at) override {
        outbox_.put(tx, {.channel = "sms",
                         .address = phone,
                         .body = "【邻里】您的登录验证码是 " + code +
                                 "，十分钟内有效，请勿告诉他人。 Linli login code: " + code,
                         .valid_until = ends_at});
    }

  private:
    const notice::Outbox& outbox_;
};

}  // namespace linli
