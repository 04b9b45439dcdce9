#include "kernel/identity/caller.hpp"

#include <algorithm>

namespace linli::identity {
namespace {

bool carries(const HeldGrant& grant, std::string_view permission) {
    return std::find(grant.permissions.begin(), grant.permissions.end(), permission) !=
           grant.permissions.end();
}

}  // namespace

bool covers(const area::Tree& tree, AreaId granted, AreaId area) {
    return !granted || tree.is_within(area, granted);
}

template <class F>
bool Caller::any_grant(F&& is) const {
    return grants_ && !who_.must_change_password &&
           std::any_of(grants_->begin(), grants_->end(),
                       [&](const HeldGrant& grant) { return grant.in_force(now_) && is(grant); });
}

std::vector<HeldGrant> Caller::grants() const {
    std::vector<HeldGrant> held;
    if (grants_ && !who_.must_change_password)
        for (const auto& grant : *grants_)
            if (grant.in_force(now_)) held.push_back(grant);
    return held;
}

bool Caller::may(std::string_view permission, AreaId area) const {
    return any_grant([&](const HeldGrant& grant) {
        return carries(grant, permission) && covers(*tree_, grant.area_id, area);
    });
}

bool Caller::may_somewhere(std::string_view permission) const {
    return any_grant([&](const HeldGrant& grant) { return carries(grant, permission); });
}

std::vector<AreaId> Caller::areas(std::string_view permission) const {
    std::vector<AreaId> areas;
    for (const auto& grant : grants()) {
        if (!carries(grant, permission)) continue;
        const auto roots = tree_->children(std::nullopt);
        if (grant.area_id || roots.empty()) areas.push_back(grant.area_id);
        if (!grant.area_id)
            for (const auto* root : roots)
                areas.push_back(root->id);
    }
    return areas;
}

bool Caller::holds(std::string_view role, AreaId area) const {
    return any_grant([&](const HeldGrant& grant) {
        return grant.role == role && covers(*tree_, grant.area_id, area);
    });
}

const Caller& caller_of(const http::Context& context) {
    const auto* caller = dynamic_cast<const Caller*>(&context.caller);
    LINLI_CHECK(caller != nullptr);
    return *caller;
}

}  // namespace linli::identity
