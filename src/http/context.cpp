#include "base/refusal.hpp"
#include "http/compress.hpp"
#include "http/http.hpp"

namespace linli::http {

void Caller::require(std::string_view permission, AreaId area) const {
    if (!signed_in()) {
        throw Refusal(RefusalKind::unauthenticated, "http.sign_in_first",
                      {"请先登录", "Please sign in first"});
    }
    if (may(permission, area)) return;
    throw refuse_forbidden(
        "http.not_allowed",
        {"您在该区域没有此项权限，请联系管理员授权",
         "You do not hold the right for this in this area; ask an administrator"});
}

std::string Context::if_match() const {
    std::string_view value = request.header("if-match");
    if (value.empty()) {
        throw Refusal(RefusalKind::precondition_required, "http.if_match_required",
                      {"修改前请先读取最新版本，并在 If-Match 中带上其 ETag",
                       "Read the newest version first and send its ETag as If-Match"});
    }
    if (value.substr(0, 2) == "W/") value.remove_prefix(2);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    // Who read it packed means the same version.
    if (value.ends_with(gzip_etag_suffix)) value.remove_suffix(gzip_etag_suffix.size());
    return std::string(value);
}

void Context::require_match(const std::string& etag) const {
    if (if_match() == etag) return;
    throw Refusal(RefusalKind::precondition_failed, "http.changed_meanwhile",
                  {"内容已被他人修改，请刷新后再改",
                   "It was changed by somebody else meanwhile; reload and "
                   "make your change again"});
}

}  // namespace linli::http
