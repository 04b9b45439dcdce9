#include "kernel/notice/routes.hpp"

namespace linli::notice {

struct NoticesQuery {
    std::optional<bool> unread;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(NoticesQuery, (), (unread, cursor, limit))
inline Limits limits(const NoticesQuery*) {
    return {{"limit", {.min = 1, .max = 100}}};
}

void routes(http::Router& router, const Inbox& inbox) {
    router.read<NoticesQuery>("GET", "/api/v1/notices",
                              {.policy = http::Policy::signed_in(),
                               .tag = "notice",
                               .words = {"我的通知，新的在前", "One's own notices, newest first"}},
                              [&inbox](http::Context& c, const NoticesQuery& q, store::Tx& tx) {
                                  const auto limit = static_cast<std::size_t>(q.limit.value_or(30));
                                  std::optional<NoticeId> before;
                                  if (q.cursor) before = NoticeId{id_from_text(*q.cursor)};
                                  http::Page<Notice> page{inbox.list(tx, c.caller.account(), before,
                                                                     static_cast<int>(limit) + 1,
                                                                     q.unread.value_or(false)),
                                                          std::nullopt};
                                  if (page.items.size() > limit) {
                                      page.items.pop_back();
                                      page.next = to_text(page.items.back().id);
                                  }
                                  c.headers["Linli-Unread"] =
                                      std::to_string(inbox.unread(tx, c.caller.account()));
                                  return page;
                              });
    router.write<http::None>("POST", "/api/v1/notices/{id}/read",
                             {.policy = http::Policy::signed_in(),
                              .tag = "notice",
                              .words = {"标记通知为已读", "Mark a notice as read"}},
                             [&inbox](http::Context& c, const http::None&, store::Tx& tx) {
                                 inbox.mark_read(tx, c.caller.account(), c.path_id<NoticeId>("id"));
                                 return http::NoContent{};
                             });
}

void demo_routes(http::Router& router, const DevelopmentSms& sms) {
    router.read<http::None>(
        "GET", "/api/v1/demo/messages",
        {.policy = http::Policy::open(),
         .tag = "demo",
         .words = {"演示模式下发出的短信", "Text messages sent in demonstration mode"}},
        [&sms](http::Context&, const http::None&) {
            return http::Page<DemoMessage>{sms.recent(), std::nullopt};
        });
}

}  // namespace linli::notice
