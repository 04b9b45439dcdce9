#include "kernel/process/render.hpp"

#include <algorithm>
#include <cmath>

#include "kernel/process/render_layout.hpp"
#include "kernel/process/render_symbols.hpp"
#include "kernel/process/render_text.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

constexpr double margin = 20;

using Points = std::vector<std::pair<double, double>>;

std::string rect(const Bounds& b, const std::string& more) {
    return "<rect x=\"" + number(b.x) + "\" y=\"" + number(b.y) + "\" width=\"" + number(b.width) +
           "\" height=\"" + number(b.height) + "\" " + more + "/>\n";
}

class Picture {
  public:
    Picture(const Definitions& model, const RenderOptions& options)
        : model_(model), options_(options) {}
    std::string svg();

  private:
    void take(const Diagram& d);
    void include(double x, double y);
    void pool(const Shape& s, const Element& e);
    void node(const Shape& s, const FlowNode& n);
    void activity(const Shape& s, const FlowNode& n);
    void markers(const Shape& s, const FlowNode& n);
    void gateway(const Shape& s, const FlowNode& n);
    void event(const Shape& s, const FlowNode& n);
    void thing(const Shape& s, const Element& e);
    void edge(const Edge& e);
    void label_below(const Shape& s, const std::string& name);
    void label_on(const Edge& e, const std::string& name);
    void token(const Shape& s);
    bool expanded(const Shape& s, const FlowNode& n) const;
    // Where a shape is drawn: pools first, boundary events last.
    int level(const Shape& s) const;

    const Definitions& model_;
    const RenderOptions& options_;
    std::vector<Shape> shapes_;
    std::vector<Edge> edges_;
    std::string out_, labels_;
    double left_ = 1e9, top_ = 1e9, right_ = -1e9, bottom_ = -1e9;
};

void Picture::include(double x, double y) {
    left_ = std::min(left_, x), right_ = std::max(right_, x);
    top_ = std::min(top_, y), bottom_ = std::max(bottom_, y);
}

bool Picture::expanded(const Shape& s, const FlowNode& n) const {
    return s.expanded.value_or(n.inside && s.bounds.width > 130);
}

int Picture::level(const Shape& s) const {
    const Element* e = model_.find(s.element);
    if (!e) return -1;
    if (e->tag == "participant") return 0;
    if (e->tag == "lane") return 1;
    if (e->tag == "group") return 2;
    const FlowNode* n = model_.node(s.element).node;
    if (n && n->inside && expanded(s, *n)) return 3;
    return n && n->kind == NodeKind::boundary_event ? 6 : 5;
}

void Picture::take(const Diagram& d) {
    for (const auto& s : d.shapes) {
        const auto good = [](double v) { return std::isfinite(v) && std::abs(v) < 1e6; };
        const Bounds& b = s.bounds;
        if (level(s) < 0 || !good(b.x) || !good(b.y) || !good(b.width) || !good(b.height) ||
            b.width <= 0 || b.height <= 0)
            continue;
        shapes_.push_back(s);
    }
    for (const auto& e : d.edges)
        if (model_.find(e.element) && e.waypoints.size() > 1) edges_.push_back(e);
    std::stable_sort(shapes_.begin(), shapes_.end(), [&](const Shape& a, const Shape& b) {
        const int la = level(a), lb = level(b);
        if (la != lb) return la < lb;
        // The larger one is around the smaller one.
        return a.bounds.width * a.bounds.height > b.bounds.width * b.bounds.height;
    });
}

void Picture::label_below(const Shape& s, const std::string& name) {
    if (name.empty()) return;
    double x = s.bounds.x + s.bounds.width / 2, y = s.bounds.y + s.bounds.height + 2, width = 90;
    if (s.label && s.label->width > 0) {
        x = s.label->x + s.label->width / 2;
        y = s.label->y;
        width = std::max(s.label->width + 12, 30.0);
    }
    const auto lines = wrapped(name, width, 4);
    for (const auto& line : lines)
        include(x - text_width(line) / 2, y), include(x + text_width(line) / 2, y);
    include(x, y + line_height * static_cast<double>(lines.size()));
    labels_ += "<g class=\"l\">" + text_block(lines, x, y) + "</g>\n";
}

void Picture::token(const Shape& s) {
    const auto count = options_.tokens.find(s.element);
    if (count == options_.tokens.end()) return;
    const std::string text = std::to_string(count->second);
    const double width = std::max(22.0, text_width(text) + 12);
    const double x = s.bounds.x + s.bounds.width, y = s.bounds.y;
    include(x + width / 2, y - 11);
    labels_ += rect({x - width / 2, y - 11, width, 22}, "rx=\"11\" class=\"token\"");
    labels_ += "<text class=\"count\" x=\"" + number(x) + "\" y=\"" + number(y + 4.5) + "\">" +
               text + "</text>\n";
}

void Picture::pool(const Shape& s, const Element& e) {
    const Bounds& b = s.bounds;
    out_ += rect(b, "class=\"pool\"");
    const bool closed =
        e.tag == "participant" && static_cast<const Participant&>(e).process.empty();
    const bool across = s.horizontal.value_or(b.width >= b.height);
    if (closed) {
        const auto lines = wrapped(e.name, b.width - 10, 3);
        out_ +=
            text_block(lines, b.x + b.width / 2,
                       b.y + b.height / 2 - line_height / 2 * static_cast<double>(lines.size()));
        return;
    }
    if (across) {
        out_ += rect({b.x, b.y, 30, b.height}, "class=\"pool\"");
        const auto lines = wrapped(e.name, b.height - 8, 2);
        const double x = b.x + 15, y = b.y + b.height / 2;
        out_ += "<g transform=\"rotate(-90 " + number(x) + " " + number(y) + ")\">" +
                text_block(lines, x, y - line_height / 2 * static_cast<double>(lines.size())) +
                "</g>\n";
    } else {
        out_ += rect({b.x, b.y, b.width, 30}, "class=\"pool\"");
        out_ += text_block(wrapped(e.name, b.width - 8, 1), b.x + b.width / 2, b.y + 8);
    }
}

// What stands at the lower edge: loops, instances, compensation, ad-hoc, collapsed.
void Picture::markers(const Shape& s, const FlowNode& n) {
    std::vector<std::string_view> list;
    if (n.loop) list.push_back("loop");
    if (n.multi) list.push_back(n.multi->sequential ? "sequential" : "parallel");
    if (n.for_compensation) list.push_back("compensation");
    if (n.inside && !expanded(s, n)) list.push_back("collapsed");
    if (n.kind == NodeKind::ad_hoc_sub_process) list.push_back("ad_hoc");
    double x = s.bounds.x + s.bounds.width / 2 - 8 * static_cast<double>(list.size());
    for (const auto name : list) {
        out_ += symbol(name, x, s.bounds.y + s.bounds.height - 18, 16, false);
        x += 16;
    }
}

void Picture::activity(const Shape& s, const FlowNode& n) {
    const Bounds& b = s.bounds;
    std::string more = "rx=\"10\" class=\"node";
    if (n.kind == NodeKind::call_activity) more += " thick";
    if (n.triggered_by_event) more += " dotted";
    out_ += rect(b, more + "\"");
    if (n.kind == NodeKind::transaction)
        out_ += rect({b.x + 3, b.y + 3, b.width - 6, b.height - 6}, "rx=\"8\" class=\"line\"");
    if (is_task(n.kind)) out_ += symbol(n.tag, b.x + 5, b.y + 5, 18, false);
    const bool open = n.inside && expanded(s, n);
    const bool marked = n.loop || n.multi || n.for_compensation || n.inside;
    const auto lines = wrapped(
        n.name.empty() && !open ? n.id : n.name, b.width - 12,
        open ? 1 : std::max<std::size_t>(1, static_cast<std::size_t>((b.height - 10) / 15)));
    const double used = line_height * static_cast<double>(lines.size());
    double y = open ? b.y + 6 : b.y + (b.height - used) / 2 - (marked ? 4 : 0);
    // Below the sign of the task, when there is room.
    if (is_task(n.kind) && n.kind != NodeKind::task && b.height >= used + 26)
        y = std::max(y, b.y + 22);
    labels_ += text_block(lines, b.x + b.width / 2, y);
    markers(s, n);
}

void Picture::gateway(const Shape& s, const FlowNode& n) {
    const Bounds& b = s.bounds;
    const double x = b.x + b.width / 2, y = b.y + b.height / 2;
    out_ += "<path class=\"node\" d=\"M" + number(x) + " " + number(b.y) + "L" +
            number(b.x + b.width) + " " + number(y) + "L" + number(x) + " " +
            number(b.y + b.height) + "L" + number(b.x) + " " + number(y) + "Z\"/>\n";
    const bool plain = n.kind == NodeKind::exclusive_gateway && s.marker_visible == false;
    std::string name = n.tag;
    if (n.kind == NodeKind::event_based_gateway && n.instantiate)
        name += n.parallel_events ? "_parallel" : "_start";
    const double size = b.width * 0.6;
    if (!plain) out_ += symbol(name, x - size / 2, y - size / 2, size, false);
    label_below(s, n.name);
}

void Picture::event(const Shape& s, const FlowNode& n) {
    const Bounds& b = s.bounds;
    const double x = b.x + b.width / 2, y = b.y + b.height / 2, r = b.width / 2;
    const bool dashed = !n.interrupting && is_catching(n.kind);
    const auto circle = [&](double radius, const std::string& more) {
        out_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) +
                "\" class=\"node" + more + (dashed ? " dashed" : "") + "\"/>\n";
    };
    circle(r, n.kind == NodeKind::end_event ? " thick" : "");
    if (n.kind != NodeKind::start_event && n.kind != NodeKind::end_event) circle(r - 3, "");
    const auto definitions = model_.definitions_of(n);
    std::string name;
    if (definitions.size() == 1) name = definitions[0]->tag;
    if (definitions.size() > 1) name = n.parallel_multiple ? "parallel_multiple" : "multiple";
    if (!name.empty())
        out_ += symbol(name, x - r * 0.62, y - r * 0.62, r * 1.24, !is_catching(n.kind));
    label_below(s, n.name);
}

void Picture::node(const Shape& s, const FlowNode& n) {
    if (is_activity(n.kind))
        activity(s, n);
    else if (is_gateway(n.kind))
        gateway(s, n);
    else
        event(s, n);
}

void Picture::thing(const Shape& s, const Element& e) {
    const Bounds& b = s.bounds;
    if (e.tag == "group") {
        out_ += rect(b, "rx=\"10\" class=\"line group\"");
        const Element* value = model_.find(static_cast<const Artifact&>(e).category_value);
        if (value)
            label_below({{}, e.id, {b.x, b.y - 20, b.width, 0}, {}, {}, {}, {}}, value->name);
    } else if (e.tag == "textAnnotation") {
        out_ += "<path class=\"line\" d=\"M" + number(b.x + 15) + " " + number(b.y) + "H" +
                number(b.x) + "V" + number(b.y + b.height) + "h15\"/>\n";
        const auto lines =
            wrapped(static_cast<const Artifact&>(e).text, b.width - 8,
                    std::max<std::size_t>(1, static_cast<std::size_t>(b.height / 15)));
        labels_ += "<g class=\"left\">" + text_block(lines, b.x + 6, b.y + 2) + "</g>\n";
    } else {
        const bool store = e.tag == "dataStoreReference" || e.tag == "dataStore";
        out_ += stretched(store ? "data_store" : "data_object", b);
        std::string name = e.name;
        const auto& item = static_cast<const DataItem&>(e);
        if (!store && !item.data_state.empty()) name += " [" + item.data_state + "]";
        label_below(s, name);
    }
}

void Picture::label_on(const Edge& e, const std::string& name) {
    if (name.empty()) return;
    double x = 0, y = 0, width = 90;
    if (e.label && e.label->width > 0) {
        x = e.label->x + e.label->width / 2, y = e.label->y;
        width = std::max(30.0, e.label->width + 12);
    } else {
        // Above the last level piece: flows that leave together end apart.
        for (std::size_t i = e.waypoints.size(); --i > 0;) {
            const auto [x1, y1] = e.waypoints[i - 1];
            const auto [x2, y2] = e.waypoints[i];
            x = (x1 + x2) / 2 - 4, y = (y1 + y2) / 2 - line_height - 2;
            width = std::max(50.0, std::abs(x2 - x1));
            if (std::abs(x2 - x1) >= 25) break;
        }
    }
    const auto lines = wrapped(name, width, 3);
    if (!e.label) y -= line_height * static_cast<double>(lines.size() - 1);
    for (const auto& line : lines)
        include(x - text_width(line) / 2, y), include(x + text_width(line) / 2, y);
    labels_ += "<g class=\"l\">" + text_block(lines, x, y) + "</g>\n";
}

void Picture::edge(const Edge& e) {
    const Element& element = *model_.find(e.element);
    std::string path, style = "flow\" marker-end=\"url(#arrow)";
    for (const auto& [x, y] : e.waypoints) {
        path += (path.empty() ? "M" : "L") + number(x) + " " + number(y);
        include(x, y);
    }
    if (element.tag == "sequenceFlow") {
        const auto& flow = static_cast<const SequenceFlow&>(element);
        const FlowNode* source = model_.node(flow.source).node;
        if (source && !flow.id.empty() && source->default_flow == flow.id)
            style += "\" marker-start=\"url(#default)";
        else if (source && flow.has_condition && is_activity(source->kind))
            style += "\" marker-start=\"url(#condition)";
    } else if (element.tag == "messageFlow") {
        style = "flow message\" marker-start=\"url(#ring)\" marker-end=\"url(#open)";
    } else if (element.tag == "association") {
        const auto& direction = static_cast<const Association&>(element).direction;
        style = "flow association";
        if (direction == "One" || direction == "Both") style += "\" marker-end=\"url(#thin)";
    } else {
        style = "flow association\" marker-end=\"url(#thin)";
    }
    out_ += "<path class=\"" + style + "\" d=\"" + path + "\"/>\n";
    label_on(e, element.name);
}

std::string Picture::svg() {
    for (const auto& d : model_.diagrams)
        if (shapes_.empty()) take(d);
    if (shapes_.empty()) take(lay_out(model_));
    for (const auto& s : shapes_) {
        include(s.bounds.x, s.bounds.y);
        include(s.bounds.x + s.bounds.width, s.bounds.y + s.bounds.height);
    }
    const auto draw = [&](int from, int to) {
        for (const auto& s : shapes_) {
            const int at = level(s);
            if (at < from || at > to) continue;
            const Element& e = *model_.find(s.element);
            out_ += "<g id=\"" + escaped(s.element) + "\"><title>" +
                    escaped(e.name.empty() ? s.element : e.name) + "</title>\n";
            if (at < 2)
                pool(s, e);
            else if (const FlowNode* n = model_.node(s.element).node)
                node(s, *n);
            else
                thing(s, e);
            out_ += "</g>\n";
            token(s);
        }
    };
    draw(0, 3);
    for (const auto& e : edges_)
        edge(e);
    draw(4, 6);
    if (shapes_.empty()) include(0, 0), include(100, 40);
    const double width = right_ - left_ + 2 * margin, height = bottom_ - top_ + 2 * margin;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
           "width=\"" +
           number(width) + "\" height=\"" + number(height) + "\" viewBox=\"" +
           number(left_ - margin) + " " + number(top_ - margin) + " " + number(width) + " " +
           number(height) + "\">\n" + std::string(picture_head()) + out_ + labels_ + "</svg>\n";
}

}  // namespace

std::string render_svg(const Definitions& model, const RenderOptions& options) {
    return Picture(model, options).svg();
}

}  // namespace linli::process
