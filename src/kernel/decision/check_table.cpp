#include "kernel/decision/check_table.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace linli::decision {

namespace {

constexpr std::uint64_t steps_max = 50'000'000;
using Box = std::vector<Spans>;  // one set for each analysed column
using Rows = std::vector<std::uint32_t>;

struct TooLarge {};

class TableAnalysis {
  public:
    explicit TableAnalysis(const TableShape& table) : t_(table) {}

    std::vector<TableFinding> run() {
        read_cells();
        make_lines();
        make_boxes();
        guarded([&] { empty_rows(); });
        guarded([&] { gaps(); });
        guarded([&] { overlaps(); });
        guarded([&] { shadows(); });
        return std::move(findings_);
    }

  private:
    struct Line {
        std::size_t column;
        ColumnLine line;
    };

    void guarded(const std::function<void()>& f) {
        steps_ = 0;
        try {
            f();
        } catch (const TooLarge&) {
            not_analysed(0, {"表太大，没有分析完", "the table is too large to be analysed whole"});
        }
    }
    void spend(std::uint64_t n) {
        if ((steps_ += n) > steps_max) throw TooLarge{};
    }
    void add(TableFinding f) {
        const auto same = [&](const TableFinding& other) { return other.kind == f.kind; };
        if (std::count_if(findings_.begin(), findings_.end(), same) <
            static_cast<std::ptrdiff_t>(findings_max))
            findings_.push_back(std::move(f));
    }
    void not_analysed(std::size_t column, Words words) {
        add({FindingKind::not_analysed, {}, column, {}, std::move(words)});
    }

    void read_cells() {
        for (const auto& row : t_.rows) {
            cells_.emplace_back();
            for (const auto& text : row)
                cells_.back().push_back(parse_cell(text));
        }
    }

    // Columns whose cells cannot be read partly stay: a cell that is unknown may hold or not.
    void make_lines() {
        line_of_.assign(t_.columns.size(), -1);
        for (std::size_t c = 0; c < t_.columns.size(); ++c) {
            const auto& column = t_.columns[c];
            const auto domain = parse_cell(column.allowed);
            std::vector<const CellTests*> cells;
            std::size_t first_unknown = 0;
            for (std::size_t r = 0; r < cells_.size(); ++r) {
                if (cells_[r][c])
                    cells.push_back(&*cells_[r][c]);
                else if (first_unknown == 0)
                    first_unknown = r + 1;
            }
            const std::string name = "「" + column.name + "」", name_en = '"' + column.name + '"';
            if (column.dependent) {
                not_analysed(c + 1, {"列" + name + "与前面的列取自同一输入，没有分析",
                                     "column " + name_en +
                                         " hangs together with one before it and is not analysed"});
                continue;
            }
            auto line = domain ? ColumnLine::make(column.kind, *domain, cells) : std::nullopt;
            if (!line) {
                not_analysed(c + 1, {"列" + name + "的取值不能比较，没有分析",
                                     "the values of column " + name_en +
                                         " cannot be compared; it is not analysed"});
                continue;
            }
            if (first_unknown)
                not_analysed(c + 1, {"列" + name + "第 " + std::to_string(first_unknown) +
                                         " 行的写法没有分析",
                                     "column " + name_en + ", row " +
                                         std::to_string(first_unknown) + ": cell not analysed"});
            line_of_[c] = static_cast<int>(lines_.size());
            lines_.push_back({c, std::move(*line)});
        }
    }

    void make_boxes() {
        for (const auto& l : lines_)
            whole_.push_back(l.line.whole());
        for (const auto& row : cells_) {
            Box box;
            bool known = true;
            for (std::size_t c = 0; c < row.size(); ++c)
                known = known && row[c] && (line_of_[c] >= 0 || row[c]->any);
            for (const auto& l : lines_)
                box.push_back(row[l.column] ? l.line.spans(*row[l.column]) : l.line.whole());
            boxes_.push_back(std::move(box));
            known_.push_back(known);
        }
    }

    std::vector<std::pair<std::string, Value>> example_of(const Box& region) const {
        std::vector<std::pair<std::string, Value>> out;
        for (std::size_t i = 0; i < lines_.size(); ++i)
            out.emplace_back(t_.columns[lines_[i].column].name,
                             lines_[i].line.witness(region[i][0].from));
        return out;
    }
    std::string example_text(const Box& region) const {
        std::string out;
        for (std::size_t i = 0; i < lines_.size(); ++i)
            out += (out.empty() ? "" : ", ") + t_.columns[lines_[i].column].name + " = " +
                   lines_[i].line.text(region[i][0].from);
        return out;
    }

    static bool is_empty(const Box& box) {
        return std::any_of(box.begin(), box.end(), [](const Spans& s) { return s.empty(); });
    }

    void empty_rows() {
        dead_.assign(boxes_.size(), false);
        for (std::size_t r = 0; r < boxes_.size(); ++r) {
            if (!is_empty(boxes_[r])) continue;
            dead_[r] = true;
            std::size_t column = 0;
            for (std::size_t i = 0; i < lines_.size(); ++i)
                if (column == 0 && boxes_[r][i].empty()) column = lines_[i].column + 1;
            add({FindingKind::never_fires,
                 {r + 1},
                 column,
                 {},
                 {"第 " + std::to_string(r + 1) + " 行永远不会命中：列「" +
                      t_.columns[column - 1].name + "」的条件在允许的取值里不成立",
                  "row " + std::to_string(r + 1) +
                      " can never fire: no allowed value of column \"" +
                      t_.columns[column - 1].name + "\" satisfies its cell"}});
        }
    }

    // Calls `found` with boxes of the region that no row of `by` covers; stops when it says so.
    class Cover {
      public:
        Cover(TableAnalysis& analysis, const Box& region, const Rows& by,
              std::function<bool(const Box&)> found)
            : a_(analysis), region_(region), found_(std::move(found)), path_(region) {
            full_from_.resize(a_.boxes_.size());
            for (const auto r : by) {
                std::size_t c = region.size();
                while (c > 0 && contains(a_.boxes_[r][c - 1], region[c - 1]))
                    --c;
                full_from_[r] = c;
                a_.spend(region.size());
            }
            covered(0, by);
        }

      private:
        bool covered(std::size_t column, const Rows& active) {
            a_.spend(1 + active.size());
            if (active.empty()) {
                for (std::size_t c = column; c < region_.size(); ++c)
                    path_[c] = region_[c];
                if (!found_(path_)) stopped_ = true;
                return false;
            }
            for (const auto r : active)
                if (full_from_[r] <= column) return true;
            const auto key = std::make_pair(column, active);
            if (done_.contains(key)) return true;
            bool all = true;
            Rows last;
            Spans run;
            const auto close = [&] {
                if (run.empty() || stopped_) return;
                path_[column] = run;
                all = covered(column + 1, last) && all;
            };
            for_segments(column, active, [&](Span s, const Rows& here) {
                if (!run.empty() && here == last && run.back().to == s.from) {
                    run.back().to = s.to;
                    return;
                }
                close();
                run = {s};
                last = here;
            });
            close();
            if (all && !stopped_) done_.insert(key);
            return all;
        }

        // The pieces of the region's column, each with the rows that hold all over it.
        template <class F>
        void for_segments(std::size_t column, const Rows& active, F f) {
            std::map<std::uint32_t, std::vector<std::pair<bool, std::uint32_t>>> events;
            for (const auto r : active) {
                for (const auto& s : a_.boxes_[r][column]) {
                    events[s.from].emplace_back(true, r);
                    events[s.to].emplace_back(false, r);
                }
                a_.spend(a_.boxes_[r][column].size());
            }
            for (const auto& s : region_[column]) {
                (void)events[s.from];
                (void)events[s.to];
            }
            std::set<std::uint32_t> open;
            for (auto it = events.begin(); it != events.end(); ++it) {
                for (const auto& [begins, r] : it->second)
                    begins ? void(open.insert(r)) : void(open.erase(r));
                const auto next = std::next(it);
                if (next == events.end() || stopped_) break;
                const Span s{it->first, next->first};
                if (!intersects(region_[column], {s})) continue;
                a_.spend(1 + open.size());
                f(s, Rows(open.begin(), open.end()));
            }
        }

        TableAnalysis& a_;
        const Box& region_;
        std::function<bool(const Box&)> found_;
        Box path_;
        std::vector<std::size_t> full_from_;
        std::set<std::pair<std::size_t, Rows>> done_;
        bool stopped_ = false;
    };

    bool answers_once() const {
        return t_.policy == "UNIQUE" || t_.policy == "ANY" || t_.policy == "FIRST" ||
               t_.policy == "PRIORITY";
    }

    void gaps() {
        if (t_.has_default || !answers_once() || is_empty(whole_)) return;
        Rows rows;
        for (std::uint32_t r = 0; r < boxes_.size(); ++r)
            if (!dead_[r]) rows.push_back(r);
        std::size_t count = 0;
        Cover(*this, whole_, rows, [&](const Box& region) {
            const std::string text = example_text(region);
            add({FindingKind::gap,
                 {},
                 0,
                 example_of(region),
                 {"没有一行适用于 " + text, "no row for " + text}});
            return ++count < findings_max;
        });
    }

    std::optional<bool> same_outputs(std::size_t a, std::size_t b) const {
        if (t_.outputs[a] == t_.outputs[b]) return true;
        for (std::size_t i = 0; i < t_.outputs[a].size(); ++i) {
            const auto x = parse_literal(t_.outputs[a][i]), y = parse_literal(t_.outputs[b][i]);
            if (!x || !y) return std::nullopt;
            if (!equal(*x, *y).value_or(false)) return false;
        }
        return true;
    }

    void overlaps() {
        const bool any = t_.policy == "ANY";
        if (!any && t_.policy != "UNIQUE") return;
        std::size_t count = 0;
        for (std::size_t i = 0; i < boxes_.size() && count < findings_max; ++i) {
            if (!known_[i] || dead_[i]) continue;
            for (std::size_t j = i + 1; j < boxes_.size() && count < findings_max; ++j) {
                if (!known_[j] || dead_[j]) continue;
                bool common = true;
                for (std::size_t c = 0; c < lines_.size() && common; ++c) {
                    spend(1);
                    common = intersects(boxes_[i][c], boxes_[j][c]);
                }
                if (!common || (any && same_outputs(i, j).value_or(true))) continue;
                ++count;
                add_overlap(i, j, any);
            }
        }
    }

    void add_overlap(std::size_t i, std::size_t j, bool any) {
        Box both;
        for (std::size_t c = 0; c < lines_.size(); ++c)
            both.push_back(intersection(boxes_[i][c], boxes_[j][c]));
        const std::string a = std::to_string(i + 1), b = std::to_string(j + 1);
        const std::string text = example_text(both);
        add({FindingKind::overlap,
             {i + 1, j + 1},
             0,
             example_of(both),
             {"第 " + a + " 行和第 " + b + " 行都适用于 " + text +
                  (any ? "，结论却不同" : "，而这张表只允许一行命中"),
              "rows " + a + " and " + b + " both apply to " + text +
                  (any ? ", and they differ" : ", but only one row may")}});
    }

    // How the table ranks the rows (policy PRIORITY); none when an output is no literal.
    std::optional<std::vector<std::size_t>> rank(std::size_t row) const {
        std::vector<std::size_t> ranks;
        for (std::size_t i = 0; i < t_.outputs[row].size(); ++i) {
            const auto value = parse_literal(t_.outputs[row][i]);
            const auto order_text =
                i < t_.output_values.size() ? parse_cell(t_.output_values[i]) : std::nullopt;
            if (!value || !order_text) return std::nullopt;
            std::size_t n = 0;
            while (n < order_text->pieces.size() && order_text->pieces[n].low &&
                   !equal(*order_text->pieces[n].low, *value).value_or(false))
                ++n;
            ranks.push_back(n);
        }
        return ranks;
    }

    // Rows that are asked before this one.
    std::optional<Rows> before(std::uint32_t row) const {
        Rows out;
        const auto mine = t_.policy == "PRIORITY" ? rank(row) : std::nullopt;
        if (t_.policy == "PRIORITY" && !mine) return std::nullopt;
        for (std::uint32_t r = 0; r < boxes_.size(); ++r) {
            if (r == row || !known_[r] || dead_[r]) continue;
            if (mine) {
                const auto its = rank(r);
                if (its && (*its < *mine || (*its == *mine && r < row))) out.push_back(r);
            } else if (r < row) {
                out.push_back(r);
            }
        }
        return out;
    }

    void shadows() {
        const bool any = t_.policy == "ANY";
        if (!any && t_.policy != "FIRST" && t_.policy != "PRIORITY") return;
        for (std::uint32_t r = 0; r < boxes_.size(); ++r) {
            if (dead_[r]) continue;
            auto by = before(r);
            if (!by) continue;
            std::erase_if(*by, [&](std::uint32_t other) {
                for (std::size_t c = 0; c < lines_.size(); ++c) {
                    spend(1);
                    if (!intersects(boxes_[r][c], boxes_[other][c])) return true;
                }
                return false;
            });
            bool covered = !by->empty();
            if (covered) Cover(*this, boxes_[r], *by, [&](const Box&) { return covered = false; });
            if (covered) add_shadow(r, *by, any);
        }
    }

    void add_shadow(std::uint32_t r, const Rows& by, bool any) {
        std::string names;
        std::vector<std::size_t> rows{r + 1u};
        for (const auto other : by) {
            rows.push_back(other + 1u);
            if (rows.size() <= 10) names += (names.empty() ? "" : ", ") + std::to_string(other + 1);
        }
        const std::string row = std::to_string(r + 1);
        if (any)
            add({FindingKind::not_needed,
                 rows,
                 0,
                 {},
                 {"第 " + row + " 行多余：第 " + names + " 行已包括它",
                  "row " + row + " is not needed: rows " + names + " include it"}});
        else
            add({FindingKind::never_fires,
                 rows,
                 0,
                 {},
                 {"第 " + row + " 行永远不会命中：第 " + names + " 行总在它之前适用",
                  "row " + row + " can never fire: rows " + names + " always apply before it"}});
    }

    const TableShape& t_;
    std::vector<std::vector<std::optional<CellTests>>> cells_;
    std::vector<int> line_of_;
    std::vector<Line> lines_;
    Box whole_;
    std::vector<Box> boxes_;
    std::vector<bool> known_;  // every cell of the row is analysed
    std::vector<bool> dead_;
    std::uint64_t steps_ = 0;
    std::vector<TableFinding> findings_;
};

}  // namespace

std::vector<TableFinding> analyse_table(const TableShape& table) {
    return TableAnalysis(table).run();
}

}  // namespace linli::decision
