#include "http/problem.hpp"

#include <spdlog/spdlog.h>

#include <charconv>
#include <new>

#include "base/text.hpp"
#include "crypto/bytes.hpp"

namespace linli::http {

namespace {

const char* title_zh(int status) {
    switch (status) {
        case 400:
            return "请求无法识别";
        case 401:
            return "需要登录";
        case 403:
            return "没有权限";
        case 404:
            return "没有找到";
        case 405:
            return "不支持的操作";
        case 406:
            return "无法提供所需格式";
        case 409:
            return "与现状冲突";
        case 410:
            return "已不存在";
        case 412:
            return "内容已变化";
        case 413:
            return "内容过大";
        case 415:
            return "格式不支持";
        case 422:
            return "内容有误";
        case 428:
            return "缺少前提条件";
        case 429:
            return "请求过于频繁";
        case 431:
            return "请求头过大";
        case 503:
            return "暂时不可用";
        case 507:
            return "存储空间不足";
        default:
            return "系统出错";
    }
}

const char* title_en(int status) {
    switch (status) {
        case 400:
            return "The request cannot be read";
        case 401:
            return "Sign-in needed";
        case 403:
            return "Not allowed";
        case 404:
            return "Not found";
        case 405:
            return "Method not supported";
        case 406:
            return "Not available in this form";
        case 409:
            return "In conflict with the present state";
        case 410:
            return "No longer there";
        case 412:
            return "Changed meanwhile";
        case 413:
            return "Too large";
        case 415:
            return "Format not supported";
        case 422:
            return "Something is not acceptable";
        case 428:
            return "A condition is missing";
        case 429:
            return "Too many requests";
        case 431:
            return "Headers too large";
        case 503:
            return "Not available for the moment";
        case 507:
            return "Out of space";
        default:
            return "Something went wrong here";
    }
}

// The weight that Accept-Language gives a language ("en", "zh"), 0 when it is not named.
double weight_of(std::string_view header, std::string_view language) {
    double best = 0;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view range = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (!range.empty() && range.front() == ' ')
            range.remove_prefix(1);
        if (range.substr(0, language.size()) != language) continue;
        double weight = 1;
        const std::size_t q = range.find("q=");
        if (q != std::string_view::npos) {
            std::from_chars(range.data() + q + 2, range.data() + range.size(), weight);
        }
        best = std::max(best, weight);
    }
    return best;
}

// Twelve characters that a person can read out on the telephone.
std::string incident_number() {
    return crypto::to_hex(crypto::random_bytes(6));
}

Response incident(int status, const std::string& what, bool english) {
    const std::string number = incident_number();
    spdlog::error("incident {} status {}: {}", number, status, log_safe(what));
    Refusal general(
        static_cast<RefusalKind>(status), status == 500 ? "http.internal" : "http.unavailable",
        {"系统暂时出错，已记录（编号 " + number + "）。请稍后重试，仍不行请把编号告诉管理员",
         "Something went wrong here and was recorded (number " + number +
             "). Try again later; if it stays, tell the administrator the number"});
    if (status == 503) general.retry_after_s = 5;
    return problem(general, english, "urn:linli:incident:" + number);
}

}  // namespace

bool prefers_english(std::string_view accept_language) {
    return weight_of(accept_language, "en") > weight_of(accept_language, "zh");
}

Response problem(const Refusal& refusal, bool english, const std::string& instance) {
    const int status = refusal.status();
    json::array errors;
    for (const FieldFault& fault : refusal.fields()) {
        errors.push_back(json::object{{"field", fault.field},
                                      {"code", fault.code},
                                      {"zh", fault.words.zh},
                                      {"en", fault.words.en}});
    }
    json::object body{{"type", "urn:linli:problem:" + refusal.code()},
                      {"title", english ? title_en(status) : title_zh(status)},
                      {"status", status},
                      {"detail", english ? refusal.words().en : refusal.words().zh},
                      {"code", refusal.code()},
                      {"title_zh", refusal.words().zh},
                      {"title_en", refusal.words().en},
                      {"errors", std::move(errors)}};
    if (!instance.empty()) body["instance"] = instance;
    Response response{.status = status, .headers = {}, .body = json::serialize(body)};
    response.headers["Content-Type"] = "application/problem+json; charset=utf-8";
    response.headers["Content-Language"] = english ? "en" : "zh-CN";
    if (refusal.retry_after_s > 0) {
        response.headers["Retry-After"] = std::to_string(refusal.retry_after_s);
    }
    return response;
}

Response problem_of(std::exception_ptr thrown, bool english) {
    try {
        std::rethrow_exception(std::move(thrown));
    } catch (const Refusal& refusal) {
        return problem(refusal, english);
    } catch (const Fault& fault) {
        return incident(503, fault.what(), english);
    } catch (const std::bad_alloc&) {
        return incident(503, "out of memory", english);
    } catch (const std::exception& error) {
        return incident(500, error.what(), english);
    } catch (...) {
        return incident(500, "unknown exception", english);
    }
}

}  // namespace linli::http
