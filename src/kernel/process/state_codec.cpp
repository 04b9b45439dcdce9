// A state as bytes: variable-length integers, texts with their length, values with their kind.
#include <limits>

#include "kernel/process/state.hpp"

namespace linli::process {

using decision::Kind;
using decision::Value;

namespace {

constexpr std::uint64_t format = 1;
constexpr int depth_max = 200;

class Writer {
  public:
    std::string out;
    void number(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7)
            out += static_cast<char>(n | 0x80);
        out += static_cast<char>(n);
        if (out.size() > state_bytes_max) too_large();
    }
    // none is frequent and becomes one byte.
    void index(std::uint32_t n) { number(static_cast<std::uint32_t>(n + 1)); }
    void whole(std::int64_t n) {
        number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63));
    }
    void text(std::string_view s) {
        number(s.size());
        if (out.size() + s.size() > state_bytes_max) too_large();
        out += s;
    }
    void value(const Value& v, int depth = 0);

  private:
    [[noreturn]] static void too_large() {
        throw Refusal(RefusalKind::unprocessable, "process.state_too_large",
                      {"流程实例的变量与状态超过 1 MiB，请把大的内容存为文件",
                       "variables and state of the instance exceed 1 MiB; keep large contents as "
                       "files"});
    }
};

void Writer::value(const Value& v, int depth) {
    if (depth > depth_max) too_large();
    number(static_cast<std::uint64_t>(v.kind()));
    switch (v.kind()) {
        case Kind::null:
        case Kind::function:
            return;
        case Kind::boolean:
            return number(v.boolean() ? 1 : 0);
        case Kind::string:
            return text(v.text());
        case Kind::number:
            return text(v.number().text());
        case Kind::list:
            number(v.items().size());
            for (const auto& item : v.items())
                value(item, depth + 1);
            return;
        case Kind::context:
            number(v.context().entries.size());
            for (const auto& [name, entry] : v.context().entries) {
                text(name);
                value(entry, depth + 1);
            }
            return;
        case Kind::range: {
            const auto& r = v.range();
            number(static_cast<std::uint64_t>(r.form));
            number((r.low_closed ? 1u : 0u) | (r.high_closed ? 2u : 0u) |
                   (r.low_unbounded ? 4u : 0u) | (r.high_unbounded ? 8u : 0u));
            value(r.low, depth + 1);
            value(r.high, depth + 1);
            return;
        }
        default:
            return text(decision::display(v));
    }
}

class Source {
  public:
    explicit Source(std::string_view bytes) : rest_(bytes) {}
    bool done() const { return rest_.empty(); }
    std::uint64_t number() {
        std::uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            LINLI_CHECK(!rest_.empty());
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (!(byte & 0x80)) return n;
        }
        LINLI_CHECK(false);
        return 0;
    }
    std::uint32_t id() {
        const auto n = number();
        LINLI_CHECK(n <= std::numeric_limits<std::uint32_t>::max());
        return static_cast<std::uint32_t>(n);
    }
    std::uint32_t index() { return id() - 1; }
    std::int64_t whole() {
        const auto n = number();
        return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
    }
    bool truth() { return number() != 0; }
    std::string text() {
        const auto n = number();
        LINLI_CHECK(n <= rest_.size());
        std::string s(rest_.substr(0, n));
        rest_.remove_prefix(n);
        return s;
    }
    std::size_t count() {
        const auto n = number();
        LINLI_CHECK(n <= rest_.size());  // every element takes a byte at least
        return n;
    }
    Value value(int depth = 0);

  private:
    std::string_view rest_;
};

template <class T>
Value parsed(const std::optional<T>& value) {
    LINLI_CHECK(value.has_value());
    return Value(*value);
}

Value Source::value(int depth) {
    LINLI_CHECK(depth <= depth_max);
    const auto kind = static_cast<Kind>(number());
    switch (kind) {
        case Kind::null:
        case Kind::function:
            return {};
        case Kind::boolean:
            return Value(truth());
        case Kind::string:
            return Value(text());
        case Kind::number:
            return parsed(decision::Number::parse(text()));
        case Kind::date:
            return parsed(decision::parse_date(text()));
        case Kind::time:
            return parsed(decision::parse_time(text()));
        case Kind::date_time:
            return parsed(decision::parse_date_time(text()));
        case Kind::days_duration:
            return parsed(decision::parse_days_duration(text()));
        case Kind::months_duration:
            return parsed(decision::parse_months_duration(text()));
        case Kind::list: {
            std::vector<Value> items(count());
            for (auto& item : items)
                item = value(depth + 1);
            return items;
        }
        case Kind::context: {
            std::vector<std::pair<std::string, Value>> entries(count());
            for (auto& [name, entry] : entries) {
                name = text();
                entry = value(depth + 1);
            }
            return decision::Context::make(std::move(entries));
        }
        case Kind::range: {
            auto* r = new decision::Range;
            Value out(Kind::range, r);
            r->form = static_cast<decision::Range::Form>(number());
            const auto flags = number();
            r->low_closed = flags & 1, r->high_closed = flags & 2;
            r->low_unbounded = flags & 4, r->high_unbounded = flags & 8;
            r->low = value(depth + 1);
            r->high = value(depth + 1);
            return out;
        }
    }
    LINLI_CHECK(false);
    return {};
}

void write(Writer& w, const Token& t) {
    w.number(t.id), w.index(t.node), w.number(t.frame), w.index(t.flow), w.number(t.body);
    w.number(t.local), w.number(t.compensates), w.number(t.counter);
    w.number(static_cast<std::uint64_t>(t.stage));
}
void read(Source& s, Token& t) {
    t.id = s.id(), t.node = s.index(), t.frame = s.id(), t.flow = s.index(), t.body = s.id();
    t.local = s.id(), t.compensates = s.id(), t.counter = s.id();
    t.stage = static_cast<Stage>(s.number());
}

void write(Writer& w, const Variables& variables) {
    w.number(variables.size());
    for (const auto& [name, value] : variables)
        w.text(name), w.value(value);
}
void read(Source& s, Variables& variables) {
    variables.resize(s.count());
    for (auto& [name, value] : variables)
        name = s.text(), value = s.value();
}

void write(Writer& w, const Frame& f) {
    w.number(f.id), w.number(f.parent), w.index(f.scope), w.number(f.owner), w.index(f.node);
    w.number((f.kept ? 1u : 0u) | (f.closing ? 2u : 0u));
    write(w, f.variables);
}
void read(Source& s, Frame& f) {
    f.id = s.id(), f.parent = s.id(), f.scope = s.index(), f.owner = s.id(), f.node = s.index();
    const auto flags = s.number();
    f.kept = flags & 1, f.closing = flags & 2;
    read(s, f.variables);
}

void write(Writer& w, const Wait& x) {
    w.number(x.id), w.number(static_cast<std::uint64_t>(x.kind)), w.index(x.node);
    w.number(x.token), w.number(x.frame), w.index(x.event), w.text(x.name), w.text(x.key);
    w.number((x.has_key ? 1u : 0u) | (x.held ? 2u : 0u));
    if (x.kind == WaitKind::timer)
        w.whole(x.due.us), w.whole(x.repetitions), w.whole(x.every_months), w.whole(x.every_us);
}
void read(Source& s, Wait& x) {
    x.id = s.id(), x.kind = static_cast<WaitKind>(s.number()), x.node = s.index();
    x.token = s.id(), x.frame = s.id(), x.event = s.index(), x.name = s.text(), x.key = s.text();
    const auto flags = s.number();
    x.has_key = flags & 1, x.held = flags & 2;
    if (x.kind != WaitKind::timer) return;
    x.due = {s.whole()}, x.repetitions = s.whole(), x.every_months = s.whole();
    x.every_us = s.whole();
}

void write(Writer& w, const Value& v) {
    w.value(v);
}
void read(Source& s, Value& v) {
    v = s.value();
}
void write(Writer& w, std::uint32_t index) {
    w.index(index);
}
void read(Source& s, std::uint32_t& index) {
    index = s.index();
}

template <class T>
void write_all(Writer& w, const std::vector<T>& all) {
    w.number(all.size());
    for (const auto& t : all)
        write(w, t);
}
template <class T>
void read_all(Source& s, std::vector<T>& all) {
    all.resize(s.count());
    for (auto& t : all)
        read(s, t);
}

void write(Writer& w, const Loop& l) {
    w.number(l.token), w.number(l.multi ? 1 : 0), w.whole(l.total), w.whole(l.begun);
    w.whole(l.completed), w.whole(l.terminated), write_all(w, l.items), write_all(w, l.results);
}
void read(Source& s, Loop& l) {
    l.token = s.id(), l.multi = s.truth(), l.total = s.whole(), l.begun = s.whole();
    l.completed = s.whole(), l.terminated = s.whole(), read_all(s, l.items);
    read_all(s, l.results);
}

void write(Writer& w, const Compensable& c) {
    w.number(c.id), w.index(c.node), w.number(c.frame), w.number(c.kept);
}
void read(Source& s, Compensable& c) {
    c.id = s.id(), c.node = s.index(), c.frame = s.id(), c.kept = s.id();
}

void write(Writer& w, const Compensation& c) {
    w.number(c.id), w.number(c.thrower), w.number(c.cancels), write_all(w, c.steps);
}
void read(Source& s, Compensation& c) {
    c.id = s.id(), c.thrower = s.id(), c.cancels = s.id(), read_all(s, c.steps);
}

void write(Writer& w, const Reset& r) {
    w.number(r.frame), w.index(r.node), write_all(w, r.flows);
}
void read(Source& s, Reset& r) {
    r.frame = s.id(), r.node = s.index(), read_all(s, r.flows);
}

void write(Writer& w, const Incident& i) {
    w.number(i.id), w.index(i.node), w.number(i.token), w.text(i.code), w.text(i.expression);
    w.text(i.words.zh), w.text(i.words.en);
}
void read(Source& s, Incident& i) {
    i.id = s.id(), i.node = s.index(), i.token = s.id(), i.code = s.text();
    i.expression = s.text(), i.words.zh = s.text(), i.words.en = s.text();
}

}  // namespace

std::string encode(const State& state) {
    Writer w;
    w.number(format), w.index(state.process), w.number(static_cast<std::uint64_t>(state.status));
    w.number(state.called ? 1 : 0), w.number(state.last_id);
    write_all(w, state.tokens), write_all(w, state.frames), write_all(w, state.waits);
    write_all(w, state.loops), write_all(w, state.compensables), write_all(w, state.compensations);
    write_all(w, state.resets), write_all(w, state.incidents);
    return std::move(w.out);
}

State decode(std::string_view bytes) {
    Source s(bytes);
    LINLI_CHECK(s.number() == format);
    State state;
    state.process = s.index(), state.status = static_cast<Status>(s.number());
    state.called = s.truth(), state.last_id = s.id();
    read_all(s, state.tokens), read_all(s, state.frames), read_all(s, state.waits);
    read_all(s, state.loops), read_all(s, state.compensables), read_all(s, state.compensations);
    read_all(s, state.resets), read_all(s, state.incidents);
    LINLI_CHECK(s.done());
    return state;
}

std::string encode(const Variables& variables) {
    Writer w;
    w.number(format), write(w, variables);
    return std::move(w.out);
}

Variables decode_variables(std::string_view bytes) {
    Source s(bytes);
    LINLI_CHECK(s.number() == format);
    Variables variables;
    read(s, variables);
    LINLI_CHECK(s.done());
    return variables;
}

}  // namespace linli::process
