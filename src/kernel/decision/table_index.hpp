// Which rows of a decision table can apply to some inputs, without asking each row.
//
// A column's cells that are literals, ranges of literals or lists of them are laid out on a line:
// its ends cut it into segments, and each segment knows its rows. Cells that say "-" belong to
// every segment; so do those that need evaluation, and these are asked afterwards. The answer is
// the same as that of asking every cell of every row (a property test compares both).
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/decision/program.hpp"

namespace linli::decision {

struct DecisionTable;

class RowBits {
  public:
    explicit RowBits(std::size_t rows = 0) : words_((rows + 63) / 64) {}
    void put(std::uint32_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
    bool has(std::uint32_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
    std::uint64_t word(std::size_t i) const { return words_[i]; }

  private:
    std::vector<std::uint64_t> words_;
};

// The rows whose cells hold for one value: a dense set is bits, a sparse one a sorted list.
struct Posting {
    const std::uint64_t* bits = nullptr;
    std::span<const std::uint32_t> list;
    std::size_t size = 0;
    bool has(std::uint32_t row) const;
};

class ColumnIndex {
  public:
    ColumnIndex(const Program& program, const DecisionTable& table, std::size_t column);

    // None when the value is of a kind for which no cell is laid out.
    std::optional<Posting> find(const Value& value) const;
    // The rows that belong to every segment, sorted.
    const std::vector<std::uint32_t>& always() const { return always_; }
    bool is_always(std::uint32_t row) const { return always_bits_.has(row); }
    std::uint64_t always_word(std::size_t i) const { return always_bits_.word(i); }
    // Must the cell of that row be asked even so?
    bool is_open(std::uint32_t row) const { return has_open_ && open_.has(row); }
    bool has_open() const { return has_open_; }

  private:
    // Part of a cell, from end to end; without a value where there is no end.
    struct Piece {
        std::uint32_t row = 0;
        std::optional<Value> low, high;
        bool low_closed = true, high_closed = true;
    };
    using Pieces = std::vector<Piece>;
    // Segment 2i + 1 is the i-th end itself, 2i what lies before it.
    struct Line {
        std::vector<Value> ends;
        std::unordered_map<std::string_view, std::uint32_t> texts;  // of the ends that are texts
        std::vector<std::uint32_t> starts;                          // of the lists, one more
        std::vector<std::uint32_t> rows;
        std::vector<std::vector<std::uint64_t>> bits;  // of dense segments
        std::vector<std::int64_t> whole;               // the ends, if all are small whole numbers
        bool has_ranges = false;
        void sort_ends(const Pieces& pieces);
    };
    static constexpr std::size_t lines = 4;  // numbers, texts, dates, truth values
    static std::optional<std::size_t> line_of(Kind kind);

    static bool pieces_of(const Program& program, std::uint32_t test, std::uint32_t slot,
                          std::uint32_t row, Pieces& out);
    static bool pieces_of(const Value& value, std::uint32_t row, Pieces& out);
    static bool lay_out(Line& line, const Pieces& pieces, std::size_t rows);
    static std::size_t segment(const Line& line, const Value& value);
    static std::pair<std::size_t, std::size_t> segments(const Line& line, const Piece& piece);

    std::vector<std::uint32_t> always_;
    RowBits always_bits_, open_;
    bool has_open_ = false;
    std::array<Line, lines> lines_;
    std::vector<std::uint32_t> null_rows_;
};

class TableIndex {
  public:
    TableIndex(const Program& program, const DecisionTable& table);

    static constexpr std::size_t columns_max = 16;
    // What the inputs select; columns beyond the first columns_max are always asked.
    struct Selection {
        std::array<std::optional<Posting>, columns_max> postings;
        std::size_t driver = columns_max;  // the column with the fewest rows; none: ask every row
        bool sparse = false;
    };
    Selection select(std::span<const Value* const> inputs) const;

    // Calls `ask(row)` for each row that no column excludes, in their order, until it says false.
    template <class Ask>
    void walk(const Selection& s, Ask ask) const {
        if (s.driver == columns_max) {
            for (std::uint32_t row = 0; row < rows_; ++row)
                if (!ask(row)) return;
        } else if (s.sparse) {
            walk_list(s, ask);
        } else {
            walk_bits(s, ask);
        }
    }
    // Must the cell be asked, given that walk() did not exclude the row?
    bool is_open(const Selection& s, std::size_t column, std::uint32_t row) const {
        return column >= columns_.size() || !s.postings[column] || columns_[column].is_open(row);
    }

    // Can is_open() be true for a row of that column?
    bool may_be_open(const Selection& s, std::size_t column) const {
        return column >= columns_.size() || !s.postings[column] || columns_[column].has_open();
    }

  private:
    bool holds(const Selection& s, std::size_t column, std::uint32_t row) const {
        return !s.postings[column] || columns_[column].is_always(row) ||
               s.postings[column]->has(row);
    }
    template <class Ask>
    void walk_list(const Selection& s, Ask& ask) const {
        const auto& a = s.postings[s.driver]->list;
        const auto& b = columns_[s.driver].always();
        for (std::size_t i = 0, k = 0; i < a.size() || k < b.size();) {
            const bool first = k == b.size() || (i < a.size() && a[i] < b[k]);
            const std::uint32_t row = first ? a[i++] : b[k++];
            bool all = true;
            for (std::size_t c = 0; c < columns_.size() && all; ++c)
                all = c == s.driver || holds(s, c, row);
            if (all && !ask(row)) return;
        }
    }
    template <class Ask>
    void walk_bits(const Selection& s, Ask& ask) const {
        for (std::size_t w = 0; w < (rows_ + 63) / 64; ++w) {
            std::uint64_t word = ~std::uint64_t{0};
            bool lists = false;
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                if (!s.postings[c]) continue;
                if (s.postings[c]->bits)
                    word &= s.postings[c]->bits[w] | columns_[c].always_word(w);
                else
                    lists = true;
            }
            if (w == rows_ / 64) word &= (std::uint64_t{1} << (rows_ % 64)) - 1;
            for (; word != 0; word &= word - 1) {
                const auto row = static_cast<std::uint32_t>(w * 64) +
                                 static_cast<std::uint32_t>(__builtin_ctzll(word));
                bool all = true;
                for (std::size_t c = 0; lists && c < columns_.size() && all; ++c)
                    all = holds(s, c, row);
                if (all && !ask(row)) return;
            }
        }
    }

    std::vector<ColumnIndex> columns_;
    std::size_t rows_ = 0;
};

}  // namespace linli::decision
