// Every state of every shipped process, every event: what the model does not declare is refused
// and changes nothing. tests/process/edges/CODE.txt is what the model declares, for people to read;
// LINLI_WRITE_EDGES=1 writes it anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "kernel/process/engine.hpp"
#include "kernel/service/folder_fixture.hpp"
#include "kernel/service/text.hpp"
#include "process/edges/explore.hpp"
#include "support/on_both_databases.hpp"
#include "system/rows.hpp"

namespace linli::process::edges {
namespace {

const Explored& explored(const std::string& code) {
    static std::map<std::string, Explored> known;
    if (!known.contains(code)) known.emplace(code, explore(code));
    return known.at(code);
}

std::string refusal_of(const Program& program, const State& state, const Command& command) {
    try {
        step(program, state, command, beginning);
        return "";
    } catch (const Refusal& r) {
        return std::to_string(r.status()) + " " + r.code();
    }
}

class ShippedProcess : public ::testing::TestWithParam<std::string> {};

std::string name_of(const ::testing::TestParamInfo<std::string>& info) {
    std::string out = info.param;
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}
INSTANTIATE_TEST_SUITE_P(All, ShippedProcess, ::testing::ValuesIn(service::shipped), name_of);

TEST_P(ShippedProcess, goes_by_the_edges_on_file) {
    const auto file =
        service::source_folder() / "tests" / "process" / "edges" / (GetParam() + ".txt");
    const std::string text = explored(GetParam()).text();
    if (std::getenv("LINLI_WRITE_EDGES")) std::ofstream(file) << text;
    EXPECT_EQ(text, service::text_of_file(file));
}

TEST_P(ShippedProcess, comes_to_an_end_from_every_state_and_never_fails) {
    const auto& all = explored(GetParam());
    std::map<std::string, std::set<std::string>> before;
    for (const auto& [place, leaving] : all.edges)
        for (const auto& edge : leaving)
            before[edge.substr(edge.find(" -> ") + 4)].insert(place);
    std::set<std::string> good;
    std::vector<std::string> open;
    for (const auto& [place, leaving] : all.edges)
        if (place.starts_with("(end_")) open.push_back(place);
    EXPECT_GE(open.size(), 4u);
    while (!open.empty()) {
        const auto place = open.back();
        open.pop_back();
        if (!good.insert(place).second) continue;
        open.insert(open.end(), before[place].begin(), before[place].end());
    }
    for (const auto& [place, leaving] : all.edges) {
        EXPECT_TRUE(good.contains(place)) << place << " is a dead end";
        EXPECT_EQ(place.find("incident"), std::string::npos) << place;
        EXPECT_NE(place, "(ended otherwise)");
        EXPECT_NE(place, "") << "nothing waits, and it has not ended";
    }
}

TEST_P(ShippedProcess, refuses_what_its_state_does_not_wait_for) {
    const auto& all = explored(GetParam());
    for (const auto& at : all.states) {
        const State& state = at.state;
        const std::string why = state.ended() ? "409 process.ended" : "409 process.not_waiting";
        for (std::uint32_t id = 1; id <= state.last_id + 2; ++id) {
            const Wait* wait = state.wait(id);
            const auto refuses = [&](const Command& command, const char* what) {
                EXPECT_EQ(refusal_of(*all.program, state, command), why)
                    << at.place << ": " << what << " " << id;
            };
            refuses(Deliver{id, {}}, "deliver");
            if (!wait || wait->kind != WaitKind::timer) refuses(Fire{id}, "fire");
            if (wait) continue;
            refuses(Complete{id, {}}, "complete");
            refuses(Fail{id, "E", "", {}}, "fail");
            refuses(Escalate{id, "E", {}}, "escalate");
        }
        EXPECT_EQ(refusal_of(*all.program, state, Retry{state.last_id + 1}), why) << at.place;
        if (state.ended()) continue;
        const auto heard = step(*all.program, state, Broadcast{"withdraw", {}}, beginning);
        EXPECT_EQ(encode(heard.state), encode(state)) << at.place;
        EXPECT_TRUE(heard.effects.trace.empty());
    }
    EXPECT_GE(all.states.size(), 5u);
}

// ---- the same over the store --------------------------------------------------------------------

class EdgesInStore : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), process::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) return;
        journal_ = std::make_unique<journal::Journal>(now_, ids);
        engine_ = std::make_unique<Engine>(now_, ids, *journal_);
        for (const char* name :
             {"case.accept", "case.give_notice", "case.corrected", "case.decide", "case.end"})
            engine_->add_function(name, [name](const FunctionCall&) {
                return FunctionResult{.variables = answer_of(name)};
            });
        for (const auto& code : service::shipped) {
            const auto files = service::shipped_files(code);
            const auto item =
                service::read_item(service::file_named(files, "item.yaml")->text, "item.yaml");
            store().write([&](store::Tx& tx) {
                engine_->deploy(tx, service::deployment_of(item, files), {});
            });
        }
    }
    void TearDown() override {
        engine_.reset();
        journal_.reset();
        OnBothDatabases::TearDown();
    }
    State state_of(InstanceId id) {
        return store().read(
            [&](store::Tx& tx) { return engine_->state(tx, engine_->find(tx, id)); });
    }
    InstanceId walk(const std::string& code, const Reached& to) {
        now_.set(beginning);
        const auto id = store().write([&](store::Tx& tx) {
            return engine_->start(tx, {.process = code, .variables = to.start});
        });
        const Program& program = *explored(code).program;
        for (const auto& act : to.path) {
            const auto wait = wait_of(program, state_of(id), act);
            if (act.timer) {
                now_.set(state_of(id).wait(wait)->due);
                EXPECT_EQ(engine_->fire_due(store(), 1), 1);
            } else {
                store().write([&](store::Tx& tx) {
                    engine_->complete(tx, {id, wait}, act.variables, AccountId{7});
                });
            }
        }
        return id;
    }
    template <class F>
    std::string refused(F act) {
        try {
            store().write([&](store::Tx& tx) { act(tx); });
            return "";
        } catch (const Refusal& r) {
            return std::to_string(r.status()) + " " + r.code();
        }
    }
    // Whatever is not waited for, on one state of each place.
    void try_everything(const std::string& code, const Reached& at) {
        const InstanceId id = walk(code, at);
        const auto before = system_test::all_rows(store());
        const bool ended = at.state.ended();
        const State state = ended ? State{} : state_of(id);
        const std::string why = ended ? "409 process.ended" : "409 process.not_waiting";
        for (std::uint32_t wait = 1; wait <= at.state.last_id + 2; ++wait) {
            if (state.wait(wait)) continue;
            EXPECT_EQ(refused([&](store::Tx& tx) {
                          engine_->complete(tx, {id, wait}, {}, AccountId{7});
                      }),
                      why)
                << at.place << " " << wait;
            EXPECT_EQ(refused([&](store::Tx& tx) {
                          engine_->fail(tx, {id, wait}, "E", {}, AccountId{7});
                      }),
                      why)
                << at.place << " " << wait;
        }
        EXPECT_EQ(engine_->fire_due(store(), 100), 0) << "not due yet";
        store().write([&](store::Tx& tx) {
            EXPECT_FALSE(engine_->message(tx, {.name = "withdraw", .time_to_live = Micros{0}}));
            engine_->signal(tx, "withdraw", {});
        });
        EXPECT_TRUE(system_test::all_rows(store()) == before) << at.place << ": a row changed";
        // Nor is it in the way of what comes after.
        if (ended) return;
        store().write([&](store::Tx& tx) { engine_->cancel(tx, id, AccountId{7}); });
    }
    SimulatedClock now_{beginning};
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<Engine> engine_;
};
LINLI_ON_BOTH_DATABASES(EdgesInStore);

TEST_P(EdgesInStore, are_the_only_way_and_no_row_changes_otherwise) {
    for (const auto& code : service::shipped) {
        std::set<std::string> seen;
        for (const auto& at : explored(code).states)
            if (seen.insert(at.place).second) try_everything(code, at);
        EXPECT_EQ(seen.size(), explored(code).edges.size()) << code;
    }
}

}  // namespace
}  // namespace linli::process::edges
