// The whole surface of the HTTP edge: routes are declared with the types that they read and answer,
// so that parsing, refusing, OpenAPI and the policy table come from one place.
//
//   router.read<ListingQuery>("GET", "/api/v1/listings", {.policy = Policy::open(), .tag = "place",
//       .words = {"附近的服务", "Services nearby"}},
//       [&](Context& c, const ListingQuery& q, store::Tx& tx) { return place.search(tx, q); });
//   router.write<NewListing>("POST", "/api/v1/listings", {.policy = Policy::needs("place.keep")},
//       [&](Context& c, const NewListing& body, store::Tx& tx) { return Created{place.add(...)};
//       });
//
// Path parameters are `{name}`; a query struct is read from the query string, a body struct from
// the JSON body; unknown members are refused in both. `write` runs in one unit of work together
// with the idempotency record of its POST: the same Idempotency-Key with the same body answers the
// same again, with another body is refused with 409 `http.idempotency_mismatch`.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"
#include "store/store.hpp"

namespace linli::crypto {
class KeyRing;
}

namespace linli::http {

struct Request {
    std::string method;
    std::string path;                            // decoded, without the query
    std::string query;                           // raw
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    std::string address;  // of the peer, or of the client behind a trusted proxy
    // No sign that somebody sits there (an event stream asks again by itself): the session of the
    // caller is not prolonged by it.
    bool automatic = false;

    // The value of a header (name in lower case), empty when it was not sent.
    std::string_view header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view{} : std::string_view{found->second};
    }
    // One cookie; empty when it was not sent. A name that comes twice is taken as not sent.
    std::string cookie(std::string_view name) const;
};

struct Subscription;

struct Response {
    int status = 200;
    std::map<std::string, std::string> headers;  // Content-Type, ETag, Location, ...
    std::string body;
    // Set by Router::stream: `body` is the first event, and the server goes on from there.
    std::shared_ptr<const Subscription> stream = {};
};

// ---- who calls ------------------------------------------------------------------------------

using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using AreaId = Id<struct AreaTag>;

// What one caller may do; made by the Gatekeeper (module identity) for each request.
class Caller {
  public:
    virtual ~Caller() = default;
    virtual bool signed_in() const = 0;
    virtual AccountId account() const = 0;  // 0 when anonymous
    virtual std::optional<PersonId> person() const = 0;
    // Holds the permission in this area or in one above it.
    virtual bool may(std::string_view permission, AreaId area) const = 0;
    // Holds the permission anywhere.
    virtual bool may_somewhere(std::string_view permission) const = 0;
    // Areas in which the permission was granted (their subtrees are meant too).
    virtual std::vector<AreaId> areas(std::string_view permission) const = 0;
    // Throws Refusal: 401 when anonymous, 403 `http.not_allowed` otherwise.
    void require(std::string_view permission, AreaId area) const;
};

// The caller of a request without a session: may nothing that needs a right.
class Anonymous final : public Caller {
  public:
    bool signed_in() const override { return false; }
    AccountId account() const override { return {}; }
    std::optional<PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<AreaId> areas(std::string_view) const override { return {}; }
};

struct Policy {
    enum class Kind : std::uint8_t { undeclared, open, signed_in, permission };
    Kind kind = Kind::undeclared;  // a route that leaves it so does not register
    std::string permission;
    static Policy open() { return {Kind::open, {}}; }  // on the committed allowlist
    static Policy signed_in() { return {Kind::signed_in, {}}; }
    static Policy needs(std::string permission) {
        return {Kind::permission, std::move(permission)};
    }
};

class Gatekeeper {
  public:
    virtual ~Gatekeeper() = default;
    // The caller of this request from its session cookie; anonymous when there is none. Throws
    // Refusal 401 for a dead session (an open route then goes on with an anonymous caller).
    virtual std::unique_ptr<Caller> identify(const Request&) = 0;
};

// ---- what a handler sees and answers --------------------------------------------------------

struct Context {
    const Request& request;
    const Caller& caller;
    std::map<std::string, std::string> path;  // path parameters
    Instant now;
    bool english = false;  // from Accept-Language; Chinese is the default
    // The If-Match value without quotes; throws 428 `http.if_match_required` when the header is
    // absent.
    std::string if_match() const;
    // Throws 412 `http.changed_meanwhile` unless If-Match equals `etag`.
    void require_match(const std::string& etag) const;
    template <class I>
    I path_id(const std::string& name) const {
        return I{id_from_text(path.at(name))};
    }
    // Set by a handler, added to the answer.
    mutable std::map<std::string, std::string> headers;
    void etag(std::string value) const { headers["ETag"] = '"' + std::move(value) + '"'; }
};

template <class T>
struct Created {  // 201 with Location
    T body;
    std::string location = {};
};
template <class T>
Created(T) -> Created<T>;
template <class T>
Created(T, std::string) -> Created<T>;
struct NoContent {};  // 204
template <class T>
struct Page {  // one page of a list; `next` is given back as ?cursor=
    std::vector<T> items;
    std::optional<std::string> next;
};
// A handler may also answer a `Response` as it is (files, CSV, calendar).

// The keys for cursors and for kept answers; `keys` must outlive all requests and be the same in
// all processes that share a database. Called once at start; without it the process makes its own.
void use_server_keys(const crypto::KeyRing& keys);

// Opaque cursors: any text, made tamper-evident with the server's key.
std::string seal_cursor(std::string_view plain);
std::string open_cursor(std::string_view cursor);  // throws Refusal `http.cursor_malformed`

// ---- routes -----------------------------------------------------------------------------------

struct RouteSpec {
    Policy policy = {};
    std::string tag = {};  // groups routes in the OpenAPI page: the module's name
    Words words = {};      // one line each
    std::size_t body_bytes_max = 256 << 10;
    bool cross_origin = false;  // Access-Control-Allow-Origin: * (open data: GET, or safe_post)
    // An open POST that answers a question and changes nothing (a query too private for an
    // address): programs of others ask it too, so it needs no X-Linli and minds no Origin.
    bool safe_post = false;
    int cache_s = 0;  // Cache-Control: public, max-age; 0 = no-store
    // Answers to these routes carry an ETag made from the body; If-None-Match gives 304.
    bool etag_from_body = false;
    // Runs on the reading pool without a unit of work when false (in-memory answers).
    bool needs_store = true;
    // A POST without Idempotency-Key is refused with 428.
    bool idempotency_key_required = false;
};

// One line of the route table, for `linli routes`, the OpenAPI document and test T23.
struct RouteInfo {
    std::string method;
    std::string pattern;
    RouteSpec spec;
    json::value query_schema;   // object or null
    json::value body_schema;    // object or null
    json::value answer_schema;  // object or null; of a stream: that of the data of its events
    std::string event = {};     // the name of the events of a stream; empty = no stream
};

struct None {};  // no query, no body
BOOST_DESCRIBE_STRUCT(None, (), ())
BOOST_DESCRIBE_STRUCT(NoContent, (), ())

}  // namespace linli::http

#include "http/router.hpp"
