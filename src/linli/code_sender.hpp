// Login codes as text messages, through the outbox.
#pragma once
#include <fmt/core.h>

#include "kernel/identity/identity.hpp"
#include "kernel/notice/notice.hpp"

namespace linli {

class OutboxCodeSender final : public identity::CodeSender {
  public:
    explicit OutboxCodeSender(const notice::Outbox& outbox) : outbox_(outbox) {}
    void send_login_code(store::Tx& tx, const std::string& phone, const std::string& code,
                         Instant ends_at) override {
        const int minute = minute_of_day_in_china(ends_at);
        const std::string until = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
        outbox_.put(tx, {.channel = "sms",
                         .address = phone,
                         .body = "【邻里】您的登录验证码是 " + code + "，" + until +
                                 " 前有效，请勿告诉他人。 Linli login code: " + code,
                         .valid_until = ends_at});
    }

  private:
    const notice::Outbox& outbox_;
};

}  // namespace linli
