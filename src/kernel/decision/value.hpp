// A FEEL value: 24 bytes; numbers, dates and durations lie inside, the rest is shared and
// immutable.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/decision/number.hpp"
#include "kernel/decision/temporal.hpp"

namespace linli::decision {

enum class Kind : std::uint8_t {
    null,
    boolean,
    number,
    date,
    time,
    days_duration,
    months_duration,
    string,
    date_time,
    list,
    context,
    range,
    function,
};

// The base of what values share, counted by reference.
class Shared {
  public:
    Shared() = default;
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    virtual ~Shared() = default;
    void hold() const { references_.fetch_add(1, std::memory_order_relaxed); }
    std::uint32_t references() const { return references_.load(std::memory_order_acquire); }
    void release() const {
        if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
    }

    // What extent_of() found; 0: not asked yet. Whoever changes the object sets it back.
    mutable std::atomic<std::uint64_t> extent{0};

  private:
    mutable std::atomic<std::uint32_t> references_{0};
};

template <class T>
class Ref {
  public:
    Ref() = default;
    explicit Ref(const T* object) : object_(object) {
        if (object_) object_->hold();
    }
    Ref(const Ref& other) : Ref(other.object_) {}
    Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() {
        if (object_) object_->release();
    }
    const T* get() const { return object_; }
    const T* operator->() const { return object_; }
    const T& operator*() const { return *object_; }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    const T* object_ = nullptr;
};

struct Text;
struct DateTimeBox;
struct List;
struct Context;
struct Range;
struct Function;

class Value {
  public:
    Value() = default;
    Value(bool b) : kind_(Kind::boolean) { payload_.boolean = b; }                   // NOLINT
    Value(Number n) : kind_(Kind::number) { payload_.number = n; }                   // NOLINT
    Value(FeelDate d) : kind_(Kind::date) { payload_.date = d; }                     // NOLINT
    Value(FeelTime t) : kind_(Kind::time) { payload_.time = t; }                     // NOLINT
    Value(DaysDuration d) : kind_(Kind::days_duration) { payload_.days = d; }        // NOLINT
    Value(MonthsDuration d) : kind_(Kind::months_duration) { payload_.months = d; }  // NOLINT
    Value(const FeelDateTime& t);                                                    // NOLINT
    Value(std::string text);                                                         // NOLINT
    Value(std::vector<Value> items);                                                 // NOLINT
    Value(const char*) = delete;
    Value(int) = delete;
    // A freshly made object of that kind.
    Value(Kind kind, const Shared* object) : kind_(kind) {
        payload_.shared = object;
        object->hold();
    }
    Value(const Value& other) : kind_(other.kind_), payload_(other.payload_) {
        if (is_shared()) payload_.shared->hold();
    }
    Value(Value&& other) noexcept : kind_(other.kind_), payload_(other.payload_) {
        other.kind_ = Kind::null;
    }
    Value& operator=(const Value& other) {
        // What is replaced may be what holds `other`: it is let go last.
        if (other.is_shared()) other.payload_.shared->hold();
        replace(other.kind_, other.payload_);
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        const Kind kind = other.kind_;
        other.kind_ = Kind::null;
        replace(kind, other.payload_);
        return *this;
    }
    ~Value() {
        if (is_shared()) payload_.shared->release();
    }

    Kind kind() const { return kind_; }
    bool is(Kind k) const { return kind_ == k; }
    bool is_null() const { return kind_ == Kind::null; }
    bool is_true() const { return kind_ == Kind::boolean && payload_.boolean; }
    bool is_false() const { return kind_ == Kind::boolean && !payload_.boolean; }

    // Each may only be asked of its own kind.
    bool boolean() const { return payload_.boolean; }
    Number number() const { return payload_.number; }
    FeelDate date() const { return payload_.date; }
    FeelTime time() const { return payload_.time; }
    DaysDuration days() const { return payload_.days; }
    MonthsDuration months() const { return payload_.months; }
    const FeelDateTime& date_time() const;
    const std::string& text() const;
    const std::vector<Value>& items() const;
    const Context& context() const;
    const Range& range() const;
    const Function& function() const;
    bool is_shared() const { return kind_ >= Kind::string; }
    const Shared& shared() const { return *payload_.shared; }

  private:
    Kind kind_ = Kind::null;
    union Payload {
        Payload() : shared(nullptr) {}
        bool boolean;
        Number number;
        FeelDate date;
        FeelTime time;
        DaysDuration days;
        MonthsDuration months;
        const Shared* shared;
    } payload_;
    void replace(Kind kind, Payload payload) noexcept {
        const Shared* old = is_shared() ? payload_.shared : nullptr;
        kind_ = kind;
        payload_ = payload;
        if (old) old->release();
    }
};

struct Text final : Shared {
    explicit Text(std::string s) : value(std::move(s)) {}
    std::string value;
};
struct DateTimeBox final : Shared {
    explicit DateTimeBox(const FeelDateTime& t) : value(t) {}
    FeelDateTime value;
};
struct List final : Shared {
    explicit List(std::vector<Value> v) : items(std::move(v)) {}
    std::vector<Value> items;
};

// Entries in the order in which they were put; names are texts of FEEL.
struct Context final : Shared {
    std::vector<std::pair<std::string, Value>> entries;
    const Value* find(std::string_view name) const;
    void put(std::string_view name, Value value);
    static Value make(std::vector<std::pair<std::string, Value>> entries);
};

// An end that is `unbounded` was not stated (">= 5"); an end that is null was stated as null.
struct Range final : Shared {
    enum class Form : std::uint8_t { interval, equals, differs };
    Form form = Form::interval;  // "(=5)" and "(!=5)" are ranges, too; both ends are the value
    Value low, high;
    bool low_closed = true, high_closed = true;
    bool low_unbounded = false, high_unbounded = false;
};

inline const FeelDateTime& Value::date_time() const {
    return static_cast<const DateTimeBox*>(payload_.shared)->value;
}
inline const std::string& Value::text() const {
    return static_cast<const Text*>(payload_.shared)->value;
}
inline const std::vector<Value>& Value::items() const {
    return static_cast<const List*>(payload_.shared)->items;
}
inline const Context& Value::context() const {
    return *static_cast<const Context*>(payload_.shared);
}
inline const Range& Value::range() const {
    return *static_cast<const Range*>(payload_.shared);
}

// Three-valued comparisons (DMN 1.5, tables 42 and 53): none when the two do not compare.
std::optional<bool> equal(const Value& a, const Value& b);
// -1, 0 or 1.
std::optional<int> order(const Value& a, const Value& b);
// The same for is(): no time zone is another one, even for the same instant.
bool identical(const Value& a, const Value& b);
// Is the value inside; none when its ends do not compare with it.
std::optional<bool> contains(const Range& range, const Value& value);
// How much lies inside, counted as often as it is reached, and how deep: what walks a value takes
// that long and nests that far, however much of it is shared. Found once, then remembered.
struct Extent {
    std::uint32_t weight = 1;
    std::uint32_t depth = 0;
};
Extent extent_of(const Value& value);
// As the function string() and the command line show it; strings inside others are quoted.
std::string display(const Value& value, bool quote = false);
// "number", "days and time duration", ...
std::string_view kind_name(Kind kind);

}  // namespace linli::decision
