#include "kernel/notice/login_code_sms.hpp"

#include "base/date.hpp"

namespace linli::notice {
namespace {

std::string two_digits(int n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

class LoginCodeSms final : public identity::CodeSender {
  public:
    explicit LoginCodeSms(const Outbox& outbox) : outbox_(outbox) {}

    void send_login_code(store::Tx& tx, const std::string& phone, const std::string& code,
                         Instant ends_at) override {
        const int minute = minute_of_day_in_china(ends_at);
        const std::string until = two_digits(minute / 60) + ":" + two_digits(minute % 60);
        outbox_.put(tx, {.channel = "sms",
                         .address = phone,
                         .body = "【邻里】登录验证码 " + code + "，" + until +
                                 "前有效，请勿告诉他人。Linli sign-in code " + code +
                                 ", valid until " + until + "; tell nobody.",
                         .valid_until = ends_at});
    }

  private:
    const Outbox& outbox_;
};

}  // namespace

std::unique_ptr<identity::CodeSender> make_code_sender(const Outbox& outbox) {
    return std::make_unique<LoginCodeSms>(outbox);
}

}  // namespace linli::notice
