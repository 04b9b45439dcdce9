// What every answer carries, whatever happened.
#pragma once
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace linli::http {

// ASVS 5.0 3.4.x and 14.3.2. `https`: the deployment is reached over TLS, so browsers are told to
// stay there. Keeps a Cache-Control and a Content-Security-Policy that are set already (a
// downloaded file has a narrower one, a page may show pictures of one other origin).
void add_security_headers(Response& response, bool https);

// The content security policy of all pages that we serve. `image_origin`: where else their pictures
// may come from (map tiles), "https://tiles.example"; empty = nowhere.
std::string content_security_policy(std::string_view image_origin = {});

// True for scheme://host or scheme://host:port, https, or http of this machine itself. Nothing else
// may stand in a policy: a blank or a semicolon would begin another source or directive.
bool is_image_origin(std::string_view text);

}  // namespace linli::http
