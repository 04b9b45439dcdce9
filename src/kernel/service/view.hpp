// Private to kernel/service: what the routes answer and read.
#pragma once
#include "kernel/service/routes.hpp"

namespace linli::service {

struct ServiceLine {
    std::string code, zh, en, summary_zh, summary_en, owner_zh, owner_en;
    bool immediate = false;
    std::string term_zh, term_en;  // the promised one where there is one
    std::int64_t fee_fen = 0;
    std::string fee_zh, fee_en;
    std::vector<Channel> channels;
};
BOOST_DESCRIBE_STRUCT(ServiceLine, (),
                      (code, zh, en, summary_zh, summary_en, owner_zh, owner_en, immediate, term_zh,
                       term_en, fee_fen, fee_zh, fee_en, channels))
struct FaultView {
    std::string service, zh, en;
};
BOOST_DESCRIBE_STRUCT(FaultView, (), (service, zh, en))
struct ServicesView {
    std::vector<ServiceLine> items;
    std::vector<FaultView> faults;  // items of the folders that were not taken; for service.keep
};
BOOST_DESCRIBE_STRUCT(ServicesView, (), (items, faults))

struct MaterialView {
    std::string code, zh, en, hint_zh, hint_en;
    Basis basis;
    bool required = true, held_by_state = false;
    std::string source_zh, source_en;
    std::int64_t files_max = 1;
};
BOOST_DESCRIBE_STRUCT(MaterialView, (),
                      (code, zh, en, hint_zh, hint_en, basis, required, held_by_state, source_zh,
                       source_en, files_max))
struct StepView {
    std::string code, zh, en;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (code, zh, en))

struct ServiceView : ServiceLine {
    std::string guide_zh, guide_en, area_level;
    std::vector<Basis> legal_basis;
    std::string who_may_zh, who_may_en;
    bool by_agent = false;
    std::string legal_term_zh, legal_term_en;
    std::optional<Basis> term_basis;
    std::string correction_zh, correction_en;
    std::vector<MaterialView> materials;  // all that anybody could need
    std::vector<StepView> steps;
    Result result;
    std::string hash;
    json::value form;  // form-js
};
BOOST_DESCRIBE_STRUCT(ServiceView, (ServiceLine),
                      (guide_zh, guide_en, area_level, legal_basis, who_may_zh, who_may_en,
                       by_agent, legal_term_zh, legal_term_en, term_basis, correction_zh,
                       correction_en, materials, steps, result, hash, form))

struct MaterialsView {
    bool may = true;
    std::optional<std::string> why_zh, why_en;
    std::vector<MaterialView> items;
    std::vector<std::string> unanswered;
};
BOOST_DESCRIBE_STRUCT(MaterialsView, (), (may, why_zh, why_en, items, unanswered))

struct TextView {
    TextId id;
    std::string service;
    std::optional<std::int64_t> number;
    std::string hash, base_hash;
    TextState state = TextState::proposed;
    Origin origin = Origin::proposed;
    std::string reason;
    std::optional<std::string> proposed_by;  // login; absent: the program
    Instant proposed_at;
    std::optional<std::string> decided_by;
    std::optional<Instant> decided_at;
    std::string decision_reason;
    bool mine = false;  // the caller proposed it (from whatever account)
};
BOOST_DESCRIBE_STRUCT(TextView, (),
                      (id, service, number, hash, base_hash, state, origin, reason, proposed_by,
                       proposed_at, decided_by, decided_at, decision_reason, mine))

struct ItemFaultView {
    std::string file, where, rule, zh, en;
    bool refuses = true;
};
BOOST_DESCRIBE_STRUCT(ItemFaultView, (), (file, where, rule, zh, en, refuses))
struct CheckView {
    bool ok = false;
    std::vector<ItemFaultView> faults;  // what refuses the item
    std::vector<ItemFaultView> notes;   // what is only told
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (ok, faults, notes))

struct FilesView {
    std::string hash;  // of the text in force; a change names it as its base
    std::optional<std::int64_t> number;
    std::vector<FileText> files;
    std::vector<TextView> proposals;  // open ones
    std::vector<TextView> history;    // all that were in force, the newest first
};
BOOST_DESCRIBE_STRUCT(FilesView, (), (hash, number, files, proposals, history))

struct TextDetail : TextView {
    std::vector<FileText> files;
    std::vector<std::string> files_changed;  // against the text that it was made from
    CheckView check;
};
BOOST_DESCRIBE_STRUCT(TextDetail, (TextView), (files, files_changed, check))

// ---- requests ---------------------------------------------------------------------------------

struct ServicesQuery {
    std::optional<std::string> q;
};
BOOST_DESCRIBE_STRUCT(ServicesQuery, (), (q))
inline Limits limits(const ServicesQuery*) {
    return {{"q", {.length_max = 100}}};
}

struct MaterialsRequest {
    json::object data;  // fields of the application form that are filled in
};
BOOST_DESCRIBE_STRUCT(MaterialsRequest, (), (data))

struct CheckRequest {
    std::string code;
    std::vector<FileText> files;
};
BOOST_DESCRIBE_STRUCT(CheckRequest, (), (code, files))
inline Limits limits(const CheckRequest*) {
    return {{"code", {.length_min = 1, .length_max = 60}}, {"files", {.length_max = files_max}}};
}

struct ProposalRequest {
    std::string code;
    std::string base_hash;
    std::vector<FileText> files;
    std::vector<std::string> removed;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ProposalRequest, (), (code, base_hash, files, removed, reason))
inline Limits limits(const ProposalRequest*) {
    return {{"code", {.length_min = 1, .length_max = 60}},
            {"base_hash", {.length_max = 64}},
            {"files", {.length_max = files_max}},
            {"removed", {.length_max = files_max}},
            {"reason", {.length_min = 1, .length_max = 1000}}};
}

enum class Verdict : std::uint8_t { approve, reject };
BOOST_DESCRIBE_ENUM(Verdict, approve, reject)
struct VerdictRequest {
    Verdict decision = Verdict::reject;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(VerdictRequest, (), (decision, reason))
inline Limits limits(const VerdictRequest*) {
    return {{"reason", {.length_min = 1, .length_max = 1000}}};
}

struct ProposalsQuery {
    std::optional<std::string> service;
    std::optional<TextState> state;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ProposalsQuery, (), (service, state, cursor, limit))
inline Limits limits(const ProposalsQuery*) {
    return {{"service", {.length_max = 60}}, {"limit", {.min = 1, .max = 200}}};
}

// Reading routes, and those that change something.
void reading_routes(http::Router&, Catalogue&, AgeOf);
void proposal_routes(http::Router&, Catalogue&, LoginOf);

}  // namespace linli::service
