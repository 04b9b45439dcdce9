#include "kernel/decision/table_index.hpp"

#include <algorithm>

#include "kernel/decision/table.hpp"

namespace linli::decision {

namespace {

// Sets with more rows than this part of all are kept as bits: no longer than their list would be.
constexpr std::size_t dense_part = 32;
// What the lists of one line may take; a column with more is asked row by row.
constexpr std::size_t line_rows_max = 2'000'000;
// Comparing so many texts is quicker than hashing one.
constexpr std::size_t few_texts = 6;

}  // namespace

bool Posting::has(std::uint32_t row) const {
    if (bits) return (bits[row / 64] >> (row % 64) & 1) != 0;
    return std::binary_search(list.begin(), list.end(), row);
}

std::optional<std::size_t> ColumnIndex::line_of(Kind kind) {
    switch (kind) {
        case Kind::number:
            return 0;
        case Kind::string:
            return 1;
        case Kind::date:
            return 2;
        case Kind::boolean:
            return 3;
        default:
            return std::nullopt;
    }
}

// What a constant in a cell holds for; false when that cannot be laid out.
bool ColumnIndex::pieces_of(const Value& value, std::uint32_t row, Pieces& out) {
    if (value.is_null() || line_of(value.kind())) {
        out.push_back({row, value, value, true, true});
        return true;
    }
    if (value.is(Kind::list)) {
        for (const auto& item : value.items())
            if (item.is(Kind::list) || !pieces_of(item, row, out)) return false;
        return true;
    }
    if (!value.is(Kind::range)) return false;
    const Range& r = value.range();
    if (r.form == Range::Form::differs) return false;
    if (r.form == Range::Form::equals) {
        if (!r.low.is_null() && !line_of(r.low.kind())) return false;
        out.push_back({row, r.low, r.low, true, true});
        return true;
    }
    const auto good = [](const Value& end) {
        return line_of(end.kind()) && !end.is(Kind::boolean);
    };
    Piece piece{row, std::nullopt, std::nullopt, r.low_closed, r.high_closed};
    if (!r.low_unbounded) piece.low = r.low;
    if (!r.high_unbounded) piece.high = r.high;
    if (!piece.low && !piece.high) return false;
    if ((piece.low && !good(*piece.low)) || (piece.high && !good(*piece.high))) return false;
    if (piece.low && piece.high && piece.low->kind() != piece.high->kind()) return false;
    // A range of dates holds for instants, too, which have no line: find() says so for them.
    out.push_back(std::move(piece));
    return true;
}

bool ColumnIndex::pieces_of(const Program& program, std::uint32_t test, std::uint32_t slot,
                            std::uint32_t row, Pieces& out) {
    const Node& n = program.nodes[test];
    if (n.op == Op::test_any) {
        for (std::uint32_t i = 0; i < n.b; ++i)
            if (!pieces_of(program, program.children[n.a + i], slot, row, out)) return false;
        return true;
    }
    if (n.op == Op::test_value && n.b == slot) {
        const Value* c = program.constant_of(n.a);
        return c && pieces_of(*c, row, out);
    }
    if (n.op == Op::equal && program.nodes[n.a].op == Op::slot && program.nodes[n.a].a == slot) {
        const Value* c = program.constant_of(n.b);
        return c && !c->is(Kind::list) && !c->is(Kind::range) && pieces_of(*c, row, out);
    }
    return false;
}

namespace {

// -1, 0 or 1 for two values of one line.
int place(const Value& a, const Value& b) {
    if (a.is(Kind::number)) return compare(a.number(), b.number());
    if (a.is(Kind::boolean)) return static_cast<int>(a.boolean()) - static_cast<int>(b.boolean());
    return order(a, b).value_or(0);
}

}  // namespace

std::size_t ColumnIndex::segment(const Line& line, const Value& value) {
    if (value.is(Kind::string)) {
        if (line.ends.size() <= few_texts && !line.has_ranges) {
            for (std::size_t i = 0; i < line.ends.size(); ++i)
                if (line.ends[i].text() == value.text()) return 2 * i + 1;
            return 0;
        }
        if (const auto it = line.texts.find(value.text()); it != line.texts.end())
            return 2 * std::size_t{it->second} + 1;
        if (!line.has_ranges) return 0;
    } else if (!line.whole.empty()) {
        if (const auto whole = value.number().small_whole()) {
            const auto at = std::lower_bound(line.whole.begin(), line.whole.end(), *whole);
            const auto i = static_cast<std::size_t>(at - line.whole.begin());
            return 2 * i + (at != line.whole.end() && *at == *whole ? 1 : 0);
        }
    }
    const auto at =
        std::lower_bound(line.ends.begin(), line.ends.end(), value,
                         [](const Value& a, const Value& b) { return place(a, b) < 0; });
    const auto i = static_cast<std::size_t>(at - line.ends.begin());
    return 2 * i + (at != line.ends.end() && place(*at, value) == 0 ? 1 : 0);
}

// The first and the last segment of a piece; empty when the last lies before the first.
std::pair<std::size_t, std::size_t> ColumnIndex::segments(const Line& line, const Piece& piece) {
    std::size_t first = 0, last = 2 * line.ends.size();
    if (piece.low) first = segment(line, *piece.low) + (piece.low_closed ? 0 : 1);
    if (piece.high) last = segment(line, *piece.high) - (piece.high_closed ? 0 : 1);
    return {first, last};
}

void ColumnIndex::Line::sort_ends(const Pieces& pieces) {
    for (const auto& p : pieces) {
        if (p.low) ends.push_back(*p.low);
        if (p.high) ends.push_back(*p.high);
        const bool is_point = p.low && p.high && place(*p.low, *p.high) == 0;
        has_ranges = has_ranges || !is_point;
    }
    std::sort(ends.begin(), ends.end(),
              [](const Value& a, const Value& b) { return place(a, b) < 0; });
    ends.erase(std::unique(ends.begin(), ends.end(),
                           [](const Value& a, const Value& b) { return place(a, b) == 0; }),
               ends.end());
    for (std::uint32_t i = 0; i < ends.size(); ++i)
        if (ends[i].is(Kind::string)) texts.emplace(ends[i].text(), i);
    for (const auto& end : ends) {
        const auto n = end.is(Kind::number) ? end.number().small_whole() : std::nullopt;
        if (!n) break;
        whole.push_back(*n);
    }
    if (whole.size() != ends.size()) whole.clear();
}

// False, and nothing laid out, when the pieces overlap too much.
bool ColumnIndex::lay_out(Line& line, const Pieces& pieces, std::size_t rows) {
    line.sort_ends(pieces);
    std::size_t room = 0;
    for (const auto& p : pieces) {
        const auto [first, last] = segments(line, p);
        if (last >= first) room += last - first + 1;
        if (room > line_rows_max) {
            line = Line();
            return false;
        }
    }
    std::vector<std::vector<std::uint32_t>> lists(2 * line.ends.size() + 1);
    for (const auto& p : pieces) {
        const auto [first, last] = segments(line, p);
        for (std::size_t i = first; i <= last; ++i)
            if (lists[i].empty() || lists[i].back() != p.row) lists[i].push_back(p.row);
    }
    line.bits.resize(lists.size());
    for (std::size_t i = 0; i < lists.size(); ++i) {
        line.starts.push_back(static_cast<std::uint32_t>(line.rows.size()));
        line.rows.insert(line.rows.end(), lists[i].begin(), lists[i].end());
        if (lists[i].size() * dense_part <= rows) continue;
        line.bits[i].resize((rows + 63) / 64);
        for (const std::uint32_t row : lists[i])
            line.bits[i][row / 64] |= std::uint64_t{1} << (row % 64);
    }
    line.starts.push_back(static_cast<std::uint32_t>(line.rows.size()));
    return true;
}

ColumnIndex::ColumnIndex(const Program& program, const DecisionTable& table, std::size_t column)
    : always_bits_(table.rules.size()), open_(table.rules.size()) {
    const auto rows = static_cast<std::uint32_t>(table.rules.size());
    std::array<Pieces, lines> pieces;
    const auto always = [&](std::uint32_t row, bool asked) {
        always_bits_.put(row);
        if (asked) open_.put(row);
        has_open_ = has_open_ || asked;
    };
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t test = table.rules[row].tests[column];
        const Value* constant = test == no_node ? nullptr : program.constant_of(test);
        Pieces cell;
        if (test == no_node || (constant && constant->is_true())) {
            always(row, false);
        } else if (!pieces_of(program, test, table.inputs[column].slot, row, cell)) {
            always(row, true);
        } else {
            for (auto& piece : cell) {
                const Value& end = piece.low ? *piece.low : *piece.high;
                if (!end.is_null())
                    pieces[*line_of(end.kind())].push_back(std::move(piece));
                else if (null_rows_.empty() || null_rows_.back() != row)
                    null_rows_.push_back(row);
            }
        }
    }
    for (std::size_t i = 0; i < lines; ++i) {
        if (lay_out(lines_[i], pieces[i], rows)) continue;
        for (const auto& p : pieces[i])
            always(p.row, true);
    }
    for (std::uint32_t row = 0; row < rows; ++row)
        if (always_bits_.has(row)) always_.push_back(row);
}

std::optional<Posting> ColumnIndex::find(const Value& value) const {
    if (value.is_null()) return Posting{nullptr, null_rows_, null_rows_.size()};
    const auto number = line_of(value.kind());
    if (!number) return std::nullopt;
    const Line& line = lines_[*number];
    const std::size_t i = segment(line, value);
    const std::span<const std::uint32_t> list(line.rows.data() + line.starts[i],
                                              line.starts[i + 1] - line.starts[i]);
    return Posting{line.bits[i].empty() ? nullptr : line.bits[i].data(), list, list.size()};
}

TableIndex::TableIndex(const Program& program, const DecisionTable& table)
    : rows_(table.rules.size()) {
    for (std::size_t i = 0; i < std::min(table.inputs.size(), columns_max); ++i)
        columns_.emplace_back(program, table, i);
}

TableIndex::Selection TableIndex::select(std::span<const Value* const> inputs) const {
    Selection s;
    std::size_t fewest = rows_ + 1;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        auto& posting = s.postings[c];
        posting = columns_[c].find(*inputs[c]);
        if (!posting) continue;
        const std::size_t size = posting->size + columns_[c].always().size();
        if (size >= fewest) continue;
        fewest = size;
        s.driver = c;
        s.sparse = !posting->bits && size * 8 <= rows_ + 64;
    }
    return s;
}

}  // namespace linli::decision
