#include "kernel/identity/person.hpp"

#include "base/text.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"

namespace linli::identity {
namespace {

Refusal person_unknown() {
    return refuse_not_found("identity.person_unknown",
                            {"没有这个实名人员", "there is no such real-name person"});
}

PersonView view_of(Parts& parts, const PersonRow& row) {
    const Particulars p = open(parts.keys, "person", row.id.value, row);
    return {row.id,
            row.area_id,
            area_name(parts, row.area_id),
            masked_name(p.name),
            row.id_type,
            masked_id_number(p.id_number),
            masked_phone(p.phone),
            row.created_at};
}

bool may_see(const Caller& caller, const PersonRow& row) {
    return (caller.person() && *caller.person() == row.id) ||
           caller.may("identity.find", row.area_id) || caller.may("identity.review", row.area_id) ||
           caller.may("identity.reveal", row.area_id);
}

PersonRow seen_person(store::Tx& tx, const Caller& caller, PersonId id) {
    const auto row = find_person(tx, id);
    if (!row || row->erased_at || !may_see(caller, *row)) throw person_unknown();
    return *row;
}

// PIPL 15: who has withdrawn the consent is no longer processed. Persons taken over from the
// records of an authority stand on its statutory duty (PIPL 13 (3)) and have no consent to
// withdraw.
void require_consent(store::Tx& tx, PersonId id) {
    if (tx.one<std::int64_t>(sql::consents_of_person, id).value_or(0) > 0 &&
        tx.one<std::int64_t>(sql::consents_in_force_of_person, id).value_or(0) == 0)
        throw refuse_conflict("identity.consent_withdrawn",
                              {"本人已撤回同意，不得再查看其信息",
                               "this person has withdrawn the consent; the data may not be used"});
}

}  // namespace

std::optional<PersonFacts> facts_of(const Parts& parts, store::Tx& tx, PersonId id) {
    const auto row = find_person(tx, id);
    if (!row || row->erased_at) return std::nullopt;
    const Particulars p = open(parts.keys, "person", row->id.value, *row);
    const auto number = ResidentNumber::parse(p.id_number, "id_number");
    return PersonFacts{row->area_id,
                       p.name,
                       masked_name(p.name),
                       p.phone,
                       number.age_on(date_in_china(parts.clock.now())),
                       tx.one<AccountId>(sql::account_to_tell, id)};
}

std::optional<PersonRow> find_person(store::Tx& tx, PersonId id) {
    return tx.one<PersonRow>(sql::person_by_id, id);
}

PersonRow insert_person(Parts& parts, store::Tx& tx, AreaId area, const Particulars& p) {
    if (tx.one<PersonId>(sql::person_by_id_number, id_number_index(parts.keys, p.id_number)))
        throw refuse_conflict(
            "identity.person_known",
            {"这个证件号码已经登记过，请到所在社区核对",
             "this identity number is registered already; ask at the community office"});
    PersonRow row;
    row.id = parts.ids.make<PersonId>();
    row.area_id = area;
    row.created_at = parts.clock.now();
    static_cast<SealedColumns&>(row) = seal(parts.keys, "person", row.id.value, p);
    tx.insert("person", row);
    return row;
}

PersonView masked_person(Parts& parts, store::Tx& tx, const Caller& caller, PersonId id) {
    return view_of(parts, seen_person(tx, caller, id));
}

Unmasked reveal(Parts& parts, store::Tx& tx, const journal::Entry& entry, const Particulars& p,
                const Unmasking& request) {
    journal::Entry full = entry;
    full.action = "identity.unmasked";
    full.purpose = trim(request.purpose);
    full.details = {{"field", enum_to_text(request.field)}};
    if (code_points(full.purpose) < 2)
        throw refuse_field("purpose", "identity.purpose_missing",
                           {"请写明查看的目的", "say for what purpose it is needed"});
    note(parts, tx, full);
    switch (request.field) {
        case MaskedField::name:
            return {p.name};
        case MaskedField::id_number:
            return {p.id_number};
        case MaskedField::phone:
            return {p.phone};
    }
    throw person_unknown();
}

Unmasked unmask(Parts& parts, store::Tx& tx, const Caller& caller, PersonId id,
                const Unmasking& request) {
    const PersonRow row = seen_person(tx, caller, id);
    caller.require("identity.reveal", row.area_id);
    require_consent(tx, id);
    return reveal(parts, tx,
                  {.actor = caller.account(),
                   .area = row.area_id,
                   .subject_kind = "person",
                   .subject_id = id.value},
                  open(parts.keys, "person", row.id.value, row), request);
}

PersonsFound search_persons(Parts& parts, store::Tx& tx, const Caller& caller,
                            const PersonSearch& search) {
    if (search.id_number.has_value() == search.phone.has_value())
        throw refuse_field(
            "id_number", "identity.search_needs_one",
            {"请填写证件号码或手机号其中一项", "give either the identity number or the phone"});
    const auto rows =
        search.phone
            ? tx.all<PersonRow>(
                  sql::persons_by_phone,
                  phone_index(parts.keys, PhoneNumber::parse(*search.phone, "phone").text()))
            : tx.all<PersonRow>(
                  sql::persons_by_id_number,
                  id_number_index(parts.keys,
                                  ResidentNumber::parse(*search.id_number, "id_number").text()));
    PersonsFound found;
    for (const auto& row : rows)
        if (may_see(caller, row)) found.items.push_back(view_of(parts, row));
    note(
        parts, tx,
        {.actor = caller.account(),
         .action = "identity.searched",
         .subject_kind = "person",
         .details = {{"by", search.phone ? "phone" : "id_number"}, {"found", found.items.size()}}});
    return found;
}

}  // namespace linli::identity
