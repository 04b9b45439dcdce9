#include "kernel/casework/casework_fixture.hpp"

namespace linli::casework {
namespace {

using Erasure = CaseworkTest;

TEST_P(Erasure, waits_until_every_case_of_the_person_is_closed_and_every_draft_gone) {
    const Who who = resident(), other = resident();
    const auto obligation = [&] {
        const auto words =
            store().read([&](store::Tx& tx) { return open_case_of(tx, *who.person); });
        return words ? words->zh + '|' + words->en : "none";
    };
    received(other);
    EXPECT_EQ(obligation(), "none");
    const CaseRow draft = create(who, "medical-reimbursement", reimbursement());
    EXPECT_NE(obligation().find(draft.code + "）"), std::string::npos) << obligation();
    EXPECT_NE(obligation().find("delete it first"), std::string::npos) << obligation();

    // What somebody works on is told before what was not even handed in.
    const CaseRow running = received(who);
    const std::string told = obligation();
    EXPECT_NE(told.find("办件 " + running.code), std::string::npos) << told;
    EXPECT_NE(told.find("case " + running.code), std::string::npos) << told;
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->withdraw(tx, as(who), running.id, "不办了"); }),
              "done");
    EXPECT_NE(obligation().find(draft.code), std::string::npos) << obligation();
    EXPECT_EQ(outcome([&](store::Tx& tx) { cases->remove_draft(tx, as(who), draft.id); }), "done");
    EXPECT_EQ(obligation(), "none");
}

LINLI_ON_BOTH_DATABASES(Erasure);

}  // namespace
}  // namespace linli::casework
