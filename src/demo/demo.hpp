// The demonstration city: areas, people, services, boards and accounts of a city that does not
// exist. The same preset and seed give the same content; ids and the days counted back from today
// come from the clock and the id maker that are given.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "apps/neighbourhood/neighbourhood.hpp"
#include "demo/accounts.hpp"
#include "demo/preset.hpp"
#include "kernel/area/area.hpp"
#include "kernel/casework/casework.hpp"
#include "kernel/finance/finance.hpp"
#include "kernel/identity/identity.hpp"
#include "kernel/place/place.hpp"
#include "store/store.hpp"

namespace linli::demo {

// What the city is loaded through. Schema and roles (identity::load_roles) are in place, and
// areas.refresh() and directory.load() were called.
struct Services {
    store::Store& store;
    const Clock& clock;
    area::Areas& areas;
    place::Directory& directory;
    identity::Parts& identity;
    neighbourhood::Boards& boards;
    casework::Cases* cases = nullptr;         // none: no cases are made
    const finance::Parts* finance = nullptr;  // none: no funds are played
};

// One line for people about how far it is; called a few times a second at most.
using Progress = std::function<void(const std::string& line)>;

struct Loaded {
    bool was_there = false;  // nothing was done
    std::size_t areas = 0, listings = 0, persons = 0, boards = 0;
    std::vector<std::string> board_codes;
};

inline constexpr std::uint64_t default_seed = 2026;

// Loads in units of work of at most 1,000 rows. An interrupted load goes on where it stopped when
// it is called again with the same preset. Throws Refusal `demo.other_data` when the store holds
// another city or another preset half loaded.
Loaded load(Services& services, Preset preset, const Progress& progress,
            std::uint64_t seed = default_seed);

// What to tell whoever loaded it: who can sign in, and which boards there are.
std::vector<std::string> welcome(const Loaded& loaded);

}  // namespace linli::demo
