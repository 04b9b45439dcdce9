// 64-bit ids, ordered by time: 41 bits of milliseconds since 2020-01-01Z, 10 bits of node,
// 12 bits of sequence. Outside Linli an id is 13 characters of Crockford base32 (no I, L, O, U).
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace linli {

// One type per kind of thing, so that a person's id is never taken for an area's.
//   using PersonId = Id<struct PersonTag>;
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

std::string id_to_text(std::int64_t value);
// Accepts lower case and the Crockford look-alikes (i l -> 1, o -> 0); throws Refusal
// `id.malformed`.
std::int64_t id_from_text(std::string_view text);

template <class Tag>
std::string to_text(Id<Tag> id) {
    return id_to_text(id.value);
}

// Makes ids that rise within one process, even if the clock stands still or steps back; at most
// 4,096 a millisecond, then it runs ahead of the clock. Thread-safe. `node` 0 to 1023 must differ
// between processes that share a database.
class IdMaker {
  public:
    IdMaker(const Clock& clock, int node);
    template <class I>
    I make() {
        return I{next()};
    }
    std::int64_t next();

  private:
    const Clock& clock_;
    const std::int64_t node_;
    std::atomic<std::int64_t> last_{0};  // milliseconds << 12 | sequence
};

}  // namespace linli

template <class Tag>
struct std::hash<linli::Id<Tag>> {
    std::size_t operator()(linli::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
