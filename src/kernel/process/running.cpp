#include "kernel/process/running.hpp"

#include <charconv>
#include <limits>

#include "kernel/process/engine_sql.hpp"

namespace linli::process {
namespace {

struct CountRow {
    DefinitionId definition_id;
    AreaId area_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (definition_id, area_id, count))

struct PlaceRow {
    std::string places;
    AreaId area_id;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (places, area_id, count))

struct EntryRow {
    std::string places;
    AreaId area_id;
    InstanceId id;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (places, area_id, id))

// Where a page begins: after this entry of the index.
struct Position {
    std::string places;
    InstanceId id;
};
BOOST_DESCRIBE_STRUCT(Position, (), (places, id))

constexpr std::int64_t last_id = std::numeric_limits<std::int64_t>::max();
constexpr int seeks_max = 2'000;     // of one page, over elements that are not asked for
constexpr int entries_max = 20'000;  // that a page looks at
constexpr std::int64_t chunk = 1'000;

Position position_from(const std::string& text) {
    if (text.empty()) return {};
    try {
        return from_json_text<Position>(text, {.bytes_max = 4'096});
    } catch (const Refusal&) {
        throw Refusal(
            RefusalKind::malformed, "http.cursor_malformed",
            {"翻页标记无效，请从第一页开始", "the cursor is not valid: begin with the first page"});
    }
}

class Lister {
  public:
    Lister(store::Tx& tx, const RunningQuery& query, const Sight& sight)
        : tx_(tx), query_(query), sight_(sight), at_(position_from(query.after)) {}

    RunningPage run() {
        int entries = 0;
        for (int seeks = 0; seeks < seeks_max && entries < entries_max; ++seeks) {
            const auto rows = next();
            if (rows.empty()) return std::move(page_);
            for (const auto& row : rows) {
                ++entries;
                if (!is_asked(row.places)) {  // past all that stand like this one
                    at_ = {row.places, {last_id}};
                    break;
                }
                at_ = {row.places, row.id};
                if (!sight_.everywhere && !sight_.area(row.area_id)) continue;
                page_.ids.push_back(row.id);
                if (static_cast<int>(page_.ids.size()) >= query_.limit) return cut();
            }
        }
        return cut();
    }

  private:
    bool is_asked(const std::string& places) {
        if (query_.element.empty()) return true;
        if (known_ != places) {
            known_ = places;
            is_known_asked_ = places_from_text(places).contains(query_.element);
        }
        return is_known_asked_;
    }
    std::vector<EntryRow> next() {
        return tx_.all<EntryRow>(query_.failing ? sql::failing_after : sql::waiting_after,
                                 query_.definition, at_.places, at_.id,
                                 sight_.everywhere ? std::int64_t{query_.limit} : chunk);
    }
    RunningPage cut() {
        page_.next = to_json_text(at_);
        return std::move(page_);
    }

    store::Tx& tx_;
    const RunningQuery& query_;
    const Sight& sight_;
    Position at_;
    std::string known_;
    bool is_known_asked_ = false;  // known_ is empty and so asks for nothing
    RunningPage page_;
};

}  // namespace

Places waiting_places(const Program& program, const State& state) {
    Places places;
    for (const Wait* wait : visible_waits(program, state))
        ++places[program.nodes[wait->node].id];
    return places;
}

Places failing_places(const Program& program, const State& state) {
    Places places;
    for (const auto& incident : state.incidents)
        ++places[program.nodes[incident.node].id];
    return places;
}

std::string to_text(const Places& places) {
    std::string text;
    for (const auto& [element, count] : places) {
        std::string one = element;
        if (count > 1) one += '*' + std::to_string(count);
        if (text.size() + one.size() + 1 > places_bytes_max) break;
        text += (text.empty() ? "" : " ") + one;
    }
    return text;
}

Places places_from_text(std::string_view text) {
    Places places;
    while (!text.empty()) {
        const auto blank = text.find(' ');
        std::string_view one = text.substr(0, blank);
        text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
        std::int64_t count = 1;
        if (const auto star = one.find('*'); star != std::string_view::npos) {
            std::from_chars(one.data() + star + 1, one.data() + one.size(), count);
            one = one.substr(0, star);
        }
        places.emplace(one, count);
    }
    return places;
}

std::map<DefinitionId, RunningCount> count_running(store::Tx& tx, const Sight& sight) {
    std::map<DefinitionId, RunningCount> counts;
    const auto add = [&](const store::Sql& all, const store::Sql& by_area, auto member) {
        tx.each<CountRow>(
            [&](CountRow&& row) {
                if (sight.everywhere || sight.area(row.area_id))
                    counts[row.definition_id].*member += row.count;
            },
            sight.everywhere ? all : by_area);
    };
    add(sql::count_running, sql::count_running_by_area, &RunningCount::running);
    add(sql::count_failing, sql::count_failing_by_area, &RunningCount::incidents);
    return counts;
}

Tokens count_tokens(store::Tx& tx, DefinitionId definition, const Sight& sight) {
    Tokens tokens;
    std::map<std::string, ElementCount> elements;
    const auto add = [&](const store::Sql& all, const store::Sql& by_area, std::int64_t& instances,
                         std::int64_t ElementCount::*member) {
        tx.each<PlaceRow>(
            [&](PlaceRow&& row) {
                if (!sight.everywhere && !sight.area(row.area_id)) return;
                instances += row.count;
                for (const auto& [element, count] : places_from_text(row.places))
                    elements[element].*member += count * row.count;
            },
            sight.everywhere ? all : by_area, definition);
    };
    add(sql::tokens, sql::tokens_by_area, tokens.running, &ElementCount::waiting);
    add(sql::failed_tokens, sql::failed_tokens_by_area, tokens.incidents, &ElementCount::incidents);
    for (auto& [element, count] : elements) {
        count.element = element;
        tokens.elements.push_back(std::move(count));
    }
    return tokens;
}

RunningPage list_running(store::Tx& tx, const RunningQuery& query, const Sight& sight) {
    return Lister(tx, query, sight).run();
}

}  // namespace linli::process
