// T23, T26: what holds for every route of the product, whoever added it.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "http/route_table.hpp"
#include "http/schema.hpp"
#include "linli/version.hpp"
#include "product.hpp"

namespace linli::system_test {
namespace {

using http::Policy;
using http::RouteInfo;

class Routes : public Product {
  protected:
    static bool writes(const RouteInfo& route) { return route.method != "GET"; }
    static std::string name_of(const RouteInfo& route) {
        return route.method + ' ' + route.pattern;
    }
    static std::string code_of(const http::Response& response) {
        boost::system::error_code ignored;
        const auto body = json::parse(response.body, ignored);
        const auto* object = body.if_object();
        const auto* code = object ? object->if_contains("code") : nullptr;
        return code && code->is_string() ? std::string(code->as_string()) : std::string();
    }
    // Whether a route with a parameter takes the path, as /tasks/{id} takes /tasks/next.
    bool is_taken(const std::string& method, const std::string& path) {
        const auto parts = [](const std::string& text) {
            std::vector<std::string> out;
            std::istringstream in(text);
            for (std::string part; std::getline(in, part, '/');)
                out.push_back(part);
            return out;
        };
        const auto given = parts(path);
        for (const auto& route : router.routes()) {
            const auto pattern = parts(route.pattern);
            bool fits = route.method == method && pattern.size() == given.size();
            for (std::size_t i = 0; fits && i < given.size(); ++i)
                fits = pattern[i] == given[i] || pattern[i].starts_with('{');
            if (fits) return true;
        }
        return false;
    }
    // A caller who holds what the route asks for.
    std::string token_for_route(const RouteInfo& route) {
        static const std::map<std::string, std::string> role_of{
            {"identity.accounts", "system_admin"},
            {"area.keep", "system_admin"},
            {"identity.grants", "security_admin"},
            {"audit.read", "audit_admin"},
            {"identity.review", "registrar"},
            {"identity.find", "registrar"},
            {"identity.reveal", "registrar"},
            {"rules.use", "rule_reviewer"},
            {"rules.propose", "rule_keeper"},
            {"rules.approve", "rule_reviewer"},
            {"rules.reveal", "rule_reviewer"},
            {"service.counter", "clerk"},
            {"service.work", "clerk"},
            {"service.supervise", "case_supervisor"},
            {"service.keep", "item_keeper"},
            {"service.approve", "item_approver"},
            {"process.view", "item_keeper"},
            {"process.deploy", "item_keeper"},
            {"ledger.keep", "book_master"},
            {"ledger.view", "book_viewer"},
            {"ledger.post", "book_keeper"},
            {"ledger.close", "book_closer"},
            {"finance.view", "fund_checker"},
            {"finance.make", "fund_accountant"},
            {"finance.check", "fund_checker"},
            {"finance.approve", "fund_approver"},
            {"finance.close", "fund_approver"}};
        const auto found = role_of.find(route.spec.policy.permission);
        const std::string role = found == role_of.end() ? "community_keeper" : found->second;
        if (!tokens_.count(role)) tokens_[role] = staff(role, role, area("990200"));
        return tokens_[role];
    }

  private:
    std::map<std::string, std::string> tokens_;
};

std::set<std::string> lines_of(const std::string& path) {
    std::ifstream in(path);
    std::set<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#') lines.insert(line);
    return lines;
}

TEST_P(Routes, all_declare_a_policy_and_the_open_ones_are_those_of_the_committed_list) {
    std::set<std::string> open;
    ASSERT_GT(router.routes().size(), 60U);
    for (const auto& route : router.routes()) {
        EXPECT_NE(route.spec.policy.kind, Policy::Kind::undeclared) << name_of(route);
        if (route.spec.policy.kind == Policy::Kind::permission) {
            EXPECT_FALSE(route.spec.policy.permission.empty()) << name_of(route);
        }
        if (route.spec.policy.kind == Policy::Kind::open) open.insert(name_of(route));
    }
    EXPECT_EQ(open, lines_of(LINLI_SOURCE_DIR "/tests/system/open_routes.txt"));
}

TEST_P(Routes, that_are_not_open_answer_401_to_nobody_and_to_a_made_up_session) {
    const auto before = rows();
    for (const auto& route : router.routes()) {
        if (route.spec.policy.kind == Policy::Kind::open) continue;
        for (const char* token : {"", "made-up-token"}) {
            const auto response = send(token, route.method, path_of(route));
            EXPECT_EQ(response.status, 401) << name_of(route) << ' ' << response.body;
            EXPECT_EQ(response.headers.at("Content-Type").substr(0, 24),
                      "application/problem+json");
        }
    }
    EXPECT_EQ(rows(), before);
}

TEST_P(Routes, answer_405_and_name_their_methods_to_every_other_method) {
    std::map<std::string, std::set<std::string>> methods;
    for (const auto& route : router.routes())
        methods[path_of(route)].insert(route.method);
    for (const auto& [path, known] : methods) {
        for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"}) {
            if (known.count(method) || is_taken(method, path)) continue;
            auto response = send("", method, path);
            EXPECT_EQ(response.status, 405) << method << ' ' << path;
            const std::string allow = ", " + response.headers["Allow"] + ",";
            EXPECT_EQ(allow.find(std::string(", ") + method + ","), std::string::npos) << path;
            for (const auto& one : known)
                EXPECT_NE(allow.find(", " + one + ","), std::string::npos) << path << allow;
        }
    }
}

TEST_P(Routes, are_exactly_those_of_the_openapi_document_with_parameters_and_words) {
    const auto served = send("", "GET", "/api/v1/openapi.json");
    ASSERT_EQ(served.status, 200);
    const auto document = json::parse(served.body);
    const auto& paths = document.at("paths").as_object();
    std::set<std::string> documented, registered;
    for (const auto& path : paths)
        for (const auto& operation : path.value().as_object()) {
            std::string method = operation.key();
            std::transform(method.begin(), method.end(), method.begin(),
                           [](char c) { return static_cast<char>(c & ~32); });
            documented.insert(method + ' ' + std::string(path.key()));
            const auto& o = operation.value().as_object();
            EXPECT_FALSE(o.at("summary").as_string().empty()) << path.key();
            const std::string zh(o.at("x-summary-zh").as_string());
            EXPECT_TRUE(std::any_of(zh.begin(), zh.end(), [](char c) { return c < 0; }))
                << path.key() << ": no Chinese words";
            std::set<std::string> described;
            for (const auto& parameter : o.at("parameters").as_array())
                if (parameter.at("in").as_string() == "path")
                    described.emplace(parameter.at("name").as_string());
            const auto names = http::parameter_names(std::string(path.key()));
            EXPECT_EQ(described, std::set<std::string>(names.begin(), names.end())) << path.key();
            EXPECT_TRUE(o.at("security").is_array()) << path.key();
        }
    for (const auto& route : router.routes())
        registered.insert(name_of(route));
    EXPECT_EQ(documented, registered);
}

TEST_P(Routes, carry_the_security_headers_whatever_they_answer) {
    const auto check = [](const http::Response& response, const std::string& what) {
        for (const char* name :
             {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
              "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
              "Cache-Control"})
            EXPECT_TRUE(response.headers.count(name)) << what << ": no " << name;
        if (!response.body.empty()) {
            EXPECT_TRUE(response.headers.count("Content-Type")) << what;
        }
    };
    std::set<int> seen;
    for (const auto& route : router.routes()) {
        for (const char* method : {route.method.c_str(), "PATCH", "OPTIONS", "HEAD"}) {
            const auto response = send("", method, path_of(route));
            check(response, std::string(method) + ' ' + route.pattern);
            seen.insert(response.status);
        }
        const auto signed_in = send(token_for_route(route), route.method, path_of(route), "{");
        check(signed_in, "signed in: " + name_of(route));
        EXPECT_LT(signed_in.status, 500) << name_of(route) << ' ' << signed_in.body;
        const bool shared =
            signed_in.headers.at("Cache-Control").find("public") != std::string::npos;
        EXPECT_FALSE(shared && route.spec.policy.kind != Policy::Kind::open) << name_of(route);
        seen.insert(signed_in.status);
    }
    check(send("", "GET", "/api/v1/nothing"), "404");
    for (const int status : {200, 204, 400, 401, 404, 405})
        EXPECT_TRUE(seen.count(status)) << "the sweep met no " << status;
}

TEST_P(Routes, that_write_refuse_other_sites_and_change_nothing) {
    const std::vector<Headers> other_sites{
        {{"x-linli", ""}},
        {{"x-linli", ""}, {"content-type", "application/x-www-form-urlencoded"}},
        {{"x-linli", ""}, {"content-type", "text/plain"}},
        {{"origin", "https://evil.example"}},
        {{"origin", "null"}},
        {{"origin", "https://linli.test.evil.example"}},
        {{"sec-fetch-site", "cross-site"}},
        {{"sec-fetch-site", "same-site"}}};
    std::vector<std::pair<const RouteInfo*, std::string>> writing;
    for (const auto& route : router.routes())
        if (writes(route)) writing.emplace_back(&route, token_for_route(route));
    ASSERT_GT(writing.size(), 25U);
    const auto before = rows();
    for (const auto& [route, token] : writing)
        for (const auto& headers : other_sites) {
            const auto response = send(token, route->method, path_of(*route), "{}", headers);
            if (route->spec.safe_post)
                continue;  // only asks; that it changes nothing is checked below
            EXPECT_EQ(response.status, 403) << name_of(*route);
            EXPECT_EQ(code_of(response), "http.cross_site") << name_of(*route);
        }
    EXPECT_EQ(rows(), before);
}

TEST_P(Routes, that_only_ask_by_post_are_the_five_of_hsds_and_the_list_of_materials) {
    std::set<std::string> asking;
    for (const auto& route : router.routes())
        if (route.spec.safe_post) asking.insert(name_of(route));
    EXPECT_EQ(asking, (std::set<std::string>{
                          "POST /api/v1/services/{code}/materials", "POST /hsds/organizations",
                          "POST /hsds/service_at_locations", "POST /hsds/services",
                          "POST /hsds/taxonomies", "POST /hsds/taxonomy_terms"}));
}

TEST_P(Routes, that_write_take_no_form_and_no_plain_text) {
    std::vector<std::pair<const RouteInfo*, std::string>> writing;
    for (const auto& route : router.routes())
        if (writes(route)) writing.emplace_back(&route, token_for_route(route));
    const auto before = rows({"session"});
    for (const auto& [route, token] : writing)
        for (const char* type : {"application/x-www-form-urlencoded", "text/plain",
                                 "multipart/form-data; boundary=x"}) {
            if (route->body_schema.is_null() && route->pattern != "/api/v1/files") continue;
            const auto response =
                send(token, route->method, path_of(*route), "{}", {{"content-type", type}});
            EXPECT_EQ(response.status, 415) << name_of(*route) << ' ' << response.body;
        }
    EXPECT_EQ(rows({"session"}), before);
}

TEST_P(Routes, that_read_change_nothing) {
    std::vector<std::pair<const RouteInfo*, std::string>> reading;
    for (const auto& route : router.routes())
        if (!writes(route)) reading.emplace_back(&route, token_for_route(route));
    const auto before = rows({"session"});
    for (const auto& [route, token] : reading)
        send(token, "GET", path_of(*route));
    EXPECT_EQ(rows({"session"}), before);
}

LINLI_PRODUCT_ON_BOTH(Routes);

}  // namespace
}  // namespace linli::system_test
