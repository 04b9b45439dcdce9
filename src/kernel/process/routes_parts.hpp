// Private to the module: what its routes share.
#pragma once
#include "http/router.hpp"
#include "kernel/process/routes.hpp"
#include "kernel/process/running.hpp"

namespace linli::process {

inline constexpr std::size_t model_body_bytes_max = 24u << 20;

// Body of what brings a model: xml and decisions.
struct ModelBody {
    std::string xml;
    std::vector<DecisionText> decisions;
};
BOOST_DESCRIBE_STRUCT(ModelBody, (), (xml, decisions))
Limits limits(const ModelBody*);
Limits limits(const DecisionText*);

inline http::RouteSpec spec(const char* permission, Words words) {
    return {.policy = http::Policy::needs(permission), .tag = "process", .words = std::move(words)};
}
// A row of /processes: which instances the caller sees.
Sight sight_of(const http::Caller& caller, const RoutesParts& parts);
// The instance when the caller holds the permission in its area; throws 404, 401, 403.
InstanceRow require_instance(Engine& engine, store::Tx& tx, const http::Caller& caller,
                             const char* permission, InstanceId id);

void definition_routes(http::Router&, Engine&, const RoutesParts&);
void model_routes(http::Router&, Engine&, const RoutesParts&);
void instance_routes(http::Router&, Engine&, const RoutesParts&);
void act_routes(http::Router&, Engine&, const RoutesParts&);
void migration_routes(http::Router&, Engine&);

}  // namespace linli::process
