// The cells of a decision table as sets of values: exact, or said to be beyond analysis.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/decision/value.hpp"

namespace linli::decision {

// A part of a cell: from low to high, both ends literals; no end: unbounded.
struct CellPiece {
    std::optional<Value> low, high;
    bool low_closed = false, high_closed = false;
    bool differs = false;  // "!= low"
};
struct CellTests {
    bool any = false;      // "-"
    bool negated = false;  // not(...)
    std::vector<CellPiece> pieces;
};

// Numbers, texts, truth values, dates, times and durations; comparisons, ranges, lists of them and
// not(...) around such a list. None for everything else, and for what is no text of FEEL.
std::optional<CellTests> parse_cell(std::string_view text);
// A cell that is one literal.
std::optional<Value> parse_literal(std::string_view text);
// The literals of a cell that lists some and nothing else, as they are displayed.
std::optional<std::vector<std::string>> listed_values(std::string_view text);

// Half-open runs of atoms, sorted, not touching.
struct Span {
    std::uint32_t from = 0, to = 0;
    bool operator==(const Span&) const = default;
};
using Spans = std::vector<Span>;

bool intersects(const Spans& a, const Spans& b);
Spans intersection(const Spans& a, const Spans& b);
bool contains(const Spans& outer, const Spans& inner);

// The values of one column cut into atoms that no cell divides further: the ends of its ranges and
// what lies between them; each mentioned text and "another one".
class ColumnLine {
  public:
    // `kind`: null when no type is declared; then that of the literals. The cells that cannot be
    // analysed are left out. None when the kinds differ or have no order that is known here.
    static std::optional<ColumnLine> make(std::optional<Kind> kind, const CellTests& domain,
                                          const std::vector<const CellTests*>& cells);

    std::uint32_t size() const { return static_cast<std::uint32_t>(witnesses_.size()); }
    Spans whole() const { return size() ? Spans{{0, size()}} : Spans{}; }
    Spans spans(const CellTests& cell) const;
    // A value of that atom; null when the line does not know how to name one.
    const Value& witness(std::uint32_t atom) const { return witnesses_[atom]; }
    std::string text(std::uint32_t atom) const;
    Kind kind() const { return kind_; }

  private:
    struct Atom {
        std::optional<Value> low, high;  // both the same: that value
        bool is_point = false;
    };
    bool inside(const Atom& atom, const CellTests& cell) const;
    std::optional<Value> between(const Atom& atom) const;

    Kind kind_ = Kind::null;
    std::vector<Atom> atoms_;
    std::vector<Value> witnesses_;
};

}  // namespace linli::decision
