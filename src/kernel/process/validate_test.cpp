// The catalogue: tests/process/valid holds a model for each construct, tests/process/invalid what
// is wrong with it when one place is changed.
#include "kernel/process/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace linli::process {
namespace {

namespace fs = std::filesystem;
const fs::path catalogue = fs::path(LINLI_SOURCE_DIR) / "tests/process";

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

struct Verdict {
    std::multiset<std::string> faults, warnings;  // "rule @ element"
    std::string text;
};

Verdict judge(const std::string& xml) {
    Verdict out;
    std::vector<ModelFault> warnings;
    auto faults = validate(*bpmn::read("model.bpmn", xml), &warnings);
    for (const auto& f : faults)
        out.faults.insert(f.rule + " @ " + f.element);
    for (const auto& f : warnings)
        out.warnings.insert(f.rule + " @ " + f.element);
    for (const auto* list : {&faults, &warnings})
        for (const auto& f : *list)
            out.text += std::to_string(f.line) + ": " + f.element + ": " + f.rule + ": " +
                        f.words.en + " | " + f.words.zh + '\n';
    return out;
}

struct Case {
    std::string model, where;
    std::vector<std::string> expected;
    std::vector<std::pair<std::string, std::string>> changes;
};

std::vector<Case> cases() {
    std::vector<Case> out;
    for (const auto& entry : fs::directory_iterator(catalogue / "invalid")) {
        std::istringstream in(read_file(entry.path()));
        std::string line;
        for (int number = 1; std::getline(in, line); ++number) {
            if (line.starts_with("== ")) {
                Case c;
                c.model = entry.path().stem().string() + ".bpmn";
                c.where = entry.path().filename().string() + ":" + std::to_string(number);
                std::istringstream list(line.substr(3));
                std::string one;
                while (std::getline(list, one, ',')) {
                    one.erase(0, one.find_first_not_of(' '));
                    c.expected.push_back(one);
                }
                out.push_back(std::move(c));
            } else if (line.starts_with("- ")) {
                out.back().changes.emplace_back(line.substr(2), "");
            } else if (line.starts_with("+ ")) {
                out.back().changes.back().second = line.substr(2);
            }
        }
    }
    return out;
}

std::string changed(const Case& c) {
    std::string xml = read_file(catalogue / "valid" / c.model);
    for (const auto& [from, to] : c.changes) {
        const auto at = xml.find(from);
        EXPECT_NE(at, std::string::npos) << c.where << ": not there: " << from;
        if (at == std::string::npos) return xml;
        EXPECT_EQ(xml.find(from, at + 1), std::string::npos) << c.where << ": twice: " << from;
        xml.replace(at, from.size(), to);
    }
    return xml;
}

TEST(Catalogue, of_valid_models_has_nothing_to_say) {
    for (const auto& entry : fs::directory_iterator(catalogue / "valid"))
        EXPECT_EQ(judge(read_file(entry.path())).text, "") << entry.path().filename();
}

TEST(Catalogue, of_invalid_models_finds_exactly_the_rule_at_the_element) {
    const auto all = cases();
    EXPECT_GT(all.size(), 300u);
    for (const auto& c : all) {
        const Verdict v = judge(changed(c));
        std::multiset<std::string> faults;
        for (const auto& e : c.expected) {
            const Rule* rule = find_rule(e.substr(0, e.find(' ')));
            ASSERT_NE(rule, nullptr) << c.where << ": " << e;
            if (rule->severity == Severity::warning)
                EXPECT_TRUE(v.warnings.contains(e)) << c.where << ": " << e << '\n' << v.text;
            else
                faults.insert(e);
        }
        EXPECT_EQ(v.faults, faults) << c.where << '\n' << v.text;
    }
}

TEST(Rule, has_an_invalid_model_in_the_catalogue_and_words_in_both_languages) {
    std::set<std::string> shown;
    for (const auto& c : cases())
        for (const auto& e : c.expected)
            shown.insert(e.substr(0, e.find(' ')));
    for (const auto& r : rules()) {
        EXPECT_TRUE(shown.contains(std::string(r.name))) << r.name << " has no case";
        EXPECT_FALSE(r.zh.empty() || r.en.empty() || r.clause.empty()) << r.name;
        EXPECT_TRUE(std::any_of(r.zh.begin(), r.zh.end(), [](char c) { return c < 0; })) << r.name;
    }
}

TEST(Fault, names_the_line_the_element_and_the_way_out) {
    const auto faults = validate(*bpmn::read(
        "x.bpmn",
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
        "targetNamespace=\"urn:x\">\n<process id=\"p\" isExecutable=\"true\">\n"
        "<startEvent id=\"s\"/>\n<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"s\"/>"
        "\n</process></definitions>"));
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].line, 3u);
    EXPECT_EQ(faults[0].element, "s");
    EXPECT_EQ(faults[0].rule, "bpmn.start_event_incoming");
    EXPECT_EQ(faults[0].words.zh, "开始事件不能有流入（f）：删除该流，或改用中间事件");
}

TEST(FeelFault, says_the_character_where_reading_stopped) {
    Case c;
    c.model = "flows.bpmn";
    c.changes = {{"amount &gt; 100", "\"金额\" = (1"}};
    const Verdict v = judge(changed(c));
    EXPECT_NE(v.text.find("wrong at character 10"), std::string::npos) << v.text;
}

// What cannot run is no fault where nobody wants to run it; what the standard forbids stays one.
TEST(Documentation, may_leave_out_what_only_running_needs) {
    const std::string head =
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
        "targetNamespace=\"urn:x\"><process id=\"p\" isExecutable=\"";
    const std::string tail =
        "\"><startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"g\"/>"
        "<exclusiveGateway id=\"g\"/><endEvent id=\"e\"/>"
        "<sequenceFlow id=\"f1\" sourceRef=\"g\" targetRef=\"e\"/>"
        "<sequenceFlow id=\"f2\" sourceRef=\"g\" targetRef=\"e\"/></process></definitions>";
    EXPECT_EQ(judge(head + "true" + tail).faults.count("bpmn.condition_missing @ f1"), 1u);
    const Verdict v = judge(head + "false" + tail);
    EXPECT_EQ(v.faults.size(), 0u) << v.text;
    EXPECT_EQ(v.warnings.count("bpmn.condition_missing @ f1"), 1u);
}

// As Camunda Modeler and bpmn.io write models: own namespaces, placeholders, diagrams.
TEST(ModelOfAnotherVendor, passes_with_its_extensions) {
    const Verdict v = judge(R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:acme="urn:acme" id="Definitions_1"
 targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.1"
 modeler:executionPlatform="Camunda Cloud">
 <bpmn:process id="Process_1" isExecutable="true" camunda:historyTimeToLive="30" acme:any="x">
  <bpmn:extensionElements><acme:thing any="1"><acme:deep/></acme:thing></bpmn:extensionElements>
  <bpmn:startEvent id="Start"><bpmn:outgoing>F1</bpmn:outgoing></bpmn:startEvent>
  <bpmn:sequenceFlow id="F1" sourceRef="Start" targetRef="Do"/>
  <bpmn:serviceTask id="Do" name="Do"><bpmn:extensionElements>
    <zeebe:taskDefinition type="do"/></bpmn:extensionElements>
   <bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing>
   <bpmn:property id="P1" name="__targetRef_placeholder"/>
   <bpmn:dataInputAssociation id="D1"><bpmn:sourceRef>Ref</bpmn:sourceRef>
    <bpmn:targetRef>P1</bpmn:targetRef></bpmn:dataInputAssociation>
   <bpmn:multiInstanceLoopCharacteristics camunda:collection="${list}" camunda:elementVariable="x"/>
  </bpmn:serviceTask>
  <bpmn:sequenceFlow id="F2" sourceRef="Do" targetRef="X"/>
  <bpmn:exclusiveGateway id="X" default="F4"><bpmn:incoming>F2</bpmn:incoming></bpmn:exclusiveGateway>
  <bpmn:sequenceFlow id="F3" sourceRef="X" targetRef="End">
   <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=a = "b"</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="F4" sourceRef="X" targetRef="Wait"/>
  <bpmn:intermediateCatchEvent id="Wait"><bpmn:timerEventDefinition id="T">
   <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=duration("P" + string(n) + "D")</bpmn:timeDuration>
  </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="F5" sourceRef="Wait" targetRef="End"/>
  <bpmn:endEvent id="End"/>
  <bpmn:dataObjectReference id="Ref" dataObjectRef="Obj"/><bpmn:dataObject id="Obj"/>
  <bpmn:textAnnotation id="Note"><bpmn:text>x</bpmn:text></bpmn:textAnnotation>
  <bpmn:association id="A" sourceRef="Do" targetRef="Note"/>
 </bpmn:process>
 <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="Pl" bpmnElement="Process_1">
  <bpmndi:BPMNShape id="Do" bpmnElement="Gone"><dc:Bounds x="1" y="2" width="3" height="4"/>
  </bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>)");
    EXPECT_EQ(v.text, "");
}

TEST(RuleTable, in_the_documentation_is_current) {
    const std::string page = read_file(fs::path(LINLI_SOURCE_DIR) / "docs/process.md");
    EXPECT_NE(page.find(rules_as_markdown()), std::string::npos)
        << "replace the part between the marks in docs/process.md by:\n"
        << rules_as_markdown();
}

}  // namespace
}  // namespace linli::process
