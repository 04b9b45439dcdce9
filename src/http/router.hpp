// Declares routes with their types and answers requests without a socket: tests of other modules
// call Router::handle directly.
#pragma once
#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.hpp"
#include "http/query.hpp"
#include "http/schema.hpp"

namespace linli::http {

class Denials;
class EventHub;
class RateLimiter;
struct RouteMatch;

// What a server knows beside the request; empty in tests.
struct Edge {
    std::string origin = {};  // "https://linli.example"; empty = http(s) and the Host header
    RateLimiter* accounts = nullptr;  // requests per account; none = no limit
    Denials* denials = nullptr;       // receives what is denied; none = it is not journaled
    std::string* route = nullptr;     // receives the pattern that matched, for the access log
};

// The store as one request sees it: a write brings the record of its Idempotency-Key with it.
class Unit {
  public:
    Unit(Context& context, store::Store& store, const RouteInfo& route)
        : context_(context), store_(store), route_(route) {}
    using Fn = std::function<Response(store::Tx&)>;
    Response read(const Fn& fn);
    Response write(const Fn& fn);
    store::Store& store() { return store_; }

  private:
    Context& context_;
    store::Store& store_;
    const RouteInfo& route_;
};

namespace detail {
template <class T>
struct is_created : std::false_type {};
template <class T>
struct is_created<Created<T>> : std::true_type {};
template <class T>
struct is_page : std::false_type {};
template <class T>
struct is_page<Page<T>> : std::true_type {
    using Item = T;
};

// Throws unless the body is JSON by its Content-Type (415) or, for None, empty or {}.
void require_json(const Request& request);
void require_empty(const Request& request);
Response json_response(int status, std::string body);

// For Router::stream: what the hub was told until now, and the answer with the first event.
std::uint64_t touches_of(const EventHub& hub);
Response event_response(EventHub& hub, std::uint64_t touches, const Context& context,
                        const std::string& event, const std::string& data);

}  // namespace detail

// The typed body of a request (raw handlers call it themselves): refuses what is not JSON or not a
// `Body`. None wants an empty body or {}.
template <class Body>
Body read_body(const Request& request) {
    using namespace detail;
    if constexpr (std::is_same_v<Body, None>) {
        require_empty(request);
        return {};
    } else {
        require_json(request);
        return from_json_text<Body>(request.body, {.bytes_max = request.body.size() + 1});
    }
}

// What a handler returned, as an answer: Response as it is, NoContent 204, Created 201, Page or a
// described struct 200.
template <class T>
Response respond(T&& answer) {
    using namespace detail;
    using A = std::remove_cvref_t<T>;
    if constexpr (std::is_same_v<A, Response>) {
        return std::forward<T>(answer);
    } else if constexpr (std::is_same_v<A, NoContent>) {
        return {.status = 204, .headers = {}, .body = {}};
    } else if constexpr (is_created<A>::value) {
        Response response = json_response(201, to_json_text(answer.body));
        if (!answer.location.empty()) response.headers["Location"] = answer.location;
        return response;
    } else if constexpr (is_page<A>::value) {
        json::object page{{"items", to_json(answer.items)}};
        if (answer.next) page["next"] = *answer.next;
        return json_response(200, json::serialize(page));
    } else {
        return json_response(200, to_json_text(answer));
    }
}

namespace detail {
template <class A>
json::value answer_schema(SchemaBook& book) {
    if constexpr (std::is_void_v<A> || std::is_same_v<A, Response> ||
                  std::is_same_v<A, NoContent>) {
        return nullptr;
    } else if constexpr (is_created<A>::value) {
        return book.of<decltype(A::body)>();
    } else if constexpr (is_page<A>::value) {
        return json::object{
            {"type", "object"},
            {"properties",
             {{"items", {{"type", "array"}, {"items", book.of<typename is_page<A>::Item>()}}},
              {"next", {{"type", "string"}}}}},
            {"required", json::array{"items"}}};
    } else {
        return book.of<A>();
    }
}

template <class F, class In>
struct Handler {
    static constexpr bool in_unit = std::is_invocable_v<F&, Context&, const In&, store::Tx&>;
    static constexpr bool alone = std::is_invocable_v<F&, Context&, const In&>;
    static_assert(in_unit || alone,
                  "a handler takes (Context&, const In&, store::Tx&) or (Context&, const In&)");
};
template <class F, class In, bool in_unit>
struct AnswerOf {
    using type = std::invoke_result_t<F&, Context&, const In&, store::Tx&>;
};
template <class F, class In>
struct AnswerOf<F, In, false> {
    using type = std::invoke_result_t<F&, Context&, const In&>;
};

// Calls a handler with or without a unit of work; a handler that returns nothing answers 204.
template <class F, class... Args>
Response call(F& handler, Args&&... args) {
    if constexpr (std::is_void_v<std::invoke_result_t<F&, Args...>>) {
        handler(std::forward<Args>(args)...);
        return respond(NoContent{});
    } else {
        return respond(handler(std::forward<Args>(args)...));
    }
}
}  // namespace detail

class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // A route whose handler reads: handler(Context&, const Query&, store::Tx&) on the reading side,
    // or handler(Context&, const Query&) without a unit of work. All registrations throw
    // BrokenInvariant for an undeclared policy, a pattern that is taken, or a pattern that is none.
    template <class Query, class F>
    void read(std::string method, std::string pattern, RouteSpec spec, F handler) {
        using H = detail::Handler<F, Query>;
        using Answer = typename detail::AnswerOf<F, Query, H::in_unit>::type;
        RouteInfo info = describe(std::move(method), std::move(pattern), std::move(spec));
        info.spec.needs_store = H::in_unit;
        if constexpr (!std::is_same_v<Query, None>) {
            info.query_schema = requests_.template struct_schema<Query>();
        }
        info.answer_schema = detail::answer_schema<Answer>(answers_);
        add(std::move(info), [handler](Context& c, Unit& unit) mutable {
            const Query query = read_query<Query>(c.request.query);
            if constexpr (H::in_unit) {
                return unit.read(
                    [&](store::Tx& tx) { return detail::call(handler, c, query, tx); });
            } else {
                return detail::call(handler, c, query);
            }
        });
    }

    // A route whose handler writes: handler(Context&, const Body&, store::Tx&) in one unit of work
    // with the record of its Idempotency-Key, or handler(Context&, const Body&) without (and then
    // without that record).
    template <class Body, class F>
    void write(std::string method, std::string pattern, RouteSpec spec, F handler) {
        using H = detail::Handler<F, Body>;
        using Answer = typename detail::AnswerOf<F, Body, H::in_unit>::type;
        RouteInfo info = describe(std::move(method), std::move(pattern), std::move(spec));
        info.spec.needs_store = H::in_unit;
        if constexpr (!std::is_same_v<Body, None>) info.body_schema = requests_.template of<Body>();
        info.answer_schema = detail::answer_schema<Answer>(answers_);
        add(std::move(info), [handler](Context& c, Unit& unit) mutable {
            read_query<None>(c.request.query);
            const Body body = read_body<Body>(c.request);
            if constexpr (H::in_unit) {
                return unit.write(
                    [&](store::Tx& tx) { return detail::call(handler, c, body, tx); });
            } else {
                return detail::call(handler, c, body);
            }
        });
    }

    // A route that does everything itself: handler(Context&, store::Store&) -> Response, or
    // handler(Context&, Unit&) -> Response, whose unit.write keeps the answer for the
    // Idempotency-Key in the same unit of work; every raw POST that changes something uses that.
    // For uploads, streams of text, and work that must not sit in a unit of work. The types only
    // document what it reads and answers.
    // Exempt: signing in and changing a password (identity). Their answer carries a session cookie
    // that must never be given out twice, and their secret must not be hashed into a kept record.
    template <class Query = None, class Body = None, class Answer = void, class F>
    void raw(std::string method, std::string pattern, RouteSpec spec, F handler) {
        RouteInfo info = describe(std::move(method), std::move(pattern), std::move(spec));
        if constexpr (!std::is_same_v<Query, None>) {
            info.query_schema = requests_.template struct_schema<Query>();
        }
        if constexpr (!std::is_same_v<Body, None>) info.body_schema = requests_.template of<Body>();
        info.answer_schema = detail::answer_schema<Answer>(answers_);
        add(std::move(info), [handler](Context& c, Unit& unit) mutable {
            if constexpr (std::is_invocable_v<F&, Context&, Unit&>) {
                return Response(handler(c, unit));
            } else {
                return Response(handler(c, unit.store()));
            }
        });
    }

    // A stream of server-sent events (GET, text/event-stream; see http/events.hpp for how to keep
    // it current). handler(Context&, const Query&, store::Tx&) returns the state now as a described
    // struct. It is asked once for the first event and again, with the caller identified anew,
    // whenever the hub was touched and every few seconds besides; what differs from the event
    // before is sent as `event: <event>` with the struct as one line of JSON. It ends when the
    // caller may no longer read it. It holds no thread while nothing changes. Never open to all.
    template <class Query, class F>
    void stream(std::string pattern, RouteSpec spec, EventHub& hub, std::string event, F handler) {
        using Data = std::invoke_result_t<F&, Context&, const Query&, store::Tx&>;
        RouteInfo info = describe("GET", std::move(pattern), std::move(spec));
        info.event = event;
        if constexpr (!std::is_same_v<Query, None>) {
            info.query_schema = requests_.template struct_schema<Query>();
        }
        info.answer_schema = detail::answer_schema<Data>(answers_);
        add(std::move(info), [handler, &hub, event](Context& c, Unit& unit) mutable {
            const Query query = read_query<Query>(c.request.query);
            const std::uint64_t touches = detail::touches_of(hub);  // before what is read
            return unit.read([&](store::Tx& tx) {
                return detail::event_response(hub, touches, c, event,
                                              to_json_text(handler(c, query, tx)));
            });
        });
    }

    // The whole way of one request: route, cross-site checks, caller, policy, handler, problem,
    // ETag, security headers. Never throws.
    Response handle(const Request& request, Gatekeeper& gatekeeper, store::Store& store,
                    const Clock& clock, const Edge& edge = {}) const;

    const std::vector<RouteInfo>& routes() const;
    const SchemaBook& request_schemas() const { return requests_; }
    const SchemaBook& answer_schemas() const { return answers_; }
    // The largest body that any route takes, and that of the route of a request's target (raw, with
    // query; 16 KiB where there is no such route).
    std::size_t body_bytes_max() const;
    std::size_t body_bytes_max(std::string_view method, std::string_view target) const;
    // True when some method has a route at the path.
    bool knows(std::string_view path) const;
    // True when the request is answered from memory by an open route, without store or session.
    bool answers_from_memory(const Request& request) const;

  private:
    using Run = std::function<Response(Context&, Unit&)>;
    static RouteInfo describe(std::string method, std::string pattern, RouteSpec spec) {
        return {
            std::move(method), std::move(pattern), std::move(spec), nullptr, nullptr, nullptr, {}};
    }
    void add(RouteInfo info, Run run);

    struct Surroundings {
        Gatekeeper& gatekeeper;
        store::Store& store;
        const Clock& clock;
        const Edge& edge;
        bool english;
    };
    Response answer(const Request& request, const Surroundings& around) const;
    Response run_route(std::size_t index, const RouteMatch& match, const Request& request,
                       const Surroundings& around) const;
    // As soon as it is known, `caller` is who asks.
    Response run_for_caller(std::size_t index, const RouteMatch& match, const Request& request,
                            const Surroundings& around, std::unique_ptr<Caller>& caller) const;

    struct Table;
    std::unique_ptr<Table> table_;
    SchemaBook requests_{SchemaUse::request};
    SchemaBook answers_{SchemaUse::answer};
};

store::MigrationSet migrations();

// The lines of `linli routes` and of test T23: "GET /api/v1/areas open", "... needs place.keep".
std::vector<std::string> policy_table(const Router& router);

}  // namespace linli::http
