// The rows of one journaled write: the thing that changed (8 columns) and its journal entry.
#pragma once
#include <cstdint>
#include <string>

namespace linli::bench {

inline constexpr const char* create_tables =
    "CREATE TABLE listing (id BIGINT PRIMARY KEY, area_id BIGINT NOT NULL, name TEXT NOT NULL, "
    "address TEXT, lat DOUBLE PRECISION NOT NULL, lng DOUBLE PRECISION NOT NULL, "
    "status TEXT NOT NULL, changed_at BIGINT NOT NULL);\n"
    "CREATE INDEX listing_area ON listing (area_id, name);\n"
    "CREATE TABLE entry (id BIGINT PRIMARY KEY, actor BIGINT NOT NULL, area_id BIGINT NOT NULL, "
    "action TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id BIGINT NOT NULL, "
    "details TEXT NOT NULL, at BIGINT NOT NULL);\n"
    "CREATE INDEX entry_area ON entry (area_id, at);\n";

inline constexpr const char* insert_listing =
    "INSERT INTO listing (id, area_id, name, address, lat, lng, status, changed_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr const char* insert_entry =
    "INSERT INTO entry (id, actor, area_id, action, subject_kind, subject_id, details, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

struct Listing {
    std::int64_t id = 0, area = 0, changed_at = 0;
    std::string name = "湖滨社区综合服务站";
    std::string address = "某市某区湖滨路 128 号一层";
    double lat = 28.6829, lng = 115.8582;
    std::string status = "active";
};
struct Entry {
    std::int64_t id = 0, actor = 7, area = 0, subject = 0, at = 0;
    std::string action = "place.listing_changed";
    std::string kind = "listing";
    std::string details = R"({"fields":["name_zh","phones","schedules"],"source":"keeper"})";
};

inline Listing listing(std::int64_t n) {
    Listing l;
    l.id = n;
    l.area = n % 97;
    l.changed_at = 1'772'409'600'000'000 + n;
    return l;
}
inline Entry entry(std::int64_t n) {
    Entry e;
    e.id = n;
    e.area = n % 97;
    e.subject = n;
    e.at = 1'772'409'600'000'000 + n;
    return e;
}

}  // namespace linli::bench
