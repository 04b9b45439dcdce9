// Functions of lists (DMN 1.5, 10.3.4.4) and sort().
#include <algorithm>
#include <array>

#include "kernel/decision/built_in.hpp"

namespace linli::decision {

namespace {

// A single value stands for the list of it.
std::optional<std::vector<Value>> list_of(const Value& v) {
    if (v.is(Kind::list)) return v.items();
    if (v.is_null()) return std::nullopt;
    return std::vector<Value>{v};
}

bool same(const Value& a, const Value& b) {
    return equal(a, b).value_or(false);
}
bool has(const std::vector<Value>& items, const Value& v) {
    return std::any_of(items.begin(), items.end(), [&](const Value& i) { return same(i, v); });
}

Value list_contains(Machine& m, Arguments a) {
    const auto items = list_of(a[0]);
    if (!items) return wrong_type(m, "list contains");
    m.spend(items->size());
    return Value(has(*items, a[1]));
}

Value sublist(Machine& m, Arguments a) {
    const auto items = list_of(a[0]);
    const auto start = whole(a[1]);
    if (!items || !start) return wrong_type(m, "sublist");
    const auto size = static_cast<std::int64_t>(items->size());
    if (*start == 0 || *start > size || *start < -size)
        return m.null("列表没有这个位置", "the list has no such position");
    const std::int64_t from = *start > 0 ? *start - 1 : size + *start;
    std::int64_t count = size - from;
    if (a.count == 3 && !a[2].is_null()) {
        const auto length = whole(a[2]);
        if (!length || *length < 1 || *length > count) return wrong_type(m, "sublist");
        count = *length;
    }
    return std::vector<Value>(items->begin() + from, items->begin() + from + count);
}

Value append(Machine& m, Arguments a) {
    std::vector<Value> items;
    if (a[0].is(Kind::list))
        items = a[0].items();
    else
        items.push_back(a[0]);
    m.spend(items.size());
    items.insert(items.end(), a.values + 1, a.values + a.count);
    return items;
}

Value concatenate(Machine& m, Arguments a) {
    std::vector<Value> items;
    for (std::size_t i = 0; i < a.count; ++i) {
        const auto part = list_of(a[i]);
        if (!part) return wrong_type(m, "concatenate");
        m.spend(part->size());
        items.insert(items.end(), part->begin(), part->end());
    }
    return items;
}

// The place of a position from 1, or from the end below 0.
std::optional<std::size_t> place(const std::vector<Value>& items, const Value& position) {
    const auto p = whole(position);
    const auto size = static_cast<std::int64_t>(items.size());
    if (!p || *p == 0 || *p > size || *p < -size) return std::nullopt;
    return static_cast<std::size_t>(*p > 0 ? *p - 1 : size + *p);
}

Value insert_before(Machine& m, Arguments a) {
    auto items = list_of(a[0]);
    const auto at = items ? place(*items, a[1]) : std::nullopt;
    if (!at) return wrong_type(m, "insert before");
    items->insert(items->begin() + static_cast<std::ptrdiff_t>(*at), a[2]);
    return *items;
}

Value remove(Machine& m, Arguments a) {
    auto items = list_of(a[0]);
    const auto at = items ? place(*items, a[1]) : std::nullopt;
    if (!at) return wrong_type(m, "remove");
    items->erase(items->begin() + static_cast<std::ptrdiff_t>(*at));
    return *items;
}

Value list_replace(Machine& m, Arguments a) {
    auto items = list_of(a[0]);
    if (!items) return wrong_type(m, "list replace");
    if (a[1].is(Kind::function)) {
        for (auto& item : *items) {
            std::array<Value, 2> arguments{item, a[2]};
            const Value chosen = m.call(a[1], {arguments.data(), 2});
            if (!chosen.is(Kind::boolean)) return wrong_type(m, "list replace");
            if (chosen.is_true()) item = a[2];
        }
        return *items;
    }
    const auto at = place(*items, a[1]);
    if (!at) return wrong_type(m, "list replace");
    (*items)[*at] = a[2];
    return *items;
}

Value reverse(Machine& m, Arguments a) {
    auto items = list_of(a[0]);
    if (!items) return wrong_type(m, "reverse");
    m.spend(items->size());
    std::reverse(items->begin(), items->end());
    return *items;
}

Value index_of(Machine& m, Arguments a) {
    const auto items = list_of(a[0]);
    if (!items) return wrong_type(m, "index of");
    std::vector<Value> found;
    for (std::size_t i = 0; i < items->size(); ++i)
        if (same((*items)[i], a[1])) found.push_back(Number(static_cast<std::int64_t>(i) + 1));
    m.spend(items->size());
    return found;
}

std::vector<Value> distinct(Machine& m, const std::vector<Value>& items) {
    std::vector<Value> out;
    for (const auto& item : items) {
        m.spend(1 + out.size() * std::uint64_t{extent_of(item).weight} / 8);
        if (!has(out, item)) out.push_back(item);
    }
    return out;
}

Value unite(Machine& m, Arguments a) {
    const Value all = concatenate(m, a);
    if (all.is_null()) return {};
    return distinct(m, all.items());
}

Value distinct_values(Machine& m, Arguments a) {
    const auto items = list_of(a[0]);
    if (!items) return wrong_type(m, "distinct values");
    return distinct(m, *items);
}

void flatten_into(Machine& m, std::vector<Value>& out, const Value& v) {
    m.spend(1);
    if (!v.is(Kind::list)) {
        out.push_back(v);
        return;
    }
    for (const auto& item : v.items())
        flatten_into(m, out, item);
}
Value flatten(Machine& m, Arguments a) {
    if (a[0].is_null()) return wrong_type(m, "flatten");
    std::vector<Value> out;
    flatten_into(m, out, a[0]);
    return out;
}

// Merge sort: a comparison written by somebody need not be an order, and std::sort must not rely on
// it.
void merge_sort(Machine& m, std::vector<Value>& items, const Value* precedes, bool& good) {
    if (items.size() < 2 || !good) return;
    const auto half = static_cast<std::ptrdiff_t>(items.size() / 2);
    std::vector<Value> left(items.begin(), items.begin() + half);
    std::vector<Value> right(items.begin() + half, items.end());
    merge_sort(m, left, precedes, good);
    merge_sort(m, right, precedes, good);
    std::size_t l = 0, r = 0;
    for (auto& slot : items) {
        bool take_right = l == left.size();
        if (!take_right && r < right.size()) {
            m.spend(1);
            if (precedes) {
                std::array<Value, 2> arguments{right[r], left[l]};
                const Value before = m.call(*precedes, {arguments.data(), 2});
                good = good && before.is(Kind::boolean);
                take_right = before.is_true();
            } else {
                const auto c = order(right[r], left[l]);
                good = good && c.has_value();
                take_right = c && *c < 0;
            }
        }
        slot = take_right ? right[r++] : left[l++];
    }
}

Value sort(Machine& m, Arguments a) {
    auto items = list_of(a[0]);
    const Value* precedes = a.count == 2 && !a[1].is_null() ? &a[1] : nullptr;
    if (!items || (precedes && !precedes->is(Kind::function))) return wrong_type(m, "sort");
    bool good = true;
    merge_sort(m, *items, precedes, good);
    return good ? Value(*items) : wrong_type(m, "sort");
}

constexpr std::array<BuiltIn, 13> functions{{
    {"list contains", "list,element", list_contains},
    {"sublist", "list,start position,length?", sublist},
    {"append", "list,item*", append},
    {"concatenate", "list*", concatenate},
    {"insert before", "list,position,newItem", insert_before},
    {"remove", "list,position", remove},
    {"list replace", "list,position,newItem|list,match,newItem", list_replace},
    {"reverse", "list", reverse},
    {"index of", "list,match", index_of},
    {"union", "list*", unite},
    {"distinct values", "list", distinct_values},
    {"flatten", "list", flatten},
    {"sort", "list,precedes?", sort},
}};

}  // namespace

std::span<const BuiltIn> list_functions() {
    return functions;
}

}  // namespace linli::decision
