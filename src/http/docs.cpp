#include <memory>

#include "http/docs_page.hpp"
#include "http/router.hpp"

namespace linli::http {

namespace {

void page_route(Router& router, const char* pattern, std::string_view type, std::string_view text) {
    router.raw("GET", pattern,
               {.policy = Policy::open(),
                .tag = "http",
                .words = {"接口文档页面", "The page of this documentation"},
                .cache_s = 300,
                .etag_from_body = true,
                .needs_store = false},
               [type, text](Context&, store::Store&) {
                   Response response{.status = 200, .headers = {}, .body = std::string(text)};
                   response.headers["Content-Type"] = type;
                   return response;
               });
}

}  // namespace

void documentation_routes(Router& router, std::string title, std::string version) {
    const auto document = std::make_shared<std::string>();
    router.raw<None, None, json::object>(
        "GET", "/api/v1/openapi.json",
        {.policy = Policy::open(),
         .tag = "http",
         .words = {"本接口的 OpenAPI 3.1 文档", "The OpenAPI 3.1 document of this interface"},
         .cross_origin = true,
         .cache_s = 300,
         .etag_from_body = true,
         .needs_store = false},
        [document](Context&, store::Store&) { return detail::json_response(200, *document); });
    page_route(router, "/api/docs", "text/html; charset=utf-8", docs_html);
    page_route(router, "/api/docs/docs.css", "text/css; charset=utf-8", docs_css);
    page_route(router, "/api/docs/docs.js", "text/javascript; charset=utf-8", docs_js);
    *document = json::serialize(openapi_document(router, title, version));
}

}  // namespace linli::http
