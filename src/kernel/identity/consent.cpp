#include "kernel/identity/consent.hpp"

#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"

namespace linli::identity {

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
        views.push_back({row.id, row.purpose, row.notice_version, row.given_by, row.given_at,
                         row.withdrawn_at});
    return views;
}

void withdraw_consent(Parts& parts, store::Tx& tx, const Caller& caller, ConsentId id) {
    if (tx.run(sql::withdraw_consent, parts.clock.now(), id, caller.account()) == 0)
        throw refuse_not_found(
            "identity.consent_unknown",
            {"没有这项同意，或者已经撤回", "there is no such consent, or it is withdrawn"});
    tx.run(sql::withdraw_waiting, caller.account());
    note(parts, tx,
         {.actor = caller.account(),
          .action = "identity.consent_withdrawn",
          .subject_kind = "consent",
          .subject_id = id.value});
}

}  // namespace linli::identity
