// Reads HTTP/1.1 requests from bytes, strictly: what two parsers could read in two ways is refused
// (RFC 9112, ASVS 5.0 4.2.1). One parser, so that there is no second opinion to smuggle past.
// Without sockets, so that it can be fuzzed.
//
// Refused with 400 beyond the RFC's own rules: bare CR or LF, NUL, folded lines, space before a
// colon, Content-Length together with Transfer-Encoding, doubled Content-Length, Host,
// Transfer-Encoding, Content-Type, Origin or Idempotency-Key, lengths that are not plain digits,
// absolute and asterisk targets, empty lines before the request line.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
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
    explicit RequestParser(ParserLimits limits = {})
        : limits_(limits), body_bytes_max_(limits.body_bytes_max) {}

    // Takes bytes until the head is whole, the request is whole or a fault is found, whichever
    // comes first; returns how many it took. To be called again with the rest until `done`.
    std::size_t feed(std::string_view bytes);

    bool started() const { return state_ != State::head || !head_.empty(); }
    bool head_complete() const { return state_ != State::head && state_ != State::failed; }
    bool done() const { return state_ == State::done; }
    bool failed() const { return state_ == State::failed; }
    const ParseFault& fault() const { return fault_; }
    const RawRequest& request() const { return request_; }
    // After head_complete(): lowers the limit of the body to that of its route.
    void limit_body(std::size_t bytes_max);
    // The finished request; the parser is then ready for the next.
    RawRequest take();

  private:
    enum class State : std::uint8_t {
        head,
        body,
        chunk_size,
        chunk_data,
        chunk_end,
        trailers,
        done,
        failed
    };
    std::size_t feed_head(std::string_view bytes);
    std::size_t feed_body(std::string_view bytes);
    std::size_t feed_line(std::string_view bytes, std::size_t bytes_max);
    std::size_t feed_chunk_end(std::string_view bytes);
    void on_head();
    void on_request_line(std::string_view line);
    void on_header(std::string_view line);
    void add_header(std::string name, std::string_view value);
    void on_framing();
    void on_length(std::string_view value);
    void on_chunk_size(std::string_view line);
    void on_trailer(std::string_view line);
    void fail(int status, const char* what);

    ParserLimits limits_;
    std::size_t body_bytes_max_;
    State state_ = State::head;
    ParseFault fault_;
    RawRequest request_;
    std::string head_;      // the head so far, then the line of a chunk or trailer so far
    std::size_t left_ = 0;  // of the body or of the chunk
    std::size_t trailer_bytes_ = 0;
    std::size_t header_count_ = 0;
    bool version_1_0_ = false;
};

}  // namespace linli::http
