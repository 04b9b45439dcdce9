#include "http/wire.hpp"

#include <array>
#include <ctime>

#include "http/problem.hpp"
#include "http/query.hpp"

namespace linli::http {

namespace {

Words words_of(const ParseFault& fault) {
    switch (fault.status) {
        case 408:
            return {"请求迟迟没有发完，连接已关闭，请重试",
                    "The request did not arrive whole in time; try again"};
        case 413:
            return {"内容过大，请减小后重试", "The content is too large; send less"};
        case 414:
            return {"网址过长，上限为 8 KiB", "The address is too long; the limit is 8 KiB"};
        case 431:
            return {"请求头过大，请清除本站 Cookie 后重试",
                    "The headers are too large; clear the cookies of this site and try again"};
        default:
            return {std::string("请求不符合 HTTP/1.1 规范（") + fault.what + "），已拒绝",
                    std::string("The request is not acceptable HTTP/1.1: ") + fault.what};
    }
}

}  // namespace

Request to_request(RawRequest&& raw, std::string address) {
    Request request;
    const std::size_t mark = std::min(raw.target.find('?'), raw.target.size());
    request.path = decode_path(std::string_view(raw.target).substr(0, mark));
    if (mark < raw.target.size()) request.query = raw.target.substr(mark + 1);
    request.method = std::move(raw.method);
    request.headers = std::move(raw.headers);
    request.body = std::move(raw.body);
    request.address = std::move(address);
    return request;
}

Response refusal_of(const ParseFault& fault, bool english) {
    const char* code = fault.status == 408   ? "http.too_slow"
                       : fault.status == 413 ? "http.body_too_large"
                       : fault.status == 414 ? "http.target_too_long"
                       : fault.status == 431 ? "http.headers_too_large"
                                             : "http.malformed";
    return problem(Refusal(static_cast<RefusalKind>(fault.status), code, words_of(fault)), english);
}

std::string http_date(std::int64_t seconds_since_1970) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t t = seconds_since_1970;
    std::tm utc{};
    gmtime_r(&t, &utc);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                  months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                  utc.tm_min, utc.tm_sec);
    return text.data();
}

}  // namespace linli::http
