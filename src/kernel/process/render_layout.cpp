#include "kernel/process/render_layout.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "kernel/process/render_text.hpp"

namespace linli::process {

using namespace bpmn;

namespace {

// Beyond it long flows are drawn straight on.
constexpr std::size_t slots_max = 100'000;
constexpr double column_gap_min = 60, column_gap_named = 110, row_gap = 30, inset = 30, band = 30,
                 pool_gap = 40;

// What stands in a column: a node, or the place where a long flow passes.
struct Slot {
    const FlowNode* node = nullptr;
    double width = 0, height = 0;  // with its label and boundary events
    double extra = 0;              // height of those
    double x = 0, y = 0;
    std::size_t column = 0, strip = 0;
    bool apart = false;  // no flow at it: stands below the others
    double order = 0;
};

struct Block {
    std::vector<Shape> shapes;  // relative to the block
    std::vector<Edge> edges;
    double width = 0, height = 0;
};

void move(Block& block, double dx, double dy) {
    const auto shift = [&](Bounds& b) { b.x += dx, b.y += dy; };
    for (auto& s : block.shapes) {
        shift(s.bounds);
        if (s.label) shift(*s.label);
    }
    for (auto& e : block.edges)
        for (auto& [x, y] : e.waypoints)
            x += dx, y += dy;
}

void append(Block& to, Block&& from) {
    to.shapes.insert(to.shapes.end(), from.shapes.begin(), from.shapes.end());
    to.edges.insert(to.edges.end(), from.edges.begin(), from.edges.end());
}

Shape shape_of(const Element& e, Bounds bounds) {
    Shape s;
    s.element = e.id;
    s.bounds = bounds;
    return s;
}

class ScopeLayout {
  public:
    explicit ScopeLayout(const Scope& scope) : scope_(scope) {}
    Block run();

  private:
    using Passing = std::vector<std::size_t>;  // slots of a flow between its ends

    void size_nodes();
    void find_columns();
    enum class Visit : std::uint8_t { not_yet, open, done };
    void visit(std::size_t at, std::vector<Visit>& seen, std::vector<std::size_t>& finished);
    void find_strips();
    void add_strips(const std::vector<Lane>& lanes);
    void insert_passings();
    void place();
    double wanted_x(const Slot& slot) const;
    void place_apart();
    void order_columns();
    void draw(Block& out);
    void draw_boundaries(Block& out);
    void draw_flows(Block& out);
    void draw_lanes(Block& out);
    void draw_data(Block& out);
    void draw_associations(Block& out) const;

    struct Link {
        const SequenceFlow* flow;
        std::size_t from, to;  // slots of the nodes; of a boundary event that of its activity
        bool backward = false;
        Passing passing;
    };

    const Scope& scope_;
    std::vector<Slot> slots_;
    std::vector<Link> links_;
    std::vector<std::vector<std::size_t>> columns_, leaving_;  // leaving_: links of a slot
    std::unordered_map<std::string_view, std::size_t> slot_of_;
    std::unordered_map<std::string_view, Bounds> boxes_;
    std::unordered_map<std::string_view, std::vector<const FlowNode*>> boundaries_;
    std::unordered_map<std::string_view, Block> inside_;
    std::vector<const Lane*> strips_;
    std::vector<std::pair<double, double>> strip_range_;
    std::size_t back_ = 0;
    double gap_ = column_gap_min;
    double width_ = 0, height_ = 0;
    double strips_bottom_ = 0;  // flows backward pass below it
};

void ScopeLayout::size_nodes() {
    for (const auto& n : scope_.nodes)
        if (n.kind == NodeKind::boundary_event) boundaries_[n.attached_to].push_back(&n);
    for (const auto& n : scope_.nodes) {
        if (n.kind == NodeKind::boundary_event) continue;
        Bounds b{0, 0, 100, 80};
        if (is_event(n.kind)) b = {0, 0, 36, 36};
        if (is_gateway(n.kind)) b = {0, 0, 50, 50};
        if (n.inside && !(n.inside->nodes.empty())) {
            Block block = ScopeLayout(*n.inside).run();
            b.width = std::max(140.0, block.width + 2 * inset);
            b.height = std::max(100.0, block.height + 2 * inset);
            move(block, inset, inset);
            inside_.emplace(n.id, std::move(block));
        }
        const auto attached = boundaries_[n.id].size();
        b.width = std::max(b.width, 20.0 + 46.0 * static_cast<double>(attached));
        Slot slot;
        slot.node = &n;
        const bool label = !is_activity(n.kind) && !n.name.empty();
        slot.width = label ? std::max(b.width, 90.0) : b.width;
        // As much above as below, so that nodes of a row lie on one line.
        slot.extra = (label ? 2.5 * line_height : 0) + (attached ? 46 : 0);
        slot.height = b.height + 2 * slot.extra;
        boxes_[n.id] = b;
        slot_of_[n.id] = slots_.size();
        slots_.push_back(slot);
    }
    for (const auto& [host, events] : boundaries_)
        if (const auto it = slot_of_.find(host); it != slot_of_.end())
            for (const auto* e : events)
                slot_of_[e->id] = it->second;
}

// Columns by the longest way; a flow that closes a circle counts backward.
void ScopeLayout::visit(std::size_t at, std::vector<Visit>& seen,
                        std::vector<std::size_t>& finished) {
    seen[at] = Visit::open;
    for (const auto i : leaving_[at]) {
        Link& l = links_[i];
        if (seen[l.to] == Visit::open)
            l.backward = true;
        else if (seen[l.to] == Visit::not_yet)
            visit(l.to, seen, finished);
    }
    seen[at] = Visit::done;
    finished.push_back(at);
}

void ScopeLayout::find_columns() {
    for (const auto& f : scope_.flows) {
        const auto from = slot_of_.find(f.source), to = slot_of_.find(f.target);
        if (from != slot_of_.end() && to != slot_of_.end())
            links_.push_back({&f, from->second, to->second, false, {}});
    }
    std::vector<std::size_t> entering(slots_.size(), 0);
    leaving_.resize(slots_.size());
    for (std::size_t i = 0; i < links_.size(); ++i) {
        ++entering[links_[i].to];
        leaving_[links_[i].from].push_back(i);
    }
    std::vector<Visit> seen(slots_.size(), Visit::not_yet);
    std::vector<std::size_t> finished;
    for (const bool first : {true, false})
        for (std::size_t i = 0; i < slots_.size(); ++i)
            if (seen[i] == Visit::not_yet && (!first || entering[i] == 0)) visit(i, seen, finished);
    for (auto it = finished.rbegin(); it != finished.rend(); ++it)
        for (const auto i : leaving_[*it])
            if (const Link& l = links_[i]; !l.backward)
                slots_[l.to].column = std::max(slots_[l.to].column, slots_[l.from].column + 1);
}

void ScopeLayout::add_strips(const std::vector<Lane>& lanes) {
    for (const auto& lane : lanes) {
        if (!lane.lanes.empty()) {
            add_strips(lane.lanes);
            continue;
        }
        for (const auto& ref : lane.nodes)
            if (const auto it = slot_of_.find(ref); it != slot_of_.end())
                slots_[it->second].strip = strips_.size();
        strips_.push_back(&lane);
    }
}

void ScopeLayout::find_strips() {
    for (const auto& set : scope_.lane_sets)
        add_strips(set.lanes);
    if (strips_.empty()) strips_.push_back(nullptr);
}

void ScopeLayout::insert_passings() {
    std::vector<bool> linked(slots_.size(), false);
    for (const auto& l : links_) {
        linked[l.from] = linked[l.to] = true;
        if (!l.flow->name.empty()) gap_ = column_gap_named;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i)
        slots_[i].apart = !links_.empty() && !strips_[0] && !linked[i];
    std::size_t last = 0;
    for (const auto& s : slots_)
        last = std::max(last, s.column);
    for (auto& l : links_) {
        if (l.backward || slots_.size() > slots_max) continue;
        for (std::size_t c = slots_[l.from].column + 1; c < slots_[l.to].column; ++c) {
            Slot passing;
            passing.height = 10;
            passing.column = c;
            passing.strip = slots_[l.to].strip;
            l.passing.push_back(slots_.size());
            slots_.push_back(passing);
        }
    }
    columns_.resize(slots_.empty() ? 0 : last + 1);
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (!slots_[i].apart) columns_[slots_[i].column].push_back(i);
}

// Each slot goes near the middle of those before it, so that few flows cross.
void ScopeLayout::order_columns() {
    std::vector<std::vector<std::size_t>> before(slots_.size());
    for (const auto& l : links_) {
        if (l.backward) continue;
        std::size_t from = l.from;
        for (const auto p : l.passing) {
            before[p].push_back(from);
            from = p;
        }
        before[l.to].push_back(from);
    }
    for (auto& column : columns_) {
        for (const auto i : column) {
            double sum = 0;
            for (const auto b : before[i])
                sum += slots_[b].order;
            slots_[i].order = before[i].empty() ? 0 : sum / static_cast<double>(before[i].size());
        }
        std::stable_sort(column.begin(), column.end(), [&](std::size_t a, std::size_t b) {
            return slots_[a].order < slots_[b].order;
        });
        for (std::size_t k = 0; k < column.size(); ++k)
            slots_[column[k]].order =
                (static_cast<double>(k) + 0.5) / static_cast<double>(column.size());
    }
}

void ScopeLayout::place() {
    const auto height_of = [&](const std::vector<std::size_t>& column, std::size_t strip) {
        double sum = 0;
        for (const auto i : column)
            if (slots_[i].strip == strip) sum += slots_[i].height + row_gap;
        return sum;
    };
    double y = 0;
    for (std::size_t s = 0; s < strips_.size(); ++s) {
        double height = strips_[s] ? 100 : 0;
        for (const auto& column : columns_)
            height = std::max(height, height_of(column, s));
        strip_range_.emplace_back(y, height);
        y += height;
    }
    height_ = y;
    double x = strips_[0] ? band : 0;
    for (const auto& column : columns_) {
        double width = 0;
        for (const auto i : column)
            width = std::max(width, slots_[i].width);
        for (std::size_t s = 0; s < strips_.size(); ++s) {
            const auto [top, height] = strip_range_[s];
            double at = top + (height - height_of(column, s)) / 2 + row_gap / 2;
            for (const auto i : column) {
                if (slots_[i].strip != s) continue;
                slots_[i].x = x + (width - slots_[i].width) / 2;
                slots_[i].y = at;
                at += slots_[i].height + row_gap;
            }
        }
        x += width + gap_;
    }
    width_ = columns_.empty() ? 0 : x - gap_;
    const auto backward =
        std::count_if(links_.begin(), links_.end(), [](const Link& l) { return l.backward; });
    strips_bottom_ = height_;
    if (backward > 0) height_ += 14.0 * static_cast<double>(backward) + 10;
    place_apart();
}

// A compensation activity goes below the activity that it undoes.
double ScopeLayout::wanted_x(const Slot& slot) const {
    for (const auto& a : scope_.associations) {
        if (a.source != slot.node->id && a.target != slot.node->id) continue;
        const auto other = slot_of_.find(a.source == slot.node->id ? a.target : a.source);
        if (other != slot_of_.end()) return slots_[other->second].x;
    }
    return 0;
}

void ScopeLayout::place_apart() {
    std::vector<std::pair<double, Slot*>> apart;
    for (auto& slot : slots_)
        if (slot.apart) apart.emplace_back(wanted_x(slot), &slot);
    std::stable_sort(apart.begin(), apart.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    double x = 0, tallest = 0;
    for (const auto& [wanted, slot] : apart) {
        slot->x = x = std::max(x, wanted);
        slot->y = height_ + row_gap / 2;
        x += slot->width + row_gap;
        tallest = std::max(tallest, slot->height + row_gap);
    }
    height_ += tallest;
    width_ = std::max(width_, x - row_gap);
}

void ScopeLayout::draw(Block& out) {
    for (const auto& slot : slots_) {
        if (!slot.node) continue;
        Bounds& b = boxes_[slot.node->id];
        b.x = slot.x + (slot.width - b.width) / 2;
        b.y = slot.y + slot.extra;
        Shape s = shape_of(*slot.node, b);
        const auto block = inside_.find(slot.node->id);
        if (slot.node->inside) s.expanded = block != inside_.end();
        out.shapes.push_back(std::move(s));
        if (block == inside_.end()) continue;
        move(block->second, b.x, b.y);
        append(out, std::move(block->second));
    }
}

void ScopeLayout::draw_boundaries(Block& out) {
    for (const auto& [host, events] : boundaries_) {
        const auto it = boxes_.find(host);
        if (it == boxes_.end()) continue;
        const Bounds h = it->second;
        double x = h.x + 10;
        for (const auto* e : events) {
            const Bounds b{x, h.y + h.height - 18, 36, 36};
            x += 46;
            out.shapes.push_back(shape_of(*e, b));
            boxes_[e->id] = b;
        }
    }
}

void ScopeLayout::draw_flows(Block& out) {
    for (const auto& l : links_) {
        const Bounds a = boxes_.at(l.flow->source), b = boxes_.at(l.flow->target);
        const bool boundary = slots_[l.from].node->id != l.flow->source;
        Edge e;
        e.element = l.flow->id;
        auto& way = e.waypoints;
        const double in_y = b.y + b.height / 2;
        double y = boundary ? a.y + a.height + 12 : a.y + a.height / 2;
        if (boundary) {
            way.emplace_back(a.x + a.width / 2, a.y + a.height);
            way.emplace_back(a.x + a.width / 2, y);
        } else {
            way.emplace_back(a.x + a.width, y);
        }
        const auto step = [&](double x, double to) {
            way.emplace_back(x, y);
            if (to != y) way.emplace_back(x, to);
            y = to;
        };
        // The free strip left of a column.
        const auto before = [&](std::size_t column) {
            double x = width_;
            for (const auto i : columns_[column])
                x = std::min(x, slots_[i].x);
            return x - gap_ / 2;
        };
        if (l.backward) {
            const double low = strips_bottom_ + 14 * static_cast<double>(++back_);
            const auto& from = slots_[l.from];
            step(from.x + from.width + 16, low);
            step(slots_[l.to].x - 16, in_y);
        } else {
            for (const auto p : l.passing)
                step(before(slots_[p].column), slots_[p].y + 5);
            step(before(slots_[l.to].column), in_y);
        }
        way.emplace_back(b.x, in_y);
        out.edges.push_back(std::move(e));
    }
}

void ScopeLayout::draw_lanes(Block& out) {
    for (std::size_t i = 0; i < strips_.size(); ++i) {
        if (!strips_[i]) continue;
        Shape s = shape_of(*strips_[i],
                           {0, strip_range_[i].first, width_ + inset, strip_range_[i].second});
        s.horizontal = true;
        out.shapes.insert(out.shapes.begin(), std::move(s));
    }
}

// Data and notes stand in a row below.
void ScopeLayout::draw_data(Block& out) {
    double x = strips_[0] ? band : 0, tallest = 0;
    const double y = out.height;
    const auto put = [&](const Element& e, double width, double height) {
        out.shapes.push_back(shape_of(e, {x + (90 - std::min(width, 90.0)) / 2, y, width, height}));
        x += std::max(width, 90.0) + 20;
        tallest = std::max(tallest, height + 3 * line_height);
    };
    for (const auto& d : scope_.data)
        if (d.tag != "dataObject") put(d, d.tag == "dataStoreReference" ? 50 : 36, 50);
    for (const auto& a : scope_.artifacts)
        if (a.tag == "textAnnotation") put(a, 140, 50);
    out.height += tallest;
    out.width = std::max(out.width, x);
}

// Where the line from the middle of the box to that point leaves the box.
std::pair<double, double> border(const Bounds& b, double x, double y) {
    const double mx = b.x + b.width / 2, my = b.y + b.height / 2;
    const double dx = x - mx, dy = y - my;
    double part = 1;
    if (dx != 0) part = std::min(part, b.width / 2 / std::abs(dx));
    if (dy != 0) part = std::min(part, b.height / 2 / std::abs(dy));
    return {mx + dx * part, my + dy * part};
}

void ScopeLayout::draw_associations(Block& out) const {
    std::unordered_map<std::string_view, Bounds> boxes;
    for (const auto& s : out.shapes)
        boxes.emplace(s.element, s.bounds);
    const auto line = [&](const Element& e, const std::string& source, const std::string& target) {
        const auto from = boxes.find(source), to = boxes.find(target);
        if (from == boxes.end() || to == boxes.end() || e.id.empty()) return;
        const Bounds &a = from->second, &b = to->second;
        Edge edge;
        edge.element = e.id;
        edge.waypoints = {border(a, b.x + b.width / 2, b.y + b.height / 2),
                          border(b, a.x + a.width / 2, a.y + a.height / 2)};
        out.edges.push_back(std::move(edge));
    };
    for (const auto& a : scope_.associations)
        line(a, a.source, a.target);
    for (const auto& n : scope_.nodes) {
        for (const auto& a : n.data_inputs)
            if (!a.sources.empty()) line(a, a.sources[0], n.id);
        for (const auto& a : n.data_outputs)
            line(a, n.id, a.target);
    }
}

Block ScopeLayout::run() {
    size_nodes();
    find_columns();
    find_strips();
    insert_passings();
    order_columns();
    place();
    Block out;
    draw(out);
    draw_boundaries(out);
    draw_flows(out);
    out.width = width_ + (back_ ? 20 : 0) + (strips_[0] ? inset : 0);
    out.height = height_;
    draw_data(out);
    draw_associations(out);
    draw_lanes(out);
    return out;
}

const Participant* participant_of(const Definitions& model, const Process& p) {
    for (const auto& c : model.collaborations)
        for (const auto& one : c.participants)
            if (one.process == p.id && !p.id.empty()) return &one;
    return nullptr;
}

// Straight up or down to a pool; between nodes through the gap between their pools.
void add_message_flows(const Definitions& model, Block& all) {
    std::unordered_map<std::string_view, Bounds> boxes;
    std::vector<Bounds> pools;
    for (const auto& s : all.shapes) {
        boxes.emplace(s.element, s.bounds);
        if (model.find_as<Participant>("participant", s.element)) pools.push_back(s.bounds);
    }
    double aside = 0;  // flows in one gap stand apart
    for (const auto& c : model.collaborations) {
        for (const auto& f : c.message_flows) {
            const auto from = boxes.find(f.source), to = boxes.find(f.target);
            if (from == boxes.end() || to == boxes.end()) continue;
            const Bounds &a = from->second, &b = to->second;
            const bool down = a.y < b.y;
            const bool from_pool = model.find_as<Participant>("participant", f.source);
            const bool to_pool = model.find_as<Participant>("participant", f.target);
            double ax = a.x + a.width / 2, bx = b.x + b.width / 2;
            if (from_pool && to_pool) ax = bx = std::max(a.x, b.x) + 60 + 3 * aside;
            if (from_pool != to_pool) (from_pool ? ax : bx) = (from_pool ? bx : ax) + aside / 3;
            if (from_pool != to_pool) (from_pool ? bx : ax) = from_pool ? ax : bx;
            Edge e;
            e.element = f.id;
            e.waypoints.emplace_back(ax, down ? a.y + a.height : a.y);
            if (ax != bx) {
                double y = down ? b.y : a.y;
                for (const auto& p : pools)
                    if (const Bounds& low = down ? b : a; p.y <= low.y && low.y <= p.y + p.height)
                        y = p.y - pool_gap / 2 + aside;
                e.waypoints.emplace_back(ax, y);
                e.waypoints.emplace_back(bx, y);
            }
            e.waypoints.emplace_back(bx, down ? b.y : b.y + b.height);
            all.edges.push_back(std::move(e));
            aside = aside >= 12 ? -12 : aside + 6;
        }
    }
}

}  // namespace

Diagram lay_out(const Definitions& model) {
    Block all;
    std::vector<std::size_t> pools;  // all are as wide as the widest
    double widest = 300;
    const auto add = [&](Block&& block, const Participant* pool) {
        const double left = pool ? band : 0;
        const double height = std::max(block.height + (pool ? inset : 0), pool ? 80.0 : 0.0);
        move(block, left + (pool ? inset / 2 : 0), all.height + (pool ? inset / 2 : 0));
        if (pool) {
            widest = std::max(widest, block.width + left + inset);
            Shape s = shape_of(*pool, {0, all.height, widest, height});
            s.horizontal = true;
            pools.push_back(all.shapes.size());
            all.shapes.push_back(std::move(s));
        }
        append(all, std::move(block));
        all.height += height + pool_gap;
    };
    for (const auto& c : model.collaborations)
        for (const auto& pool : c.participants)
            if (pool.process.empty()) add({}, &pool);
    for (const auto& p : model.processes)
        add(ScopeLayout(p.scope).run(), participant_of(model, p));
    for (const auto i : pools)
        all.shapes[i].bounds.width = widest;
    add_message_flows(model, all);
    Diagram out;
    out.shapes = std::move(all.shapes);
    out.edges = std::move(all.edges);
    return out;
}

}  // namespace linli::process
