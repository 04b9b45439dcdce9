// Which of several dated texts holds: two time axes (in force at, known at) and, where a province
// or a city has its own, the area. Nothing is guessed: whatever is not exactly one is said to be
// none or several.
#pragma once
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace linli::decision {

// T has `from`, `until` (optional, the last day), `known_since`, `supersedes` (ids), `area` and
// id().
//
// A text holds on its days once it is known. Where a later one says that it supersedes it, the
// earlier one gives way as long as the later one is in force itself, so that a measure that ends
// gives the law before it back. Entries are only ever added: what is asked at an old day of
// knowledge finds what it found then.
template <class T>
class Dated {
  public:
    explicit Dated(const std::vector<T>& all) : all_(all) {}

    // Of the first area that has any; the last one tried is the whole country (""). Positions in
    // the list.
    std::vector<std::size_t> holding(Date at, Date known,
                                     const std::vector<std::string>& areas) const {
        for (const auto& area : areas)
            if (auto found = holding_in(area, at, known); !found.empty()) return found;
        return holding_in("", at, known);
    }

  private:
    bool is_of(const T& t, const std::string& area) const { return t.area.value_or("") == area; }

    std::vector<std::size_t> holding_in(const std::string& area, Date at, Date known) const {
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const T& t = all_[i];
            if (is_of(t, area) && t.known_since <= known && t.from <= at &&
                (!t.until || at <= *t.until))
                candidates.push_back(i);
        }
        std::set<std::string> displaced;
        for (const auto i : candidates)
            displace(all_[i], area, known, displaced);
        std::erase_if(candidates, [&](std::size_t i) { return displaced.contains(all_[i].id()); });
        return candidates;
    }

    // Everything that it supersedes, also through others that are known.
    void displace(const T& t, const std::string& area, Date known,
                  std::set<std::string>& displaced) const {
        for (const auto& id : t.supersedes) {
            if (id == t.id() || !displaced.insert(id).second) continue;
            for (const auto& other : all_)
                if (is_of(other, area) && other.id() == id && other.known_since <= known)
                    displace(other, area, known, displaced);
        }
    }

    const std::vector<T>& all_;
};

}  // namespace linli::decision
