#include "kernel/task/assign.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "crypto/hash.hpp"

namespace linli::task {
namespace {

bool is_able(const Candidate& c, const std::vector<std::string>& skills) {
    return !c.barred && std::all_of(skills.begin(), skills.end(), [&](const std::string& skill) {
        return std::find(c.skills.begin(), c.skills.end(), skill) != c.skills.end();
    });
}

std::string n(std::size_t number) {
    return std::to_string(number);
}

// The first eight bytes of SHA-256(seed), as a number; the draw is that modulo the number of able
// candidates in the order of their accounts. Anybody can compute it again.
std::size_t drawn(std::string_view seed, std::size_t count) {
    const std::string hex = crypto::to_hex(crypto::hash(crypto::Hash::sha256, seed));
    return static_cast<std::size_t>(std::stoull(hex.substr(0, 15), nullptr, 16) % count);
}

template <class Key>
std::size_t least(const std::vector<Candidate>& all, const std::vector<std::size_t>& able,
                  Key key) {
    return *std::min_element(able.begin(), able.end(), [&](std::size_t a, std::size_t b) {
        return key(all[a]) < key(all[b]);
    });
}

}  // namespace

Choice choose(Strategy strategy, const std::vector<std::string>& skills,
              const std::vector<Candidate>& candidates, std::string_view seed) {
    std::vector<std::size_t> able;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (is_able(candidates[i], skills)) able.push_back(i);
    std::sort(able.begin(), able.end(), [&](std::size_t a, std::size_t b) {
        return candidates[a].account < candidates[b].account;
    });
    const std::string of_zh = "（" + n(able.size()) + " 人可办）";
    const std::string of_en = " of " + n(able.size()) + " who may";
    if (able.empty())
        return {std::nullopt,
                {"现在没有人可以办理，留在待领池", "nobody may do it now; it stays in the pool"}};
    switch (strategy) {
        case Strategy::pool:
            return {std::nullopt, {"由有权办理的人领取" + of_zh, "to be taken by one" + of_en}};
        case Strategy::least_loaded: {
            const auto i = least(candidates, able, [](const Candidate& c) {
                return std::tuple(c.open_tasks, c.last_at, c.account);
            });
            return {i, {"在办最少" + of_zh, "the fewest tasks in hand" + of_en}};
        }
        case Strategy::nearest: {
            const auto i = least(candidates, able, [](const Candidate& c) {
                return std::tuple(c.distance_m.value_or(std::numeric_limits<double>::max()),
                                  c.open_tasks, c.last_at, c.account);
            });
            return {i, {"距离最近" + of_zh, "the nearest" + of_en}};
        }
        case Strategy::round_robin: {
            const auto i = least(candidates, able, [](const Candidate& c) {
                return std::tuple(c.turns, c.last_at, c.account);
            });
            return {i, {"按次序轮到" + of_zh, "the next in turn" + of_en}};
        }
        case Strategy::random_draw: {
            const std::size_t i = able[drawn(seed, able.size())];
            return {i,
                    {"随机抽取，种子 " + std::string(seed) + of_zh,
                     "drawn at random, seed " + std::string(seed) + "," + of_en}};
        }
    }
    return {};
}

}  // namespace linli::task
