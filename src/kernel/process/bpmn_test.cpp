#include "kernel/process/bpmn.hpp"

#include <gtest/gtest.h>

namespace linli::process::bpmn {
namespace {

const char* const claim = R"(<?xml version="1.0" encoding="UTF-8"?>
<semantic:definitions xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:linli="urn:linli:bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    xmlns:tns="urn:here" xmlns:vendor="urn:vendor" targetNamespace="urn:here" id="defs">
  <semantic:message id="m1" name="Paid"><semantic:extensionElements>
    <zeebe:subscription correlationKey="=order"/></semantic:extensionElements></semantic:message>
  <semantic:timerEventDefinition id="shared"><semantic:timeDuration>P3D</semantic:timeDuration>
  </semantic:timerEventDefinition>
  <semantic:process id="p" isExecutable="true" vendor:colour="red">
    <semantic:startEvent id="s"><semantic:outgoing>f1</semantic:outgoing></semantic:startEvent>
    <semantic:sequenceFlow id="f1" sourceRef="s" targetRef="sub"/>
    <semantic:subProcess id="sub" completionQuantity="x">
      <semantic:userTask id="u" name="审核"><semantic:extensionElements>
        <linli:input target="a" source="b + 1"/></semantic:extensionElements>
        <semantic:multiInstanceLoopCharacteristics isSequential="1">
          <semantic:loopCardinality>3</semantic:loopCardinality>
        </semantic:multiInstanceLoopCharacteristics></semantic:userTask>
      <semantic:serviceTask id="u" linli:function="pay"/>
    </semantic:subProcess>
    <semantic:boundaryEvent id="late" attachedToRef="sub" cancelActivity="false">
      <semantic:eventDefinitionRef>tns:shared</semantic:eventDefinitionRef>
    </semantic:boundaryEvent>
    <semantic:intermediateCatchEvent id="paid">
      <semantic:messageEventDefinition messageRef="tns:m1"/></semantic:intermediateCatchEvent>
    <semantic:sequenceFlow id="f2" sourceRef="sub" targetRef="paid">
      <semantic:conditionExpression>${a == 1 &amp;&amp; !b}</semantic:conditionExpression>
    </semantic:sequenceFlow>
    <semantic:wonder id="w"/>
  </semantic:process>
  <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p"><bpmndi:BPMNShape bpmnElement="s">
    <dc:Bounds x="1.5" y="2" width="36" height="36"/></bpmndi:BPMNShape></bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</semantic:definitions>)";

TEST(Reader, knows_elements_by_their_namespace_whatever_the_prefix) {
    const auto d = read("claim.bpmn", claim);
    ASSERT_EQ(d->processes.size(), 1u);
    const auto& scope = d->processes[0].scope;
    EXPECT_EQ(scope.nodes.size(), 4u);
    EXPECT_EQ(scope.flows.size(), 2u);
    EXPECT_EQ(d->node("u").parent, d->node("sub").node);
    EXPECT_EQ(d->node("u").node->name, "审核");
    EXPECT_EQ(d->node("u").node->line, 15u);
    EXPECT_TRUE(d->node("u").node->multi->sequential);
    EXPECT_EQ(d->diagrams.at(0).shapes.at(0).bounds.x, 1.5);
}

TEST(Reader, resolves_references_with_a_prefix_and_shared_event_definitions) {
    const auto d = read("claim.bpmn", claim);
    EXPECT_EQ(d->node("paid").node->definitions.at(0).ref, "m1");
    ASSERT_NE(d->find_as<Message>("message", "m1"), nullptr);
    EXPECT_EQ(d->find_as<Signal>("signal", "m1"), nullptr);
    const auto definitions = d->definitions_of(*d->node("late").node);
    ASSERT_EQ(definitions.size(), 1u);
    EXPECT_EQ(definitions[0]->durations.at(0).body, "P3D");
    EXPECT_FALSE(d->node("late").node->interrupting);
}

TEST(Reader, keeps_extensions_of_others_apart_and_takes_its_own_and_known_bindings) {
    const auto d = read("claim.bpmn", claim);
    EXPECT_EQ(d->processes[0].foreign.at(0).name_space, "urn:vendor");
    EXPECT_EQ(d->messages.at(0).correlation.body, "=order");
    EXPECT_EQ(d->node("u").node->inputs.at(0).target, "a");
    EXPECT_EQ(d->node("u").node->inputs.at(0).source.body, "b + 1");
}

TEST(Reader, notes_what_it_cannot_read_and_does_not_judge_further) {
    const auto d = read("claim.bpmn", claim);
    ASSERT_EQ(d->faults.size(), 1u);
    EXPECT_EQ(d->faults[0].element, "sub");
    EXPECT_EQ(d->faults[0].line, 14u);
    ASSERT_EQ(d->duplicates.size(), 1u);
    EXPECT_EQ(d->duplicates[0].tag, "serviceTask");
    ASSERT_EQ(d->unread.size(), 1u);
    EXPECT_EQ(d->unread[0].tag, "wonder");
}

TEST(Reader, says_the_line_of_broken_xml_and_refuses_other_files) {
    try {
        read("x.bpmn", "<definitions>\n<a>\n</definitions>");
        FAIL();
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "process.model_malformed");
        EXPECT_NE(r.words().en.find("x.bpmn, line 3"), std::string::npos) << r.words().en;
    }
    EXPECT_THROW(read("x.bpmn", "<definitions xmlns=\"urn:other\"/>"), Refusal);
    EXPECT_THROW(read("x.bpmn", ""), Refusal);
}

TEST(Expression, of_other_engines_is_put_into_feel_where_it_is_simple) {
    const auto d = read("claim.bpmn", claim);
    EXPECT_EQ(feel_text(d->processes[0].scope.flows[1].condition), "a = 1  and  not(b)");
    EXPECT_EQ(feel_text({"= x > 3", "", 0}), "x > 3");
    EXPECT_EQ(feel_text({" x > 3 ", "", 0}), "x > 3");
    EXPECT_TRUE(is_feel_language("https://www.omg.org/spec/DMN/20191111/FEEL/"));
    EXPECT_FALSE(is_feel_language("groovy"));
}

}  // namespace
}  // namespace linli::process::bpmn
