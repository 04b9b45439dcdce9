#include "http/request_parser.hpp"

#include <algorithm>
#include <array>

namespace linli::http {

namespace {

constexpr std::size_t chunk_line_bytes_max = 256;

bool is_token_char(char c) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
}
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}
bool is_value_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}
std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}
std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
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
bool names_token(std::string_view list, std::string_view token) {
    const std::string all = lower(list);
    std::string_view rest = all;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        if (trimmed(rest.substr(0, end)) == token) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

// The first byte that may not stand in a head, or npos: NUL, a bare CR, a bare LF. The last byte
// may be a CR whose LF has not come yet.
std::size_t bad_head_byte(std::string_view head, std::size_t from) {
    for (std::size_t i = from; i < head.size(); ++i) {
        if (head[i] == '\0') return i;
        if (head[i] == '\n' && (i == 0 || head[i - 1] != '\r')) return i;
        if (head[i] == '\r' && i + 1 < head.size() && head[i + 1] != '\n') return i;
    }
    return std::string_view::npos;
}

}  // namespace

void RequestParser::fail(int status, const char* what) {
    if (state_ == State::failed) return;
    state_ = State::failed;
    fault_ = {status, what};
}

std::size_t RequestParser::feed(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && state_ != State::done && state_ != State::failed) {
        const bool was_head = state_ == State::head;
        const std::string_view rest = bytes.substr(taken);
        switch (state_) {
            case State::head:
                taken += feed_head(rest);
                break;
            case State::body:
            case State::chunk_data:
                taken += feed_body(rest);
                break;
            case State::chunk_size:
                taken += feed_line(rest, chunk_line_bytes_max);
                break;
            case State::chunk_end:
                taken += feed_chunk_end(rest);
                break;
            case State::trailers:
                taken += feed_line(rest, limits_.head_bytes_max);
                break;
            case State::done:
            case State::failed:
                break;
        }
        if (was_head && state_ != State::head) break;
    }
    return taken;
}

std::size_t RequestParser::feed_head(std::string_view bytes) {
    const std::size_t before = head_.size();
    const std::size_t room = limits_.head_bytes_max + 1 - std::min(before, limits_.head_bytes_max);
    head_.append(bytes.substr(0, room));
    const std::size_t from = before > 3 ? before - 3 : 0;
    const std::size_t end = head_.find("\r\n\r\n", from);
    if (end != std::string::npos) head_.resize(end + 4);
    if (bad_head_byte(head_, before > 0 ? before - 1 : 0) != std::string_view::npos) {
        fail(400, "a control character in the head");
        return bytes.size();
    }
    // Before anything else of the line, so that the outcome does not depend on how the bytes came.
    if (std::min(head_.find('\r'), head_.size()) > limits_.target_bytes_max + 32) {
        fail(414, "the address is too long");
        return bytes.size();
    }
    if (end != std::string::npos && end + 4 <= limits_.head_bytes_max) {
        const std::size_t taken = head_.size() - before;
        on_head();
        return taken;
    }
    if (head_.substr(0, 2) == "\r\n") fail(400, "an empty line before the request");
    if (head_.size() > limits_.head_bytes_max) fail(431, "the headers are too large");
    return std::min(bytes.size(), room);
}

void RequestParser::on_head() {
    state_ = State::body;  // fail() below overrides it
    std::string_view rest = head_;
    rest.remove_suffix(2);  // the empty line
    bool first = true;
    while (!rest.empty() && state_ != State::failed) {
        const std::size_t end = rest.find("\r\n");
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        if (first) {
            on_request_line(line);
        } else {
            on_header(line);
        }
        first = false;
    }
    if (state_ != State::failed) on_framing();
    head_.clear();
}

void RequestParser::on_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return fail(400, "no request line");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(method) || method.size() > 16) return fail(400, "no method");
    if (target.size() > limits_.target_bytes_max) return fail(414, "the address is too long");
    const bool visible = std::all_of(target.begin(), target.end(),
                                     [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
    if (target.empty() || target.front() != '/' || !visible) return fail(400, "no path");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return version.substr(0, 5) == "HTTP/" && version.size() == 8 && version[6] == '.'
                   ? fail(505, "HTTP/1.1 is spoken here")
                   : fail(400, "no version");
    }
    version_1_0_ = version == "HTTP/1.0";
    request_.method = method;
    request_.target = target;
}

void RequestParser::on_header(std::string_view line) {
    if (++header_count_ > limits_.headers_max) return fail(431, "too many headers");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return fail(400, "a header without a colon");
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!is_token(name)) return fail(400, "a malformed header name");
    if (!std::all_of(value.begin(), value.end(), is_value_char)) {
        return fail(400, "a control character in a header");
    }
    add_header(lower(name), value);
}

void RequestParser::add_header(std::string name, std::string_view value) {
    const auto found = request_.headers.find(name);
    if (found == request_.headers.end()) {
        request_.headers.emplace(std::move(name), value);
    } else if (comes_once(name)) {
        fail(400, "a header that may come only once is doubled");
    } else {
        found->second.append(name == "cookie" ? "; " : ", ").append(value);
    }
}

void RequestParser::on_framing() {
    const auto& headers = request_.headers;
    const auto host = headers.find("host");
    if (host == headers.end() ? !version_1_0_ : !is_host(host->second)) {
        return fail(400, "no acceptable Host");
    }
    const auto connection = headers.find("connection");
    request_.keep_alive = !version_1_0_;
    if (connection != headers.end() && names_token(connection->second, "close")) {
        request_.keep_alive = false;
    }
    const auto expect = headers.find("expect");
    if (expect != headers.end()) {
        if (lower(expect->second) != "100-continue") return fail(417, "an unknown expectation");
        request_.expects_continue = !version_1_0_;
    }
    const auto length = headers.find("content-length");
    const auto encoding = headers.find("transfer-encoding");
    if (encoding == headers.end()) {
        return length == headers.end() ? void(state_ = State::done) : on_length(length->second);
    }
    if (length != headers.end()) return fail(400, "Content-Length and Transfer-Encoding");
    if (version_1_0_) return fail(400, "Transfer-Encoding in HTTP/1.0");
    if (lower(encoding->second) != "chunked") return fail(501, "an unknown transfer encoding");
    state_ = State::chunk_size;
}

void RequestParser::on_length(std::string_view value) {
    const bool digits =
        !value.empty() && value.size() <= 18 &&
        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return fail(400, "a malformed Content-Length");
    left_ = 0;
    for (const char c : value)
        left_ = left_ * 10 + static_cast<std::size_t>(c - '0');
    if (left_ > body_bytes_max_) return fail(413, "the content is too large");
    state_ = left_ == 0 ? State::done : State::body;
}

void RequestParser::limit_body(std::size_t bytes_max) {
    body_bytes_max_ = std::min(limits_.body_bytes_max, bytes_max);
    if (state_ == State::body && left_ > body_bytes_max_) fail(413, "the content is too large");
}

std::size_t RequestParser::feed_body(std::string_view bytes) {
    const std::size_t taken = std::min(left_, bytes.size());
    request_.body.append(bytes.substr(0, taken));
    left_ -= taken;
    if (left_ == 0) state_ = state_ == State::body ? State::done : State::chunk_end;
    return taken;
}

std::size_t RequestParser::feed_line(std::string_view bytes, std::size_t bytes_max) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool after_cr = !head_.empty() && head_.back() == '\r';
        if (after_cr != (c == '\n') || (c != '\r' && c != '\n' && !is_value_char(c))) {
            fail(400, "a bare CR or LF in the chunks");
            return bytes.size();
        }
        head_.push_back(c);
        if (head_.size() > bytes_max) {
            fail(400, "a line of the chunks is too long");
            return bytes.size();
        }
        if (c != '\n') continue;
        const std::string line = head_.substr(0, head_.size() - 2);
        head_.clear();
        if (state_ == State::chunk_size) {
            on_chunk_size(line);
        } else {
            on_trailer(line);
        }
        return i + 1;
    }
    return bytes.size();
}

std::size_t RequestParser::feed_chunk_end(std::string_view bytes) {
    const char expected = head_.empty() ? '\r' : '\n';
    if (bytes.front() != expected) {
        fail(400, "a chunk that does not end where it said");
        return 1;
    }
    if (expected == '\r') {
        head_.push_back('\r');
    } else {
        head_.clear();
        state_ = State::chunk_size;
    }
    return 1;
}

void RequestParser::on_chunk_size(std::string_view line) {
    const std::string_view digits = line.substr(0, std::min(line.find(';'), line.size()));
    if (digits.empty() || digits.size() > 8) return fail(400, "a malformed chunk size");
    std::size_t size = 0;
    for (const char c : digits) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return fail(400, "a malformed chunk size");
        size = size * 16 + static_cast<std::size_t>(digit);
    }
    if (request_.body.size() + size > body_bytes_max_) {
        return fail(413, "the content is too large");
    }
    left_ = size;
    state_ = size == 0 ? State::trailers : State::chunk_data;
}

// Trailers are checked and dropped: nothing may be said about a request after its head.
void RequestParser::on_trailer(std::string_view line) {
    trailer_bytes_ += line.size() + 2;
    if (line.empty()) {
        state_ = State::done;
    } else if (trailer_bytes_ > limits_.head_bytes_max) {
        fail(431, "the trailers are too large");
    } else if (!is_token(line.substr(0, std::min(line.find(':'), line.size()))) ||
               line.find(':') == std::string_view::npos) {
        fail(400, "a malformed trailer");
    }
}

RawRequest RequestParser::take() {
    RawRequest finished = std::move(request_);
    *this = RequestParser(limits_);
    return finished;
}

}  // namespace linli::http
