#include "kernel/process/render.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "kernel/process/render_layout.hpp"
#include "kernel/process/render_text.hpp"

namespace linli::process {
namespace {

const std::filesystem::path models =
    std::filesystem::path(LINLI_SOURCE_DIR) / "tests/process/valid";

std::shared_ptr<const bpmn::Definitions> model(const std::string& inside) {
    return bpmn::read("x.bpmn",
                      "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
                      "xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
                      "xmlns:c=\"http://www.omg.org/spec/DD/20100524/DC\">" +
                          inside + "</definitions>");
}

TEST(Picture, shows_names_in_chinese_and_escapes_what_is_not_text) {
    const auto d = model(
        "<process id=\"p\"><userTask id=\"a\" name=\"初审 &lt;script>&amp;&quot;\"/></process>");
    const std::string svg = render_svg(*d);
    EXPECT_NE(svg.find(">初审 &lt;script&gt;&amp;&quot;<"), std::string::npos) << svg;
    EXPECT_EQ(svg.find("<script"), std::string::npos);
    EXPECT_TRUE(pugi::xml_document().load_string(svg.c_str()));
}

TEST(Picture, shows_how_many_cases_are_where) {
    const auto d = model("<process id=\"p\"><userTask id=\"a\"/><userTask id=\"b\"/></process>");
    RenderOptions options;
    options.tokens = {{"b", 4711}};
    EXPECT_NE(render_svg(*d, options).find(">4711</text>"), std::string::npos);
    EXPECT_EQ(render_svg(*d).find(">4711</text>"), std::string::npos);
}

TEST(Picture, follows_the_diagram_of_the_model_and_leaves_out_what_cannot_be_drawn) {
    const auto d = model(
        "<process id=\"p\"><userTask id=\"a\"/><userTask id=\"b\"/><userTask id=\"c\"/></process>"
        "<d:BPMNDiagram><d:BPMNPlane bpmnElement=\"p\">"
        "<d:BPMNShape bpmnElement=\"a\"><c:Bounds x=\"123.5\" y=\"7\" width=\"100\" height=\"80\"/>"
        "</d:BPMNShape><d:BPMNShape bpmnElement=\"b\"><c:Bounds x=\"1e300\" y=\"7\" width=\"100\" "
        "height=\"80\"/></d:BPMNShape><d:BPMNShape bpmnElement=\"gone\"><c:Bounds x=\"1\" y=\"7\" "
        "width=\"100\" height=\"80\"/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>");
    const std::string svg = render_svg(*d);
    EXPECT_NE(svg.find("<rect x=\"123.5\" y=\"7\" width=\"100\" height=\"80\""), std::string::npos);
    EXPECT_EQ(svg.find("id=\"b\""), std::string::npos);
    EXPECT_EQ(svg.find("gone"), std::string::npos);
}

bool inside(const bpmn::Bounds& a, const bpmn::Bounds& b) {
    return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width &&
           a.y + a.height <= b.y + b.height;
}
bool apart(const bpmn::Bounds& a, const bpmn::Bounds& b) {
    return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y ||
           b.y + b.height <= a.y;
}

TEST(Layout, gives_every_node_a_place_of_its_own) {
    for (const auto& entry : std::filesystem::directory_iterator(models)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const auto d = bpmn::read(entry.path().filename().string(), text.str());
        const auto diagram = lay_out(*d);
        std::size_t nodes = 0;
        for (const auto& a : diagram.shapes) {
            const auto* node = d->node(a.element).node;
            nodes += node ? 1 : 0;
            for (const auto& b : diagram.shapes) {
                const auto* other = d->node(b.element).node;
                if (&a == &b || (node && node->attached_to == b.element) ||
                    (other && other->attached_to == a.element))
                    continue;
                EXPECT_TRUE(apart(a.bounds, b.bounds) || inside(a.bounds, b.bounds) ||
                            inside(b.bounds, a.bounds))
                    << entry.path().filename() << ": " << a.element << " and " << b.element;
            }
        }
        EXPECT_EQ(nodes, d->index.nodes.size()) << entry.path().filename();
        EXPECT_TRUE(pugi::xml_document().load_string(render_svg(*d).c_str()));
    }
}

TEST(Layout, draws_circles_flows_to_nowhere_and_empty_models) {
    EXPECT_TRUE(pugi::xml_document().load_string(render_svg(*model("")).c_str()));
    const auto d = model(
        "<process id=\"p\"><task id=\"a\"/><task id=\"b\"/><sequenceFlow id=\"f\" sourceRef=\"a\" "
        "targetRef=\"b\"/><sequenceFlow id=\"g\" sourceRef=\"b\" targetRef=\"a\"/><sequenceFlow "
        "id=\"h\" sourceRef=\"a\" targetRef=\"a\"/><sequenceFlow id=\"i\" sourceRef=\"a\" "
        "targetRef=\"none\"/><boundaryEvent id=\"x\" attachedToRef=\"none\"/></process>");
    const auto diagram = lay_out(*d);
    EXPECT_EQ(diagram.edges.size(), 3u);
    EXPECT_EQ(diagram.shapes.size(), 2u);
    EXPECT_TRUE(pugi::xml_document().load_string(render_svg(*d).c_str()));
}

TEST(Words, break_between_chinese_letters_and_between_other_words) {
    EXPECT_EQ(wrapped("初审材料", 24, 5), (std::vector<std::string>{"初审", "材料"}));
    EXPECT_EQ(wrapped("check papers", 45, 5), (std::vector<std::string>{"check", "papers"}));
    EXPECT_EQ(wrapped("一次性告知补正", 36, 2), (std::vector<std::string>{"一次性", "告知…"}));
    EXPECT_EQ(wrapped("", 36, 2), std::vector<std::string>());
    EXPECT_EQ(wrapped("\xE5\x88", 36, 2).size(), 1u);
}

}  // namespace
}  // namespace linli::process
