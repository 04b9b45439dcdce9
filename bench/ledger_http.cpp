// Durable transfers a second through HTTP: each caller a connection of its own, one transfer a
// request, then a hundred a request.
//   bench_ledger_http PORT SECONDS
// The server has the demonstration city. Prints lines "name<TAB>figure".
#include <fmt/core.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "http_person.hpp"

namespace {

using namespace linli;
using namespace linli::bench;
using Steady = std::chrono::steady_clock;

constexpr int callers_max = 64;
constexpr int accounts_count = 1'000;

struct Fund {
    std::string book;
    std::vector<std::string> accounts;  // memoranda; each may be overdrawn
};

// A thousand accounts: the contra account of the chart in as many areas as there are, and beyond
// that the same ones again.
Fund open_fund(Person& master, Person& keeper, const std::string& area) {
    Fund fund;
    const auto made = master
                          .must("POST", "/api/v1/ledger/books",
                                json::serialize(json::object{{"code", "bench"},
                                                             {"unit", "fen"},
                                                             {"chart", "social-insurance"},
                                                             {"monthly", false},
                                                             {"zh", "测"},
                                                             {"en", "bench"},
                                                             {"area_id", area}}))
                          .read();
    fund.book = text(made.at("id"));
    std::string cursor;
    while (static_cast<int>(fund.accounts.size()) < accounts_count) {
        const auto page = keeper
                              .must("GET", "/api/v1/areas?limit=200" +
                                               (cursor.empty() ? "" : "&cursor=" + cursor))
                              .read();
        for (const auto& a : page.at("items").as_array()) {
            const auto answer = keeper.ask(
                "POST", "/api/v1/ledger/books/" + fund.book + "/accounts",
                json::serialize(json::object{{"code", "9000"}, {"area_id", a.at("id")}}));
            if (answer.status == 201) fund.accounts.push_back(text(answer.read().at("id")));
        }
        const auto* next = page.as_object().if_contains("next");
        if (next == nullptr || next->is_null()) break;
        cursor = text(*next);
    }
    return fund;
}

class Draw {
  public:
    Draw(const Fund& fund, bool hot, unsigned seed) : fund_(fund), hot_(hot), dice_(seed) {
        run_ = fmt::format("{:x}.{}", std::random_device{}(), seed);
        today_ = to_text(date_in_china(SystemClock().now()));
    }
    std::string body(int each) {
        std::string out = R"({"commands":[)";
        for (int i = 0; i < each; ++i) {
            const std::size_t count = fund_.accounts.size();
            const std::size_t debit = 1 + dice_() % (count - 1);
            std::size_t credit = hot_ && dice_() % 10 != 0 ? 0 : dice_() % count;
            if (credit == debit) credit = (credit + 1) % count;
            out += fmt::format(
                R"({}{{"id":"{}.{}","book":"{}","event":"transfer","date":"{}","legs":[)"
                R"({{"account":"{}","side":"debit","amount":{}}},)"
                R"({{"account":"{}","side":"credit","amount":{}}}]}})",
                i > 0 ? "," : "", run_, ++n_, fund_.book, today_, fund_.accounts[debit], 100,
                fund_.accounts[credit], 100);
        }
        return out + "]}";
    }

  private:
    const Fund& fund_;
    bool hot_;
    std::mt19937_64 dice_;
    std::string run_, today_;
    std::int64_t n_ = 0;
};

void measure(std::vector<std::unique_ptr<Person>>& people, const Fund& fund, int callers, int each,
             bool hot, double seconds) {
    std::atomic<std::int64_t> done{0};
    for (int c = 0; c < callers; ++c)
        people[static_cast<std::size_t>(c)]->connect();
    const auto start = Steady::now();
    const auto passed = [&] {
        return std::chrono::duration<double>(Steady::now() - start).count();
    };
    std::vector<std::thread> threads;
    for (int c = 0; c < callers; ++c)
        threads.emplace_back([&, c] {
            try {
                Draw draw(fund, hot, static_cast<unsigned>(c));
                while (passed() < seconds) {
                    const auto answer = people[static_cast<std::size_t>(c)]->must(
                        "POST", "/api/v1/ledger/commands", draw.body(each));
                    if (answer.body.find(R"("code":"ok")") == std::string::npos)
                        throw std::runtime_error(answer.body);
                    done += each;
                }
            } catch (const std::exception& e) {
                fmt::print(stderr, "{}\n", e.what());
                std::_Exit(1);
            }
        });
    for (auto& thread : threads)
        thread.join();
    fmt::print("{} {} {}\t{:.0f}\n", hot ? "hot" : "uniform", callers, each,
               static_cast<double>(done) / passed());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "bench_ledger_http PORT SECONDS\n");
        return 2;
    }
    try {
        Hiring hiring(static_cast<std::uint16_t>(std::atoi(argv[1])));
        const auto master = hiring.hire("bookmaster-b", {"book_master"});
        std::vector<std::unique_ptr<Person>> people;
        for (int i = 0; i < callers_max; ++i)
            people.push_back(hiring.hire(fmt::format("keeper{:03}", i), {"book_keeper"}));
        const Fund fund = open_fund(*master, *people[0], hiring.area);
        for (const bool hot : {false, true}) {
            for (const int callers : {1, 16, callers_max})
                measure(people, fund, callers, 1, hot, std::atof(argv[2]));
            measure(people, fund, 16, 100, hot, std::atof(argv[2]));
        }
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    }
}
