#include "http/router.hpp"

#include <algorithm>

#include "http/route_table.hpp"
#include "http/router_table.hpp"

namespace linli::http {

namespace {

bool is_known_method(const std::string& method) {
    static const char* const known[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    return std::any_of(std::begin(known), std::end(known), [&](auto m) { return method == m; });
}

void check(const RouteInfo& info) {
    const auto fail = [&](const char* what) {
        throw BrokenInvariant("route " + info.method + " " + info.pattern + ": " + what);
    };
    const Policy& policy = info.spec.policy;
    if (!is_known_method(info.method)) fail("GET, POST, PUT, PATCH and DELETE can be registered");
    if (policy.kind == Policy::Kind::undeclared) fail("declares no policy");
    if (policy.kind == Policy::Kind::permission && policy.permission.empty()) {
        fail("needs a permission without a name");
    }
    const bool open = policy.kind == Policy::Kind::open;
    if (info.spec.safe_post && (info.method != "POST" || !open)) {
        fail("only an open POST can be a safe one");
    }
    if (!info.event.empty() && (open || info.event.find_first_of("\r\n") != std::string::npos)) {
        fail("is a stream, which belongs to an account and has events with a plain name");
    }
    if (info.spec.cross_origin && !(open && (info.method == "GET" || info.spec.safe_post))) {
        fail("only an open GET or a safe POST can be open data for other origins");
    }
}

}  // namespace

Router::Router() : table_(std::make_unique<Table>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(RouteInfo info, Run run) {
    check(info);
    const int index = static_cast<int>(table_->infos.size());
    table_->tree.add(info.method, info.pattern, index);
    table_->parameters.push_back(parameter_names(info.pattern));
    table_->infos.push_back(std::move(info));
    table_->runs.push_back(std::move(run));
}

const std::vector<RouteInfo>& Router::routes() const {
    return table_->infos;
}

std::size_t Router::body_bytes_max() const {
    std::size_t most = 0;
    for (const RouteInfo& info : table_->infos)
        most = std::max(most, info.spec.body_bytes_max);
    return most;
}

std::size_t Router::body_bytes_max(std::string_view method, std::string_view target) const {
    static constexpr std::size_t without_route = 16 << 10;
    const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
    const RouteMatch match = table_->tree.find(method, path);
    return match.index < 0
               ? without_route
               : table_->infos[static_cast<std::size_t>(match.index)].spec.body_bytes_max;
}

bool Router::knows(std::string_view path) const {
    const RouteMatch match = table_->tree.find("GET", path);
    return match.index >= 0 || !match.methods.empty();
}

bool Router::answers_from_memory(const Request& request) const {
    if (request.method != "GET" || !request.header("cookie").empty()) return false;
    const RouteMatch match = table_->tree.find("GET", request.path);
    if (match.index < 0) return false;
    const RouteSpec& spec = table_->infos[static_cast<std::size_t>(match.index)].spec;
    return !spec.needs_store && spec.policy.kind == Policy::Kind::open;
}

std::vector<std::string> policy_table(const Router& router) {
    std::vector<std::string> lines;
    for (const RouteInfo& route : router.routes()) {
        std::string line = route.method + " " + route.pattern + " ";
        switch (route.spec.policy.kind) {
            case Policy::Kind::open:
                line += "open";
                break;
            case Policy::Kind::signed_in:
                line += "signed in";
                break;
            case Policy::Kind::permission:
                line += "needs " + route.spec.policy.permission;
                break;
            case Policy::Kind::undeclared:
                line += "undeclared";
                break;
        }
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace linli::http
