#include "kernel/identity/routes.hpp"

#include "kernel/identity/account.hpp"
#include "kernel/identity/consent.hpp"
#include "kernel/identity/grant.hpp"
#include "kernel/identity/identity_sql.hpp"
#include "kernel/identity/list.hpp"
#include "kernel/identity/login.hpp"
#include "kernel/identity/me.hpp"
#include "kernel/identity/person.hpp"
#include "kernel/identity/registration.hpp"
#include "kernel/identity/rights.hpp"
#include "kernel/identity/role.hpp"

namespace linli::identity {
namespace {

using http::Context;
using http::NoContent;
using http::None;
using http::Policy;

template <class T>
struct Items {
    std::vector<T> items;
};
using SessionItems = Items<SessionView>;
using RoleItems = Items<RoleView>;
using ConsentItems = Items<ConsentView>;
BOOST_DESCRIBE_STRUCT(SessionItems, (), (items))
BOOST_DESCRIBE_STRUCT(RoleItems, (), (items))
BOOST_DESCRIBE_STRUCT(ConsentItems, (), (items))

struct AreaQuery {
    std::optional<AreaId> area;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (area, cursor, limit))
struct RegistrationQuery {
    std::optional<RegistrationState> state;
    std::optional<AreaId> area;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(RegistrationQuery, (), (state, area, cursor, limit))
struct GrantQuery {
    std::optional<AccountId> account;
    std::optional<AreaId> area;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(GrantQuery, (), (account, area, cursor, limit))
struct Reason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))
inline Limits limits(const Reason*) {
    return {{"reason", {.length_min = 2, .length_max = 300}}};
}

http::RouteSpec spec(Policy policy, Words words) {
    return {.policy = std::move(policy), .tag = "identity", .words = std::move(words)};
}

Origin origin_of(const http::Request& request) {
    return {request.address, device_of(request), token_in(request)};
}

Started sign_in(Parts& parts, const NewSession& body, const Origin& origin) {
    if (body.login && body.password && !body.phone && !body.code)
        return sign_in_with_password(parts, *body.login, *body.password, origin);
    if (body.phone && body.code && !body.login && !body.password)
        return sign_in_with_code(parts, *body.phone, *body.code, origin);
    throw refuse_field("login", "identity.login_incomplete",
                       {"请填写登录名和密码，或手机号和验证码",
                        "give a login name and a password, or a phone and a code"});
}

// {old, new}: a map, because `new` cannot be the name of a member in C++.
using PasswordBody = std::map<std::string, std::string>;

std::pair<std::string, std::string> old_and_new(const PasswordBody& body) {
    for (const auto& [name, value] : body)
        if (name != "old" && name != "new")
            throw refuse_field(name, "body.unknown_member",
                               {"没有这个字段", "there is no such member"});
    for (const char* name : {"old", "new"})
        if (!body.count(name))
            throw refuse_field(name, "body.missing_member",
                               {"缺少这个字段", "this member is missing"});
    return {body.at("old"), body.at("new")};
}

void session_routes(http::Router& router, Parts& parts) {
    router.raw<None, NewSession, Me>(
        "POST", "/api/v1/sessions", spec(Policy::open(), {"登录", "Sign in"}),
        [&parts](Context& c, store::Store&) {
            const auto body = http::read_body<NewSession>(c.request);
            const Started started = sign_in(parts, body, origin_of(c.request));
            c.headers["Set-Cookie"] = set_cookie(started, c.now);
            return parts.store.read([&](store::Tx& tx) {
                const auto account = tx.one<AccountId>(sql::account_of_session, started.id);
                return http::respond(
                    http::Created<Me>{me(parts, tx, account.value_or(AccountId{})), {}});
            });
        });
    router.write<CodeRequest>("POST", "/api/v1/login-codes",
                              spec(Policy::open(), {"获取登录验证码", "Ask for a login code"}),
                              [&parts](Context& c, const CodeRequest& body) {
                                  const std::string phone =
                                      PhoneNumber::parse_mobile(body.phone, "phone").text();
                                  parts.store.write([&](store::Tx& tx) {
                                      send_code(parts, tx, phone, c.request.address);
                                  });
                              });
    router.read<None>("GET", "/api/v1/session",
                      spec(Policy::open(), {"当前登录", "Who is signed in"}),
                      [&parts](Context& c, const None&, store::Tx& tx) {
                          return me(parts, tx, c.caller.account());
                      });
    router.write<None>("DELETE", "/api/v1/session",
                       spec(Policy::signed_in(), {"退出登录", "Sign out"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           sign_out(parts, tx, caller_of(c));
                           c.headers["Set-Cookie"] = clear_cookie();
                       });
    router.read<None>("GET", "/api/v1/sessions",
                      spec(Policy::signed_in(), {"我的登录设备", "My sessions"}),
                      [&parts](Context& c, const None&, store::Tx& tx) {
                          return SessionItems{sessions_of(parts, tx, caller_of(c))};
                      });
    router.write<None>("DELETE", "/api/v1/sessions/{id}",
                       spec(Policy::signed_in(), {"结束一个登录", "End one of my sessions"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           end_own_session(parts, tx, caller_of(c), c.path_id<SessionId>("id"));
                       });
    router.raw<None, PasswordBody, NoContent>(
        "POST", "/api/v1/session/password",
        spec(Policy::signed_in(), {"修改密码", "Change the password"}),
        [&parts](Context& c, store::Store&) {
            const auto body = http::read_body<PasswordBody>(c.request);
            const auto [old_password, new_password] = old_and_new(body);
            const Started started = change_password(parts, caller_of(c), old_password, new_password,
                                                    origin_of(c.request));
            c.headers["Set-Cookie"] = set_cookie(started, c.now);
            return http::respond(NoContent{});
        });
}

void registration_routes(http::Router& router, Parts& parts) {
    router.write<NewRegistration>(
        "POST", "/api/v1/registrations",
        spec(Policy::signed_in(), {"提交实名登记", "Register by real name"}),
        [&parts](Context& c, const NewRegistration& body, store::Tx& tx) {
            auto view = submit_registration(parts, tx, caller_of(c), body);
            const std::string location = "/api/v1/registrations/" + to_text(view.id);
            return http::Created<RegistrationView>{std::move(view), location};
        });
    router.read<RegistrationQuery>(
        "GET", "/api/v1/registrations",
        spec(Policy::signed_in(), {"实名登记列表", "Registrations"}),
        [&parts](Context& c, const RegistrationQuery& q, store::Tx& tx) {
            return list_registrations(parts, tx, caller_of(c), q.state, q.area,
                                      RegistrationId{after_cursor(q.cursor)}, page_limit(q.limit));
        });
    router.read<None>("GET", "/api/v1/registrations/{id}",
                      spec(Policy::signed_in(), {"一份实名登记", "One registration"}),
                      [&parts](Context& c, const None&, store::Tx& tx) {
                          return registration(parts, tx, caller_of(c),
                                              c.path_id<RegistrationId>("id"));
                      });
    router.write<RegistrationDecision>(
        "POST", "/api/v1/registrations/{id}/decisions",
        spec(Policy::needs("identity.review"), {"审核实名登记", "Decide a registration"}),
        [&parts](Context& c, const RegistrationDecision& body, store::Tx& tx) {
            return decide_registration(parts, tx, caller_of(c), c.path_id<RegistrationId>("id"),
                                       body);
        });
}

// Answers with personal data in clear run without a unit of work of the router, so that no record
// of an Idempotency-Key keeps them.
void person_routes(http::Router& router, Parts& parts) {
    router.read<None>("GET", "/api/v1/persons/{id}",
                      spec(Policy::signed_in(), {"实名人员（脱敏）", "A person, masked"}),
                      [&parts](Context& c, const None&, store::Tx& tx) {
                          return masked_person(parts, tx, caller_of(c), c.path_id<PersonId>("id"));
                      });
    router.write<Unmasking>(
        "POST", "/api/v1/persons/{id}/unmaskings",
        spec(Policy::needs("identity.reveal"), {"查看未脱敏信息", "Unmask a field"}),
        [&parts](Context& c, const Unmasking& body) {
            return parts.store.write([&](store::Tx& tx) {
                return unmask(parts, tx, caller_of(c), c.path_id<PersonId>("id"), body);
            });
        });
    router.write<Unmasking>("POST", "/api/v1/registrations/{id}/unmaskings",
                            spec(Policy::needs("identity.reveal"),
                                 {"审核时查看未脱敏信息", "Unmask a field to review it"}),
                            [&parts](Context& c, const Unmasking& body) {
                                return parts.store.write([&](store::Tx& tx) {
                                    return unmask_registration(parts, tx, caller_of(c),
                                                               c.path_id<RegistrationId>("id"),
                                                               body);
                                });
                            });
    router.write<PersonSearch>(
        "POST", "/api/v1/person-searches",
        spec(Policy::needs("identity.find"), {"按证件号或手机号查找", "Find by number or phone"}),
        [&parts](Context& c, const PersonSearch& body) {
            return parts.store.write(
                [&](store::Tx& tx) { return search_persons(parts, tx, caller_of(c), body); });
        });
}

void my_routes(http::Router& router, Parts& parts) {
    router.write<None>("POST", "/api/v1/me/data-exports",
                       spec(Policy::signed_in(), {"导出我的数据", "A copy of my data"}),
                       [&parts](Context& c, const None&) {
                           return parts.store.write([&](store::Tx& tx) {
                               return export_my_data(parts, tx, caller_of(c));
                           });
                       });
    router.write<ErasureRequest>("POST", "/api/v1/me/erasure",
                                 spec(Policy::signed_in(), {"删除我的数据", "Erase my data"}),
                                 [&parts](Context& c, const ErasureRequest& body, store::Tx& tx) {
                                     erase_me(parts, tx, caller_of(c), body);
                                     c.headers["Set-Cookie"] = clear_cookie();
                                 });
    router.read<None>("GET", "/api/v1/me/consents",
                      spec(Policy::signed_in(), {"我的同意记录", "My consents"}),
                      [](Context& c, const None&, store::Tx& tx) {
                          return ConsentItems{consents_of(tx, c.caller.account())};
                      });
    router.write<None>("POST", "/api/v1/me/consents/{id}/withdrawal",
                       spec(Policy::signed_in(), {"撤回同意", "Withdraw a consent"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           withdraw_consent(parts, tx, caller_of(c), c.path_id<ConsentId>("id"));
                       });
    router.write<None>("POST", "/api/v1/me/consents/{id}/renewal",
                       spec(Policy::signed_in(), {"重新同意", "Give a withdrawn consent anew"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           return http::Created<ConsentView>{
                               renew_consent(parts, tx, caller_of(c), c.path_id<ConsentId>("id")),
                               {}};
                       });
}

void account_routes(http::Router& router, Parts& parts) {
    const auto needs = [](Words words) {
        return spec(Policy::needs("identity.accounts"), std::move(words));
    };
    router.read<AreaQuery>(
        "GET", "/api/v1/accounts", spec(Policy::signed_in(), {"工作人员账号", "Accounts of staff"}),
        [&parts](Context& c, const AreaQuery& q, store::Tx& tx) {
            return list_accounts(parts, tx, caller_of(c), q.area, AccountId{after_cursor(q.cursor)},
                                 page_limit(q.limit));
        });
    router.write<NewAccount>(
        "POST", "/api/v1/accounts", needs({"新建账号", "Open an account"}),
        [&parts](Context& c, const NewAccount& body) {
            return http::Created<AccountWithPassword>{add_account(parts, caller_of(c), body), {}};
        });
    router.write<None>("POST", "/api/v1/accounts/{id}/password-resets",
                       needs({"重置密码", "A new one-time password"}),
                       [&parts](Context& c, const None&) {
                           return reset_password(parts, caller_of(c), c.path_id<AccountId>("id"));
                       });
    router.write<Reason>(
        "POST", "/api/v1/accounts/{id}/disable", needs({"停用账号", "Disable an account"}),
        [&parts](Context& c, const Reason& body, store::Tx& tx) {
            disable_account(parts, tx, caller_of(c), c.path_id<AccountId>("id"), body.reason);
        });
    router.write<None>("POST", "/api/v1/accounts/{id}/enable",
                       needs({"启用账号", "Enable an account"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           enable_account(parts, tx, caller_of(c), c.path_id<AccountId>("id"));
                       });
}

void grant_routes(http::Router& router, Parts& parts) {
    router.read<None>(
        "GET", "/api/v1/roles", spec(Policy::signed_in(), {"角色", "Roles"}),
        [](Context&, const None&, store::Tx& tx) { return RoleItems{list_roles(tx)}; });
    router.read<GrantQuery>(
        "GET", "/api/v1/grants", spec(Policy::signed_in(), {"授权列表", "Grants"}),
        [&parts](Context& c, const GrantQuery& q, store::Tx& tx) {
            return list_grants(parts, tx, caller_of(c), q.account, q.area,
                               GrantId{after_cursor(q.cursor)}, page_limit(q.limit));
        });
    router.write<NewGrant>(
        "POST", "/api/v1/grants",
        spec(Policy::needs("identity.grants"), {"授予角色", "Grant a role"}),
        [&parts](Context& c, const NewGrant& body, store::Tx& tx) {
            return http::Created<GrantView>{grant(parts, tx, caller_of(c), body), {}};
        });
    router.write<None>(
        "POST", "/api/v1/grants/{id}/confirmations",
        spec(Policy::signed_in(), {"确认管理员授权", "Confirm an administrator's grant"}),
        [&parts](Context& c, const None&, store::Tx& tx) {
            return confirm_grant(parts, tx, caller_of(c), c.path_id<GrantId>("id"));
        });
    router.write<None>("DELETE", "/api/v1/grants/{id}",
                       spec(Policy::needs("identity.grants"), {"收回授权", "End a grant"}),
                       [&parts](Context& c, const None&, store::Tx& tx) {
                           end_grant(parts, tx, caller_of(c), c.path_id<GrantId>("id"));
                       });
}

}  // namespace

void routes(http::Router& router, Parts& parts) {
    session_routes(router, parts);
    registration_routes(router, parts);
    person_routes(router, parts);
    my_routes(router, parts);
    account_routes(router, parts);
    grant_routes(router, parts);
}

}  // namespace linli::identity
