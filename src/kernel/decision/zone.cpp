// IANA zones through ICU. Names are interned: a value carries two bytes instead of a text.
#include <unicode/timezone.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "kernel/decision/temporal.hpp"

namespace linli::decision {

namespace {

struct KnownZone {
    std::string name;
    std::unique_ptr<icu::TimeZone> zone;
};

// There are some 600 names; only names that ICU knows get in, so the table is bounded.
class ZoneTable {
  public:
    std::optional<std::uint16_t> find(std::string_view name) {
        const std::lock_guard lock(mutex_);
        if (const auto it = index_.find(name); it != index_.end()) return it->second;
        const auto id = icu::UnicodeString::fromUTF8(
            icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
        std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
        icu::UnicodeString found;
        if (*zone == icu::TimeZone::getUnknown() || zone->getID(found) != id ||
            name.starts_with("GMT") || zones_.size() >= 5000)
            return std::nullopt;
        const auto number = static_cast<std::uint16_t>(zones_.size());
        zones_.push_back(
            std::make_unique<KnownZone>(KnownZone{std::string(name), std::move(zone)}));
        index_.emplace(zones_.back()->name, number);
        return number;
    }
    const KnownZone& at(std::uint16_t number) {
        const std::lock_guard lock(mutex_);
        return *zones_.at(number);
    }

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<KnownZone>> zones_;
    std::map<std::string, std::uint16_t, std::less<>> index_;
};
ZoneTable& table() {
    static ZoneTable zones;
    return zones;
}

std::optional<int> two_digits(std::string_view& text) {
    if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return std::nullopt;
    const int n = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    return n;
}

}  // namespace

std::optional<Zone> parse_zone(std::string_view text) {
    if (text == "Z" || text == "z") return Zone{Zone::Kind::offset, 0, 0};
    if (text.starts_with('@')) {
        if (text.size() < 2 || text.size() > 64) return std::nullopt;
        const auto number = table().find(text.substr(1));
        if (!number) return std::nullopt;
        return Zone{Zone::Kind::named, *number, 0};
    }
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const bool negative = text[0] == '-';
    text.remove_prefix(1);
    std::array<int, 3> parts{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (i == 2 && text.empty()) break;
        if (i > 0) {
            if (!text.starts_with(':')) return std::nullopt;
            text.remove_prefix(1);
        }
        const auto n = two_digits(text);
        if (!n || (i > 0 && *n > 59)) return std::nullopt;
        parts[i] = *n;
    }
    if (!text.empty()) return std::nullopt;
    const int offset = parts[0] * 3600 + parts[1] * 60 + parts[2];
    if (offset > offset_max_s) return std::nullopt;
    return Zone{Zone::Kind::offset, 0, negative ? -offset : offset};
}

std::string zone_name(Zone zone) {
    return zone.kind == Zone::Kind::named ? table().at(zone.name).name : std::string();
}

std::optional<std::int32_t> offset_at(Zone zone, FeelDate day, std::int64_t nanos) {
    if (zone.kind == Zone::Kind::local) return std::nullopt;
    if (zone.kind == Zone::Kind::offset) return zone.offset_s;
    std::int32_t raw = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    const double wall_ms =
        static_cast<double>(day.days) * 86'400'000.0 + static_cast<double>(nanos / 1'000'000);
    table().at(zone.name).zone->getOffset(wall_ms, true, raw, saving, status);
    if (U_FAILURE(status)) return std::nullopt;
    return (raw + saving) / 1000;
}

}  // namespace linli::decision
