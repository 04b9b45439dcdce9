// The caller as this module sees it: with session and grants.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kernel/identity/identity.hpp"

namespace linli::identity {

using SessionId = Id<struct SessionTag>;
using GrantId = Id<struct GrantTag>;

// A grant in force, or one that will be or was: the times decide at each request.
struct HeldGrant {
    GrantId id;
    std::string role;
    AreaId area_id;
    Instant valid_from;
    std::optional<Instant> valid_until;
    std::string role_zh;
    std::string role_en;
    std::vector<std::string> permissions;
    bool in_force(Instant now) const {
        return valid_from <= now && (!valid_until || now < *valid_until);
    }
};
BOOST_DESCRIBE_STRUCT(HeldGrant, (),
                      (id, role, area_id, valid_from, valid_until, role_zh, role_en, permissions))

// Whether a grant in `granted` counts in `area`: there and below. A grant in no area (0) counts
// everywhere: such are those of the first three administrators where there were no areas yet.
bool covers(const area::Tree& tree, AreaId granted, AreaId area);

class Caller final : public http::Caller {
  public:
    struct Who {
        AccountId account;
        std::optional<PersonId> person;
        SessionId session;
        bool staff = false;
        bool must_change_password = false;  // then no permission counts until it is changed
    };
    Caller() = default;  // anonymous
    Caller(Who who, std::shared_ptr<const std::vector<HeldGrant>> grants, area::TreePtr tree,
           Instant now)
        : who_(who), grants_(std::move(grants)), tree_(std::move(tree)), now_(now) {}

    bool signed_in() const override { return bool(who_.account); }
    AccountId account() const override { return who_.account; }
    std::optional<PersonId> person() const override { return who_.person; }
    bool may(std::string_view permission, AreaId area) const override;
    bool may_somewhere(std::string_view permission) const override;
    // For a grant that counts everywhere, the areas at the top (0 while there are none).
    std::vector<AreaId> areas(std::string_view permission) const override;

    const Who& who() const { return who_; }
    // Grants in force now.
    std::vector<HeldGrant> grants() const;
    bool holds(std::string_view role, AreaId area) const;

  private:
    // Whether one of the grants in force is such a one.
    template <class F>
    bool any_grant(F&& is) const;

    Who who_;
    std::shared_ptr<const std::vector<HeldGrant>> grants_;
    area::TreePtr tree_;
    Instant now_;
};

// The caller of a route of this module; every Gatekeeper of a server that has these routes is a
// Gate.
const Caller& caller_of(const http::Context&);

}  // namespace linli::identity
