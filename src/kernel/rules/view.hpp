// Private to kernel/rules: what the routes answer and read.
#pragma once
#include "kernel/rules/routes.hpp"

namespace linli::rules {

struct FileView {
    std::string name;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (name, bytes))

struct PackageView {
    std::string package, zh, en, owner;
    Audience audience = Audience::staff;
    std::string hash;                    // of the text in force; a change names it as its base
    std::optional<std::int64_t> number;  // of that text: 1, 2, ...
    std::optional<Instant> in_force_since;
    std::vector<decision::Basis> legal_basis;
    std::vector<decision::PackageVersion> versions;
    std::vector<decision::DecisionName> decisions;
    std::vector<decision::ElementLabel> inputs;
    std::vector<decision::ParameterSheet> parameters;
    std::vector<FileView> files;
};
BOOST_DESCRIBE_STRUCT(PackageView, (),
                      (package, zh, en, owner, audience, hash, number, in_force_since, legal_basis,
                       versions, decisions, inputs, parameters, files))

struct TextView {
    TextId id;
    std::string package;
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
                      (id, package, number, hash, base_hash, state, origin, reason, proposed_by,
                       proposed_at, decided_by, decided_at, decision_reason, mine))

struct TextDetail : TextView {
    PackageView content;
    Report report;
    std::vector<std::string> files_changed;  // against the text that it was made from
};
BOOST_DESCRIBE_STRUCT(TextDetail, (TextView), (content, report, files_changed))

// ---- requests ---------------------------------------------------------------------------------

struct FileQuery {
    std::optional<TextId> text;
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (text))

struct FormQuery {
    std::optional<Date> at, known;
    std::optional<TextId> text;
};
BOOST_DESCRIBE_STRUCT(FormQuery, (), (at, known, text))

struct EvaluationQuery {
    std::optional<Date> at, known;  // default: today
    std::optional<bool> explain;
    std::optional<TextId> text;  // an older or proposed text; needs rules.use
};
BOOST_DESCRIBE_STRUCT(EvaluationQuery, (), (at, known, explain, text))

struct Evaluation {
    json::object inputs;                 // by name or code; dates as texts
    std::vector<std::string> areas;      // division codes, the smallest first
    std::optional<json::object> assume;  // values supposed for parameters
};
BOOST_DESCRIBE_STRUCT(Evaluation, (), (inputs, areas, assume))
inline Limits limits(const Evaluation*) {
    return {{"areas", {.length_max = 10}}};
}

struct ChangeRequest {
    std::string base_hash;
    std::vector<FileText> files;
    std::vector<std::string> removed;
};
BOOST_DESCRIBE_STRUCT(ChangeRequest, (), (base_hash, files, removed))
inline Limits limits(const ChangeRequest*) {
    return {{"base_hash", {.length_max = 64}},
            {"files", {.length_max = files_max}},
            {"removed", {.length_max = files_max}}};
}

struct ProposalRequest : ChangeRequest {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ProposalRequest, (ChangeRequest), (reason))
inline Limits limits(const ProposalRequest*) {
    Limits all = limits(static_cast<const ChangeRequest*>(nullptr));
    all.push_back({"reason", {.length_min = 1, .length_max = 1000}});
    return all;
}

struct Trial : ChangeRequest {
    std::string decision;
    Evaluation question;
    std::optional<Date> at, known;
};
BOOST_DESCRIBE_STRUCT(Trial, (ChangeRequest), (decision, question, at, known))
inline Limits limits(const Trial*) {
    return limits(static_cast<const ChangeRequest*>(nullptr));
}

enum class Verdict : std::uint8_t { approve, reject, withdraw };
BOOST_DESCRIBE_ENUM(Verdict, approve, reject, withdraw)
struct VerdictRequest {
    Verdict decision = Verdict::reject;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(VerdictRequest, (), (decision, reason))
inline Limits limits(const VerdictRequest*) {
    return {{"reason", {.length_min = 1, .length_max = 1000}}};
}

struct ProposalsQuery {
    std::optional<std::string> package;
    std::optional<TextState> state;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ProposalsQuery, (), (package, state, cursor, limit))
inline Limits limits(const ProposalsQuery*) {
    return {{"package", {.length_max = 60}}, {"limit", {.min = 1, .max = 200}}};
}

struct CheckView {
    std::string hash;
    bool blocks = false;
    Report report;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (hash, blocks, report))

struct Unmasking {
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(Unmasking, (), (purpose))
inline Limits limits(const Unmasking*) {
    return {{"purpose", {.length_min = 4, .length_max = 500}}};
}

struct RecordView {
    RecordId id;
    std::string package, decision;
    Date at, known;
    json::value inputs, value;
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (id, package, decision, at, known, inputs, value))

PackageView view_of(const Registry&, const decision::Package&);
TextView view_of(const Registry&, store::Tx&, const http::Caller&, const LoginOf&, const TextRow&);

// Reading routes, asking routes, and those that change something.
void package_routes(http::Router&, Registry&, LoginOf);
void asking_routes(http::Router&, Registry&);
void proposal_routes(http::Router&, Registry&, LoginOf);
void replay_routes(http::Router&, Registry&);

// The text `id` of this package, for who may see it, or the one in force.
std::shared_ptr<const decision::Package> package_or_text(Registry&, store::Tx&, const http::Caller&,
                                                         const std::string& package,
                                                         const std::optional<TextId>& id);
decision::Call call_of(const std::string& package, const std::string& decision, const Evaluation&,
                       const std::optional<Date>& at, const std::optional<Date>& known, Instant now,
                       bool explain);

}  // namespace linli::rules
