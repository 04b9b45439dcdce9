#pragma once
#include "http/router.hpp"
#include "kernel/finance/finance.hpp"

namespace linli::finance {

// /api/v1/finance/...: see view.hpp for the shapes. `parts` must outlive the router.
void routes(http::Router&, const Parts&);
void payment_routes(http::Router&, const Parts&);  // part of routes()

// The fund of the path, where the caller holds the permission; 404 `finance.fund_unknown`
// otherwise.
Fund require_fund(const http::Context&, store::Tx&, const Parts&, std::string_view permission);

}  // namespace linli::finance
