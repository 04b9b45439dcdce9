// POST /api/v1/files       signed in; raw body, Content-Type of the file, X-File-Name
// (percent-encoded)
//                          -> 201 {id, sha256, media_type, bytes, name}
// GET  /api/v1/files/{id}  its owner; ?inline=true shows a picture instead of saving it
//
// Other modules that reference a file serve it under their own rights with Archive::download.
#pragma once
#include "http/http.hpp"
#include "kernel/archive/archive.hpp"

namespace linli::archive {

void routes(http::Router&, Archive&);

}  // namespace linli::archive
