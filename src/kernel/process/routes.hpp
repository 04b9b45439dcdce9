// Everybody below needs the permission; instances also in their own area. Values of variables are
// shown for one instance at a time, and those of a case only with a purpose, which is journaled.
//
// process.view
//   GET  /api/v1/processes                          versions with their running instances
//   GET  /api/v1/process-definitions/{id}           a version with its files
//   GET  /api/v1/process-definitions/{id}/tokens    where its instances stand
//   GET  /api/v1/process-definitions/{id}/instances ?element&incidents&cursor&limit
//   GET  /api/v1/process-instances/{id}             ?purpose
//   POST /api/v1/process-checks                     every fault of a model; changes nothing
//   POST /api/v1/process-trials                     plays a script in memory; changes nothing
// process.deploy
//   POST /api/v1/process-deployments, process-messages, process-signals   in the topmost area
//   POST /api/v1/process-instances
//   POST /api/v1/process-instances/{id}/completions, failures, variables, retries, cancellation
//   POST /api/v1/process-migrations
//   POST /api/v1/process-migrations
// Tasks of people in a case are completed on the task board only (409 `process.task_of_board`).
#pragma once
#include "http/http.hpp"
#include "kernel/process/engine.hpp"

namespace linli::process {

inline constexpr const char* may_view = "process.view";
inline constexpr const char* may_deploy = "process.deploy";

struct RoutesParts {
    const journal::Journal& journal;
    std::function<AreaId()> root;  // the topmost area
    // The login of an account of staff, for traces; none for others.
    std::function<std::optional<std::string>(store::Tx&, AccountId)> login_of;
};

// Engine and parts must outlive the router.
void routes(http::Router&, Engine&, const RoutesParts&);

}  // namespace linli::process
