#include "kernel/identity/consent.hpp"

#include <algorithm>

#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"

namespace linli::identity {
namespace {

ConsentView view_of(const ConsentRow& row) {
    return {row.id, row.purpose, row.notice_version, row.given_by, row.given_at, row.withdrawn_at};
}

Refusal consent_unknown() {
    return refuse_not_found(
        "identity.consent_unknown",
        {"没有这项同意，或者已经撤回", "there is no such consent, or it is withdrawn"});
}

}  // namespace

void give_consent(Parts& parts, store::Tx& tx, const NewConsent& consent) {
    tx.insert("consent", ConsentRow{parts.ids.make<ConsentId>(),
                                    consent.area,
                                    consent.account,
                                    consent.purpose,
                                    parts.settings.notice_version,
                                    consent.by_guardian ? GivenBy::guardian : GivenBy::self,
                                    parts.clock.now(),
                                    {}});
}

std::vector<ConsentView> consents_of(store::Tx& tx, AccountId account) {
    std::vector<ConsentView> views;
    for (const auto& row : tx.all<ConsentRow>(sql::consents_of, account))
        views.push_back(view_of(row));
    return views;
}

void withdraw_consent(Parts& parts, store::Tx& tx, const Caller& caller, ConsentId id) {
    if (tx.run(sql::withdraw_consent, parts.clock.now(), id, caller.account()) == 0)
        throw consent_unknown();
    tx.run(sql::withdraw_waiting, caller.account());
    note(parts, tx,
         {.actor = caller.account(),
          .action = "identity.consent_withdrawn",
          .subject_kind = "consent",
          .subject_id = id.value});
}

ConsentView renew_consent(Parts& parts, store::Tx& tx, const Caller& caller, ConsentId id) {
    const auto mine = tx.all<ConsentRow>(sql::consents_of, caller.account());
    const auto former =
        std::find_if(mine.begin(), mine.end(), [&](const ConsentRow& row) { return row.id == id; });
    if (former == mine.end()) throw consent_unknown();
    for (const ConsentRow& row : mine)
        if (row.purpose == former->purpose && !row.withdrawn_at)
            throw refuse_conflict("identity.consent_stands",
                                  {"这项同意仍然有效，不必再次同意",
                                   "this consent is in force; it need not be given again"});
    ConsentRow given = *former;
    given.id = parts.ids.make<ConsentId>();
    given.notice_version = parts.settings.notice_version;
    given.given_at = parts.clock.now();
    given.withdrawn_at.reset();
    tx.insert("consent", given);
    note(parts, tx,
         {.actor = caller.account(),
          .area = given.area_id,
          .action = "identity.consent_renewed",
          .subject_kind = "consent",
          .subject_id = given.id.value});
    return view_of(given);
}

}  // namespace linli::identity
