// T19: JSON made to cost time or memory is refused early, whatever the limit of its route.
#include <sys/resource.h>

#include <ctime>
#include <fstream>

#include "edge/client.hpp"

namespace linli::edge {
namespace {

#if defined(LINLI_OPTIMISED) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr bool is_release = true;
#else
constexpr bool is_release = false;  // the bounds are those of the program that is delivered
#endif

std::size_t kib_of(const std::string& wanted) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(wanted + ":")) return std::stoul(line.substr(wanted.size() + 1));
    }
    return 0;
}

double cpu_ms() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

struct Hostile {
    const char* what;
    std::string text;
    int status;
};

std::vector<Hostile> hostile() {
    std::string members = "{";
    for (int i = 0; i < 1'000'000; ++i)
        members += (i > 0 ? ",\"k" : "\"k") + std::to_string(1'000'000 + i) + "\":1";
    members += "}";
    return {{"arrays 100,000 deep", std::string(100'000, '[') + std::string(100'000, ']'), 400},
            {"1,000,000 members", std::move(members), 413},
            {"a number of 100 MB", std::string(100 << 20, '1'), 400},
            {"a text that never ends", '"' + std::string(100'000, 'a'), 400}};
}

TEST(HostileJson, costs_at_most_50_ms_and_16_MiB_even_where_128_MiB_may_be_sent) {
    for (const auto& one : hostile()) {
        std::ofstream("/proc/self/clear_refs") << "5";  // VmHWM begins anew
        const std::size_t before_kib = kib_of("VmRSS");
        const double began = cpu_ms();
        int status = 200;
        try {
            parse_json(one.text, {.bytes_max = 128u << 20, .depth_max = 64});
        } catch (const Refusal& refusal) {
            status = refusal.status();
        }
        const double took_ms = cpu_ms() - began;
        const std::size_t peak_kib = kib_of("VmHWM");
        EXPECT_TRUE(status == 400 || status == 413) << one.what << ": " << status;
        const std::size_t grown_kib = peak_kib - std::min(peak_kib, before_kib);
        RecordProperty(one.what,
                       std::to_string(took_ms) + " ms, " + std::to_string(grown_kib) + " KiB");
        if (!is_release) continue;
        EXPECT_LE(took_ms, 50) << one.what;
        EXPECT_LE(grown_kib, 16u << 10) << one.what;
    }
}

using HostileJsonTest = EdgeTest;

TEST_F(HostileJsonTest, is_refused_at_the_edge_before_it_is_read) {
    for (const auto& one : hostile()) {
        Client other = client();
        other.send(
            "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Linli: 1\r\n"
            "Content-Type: application/json\r\nContent-Length: " +
            std::to_string(one.text.size()) + "\r\n\r\n");
        const bool sent_whole = one.text.size() <= (200u << 10);
        if (sent_whole) other.send(one.text);
        EXPECT_EQ(other.receive().status, sent_whole ? 400 : 413) << one.what;
    }
    EXPECT_EQ(ask(get("/api/hello")).status, 200);
}

}  // namespace
}  // namespace linli::edge
