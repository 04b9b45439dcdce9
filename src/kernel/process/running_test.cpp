#include "kernel/process/running.hpp"

#include <gmock/gmock.h>

#include "kernel/process/process_fixture.hpp"

namespace linli::process {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RunningTest : public ProcessTest {
  protected:
    const Sight all{[](AreaId) { return true; }, true};
    const Sight first{[](AreaId area) { return area == AreaId{1}; }, false};

    std::string tokens(DefinitionId id, const Sight& sight) {
        return store().read([&](store::Tx& tx) {
            const auto t = count_tokens(tx, id, sight);
            std::string out = std::to_string(t.running) + "/" + std::to_string(t.incidents);
            for (const auto& e : t.elements)
                out += " " + e.element + ":" + std::to_string(e.waiting) + "/" +
                       std::to_string(e.incidents);
            return out;
        });
    }
    std::vector<InstanceId> listed(RunningQuery query, const Sight& sight) {
        std::vector<InstanceId> got;
        for (int pages = 0; pages < 100; ++pages) {
            const auto page =
                store().read([&](store::Tx& tx) { return list_running(tx, query, sight); });
            EXPECT_LE(page.ids.size(), static_cast<std::size_t>(query.limit));
            got.insert(got.end(), page.ids.begin(), page.ids.end());
            if (page.next.empty()) return got;
            query.after = page.next;
        }
        ADD_FAILURE() << "it has no end";
        return got;
    }
};
LINLI_ON_BOTH_DATABASES(RunningTest);

TEST(Places, are_told_as_short_text_and_back) {
    const Places places{{"check", 3}, {"pay", 1}};
    EXPECT_EQ(to_text(places), "check*3 pay");
    EXPECT_EQ(places_from_text("check*3 pay"), places);
    EXPECT_THAT(places_from_text(""), IsEmpty());
    Places many;
    for (int i = 0; i < 500; ++i)
        many["element_" + std::to_string(i)] = i + 1;
    EXPECT_LE(to_text(many).size(), places_bytes_max);
    EXPECT_EQ(places_from_text(to_text(many)).begin()->second, 1);
}

TEST_P(RunningTest, tokens_are_counted_by_element_in_the_areas_that_one_may_see) {
    const auto id = deploy(two_steps("p"));
    for (int i = 0; i < 3; ++i)
        start("p");
    const auto other = start("p", {}, AreaId{2});
    complete(start("p"), "a");
    EXPECT_EQ(tokens(id, all), "5/0 a:4/0 b:1/0");
    EXPECT_EQ(tokens(id, first), "4/0 a:3/0 b:1/0");
    complete(other, "a");
    complete(other, "b");
    EXPECT_EQ(tokens(id, all), "4/0 a:3/0 b:1/0");
    EXPECT_EQ(row(other).waiting, "");
}

TEST_P(RunningTest, each_instance_of_a_multi_instance_is_a_token) {
    const auto id = deploy(model("p",
                                 "<startEvent id=\"s\"/><userTask id=\"a\">"
                                 "<multiInstanceLoopCharacteristics><loopCardinality>3"
                                 "</loopCardinality></multiInstanceLoopCharacteristics>"
                                 "</userTask><endEvent id=\"e\"/>" +
                                     flow("s", "a") + flow("a", "e")));
    const auto one = start("p");
    EXPECT_EQ(row(one).waiting, "a*3");
    complete(one, "a");
    EXPECT_EQ(tokens(id, all), "1/0 a:2/0");
}

TEST_P(RunningTest, incidents_are_counted_where_they_are) {
    const auto id =
        deploy(model("p",
                     "<startEvent id=\"s\"/><exclusiveGateway id=\"x\"/><userTask id=\"a\"/>"
                     "<userTask id=\"b\"/>" +
                         flow("s", "x") + flow("x", "a", "n &gt; 1") + flow("x", "b", "n &lt; 0")));
    const auto stuck = start("p", {{"n", number(1)}});
    start("p", {{"n", number(2)}});
    EXPECT_EQ(tokens(id, all), "2/1 a:1/0 x:0/1");
    EXPECT_THAT(listed({.definition = id, .element = "x", .failing = true}, all),
                ElementsAre(stuck));
    EXPECT_THAT(listed({.definition = id, .element = "a", .failing = true}, all), IsEmpty());
    const auto counts =
        store().read([&](store::Tx& tx) { return count_running(tx, first); }).at(id);
    EXPECT_EQ(counts.running, 2);
    EXPECT_EQ(counts.incidents, 1);
    store().write([&](store::Tx& tx) {
        engine->set_variables(tx, stuck, {{"n", number(5)}}, {});
        engine->retry(tx, stuck, engine->state(tx, engine->find(tx, stuck)).incidents[0].id, {});
    });
    EXPECT_EQ(tokens(id, all), "2/0 a:2/0");
}

TEST_P(RunningTest, lists_page_by_page_each_instance_once) {
    const auto id = deploy(two_steps("p"));
    deploy(two_steps("q"));
    std::vector<InstanceId> at_a, at_b, seen_at_a;
    for (int i = 0; i < 12; ++i) {
        const AreaId area{1 + i % 3};
        const auto one = start("p", {}, area);
        start("q", {}, area);
        if (i % 4 == 0) {
            complete(one, "a");
            at_b.push_back(one);
        } else {
            at_a.push_back(one);
            if (area == AreaId{1}) seen_at_a.push_back(one);
        }
    }
    const auto sorted = [](std::vector<InstanceId> all_ids) {
        std::sort(all_ids.begin(), all_ids.end());
        return all_ids;
    };
    for (const int limit : {1, 2, 5, 200}) {
        EXPECT_EQ(sorted(listed({.definition = id, .limit = limit}, all)).size(), 12U);
        EXPECT_EQ(sorted(listed({.definition = id, .element = "a", .limit = limit}, all)), at_a);
        EXPECT_EQ(sorted(listed({.definition = id, .element = "b", .limit = limit}, all)), at_b);
        EXPECT_EQ(sorted(listed({.definition = id, .element = "a", .limit = limit}, first)),
                  seen_at_a);
        EXPECT_THAT(listed({.definition = id, .element = "none", .limit = limit}, all), IsEmpty());
    }
    EXPECT_THROW(listed({.definition = id, .after = "{\"x\":1}"}, all), Refusal);
}

}  // namespace
}  // namespace linli::process
