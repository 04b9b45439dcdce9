// GET /api/v1/journal/checkpoint          open; text/plain, the newest C2SP checkpoint
// GET /api/v1/journal/entries             audit.read; newest first, or ?order=oldest
// GET /api/v1/journal/proofs/inclusion    audit.read; ?entry=&size=
// GET /api/v1/journal/proofs/consistency  open; ?from=&to= (an auditor outside needs no account)
#pragma once
#include <functional>

#include "http/http.hpp"
#include "kernel/journal/journal.hpp"

namespace linli::journal {

struct EntryView {
    std::string id;
    std::optional<std::int64_t> seq;  // absent until it has its place in the tree
    Instant at;
    std::optional<http::AccountId> actor;  // absent: the system itself
    // Of staff, as they are called today; absent for residents, whose names are no auditor's
    // matter.
    std::optional<std::string> actor_login, actor_name;
    std::optional<http::AreaId> area_id;
    std::string action;
    std::string subject_kind;
    std::optional<std::string> subject_id;
    std::string outcome;
    std::optional<std::string> purpose;
    std::optional<json::object> details;
    bool erased = false;  // there were purpose or details, and they were erased
    std::string leaf_hash;
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (id, seq, at, actor, actor_login, actor_name, area_id, action, subject_kind,
                       subject_id, outcome, purpose, details, erased, leaf_hash))

// The login and the masked name of a member of staff; the journal itself knows no accounts.
struct ActorName {
    std::string login;
    std::optional<std::string> name;
};
using NameOf = std::function<std::optional<ActorName>(store::Tx&, http::AccountId)>;

// An entry without an area (a login, a change of settings) is shown to whoever may read the journal
// of the root area, which `root` tells.
void routes(http::Router&, const Journal&, std::function<http::AreaId()> root, NameOf name_of);

}  // namespace linli::journal
