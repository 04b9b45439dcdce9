#include "kernel/finance/routes.hpp"
#include "kernel/finance/view.hpp"

namespace linli::finance {

namespace {

http::RouteSpec spec(const char* permission, Words words) {
    return {.policy = http::Policy::needs(permission), .tag = "finance", .words = std::move(words)};
}

BatchView view_of(const http::Context& c, const Fund& fund, const BatchRow& b) {
    const auto me = c.caller.person();
    BatchView v;
    v.id = b.id;
    v.fund = fund.book.code;
    v.event = b.event;
    v.from_code = b.from_code;
    v.title = b.title;
    v.pay_on = b.pay_on;
    v.state = b.state;
    v.items = b.items;
    v.total = b.total;
    v.made_by_me = me && *me == b.made_by_person;
    v.checked_by_me = me && b.checked_by_person && *me == *b.checked_by_person;
    v.made_at = b.made_at;
    v.checked_at = b.checked_at;
    v.approved_at = b.approved_at;
    v.sent_on = b.sent_on;
    v.reason = b.reason;
    return v;
}

BatchRow require_batch_of(const http::Context& c, store::Tx& tx, const Fund& fund) {
    BatchRow row = require_batch(tx, c.path_id<BatchId>("batch"));
    if (row.book_id != fund.book.id)
        throw refuse_not_found("finance.batch_unknown",
                               {"没有这一批付款。", "There is no such batch of payments."});
    return row;
}

NewBatch batch_of(const NewBatchBody& b) {
    NewBatch batch{b.event, b.from_code, b.title, b.pay_on, {}, {}};
    if (b.repeats) batch.repeats = *b.repeats;
    if (b.items)
        for (const NewItemBody& i : *b.items)
            batch.items.push_back(
                {i.person, 0, i.name, i.number, i.agent, i.parts, i.account_part.value_or(0)});
    return batch;
}

// One step of a batch: who may, and what it does.
template <class Body, class Act>
void step(http::Router& router, const Parts& parts, const char* name, const char* permission,
          Words words, Act act) {
    router.write<Body>("POST", std::string("/api/v1/finance/funds/{fund}/batches/{batch}/") + name,
                       spec(permission, std::move(words)),
                       [&parts, permission, act](http::Context& c, const Body& b, store::Tx& tx) {
                           const Fund fund = require_fund(c, tx, parts, permission);
                           const BatchId id = require_batch_of(c, tx, fund).id;
                           return view_of(c, fund, act(tx, id, c.caller.account(), b));
                       });
}

}  // namespace

ItemView view_of(const ItemRow& i) {
    return {i.id,    i.n,     i.name_masked, i.number_masked, i.agent,      i.amount,
            i.parts, i.state, i.reason_code, i.repeats,       i.answered_on};
}

void payment_routes(http::Router& router, const Parts& parts) {
    router.read<PageQuery>(
        "GET", "/api/v1/finance/funds/{fund}/batches",
        spec(may_view, {"付款批次，新的在前", "Batches of payments, newest first"}),
        [&parts](http::Context& c, const PageQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(50);
            http::Page<BatchView> page;
            for (const BatchRow& b :
                 batches(tx, fund.book.id, q.cursor ? BatchId{id_from_text(*q.cursor)} : BatchId{},
                         limit))
                page.items.push_back(view_of(c, fund, b));
            if (page.items.size() == static_cast<std::size_t>(limit))
                page.next = to_text(page.items.back().id);
            return page;
        });
    http::RouteSpec making = spec(may_make, {"经办付款批次", "Make a batch of payments"});
    making.body_bytes_max = 32u << 20;
    router.write<NewBatchBody>(
        "POST", "/api/v1/finance/funds/{fund}/batches", making,
        [&parts](http::Context& c, const NewBatchBody& b, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_make);
            return http::Created{
                view_of(c, fund, make_batch(parts, tx, fund, batch_of(b), c.caller.account()))};
        });
    router.read<http::None>("GET", "/api/v1/finance/funds/{fund}/batches/{batch}",
                            spec(may_view, {"一批付款", "One batch of payments"}),
                            [&parts](http::Context& c, const http::None&, store::Tx& tx) {
                                const Fund fund = require_fund(c, tx, parts, may_view);
                                return view_of(c, fund, require_batch_of(c, tx, fund));
                            });
    router.read<PageQuery>(
        "GET", "/api/v1/finance/funds/{fund}/batches/{batch}/items",
        spec(may_view, {"一批付款的明细", "Payments of a batch"}),
        [&parts](http::Context& c, const PageQuery& q, store::Tx& tx) {
            const Fund fund = require_fund(c, tx, parts, may_view);
            const int limit = q.limit.value_or(100);
            http::Page<ItemView> page;
            for (const ItemRow& item : items(tx, require_batch_of(c, tx, fund).id,
                                             q.cursor ? id_from_text(*q.cursor) : 0, limit))
                page.items.push_back(finance::view_of(item));
            if (page.items.size() == static_cast<std::size_t>(limit))
                page.next = id_to_text(page.items.back().n);
            return page;
        });
    step<http::None>(router, parts, "check", may_check, {"复核一批付款", "Check a batch"},
                     [&parts](store::Tx& tx, BatchId id, http::AccountId by, const http::None&) {
                         return check_batch(parts, tx, id, by);
                     });
    step<http::None>(router, parts, "approval", may_approve, {"审批一批付款", "Approve a batch"},
                     [&parts](store::Tx& tx, BatchId id, http::AccountId by, const http::None&) {
                         return approve_batch(parts, tx, id, by);
                     });
    step<http::None>(router, parts, "sending", may_approve,
                     {"发出一批付款并记账", "Send a batch and post it"},
                     [&parts](store::Tx& tx, BatchId id, http::AccountId by, const http::None&) {
                         return send_batch(parts, tx, id, by);
                     });
    step<ReasonBody>(router, parts, "withdrawal", may_make,
                     {"撤回尚未发出的批次", "Withdraw a batch that was not sent"},
                     [&parts](store::Tx& tx, BatchId id, http::AccountId by, const ReasonBody& b) {
                         return withdraw_batch(parts, tx, id, by, b.reason);
                     });
}

}  // namespace linli::finance
