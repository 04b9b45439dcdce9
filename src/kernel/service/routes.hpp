// HTTP of the catalogue.
//
// GET  /api/v1/services                    open; ?q finds by names, sentences and other words
// GET  /api/v1/services/{code}             open; guide, materials, steps, application form
// POST /api/v1/services/{code}/materials   open, keeps nothing; what this applicant needs
// GET  /api/v1/services/{code}/files       service.keep or service.approve; files, proposals,
// history POST /api/v1/service-checks              service.keep; checks a folder that is not kept
// POST /api/v1/service-proposals           service.keep; hands in a changed or new item
// GET  /api/v1/service-proposals, /{id}    service.keep or service.approve
// POST /api/v1/service-proposals/{id}/decisions  service.approve (another person), or service.keep
//                                          by the proposer, who withdraws it
#pragma once
#include "http/http.hpp"
#include "kernel/service/catalogue.hpp"

namespace linli::service {

// The login of an account of staff, for the history; none for others.
using LoginOf = std::function<std::optional<std::string>(store::Tx&, http::AccountId)>;
// Years today of the person who asks; none when nobody has signed in with a real name.
using AgeOf = std::function<std::optional<int>(store::Tx&, const http::Caller&)>;

void routes(http::Router&, Catalogue&, LoginOf login_of, AgeOf age_of);

}  // namespace linli::service
