// Service items (政务服务事项) as data: a folder with item.yaml, a process, forms and decisions.
// The catalogue of a city is a set of such folders; nothing of an item is written in C++.
//
// A material must have its legal basis, and what the state holds already may not be asked for
// (优化营商环境条例 and the like: the file says which; JBTL 31, XKF 32). Time limits are the legal
// one and, where the office promises less, that one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "kernel/calendar/calendar.hpp"

namespace linli::service {

struct Basis {
    std::string law;      // "社会保险经办条例"
    std::string article;  // "第十八条"
    std::string url = {};
};
BOOST_DESCRIBE_STRUCT(Basis, (), (law, article, url))

enum class Channel : std::uint8_t { online, counter, home_visit };
BOOST_DESCRIBE_ENUM(Channel, online, counter, home_visit)

// What must be handed in, or is taken from where the state holds it already.
struct Material {
    std::string code;
    std::string zh, en;
    std::string hint_zh = {}, hint_en = {};
    Basis basis;
    bool held_by_state = false;                  // then it may not be asked for
    std::string source_zh = {}, source_en = {};  // who holds it
    bool required = true;  // false: may be handed in; never true for what the state holds
    // FEEL over the fields of the form; empty: always. Unless a decision computes the list.
    std::string when = {};
    std::int64_t files_max = 10;
};
BOOST_DESCRIBE_STRUCT(Material, (),
                      (code, zh, en, hint_zh, hint_en, basis, held_by_state, source_zh, source_en,
                       required, when, files_max))

// One step of the line that the applicant follows; done when the case has passed one of its
// elements.
struct Step {
    std::string code;
    std::string zh, en;
    std::vector<std::string> elements;  // of the process
};
BOOST_DESCRIBE_STRUCT(Step, (), (code, zh, en, elements))

struct TimeLimit {
    calendar::Term legal;
    std::optional<calendar::Term> promised;  // shorter
    std::optional<Basis> basis;
};
BOOST_DESCRIBE_STRUCT(TimeLimit, (), (legal, promised, basis))

struct Fee {
    std::int64_t amount_fen = 0;
    std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (amount_fen, zh, en))

struct Result {
    std::string kind;  // "certificate", "notice", "payment"
    std::string zh, en;
};
BOOST_DESCRIBE_STRUCT(Result, (), (kind, zh, en))

struct ArchiveClass {
    std::string code;
    std::int64_t years = 0;  // 0: for ever
    std::optional<Basis> basis;
    std::string note = {};  // when it has no source: says so
};
BOOST_DESCRIBE_STRUCT(ArchiveClass, (), (code, years, basis, note))

struct Item {
    std::string code;  // the folder's name: a-z, 0-9, "-"
    std::string zh, en;
    std::string summary_zh, summary_en;   // one sentence
    std::string guide_zh, guide_en;       // plain paragraphs
    std::string owner_zh, owner_en;       // the body that decides
    std::vector<std::string> words = {};  // other words by which people look for it
    std::string area_level;               // whose desk it goes to: "community", "district", ...
    std::vector<Channel> channels;
    std::vector<Basis> legal_basis;
    // FEEL over `age` (years today) and the fields of the form; empty: everybody with a real name.
    std::string who_may = {};
    std::string who_may_zh = {}, who_may_en = {};
    bool by_agent = false;   // somebody else may apply for him
    bool immediate = false;  // 即时: decided while one waits
    TimeLimit time_limit;
    Fee fee;
    std::vector<Material> materials;
    std::string materials_decision = {};  // "materials.dmn#Materials": list of codes; else `when`
    std::string process;                  // "process.bpmn"
    std::vector<std::string> decisions = {};  // its *.dmn
    std::string form;                         // "form.json"
    std::vector<std::string> variables = {};  // fields of the form that the process may see
    std::vector<Step> steps;
    Result result;
    ArchiveClass archive;
    calendar::Term correction = {calendar::TermUnit::working_days, 0};  // for what was missing
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (code, zh, en, summary_zh, summary_en, guide_zh, guide_en, owner_zh, owner_en,
                       words, area_level, channels, legal_basis, who_may, who_may_zh, who_may_en,
                       by_agent, immediate, time_limit, fee, materials, materials_decision, process,
                       decisions, form, variables, steps, result, archive, correction))

// item.yaml. Members that have a default here may be left out; `required` of a material is then
// the opposite of `held_by_state`. Throws Refusal `yaml.malformed` (400), `body.invalid` (422) with
// every member that is missing, unknown or wrong.
Item read_item(std::string_view yaml, std::string_view name);

}  // namespace linli::service
