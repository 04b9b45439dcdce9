#include "kernel/identity/login.hpp"

#include "base/text.hpp"
#include "kernel/identity/attempts.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/note.hpp"
#include "kernel/identity/sealed.hpp"

namespace linli::identity {
namespace {

AttemptLimit login_limit(const Settings& s) {
    return {s.failures_per_login_hour, s.failures_free};
}
AttemptLimit address_limit(const Settings& s) {
    return {s.failures_per_address_hour, 0};
}

Refusal login_failed() {
    return {RefusalKind::unauthenticated,
            "identity.login_failed",
            {"登录名或密码不正确", "the login name or the password is not right"}};
}

struct Tried {
    std::string login_subject;
    std::string address_subject;
    Instant at;
    std::optional<AccountRow> account;
};

Tried begin_try(Parts& parts, const std::string& login, const Origin& origin) {
    Tried tried{attempt_subject(parts.keys, "login", login),
                attempt_subject(parts.keys, "address", origin.address),
                parts.clock.now(),
                {}};
    tried.account = parts.store.write([&](store::Tx& tx) {
        count_attempt(tx, tried.address_subject, address_limit(parts.settings), tried.at);
        count_attempt(tx, tried.login_subject, login_limit(parts.settings), tried.at);
        return find_account_by_login(tx, login);
    });
    return tried;
}

bool may_sign_in(const Parts& parts, const AccountRow& account, Instant now) {
    const bool once_too_old =
        account.password_once && now - account.password_set_at > parts.settings.once_lifetime;
    return account.state == AccountState::active && !once_too_old;
}

// The account as it is now, when nothing that the password check relied on has changed meanwhile.
std::optional<AccountRow> still_the_same(Parts& parts, store::Tx& tx, const AccountRow& seen) {
    auto account = find_account(tx, seen.id);
    if (!account || account->password_hash != seen.password_hash ||
        !may_sign_in(parts, *account, parts.clock.now()))
        return std::nullopt;
    return account;
}

std::optional<Started> finish_try(Parts& parts, store::Tx& tx, const Tried& tried, bool matches,
                                  const std::optional<std::string>& rehashed,
                                  const Origin& origin) {
    const auto account = matches ? still_the_same(parts, tx, *tried.account) : std::nullopt;
    if (!account) {
        const AccountId subject = tried.account ? tried.account->id : AccountId{};
        note(parts, tx,
             {.action = "identity.login_failed",
              .subject_kind = "account",
              .subject_id = subject.value,
              .outcome = "refused"});
        return std::nullopt;
    }
    forget_attempts(tx, tried.login_subject);
    take_back_attempt(tx, tried.address_subject, tried.at);
    if (rehashed) tx.run(sql::rehash, *rehashed, account->id, account->password_hash);
    end_session_of_token(tx, origin.old_token);
    note(parts, tx,
         {.actor = account->id,
          .area = account->area_id,
          .action = "identity.signed_in",
          .subject_kind = "account",
          .subject_id = account->id.value});
    return start_session(parts, tx, *account, origin.device);
}

}  // namespace

Started sign_in_with_password(Parts& parts, const std::string& login, const std::string& password,
                              const Origin& origin) {
    const std::string folded = folded_login(login);
    const Tried tried = begin_try(parts, folded, origin);
    const bool has_password = tried.account && !tried.account->password_hash.empty();
    const auto check = parts.hasher.verify(
        password, has_password ? std::optional(tried.account->password_hash) : std::nullopt);
    const bool matches = has_password && check.matches;
    std::optional<std::string> rehashed;
    if (matches && check.should_rehash) rehashed = parts.hasher.hash(password);
    const auto started = parts.store.write(
        [&](store::Tx& tx) { return finish_try(parts, tx, tried, matches, rehashed, origin); });
    if (!started) throw login_failed();
    return *started;
}

// ---- codes ------------------------------------------------------------------------------------

namespace {

struct CodeRow {
    std::int64_t id = 0;
    std::string phone_index;
    std::string code_hash;  // keyed: eight digits alone could be tried out
    Instant sent_at;
    Instant ends_at;
    std::int64_t tries = 0;
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (id, phone_index, code_hash, sent_at, ends_at, tries))

std::string code_hash(const Parts& parts, std::int64_t id, const std::string& code) {
    return parts.keys.blind_index("identity.login_code", id_to_text(id) + ':' + code);
}

std::string new_code() {
    const std::string digits = std::to_string(crypto::random_below(100'000'000));
    return std::string(code_digits - digits.size(), '0') + digits;
}

std::string only_digits(std::string_view text) {
    std::string digits;
    for (char c : to_half_width(text))
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

// The account of this phone, made when it is new. Nothing when it is disabled.
std::optional<AccountRow> account_of_phone(Parts& parts, store::Tx& tx, const std::string& phone,
                                           const std::string& index) {
    if (auto known = tx.one<AccountRow>(sql::account_by_phone, index)) {
        if (known->state != AccountState::active) return std::nullopt;
        return known;
    }
    AccountRow account;
    account.id = parts.ids.make<AccountId>();
    account.phone_sealed = seal_text(parts.keys, phone, {"account", "phone", account.id.value});
    account.phone_index = index;
    account.created_at = account.password_set_at = parts.clock.now();
    tx.insert("account", account);
    note(parts, tx,
         {.actor = account.id,
          .action = "identity.account_opened",
          .subject_kind = "account",
          .subject_id = account.id.value});
    return account;
}

// Uses up the code when it is right; counts the try when it is wrong.
bool use_code(Parts& parts, store::Tx& tx, const std::string& index, const std::string& code) {
    const auto row = tx.one<CodeRow>(sql::code_of_phone, index);
    if (!row || row->ends_at <= parts.clock.now() || row->tries >= parts.settings.code_tries)
        return false;
    if (!crypto::equal_in_constant_time(row->code_hash, code_hash(parts, row->id, code))) {
        tx.run(sql::count_code_try, row->id);
        return false;
    }
    tx.run(sql::forget_code, index);
    return true;
}

}  // namespace

void send_code(Parts& parts, store::Tx& tx, const std::string& phone, const std::string& address) {
    const Instant now = parts.clock.now();
    const std::string index = phone_index(parts.keys, phone);
    const std::string by_phone = attempt_subject(parts.keys, "code", phone);
    const std::string by_address = attempt_subject(parts.keys, "code-address", address);
    const AttemptLimit phone_limit{parts.settings.codes_per_phone_hour, 0};
    const AttemptLimit from_limit{parts.settings.codes_per_address_hour, 0};
    if (attempt_wait_s(tx, by_phone, phone_limit, now) ||
        attempt_wait_s(tx, by_address, from_limit, now))
        return;
    const auto before = tx.one<CodeRow>(sql::code_of_phone, index);
    if (before && now - before->sent_at < parts.settings.code_pause) return;
    count_attempt(tx, by_phone, phone_limit, now);
    count_attempt(tx, by_address, from_limit, now);

    const std::string code = new_code();
    CodeRow row{parts.ids.next(), index, {}, now, now + parts.settings.code_lifetime, 0};
    row.code_hash = code_hash(parts, row.id, code);
    tx.run(sql::forget_code, index);
    tx.insert("login_code", row);
    parts.codes.send_login_code(tx, phone, code, row.ends_at);
    note(parts, tx,
         {.action = "identity.code_sent", .subject_kind = "login_code", .subject_id = row.id});
}

Started sign_in_with_code(Parts& parts, const std::string& phone_typed, const std::string& code,
                          const Origin& origin) {
    const std::string phone = PhoneNumber::parse_mobile(phone_typed, "phone").text();
    const std::string index = phone_index(parts.keys, phone);
    const std::string from = attempt_subject(parts.keys, "address", origin.address);
    const auto started = parts.store.write([&](store::Tx& tx) -> std::optional<Started> {
        const Instant now = parts.clock.now();
        count_attempt(tx, from, address_limit(parts.settings), now);
        const bool right = use_code(parts, tx, index, only_digits(code));
        const auto account = right ? account_of_phone(parts, tx, phone, index) : std::nullopt;
        if (!account) {
            note(parts, tx,
                 {.action = "identity.login_failed",
                  .subject_kind = "login_code",
                  .outcome = "refused"});
            return std::nullopt;
        }
        take_back_attempt(tx, from, now);
        end_session_of_token(tx, origin.old_token);
        note(parts, tx,
             {.actor = account->id,
              .area = account->area_id,
              .action = "identity.signed_in",
              .subject_kind = "account",
              .subject_id = account->id.value});
        return start_session(parts, tx, *account, origin.device);
    });
    if (!started)
        throw Refusal(RefusalKind::unauthenticated, "identity.code_wrong",
                      {"验证码不正确或已失效，请核对后重试或重新获取",
                       "the code is wrong or no longer valid; check it or ask for a new one"});
    return *started;
}

// ---- changing the password --------------------------------------------------------------------

namespace {

// Throws Refusal 422 on `new` when it is one of the last few passwords.
void refuse_former(Parts& parts, const AccountRow& account, const std::string& password) {
    std::vector<std::string> former{account.password_hash};
    const auto policy = crypto::PasswordPolicy::of(parts.settings.password_profile);
    for (const auto& hash : account.password_history)
        if (int(former.size()) < policy.history) former.push_back(hash);
    for (const auto& hash : former)
        if (parts.hasher.verify(password, hash).matches)
            throw refuse_field("new", "identity.password_used_before",
                               {"新密码不能与最近用过的密码相同",
                                "the new password must differ from the recent ones"});
}

AccountRow account_with_password(Parts& parts, const Caller& caller, const std::string& password) {
    const auto account =
        parts.store.read([&](store::Tx& tx) { return find_account(tx, caller.account()); });
    LINLI_CHECK(account.has_value());
    if (account->password_hash.empty())
        throw refuse_field("old", "identity.no_password",
                           {"这个账号用短信验证码登录，没有密码",
                            "this account signs in by a code to the phone and has no password"});
    const std::string subject = attempt_subject(parts.keys, "login", account->login.value_or(""));
    parts.store.write([&](store::Tx& tx) {
        count_attempt(tx, subject, login_limit(parts.settings), parts.clock.now());
    });
    if (!parts.hasher.verify(password, account->password_hash).matches)
        throw refuse_field("old", "identity.password_wrong",
                           {"当前密码不正确", "the present password is not right"});
    return *account;
}

}  // namespace

Started change_password(Parts& parts, const Caller& caller, const std::string& old_password,
                        const std::string& new_password, const Origin& origin) {
    const AccountRow account = account_with_password(parts, caller, old_password);
    const auto policy = crypto::PasswordPolicy::of(parts.settings.password_profile);
    const std::vector<std::string> context{account.login.value_or(""), "linli", "邻里"};
    crypto::require_acceptable_password(policy, parts.common_passwords, new_password, context,
                                        "new");
    refuse_former(parts, account, new_password);
    const std::string hash = parts.hasher.hash(new_password);

    std::vector<std::string> history{account.password_hash};
    for (const auto& former : account.password_history)
        if (int(history.size()) < policy.history) history.push_back(former);
    return parts.store.write([&](store::Tx& tx) {
        const Instant now = parts.clock.now();
        if (tx.run(sql::set_password, hash, now, false, to_json_text(history), account.id,
                   account.password_hash) == 0)
            throw refuse_conflict(
                "identity.password_changed_meanwhile",
                {"密码刚刚被改过，请重新登录", "the password was changed just now; sign in again"});
        forget_attempts(tx, attempt_subject(parts.keys, "login", account.login.value_or("")));
        end_sessions(tx, account.id);
        note(parts, tx,
             {.actor = account.id,
              .area = account.area_id,
              .action = "identity.password_changed",
              .subject_kind = "account",
              .subject_id = account.id.value});
        return start_session(parts, tx, account, origin.device);
    });
}

}  // namespace linli::identity
