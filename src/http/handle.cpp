// The way of one request through Router::handle.
#include <spdlog/spdlog.h>

#include "crypto/hash.hpp"
#include "http/compress.hpp"
#include "http/denials.hpp"
#include "http/problem.hpp"
#include "http/rate_limit.hpp"
#include "http/router_table.hpp"
#include "http/security_headers.hpp"

namespace linli::http {

namespace {

bool is_safe(const std::string& method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// A form on another site can set neither the header nor our origin (ASVS 3.5.1, 3.5.2).
void check_same_site(const Request& request, const Edge& edge) {
    bool same = !request.header("x-linli").empty();
    const std::string_view origin = request.header("origin");
    if (!origin.empty()) {
        const std::string host(request.header("host"));
        same =
            same && (edge.origin.empty() ? origin == "http://" + host || origin == "https://" + host
                                         : origin == edge.origin);
    }
    const std::string_view site = request.header("sec-fetch-site");
    same = same && (site.empty() || site == "same-origin" || site == "none");
    if (same) return;
    throw refuse_forbidden("http.cross_site",
                           {"请求不是从本系统页面发出的，已拒绝。程序调用请带上 X-Linli: 1 请求头",
                            "The request did not come from a page of this system. Programs send "
                            "the header X-Linli: 1"});
}

std::unique_ptr<Caller> identify(const Request& request, Gatekeeper& gatekeeper,
                                 const Policy& policy) {
    try {
        return gatekeeper.identify(request);
    } catch (const Refusal& refusal) {
        const bool dead_session = refusal.kind() == RefusalKind::unauthenticated;
        if (policy.kind != Policy::Kind::open || !dead_session) throw;
        return std::make_unique<Anonymous>();
    }
}

void enforce(const Policy& policy, const Caller& caller) {
    if (policy.kind == Policy::Kind::open) return;
    if (!caller.signed_in()) {
        throw Refusal(RefusalKind::unauthenticated, "http.sign_in_first",
                      {"请先登录", "Please sign in first"});
    }
    if (policy.kind != Policy::Kind::permission || caller.may_somewhere(policy.permission)) return;
    throw refuse_forbidden("http.not_allowed", {"您没有此项权限，请联系管理员授权",
                                                "You do not hold the right for this; ask an "
                                                "administrator"});
}

void limit_account(const Caller& caller, const Edge& edge, Instant now) {
    if (!edge.accounts || !caller.signed_in()) return;
    const int wait_s = edge.accounts->take(to_text(caller.account()), now);
    if (wait_s == 0) return;
    Refusal refusal(RefusalKind::too_many, "http.too_many_requests",
                    {"操作过于频繁，请稍后再试", "Too many requests; wait a little and try again"});
    refusal.retry_after_s = wait_s;
    throw refusal;
}

bool etag_matches(std::string_view header, std::string_view etag) {
    if (header == "*") return true;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view one = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (!one.empty() && one.front() == ' ')
            one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ')
            one.remove_suffix(1);
        if (one.substr(0, 2) == "W/") one.remove_prefix(2);
        if (one == etag) return true;
    }
    return false;
}

std::string cache_control(const RouteSpec& spec) {
    const std::string scope = spec.policy.kind == Policy::Kind::open ? "public" : "private";
    return spec.cache_s > 0 ? scope + ", max-age=" + std::to_string(spec.cache_s)
                            : scope + ", no-cache";
}

// Whether the answer goes out packed: text of an open route, to somebody who takes it and is not
// signed in.
bool chooses_gzip(Response& response, const RouteSpec& spec, const Context& context) {
    if (spec.policy.kind != Policy::Kind::open || !is_packable(response)) return false;
    std::string& vary = response.headers["Vary"];
    vary += vary.empty() ? "Accept-Encoding" : ", Accept-Encoding";
    return !context.caller.signed_in() && accepts_gzip(context.request.header("accept-encoding"));
}

// ETag, 304, caching and packing of a successful GET.
void finish_get(Response& response, const RouteSpec& spec, const Context& context) {
    if (response.status != 200) return;
    std::string digest;
    if (spec.etag_from_body && !response.headers.contains("ETag")) {
        digest = to_hex(crypto::hash(crypto::Hash::sha256, response.body)).substr(0, 32);
        response.headers["ETag"] = '"' + digest + '"';
    }
    if (spec.cache_s > 0 || spec.etag_from_body) {
        response.headers.try_emplace("Cache-Control", cache_control(spec));
    }
    const bool packed = chooses_gzip(response, spec, context);
    const auto etag = response.headers.find("ETag");
    if (etag != response.headers.end()) {
        if (packed && etag->second.ends_with('"')) {
            etag->second.insert(etag->second.size() - 1, gzip_etag_suffix);
        }
        if (etag_matches(context.request.header("if-none-match"), etag->second)) {
            response.status = 304;
            response.body.clear();
            response.headers.erase("Content-Type");
            return;
        }
    }
    if (packed) pack(response, digest);
}

std::string allow_of(std::vector<std::string> methods) {
    std::string allow;
    for (const auto& method : methods) {
        allow += (allow.empty() ? "" : ", ") + method;
        if (method == "GET") allow += ", HEAD";
    }
    return allow + ", OPTIONS";
}

Response no_such_path(bool english) {
    return problem(
        refuse_not_found("http.no_such_path", {"没有这个地址，请检查网址或返回首页",
                                               "There is nothing at this address; check it "
                                               "or go back to the first page"}),
        english);
}

Response method_not_allowed(const RouteMatch& match, bool english) {
    Response response = problem(
        Refusal(RefusalKind::method_not_allowed, "http.method_not_allowed",
                {"该地址不支持此操作，可用的方法见 Allow 响应头",
                 "This address does not take this method; the Allow header names those it takes"}),
        english);
    response.headers["Allow"] = allow_of(match.methods);
    return response;
}

}  // namespace

namespace detail {

void require_json(const Request& request) {
    const std::string_view type = request.header("content-type");
    const std::string_view bare = type.substr(0, std::min(type.find(';'), type.size()));
    if (bare == "application/json" || bare == "application/json ") return;
    throw Refusal(RefusalKind::unsupported, "http.json_expected",
                  {"请以 application/json 格式发送内容", "Send the content as application/json"});
}

void require_empty(const Request& request) {
    if (request.body.empty() || request.body == "{}") return;
    throw Refusal(RefusalKind::unprocessable, "http.no_body_expected",
                  {"此操作不需要附带内容", "This takes no content; send an empty body"});
}

Response json_response(int status, std::string body) {
    Response response{.status = status, .headers = {}, .body = std::move(body)};
    response.headers["Content-Type"] = "application/json; charset=utf-8";
    return response;
}

}  // namespace detail

Response Router::run_for_caller(std::size_t index, const RouteMatch& match, const Request& request,
                                const Surroundings& around, std::unique_ptr<Caller>& caller) const {
    const RouteInfo& info = table_->infos[index];
    if (request.body.size() > info.spec.body_bytes_max) {
        throw Refusal(
            RefusalKind::too_large, "http.body_too_large",
            {"内容过大，上限为 " + std::to_string(info.spec.body_bytes_max / 1024) + " KiB",
             "The content is too large; the limit is " +
                 std::to_string(info.spec.body_bytes_max / 1024) + " KiB"});
    }
    if (!is_safe(request.method) && !info.spec.safe_post) check_same_site(request, around.edge);
    const Instant now = around.clock.now();
    if (info.event.empty()) {
        caller = identify(request, around.gatekeeper, info.spec.policy);
    } else {
        // Browsers open a stream again by themselves for as long as a page stays open.
        Request unattended = request;
        unattended.automatic = true;
        caller = identify(unattended, around.gatekeeper, info.spec.policy);
    }
    limit_account(*caller, around.edge, now);
    enforce(info.spec.policy, *caller);

    Context context{request, *caller, {}, now, around.english, {}};
    for (std::size_t i = 0; i < match.values.size(); ++i) {
        context.path.emplace(table_->parameters[index][i], match.values[i]);
    }
    Unit unit(context, around.store, info);
    Response response = table_->runs[index](context, unit);
    for (auto& [name, value] : context.headers)
        response.headers[name] = value;
    if (info.method == "GET" && !response.stream) finish_get(response, info.spec, context);
    return response;
}

Response Router::run_route(std::size_t index, const RouteMatch& match, const Request& request,
                           const Surroundings& around) const {
    std::unique_ptr<Caller> caller;
    try {
        return run_for_caller(index, match, request, around, caller);
    } catch (const Refusal& refusal) {
        if (around.edge.denials) {
            auto denial = denial_of(request, table_->infos[index], caller.get(), refusal.status(),
                                    refusal.code(), around.clock.now());
            if (denial) around.edge.denials->add(std::move(*denial));
        }
        throw;
    }
}

Response Router::answer(const Request& request, const Surroundings& around) const {
    const std::string& method = request.method;
    const RouteMatch match = table_->tree.find(method == "HEAD" ? "GET" : method, request.path);
    if (match.index < 0 && match.methods.empty()) return no_such_path(around.english);
    if (match.index < 0 && method != "OPTIONS") return method_not_allowed(match, around.english);

    const auto get = match.index >= 0 ? match : table_->tree.find("GET", request.path);
    Response response;
    bool cross_origin = false;
    if (get.index >= 0) {
        const RouteInfo& info = table_->infos[static_cast<std::size_t>(get.index)];
        if (around.edge.route) *around.edge.route = info.pattern;
        cross_origin = info.spec.cross_origin;
    }
    if (match.index < 0) {
        response.status = 204;
        response.headers["Allow"] = allow_of(match.methods);
        const auto post = table_->tree.find("POST", request.path);
        const bool may_post = post.index >= 0 &&
                              table_->infos[static_cast<std::size_t>(post.index)].spec.cross_origin;
        if (cross_origin) {
            response.headers["Access-Control-Allow-Methods"] =
                may_post ? "GET, HEAD, POST" : "GET, HEAD";
            response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match";
            response.headers["Access-Control-Max-Age"] = "86400";
        }
    } else {
        try {
            response = run_route(static_cast<std::size_t>(match.index), match, request, around);
        } catch (...) {
            response = problem_of(std::current_exception(), around.english);
        }
    }
    if (cross_origin) {
        response.headers["Access-Control-Allow-Origin"] = "*";
        response.headers["Access-Control-Expose-Headers"] =
            "ETag, Link, Retry-After, X-Request-Id, X-Total-Items, X-Total-Pages";
    }
    return response;
}

Response Router::handle(const Request& request, Gatekeeper& gatekeeper, store::Store& store,
                        const Clock& clock, const Edge& edge) const {
    const bool english = prefers_english(request.header("accept-language"));
    Response response;
    try {
        response = answer(request, {gatekeeper, store, clock, edge, english});
    } catch (...) {
        response = problem_of(std::current_exception(), english);
    }
    add_security_headers(response, edge.origin.substr(0, 8) == "https://");
    if (request.method == "HEAD") {
        if (!response.stream) {
            response.headers["Content-Length"] = std::to_string(response.body.size());
        }
        response.body.clear();
        response.stream.reset();
    }
    return response;
}

}  // namespace linli::http
