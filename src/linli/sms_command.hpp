// The way out for text messages: a program of the operator, which talks to his gateway.
#pragma once
#include <string>

#include "kernel/notice/notice.hpp"

namespace linli {

// Starts the program for each message with {"id", "to", "text", "attempt"} as one line of JSON on
// its standard input. Exit 0 = the gateway has taken it; 2 = it never will (wrong number); anything
// else, or no answer within 20 seconds = try again later. Without shell; nothing of the message is
// on the command line, where other users of the machine could read it.
class SmsCommand final : public notice::Channel {
  public:
    // Throws Fault unless `program` is an executable file.
    explicit SmsCommand(std::string program);
    std::string name() const override { return "sms"; }
    void send(const notice::Message&) override;

  private:
    std::string program_;
};

}  // namespace linli
