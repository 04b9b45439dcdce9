#include <algorithm>
#include <set>

#include "crypto/bytes.hpp"
#include "kernel/identity/caller.hpp"
#include "kernel/task/task.hpp"
#include "kernel/task/task_sql.hpp"

namespace linli::task {
namespace {

struct DeedRow {
    std::string element;
    std::optional<PersonId> person, for_person;
    Duties duties;
};
BOOST_DESCRIBE_STRUCT(DeedRow, (), (element, person, for_person, duties))
struct RelationRow {
    PersonId person;
    std::string relation;
};
BOOST_DESCRIBE_STRUCT(RelationRow, (), (person, relation))
struct StaffRow {
    std::vector<std::string> skills;
    std::optional<double> lat, lng;
};
BOOST_DESCRIBE_STRUCT(StaffRow, (), (skills, lat, lng))
struct TurnRow {
    std::int64_t turns = 0;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(TurnRow, (), (turns, last_at))
struct LoadRow {
    AccountId account;
    std::int64_t tasks = 0;
};
BOOST_DESCRIBE_STRUCT(LoadRow, (), (account, tasks))

// Of the open tasks of a role, soonest due first; and so many are read at a time.
constexpr int looked_at_max = 5000, page = 100;

void require_reason(const std::string& reason) {
    if (reason.empty() || reason.size() > 2000)
        throw refuse_field("reason", "task.reason_missing",
                           {"请写明原因（最多 2000 字节）", "Say why (at most 2,000 bytes)"});
}

Refusal taken() {
    return refuse_conflict("task.taken",
                           {"这件任务刚刚被别人领取或变动了，请刷新",
                            "Somebody else has just taken or changed this task; reload"});
}

void require_going(const Task& task) {
    if (task.state == TaskState::done || task.state == TaskState::withdrawn)
        throw refuse_conflict("task.ended", {"这件任务已经办结或撤回，不能再办",
                                             "This task is done or withdrawn already"});
}

}  // namespace

// The person who acts, and the one whom he stands in for.
struct Board::Actor {
    AccountId account;
    std::optional<PersonId> person;
    std::optional<AccountId> acts_for;
    std::optional<PersonId> for_person;
    std::vector<PersonId> persons() const {
        std::vector<PersonId> all;
        if (person) all.push_back(*person);
        if (for_person) all.push_back(*for_person);
        return all;
    }
};

Board::Board(const Clock& clock, IdMaker& ids, identity::Parts& identity)
    : clock_(clock), ids_(ids), identity_(identity) {}

// ---- who may ------------------------------------------------------------------------------------

std::optional<Words> Board::barred_from(store::Tx& tx, const Task& task,
                                        const std::vector<PersonId>& persons, Step step) const {
    std::vector<Deed> deeds;
    for (auto& row : tx.all<DeedRow>(sql::deeds, task.case_id))
        deeds.push_back({row.element, row.person, row.for_person, row.duties.never_with});
    // Who is given a task must be able to complete it: what he has in hand already counts as done.
    if (step == Step::taking && task.duties.any())
        for (const auto& row : tx.all<DeedRow>(sql::in_hand_of_case, task.case_id, task.id))
            deeds.push_back({row.element, row.person, row.for_person, row.duties.never_with});
    std::vector<Relation> relations;
    for (const auto& row : tx.all<RelationRow>(sql::relations, task.case_id))
        relations.push_back({row.person, row.relation});
    return barred(task.element, task.duties, persons, deeds, relations);
}

Board::Actor Board::actor_of(store::Tx& tx, const Task& task, AccountId account) const {
    Actor actor{account, identity::person_of(tx, account), std::nullopt, std::nullopt};
    if (!task.assignee || *task.assignee == account) return actor;
    const auto absence =
        tx.one<Absence>(sql::absence_of, *task.assignee, clock_.now(), clock_.now());
    if (absence && absence->deputy == account) {
        actor.acts_for = task.assignee;
        actor.for_person = identity::person_of(tx, *task.assignee);
    }
    return actor;
}

void Board::require_candidate(store::Tx& tx, const Task& task, AccountId account, Step step) const {
    if (!task.role.empty() &&
        !identity::holds_role(identity_, tx, account, task.role, task.area_id))
        throw refuse_forbidden(
            "task.not_in_role",
            {"这件任务由“" + task.role + "”岗位办理，该账号在这个区域没有这个岗位",
             "This task is for the role \"" + task.role +
                 "\", which the account does not hold in this area"});
    const Actor actor = actor_of(tx, task, account);
    if (task.duties.any() && !actor.person)
        throw refuse_forbidden("task.person_required",
                               {"本环节要求岗位分离，须用已实名的账号办理",
                                "Duties are kept apart here: only the account of a real-name "
                                "person may act"});
    if (const auto why = barred_from(tx, task, actor.persons(), step))
        throw refuse_forbidden("task.barred", *why);
}

Standing Board::standing(store::Tx& tx, const Task& task, AccountId account) const {
    Standing standing;
    try {
        require_going(task);
        if (task.state == TaskState::open) {
            require_candidate(tx, task, account, Step::taking);
            standing.may_claim = true;
            return standing;
        }
        const Actor actor = actor_of(tx, task, account);
        if (task.assignee != account && !actor.acts_for) {
            standing.why_not = Words{"这件任务在别人手里", "somebody else has this task in hand"};
            return standing;
        }
        standing.may_return = !task.role.empty();
        require_candidate(tx, task, account, Step::completing);
        standing.may_complete = true;
    } catch (const Refusal& refusal) {
        standing.why_not = refusal.words();
    }
    return standing;
}

// ---- assignment ---------------------------------------------------------------------------------

std::vector<Candidate> Board::candidates(store::Tx& tx, const Task& task,
                                         std::optional<WgsPoint> place) const {
    std::vector<Candidate> all;
    const Instant now = clock_.now();
    for (const auto& holder : identity::holders(identity_, tx, task.role, task.area_id)) {
        Candidate c;
        c.account = holder.account;
        c.person = holder.person;
        if (const auto absence = tx.one<Absence>(sql::absence_of, holder.account, now, now))
            c.barred = Words{"不在岗", "away"};
        if (!c.barred && task.duties.any()) {
            if (!c.person)
                c.barred = Words{"账号未实名", "no real-name person"};
            else
                c.barred = barred_from(tx, task, {*c.person}, Step::taking);
        }
        if (const auto staff = tx.one<StaffRow>(sql::staff, holder.account)) {
            c.skills = staff->skills;
            if (place && staff->lat && staff->lng)
                c.distance_m = distance_m(*place, WgsPoint{*staff->lat, *staff->lng});
        }
        c.open_tasks = tx.one<std::int64_t>(sql::in_hand, holder.account).value_or(0);
        if (const auto turn =
                tx.one<TurnRow>(sql::turns, task.area_id, task.role, holder.account)) {
            c.turns = turn->turns;
            c.last_at = turn->last_at;
        }
        all.push_back(std::move(c));
    }
    return all;
}

void Board::note(store::Tx& tx, const Task& task, AccountId actor,
                 std::optional<PersonId> for_person, Act act, const std::string& reason) const {
    const auto person = actor ? identity::person_of(tx, actor) : std::nullopt;
    tx.insert("task_act", TaskAct{ids_.next(), task.area_id, task.case_id, task.id, task.element,
                                  actor, person, for_person, act, reason, clock_.now()});
    identity_.journal.append(tx, {.actor = actor,
                                  .area = task.area_id,
                                  .action = "task." + enum_to_text(act),
                                  .subject_kind = "task",
                                  .subject_id = task.id.value,
                                  .purpose = reason});
}

void Board::give(store::Tx& tx, const Task& task, std::optional<AccountId> to) const {
    const TaskState state = to ? TaskState::assigned : TaskState::open;
    if (tx.run(sql::assign, to, state, task.id, task.state,
               task.assignee.value_or(AccountId{}).value) != 1)
        throw taken();
    if (to && !task.role.empty())
        tx.run(sql::take_turn, task.area_id, task.role, *to, clock_.now());
}

Task Board::open(store::Tx& tx, const NewTask& given) const {
    LINLI_CHECK(given.addressee.has_value() == given.role.empty());
    Task task;
    task.id = ids_.make<TaskId>();
    task.area_id = given.area;
    task.case_id = given.case_id;
    task.wait_id = given.wait_id;
    task.element = given.element;
    task.zh = given.words.zh;
    task.en = given.words.en;
    task.role = given.role;
    task.needs = given.needs;
    task.duties = given.duties;
    task.priority = given.priority;
    task.opened_at = clock_.now();
    task.due_at = given.due_at;
    if (task.needs.strategy == Strategy::random_draw)
        task.seed = crypto::to_hex(crypto::random_bytes(16));
    tx.insert("task", task);
    if (given.addressee) {
        give(tx, task, given.addressee);
        note(tx, task, {}, std::nullopt, Act::assigned, "");
    } else if (given.preferred && standing(tx, task, *given.preferred).may_claim) {
        give(tx, task, given.preferred);
        note(tx, task, {}, std::nullopt, Act::assigned, "收件窗口");
    } else if (task.needs.strategy != Strategy::pool) {
        const auto all = candidates(tx, task, given.place);
        const Choice choice = choose(task.needs.strategy, task.needs.skills, all, task.seed);
        if (choice.chosen) {
            give(tx, task, all[*choice.chosen].account);
            note(tx, task, {}, std::nullopt, Act::assigned, choice.reason.zh);
        }
    }
    return find(tx, task.id);
}

void Board::withdraw(store::Tx& tx, std::int64_t wait_id) const {
    if (const auto task = tx.one<Task>(sql::by_wait, wait_id))
        tx.run(sql::end, TaskState::withdrawn, clock_.now(), task->id);
}

// ---- acts ---------------------------------------------------------------------------------------

Task Board::find(store::Tx& tx, TaskId id) const {
    auto task = tx.one<Task>(sql::by_id, id);
    if (!task) throw refuse_not_found("task.unknown", {"没有这件任务", "There is no such task"});
    return *std::move(task);
}

Task Board::claim(store::Tx& tx, TaskId id, AccountId actor) const {
    const Task task = find(tx, id);
    require_going(task);
    if (task.assignee == actor) return task;
    if (task.state != TaskState::open) throw taken();
    require_candidate(tx, task, actor, Step::taking);
    give(tx, task, actor);
    note(tx, task, actor, std::nullopt, Act::claimed, "");
    return find(tx, id);
}

// His, or that of the one whom he stands in for; what only its addressee can do stays with him.
Board::Actor Board::holder_of(store::Tx& tx, const Task& task, AccountId account) const {
    const Actor who = actor_of(tx, task, account);
    if (task.role.empty() || (task.assignee != account && !who.acts_for))
        throw refuse_forbidden("task.not_yours",
                               {"这件任务不在您手里", "This task is not in your hands"});
    return who;
}

Task Board::give_back(store::Tx& tx, TaskId id, AccountId actor, const std::string& reason) const {
    const Task task = find(tx, id);
    require_going(task);
    require_reason(reason);
    const Actor who = holder_of(tx, task, actor);
    give(tx, task, std::nullopt);
    note(tx, task, actor, who.for_person, Act::returned, reason);
    return find(tx, id);
}

Task Board::delegate(store::Tx& tx, TaskId id, AccountId actor, AccountId to,
                     const std::string& reason) const {
    const Task task = find(tx, id);
    require_going(task);
    require_reason(reason);
    const Actor who = holder_of(tx, task, actor);
    require_candidate(tx, task, to, Step::taking);
    give(tx, task, to);
    note(tx, task, actor, who.for_person, Act::delegated, reason);
    return find(tx, id);
}

Task Board::take_over(store::Tx& tx, TaskId id, AccountId actor, AccountId to,
                      const std::string& reason) const {
    const Task task = find(tx, id);
    require_going(task);
    require_reason(reason);
    if (task.role.empty())
        throw refuse_forbidden("task.not_in_role",
                               {"这件任务只能由当事人办理", "Only its addressee may do this task"});
    require_candidate(tx, task, to, Step::taking);
    give(tx, task, to);
    note(tx, task, actor, std::nullopt, Act::taken_over, reason);
    return find(tx, id);
}

Task Board::complete(store::Tx& tx, TaskId id, AccountId actor) const {
    const Task task = find(tx, id);
    require_going(task);
    const Actor who = actor_of(tx, task, actor);
    if (task.assignee != actor && !who.acts_for)
        throw refuse_forbidden(
            "task.not_yours",
            {"这件任务不在您手里，请先领取", "This task is not in your hands; claim it first"});
    require_candidate(tx, task, actor, Step::completing);
    if (tx.run(sql::end, TaskState::done, clock_.now(), id) != 1) throw taken();
    note(tx, task, actor, who.for_person, Act::completed, "");
    return find(tx, id);
}

Task Board::complete_for_addressee(store::Tx& tx, TaskId id, AccountId actor) const {
    const Task task = find(tx, id);
    require_going(task);
    LINLI_CHECK(task.role.empty() && task.assignee.has_value());
    if (tx.run(sql::end, TaskState::done, clock_.now(), id) != 1) throw taken();
    note(tx, task, actor, identity::person_of(tx, *task.assignee), Act::completed, "");
    return find(tx, id);
}

// ---- lists --------------------------------------------------------------------------------------

std::vector<TaskAct> Board::history(store::Tx& tx, CaseId of) const {
    return tx.all<TaskAct>(sql::history, of);
}

std::vector<Task> Board::mine(store::Tx& tx, AccountId account, int limit) const {
    return tx.all<Task>(sql::of_assignee, account, limit);
}

std::vector<Task> Board::pool(store::Tx& tx, AccountId account, int limit) const {
    std::vector<Task> found;
    const auto held = identity::roles_held(identity_, tx, account);
    const auto tree = identity_.areas.tree();
    std::set<std::string> roles;
    for (const auto& one : held)
        roles.insert(one.role);
    const auto is_his = [&](const Task& task) {
        const bool is_here = std::any_of(held.begin(), held.end(), [&](const auto& one) {
            return one.role == task.role && identity::covers(*tree, one.area, task.area_id);
        });
        // Only where duties are kept apart does it matter who he is.
        return is_here && (!task.duties.any() || standing(tx, task, account).may_claim);
    };
    for (const auto& role : roles)
        for (int from = 0; from < looked_at_max; from += page) {
            auto tasks = tx.all<Task>(sql::open_of_role, role, page, from);
            for (auto& task : tasks) {
                if (static_cast<int>(found.size()) >= limit) return found;
                if (is_his(task)) found.push_back(std::move(task));
            }
            if (static_cast<int>(tasks.size()) < page) break;
        }
    return found;
}

std::vector<Task> Board::of_case(store::Tx& tx, CaseId of) const {
    return tx.all<Task>(sql::of_case, of);
}

std::vector<Task> Board::in_area(store::Tx& tx, AreaId area, int limit) const {
    return tx.all<Task>(sql::of_area, area, limit);
}

std::int64_t Board::unassigned(store::Tx& tx, AreaId area) const {
    return tx.one<std::int64_t>(sql::unassigned, area).value_or(0);
}

std::map<AccountId, std::int64_t> Board::load(store::Tx& tx, AreaId top) const {
    std::map<AccountId, std::int64_t> sum;
    for (const AreaId area : identity_.areas.tree()->subtree(top))
        for (const auto& row : tx.all<LoadRow>(sql::load, area))
            sum[row.account] += row.tasks;
    return sum;
}

// ---- what the assignment knows ------------------------------------------------------------------

void Board::relate(store::Tx& tx, CaseId of, PersonId person, const std::string& relation) const {
    tx.run(sql::relate, of, person, relation);
}

void Board::set_staff(store::Tx& tx, AccountId account, const std::vector<std::string>& skills,
                      std::optional<WgsPoint> place) const {
    tx.run(sql::set_staff, account, skills, place ? std::optional(place->lat) : std::nullopt,
           place ? std::optional(place->lng) : std::nullopt);
}

Absence Board::add_absence(store::Tx& tx, AccountId account, Instant from, Instant until,
                           std::optional<AccountId> deputy, AccountId actor) const {
    if (until <= from || until - from > days(366) || deputy == account)
        throw refuse_field(
            "until_at", "task.absence_wrong",
            {"结束要晚于开始，最长一年，代理人不能是本人",
             "It ends after it begins, within a year, and the deputy is somebody else"});
    const Absence absence{ids_.next(), account, from, until, deputy, actor, clock_.now()};
    tx.insert("task_absence", absence);
    identity_.journal.append(tx, {.actor = actor,
                                  .action = "task.absence_added",
                                  .subject_kind = "account",
                                  .subject_id = account.value});
    return absence;
}

std::vector<Absence> Board::absences(store::Tx& tx) const {
    return tx.all<Absence>(sql::absences, clock_.now());
}

std::optional<Absence> Board::absence_now(store::Tx& tx, AccountId account) const {
    return tx.one<Absence>(sql::absence_of, account, clock_.now(), clock_.now());
}

void Board::end_absence(store::Tx& tx, std::int64_t id, AccountId actor) const {
    const auto absence = tx.one<Absence>(sql::absence_by_id, id);
    if (!absence || absence->until_at <= clock_.now())
        throw refuse_not_found("task.absence_unknown",
                               {"没有这段缺勤", "There is no such absence"});
    tx.run(sql::end_absence, clock_.now(), id);
    identity_.journal.append(tx, {.actor = actor,
                                  .action = "task.absence_ended",
                                  .subject_kind = "account",
                                  .subject_id = absence->account_id.value});
}

}  // namespace linli::task
