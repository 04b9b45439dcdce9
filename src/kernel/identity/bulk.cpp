// Many persons or an account of staff at once: for generators and take-overs.
#include <unordered_set>

#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/person.hpp"

namespace linli::identity {
namespace {

constexpr std::size_t persons_max = 5'000;

Refusal person_known(std::size_t index) {
    const std::string at = "persons[" + std::to_string(index) + "]";
    return {
        RefusalKind::conflict,
        "identity.person_known",
        {"第 " + std::to_string(index + 1) + " 人的证件号码已经登记过",
         "the identity number of person " + std::to_string(index + 1) + " is registered already"},
        {{at + ".id_number", "identity.person_known", {"已经登记过", "registered already"}}}};
}

void require_free(store::Tx& tx, const std::string& login) {
    if (find_account_by_login(tx, login))
        throw refuse_field(
            "login", "identity.login_taken",
            {"这个登录名已被使用，请换一个", "this login name is taken; choose another"});
}

void set_phone(Parts& parts, store::Tx& tx, AccountRow& account, const std::string& typed) {
    const std::string phone = PhoneNumber::parse_mobile(typed, "phone").text();
    account.phone_index = phone_index(parts.keys, phone);
    if (tx.one<AccountRow>(sql::account_by_phone, *account.phone_index))
        throw refuse_conflict("identity.phone_taken",
                              {"这个手机号已有账号", "there is an account of this phone already"});
    account.phone_sealed = seal_text(parts.keys, phone, {"account", "phone", account.id.value});
}

}  // namespace

std::vector<AddedPerson> add_persons(Parts& parts, store::Tx& tx,
                                     const std::vector<NewPerson>& persons, AccountId actor,
                                     const std::string& source) {
    LINLI_CHECK(persons.size() <= persons_max);
    const Instant now = parts.clock.now();
    std::vector<AddedPerson> added;
    added.reserve(persons.size());
    for (std::size_t i = 0; i < persons.size(); ++i) {
        const NewPerson& from = persons[i];
        const std::string at = "persons[" + std::to_string(i) + "]";
        Particulars p{checked_name(from.name, at + ".name"),
                      ResidentNumber::parse(from.id_number, at + ".id_number").text(),
                      {},
                      {}};
        if (!from.phone.empty())
            p.phone = PhoneNumber::parse_mobile(from.phone, at + ".phone").text();
        PersonRow row;
        row.id = parts.ids.make<PersonId>();
        row.area_id = from.area;
        row.created_at = now;
        static_cast<SealedColumns&>(row) = seal(parts.keys, "person", row.id.value, p);
        // The unique index refuses a number that is known: one statement instead of two.
        if (tx.run(sql::add_person, row.id, row.area_id, row.name_sealed, row.id_type,
                   row.id_number_sealed, row.id_number_index, row.phone_sealed, row.phone_index,
                   row.created_at) == 0)
            throw person_known(i);
        AccountId account;
        if (from.with_account && !p.phone.empty()) {
            account = parts.ids.make<AccountId>();
            const std::string sealed =
                seal_text(parts.keys, p.phone, {"account", "phone", account.value});
            // A family may share a phone: its account is then the one of who came first.
            if (tx.run(sql::add_resident_account, account, row.area_id, sealed, row.phone_index,
                       row.id, now, now) == 0)
                account = {};
        }
        added.push_back({row.id, account});
    }
    note(parts, tx,
         {.actor = actor,
          .action = "identity.persons_added",
          .subject_kind = "batch",
          .details = {{"source", source}, {"persons", persons.size()}}});
    return added;
}

AccountId add_staff(Parts& parts, store::Tx& tx, const NewStaff& staff, AccountId actor) {
    AccountRow account;
    account.id = parts.ids.make<AccountId>();
    account.area_id = staff.area;
    account.kind = AccountKind::staff;
    account.login = checked_login(staff.login);
    account.person_id = staff.person;
    account.password_hash = staff.password_hash;
    account.created_at = account.password_set_at = parts.clock.now();
    require_free(tx, *account.login);
    tx.insert("account", account);
    json::array roles;
    for (const auto& role : staff.roles) {
        require_apart(parts, tx, account.id, account.person_id, role);
        insert_grant(parts, tx, account.id, role, staff.area, actor);
        roles.emplace_back(role);
    }
    note(parts, tx,
         {.actor = actor,
          .area = staff.area,
          .action = "identity.account_opened",
          .subject_kind = "account",
          .subject_id = account.id.value,
          .details = {{"roles", std::move(roles)}}});
    return account.id;
}

AccountId add_resident(Parts& parts, store::Tx& tx, const NewResident& resident, AccountId actor) {
    AccountRow account;
    account.id = parts.ids.make<AccountId>();
    account.area_id = resident.area;
    account.kind = AccountKind::resident;
    account.person_id = resident.person;
    account.password_hash = resident.password_hash;
    account.created_at = account.password_set_at = parts.clock.now();
    if (resident.login) {
        account.login = checked_login(*resident.login);
        require_free(tx, *account.login);
    }
    if (!resident.phone.empty()) set_phone(parts, tx, account, resident.phone);
    tx.insert("account", account);
    note(parts, tx,
         {.actor = actor,
          .area = resident.area,
          .action = "identity.account_opened",
          .subject_kind = "account",
          .subject_id = account.id.value});
    return account.id;
}

}  // namespace linli::identity
