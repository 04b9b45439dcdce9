// GET  /api/v1/notices             signed in; ?unread=true&cursor&limit -> {items, next?}; header
//                                  Linli-Unread: how many are unread
// POST /api/v1/notices/{id}/read   signed in -> 204
// GET  /api/v1/demo/messages       open, demonstration mode only -> {items:[{at, address, body}]}
#pragma once
#include "http/http.hpp"
#include "kernel/notice/notice.hpp"

namespace linli::notice {

void routes(http::Router&, const Inbox&);
// Registers the list of development messages. Never in production: login codes are among them.
void demo_routes(http::Router&, const DevelopmentSms&);

}  // namespace linli::notice
