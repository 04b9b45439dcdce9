// POST /api/v1/files       signed in; raw body, Content-Type of the file, X-File-Name
// (percent-encoded)
//                          -> 201 {id, sha256, media_type, bytes, name}
// GET  /api/v1/files/{id}  its owner, or whom `MayRead` lets; ?inline=true shows a picture instead
// of
//                          saving it
#pragma once
#include <functional>

#include "http/http.hpp"
#include "kernel/archive/archive.hpp"

namespace linli::archive {

// Whether somebody else may read a file, because it belongs to what he works on.
using MayRead = std::function<bool(store::Tx&, const http::Caller&, FileId)>;

void routes(http::Router&, Archive&, MayRead = {});

}  // namespace linli::archive
