#include "kernel/identity/sealed.hpp"

#include "base/text.hpp"

namespace linli::identity {
namespace {

crypto::SealedAt at(std::string_view table, std::string_view column, std::int64_t row) {
    return {table, column, row};
}

}  // namespace

std::string seal_text(const crypto::KeyRing& keys, std::string_view text,
                      const crypto::SealedAt& where) {
    return text.empty() ? std::string() : keys.seal(text, where);
}

std::string open_text(const crypto::KeyRing& keys, std::string_view sealed,
                      const crypto::SealedAt& where) {
    return sealed.empty() ? std::string() : keys.open(sealed, where);
}

SealedColumns seal(const crypto::KeyRing& keys, std::string_view table, std::int64_t row,
                   const Particulars& p) {
    SealedColumns c;
    c.name_sealed = seal_text(keys, p.name, at(table, "name", row));
    c.id_number_sealed = seal_text(keys, p.id_number, at(table, "id_number", row));
    c.id_number_index = id_number_index(keys, p.id_number);
    c.phone_sealed = seal_text(keys, p.phone, at(table, "phone", row));
    if (!p.phone.empty()) c.phone_index = phone_index(keys, p.phone);
    if (p.guardian)
        c.guardian_sealed = seal_text(keys, to_json_text(*p.guardian), at(table, "guardian", row));
    return c;
}

Particulars open(const crypto::KeyRing& keys, std::string_view table, std::int64_t row,
                 const SealedColumns& c) {
    Particulars p;
    p.name = open_text(keys, c.name_sealed, at(table, "name", row));
    p.id_number = open_text(keys, c.id_number_sealed, at(table, "id_number", row));
    p.phone = open_text(keys, c.phone_sealed, at(table, "phone", row));
    if (!c.guardian_sealed.empty())
        p.guardian = from_json_text<Guardian>(
            open_text(keys, c.guardian_sealed, at(table, "guardian", row)));
    return p;
}

std::string id_number_index(const crypto::KeyRing& keys, std::string_view id_number) {
    return keys.blind_index("identity.id_number", id_number);
}

std::string phone_index(const crypto::KeyRing& keys, std::string_view phone) {
    return keys.blind_index("identity.phone", phone);
}

// ---- masks ------------------------------------------------------------------------------------

std::string masked_name(std::string_view name) {
    const std::size_t length = code_points(name);
    if (length == 0) return {};
    std::string masked(first_code_points(name, 1));
    for (std::size_t i = 1; i < length; ++i)
        masked += '*';
    return length == 1 ? "*" : masked;
}

std::string masked_phone(std::string_view phone) {
    return phone.empty() ? std::string() : PhoneNumber::parse(phone, "phone").masked();
}

std::string masked_id_number(std::string_view id_number) {
    return id_number.empty() ? std::string()
                             : ResidentNumber::parse(id_number, "id_number").masked();
}

// ---- checks -----------------------------------------------------------------------------------

std::string checked_name(std::string_view text, const std::string& field) {
    const std::string name(trim(text));
    bool plain = !name.empty() && code_points(name) <= 60 && code_points(name) >= 2;
    for (char c : name)
        plain = plain && static_cast<unsigned char>(c) >= 0x20 && c != '<' && c != '>';
    if (!plain)
        throw refuse_field(field, "identity.name_wrong",
                           {"请填写证件上的姓名", "write the name as it stands on the document"});
    return name;
}

void require_guardian(const Particulars& p, Date today) {
    const int age = ResidentNumber::parse(p.id_number, "id_number").age_on(today);
    if (age >= 18) return;
    if (!p.guardian)
        throw refuse_field(
            "guardian", "identity.guardian_missing",
            {"未满 18 周岁须填写监护人", "below 18 years a guardian has to be named"});
    if (!p.guardian->consents)
        throw refuse_field("guardian.consents", "identity.guardian_consent_missing",
                           {"须由监护人同意后才能登记", "the guardian has to consent first"});
    if (age < 14 && !p.guardian->id_number)
        throw refuse_field(
            "guardian.id_number", "identity.guardian_not_identified",
            {"未满 14 周岁，须填写监护人的身份证号（个人信息保护法第三十一条）",
             "below 14 years the guardian's identity number is needed (PIPL art. 31)"});
    if (p.guardian->id_number &&
        ResidentNumber::parse(*p.guardian->id_number, "guardian.id_number").age_on(today) < 18)
        throw refuse_field("guardian.id_number", "identity.guardian_minor",
                           {"监护人须年满 18 周岁", "a guardian is at least 18 years old"});
}

}  // namespace linli::identity
