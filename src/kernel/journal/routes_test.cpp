// What an auditor sees, inside and from outside.
#include "kernel/journal/routes.hpp"

#include "http/testing.hpp"
#include "kernel/journal/checkpoint.hpp"
#include "support/on_both_databases.hpp"

namespace linli::journal {
namespace {

using store::Tx;

// May read the journal of the areas that are listed.
class Auditor final : public http::Caller {
  public:
    explicit Auditor(std::vector<http::AreaId> areas) : areas_(std::move(areas)) {}
    bool signed_in() const override { return true; }
    http::AccountId account() const override { return {7}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view permission, http::AreaId area) const override {
        return permission == "audit.read" && std::ranges::find(areas_, area) != areas_.end();
    }
    bool may_somewhere(std::string_view permission) const override {
        return permission == "audit.read" && !areas_.empty();
    }
    std::vector<http::AreaId> areas(std::string_view) const override { return areas_; }

  private:
    std::vector<http::AreaId> areas_;
};
class Door final : public http::Gatekeeper {
  public:
    std::vector<http::AreaId> areas{{1}, {2}};
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Auditor>(areas);
    }
};

class JournalRoutes : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        routes(
            router, journal, [] { return http::AreaId{1}; },
            [this](Tx&, http::AccountId id) -> std::optional<ActorName> {
                ++names_asked;
                if (id.value != 9) return std::nullopt;
                return ActorName{"keeper", "周*"};
            });
        store().write([&](Tx& tx) {
            for (int n = 0; n < 6; ++n)
                last = journal.append(tx, {.actor = {9},
                                           .area = {n % 3},
                                           .action = n < 3 ? "test.a" : "test.b",
                                           .subject_kind = "thing",
                                           .subject_id = n + 1,
                                           .purpose = "why " + std::to_string(n)});
        });
    }
    http::Response get(const std::string& target) {
        return router.handle(http::request_of("GET", target), door, store(), clock);
    }
    std::vector<std::string> purposes(const std::string& query) {
        std::vector<std::string> out;
        const auto r = get("/api/v1/journal/entries" + query);
        EXPECT_EQ(r.status, 200) << r.body;
        const json::value page = json::parse(r.body);
        for (const auto& e : page.at("items").as_array())
            out.emplace_back(e.at("purpose").as_string());
        return out;
    }

    std::shared_ptr<const crypto::SigningKey> key = std::make_shared<crypto::SigningKey>(
        crypto::SigningKey::create(crypto::SignatureAlgorithm::ed25519));
    Journal journal{clock, ids, {.key = key}};
    http::Router router;
    Door door;
    EntryId last;
    int names_asked = 0;
};
LINLI_ON_BOTH_DATABASES(JournalRoutes);

using Texts = std::vector<std::string>;

TEST_P(JournalRoutes, auditor_sees_the_entries_of_his_areas_only) {
    EXPECT_EQ(purposes(""), (Texts{"why 5", "why 4", "why 3", "why 2", "why 1", "why 0"}));
    door.areas = {{2}};
    EXPECT_EQ(purposes(""), (Texts{"why 5", "why 2"}))
        << "those without an area belong to the root";
    EXPECT_EQ(get("/api/v1/journal/entries?area=" + id_to_text(1)).status, 403);
    door.areas = {};
    EXPECT_EQ(get("/api/v1/journal/entries").status, 403);
}

TEST_P(JournalRoutes, entries_are_filtered_by_area_and_action_and_come_page_by_page) {
    EXPECT_EQ(purposes("?area=" + id_to_text(2)), (Texts{"why 5", "why 2"}));
    EXPECT_EQ(purposes("?action=test.a"), (Texts{"why 2", "why 1", "why 0"}));
    EXPECT_EQ(purposes("?order=oldest&limit=2"), (Texts{"why 0", "why 1"}));
    const auto first = json::parse(get("/api/v1/journal/entries?limit=4").body);
    EXPECT_EQ(purposes("?limit=4&cursor=" + std::string(first.at("next").as_string())),
              (Texts{"why 1", "why 0"}));
    EXPECT_EQ(get("/api/v1/journal/entries?cursor=!").status, 422);
}

TEST_P(JournalRoutes, names_the_staff_who_acted_and_nobody_else) {
    store().write([&](Tx& tx) {
        for (const int actor : {0, 8}) {
            journal.append(tx, {.actor = {actor},
                                .area = {1},
                                .action = "test.c",
                                .subject_kind = "thing",
                                .subject_id = 1});
        }
    });
    const auto items = json::parse(get("/api/v1/journal/entries").body).at("items").as_array();
    EXPECT_FALSE(items.at(0).as_object().contains("actor_login")) << "no account of staff";
    EXPECT_FALSE(items.at(1).as_object().contains("actor_login")) << "the system itself";
    EXPECT_EQ(items.at(2).at("actor_login"), "keeper");
    EXPECT_EQ(items.at(2).at("actor_name"), "周*");
    EXPECT_EQ(names_asked, 2) << "each account once a page";
}

TEST_P(JournalRoutes, erased_purpose_is_shown_as_erased) {
    store().write([&](Tx& tx) { journal.erase_details(tx, last, {9}, "PIPL 47"); });
    const auto items = json::parse(get("/api/v1/journal/entries").body).at("items").as_array();
    EXPECT_EQ(items.at(0).at("action").as_string(), "journal.details_erased");
    EXPECT_TRUE(items.at(1).at("erased").as_bool());
    EXPECT_FALSE(items.at(1).as_object().contains("purpose"));
}

TEST_P(JournalRoutes, checkpoint_is_open_to_everybody_once_there_is_one) {
    door.areas = {};
    EXPECT_EQ(get("/api/v1/journal/checkpoint").status, 404);
    const std::string text = journal.checkpoint_now(store());
    const auto r = get("/api/v1/journal/checkpoint");
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.body, text);
    EXPECT_TRUE(is_signed_by(r.body, key->public_key()));
}

TEST_P(JournalRoutes, proofs_hold_and_impossible_sizes_are_refused) {
    EXPECT_EQ(get("/api/v1/journal/proofs/inclusion?entry=" + to_text(last)).status, 409);
    journal.checkpoint_now(store());
    const auto p = from_json_text<InclusionProof>(
        get("/api/v1/journal/proofs/inclusion?entry=" + to_text(last)).body);
    std::vector<crypto::Digest> path;
    for (const auto& t : p.proof)
        path.push_back(crypto::digest_from_base64(t));
    EXPECT_TRUE(crypto::verify_inclusion(crypto::Hash::sha256, 5, 6,
                                         crypto::digest_from_base64(p.leaf_hash),
                                         crypto::digest_from_base64(p.root), path));
    EXPECT_EQ(get("/api/v1/journal/proofs/inclusion?size=7&entry=" + to_text(last)).status, 422);
    EXPECT_EQ(get("/api/v1/journal/proofs/inclusion?entry=" + id_to_text(12345)).status, 404);
    EXPECT_EQ(get("/api/v1/journal/proofs/consistency?from=2&to=6").status, 200);
    for (const char* bad : {"from=0", "from=3&to=2", "from=1&to=7", "from=-1"})
        EXPECT_EQ(get(std::string("/api/v1/journal/proofs/consistency?") + bad).status, 422) << bad;
}

}  // namespace
}  // namespace linli::journal
