// Cases and tasks as the interface answers them.
#pragma once
#include "kernel/casework/rows.hpp"

namespace linli::casework {

struct ApplicantView {
    PersonId person_id;
    std::string name;  // whole for himself and for who works on the case
    AreaId area_id;
    std::string area_name;
};
BOOST_DESCRIBE_STRUCT(ApplicantView, (), (person_id, name, area_id, area_name))

struct FileView {
    archive::FileId id;
    std::string name, media_type;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (id, name, media_type, bytes))

struct MaterialView {
    std::string code, zh, en;
    std::string hint_zh, hint_en;
    service::Basis basis;
    bool required = true, held_by_state = false, missing = false;
    std::string source_zh, source_en;
    std::int64_t files_max = 0;
    std::vector<FileView> files;
};
BOOST_DESCRIBE_STRUCT(MaterialView, (),
                      (code, zh, en, hint_zh, hint_en, basis, required, held_by_state, missing,
                       source_zh, source_en, files_max, files))

struct NoticeView {
    Instant given_at, due_at;
    std::vector<MissingThing> missing;
    std::string note;
    std::optional<Instant> corrected_at;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (given_at, due_at, missing, note, corrected_at))

struct ClockView {
    std::string term_zh, term_en, unit;
    std::int64_t amount = 0, used = 0;  // of the unit; the amount with its extension
    Instant started_at;
    std::optional<Instant> original_due_at, due_at;
    calendar::Light light = calendar::Light::green;
    bool provisional = false;
    std::optional<std::string> paused;  // why
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (term_zh, term_en, unit, amount, used, started_at, original_due_at, due_at,
                       light, provisional, paused))

struct StepView {
    std::string code, zh, en;
    std::string state;  // done, now, ahead, skipped
    std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (code, zh, en, state, at))

struct EventView {
    Instant at;
    std::string kind, zh, en;
    std::optional<std::string> by;  // for staff
};
BOOST_DESCRIBE_STRUCT(EventView, (), (at, kind, zh, en, by))

struct ComplaintView {
    std::string id;
    Instant at;
    std::string text;
    std::optional<std::string> answer;
    std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ComplaintView, (), (id, at, text, answer, answered_at))

struct ExtensionView {
    std::string id;
    CaseId case_id;
    std::string case_code;
    std::int64_t amount = 0;
    std::string unit, reason, asked_by;
    Instant asked_at;
    std::optional<std::string> decision, decision_reason;
};
BOOST_DESCRIBE_STRUCT(ExtensionView, (),
                      (id, case_id, case_code, amount, unit, reason, asked_by, asked_at, decision,
                       decision_reason))

struct MayView {
    bool edit = false, submit = false, correct = false, withdraw = false, complain = false,
         suspend = false, resume = false, extend = false;
};
BOOST_DESCRIBE_STRUCT(MayView, (),
                      (edit, submit, correct, withdraw, complain, suspend, resume, extend))

// One line of a list.
struct CaseLine {
    CaseId id;
    std::string code, service, service_zh, service_en;
    AreaId area_id;
    std::string area_name;
    CaseState state = CaseState::draft;
    std::string state_zh, state_en;
    std::optional<Outcome> outcome;
    std::string applicant;  // masked
    Instant made_at;
    std::optional<Instant> received_at, due_at, ended_at;
    std::optional<calendar::Light> light;
};
BOOST_DESCRIBE_STRUCT(CaseLine, (),
                      (id, code, service, service_zh, service_en, area_id, area_name, state,
                       state_zh, state_en, outcome, applicant, made_at, received_at, due_at,
                       ended_at, light))

struct CaseView {
    CaseId id;
    std::string code, service, service_zh, service_en, owner_zh, owner_en;
    AreaId area_id;
    std::string area_name;
    service::Channel channel = service::Channel::online;
    bool immediate = false;
    CaseState state = CaseState::draft;
    std::string state_zh, state_en;
    std::optional<Outcome> outcome;
    std::optional<HowEnded> ended_how;
    ApplicantView applicant;
    json::object data;
    json::value form;  // its schema, for filling in and printing
    std::vector<form::FieldLine> lines;
    std::vector<MaterialView> materials;
    std::optional<NoticeView> notice;
    std::optional<ClockView> clock;
    std::optional<Acceptance> acceptance;
    Instant made_at;
    std::optional<Instant> received_at, acceptance_due_at, accepted_at, decided_at, ended_at;
    std::optional<Decision> decision;
    std::string result_zh, result_en;
    std::vector<StepView> steps;
    std::vector<EventView> events;
    std::vector<ComplaintView> complaints;
    std::vector<ExtensionView> extension_requests;  // for staff
    MayView may;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (id, code, service, service_zh, service_en, owner_zh, owner_en, area_id,
                       area_name, channel, immediate, state, state_zh, state_en, outcome, ended_how,
                       applicant, data, form, lines, materials, notice, clock, acceptance, made_at,
                       received_at, acceptance_due_at, accepted_at, decided_at, ended_at, decision,
                       result_zh, result_en, steps, events, complaints, extension_requests, may,
                       etag))

enum class TaskLight : std::uint8_t { none, green, amber, red };
BOOST_DESCRIBE_ENUM(TaskLight, none, green, amber, red)

struct TaskLine {
    TaskId id;
    std::optional<CaseId> case_id;
    std::string case_code, service, service_zh, service_en;
    std::string element, zh, en;
    std::string applicant;  // masked
    AreaId area_id;
    std::string area_name;
    task::TaskState state = task::TaskState::open;
    bool mine = false;
    std::string assignee;  // for supervisors
    std::int64_t priority = 0;
    Instant opened_at;
    std::optional<Instant> due_at, case_due_at;
    TaskLight light = TaskLight::none;  // of the task's own deadline, else of the case's
    std::optional<calendar::Light> case_light;
};
BOOST_DESCRIBE_STRUCT(TaskLine, (),
                      (id, case_id, case_code, service, service_zh, service_en, element, zh, en,
                       applicant, area_id, area_name, state, mine, assignee, priority, opened_at,
                       due_at, case_due_at, light, case_light))

struct StandingView {
    bool may_claim = false, may_complete = false, may_return = false;
    std::optional<std::string> why_zh, why_en;
};
BOOST_DESCRIBE_STRUCT(StandingView, (), (may_claim, may_complete, may_return, why_zh, why_en))

// What somebody filled in at a task before.
struct EarlierView {
    std::string element, zh, en, by;
    Instant at;
    std::vector<form::FieldLine> lines;
};
BOOST_DESCRIBE_STRUCT(EarlierView, (), (element, zh, en, by, at, lines))

struct TaskView {
    TaskLine task;
    StandingView standing;
    json::value form;  // null when it has none
    json::object data;
    std::optional<CaseView> case_view;
    std::vector<EarlierView> earlier;  // none for who keys the same unseen, and for the applicant
    std::optional<std::string> seed;   // of a random draw
    bool blind = false;
};
BOOST_DESCRIBE_STRUCT(TaskView, (), (task, standing, form, data, case_view, earlier, seed, blind))

CaseLine line_of(Cases&, store::Tx&, const CaseRow&);
CaseView view_of(Cases&, store::Tx&, const http::Caller&, const CaseRow&);
ExtensionView view_of(Cases&, store::Tx&, const CaseRow&, const ExtensionRow&);
TaskLine line_of(Cases&, store::Tx&, const http::Caller&, const task::Task&);
// By its own deadline, else by that of its case.
TaskLight light_of(Cases&, store::Tx&, const task::Task&);
StandingView standing_of(Cases&, store::Tx&, const http::Caller&, const task::Task&);
std::vector<EarlierView> earlier_of(Cases&, store::Tx&, const task::Task&);
std::string name_of(Cases&, store::Tx&, AccountId);

}  // namespace linli::casework
