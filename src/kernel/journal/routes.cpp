#include "kernel/journal/routes.hpp"

#include <limits>
#include <map>

#include "kernel/journal/journal_sql.hpp"
#include "kernel/journal/row.hpp"

namespace linli::journal {

enum class Order : std::uint8_t { newest, oldest };
BOOST_DESCRIBE_ENUM(Order, newest, oldest)

struct EntriesQuery {
    std::optional<std::string> after;   // an entry's id; entries behind it in the asked order
    std::optional<std::string> cursor;  // `next` of the page before
    std::optional<http::AreaId> area;
    std::optional<std::string> action;
    std::optional<Order> order;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(EntriesQuery, (), (after, cursor, area, action, order, limit))
inline Limits limits(const EntriesQuery*) {
    return {{"action", {.length_max = 100}}, {"limit", {.min = 1, .max = 200}}};
}

struct InclusionQuery {
    EntryId entry;
    std::optional<std::int64_t> size;
};
BOOST_DESCRIBE_STRUCT(InclusionQuery, (), (entry, size))

struct ConsistencyQuery {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
};
BOOST_DESCRIBE_STRUCT(ConsistencyQuery, (), (from, to))

namespace {

EntryView view(const FullRow& row) {
    EntryView v;
    v.id = to_text(row.id);
    v.seq = row.seq;
    v.at = row.at;
    if (row.actor) v.actor = row.actor;
    if (row.area_id) v.area_id = row.area_id;
    v.action = row.action;
    v.subject_kind = row.subject_kind;
    if (row.subject_id != 0) v.subject_id = id_to_text(row.subject_id);
    v.outcome = row.outcome;
    v.leaf_hash = row.leaf_hash;
    v.erased = !row.payload && !row.commitment.empty();
    if (!row.payload) return v;
    const json::value payload = json::parse(*row.payload);
    if (const auto* purpose = payload.as_object().if_contains("purpose"))
        v.purpose = std::string(purpose->as_string());
    if (const auto* details = payload.as_object().if_contains("details"))
        v.details = details->as_object();
    return v;
}

// Each actor of the page is looked up once.
void name_actors(std::vector<EntryView>& entries, store::Tx& tx, const NameOf& name_of) {
    std::map<http::AccountId, std::optional<ActorName>> known;
    for (EntryView& entry : entries) {
        if (!entry.actor) continue;
        auto [found, is_new] = known.try_emplace(*entry.actor);
        if (is_new) found->second = name_of(tx, *entry.actor);
        if (!found->second) continue;
        entry.actor_login = found->second->login;
        entry.actor_name = found->second->name;
    }
}

// Rows that the caller may not see are passed over; at most 10,000 rows are looked at for one page.
http::Page<EntryView> list(const http::Context& c, const EntriesQuery& q, store::Tx& tx,
                           http::AreaId root) {
    if (q.area) c.caller.require("audit.read", *q.area);
    const bool oldest = q.order.value_or(Order::newest) == Order::oldest;
    const auto from = q.cursor ? q.cursor : q.after;
    std::int64_t position =
        from ? id_from_text(*from) : (oldest ? 0 : std::numeric_limits<std::int64_t>::max());
    const std::int64_t area = q.area ? q.area->value : 0;
    const std::string action = q.action.value_or("");
    const auto wanted = static_cast<std::size_t>(q.limit.value_or(50));
    constexpr int step = 500, steps_max = 20;
    http::Page<EntryView> page;
    for (int i = 0; i < steps_max; ++i) {
        const auto rows = tx.all<FullRow>(oldest ? sql::oldest : sql::newest, position, area, area,
                                          action, action, step);
        for (const FullRow& row : rows) {
            if (page.items.size() == wanted) {
                page.next = id_to_text(position);
                return page;
            }
            position = row.id.value;
            if (c.caller.may("audit.read", row.area_id ? row.area_id : root))
                page.items.push_back(view(row));
        }
        if (rows.size() < static_cast<std::size_t>(step)) return page;
    }
    page.next = id_to_text(position);
    return page;
}

void audited_routes(http::Router& router, const Journal& journal,
                    std::function<http::AreaId()> root, NameOf name_of) {
    router.read<EntriesQuery>("GET", "/api/v1/journal/entries",
                              {.policy = http::Policy::needs("audit.read"),
                               .tag = "journal",
                               .words = {"审计日志", "Entries of the journal"}},
                              [root = std::move(root), name_of = std::move(name_of)](
                                  http::Context& c, const EntriesQuery& q, store::Tx& tx) {
                                  auto page = list(c, q, tx, root());
                                  name_actors(page.items, tx, name_of);
                                  return page;
                              });
    router.read<InclusionQuery>(
        "GET", "/api/v1/journal/proofs/inclusion",
        {.policy = http::Policy::needs("audit.read"),
         .tag = "journal",
         .words = {"证明某条记录在日志中", "Proof that an entry is in the journal"}},
        [&journal](http::Context&, const InclusionQuery& q, store::Tx& tx) {
            return journal.prove_inclusion(tx, q.entry, q.size.value_or(0));
        });
}

}  // namespace

void routes(http::Router& router, const Journal& journal, std::function<http::AreaId()> root,
            NameOf name_of) {
    router.read<http::None>(
        "GET", "/api/v1/journal/checkpoint",
        {.policy = http::Policy::open(),
         .tag = "journal",
         .words = {"最新的已签名检查点", "The newest signed checkpoint"},
         .cross_origin = true,
         .etag_from_body = true},
        [&journal](http::Context&, const http::None&, store::Tx& tx) {
            const auto text = journal.checkpoint(tx);
            if (!text)
                throw refuse_not_found("journal.no_checkpoint",
                                       {"还没有签署过检查点，请在有日志后再试。",
                                        "No checkpoint has been signed yet; try again after some "
                                        "activity."});
            return http::Response{200, {{"Content-Type", "text/plain; charset=utf-8"}}, *text};
        });
    router.read<ConsistencyQuery>(
        "GET", "/api/v1/journal/proofs/consistency",
        {.policy = http::Policy::open(),
         .tag = "journal",
         .words = {"证明日志只增不改", "Proof that the journal only grew"},
         .cross_origin = true},
        [&journal](http::Context&, const ConsistencyQuery& q, store::Tx& tx) {
            return journal.prove_consistency(tx, q.from, q.to.value_or(0));
        });
    audited_routes(router, journal, std::move(root), std::move(name_of));
}

}  // namespace linli::journal
