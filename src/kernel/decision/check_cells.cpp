#include "kernel/decision/check_cells.hpp"

#include <algorithm>

#include "kernel/decision/lexer.hpp"
#include "kernel/decision/machine.hpp"

namespace linli::decision {

namespace {

class CellReader {
  public:
    explicit CellReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::optional<CellTests> cell() {
        CellTests out;
        if (ends() || (token().is("-") && token(1).form == Token::Form::end)) {
            out.any = true;
            return out;
        }
        if (token().is_word("not") && token(1).is("(")) {
            out.negated = true;
            at_ += 2;
        }
        do {
            const auto piece = test();
            if (!piece) return std::nullopt;
            out.pieces.push_back(*piece);
        } while (take(","));
        if (out.negated && !take(")")) return std::nullopt;
        if (!ends()) return std::nullopt;
        return out;
    }

    std::optional<Value> literal() {
        const Token t = token();
        if (t.is("-") && token(1).form == Token::Form::number) {
            at_ += 2;
            const auto n = Number::parse(tokens_[at_ - 1].text);
            return n ? std::optional<Value>(n->negated()) : std::nullopt;
        }
        if (t.is("@") && token(1).form == Token::Form::string) {
            at_ += 2;
            return known(temporal_of_text(tokens_[at_ - 1].text));
        }
        if (t.form == Token::Form::string) {
            ++at_;
            return Value(t.text);
        }
        if (t.form == Token::Form::number) {
            ++at_;
            const auto n = Number::parse(t.text);
            return n ? std::optional<Value>(*n) : std::nullopt;
        }
        if (t.is_word("true") || t.is_word("false")) {
            ++at_;
            return Value(t.text == "true");
        }
        return call();
    }
    bool ends() const { return token().form == Token::Form::end; }

  private:
    static std::optional<Value> known(const Value& v) {
        return v.is_null() ? std::nullopt : std::optional<Value>(v);
    }
    const Token& token(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    bool take(std::string_view symbol) {
        if (!token().is(symbol)) return false;
        ++at_;
        return true;
    }

    // date("2026-01-31") and its kin.
    std::optional<Value> call() {
        std::string name;
        std::size_t n = 0;
        while (token(n).form == Token::Form::word && n < 4)
            name += (name.empty() ? "" : " ") + token(n++).text;
        if (!token(n).is("(") || token(n + 1).form != Token::Form::string || !token(n + 2).is(")"))
            return std::nullopt;
        const std::string text = token(n + 1).text;
        at_ += n + 3;
        Value v;
        if (name == "date") {
            if (const auto d = parse_date(text)) v = *d;
        } else if (name == "time") {
            if (const auto t = parse_time(text)) v = *t;
        } else if (name == "date and time") {
            if (const auto t = parse_date_time(text)) v = *t;
        } else if (name == "duration") {
            v = temporal_of_text(text);
            if (!v.is(Kind::days_duration) && !v.is(Kind::months_duration)) v = Value();
        }
        return known(v);
    }

    std::optional<CellPiece> range() {
        CellPiece p;
        p.low_closed = token().is("[");
        ++at_;
        p.low = literal();
        if (!p.low || !take("..")) return std::nullopt;
        p.high = literal();
        p.high_closed = token().is("]");
        if (!p.high || !(take("]") || take(")") || take("["))) return std::nullopt;
        return p;
    }

    std::optional<CellPiece> test() {
        if (token().is("[") || token().is("(") || token().is("]")) return range();
        static constexpr std::string_view operators[] = {"<", "<=", ">", ">=", "=", "!="};
        std::string op;
        for (const auto o : operators)
            if (token().is(o)) op = o;
        if (!op.empty()) ++at_;
        const auto value = literal();
        if (!value) return std::nullopt;
        if (op == "!=") return CellPiece{value, {}, false, false, true};
        if (op.empty() || op == "=") return CellPiece{value, value, true, true, false};
        const bool closed = op.size() == 2;
        if (op[0] == '<') return CellPiece{{}, value, false, closed, false};
        return CellPiece{value, {}, closed, false, false};
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

std::optional<std::vector<Token>> tokens_of(std::string_view text) {
    try {
        return tokenize(text);
    } catch (const SyntaxError&) {
        return std::nullopt;
    }
}

}  // namespace

std::optional<CellTests> parse_cell(std::string_view text) {
    auto tokens = tokens_of(text);
    return tokens ? CellReader(std::move(*tokens)).cell() : std::nullopt;
}

std::optional<Value> parse_literal(std::string_view text) {
    auto tokens = tokens_of(text);
    if (!tokens) return std::nullopt;
    CellReader reader(std::move(*tokens));
    auto value = reader.literal();
    return reader.ends() ? value : std::nullopt;
}

std::optional<std::vector<std::string>> listed_values(std::string_view text) {
    const auto cell = parse_cell(text);
    if (!cell || cell->any || cell->negated) return std::nullopt;
    std::vector<std::string> out;
    for (const auto& p : cell->pieces) {
        if (p.differs || !p.low || !p.high || !identical(*p.low, *p.high)) return std::nullopt;
        out.push_back(display(*p.low));
    }
    return out;
}

bool intersects(const Spans& a, const Spans& b) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].from < b[j].to && b[j].from < a[i].to) return true;
        a[i].to <= b[j].to ? ++i : ++j;
    }
    return false;
}

Spans intersection(const Spans& a, const Spans& b) {
    Spans out;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const Span s{std::max(a[i].from, b[j].from), std::min(a[i].to, b[j].to)};
        if (s.from < s.to) out.push_back(s);
        a[i].to <= b[j].to ? ++i : ++j;
    }
    return out;
}

bool contains(const Spans& outer, const Spans& inner) {
    return intersection(outer, inner) == inner;
}

namespace {

bool is_ordered(Kind kind) {
    return kind == Kind::number || kind == Kind::date || kind == Kind::time ||
           kind == Kind::date_time || kind == Kind::days_duration || kind == Kind::months_duration;
}

// Every end is of that kind and comparable; texts and truth values are only listed.
bool fits(const CellTests& cell, Kind kind, const std::optional<Value>& sample) {
    for (const auto& p : cell.pieces) {
        for (const auto& end : {p.low, p.high}) {
            if (!end) continue;
            if (!end->is(kind) || (sample && is_ordered(kind) && !order(*sample, *end)))
                return false;
        }
        const bool is_point = p.differs || (p.low && p.high && identical(*p.low, *p.high));
        if (!is_ordered(kind) && !is_point) return false;
    }
    return true;
}

}  // namespace

std::optional<ColumnLine> ColumnLine::make(std::optional<Kind> kind, const CellTests& domain,
                                           const std::vector<const CellTests*>& cells) {
    std::vector<const CellTests*> all = cells;
    all.push_back(&domain);
    std::vector<Value> ends;
    for (const auto* c : all)
        for (const auto& p : c->pieces)
            for (const auto& end : {p.low, p.high})
                if (end) ends.push_back(*end);
    if (!kind && !ends.empty()) kind = ends[0].kind();
    ColumnLine line;
    line.kind_ = kind.value_or(Kind::string);
    const bool ordered = is_ordered(line.kind_);
    if (!ordered && line.kind_ != Kind::string && line.kind_ != Kind::boolean) return std::nullopt;
    const auto sample = ends.empty() ? std::nullopt : std::optional<Value>(ends[0]);
    for (const auto* c : all)
        if (!fits(*c, line.kind_, sample)) return std::nullopt;
    if (line.kind_ == Kind::boolean) ends = {Value(false), Value(true)};
    std::sort(ends.begin(), ends.end(), [&](const Value& a, const Value& b) {
        if (ordered) return order(a, b).value_or(0) < 0;
        return a.is(Kind::string) ? a.text() < b.text() : a.is_false() && b.is_true();
    });
    ends.erase(std::unique(ends.begin(), ends.end(),
                           [&](const Value& a, const Value& b) {
                               return ordered ? order(a, b).value_or(1) == 0 : identical(a, b);
                           }),
               ends.end());
    std::vector<Atom> atoms;
    if (!ordered) {
        for (const auto& v : ends)
            atoms.push_back({v, v, true});
        if (line.kind_ == Kind::string) atoms.push_back({});
    } else {
        std::optional<Value> before;
        for (const auto& v : ends) {
            atoms.push_back({before, v, false});
            atoms.push_back({v, v, true});
            before = v;
        }
        atoms.push_back({before, std::nullopt, false});
    }
    for (const auto& atom : atoms) {
        if (!domain.any && !line.inside(atom, domain)) continue;
        const auto witness = atom.is_point ? atom.low : line.between(atom);
        if (!witness) continue;
        line.atoms_.push_back(atom);
        line.witnesses_.push_back(*witness);
    }
    // "Another text" is none that is mentioned.
    if (line.kind_ == Kind::string && !line.atoms_.empty() && !line.atoms_.back().is_point) {
        std::string other = "other";
        while (std::any_of(ends.begin(), ends.end(),
                           [&](const Value& v) { return v.text() == other; }))
            other += '_';
        line.witnesses_.back() = Value(other);
    }
    return line;
}

bool ColumnLine::inside(const Atom& atom, const CellTests& cell) const {
    if (cell.any) return true;
    bool found = false;
    for (const auto& p : cell.pieces) {
        bool in = false;
        if (!is_ordered(kind_)) {
            const bool same = atom.is_point && identical(*atom.low, *p.low);
            in = p.differs ? !same : same;
        } else {
            // Atoms are points or lie whole on one side of each end.
            const auto at_low = [&](const Value& end) {
                return atom.low && order(*atom.low, end).value_or(-1) >= 0;
            };
            const auto at_high = [&](const Value& end) {
                return atom.high && order(*atom.high, end).value_or(1) <= 0;
            };
            const auto is_end = [&](const Value& end) { return at_low(end) && at_high(end); };
            if (p.differs) {
                in = !(atom.is_point && is_end(*p.low));
            } else {
                const bool low = !p.low || (at_low(*p.low) &&
                                            (p.low_closed || !atom.is_point || !is_end(*p.low)));
                const bool high =
                    !p.high ||
                    (at_high(*p.high) && (p.high_closed || !atom.is_point || !is_end(*p.high)));
                in = low && high;
            }
        }
        found = found || in;
    }
    return found != cell.negated;
}

// A value strictly between the ends: a whole number where there is one; days and months are counted
// one by one, so that nothing may lie between.
std::optional<Value> ColumnLine::between(const Atom& atom) const {
    if (kind_ == Kind::string) return Value(std::string("other"));
    const auto pick = [&](auto low, auto high, auto plus) -> std::optional<decltype(plus(0, 0))> {
        if (low) return plus(*low, 1);
        if (high) return plus(*high, -1);
        return std::nullopt;
    };
    const auto whole_step = [](std::int64_t n, int by) { return n + by; };
    const auto count = [&](auto of) -> std::optional<std::int64_t> {
        const auto low = atom.low ? std::optional(of(*atom.low)) : std::nullopt;
        const auto high = atom.high ? std::optional(of(*atom.high)) : std::nullopt;
        const auto n = low || high ? pick(low, high, whole_step) : std::optional<std::int64_t>(0);
        if (low && high && *n >= *high) return std::nullopt;
        return n;
    };
    if (kind_ == Kind::date) {
        const auto n = count([](const Value& v) { return v.date().days; });
        return n ? std::optional<Value>(FeelDate{*n}) : std::nullopt;
    }
    if (kind_ == Kind::months_duration) {
        const auto n = count([](const Value& v) { return v.months().months; });
        return n ? std::optional<Value>(MonthsDuration{*n}) : std::nullopt;
    }
    if (kind_ == Kind::days_duration) {
        const auto n = count([](const Value& v) { return v.days().seconds; });
        return n ? std::optional<Value>(DaysDuration{*n, 0}) : Value();
    }
    if (kind_ != Kind::number) return Value();
    if (!atom.low && !atom.high) return Value(Number(0));
    const auto step = [](Number n, int by) {
        const auto base = n.rounded(0, by > 0 ? Rounding::floor : Rounding::ceiling);
        return add(base.value_or(n), Number(by)).value_or(n);
    };
    const auto low = atom.low ? std::optional(atom.low->number()) : std::nullopt;
    const auto high = atom.high ? std::optional(atom.high->number()) : std::nullopt;
    Number n = low ? step(*low, 1) : step(*high, -1);
    if (low && high && compare(n, *high) >= 0) {
        const auto sum = add(*low, *high);
        const auto middle = sum ? divide(*sum, Number(2)) : std::nullopt;
        if (!middle || compare(*middle, *low) <= 0 || compare(*middle, *high) >= 0)
            return std::nullopt;
        n = *middle;
    }
    return Value(n);
}

Spans ColumnLine::spans(const CellTests& cell) const {
    Spans out;
    for (std::uint32_t i = 0; i < size(); ++i) {
        if (!inside(atoms_[i], cell)) continue;
        if (!out.empty() && out.back().to == i)
            ++out.back().to;
        else
            out.push_back({i, i + 1});
    }
    return out;
}

std::string ColumnLine::text(std::uint32_t atom) const {
    if (!witnesses_[atom].is_null()) return display(witnesses_[atom], true);
    const Atom& a = atoms_[atom];
    return "(" + (a.low ? display(*a.low, true) : "") + ".." +
           (a.high ? display(*a.high, true) : "") + ")";
}

}  // namespace linli::decision
