// Takes login codes out as text messages.
#pragma once
#include <memory>

#include "kernel/identity/identity.hpp"
#include "kernel/notice/notice.hpp"

namespace linli::notice {

// Puts "【邻里】验证码 482913, ..." into the outbox, in the unit of work that made the code, valid
// as long as the code. `outbox` outlives the sender.
std::unique_ptr<identity::CodeSender> make_code_sender(const Outbox& outbox);

}  // namespace linli::notice
