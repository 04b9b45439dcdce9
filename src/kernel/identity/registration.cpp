#include "kernel/identity/registration.hpp"

#include "base/text.hpp"
#include "kernel/identity/consent.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/list.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/person.hpp"

namespace linli::identity {
namespace {

constexpr const char* table = "registration";

RegistrationView view_of(Parts& parts, const RegistrationRow& row) {
    const Particulars p = open(parts.keys, table, row.id.value, row);
    RegistrationView view{row.id,
                          row.area_id,
                          area_name(parts, row.area_id),
                          row.state,
                          masked_name(p.name),
                          row.id_type,
                          masked_id_number(p.id_number),
                          masked_phone(p.phone),
                          row.minor,
                          {},
                          {},
                          row.submitted_at,
                          row.decided_at,
                          {},
                          row.person_id};
    if (p.guardian) {
        view.guardian_name = masked_name(p.guardian->name);
        view.guardian_relation = p.guardian->relation;
    }
    if (!row.reason.empty()) view.reason = row.reason;
    return view;
}

Particulars checked(const NewRegistration& request, Date today) {
    Particulars p;
    p.name = checked_name(request.name, "name");
    p.id_number = ResidentNumber::parse(request.id_number, "id_number").text();
    p.phone = PhoneNumber::parse_mobile(request.phone, "phone").text();
    if (request.guardian) {
        p.guardian = request.guardian;
        p.guardian->name = checked_name(p.guardian->name, "guardian.name");
        p.guardian->phone = PhoneNumber::parse_mobile(p.guardian->phone, "guardian.phone").text();
        if (p.guardian->id_number)
            p.guardian->id_number =
                ResidentNumber::parse(*p.guardian->id_number, "guardian.id_number").text();
    }
    require_guardian(p, today);
    return p;
}

// One account registers one person; one number waits or is registered once. The words do not tell
// whose the number is.
void refuse_duplicates(Parts& parts, store::Tx& tx, const Caller& caller,
                       const std::string& id_number) {
    if (caller.person())
        throw refuse_conflict("identity.registered_already",
                              {"您已完成实名登记", "you are registered already"});
    for (const auto& mine : tx.all<RegistrationRow>(sql::registrations_of, caller.account()))
        if (mine.state == RegistrationState::waiting)
            throw refuse_conflict(
                "identity.registration_waiting",
                {"您已有一份登记在等待审核", "you have a registration waiting for review"});
    const std::string index = id_number_index(parts.keys, id_number);
    if (tx.one<PersonId>(sql::person_by_id_number, index) ||
        tx.one<RegistrationId>(sql::registration_waiting_for_number, index))
        throw refuse_conflict(
            "identity.person_known",
            {"这个证件号码已经登记过，请到所在社区核对",
             "this identity number is registered already; ask at the community office"});
}

RegistrationRow seen_registration(store::Tx& tx, const Caller& caller, RegistrationId id) {
    const auto row = tx.one<RegistrationRow>(sql::registration_by_id, id);
    if (!row ||
        (row->account_id != caller.account() && !caller.may("identity.review", row->area_id)))
        throw refuse_not_found("identity.registration_unknown",
                               {"没有这份登记", "there is no such registration"});
    return *row;
}

// The reviewer's own second account is still his own: the same identity number tells.
void refuse_own_number(store::Tx& tx, const Caller& caller, const RegistrationRow& row) {
    if (!caller.person()) return;
    const auto self = find_person(tx, *caller.person());
    if (self && self->id_number_index == row.id_number_index)
        throw refuse_forbidden("identity.own_registration",
                               {"不能审核自己的登记", "nobody reviews his own registration"});
}

std::optional<PersonId> approve(Parts& parts, store::Tx& tx, const RegistrationRow& row) {
    const PersonRow person =
        insert_person(parts, tx, row.area_id, open(parts.keys, table, row.id.value, row));
    require_apart(parts, tx, row.account_id, person.id, "");
    tx.run(sql::link_person, person.id, row.area_id, row.account_id);
    return person.id;
}

}  // namespace

RegistrationView submit_registration(Parts& parts, store::Tx& tx, const Caller& caller,
                                     const NewRegistration& request) {
    const Instant now = parts.clock.now();
    const Particulars p = checked(request, date_in_china(now));
    require_area(parts, request.area_id, "area_id");
    if (!request.consent)
        throw refuse_field(
            "consent", "identity.consent_missing",
            {"须同意为实名登记使用证件信息；不同意可到社区窗口办理",
             "the use of the identity data for registration needs your consent; without it, "
             "go to the counter of the community"});
    refuse_duplicates(parts, tx, caller, p.id_number);

    RegistrationRow row;
    row.id = parts.ids.make<RegistrationId>();
    row.area_id = request.area_id;
    row.account_id = caller.account();
    row.minor = ResidentNumber::parse(p.id_number, "id_number").age_on(date_in_china(now)) < 18;
    row.submitted_at = now;
    static_cast<SealedColumns&>(row) = seal(parts.keys, table, row.id.value, p);
    tx.insert(table, row);
    give_consent(parts, tx, {caller.account(), row.area_id, purpose_real_name, row.minor});
    note(parts, tx,
         {.actor = caller.account(),
          .area = row.area_id,
          .action = "identity.registration_submitted",
          .subject_kind = "registration",
          .subject_id = row.id.value});
    return view_of(parts, row);
}

RegistrationView registration(Parts& parts, store::Tx& tx, const Caller& caller,
                              RegistrationId id) {
    return view_of(parts, seen_registration(tx, caller, id));
}

http::Page<RegistrationView> list_registrations(Parts& parts, store::Tx& tx, const Caller& caller,
                                                std::optional<RegistrationState> state,
                                                std::optional<AreaId> area, RegistrationId after,
                                                int limit) {
    http::Page<RegistrationView> page;
    if (!caller.may_somewhere("identity.review")) {
        for (const auto& row : tx.all<RegistrationRow>(sql::registrations_of, caller.account()))
            if (!state || row.state == *state) page.items.push_back(view_of(parts, row));
        return page;
    }
    page.next = walk<RegistrationRow>(
        tx, sql::registrations_after, after.value, limit, page.items,
        [&](const RegistrationRow& row) {
            if (caller.may("identity.review", row.area_id) &&
                (!area || parts.areas.tree()->is_within(row.area_id, *area)))
                page.items.push_back(view_of(parts, row));
        },
        state.value_or(RegistrationState::waiting));
    return page;
}

RegistrationView decide_registration(Parts& parts, store::Tx& tx, const Caller& caller,
                                     RegistrationId id, const RegistrationDecision& decision) {
    RegistrationRow row = seen_registration(tx, caller, id);
    if (row.account_id == caller.account())
        throw refuse_forbidden("identity.own_registration",
                               {"不能审核自己的登记", "nobody reviews his own registration"});
    caller.require("identity.review", row.area_id);
    refuse_own_number(tx, caller, row);
    if (row.state != RegistrationState::waiting)
        throw refuse_conflict("identity.registration_decided",
                              {"这份登记已经处理过了", "this registration is decided already"});
    const std::string reason(trim(decision.reason.value_or("")));
    const bool approves = decision.decision == Verdict::approve;
    if (!approves && reason.empty())
        throw refuse_field("reason", "identity.reason_missing",
                           {"不通过时请写明原因，居民会看到", "say why; the resident reads it"});
    if (approves) row.person_id = approve(parts, tx, row);
    row.state = approves ? RegistrationState::approved : RegistrationState::refused;
    row.decided_at = parts.clock.now();
    row.reason = reason;
    tx.run(sql::decide_registration, row.state, caller.account(), *row.decided_at, reason,
           row.person_id, id);
    note(parts, tx,
         {.actor = caller.account(),
          .area = row.area_id,
          .action = approves ? "identity.registration_approved" : "identity.registration_refused",
          .subject_kind = "registration",
          .subject_id = id.value});
    return view_of(parts, row);
}

Unmasked unmask_registration(Parts& parts, store::Tx& tx, const Caller& caller, RegistrationId id,
                             const Unmasking& request) {
    const RegistrationRow row = seen_registration(tx, caller, id);
    caller.require("identity.reveal", row.area_id);
    if (row.state != RegistrationState::waiting)
        throw refuse_conflict("identity.registration_decided",
                              {"这份登记已经处理过了", "this registration is decided already"});
    return reveal(parts, tx,
                  {.actor = caller.account(),
                   .area = row.area_id,
                   .subject_kind = "registration",
                   .subject_id = id.value},
                  open(parts.keys, table, row.id.value, row), request);
}

std::string registration_state(store::Tx& tx, AccountId account) {
    const auto latest = tx.one<RegistrationRow>(sql::registrations_of, account);
    return latest ? enum_to_text(latest->state) : "none";
}

}  // namespace linli::identity
