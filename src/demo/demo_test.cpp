#include "demo/demo.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/chinese_id.hpp"
#include "demo/fiction.hpp"
#include "demo/people.hpp"
#include "demo/town.hpp"
#include "http/testing.hpp"
#include "kernel/identity/account.hpp"
#include "kernel/identity/login.hpp"
#include "kernel/identity/registration.hpp"
#include "support/on_both_databases.hpp"

namespace linli::demo {
namespace {

place::Categories the_categories() {
    const std::string path = std::string(LINLI_SOURCE_DIR) + "/rules/categories.yaml";
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return place::Categories::from_yaml(text.str(), path);
}

TEST(DemonstrationCity, is_the_same_for_the_same_seed_and_another_for_another) {
    const Size size = size_of(Preset::small);
    const Town one = make_town(size, 7), same = make_town(size, 7), other = make_town(size, 8);
    EXPECT_EQ(areas_geojson(one), areas_geojson(same));
    EXPECT_NE(areas_geojson(one), areas_geojson(other));
    const Date today = Date::of(2026, 3, 2);
    for (std::size_t i = 0; i < size.listings; ++i) {
        const auto text = [&](const Town& town) {
            return to_json_text(listing_form(town, town.directory.listings[i], today));
        };
        ASSERT_EQ(text(one), text(same));
    }
    EXPECT_EQ(resident(11, 7, 18).id_number, resident(11, 7, 18).id_number);
    EXPECT_NE(resident(11, 7, 18).name + resident(12, 7, 18).name,
              resident(11, 8, 18).name + resident(12, 8, 18).name);
}

TEST(DemonstrationCity, has_only_numbers_that_belong_to_nobody) {
    std::set<std::string> numbers, phones;
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const Resident r = resident(i, 1, 18);
        const auto number = ResidentNumber::parse(r.id_number, "id_number");
        EXPECT_TRUE(DivisionCode::parse(number.text().substr(0, 6), "d").is_fictional());
        EXPECT_GE(number.age_on(Date::of(2026, 1, 1)), 18);
        EXPECT_EQ(PhoneNumber::parse_mobile(r.phone, "phone").text().substr(0, 4), "1540");
        numbers.insert(r.id_number);
        phones.insert(r.phone);
    }
    EXPECT_EQ(numbers.size(), 3000u);
    EXPECT_EQ(phones.size(), 3000u);
    const Town town = make_town(size_of(Preset::small), 1);
    for (const Organisation& o : town.directory.organisations) {
        EXPECT_EQ(CreditCode::parse(o.credit_code, "code").text().substr(2, 6), division);
    }
    for (const Listing& listing : town.directory.listings) {
        for (const Phone& phone : listing.phones) {
            const auto text = PhoneNumber::parse(phone.number, "phone").text();
            EXPECT_TRUE(text.starts_with("1541") || text.starts_with("0610-")) << text;
        }
    }
}

TEST(DemonstrationCity, has_children_that_cover_their_area_without_gap_and_overlap) {
    for (const Preset preset : {Preset::small, Preset::district, Preset::city}) {
        const Geography geography(size_of(preset).plan, 3);
        std::vector<int> covered(geography.areas().size(), 0);
        for (const Ground& area : geography.areas()) {
            ASSERT_GT(area.cells.count(), 0);
            if (!area.parent) continue;
            const Cells& outer = geography.areas()[*area.parent].cells;
            EXPECT_LE(outer.left, area.cells.left);
            EXPECT_LE(outer.bottom, area.cells.bottom);
            EXPECT_GE(outer.right, area.cells.right);
            EXPECT_GE(outer.top, area.cells.top);
            covered[*area.parent] += area.cells.count();
        }
        for (std::size_t i = 0; i < covered.size(); ++i) {
            if (geography.areas()[i].level == Level::grid) continue;
            EXPECT_EQ(covered[i], geography.areas()[i].cells.count());
        }
    }
}

TEST(DemonstrationCity, shows_every_category_many_shapes_of_hours_and_every_age_of_confirmation) {
    const Town town = make_town(size_of(Preset::district), default_seed);
    const auto categories = the_categories();
    std::set<std::string> used;
    std::set<std::string> hours;
    int fresh = 0, ageing = 0, stale = 0, reported = 0, english = 0, defunct = 0;
    const place::FreshnessRule rule;
    const Date today = Date::of(2026, 3, 2);
    for (const Listing& listing : town.directory.listings) {
        const auto form = listing_form(town, listing, today);
        ASSERT_NO_THROW(place::check(form, categories)) << form.name_zh;
        used.insert(listing.category);
        hours.insert(to_json_text(form.schedules));
        switch (rule.of(form.verified_on, today)) {
            case place::Freshness::fresh:
                ++fresh;
                break;
            case place::Freshness::ageing:
                ++ageing;
                break;
            case place::Freshness::stale:
                ++stale;
                break;
        }
        reported += listing.complaints.empty() ? 0 : 1;
        english += listing.name.en.empty() ? 0 : 1;
        defunct += listing.state == ListingState::defunct ? 1 : 0;
    }
    for (const place::Category& c : categories.all()) {
        const bool is_group =
            !categories.subtree(c.code).none() && categories.subtree(c.code).count() > 1;
        EXPECT_TRUE(is_group || used.contains(c.code)) << c.code;
    }
    EXPECT_GT(hours.size(), 30u);
    for (const int part : {fresh, ageing, stale, english})
        EXPECT_GT(part, 400);
    EXPECT_GT(reported, 20);
    EXPECT_GT(defunct, 10);
}

TEST(DemonstrationCity, names_its_presets_when_it_is_asked_for_another) {
    EXPECT_EQ(preset_from_text("district"), Preset::district);
    try {
        preset_from_text("village");
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "demo.preset_unknown");
        EXPECT_NE(refusal.words().en.find("district"), std::string::npos);
    }
}

class NoMessages final : public identity::CodeSender {
  public:
    void send_login_code(store::Tx&, const std::string&, const std::string&, Instant) override {}
};

class LoadTest : public testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(),  journal::migrations(),  area::migrations(),
                place::migrations(), identity::migrations(), neighbourhood::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) start();
    }
    // As a new process would.
    void start() {
        areas = std::make_unique<area::Areas>(store(), clock, ids, journal);
        areas->refresh();
        directory = std::make_unique<place::Directory>(the_categories(), place::FreshnessRule{},
                                                       clock, ids, journal);
        directory->load(store());
        parts.reset(new identity::Parts{
            store(), clock, ids, keys, hasher, common, *areas, journal, messages, {}, {}});
        identity::load_roles(*parts, {LINLI_SOURCE_DIR "/rules/roles.yaml"});
        boards = std::make_unique<neighbourhood::Boards>(neighbourhood::Parts{
            clock, ids, journal, *directory, *areas,
            std::make_shared<crypto::SigningKey>(
                crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519))});
    }
    Services services() { return {store(), clock, *areas, *directory, *parts, *boards}; }
    Loaded load(
        Preset preset, const Progress& progress = [](const std::string&) {}) {
        Services s = services();
        return demo::load(s, preset, progress);
    }
    std::int64_t count(const char* table) {
        const std::string text = std::string("SELECT COUNT(*) FROM ") + table;
        return store().read([&](store::Tx& tx) {
            return tx.one<std::int64_t>({"test.count", text}).value();
        });
    }

    journal::Journal journal{clock, ids};
    crypto::KeyRing keys =
        crypto::KeyRing::from_text(crypto::KeyRing::fresh_text(), crypto::Profile::intl);
    crypto::PasswordHasher hasher;
    crypto::CommonPasswords common;
    NoMessages messages;
    std::unique_ptr<area::Areas> areas;
    std::unique_ptr<place::Directory> directory;
    std::unique_ptr<identity::Parts> parts;
    std::unique_ptr<neighbourhood::Boards> boards;
};
LINLI_ON_BOTH_DATABASES(LoadTest);

TEST_P(LoadTest, brings_areas_services_people_boards_and_accounts_once) {
    std::vector<std::string> lines;
    const Loaded loaded =
        load(Preset::small, [&](const std::string& line) { lines.push_back(line); });
    EXPECT_FALSE(loaded.was_there);
    EXPECT_FALSE(lines.empty());
    EXPECT_EQ(count("listing"), 400);
    EXPECT_EQ(count("person"), 2020);  // and those with accounts that act as persons
    EXPECT_EQ(count("board"), 2);
    EXPECT_EQ(count("registration"), 1 + registrations_waiting);
    EXPECT_EQ(areas->tree()->nodes().size(), loaded.areas);
    const std::int64_t entries = count("journal_entry");

    const Loaded again = load(Preset::small);
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(count("person"), 2020);  // and those with accounts that act as persons
    EXPECT_EQ(count("journal_entry"), entries);
}

TEST_P(LoadTest, lets_every_demonstration_account_sign_in_with_its_role) {
    load(Preset::small);
    for (const Account& account : accounts) {
        EXPECT_NO_THROW(identity::sign_in_with_password(
            *parts, std::string(account.login), std::string(password), {"192.0.2.1", "", ""}))
            << account.login;
    }
    const auto state = [&](const char* login) {
        return store().read([&](store::Tx& tx) {
            return identity::registration_state(tx, identity::find_account_by_login(tx, login)->id);
        });
    };
    EXPECT_EQ(state("newcomer"), "waiting");
    const auto resident_account =
        store().read([](store::Tx& tx) { return identity::find_account_by_login(tx, "resident"); });
    EXPECT_TRUE(resident_account->person_id);
    // Only who holds a role is staff.
    EXPECT_EQ(count("account WHERE kind = 'staff'"), 24);
    EXPECT_EQ(count("account WHERE kind = 'resident' AND login IS NULL AND person_id IS NULL"),
              registrations_waiting);
}

TEST_P(LoadTest, puts_every_service_into_the_grid_whose_boundary_holds_it) {
    load(Preset::small);
    place::Search all;
    all.hidden_too = true;
    const auto found = directory->catalogue().search(all);
    ASSERT_EQ(found.size(), 400u);
    const auto tree = areas->tree();
    std::int64_t reported = 0;
    for (const auto& f : found) {
        const auto chain =
            tree->locate({f.entry->point->lat, f.entry->point->lng}, date_in_china(clock.now()));
        ASSERT_EQ(chain.size(), 5u);
        EXPECT_EQ(chain.back()->id, f.entry->area);
        reported +=
            store().read([&](store::Tx& tx) { return directory->get(tx, f.entry->id).complaints; });
    }
    EXPECT_GT(reported, 0);
}

TEST_P(LoadTest, tells_the_credit_code_of_the_organisation_with_every_service) {
    load(Preset::small);
    const std::string text =
        "SELECT uuid FROM directory_record WHERE kind = 'service' ORDER BY uuid";
    const auto services = store().read([&](store::Tx& tx) {
        return tx.all<std::string>({"test.services", text});
    });
    ASSERT_EQ(services.size(), 400u);
    for (std::size_t i = 0; i < services.size(); i += 7) {
        const auto service = store().read([&](store::Tx& tx) {
            return place::RecordReader(tx).full(place::RecordKind::service, services[i]);
        });
        const auto& identifier =
            service->at("organization").at("organization_identifiers").at(0).at("identifier");
        EXPECT_EQ(CreditCode::parse(identifier.as_string(), "code").text().substr(2, 6), division);
    }
}

TEST_P(LoadTest, goes_on_where_it_was_interrupted) {
    struct Cut {};
    const Progress cut = [](const std::string& line) {
        if (line.starts_with("people")) throw Cut{};
    };
    EXPECT_THROW(load(Preset::small, cut), Cut);
    EXPECT_EQ(count("account WHERE kind = 'staff'"), 0);
    start();
    clock.advance(days(1));
    EXPECT_FALSE(load(Preset::small).was_there);
    EXPECT_EQ(count("listing"), 400);
    EXPECT_EQ(count("person"), 2020);  // and those with accounts that act as persons
    EXPECT_EQ(count("board"), 2);
}

TEST_P(LoadTest, refuses_a_store_that_holds_another_city) {
    store().write([&](store::Tx& tx) {
        area::ImportRequest request;
        request.text = "code,level,parent_code,name_zh\n990900,city,,别的市\n";
        ASSERT_TRUE(areas->import(tx, request, {}).applied);
    });
    areas->refresh();
    try {
        load(Preset::small);
        FAIL();
    } catch (const Refusal& refusal) {
        EXPECT_EQ(refusal.code(), "demo.other_data");
    }
    EXPECT_EQ(count("person"), 0);
    EXPECT_EQ(count("listing"), 0);
}

TEST_P(LoadTest, gives_every_board_a_bundle_with_services_and_a_plan) {
    const Loaded loaded = load(Preset::small);
    ASSERT_EQ(loaded.board_codes.size(), 2u);
    for (const std::string& code : loaded.board_codes) {
        const auto bundle = parse_json(boards->bundle(store(), code)->body, {.bytes_max = 8 << 20});
        const auto payload = parse_json(bundle.at("payload").as_string(), {.bytes_max = 8 << 20});
        EXPECT_GT(payload.at("listings").as_array().size(), 100u);
        EXPECT_GT(payload.at("outline").at("grids").as_array().size(), 10u);
    }
}

}  // namespace
}  // namespace linli::demo
