// Reads HTTP/1.1 requests from bytes: Boost.Beast parses, and this adds the strictness that it
// lacks, because what two parsers could read in two ways is refused (RFC 9112, ASVS 5.0 4.2.1).
// Without sockets, so that it can be fuzzed. The whole list of what is added to Beast:
//
// - in the raw head: NUL, bare CR or LF (Beast waits for more), folded lines (Beast joins them),
//   empty lines before the request line, an address or a head over its limit (414, 431);
// - in the request line: targets that are no path, methods over 16 characters;
// - in the headers: none or two Hosts or one that is no name, a doubled Content-Length (Beast takes
//   equal ones and lists), Transfer-Encoding other than `chunked` (501) or in HTTP/1.0, doubled
//   Content-Type, Origin, Authorization, X-Linli or Idempotency-Key, unknown expectations (417);
// - in the chunks: extensions over 256 bytes, framing out of proportion to the body. Trailers are
//   checked by Beast and dropped: nothing may be said about a request after its head.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace linli::http {

struct ParserLimits {
    std::size_t target_bytes_max = 8 << 10;
    std::size_t head_bytes_max = 32 << 10;
    std::size_t headers_max = 100;
    std::size_t body_bytes_max = 32u << 20;
};

struct RawRequest {
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers;  // names in lower case; repeated ones joined
    std::string body;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Why a request was refused: 400, 408, 413, 414, 417, 431, 501 or 505. 0 = it was not.
struct ParseFault {
    int status = 0;
    const char* what = "";
};

class RequestParser {
  public:
    explicit RequestParser(ParserLimits limits = {});
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    // Takes bytes until the head is whole, the request is whole or a fault is found, whichever
    // comes first; returns how many it took. To be called again with the rest until `done`.
    std::size_t feed(std::string_view bytes);

    bool head_complete() const { return state_ == State::body || state_ == State::done; }
    bool done() const { return state_ == State::done; }
    bool failed() const { return state_ == State::failed; }
    const ParseFault& fault() const { return fault_; }
    const RawRequest& request() const { return request_; }
    // After head_complete(): lowers the limit of the body to that of its route.
    void limit_body(std::size_t bytes_max);
    // The finished request; the parser is then ready for the next.
    RawRequest take();

  private:
    struct Beast;
    enum class State : std::uint8_t { head, body, done, failed };
    std::size_t feed_head(std::string_view bytes);
    std::size_t feed_body(std::string_view bytes);
    void on_head();
    bool check_request_line();
    bool take_headers();
    bool check_framing();
    bool fail(int status, const char* what);  // always false
    void keep_language();

    ParserLimits limits_;
    State state_ = State::head;
    ParseFault fault_;
    RawRequest request_;
    std::string head_;  // the raw head so far, then what Beast could not take of the chunks yet
    std::size_t body_wire_bytes_ = 0;  // of the body with its chunk framing
    std::unique_ptr<Beast> beast_;
};

}  // namespace linli::http
