// The built browser app, served from its folder.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "http/http.hpp"

namespace linli::http {

// Serves regular files below `root` to GET and HEAD: precompressed siblings (.br, .gz) where
// accepted, strong ETags, conditional and range requests, a year's caching for /assets/ (names with
// a hash) and none for pages. A path that names no file and asks for a page gets index.html (the
// app routes it).
class Files {
  public:
    explicit Files(std::filesystem::path root);
    // True when the path is not the API's: the caller then answers with answer().
    bool covers(const Request& request) const;
    // Without security headers. 404 problems for what is not there.
    Response answer(const Request& request, bool english) const;

  private:
    std::optional<std::filesystem::path> file_of(const std::string& path) const;
    Response serve(const std::filesystem::path& file, const Request& request) const;
    std::filesystem::path root_;
};

// By the ending of the name; application/octet-stream when unknown.
std::string_view media_type_of(const std::filesystem::path& file);

}  // namespace linli::http
