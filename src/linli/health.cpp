#include "linli/health.hpp"

#include "linli/version.hpp"

namespace linli {
namespace {

constexpr store::Sql sql_alive{"health.alive", "SELECT 1"};

}  // namespace

void health_routes(http::Router& router) {
    router.read<http::None>("GET", "/api/v1/health",
                            {.policy = http::Policy::open(),
                             .tag = "system",
                             .words = {"服务是否正常", "Is the service well"}},
                            [](http::Context&, const http::None&, store::Tx& tx) {
                                tx.one<std::int64_t>(sql_alive);
                                return Health{"ok", version};
                            });
}

}  // namespace linli
