#include "demo/directory.hpp"

#include <array>
#include <cstdlib>
#include <unordered_map>

#include "demo/fiction.hpp"
#include "demo/trades.hpp"

namespace linli::demo {

namespace {

const std::vector<int> every_day{1, 2, 3, 4, 5, 6, 7};
const std::vector<int> working_days{1, 2, 3, 4, 5};
const std::vector<int> not_sunday{1, 2, 3, 4, 5, 6};

constexpr int at(int hour, int minute = 0) {
    return hour * 60 + minute;
}

std::vector<Shift> shop_hours(int opens, int closes) {
    return {{every_day, {}, opens, closes, ""}};
}

std::vector<Shift> office_hours(bool saturday) {
    std::vector<Shift> hours{{working_days, {}, at(8, 30), at(12), ""},
                             {working_days, {}, at(13, 30), at(17, 30), ""}};
    if (saturday) hours.push_back({{6}, {}, at(9), at(12), "延时服务"});
    return hours;
}

std::vector<Shift> shifts_of(Hours shape, Random& random) {
    switch (shape) {
        case Hours::unknown:
            return {};
        case Hours::all_day:
            return shop_hours(0, at(23, 59));
        case Hours::office:
            return office_hours(false);
        case Hours::office_saturday:
            return office_hours(true);
        case Hours::clinic:
            return {{not_sunday, {}, at(8), at(12), ""},
                    {not_sunday, {}, at(14), at(17, 30), ""},
                    {{7}, {}, at(8, 30), at(11, 30), "仅急诊与换药"}};
        case Hours::school:
            return {{working_days, {}, at(7, 30), at(17, 30), ""}};
        case Hours::shop:
            return shop_hours(at(random.between(8, 9), 30), at(random.between(18, 21)));
        case Hours::shop_long:
            return shop_hours(at(random.between(6, 7)), at(random.between(22, 23)));
        case Hours::night:
            return shop_hours(at(random.between(16, 18)), at(random.between(1, 4)));
        case Hours::breakfast:
            return shop_hours(at(5, 30), at(random.between(10, 11)));
        case Hours::canteen:
            return {{every_day, {}, at(10, 30), at(13), "午餐"},
                    {every_day, {}, at(16, 30), at(18, 30), "晚餐"}};
        case Hours::early_market:
            return shop_hours(at(random.between(4, 5)), at(random.between(13, 19)));
        case Hours::market_days:
            return {{{}, {3, 8, 13, 18, 23, 28}, at(6), at(12), "逢三逢八"}};
        case Hours::museum:
            return {{{2, 3, 4, 5, 6, 7}, {}, at(9), at(17, 30), "周一闭馆"}};
        case Hours::gym:
            return {{working_days, {}, at(6, 30), at(22), ""}, {{6, 7}, {}, at(8), at(21), ""}};
        case Hours::workshop:
            return {{not_sunday, {}, at(8), at(random.between(18, 20)), ""}};
    }
    return {};
}

struct Fill {
    Name community, street, district, brand, road;
};

std::string filled(std::string_view pattern, const Fill& fill, bool english) {
    const auto word = [&](const Name& name) -> std::string_view {
        return english ? name.en : name.zh;
    };
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            out += pattern[i];
            continue;
        }
        switch (pattern[i + 1]) {
            case 'c':
                out += word(fill.community);
                break;
            case 's':
                out += word(fill.street);
                break;
            case 'd':
                out += word(fill.district);
                break;
            case 'b':
                out += word(fill.brand);
                break;
            default:
                out += word(fill.road);
        }
        i += 2;
    }
    return out;
}

Fee fee_of(std::string_view text) {
    const std::size_t bar = text.find('|');
    if (bar == std::string_view::npos) return {std::string(text), std::nullopt};
    return {std::string(text.substr(0, bar)),
            std::strtoll(std::string(text.substr(bar + 1)).c_str(), nullptr, 10)};
}

// Half of the directory was confirmed within three months, a third is ageing, the rest is stale or
// was never confirmed.
std::optional<int> age_of_confirmation(Random& random) {
    const double u = random.unit();
    if (u < 0.52) return random.between(0, 85);
    if (u < 0.82) return random.between(95, 175);
    if (u < 0.94) return random.between(185, 700);
    return std::nullopt;
}

class Maker {
  public:
    Maker(const Geography& geography, const std::vector<Name>& names, std::size_t count,
          std::uint64_t seed)
        : geography_(geography),
          names_(names),
          count_(count),
          random_(seed, "directory"),
          grids_(geography.of_level(Level::grid)) {}

    Directory make() {
        by_rule();
        by_weight();
        return std::move(directory_);
    }

  private:
    void by_rule() {
        for (const Trade& trade : trades()) {
            if (trade.weight != 0) continue;
            for (const std::size_t area : geography_.of_level(level_of(trade.per))) {
                if (directory_.listings.size() == count_) return;
                if (random_.chance(trade.share)) add(trade, grid_within(area));
            }
        }
    }

    void by_weight() {
        int sum = 0;
        for (const Trade& trade : trades())
            sum += trade.weight;
        while (directory_.listings.size() < count_) {
            int left = random_.between(0, sum - 1);
            for (const Trade& trade : trades()) {
                left -= trade.weight;
                if (left >= 0) continue;
                add(trade, random_.pick(grids_));
                break;
            }
        }
    }

    static Level level_of(Trade::Per per) {
        switch (per) {
            case Trade::Per::community:
                return Level::community;
            case Trade::Per::street:
                return Level::street;
            case Trade::Per::district:
                return Level::district;
            default:
                return Level::grid;
        }
    }

    std::size_t grid_within(std::size_t area) {
        std::vector<std::size_t> inside;
        for (const std::size_t grid : grids_) {
            std::size_t up = grid;
            while (up != area && geography_.areas()[up].parent)
                up = *geography_.areas()[up].parent;
            if (up == area) inside.push_back(grid);
        }
        return random_.pick(inside);
    }

    const Name& name_above(std::size_t grid, Level level) const {
        std::size_t up = grid;
        while (geography_.areas()[up].level != level)
            up = *geography_.areas()[up].parent;
        return names_[up];
    }

    void add(const Trade& trade, std::size_t grid) {
        Fill fill{name_above(grid, Level::community), name_above(grid, Level::street),
                  name_above(grid, Level::district), shop_name(random_),
                  road_name(random_.below(240))};
        Listing listing;
        listing.category = trade.category;
        listing.area = grid;
        listing.at = geography_.point_in(geography_.areas()[grid], random_);
        listing.name.zh = filled(trade.zh, fill, false);
        const bool translated = trade.state_run || random_.chance(0.4);
        if (translated) listing.name.en = filled(trade.en, fill, true);
        listing.description_zh = trade.about_zh;
        if (translated) listing.description_en = trade.about_en;
        listing.address = fill.road.zh + "路" + std::to_string(random_.between(1, 420)) + "号";
        if (random_.chance(0.3))
            listing.address += std::to_string(random_.between(1, 30)) + "栋一楼";
        listing.organisation = organisation_of(trade, listing, fill);
        details(trade, listing);
        directory_.listings.push_back(std::move(listing));
    }

    void details(const Trade& trade, Listing& listing) {
        const int shape = random_.between(0, 3);
        listing.hours =
            shifts_of(trade.hours[static_cast<std::size_t>(shape == 3 ? 0 : shape)], random_);
        if (trade.category != "toilet" && random_.chance(0.97)) phones(trade, listing);
        for (const auto& fee : trade.fees) {
            if (!fee.empty()) listing.fees.push_back(fee_of(fee));
        }
        for (const auto& document : trade.documents) {
            if (!document.empty()) listing.documents.emplace_back(document);
        }
        listing.languages = {"zh"};
        if (trade.state_run && random_.chance(0.3)) listing.languages.emplace_back("en");
        if (trade.category == "government") listing.languages.emplace_back("csl");  // sign language
        accessibility(trade, listing);
        const double state = random_.unit();
        if (!trade.state_run && state < 0.02)
            listing.state = ListingState::defunct;
        else if (state < 0.035)
            listing.state = ListingState::temporarily_closed;
        listing.verified_days_ago = age_of_confirmation(random_);
        if (!trade.state_run && random_.chance(0.03)) {
            static constexpr std::array kinds{"closed", "moved", "wrong_phone", "wrong_hours",
                                              "other"};
            const int reports = random_.between(1, 3);
            for (int i = 0; i < reports; ++i)
                listing.complaints.emplace_back(random_.pick(kinds));
        }
    }

    void phones(const Trade& trade, Listing& listing) {
        const std::uint64_t number = ++phones_;
        if (!trade.mobile) {
            listing.phones.push_back({landline(number), ""});
            if (trade.state_run && random_.chance(0.2)) {
                listing.phones.push_back({landline(++phones_), "投诉监督"});
            }
            return;
        }
        listing.phones.push_back({shop_mobile(number), contact_name(random_, "师傅")});
    }

    void accessibility(const Trade& trade, Listing& listing) {
        const double u = random_.unit();
        if (trade.state_run ? u < 0.75 : u < 0.2)
            listing.wheelchair = Wheelchair::yes;
        else if (u < 0.85)
            listing.wheelchair = trade.state_run ? Wheelchair::limited : Wheelchair::unknown;
        else
            listing.wheelchair = random_.chance(0.5) ? Wheelchair::no : Wheelchair::limited;
        if (listing.wheelchair == Wheelchair::yes) listing.accessibility.emplace_back("门口有坡道");
        if (trade.state_run && random_.chance(0.5))
            listing.accessibility.emplace_back("无障碍卫生间");
        if (trade.category == "government") listing.accessibility.emplace_back("低位服务台");
        if (trade.category == "library") listing.accessibility.emplace_back("大字版图书与听书机");
    }

    std::size_t organisation_of(const Trade& trade, const Listing& listing, const Fill& fill) {
        Name name = listing.name;
        if (trade.per == Trade::Per::community) {
            name = {fill.community.zh + "居民委员会", fill.community.en + " Residents' Committee"};
        } else if (trade.per == Trade::Per::street) {
            name = {fill.street.zh + "办事处", fill.street.en + " Office"};
        } else if (trade.category == "toilet") {
            name = {fill.district.zh + "城市管理局", fill.district.en + " Urban Management Bureau"};
        } else if (!trade.state_run) {
            name = {fill.brand.zh + "商贸（" + fill.district.zh + "）有限公司", ""};
            if (trade.mobile) name.zh = listing.name.zh + "（个体工商户）";
        }
        const std::size_t position = directory_.organisations.size();
        const auto [known, fresh] = organisation_by_name_.try_emplace(name.zh, position);
        if (!fresh) return known->second;
        directory_.organisations.push_back(
            {name, credit_code(position, trade.state_run, trade.mobile)});
        return position;
    }

    const Geography& geography_;
    const std::vector<Name>& names_;
    std::size_t count_;
    Random random_;
    std::vector<std::size_t> grids_;
    std::uint64_t phones_ = 0;
    std::unordered_map<std::string, std::size_t> organisation_by_name_;
    Directory directory_;
};

}  // namespace

Directory make_directory(const Geography& geography, const std::vector<Name>& names,
                         std::size_t count, std::uint64_t seed) {
    return Maker(geography, names, count, seed).make();
}

}  // namespace linli::demo
