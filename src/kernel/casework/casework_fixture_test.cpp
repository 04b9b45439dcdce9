#include "kernel/casework/casework_fixture.hpp"

namespace linli::casework {
namespace {

crypto::PasswordHasher& hasher() {
    static crypto::PasswordHasher one(crypto::PasswordHasherOptions{});
    return one;
}

std::string text_of(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

void CaseworkTest::SetUp() {
    OnBothDatabases::SetUp();
    if (IsSkipped()) return;
    journal_ = std::make_unique<journal::Journal>(clock, ids);
    areas = std::make_unique<area::Areas>(store(), clock, ids, *journal_);
    area::ImportRequest request;
    request.text =
        "code,level,parent_code,name_zh\n990200,city,,示范市\n990202,district,990200,东区\n"
        "990202001,street,990202,湖滨街道\n990202001001,community,990202001,桥头社区\n";
    store().write([&](store::Tx& tx) { areas->import(tx, request, {}); });
    areas->refresh();
    city = areas->tree()->by_code("990200")->id;
    district = areas->tree()->by_code("990202")->id;
    community = areas->tree()->by_code("990202001001")->id;
    people.reset(new identity::Parts{
        store(), clock, ids, keys_, hasher(), common_, *areas, *journal_, codes_, {}, {}});
    identity::load_roles(*people, {LINLI_SOURCE_DIR "/rules/roles.yaml"});
    archive_ = std::make_unique<archive::Archive>(clock, ids, *journal_,
                                                  archive::ArchiveOptions{dir_.path()});
    inbox = std::make_unique<notice::Inbox>(clock, ids);
    outbox = std::make_unique<notice::Outbox>(clock, ids, keys_);
    engine = std::make_unique<process::Engine>(clock, ids, *journal_);
    board = std::make_unique<task::Board>(clock, ids, *people);
    clocks = std::make_unique<task::Clocks>(clock, ids, *journal_, *areas);
    auto calendars = std::make_shared<calendar::Calendars>();
    calendars->add(calendar::Calendar::read(text_of(LINLI_SOURCE_DIR "/rules/calendars/city.yaml"),
                                            "city.yaml"));
    clocks->use(calendars);
    catalogue = std::make_unique<service::Catalogue>(service::Parts{
        store(), clock, ids, *journal_, *engine, [this] { return city; }, identity::person_of,
        [] {
            return std::set<std::string>{"clerk",          "community_worker", "keyer",
                                         "first_reviewer", "second_reviewer",  "approver",
                                         "case_supervisor"};
        }});
    cases.reset(new Cases({store(), clock, ids, keys_, *journal_, *areas, *people, *archive_,
                           *inbox, *outbox, *catalogue, *engine, *board, *clocks,
                           [this] { inboxes.touch_all(); }}));
    catalogue->load({LINLI_SOURCE_DIR "/services"});
    for (const auto& fault : catalogue->load_faults())
        ADD_FAILURE() << fault.service << ": " << fault.words.en;
    routes(router, *cases, inboxes);
}

void CaseworkTest::TearDown() {
    router = http::Router();
    cases.reset();
    catalogue.reset();
    clocks.reset();
    board.reset();
    engine.reset();
    archive_.reset();
    people.reset();
    areas.reset();
    OnBothDatabases::TearDown();
}

PersonId CaseworkTest::person(int born) {
    return store().write([&](store::Tx& tx) {
        const auto number = ResidentNumber::make(DivisionCode::parse("990200", "division"),
                                                 Date::of(born, 5, 17), ++persons_);
        return identity::add_persons(*people, tx, {{community, "测试员", number.text(), "", false}},
                                     {}, "test")
            .front()
            .person;
    });
}

Who CaseworkTest::resident(int born) {
    const PersonId who = person(born);
    const auto account = store().write([&](store::Tx& tx) {
        return identity::add_resident(
            *people, tx, {community, "", "resident" + std::to_string(++accounts_), "x", who}, {});
    });
    return {account, who, {}};
}

Who CaseworkTest::staff(const std::string& role, const std::set<std::string>& permissions) {
    const PersonId who = person();
    const auto account = store().write([&](store::Tx& tx) {
        return identity::add_staff(
            *people, tx, {district, "staff" + std::to_string(++accounts_), "x", {role}, who}, {});
    });
    return {account, who, permissions};
}

std::optional<task::Task> CaseworkTest::open_task(const CaseRow& row, const std::string& element) {
    return store().read([&](store::Tx& tx) -> std::optional<task::Task> {
        for (const auto& t : board->of_case(tx, row.id))
            if (t.element == element &&
                (t.state == task::TaskState::open || t.state == task::TaskState::assigned))
                return t;
        return std::nullopt;
    });
}

std::string CaseworkTest::work(const Who& who, const CaseRow& row, const std::string& element,
                               const json::object& data) {
    std::string last = "nothing waits";
    for (const auto& t : store().read([&](store::Tx& tx) { return board->of_case(tx, row.id); })) {
        if (t.element != element ||
            (t.state != task::TaskState::open && t.state != task::TaskState::assigned))
            continue;
        last = outcome([&](store::Tx& tx) {
            if (t.state == task::TaskState::open) board->claim(tx, t.id, who.account);
            cases->complete(tx, as(who), t.id, data);
        });
        if (last == "done") return last;
    }
    return last;
}

std::string CaseworkTest::everything() {
    std::string all;
    store().read([&](store::Tx& tx) {
        for (const char* query :
             {"SELECT id || state || revision || form_sealed || decision_sealed FROM casework_case "
              "ORDER BY id",
              "SELECT CAST(case_id AS TEXT) || missing FROM casework_notice ORDER BY case_id",
              "SELECT CAST(id AS TEXT) || kind FROM casework_event ORDER BY id",
              "SELECT CAST(id AS TEXT) || state || COALESCE(assignee, 0) FROM task ORDER BY id",
              "SELECT CAST(id AS TEXT) || act FROM task_act ORDER BY id",
              "SELECT CAST(id AS TEXT) || state || steps FROM process_instance ORDER BY id",
              "SELECT CAST(id AS TEXT) || state || level FROM legal_clock ORDER BY id",
              "SELECT CAST(id AS TEXT) || action FROM journal_entry ORDER BY id"})
            for (const auto& line : tx.all<std::string>({"test.everything", query}))
                all += line + '\n';
    });
    return all;
}

}  // namespace linli::casework
