// What becomes of a timer whose step is refused.
#include <gtest/gtest.h>

#include "kernel/process/process_fixture.hpp"

namespace linli::process {
namespace {

class RefusedTimer : public ProcessTest {
  protected:
    void SetUp() override {
        ProcessTest::SetUp();
        if (IsSkipped()) return;
        engine->add_function("later", [this](const FunctionCall&) {
            ++calls;
            if (refuses) throw Refusal(*refuses, "test.refused", {"不行", "no"});
            return FunctionResult{};
        });
        deploy(model("timed",
                     "<startEvent id=\"s\"/><intermediateCatchEvent id=\"t\"><timerEventDefinition>"
                     "<timeDuration>PT1M</timeDuration></timerEventDefinition>"
                     "</intermediateCatchEvent><serviceTask id=\"job\" linli:function=\"later\"/>"
                     "<endEvent id=\"e\"/>" +
                         flow("s", "t") + flow("t", "job") + flow("job", "e")));
    }
    int calls = 0;
    std::optional<RefusalKind> refuses;
};
LINLI_ON_BOTH_DATABASES(RefusedTimer);

TEST_P(RefusedTimer, stays_due_when_the_store_is_busy_or_full) {
    const auto id = start("timed");
    clock.advance(minutes(2));
    for (const auto kind : {RefusalKind::unavailable, RefusalKind::no_space}) {
        refuses = kind;
        EXPECT_THROW(engine->fire_due(store(), 100), Refusal);
        EXPECT_EQ(row(id).steps, 1);
    }
    refuses.reset();
    EXPECT_EQ(engine->fire_due(store(), 100), 1);
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(engine->stuck(), 0);
}

TEST_P(RefusedTimer, is_passed_over_for_an_hour_when_its_step_is_refused) {
    const auto id = start("timed");
    refuses = RefusalKind::conflict;
    let_pass(minutes(2));
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(engine->stuck(), 1);
    refuses.reset();
    let_pass(minutes(59));
    EXPECT_EQ(row(id).status, Status::running);
    let_pass(minutes(2));
    EXPECT_EQ(row(id).status, Status::completed);
    EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace linli::process
