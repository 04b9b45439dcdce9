#include "http/metrics.hpp"

#include <fmt/format.h>

namespace linli::http {

namespace {

void figure(std::string& out, const char* name, const char* type, const char* help,
            std::int64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

bool is_local(const Request& request) {
    const bool loopback = request.address == "::1" || request.address.substr(0, 4) == "127.";
    return loopback && request.header("x-forwarded-for").empty() &&
           request.header("forwarded").empty() && request.header("via").empty();
}

}  // namespace

Metrics& metrics() {
    static Metrics all;
    return all;
}

void Metrics::request(std::string_view route, int status, Micros took) {
    const std::lock_guard lock(mutex_);
    ++requests_[{std::string(route), status}];
    std::size_t slot = 0;
    while (slot < bounds_ms.size() && took.value > bounds_ms[slot] * std::int64_t{1000})
        ++slot;
    ++histogram_[slot];
    sum_us_ += took.value;
}

std::string Metrics::text(const store::StoreStats& store) const {
    std::string out =
        "# HELP linli_requests_total Requests by route and status\n"
        "# TYPE linli_requests_total counter\n";
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, count] : requests_) {
            out += fmt::format("linli_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                               key.second, count);
        }
        out +=
            "# HELP linli_request_seconds Time from the whole request to the answer\n"
            "# TYPE linli_request_seconds histogram\n";
        std::int64_t sum = 0;
        for (std::size_t i = 0; i <= bounds_ms.size(); ++i) {
            sum += histogram_[i];
            const std::string le = i < bounds_ms.size() ? fmt::format("{}", bounds_ms[i] / 1000.0)
                                                        : std::string("+Inf");
            out += fmt::format("linli_request_seconds_bucket{{le=\"{}\"}} {}\n", le, sum);
        }
        out += fmt::format("linli_request_seconds_sum {}\nlinli_request_seconds_count {}\n",
                           static_cast<double>(sum_us_) / 1e6, sum);
    }
    figure(out, "linli_connections", "gauge", "Open connections", connections);
    figure(out, "linli_streams", "gauge", "Open streams of events", streams);
    figure(out, "linli_requests_queued", "gauge", "Requests that wait for a worker", queued);
    figure(out, "linli_refused_busy_total", "counter", "Answered 503 by a full queue",
           refused_busy);
    figure(out, "linli_refused_rate_total", "counter", "Answered 429 by rate limit", refused_rate);
    figure(out, "linli_refused_malformed_total", "counter", "Requests that cannot be read",
           refused_malformed);
    figure(out, "linli_denials_dropped_total", "counter",
           "Denied requests that were too many to be journaled", denials_dropped);
    figure(out, "linli_store_units_written_total", "counter", "Units of work committed",
           store.units_written);
    figure(out, "linli_store_units_refused_total", "counter", "Units of work refused",
           store.units_refused);
    figure(out, "linli_store_commits_total", "counter", "Commits of the database", store.commits);
    figure(out, "linli_store_retries_total", "counter", "Units of work run again", store.retries);
    return out;
}

void metrics_routes(Router& router) {
    router.raw(
        "GET", "/metrics",
        {.policy = Policy::open(),
         .tag = "http",
         .words = {"运行指标（Prometheus 格式，仅限本机或系统管理员）",
                   "Figures for Prometheus (from this machine, or for system administrators)"}},
        [](Context& c, store::Store& store) {
            if (!is_local(c.request) && !c.caller.may_somewhere("system.settings")) {
                throw refuse_forbidden("http.not_allowed", {"运行指标只能从本机读取",
                                                            "The figures can be read from this "
                                                            "machine only"});
            }
            Response response{.status = 200, .headers = {}, .body = metrics().text(store.stats())};
            response.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8";
            return response;
        });
}

}  // namespace linli::http
