// Random processes, random events and a crash between any two commands, against the reference.
#include <gtest/gtest.h>

#include <iostream>
#include <optional>

#include "process/random/trial.hpp"

namespace linli::process::random {
namespace {

TEST(RandomProcesses, run_as_the_reference_says_whatever_comes) {
    const Seeds tried = seeds(2'000, 10'000);
    std::uint64_t failing = 0, given_up = 0;
    std::optional<Trial> smallest;
    for (auto seed = tried.first; seed <= tried.last; ++seed) {
        Trial trial(seed);
        const Outcome outcome = trial.in_memory(trial.commands);
        if (outcome.too_long) ++given_up;
        if (outcome.good) continue;
        ++failing;
        std::cout << "seed " << seed << " differs\n";
        if (!smallest || trial.model.nodes.size() < smallest->model.nodes.size())
            smallest = std::move(trial);
    }
    if (!smallest && tried.alone) smallest.emplace(tried.first);
    const std::string told =
        smallest ? report(*smallest, [&](const auto& some) { return smallest->in_memory(some); })
                 : "";
    EXPECT_EQ(failing, 0u) << "the smallest of them:\n" << told;
    EXPECT_LE(given_up * 50, tried.last - tried.first + 50) << "too many run away to say anything";
    if (tried.alone) std::cout << told << '\n';
}

// Each rule of the reference in turn is broken.
class Canary : public ::testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(Rules, Canary,
                         ::testing::Values(Wrong::inclusive_join_does_not_wait,
                                           Wrong::boundary_never_interrupts,
                                           Wrong::compensation_in_order_of_work,
                                           Wrong::terminate_ends_everything,
                                           Wrong::error_is_caught_outermost));

TEST_P(Canary, is_found_within_1000_seeds_and_shrinks) {
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        const Trial trial(seed);
        const auto fails = [&](const std::vector<Command>& some) {
            return !trial.in_memory(some, GetParam()).good;
        };
        if (!fails(trial.commands)) continue;
        const auto few = shrink(trial.commands, fails);
        EXPECT_TRUE(fails(few));
        EXPECT_LE(few.size(), trial.commands.size());
        EXPECT_TRUE(trial.in_memory(few).good) << "the right rule passes";
        RecordProperty("seed", static_cast<int>(seed));
        std::cout << "found by seed " << seed << ", with " << few.size() << " of "
                  << trial.commands.size() << " commands\n";
        return;
    }
    FAIL() << "nobody saw the wrong rule";
}

}  // namespace
}  // namespace linli::process::random
