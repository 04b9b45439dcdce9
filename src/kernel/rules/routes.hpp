// GET  /api/v1/rules                        open; the packages that the caller may ask
// GET  /api/v1/rules/{package}              one of them, with every dated parameter and its source
// GET  /api/v1/rules/{package}/files/{name} a file of it; ?text= of an older or proposed text
// GET  /api/v1/rules/{package}/history      rules.use; every text that was ever in force
// GET  /api/v1/rules/{package}/decisions/{decision}/form          the inputs, for a form
// POST /api/v1/rules/{package}/decisions/{decision}/evaluations   asks; changes nothing
// POST /api/v1/rules/{package}/trials       rules.propose; asks a changed text that is not kept
// POST /api/v1/rules/{package}/checks       rules.propose; checks a changed text
// POST /api/v1/rules/{package}/proposals    rules.propose; hands it in
// GET  /api/v1/rule-proposals, /{id}        rules.use
// POST /api/v1/rule-proposals/{id}/decisions  rules.approve or rules.propose (withdraw)
// POST /api/v1/rule-proposals/{id}/replays    rules.approve or rules.propose
// POST /api/v1/rule-records/{id}/unmaskings   rules.reveal; journaled with its purpose
#pragma once
#include "http/http.hpp"
#include "kernel/rules/rules.hpp"

namespace linli::rules {

// The login of an account of staff, for the history; none for others.
using LoginOf = std::function<std::optional<std::string>(store::Tx&, http::AccountId)>;

void routes(http::Router&, Registry&, LoginOf login_of);

}  // namespace linli::rules
