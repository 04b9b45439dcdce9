#include "http/files.hpp"

#include <sys/stat.h>

#include <charconv>
#include <fstream>
#include <map>

#include "http/problem.hpp"

namespace linli::http {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_bytes_max = 64u << 20;

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}
bool accepts(std::string_view header, std::string_view coding) {
    const std::size_t at = header.find(coding);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = header.substr(at + coding.size());
    return !begins(rest, ";q=0,") && rest != ";q=0";
}

// Changes whenever the file is replaced or written; the coding makes it strong per representation.
std::string etag_of(const fs::path& file, std::string_view coding) {
    struct stat facts {};
    if (stat(file.c_str(), &facts) != 0) return {};
    return '"' + std::to_string(facts.st_ino) + '-' + std::to_string(facts.st_size) + '-' +
           std::to_string(facts.st_mtim.tv_sec) + '.' + std::to_string(facts.st_mtim.tv_nsec) +
           (coding.empty() ? "" : "-" + std::string(coding)) + '"';
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

struct Span {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool possible = true;
};

// One range of RFC 9110 section 14; nothing when the header asks for none, for several, or is
// malformed (the whole file is then sent).
std::optional<Span> span_of(std::string_view header, std::uint64_t size) {
    if (!begins(header, "bytes=") || header.find(',') != std::string_view::npos) return {};
    header.remove_prefix(6);
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos) return {};
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1));
    if (!first && !last) return {};
    if (!first && dash != 0) return {};
    if (!last && dash + 1 != header.size()) return {};
    if (!first) {
        if (*last == 0 || size == 0) return Span{0, 0, false};
        return Span{size - std::min(*last, size), size - 1};
    }
    if (last && *last < *first) return {};
    if (*first >= size) return Span{0, 0, false};
    return Span{*first, std::min(last.value_or(size - 1), size - 1)};
}

std::string read_part(const fs::path& file, std::uint64_t first, std::uint64_t count) {
    std::ifstream in(file, std::ios::binary);
    std::string text(count, '\0');
    in.seekg(static_cast<std::streamoff>(first));
    in.read(text.data(), static_cast<std::streamsize>(count));
    if (!in) throw Fault("cannot read " + file.filename().string() + " of the browser app");
    return text;
}

// True when `file` is `root` or below it after all links are followed.
bool lies_below(const fs::path& root, const fs::path& file) {
    const auto [at_root, at_file] =
        std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    return at_root == root.end() && at_file != file.end();
}

Response not_found(bool english) {
    return problem(
        refuse_not_found("http.no_such_path", {"没有这个地址，请检查网址或返回首页",
                                               "There is nothing at this address; check it "
                                               "or go back to the first page"}),
        english);
}

}  // namespace

std::string_view media_type_of(const fs::path& file) {
    static const std::map<std::string, std::string_view, std::less<>> types{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".geojson", "application/geo+json; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".svg", "image/svg+xml; charset=utf-8"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"}};
    const auto found = types.find(file.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

Files::Files(fs::path root) : root_(root.empty() ? fs::path{} : fs::weakly_canonical(root)) {}

bool Files::covers(const Request& request) const {
    const std::string_view path = request.path;
    const bool ours = path == "/api" || begins(path, "/api/") || path == "/hsds" ||
                      begins(path, "/hsds/") || path == "/metrics";
    return !root_.empty() && !ours && (request.method == "GET" || request.method == "HEAD");
}

std::optional<fs::path> Files::file_of(const std::string& path) const {
    fs::path wanted = root_ / path.substr(1);
    std::error_code error;
    if (path.back() == '/') wanted /= "index.html";
    const fs::path real = fs::canonical(wanted, error);
    if (error || !lies_below(root_, real) || !fs::is_regular_file(real, error)) return {};
    // Names that begin with a dot are never part of the app.
    for (const auto& part : real.lexically_relative(root_)) {
        if (begins(part.string(), ".")) return {};
    }
    return real;
}

Response Files::answer(const Request& request, bool english) const {
    if (request.path.empty() || request.path.front() != '/') return not_found(english);
    if (const auto file = file_of(request.path)) return serve(*file, request);
    const bool page = request.header("accept").find("text/html") != std::string_view::npos &&
                      !begins(request.path, "/assets/");
    const auto index = page ? file_of("/index.html") : std::nullopt;
    return index ? serve(*index, request) : not_found(english);
}

Response Files::serve(const fs::path& file, const Request& request) const {
    Response response;
    fs::path sent = file;
    std::string coding;
    const std::string_view accepted = request.header("accept-encoding");
    for (const auto& [ending, name] : {std::pair{".br", "br"}, std::pair{".gz", "gzip"}}) {
        const fs::path packed = file.string() + ending;
        std::error_code error;
        if (!accepts(accepted, name) || !fs::is_regular_file(packed, error)) continue;
        sent = packed;
        coding = name;
        break;
    }
    auto& h = response.headers;
    const std::string etag = etag_of(sent, coding);
    h["ETag"] = etag;
    h["Vary"] = "Accept-Encoding";
    h["Accept-Ranges"] = "bytes";
    const bool hashed = begins(request.path, "/assets/");
    h["Cache-Control"] = hashed ? "public, max-age=31536000, immutable" : "no-cache";
    const std::string_view if_none_match = request.header("if-none-match");
    if (!etag.empty() &&
        (if_none_match.find(etag) != std::string_view::npos || if_none_match == "*")) {
        response.status = 304;
        return response;
    }
    h["Content-Type"] = media_type_of(file);
    if (!coding.empty()) h["Content-Encoding"] = coding;
    const std::uint64_t size = fs::file_size(sent);
    if (size > file_bytes_max) throw Fault("a file of the browser app is over 64 MiB");

    const std::string_view if_range = request.header("if-range");
    const auto span = if_range.empty() || if_range == etag ? span_of(request.header("range"), size)
                                                           : std::nullopt;
    if (span && !span->possible) {
        response.status = 416;
        h["Content-Range"] = "bytes */" + std::to_string(size);
        h.erase("Content-Encoding");
        return response;
    }
    if (span) {
        response.status = 206;
        h["Content-Range"] = "bytes " + std::to_string(span->first) + '-' +
                             std::to_string(span->last) + '/' + std::to_string(size);
        response.body = read_part(sent, span->first, span->last - span->first + 1);
    } else {
        response.body = read_part(sent, 0, size);
    }
    return response;
}

}  // namespace linli::http
