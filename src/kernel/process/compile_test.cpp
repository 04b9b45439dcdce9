#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/process/program.hpp"

namespace linli::process {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::shared_ptr<const Program> program(const std::string& body) {
    return compile(
        *bpmn::read("m.bpmn",
                    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
                    "xmlns:linli=\"urn:linli:bpmn\" xmlns:other=\"urn:other\" "
                    "targetNamespace=\"urn:t\"><process id=\"p\" isExecutable=\"true\">" +
                        body + "</process></definitions>"));
}
const ProgramNode& node(const Program& p, const char* id) {
    return p.nodes.at(p.find_node(id));
}

TEST(Attributes, of_our_namespace_go_with_the_element_without_their_prefix) {
    const auto p = program(
        R"(<userTask id="t" linli:form="review.json" linli:due="5 working_days" other:form="x"/>)");
    EXPECT_THAT(node(*p, "t").attributes,
                ElementsAre(Pair("form", "review.json"), Pair("due", "5 working_days")));
    ASSERT_NE(node(*p, "t").attribute("due"), nullptr);
    EXPECT_EQ(*node(*p, "t").attribute("due"), "5 working_days");
    EXPECT_EQ(node(*p, "t").attribute("skills"), nullptr);
}

TEST(Attributes, of_the_innermost_lane_hold_unless_the_element_says_otherwise) {
    const auto p = program(R"(<laneSet id="ls"><lane id="out" linli:strategy="pool"
        linli:priority="9"><flowNodeRef>s</flowNodeRef><childLaneSet id="cs"><lane id="in"
        linli:roles="first_reviewer clerk" linli:due="2 working_days"><flowNodeRef>sub</flowNodeRef>
        <flowNodeRef>u</flowNodeRef></lane></childLaneSet></lane></laneSet><startEvent id="s"/>
        <userTask id="u" linli:due="1 working_day"/><subProcess id="sub"><userTask id="deep"/>
        </subProcess>)");
    EXPECT_THAT(node(*p, "u").attributes,
                ElementsAre(Pair("due", "1 working_day"), Pair("roles", "first_reviewer clerk")));
    EXPECT_EQ(*node(*p, "deep").attribute("due"), "2 working_days");
    EXPECT_THAT(node(*p, "deep").roles, ElementsAre("first_reviewer", "clerk"));
    EXPECT_EQ(*node(*p, "s").attribute("strategy"), "pool");
}

TEST(Attributes, roles_are_separated_by_blanks) {
    const auto p = program(R"(<userTask id="t" linli:roles=" keyer  clerk "/><task id="n"/>)");
    EXPECT_THAT(node(*p, "t").roles, ElementsAre("keyer", "clerk"));
    EXPECT_THAT(node(*p, "n").roles, IsEmpty());
}

TEST(Attributes, are_bounded) {
    std::string many = "<task id=\"t\"";
    for (int i = 0; i < 65; ++i)
        many += " linli:a" + std::to_string(i) + "=\"\"";
    EXPECT_THROW(program(many + "/>"), Refusal);
    EXPECT_THROW(program("<task id=\"t\" linli:due=\"" + std::string(4097, '9') + "\"/>"), Refusal);
    EXPECT_NO_THROW(program("<task id=\"t\" linli:due=\"" + std::string(4096, '9') + "\"/>"));
}

}  // namespace
}  // namespace linli::process
