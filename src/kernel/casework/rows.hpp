// Rows and small helpers that the files of this module share.
#pragma once
#include "kernel/casework/casework.hpp"

namespace linli::casework {

struct MaterialRow {
    std::string material;
    archive::FileId id;
    std::string name, media_type;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(MaterialRow, (), (material, id, name, media_type, bytes))

struct MaterialInsert {
    CaseId case_id;
    std::string material;
    archive::FileId file_id;
    AccountId added_by;
    Instant added_at;
};
BOOST_DESCRIBE_STRUCT(MaterialInsert, (), (case_id, material, file_id, added_by, added_at))

struct EventRow {
    std::int64_t id = 0;
    CaseId case_id;
    AreaId area_id;
    Instant at;
    std::string kind, zh, en;
    AccountId account_id;
};
BOOST_DESCRIBE_STRUCT(EventRow, (), (id, case_id, area_id, at, kind, zh, en, account_id))

struct WaitRow {
    process::InstanceId instance_id;
    std::int64_t wait = 0;
    TaskId task_id;
    std::int64_t wait_id = 0;
    process::DefinitionId definition_id;
};
BOOST_DESCRIBE_STRUCT(WaitRow, (), (instance_id, wait, task_id, wait_id, definition_id))

struct ResultRow {
    TaskId task_id;
    CaseId case_id;
    AreaId area_id;
    std::string data_sealed;
    AccountId account_id;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (task_id, case_id, area_id, data_sealed, account_id, at))

struct ComplaintRow {
    std::int64_t id = 0;
    CaseId case_id;
    AreaId area_id;
    std::string text_sealed;
    Instant made_at;
    std::string answer_sealed;
    std::optional<AccountId> answered_by;
    std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ComplaintRow, (),
                      (id, case_id, area_id, text_sealed, made_at, answer_sealed, answered_by,
                       answered_at))

struct ExtensionRow {
    std::int64_t id = 0;
    CaseId case_id;
    AreaId area_id;
    std::int64_t amount = 0;  // in the unit of the term
    std::string reason;
    AccountId asked_by;
    Instant asked_at;
    std::optional<std::string> decision;  // approved, rejected
    std::string decision_reason;
    std::optional<AccountId> decided_by;
    std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(ExtensionRow, (),
                      (id, case_id, area_id, amount, reason, asked_by, asked_at, decision,
                       decision_reason, decided_by, decided_at))

Words words_of(CaseState);
// What the model says of a user task about keeping duties apart.
task::Duties duties_of(const process::ProgramNode&);
std::string seal_form(const Parts&, CaseId, const json::object& data);
std::string seal_decision(const Parts&, CaseId, const Decision&);
std::vector<FieldFault> missing_fields(const std::vector<MissingThing>&);
// "办件 7K2M-… " and a full stop: how messages to people begin.
Words about(const CaseRow&, const Words& what);

// So much of a text as a message carries.
std::string brief(const std::string& text);

}  // namespace linli::casework
