// Where running instances stand: counted by element and listed, without reading their states.
// Private to the module; engine.hpp writes what this reads.
#pragma once
#include <map>

#include "kernel/process/engine.hpp"

namespace linli::process {

// ---- the text in the row ------------------------------------------------------------------------

// Element ids and how often, in the order of the ids.
using Places = std::map<std::string, std::int64_t, std::less<>>;
inline constexpr std::size_t places_bytes_max = 1'000;  // of one instance; the last ids are cut off

Places waiting_places(const Program& program, const State& state);  // of visible waits
Places failing_places(const Program& program, const State& state);  // of incidents
std::string to_text(const Places& places);                          // "check*2 pay"
Places places_from_text(std::string_view text);

// ---- questions ----------------------------------------------------------------------------------

// Which instances somebody may see. `everywhere` saves asking area by area.
struct Sight {
    std::function<bool(AreaId)> area;
    bool everywhere = false;
};

struct RunningCount {
    std::int64_t running = 0;
    std::int64_t incidents = 0;  // instances that have one
};
std::map<DefinitionId, RunningCount> count_running(store::Tx& tx, const Sight& sight);

struct ElementCount {
    std::string element;
    std::int64_t waiting = 0;    // tokens that wait there
    std::int64_t incidents = 0;  // that failed there
};
BOOST_DESCRIBE_STRUCT(ElementCount, (), (element, waiting, incidents))
struct Tokens {
    std::int64_t running = 0, incidents = 0;  // instances
    std::vector<ElementCount> elements;
};
BOOST_DESCRIBE_STRUCT(Tokens, (), (running, incidents, elements))
Tokens count_tokens(store::Tx& tx, DefinitionId definition, const Sight& sight);

// Running instances of one version in the order (elements, id), so that a page costs the same
// wherever it begins.
struct RunningQuery {
    DefinitionId definition;
    std::string element = {};  // empty: at any
    bool failing = false;      // only those with an incident (at the element)
    std::string after = {};    // RunningPage::next
    int limit = 50;            // 1 to 200
};
struct RunningPage {
    std::vector<InstanceId> ids;
    std::string next;  // empty: no more. A page may be short and still have one.
};
// Throws Refusal `http.cursor_malformed` (400).
RunningPage list_running(store::Tx& tx, const RunningQuery& query, const Sight& sight);

}  // namespace linli::process
