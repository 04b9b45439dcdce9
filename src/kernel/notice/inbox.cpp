#include <limits>

#include "kernel/notice/notice.hpp"
#include "kernel/notice/notice_sql.hpp"

namespace linli::notice {
namespace {

struct NoticeRow {
    NoticeId id;
    http::AccountId account_id;
    http::AreaId area_id;
    std::string kind;
    std::string zh;
    std::string en;
    std::string link;
    Instant at;
    std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (id, account_id, area_id, kind, zh, en, link, at, read_at))

}  // namespace

NoticeId Inbox::tell(store::Tx& tx, const NewNotice& n) const {
    LINLI_CHECK(n.account && !n.kind.empty() && n.words.zh.size() <= 500 &&
                n.words.en.size() <= 500);
    LINLI_CHECK(n.link.empty() || (n.link.starts_with('/') && !n.link.starts_with("//")));
    const NoticeRow row{
        ids_.make<NoticeId>(), n.account,   n.area, n.kind, n.words.zh, n.words.en, n.link,
        clock_.now(),          std::nullopt};
    tx.insert("notice", row);
    return row.id;
}

std::vector<Notice> Inbox::list(store::Tx& tx, http::AccountId account,
                                std::optional<NoticeId> before, int limit, bool unread_only) const {
    const NoticeId from = before.value_or(NoticeId{std::numeric_limits<std::int64_t>::max()});
    return tx.all<Notice>(unread_only ? sql::list_unread : sql::list, account, from, limit);
}

std::int64_t Inbox::unread(store::Tx& tx, http::AccountId account) const {
    return tx.one<std::int64_t>(sql::unread, account).value_or(0);
}

void Inbox::mark_read(store::Tx& tx, http::AccountId account, NoticeId id) const {
    if (tx.run(sql::mark_read, clock_.now(), id, account) == 0)
        throw refuse_not_found("notice.no_such_notice",
                               {"没有这条通知，或不属于您。", "There is no such notice of yours."});
}

}  // namespace linli::notice
