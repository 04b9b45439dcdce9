#include "http/request_parser.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace linli::http {

namespace {

namespace beast = boost::beast;

constexpr std::size_t chunk_extension_bytes_max = 256;
// Beast asserts that a first chunk that is also the last, five bytes, does not come in pieces.
constexpr std::size_t last_chunk_bytes = 5;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}
std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}
bool is_host(std::string_view host) {
    return std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("-._:[]~").find(c) != std::string_view::npos;
    });
}
bool comes_once(std::string_view name) {
    static constexpr std::array once{"host",          "content-length", "transfer-encoding",
                                     "content-type",  "origin",         "idempotency-key",
                                     "authorization", "x-linli"};
    return std::find(once.begin(), once.end(), name) != once.end();
}

// Whether a byte from `from` on may not stand in a head: NUL, a bare CR, a bare LF, a line that
// begins with white space. The last byte may be a CR whose LF has not come yet.
bool has_bad_byte(std::string_view head, std::size_t from) {
    for (std::size_t i = from; i < head.size(); ++i) {
        if (head[i] == '\0') return true;
        if (head[i] == '\n' && (i == 0 || head[i - 1] != '\r')) return true;
        if (i == 0) continue;
        if (head[i - 1] == '\r' && head[i] != '\n') return true;
        if (head[i - 1] == '\n' && (head[i] == ' ' || head[i] == '\t')) return true;
    }
    return false;
}

// True for "HTTP/2.0" and the like: a version that is not spoken here.
bool names_another_version(std::string_view head) {
    const std::string_view line = head.substr(0, head.find('\r'));
    if (line.size() < 8) return false;
    const std::string_view version = line.substr(line.size() - 8);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return version.substr(0, 5) == "HTTP/" && digit(version[5]) && version[6] == '.' &&
           digit(version[7]) && version != "HTTP/1.1" && version != "HTTP/1.0";
}

}  // namespace

struct RequestParser::Beast {
    beast::http::request_parser<beast::http::string_body> parser;
    std::size_t body_bytes_max = 0;

    explicit Beast(const ParserLimits& limits) : body_bytes_max(limits.body_bytes_max) {
        // Beyond what feed_head() lets through, so that its own limit answers first.
        parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes_max + 1024));
        parser.body_limit(limits.body_bytes_max);
        parser.on_chunk_header(on_chunk);
    }
    Beast(const Beast&) = delete;
    Beast& operator=(const Beast&) = delete;

    std::size_t put(std::string_view bytes, beast::error_code& error) {
        const std::size_t taken =
            parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        if (error == beast::http::error::need_more) error = {};
        return taken;
    }

    // Beast keeps a reference to it.
    std::function<void(std::uint64_t, beast::string_view, beast::error_code&)> on_chunk =
        [](std::uint64_t, beast::string_view extensions, beast::error_code& error) {
            if (extensions.size() > chunk_extension_bytes_max) {
                error = beast::http::error::bad_chunk_extension;
            }
        };
};

RequestParser::RequestParser(ParserLimits limits)
    : limits_(limits), beast_(std::make_unique<Beast>(limits)) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

bool RequestParser::fail(int status, const char* what) {
    if (state_ == State::failed) return false;
    state_ = State::failed;
    fault_ = {status, what};
    return false;
}

std::size_t RequestParser::feed(std::string_view bytes) {
    if (state_ == State::head) return feed_head(bytes);
    return state_ == State::body ? feed_body(bytes) : 0;
}

std::size_t RequestParser::feed_head(std::string_view bytes) {
    const std::size_t before = head_.size();
    const std::size_t room = limits_.head_bytes_max + 1 - std::min(before, limits_.head_bytes_max);
    head_.append(bytes.substr(0, room));
    const std::size_t end = head_.find("\r\n\r\n", before > 3 ? before - 3 : 0);
    if (end != std::string::npos) head_.resize(end + 4);
    const std::size_t taken = head_.size() - before;
    if (has_bad_byte(head_, before)) {
        fail(400, "a control character or a folded line in the head");
    } else if (std::min(head_.find('\r'), head_.size()) > limits_.target_bytes_max + 32) {
        // Before anything else of the line, so that the outcome does not depend on how bytes come.
        fail(414, "the address is too long");
    } else if (head_.substr(0, 2) == "\r\n") {
        fail(400, "an empty line before the request");
    } else if (head_.size() > limits_.head_bytes_max) {
        fail(431, "the headers are too large");
    } else if (end != std::string::npos) {
        on_head();
    }
    if (failed()) keep_language();
    return taken;
}

void RequestParser::on_head() {
    beast::error_code error;
    const std::size_t taken = beast_->put(head_, error);
    if (error == beast::http::error::bad_version && names_another_version(head_)) {
        fail(505, "HTTP/1.1 is spoken here");
    } else if (error == beast::http::error::body_limit) {
        fail(413, "the content is too large");
    } else if (error || taken != head_.size() || !beast_->parser.is_header_done()) {
        fail(400, "a malformed request line or header");
    } else if (check_request_line() && take_headers() && check_framing()) {
        state_ = beast_->parser.is_done() ? State::done : State::body;
        beast_->parser.eager(true);
    }
    if (failed()) keep_language();
    head_.clear();
}

// Of a head that is refused, only the language of the refusal is taken: from its raw bytes, because
// it may stand behind the fault.
void RequestParser::keep_language() {
    constexpr std::string_view name = "\naccept-language:";
    const std::string head = lower(head_);
    const std::size_t at = head.find(name);
    if (at == std::string::npos) return;
    const std::size_t begin = std::min(head.find_first_not_of(' ', at + name.size()), head.size());
    const std::size_t end = std::min(head.find('\n', begin), head.size());
    request_.headers.try_emplace("accept-language", head.substr(begin, end - begin));
}

bool RequestParser::check_request_line() {
    const auto& message = beast_->parser.get();
    const std::string_view method = view(message.method_string());
    const std::string_view target = view(message.target());
    if (method.size() > 16) return fail(400, "no method");
    if (target.size() > limits_.target_bytes_max) return fail(414, "the address is too long");
    const bool visible = std::all_of(target.begin(), target.end(),
                                     [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
    if (target.empty() || target.front() != '/' || !visible) return fail(400, "no path");
    request_.method = method;
    request_.target = target;
    return true;
}

bool RequestParser::take_headers() {
    std::size_t count = 0;
    for (const auto& field : beast_->parser.get()) {
        if (++count > limits_.headers_max) return fail(431, "too many headers");
        std::string name = lower(view(field.name_string()));
        const std::string_view value = view(field.value());
        const auto found = request_.headers.find(name);
        if (found == request_.headers.end()) {
            request_.headers.emplace(std::move(name), value);
        } else if (comes_once(name)) {
            return fail(400, "a header that may come only once is doubled");
        } else {
            found->second.append(name == "cookie" ? "; " : ", ").append(value);
        }
    }
    return true;
}

bool RequestParser::check_framing() {
    const auto& headers = request_.headers;
    const bool version_1_0 = beast_->parser.get().version() < 11;
    request_.keep_alive = !version_1_0 && beast_->parser.keep_alive();
    const auto host = headers.find("host");
    if (host == headers.end() ? !version_1_0 : !is_host(host->second)) {
        return fail(400, "no acceptable Host");
    }
    const auto expect = headers.find("expect");
    if (expect != headers.end()) {
        if (lower(expect->second) != "100-continue") return fail(417, "an unknown expectation");
        request_.expects_continue = !version_1_0;
    }
    const auto length = headers.find("content-length");
    const auto encoding = headers.find("transfer-encoding");
    if (length != headers.end()) {
        if (encoding != headers.end()) return fail(400, "Content-Length and Transfer-Encoding");
        const std::string& digits = length->second;
        if (digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos) {
            return fail(400, "a malformed Content-Length");
        }
    }
    if (encoding == headers.end()) return true;
    if (version_1_0) return fail(400, "Transfer-Encoding in HTTP/1.0");
    if (lower(encoding->second) != "chunked") return fail(501, "an unknown transfer encoding");
    return true;
}

void RequestParser::limit_body(std::size_t bytes_max) {
    if (!head_complete()) return;
    beast_->body_bytes_max = std::min(limits_.body_bytes_max, bytes_max);
    beast_->parser.body_limit(beast_->body_bytes_max);
    const auto length = beast_->parser.content_length();
    if (length && *length > beast_->body_bytes_max) fail(413, "the content is too large");
}

std::size_t RequestParser::feed_body(std::string_view bytes) {
    auto& parser = beast_->parser;
    const std::size_t held = head_.size();
    const bool chunked = parser.chunked();
    if (chunked || held > 0) head_.append(bytes);
    if (chunked && body_wire_bytes_ == 0 && head_.size() < last_chunk_bytes) return bytes.size();

    beast::error_code error;
    const std::size_t taken = beast_->put(chunked ? std::string_view(head_) : bytes, error);
    body_wire_bytes_ += taken;
    head_.erase(0, taken);
    const std::size_t framing =
        body_wire_bytes_ - parser.get().body().size() + (parser.is_done() ? 0 : head_.size());
    if (error == beast::http::error::body_limit) {
        fail(413, "the content is too large");
    } else if (error) {
        fail(400, "malformed chunks");
    } else if (chunked && framing > limits_.head_bytes_max + beast_->body_bytes_max / 8) {
        fail(431, "the framing of the chunks is too large");
    } else if (parser.is_done()) {
        state_ = State::done;
        head_.clear();
    }
    return chunked ? (done() ? taken - held : bytes.size()) : taken;
}

RawRequest RequestParser::take() {
    RawRequest finished = std::move(request_);
    finished.body = std::move(beast_->parser.get().body());
    *this = RequestParser(limits_);
    return finished;
}

}  // namespace linli::http
