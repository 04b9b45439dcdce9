#include "kernel/identity/rights.hpp"

#include "kernel/identity/attempts.hpp"
#include "kernel/identity/consent.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/registration.hpp"
#include "kernel/identity/session.hpp"

namespace linli::identity {
namespace {

json::object particulars(const Particulars& p) {
    json::object out{{"name", p.name}, {"id_number", p.id_number}, {"phone", p.phone}};
    if (p.guardian) out["guardian"] = to_json(*p.guardian);
    return out;
}

json::object account_data(Parts& parts, const AccountRow& account) {
    json::object out{{"id", to_text(account.id)},
                     {"kind", enum_to_text(account.kind)},
                     {"opened_at", to_text(account.created_at)}};
    if (account.login) out["login"] = *account.login;
    if (!account.phone_sealed.empty())
        out["phone"] =
            open_text(parts.keys, account.phone_sealed, {"account", "phone", account.id.value});
    return out;
}

json::array registrations_data(Parts& parts, store::Tx& tx, AccountId account) {
    json::array out;
    for (const auto& row : tx.all<RegistrationRow>(sql::registrations_of, account)) {
        json::object one = particulars(open(parts.keys, "registration", row.id.value, row));
        one["id"] = to_text(row.id);
        one["area"] = area_name(parts, row.area_id);
        one["state"] = enum_to_text(row.state);
        one["submitted_at"] = to_text(row.submitted_at);
        if (!row.reason.empty()) one["reason"] = row.reason;
        out.push_back(std::move(one));
    }
    return out;
}

json::array grants_data(Parts& parts, store::Tx& tx, AccountId account) {
    json::array out;
    for (const auto& row : tx.all<GrantRow>(sql::grants_of_account, account))
        out.push_back({{"role", row.role},
                       {"area", area_name(parts, row.area_id)},
                       {"granted_at", to_text(row.granted_at)}});
    return out;
}

void require_erasable(Parts& parts, store::Tx& tx, const AccountRow& account) {
    const bool holds_role = !tx.all<GrantRow>(sql::grants_of_account, account.id).empty();
    if (account.kind == AccountKind::staff || holds_role)
        throw refuse_conflict("identity.erasure_staff",
                              {"工作人员账号须先由管理员收回角色并停用",
                               "an account of staff has to give up its roles and be closed by an "
                               "administrator first"});
    if (!account.person_id) return;
    for (const auto& obligation : parts.obligations)
        if (const auto reason = obligation(tx, *account.person_id))
            throw refuse_conflict("identity.erasure_obligation", *reason);
    for (const AccountId other : tx.all<AccountId>(sql::accounts_of_person, *account.person_id))
        if (other != account.id)
            throw refuse_conflict(
                "identity.erasure_staff",
                {"您还有工作人员账号，须先停用并解除关联",
                 "there is an account of staff for you; it has to be closed first"});
}

void erase_journal_details(Parts& parts, store::Tx& tx, const char* kind, std::int64_t subject) {
    parts.journal.erase_details_about(tx, kind, subject, {}, "PIPL 47");
}

}  // namespace

json::object export_my_data(Parts& parts, store::Tx& tx, const Caller& caller) {
    const auto account = find_account(tx, caller.account());
    LINLI_CHECK(account.has_value());
    json::object out{{"made_at", to_text(parts.clock.now())},
                     {"account", account_data(parts, *account)},
                     {"registrations", registrations_data(parts, tx, account->id)},
                     {"consents", to_json(consents_of(tx, account->id))},
                     {"sessions", to_json(sessions_of(parts, tx, caller))},
                     {"grants", grants_data(parts, tx, account->id)}};
    if (account->person_id) {
        const auto person = find_person(tx, *account->person_id);
        json::object data = particulars(open(parts.keys, "person", person->id.value, *person));
        data["id"] = to_text(person->id);
        data["area"] = area_name(parts, person->area_id);
        data["registered_at"] = to_text(person->created_at);
        out["person"] = std::move(data);
    }
    note(parts, tx,
         {.actor = account->id,
          .area = account->area_id,
          .action = "identity.data_exported",
          .subject_kind = "account",
          .subject_id = account->id.value});
    return out;
}

void erase_me(Parts& parts, store::Tx& tx, const Caller& caller, const ErasureRequest& request) {
    const auto account = find_account(tx, caller.account());
    LINLI_CHECK(account.has_value());
    if (!request.confirm)
        throw refuse_field(
            "confirm", "identity.erasure_unconfirmed",
            {"删除后无法恢复，请确认", "erased data cannot be brought back; confirm it"});
    require_erasable(parts, tx, *account);

    for (const auto& row : tx.all<RegistrationRow>(sql::registrations_of, account->id))
        erase_journal_details(parts, tx, "registration", row.id.value);
    erase_journal_details(parts, tx, "account", account->id.value);
    tx.run(sql::erase_registrations, account->id);
    if (account->person_id) {
        erase_journal_details(parts, tx, "person", account->person_id->value);
        tx.run(sql::erase_person, parts.clock.now(), *account->person_id);
    }
    if (account->phone_index) tx.run(sql::forget_code, *account->phone_index);
    for (const auto& consent : consents_of(tx, account->id))
        if (!consent.withdrawn_at)
            tx.run(sql::withdraw_consent, parts.clock.now(), consent.id, account->id);
    tx.run(sql::erase_account, account->id);
    end_sessions(tx, account->id);
    note(parts, tx,
         {.actor = account->id,
          .area = account->area_id,
          .action = "identity.erased",
          .subject_kind = "account",
          .subject_id = account->id.value});
}

}  // namespace linli::identity
