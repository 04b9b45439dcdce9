// Durable transfers a second.
//   bench_ledger raw DIRECTORY SECONDS        the rows alone, through SQLite's own interface
//   bench_ledger linli URL SECONDS            through ledger::Poster, by callers and by batches
//   bench_ledger grow DIRECTORY TRANSFERS     what a transfer costs as the books grow
// A transfer is one entry of two legs among 10,000 accounts; "hot": nine of ten credit the same
// one. Prints lines "name<TAB>figure".
#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "kernel/ledger/poster.hpp"
#include "store/store.hpp"

namespace {

using namespace linli;
using ledger::AccountId;
using ledger::Command;
using ledger::Side;
using Steady = std::chrono::steady_clock;

constexpr int accounts_count = 10'000;
constexpr int batch = 1'000;
constexpr std::string_view chart_text =
    "code: bench\nzh: 测\nen: bench\naccounts:\n"
    "  - {code: \"1\", zh: 户, en: A, kind: memo, normal: credit, may_overdraw: true}\n";

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

// A database with its book and accounts.
struct Books {
    explicit Books(const std::string& url)
        : store(store::Store::open(options(url))),
          ledger(clock, ids, {{"bench", ledger::parse_chart(chart_text, "bench.yaml")}}) {
        store->migrate({ledger::migrations()});
        store->write([&](store::Tx& tx) {
            ledger::BookRow row;
            row.area_id = {1};
            row.code = fmt::format("bench{}", ids.next());
            row.chart = "bench";
            row.zh = row.en = "bench";
            book = ledger.open_book(tx, row).id;
        });
        for (int from = 0; from < accounts_count; from += batch)
            store->write([&](store::Tx& tx) {
                for (int i = from; i < from + batch; ++i)
                    accounts.push_back(
                        ledger.account(tx, {book, {1}, "1", {"bench", i + 1}}, today()).id);
            });
    }
    static store::StoreOptions options(const std::string& url) {
        store::StoreOptions options;
        options.url = url;
        return options;
    }
    Date today() const { return date_in_china(clock.now()); }

    SystemClock clock;
    IdMaker ids{clock, 1};
    std::unique_ptr<store::Store> store;
    ledger::Ledger ledger;
    ledger::BookId book;
    std::vector<AccountId> accounts;
};

// Draws transfers; ids rise, as those of a sender do who makes them from the time.
class Draw {
  public:
    Draw(Books& books, bool hot, unsigned seed) : books_(books), hot_(hot), dice_(seed) {}
    Command next() {
        Command c;
        c.id = to_text(books_.ids.make<ledger::EntryId>());
        c.book = books_.book;
        c.event = "transfer";
        c.date = books_.today();
        const std::size_t debit = 1 + dice_() % (accounts_count - 1);
        std::size_t credit = hot_ && dice_() % 10 != 0 ? 0 : dice_() % accounts_count;
        if (credit == debit) credit = (credit + 1) % accounts_count;
        const auto amount = static_cast<std::int64_t>(1 + dice_() % 100'000);
        c.legs = {{books_.accounts[debit], Side::debit, amount},
                  {books_.accounts[credit], Side::credit, amount}};
        c.by = {7};
        return c;
    }

  private:
    Books& books_;
    bool hot_;
    std::mt19937_64 dice_;
};

double through_poster(Books& books, int callers, int each, bool hot, double seconds) {
    ledger::Poster poster(books.ledger, *books.store);
    std::atomic<std::int64_t> done{0};
    std::vector<std::thread> threads;
    const auto start = Steady::now();
    for (int t = 0; t < callers; ++t)
        threads.emplace_back([&, t] {
            Draw draw(books, hot, static_cast<unsigned>(t));
            while (seconds_since(start) < seconds) {
                std::vector<Command> commands;
                for (int i = 0; i < each; ++i)
                    commands.push_back(draw.next());
                for (const auto& outcome : poster.post(std::move(commands)))
                    if (outcome.code != ledger::Code::ok) std::abort();
                done += each;
            }
        });
    for (auto& thread : threads)
        thread.join();
    return static_cast<double>(done) / seconds_since(start);
}

// ---- the rows alone ---------------------------------------------------------------------------

class Raw {
  public:
    explicit Raw(const std::string& file) {
        check(sqlite3_open(file.c_str(), &db_));
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA wal_autocheckpoint=4000");
        run("PRAGMA cache_size=-65536");
        entry_ = prepare(
            "INSERT INTO ledger_entry (id, book_id, area_id, sender_id, act, state, event, date, "
            "period, target, entry_group, case_id, by_account, reason, at, expires_at) VALUES "
            "(?, ?, 1, ?, 'post', 'posted', 'transfer', ?, 0, NULL, NULL, NULL, 7, '', ?, NULL)");
        leg_ = prepare(
            "INSERT INTO ledger_leg (account_id, version, entry_id, n, debit, credit, debit_after, "
            "credit_after, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        account_ = prepare(
            "UPDATE ledger_account SET debit = ?, credit = ?, debit_held = 0, credit_held = 0, "
            "version = ?, last_at = ? WHERE id = ?");
    }
    ~Raw() {
        for (auto* s : {entry_, leg_, account_})
            sqlite3_finalize(s);
        sqlite3_close(db_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void transfers(Books& books, Draw& draw, int count) {
        std::map<std::int64_t, Sum*> touched;
        run("BEGIN IMMEDIATE");
        for (int i = 0; i < count; ++i) {
            const Command c = draw.next();
            const std::int64_t id = books.ids.next(), now = books.clock.now().us;
            bind(entry_, {id, c.book.value});
            sqlite3_bind_text(entry_, 3, c.id.data(), static_cast<int>(c.id.size()), nullptr);
            sqlite3_bind_int64(entry_, 4, c.date.days);
            sqlite3_bind_int64(entry_, 5, now);
            step(entry_);
            for (std::size_t n = 0; n < 2; ++n) {
                const auto& leg = c.legs[n];
                Sum& sum = sums_[leg.account.value];
                touched[leg.account.value] = &sum;
                const std::int64_t debit = n == 0 ? leg.amount : 0,
                                   credit = n == 1 ? leg.amount : 0;
                sum.debit += debit;
                sum.credit += credit;
                sum.at = now;
                bind(leg_, {leg.account.value, ++sum.version, id, static_cast<std::int64_t>(n),
                            debit, credit, sum.debit, sum.credit, now});
                step(leg_);
            }
        }
        for (const auto& [id, sum] : touched) {
            bind(account_, {sum->debit, sum->credit, sum->version, sum->at, id});
            step(account_);
        }
        run("COMMIT");
    }

  private:
    struct Sum {
        std::int64_t debit = 0, credit = 0, version = 0, at = 0;
    };
    void check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    }
    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* s = nullptr;
        check(sqlite3_prepare_v2(db_, sql, -1, &s, nullptr));
        return s;
    }
    static void bind(sqlite3_stmt* s, std::initializer_list<std::int64_t> values) {
        int at = 0;
        for (const std::int64_t v : values)
            sqlite3_bind_int64(s, ++at, v);
    }
    void step(sqlite3_stmt* s) {
        check(sqlite3_step(s));
        sqlite3_reset(s);
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt *entry_ = nullptr, *leg_ = nullptr, *account_ = nullptr;
    std::map<std::int64_t, Sum> sums_;
};

double raw(const std::string& dir, int each, bool hot, double seconds) {
    std::filesystem::remove_all(dir);
    std::filesystem::create_directories(dir);
    Books books("sqlite:" + dir + "/linli.db");
    books.store.reset();
    Raw rows(dir + "/linli.db");
    Draw draw(books, hot, 1);
    std::int64_t done = 0;
    const auto start = Steady::now();
    while (seconds_since(start) < seconds) {
        rows.transfers(books, draw, each);
        done += each;
    }
    return static_cast<double>(done) / seconds_since(start);
}

void tell(const std::string& name, double figure) {
    fmt::print("{}\t{:.0f}\n", name, figure);
    std::fflush(stdout);
}

// Ten windows of a hundredth of the way, so that one disturbed second does not tell.
void grow(const std::string& dir, std::int64_t transfers) {
    std::filesystem::remove_all(dir);
    std::filesystem::create_directories(dir);
    Books books("sqlite:" + dir + "/linli.db");
    Draw draw(books, false, 1);
    constexpr std::int64_t window = 50'000;
    std::int64_t done = 0;
    const auto run = [&](std::int64_t until) {
        while (done < until) {
            std::vector<Command> commands;
            for (int i = 0; i < batch; ++i)
                commands.push_back(draw.next());
            books.store->write([&](store::Tx& tx) { books.ledger.post(tx, commands); });
            done += batch;
        }
    };
    const auto cost_at = [&](std::int64_t from) {
        run(from);
        const auto start = Steady::now();
        run(from + window);
        const double cost = seconds_since(start) / window * 1e6;
        fmt::print("cost at {}\t{:.2f}\n", from, cost);
        std::fflush(stdout);
        return cost;
    };
    const double early = cost_at(100'000);
    for (std::int64_t at = 1'000'000; at < transfers; at *= 2)
        cost_at(at);
    fmt::print("cost at {} / cost at 100000\t{:.2f}\n", transfers, cost_at(transfers) / early);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "bench_ledger raw|linli|grow PLACE SECONDS|TRANSFERS\n");
        return 2;
    }
    const std::string mode = argv[1], place = argv[2];
    const double seconds = std::atof(argv[3]);
    try {
        if (mode == "grow") {
            grow(place, std::atoll(argv[3]));
        } else if (mode == "raw") {
            for (const bool hot : {false, true})
                for (const int each : {1, 16, 64, batch})
                    tell(fmt::format("{} {}", hot ? "hot" : "uniform", each),
                         raw(place, each, hot, seconds));
        } else {
            Books books(place);
            for (const bool hot : {false, true}) {
                const char* name = hot ? "hot" : "uniform";
                for (const int callers : {1, 16, 64})
                    tell(fmt::format("{} {}", name, callers),
                         through_poster(books, callers, 1, hot, seconds));
                tell(fmt::format("{} {}", name, batch),
                     through_poster(books, 2, batch, hot, seconds));
            }
        }
    } catch (const std::exception& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    }
}
