// T18: requests that two parsers could read in two ways are answered 400 and the connection is
// closed.
#include "edge/client.hpp"

namespace linli::edge {
namespace {

using FramingTest = EdgeTest;
using namespace std::string_literals;

struct Malformed {
    const char* what;
    std::string bytes;
    int status = 400;
};

std::vector<Malformed> malformed() {
    const std::string head =
        "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Linli: 1\r\nContent-Type: application/json\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    return {
        {"length and encoding",
         head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"encoding and length",
         head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        {"two lengths", head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "},
        {"two equal lengths", head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"},
        {"a list of lengths", head + "Content-Length: 2, 2\r\n\r\n{}"},
        {"a length with a plus", head + "Content-Length: +2\r\n\r\n{}"},
        {"a negative length", head + "Content-Length: -2\r\n\r\n{}"},
        {"a hexadecimal length", head + "Content-Length: 0x2\r\n\r\n{}"},
        {"a length with a line", head + "Content-Length: 2_0\r\n\r\n{}"},
        {"an empty length", head + "Content-Length:\r\n\r\n{}"},
        {"an endless length", head + "Content-Length: 99999999999999999999\r\n\r\n{}"},
        {"a length with a fraction", head + "Content-Length: 2.0\r\n\r\n{}"},
        {"two encodings",
         head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"encoding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"another encoding", head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"a disguised encoding", head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"space before the colon", head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        {"tab before the colon", head + "Content-Length\t: 2\r\n\r\n{}"},
        {"a folded line", head + "X-A: b\r\n c\r\n\r\n"},
        {"a header without a colon", head + "nonsense\r\n\r\n"},
        {"a header without a name", head + ": b\r\n\r\n"},
        {"NUL in a value", head + "X-A: a\0b\r\n\r\n"s},
        {"NUL in a name", head + "X\0A: b\r\n\r\n"s},
        {"CR in a value", head + "X-A: a\rb\r\n\r\n"},
        {"bell in a value", head + "X-A: a\ab\r\n\r\n"},
        {"a bare LF", "GET /api/hello HTTP/1.1\nHost: a\n\n"},
        {"a bare LF among others", "GET /api/hello HTTP/1.1\r\nHost: a\n\r\n"},
        {"LF for the empty line", "GET /api/hello HTTP/1.1\r\nHost: a\r\n\n"},
        {"an empty line first", "\r\nGET /api/hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"no host", "GET /api/hello HTTP/1.1\r\n\r\n"},
        {"two hosts", "GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        {"a host with a path", "GET /api/hello HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        {"a host with a user", "GET /api/hello HTTP/1.1\r\nHost: a@b\r\n\r\n"},
        {"two spaces", "GET  /api/hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a space in the path", "GET /api/he llo HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"an absolute address", "GET http://a/api/hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a fragment", "GET /api/hello#a HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"no version", "GET /api/hello\r\nHost: a\r\n\r\n"},
        {"version 0.9 in words", "GET /api/hello HTTP/zero\r\nHost: a\r\n\r\n"},
        {"version 2", "GET /api/hello HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a method with a bracket", "GE(T /api/hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"TLS on a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s},
        {"an unknown expectation", head + "Expect: magic\r\n\r\n", 417},
        {"a chunk of 0x", chunked + "0x2\r\n{}\r\n0\r\n\r\n"},
        {"a chunk with a plus", chunked + "+2\r\n{}\r\n0\r\n\r\n"},
        {"a chunk with a line", chunked + "1_0\r\n{}\r\n0\r\n\r\n"},
        {"a chunk with a space", chunked + " 2\r\n{}\r\n0\r\n\r\n"},
        {"a chunk without a size", chunked + "\r\n{}\r\n0\r\n\r\n"},
        {"an endless chunk", chunked + "FFFFFFFFFFFFFFFFF\r\n"},
        {"LF after a chunk size", chunked + "2\n{}\r\n0\r\n\r\n"},
        {"LF after a chunk", chunked + "2\r\n{}\n0\r\n\r\n"},
        {"CR in a chunk extension", chunked + "2;a\rb\r\n{}\r\n0\r\n\r\n"},
        {"a chunk that is longer than it says", chunked + "2\r\n{}x\r\n0\r\n\r\n"},
        {"a long chunk extension", chunked + "2;" + std::string(300, 'a') + "\r\n{}\r\n0\r\n\r\n"},
        {"a trailer without a colon", chunked + "0\r\nnonsense\r\n\r\n"},
        {"NUL in the path", "GET /api/%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a broken escape", "GET /api/%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a way up", "GET /api/../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"a hidden way up", "GET /api/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"an escaped slash", "GET /api/..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"an address of 9 KiB",
         "GET /" + std::string(9 << 10, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        {"40 KiB of headers",
         "GET / HTTP/1.1\r\nHost: a\r\nX-A: " + std::string(40 << 10, 'a') + "\r\n\r\n", 431},
        {"a body too large for its route", head + "Content-Length: 300000\r\n\r\n", 413},
        {"chunks too large for their route", chunked + "493E0\r\n", 413},
    };
}

TEST_F(FramingTest, answers_400_and_closes_when_a_request_can_be_read_in_two_ways) {
    for (const auto& request : malformed()) {
        Client one = client();
        const Answer answer = one.ask(request.bytes);
        EXPECT_EQ(answer.status, request.status) << request.what;
        EXPECT_EQ(answer.header("Connection"), "close") << request.what;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << request.what;
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << request.what;
        EXPECT_NE(answer.body.find("\"code\""), std::string::npos) << request.what;
        EXPECT_TRUE(one.closes()) << request.what;
    }
    EXPECT_EQ(written, 0);
}

TEST_F(FramingTest, words_a_refused_head_in_the_language_that_it_names_before_or_after_the_fault) {
    const std::string english = "aCCept-lAnguage: en-GB,en;q=0.9\r\n";
    const std::string words = R"("title":"The request cannot be read")";
    for (const std::string& head :
         {"GET /api/hello HTTP/1.1\r\nHost: a\r\n" + english + "X-A: a\ab\r\n\r\n",
          "GET /api/hello HTTP/1.1\r\nHost: a\r\nX-A: a\ab\r\n" + english + "\r\n",
          "GET  /api/hello HTTP/1.1\r\nHost: a\r\n" + english + "\r\n",
          "GET /api/hello HTTP/1.1\r\nHost: a\r\nnonsense\r\n" + english + "\r\n",
          "GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + english + "\r\n"}) {
        const Answer answer = ask(head);
        EXPECT_EQ(answer.status, 400) << head;
        EXPECT_NE(answer.body.find(words), std::string::npos) << head << answer.body;
    }
    EXPECT_EQ(ask("GET /api/hello HTTP/1.1\r\nHost: a\r\nX-A: a\ab\r\n\r\n").body.find(words),
              std::string::npos);
}

TEST_F(FramingTest, gives_the_same_answer_when_bytes_come_one_by_one) {
    const auto all = malformed();
    for (std::size_t i = 0; i < 40; i += 4) {
        Client one = client();
        for (const char c : all[i].bytes) {
            if (!one.send({&c, 1})) break;
        }
        EXPECT_EQ(one.receive().status, all[i].status) << all[i].what;
    }
    Client one = client();
    for (const char c : post("/api/notes", R"({"text":"a"})"))
        one.send({&c, 1});
    EXPECT_EQ(one.receive().status, 201);
}

TEST_F(FramingTest, never_takes_the_rest_of_a_refused_request_for_another) {
    Client one = client();
    one.send(
        "POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nTransfer-Encoding: "
        "chunked\r\n\r\n" +
        post("/api/notes", R"({"text":"smuggled"})"));
    EXPECT_EQ(one.receive().status, 400);
    EXPECT_EQ(one.receive(2).status, 0);
    EXPECT_EQ(written, 0);
}

TEST_F(FramingTest, reads_chunks_with_extensions_and_trailers) {
    const Answer answer = ask(
        "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Linli: 1\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: Chunked\r\n\r\n"
        "7;name=value\r\n{\"text\"\r\n5\r\n:\"a\"}\r\n0\r\nX-Sum: 1\r\n\r\n");
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, R"({"text":"a"})");
}

TEST_F(FramingTest, answers_requests_sent_ahead_in_their_order) {
    Client one = client();
    std::string all;
    for (int i = 0; i < 50; ++i) {
        all += post("/api/notes", R"({"text":")" + std::to_string(i) + "\"}");
    }
    one.send(all);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(one.receive().body, R"({"text":")" + std::to_string(i) + "\"}");
    }
    EXPECT_EQ(one.ask(get("/api/hello", "Connection: close\r\n")).status, 200);
    EXPECT_TRUE(one.closes());
}

TEST_F(FramingTest, tells_a_client_that_asks_to_go_on) {
    Client one = client();
    const std::string request = post("/api/notes", R"({"text":"a"})", "Expect: 100-continue\r\n");
    const std::size_t head = request.find("\r\n\r\n") + 4;
    one.send(request.substr(0, head));
    EXPECT_EQ(one.receive(5, true).status, 100);
    one.send(request.substr(head));
    EXPECT_EQ(one.receive().status, 201);
}

TEST_F(FramingTest, sends_no_body_and_no_length_where_there_is_none) {
    Client one = client();
    const Answer first = one.ask(get("/api/hello"));
    const Answer same =
        one.ask(get("/api/hello", "If-None-Match: " + first.header("ETag") + "\r\n"));
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.header("Content-Length"), "");
    one.send("HEAD /api/hello HTTP/1.1\r\nHost: a\r\n\r\n");
    const Answer head = one.receive(5, true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), std::to_string(first.body.size()));
    EXPECT_EQ(one.ask(get("/api/hello")).status, 200);
}

}  // namespace
}  // namespace linli::edge
