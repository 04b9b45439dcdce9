#include "linli/retention.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/yaml.hpp"
#include "linli/retention_sql.hpp"

namespace linli {
namespace {

// The floors: what the program or the law needs, whatever a file says.
struct Dataset {
    const char* what;
    Pace pace;
    Micros floor;
    const store::Sql* remove;  // none: details of the journal, which knows itself
};
constexpr Dataset datasets[] = {
    {"session", Pace::quick, {}, &sql::end_session},
    {"login_code", Pace::quick, {}, &sql::end_login_code},
    {"attempt", Pace::quick, hours(2), &sql::end_attempt},  // limits look back an hour
    {"idempotency", Pace::quick, hours(24), &sql::end_idempotency},
    {"outbox_message", Pace::slow, days(1), &sql::end_outbox_message},
    {"notice", Pace::slow, days(30), &sql::end_notice},
    {"problem_report", Pace::slow, days(1), &sql::end_problem_report},
    {"registration", Pace::slow, days(184), &sql::end_registration},
    {"consent", Pace::slow, days(1095), &sql::end_consent},
    {"listing_change", Pace::slow, days(180), &sql::end_listing_change},
    {"directory_import", Pace::slow, days(180), &sql::end_directory_import},
    {"rule_record", Pace::slow, days(1), &sql::end_rule_record},
    {"journal_detail", Pace::slow, journal::details_kept_min, nullptr},
};

struct Row {
    std::string what, keep, zh, en, basis_zh, basis_en;
};
BOOST_DESCRIBE_STRUCT(Row, (), (what, keep, zh, en, basis_zh, basis_en))

struct File {
    std::vector<Row> retention;
};
BOOST_DESCRIBE_STRUCT(File, (), (retention))

Refusal at_fault(const std::string& what, const char* code, const Words& words) {
    return refuse_field(
        "retention." + what, code,
        {"保存期限「" + what + "」：" + words.zh, "retention of \"" + what + "\": " + words.en});
}

const Dataset& dataset(const std::string& what) {
    const auto found =
        std::ranges::find_if(datasets, [&](const Dataset& d) { return what == d.what; });
    if (found == std::end(datasets))
        throw at_fault(what, "retention.unknown",
                       {"没有这一类数据", "there is no such kind of data"});
    return *found;
}

// "24 h" or "180 d", at most a hundred years.
Micros duration(const Row& row) {
    std::int64_t number = -1;
    std::string unit, rest;
    std::istringstream in(row.keep);
    in >> number >> unit >> rest;
    if (number < 0 || number > 36'500 || !rest.empty() || (unit != "h" && unit != "d"))
        throw at_fault(row.what, "retention.malformed",
                       {"请写成「24 h」或「180 d」", "write it like \"24 h\" or \"180 d\""});
    return unit == "h" ? hours(number) : days(number);
}

File read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(path.string() + " cannot be read");
    std::stringstream text;
    text << in.rdbuf();
    return from_json<File>(parse_yaml(text.str(), path.filename().string()));
}

}  // namespace

Retention Retention::read(const std::vector<std::filesystem::path>& files) {
    Retention out;
    for (const auto& path : files) {
        if (&path != &files.front() && !std::filesystem::exists(path)) continue;
        std::map<std::string, Micros> rows;
        for (const Row& row : read_file(path).retention) {
            const Micros keep = duration(row);
            if (keep < dataset(row.what).floor)
                throw at_fault(
                    row.what, "retention.too_short",
                    {"短于法律或系统所需的最短期限", "shorter than the law or the program needs"});
            if (!rows.emplace(row.what, keep).second)
                throw at_fault(row.what, "retention.twice", {"写了两次", "it is there twice"});
        }
        for (const auto& [what, keep] : rows)
            out.keep_[what] = keep;
    }
    for (const Dataset& d : datasets)
        if (!out.keep_.contains(d.what))
            throw at_fault(d.what, "retention.missing", {"缺少这一行", "its row is missing"});
    return out;
}

std::map<std::string, std::int64_t> Retention::run(store::Store& store, const Clock& clock,
                                                   const journal::Journal& journal, Pace pace,
                                                   int rows_max) const {
    std::map<std::string, std::int64_t> removed;
    for (const Dataset& d : datasets) {
        if (d.pace != pace) continue;
        const Instant last_due = clock.now() - keep_.at(d.what);
        const std::int64_t count = store.write([&](store::Tx& tx) {
            if (!d.remove) return journal.expire_details(tx, last_due, rows_max);
            const std::int64_t rows = tx.run(*d.remove, last_due, rows_max);
            if (rows > 0 && pace == Pace::slow)
                journal.append(tx, {.action = "system.retention_applied",
                                    .subject_kind = d.what,
                                    .details = {{"removed", rows}, {"until", to_text(last_due)}}});
            return rows;
        });
        if (count > 0) removed[d.what] = count;
    }
    return removed;
}

}  // namespace linli
