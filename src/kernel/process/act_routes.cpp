// Acts on instances from the console: each journaled, with the names of variables but no values.
#include "kernel/process/routes_parts.hpp"

namespace linli::process {

struct StartBody {
    std::string process;
    std::optional<std::int64_t> version;
    AreaId area_id;
    std::optional<json::object> variables;
};
BOOST_DESCRIBE_STRUCT(StartBody, (), (process, version, area_id, variables))
struct CompletionBody {
    std::int64_t wait = 0;
    std::optional<json::object> variables;
};
BOOST_DESCRIBE_STRUCT(CompletionBody, (), (wait, variables))
struct FailureBody {
    std::int64_t wait = 0;
    std::string error;
    std::optional<json::object> variables;
};
BOOST_DESCRIBE_STRUCT(FailureBody, (), (wait, error, variables))
struct VariablesBody {
    json::object variables;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(VariablesBody, (), (variables, reason))
struct RetryBody {
    std::int64_t incident = 0;
};
BOOST_DESCRIBE_STRUCT(RetryBody, (), (incident))
struct CancelBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CancelBody, (), (reason))
struct MessageBody {
    std::string name;
    std::optional<std::string> key, sender_id;
    std::optional<json::object> variables;
    std::optional<AreaId> area_id;  // of an instance that it starts
};
BOOST_DESCRIBE_STRUCT(MessageBody, (), (name, key, sender_id, variables, area_id))
struct SignalBody {
    std::string name;
    std::optional<json::object> variables;
};
BOOST_DESCRIBE_STRUCT(SignalBody, (), (name, variables))

struct ActView {
    InstanceId id;
    Status status = Status::running;
    std::vector<std::string> waiting;
    std::int64_t incidents = 0;
};
BOOST_DESCRIBE_STRUCT(ActView, (), (id, status, waiting, incidents))
struct ReceivedView {
    bool received = false;  // false: kept until somebody waits for it
};
BOOST_DESCRIBE_STRUCT(ReceivedView, (), (received))

constexpr Limit name_limit{.length_min = 1, .length_max = 200};
Limits limits(const StartBody*) {
    return {{"process", name_limit}, {"version", {.min = 1}}};
}
Limits limits(const FailureBody*) {
    return {{"error", name_limit}};
}
Limits limits(const VariablesBody*) {
    return {{"reason", {.length_min = 2, .length_max = 500}}};
}
Limits limits(const CancelBody*) {
    return {{"reason", {.length_min = 2, .length_max = 500}}};
}
Limits limits(const MessageBody*) {
    return {{"name", name_limit}, {"key", {.length_max = 500}}, {"sender_id", name_limit}};
}
Limits limits(const SignalBody*) {
    return {{"name", name_limit}};
}

namespace {

using http::Context;

Variables variables_of(const std::optional<json::object>& members) {
    return members ? variables_from_json(*members) : Variables{};
}

json::object names_of(const Variables& variables) {
    json::array names;
    for (const auto& [name, value] : variables)
        names.emplace_back(name);
    return {{"variables", std::move(names)}};
}

std::uint32_t small(std::int64_t n) {
    return n < 0 || n >= none ? none : static_cast<std::uint32_t>(n);
}

// What a person does in a case goes through the task board, which keeps the duties apart.
void refuse_board_task(Engine& engine, store::Tx& tx, const InstanceRow& row, std::uint32_t wait) {
    if (row.case_id == 0) return;
    const State state = engine.state(tx, row);
    const Wait* found = state.wait(wait);
    if (found && found->kind == WaitKind::task)
        throw refuse_conflict("process.task_of_board",
                              {"这是案件里的人工任务，请在任务列表中办理",
                               "this is a task of a person in a case: do it on the task list"});
}

// Variables of a case are mended only where it is stuck, and with a reason.
void refuse_meddling(const InstanceRow& row, const std::optional<std::string>& reason) {
    if (row.case_id == 0) return;
    if (row.incidents == 0)
        throw refuse_conflict("process.nothing_to_mend",
                              {"案件没有故障，不能直接改变量",
                               "the case has no incident; its variables are not changed by hand"});
    if (!reason)
        throw refuse_field("reason", "process.reason_missing",
                           {"改案件的变量须写明理由", "say why the variables are changed"});
}

// A case is decided, or withdrawn by the applicant; only one that is stuck is given up here.
void refuse_giving_up(const InstanceRow& row) {
    if (row.case_id != 0 && row.incidents == 0)
        throw refuse_conflict("process.case_goes_on",
                              {"这是办件的流程，没有故障，不能取消；申请人可以撤回申请",
                               "this is the process of a case and not stuck: it is not cancelled "
                               "by hand; the applicant can withdraw"});
}

class Acts {
  public:
    Acts(Engine& engine, const RoutesParts& parts) : engine_(engine), parts_(parts) {}

    void note(Context& c, store::Tx& tx, const char* action, AreaId area, InstanceId id,
              json::object details, std::string reason = {}) const {
        parts_.journal.append(tx, {.actor = c.caller.account(),
                                   .area = area,
                                   .action = action,
                                   .subject_kind = "process_instance",
                                   .subject_id = id.value,
                                   .purpose = std::move(reason),
                                   .details = std::move(details)});
    }
    ActView view(store::Tx& tx, InstanceId id) const {
        const auto row = engine_.find(tx, id);
        ActView out{id, row.status, {}, row.incidents};
        for (const auto& [element, count] : places_from_text(row.waiting))
            out.waiting.push_back(element);
        return out;
    }
    InstanceRow instance(Context& c, store::Tx& tx) const {
        return require_instance(engine_, tx, c.caller, may_deploy, c.path_id<InstanceId>("id"));
    }

    http::Created<ActView> start(Context& c, const StartBody& body, store::Tx& tx) const {
        c.caller.require(may_deploy, body.area_id);
        const auto variables = variables_of(body.variables);
        const auto id = engine_.start(tx, {.process = body.process,
                                           .version = body.version,
                                           .area = body.area_id,
                                           .variables = variables,
                                           .actor = c.caller.account()});
        note(c, tx, "process.started", body.area_id, id, names_of(variables));
        return {view(tx, id), "/api/v1/process-instances/" + linli::to_text(id)};
    }
    ActView complete(Context& c, const CompletionBody& body, store::Tx& tx) const {
        const auto row = instance(c, tx);
        refuse_board_task(engine_, tx, row, small(body.wait));
        const auto variables = variables_of(body.variables);
        engine_.complete(tx, {row.id, small(body.wait)}, variables, c.caller.account());
        note(c, tx, "process.completed_by_hand", row.area_id, row.id, names_of(variables));
        return view(tx, row.id);
    }
    ActView fail(Context& c, const FailureBody& body, store::Tx& tx) const {
        const auto row = instance(c, tx);
        refuse_board_task(engine_, tx, row, small(body.wait));
        const auto variables = variables_of(body.variables);
        engine_.fail(tx, {row.id, small(body.wait)}, body.error, variables, c.caller.account());
        note(c, tx, "process.failed_by_hand", row.area_id, row.id, names_of(variables));
        return view(tx, row.id);
    }
    ActView set_variables(Context& c, const VariablesBody& body, store::Tx& tx) const {
        const auto row = instance(c, tx);
        refuse_meddling(row, body.reason);
        const auto variables = variables_of(body.variables);
        engine_.set_variables(tx, row.id, variables, c.caller.account());
        note(c, tx, "process.variables_set", row.area_id, row.id, names_of(variables),
             body.reason.value_or(""));
        return view(tx, row.id);
    }
    ActView retry(Context& c, const RetryBody& body, store::Tx& tx) const {
        const auto row = instance(c, tx);
        engine_.retry(tx, row.id, small(body.incident), c.caller.account());
        note(c, tx, "process.retried", row.area_id, row.id, {});
        return view(tx, row.id);
    }
    ActView cancel(Context& c, const CancelBody& body, store::Tx& tx) const {
        const auto row = instance(c, tx);
        refuse_giving_up(row);
        engine_.cancel(tx, row.id, c.caller.account());
        note(c, tx, "process.cancelled", row.area_id, row.id, {}, body.reason);
        return view(tx, row.id);
    }
    // Reaches instances of any area.
    ReceivedView message(Context& c, const MessageBody& body, store::Tx& tx) const {
        c.caller.require(may_deploy, parts_.root());
        const auto variables = variables_of(body.variables);
        const bool taken = engine_.message(tx,
                                           {.name = body.name,
                                            .key = body.key.value_or(""),
                                            .sender_id = body.sender_id.value_or(""),
                                            .variables = variables,
                                            .area = body.area_id.value_or(parts_.root())},
                                           c.caller.account());
        auto details = names_of(variables);
        details["name"] = body.name;
        note(c, tx, "process.message_sent", parts_.root(), {}, std::move(details));
        return {taken};
    }
    void signal(Context& c, const SignalBody& body, store::Tx& tx) const {
        c.caller.require(may_deploy, parts_.root());
        const auto variables = variables_of(body.variables);
        engine_.signal(tx, body.name, variables, c.caller.account());
        auto details = names_of(variables);
        details["name"] = body.name;
        note(c, tx, "process.signal_sent", parts_.root(), {}, std::move(details));
    }

  private:
    Engine& engine_;
    RoutesParts parts_;
};

}  // namespace

void act_routes(http::Router& router, Engine& engine, const RoutesParts& parts) {
    const auto acts = std::make_shared<const Acts>(engine, parts);
    const auto post = [&]<class Body>(const char* pattern, Words words, auto act) {
        auto route = spec(may_deploy, std::move(words));
        route.body_bytes_max = 1 << 20;
        router.write<Body>("POST", pattern, route,
                           [acts, act](Context& c, const Body& body, store::Tx& tx) {
                               return ((*acts).*act)(c, body, tx);
                           });
    };
    const std::string one = "/api/v1/process-instances/{id}";
    post.operator()<StartBody>("/api/v1/process-instances",
                               {"启动一个流程实例", "Start an instance"}, &Acts::start);
    post.operator()<CompletionBody>((one + "/completions").c_str(),
                                    {"完成实例等待的一步", "Complete what an instance waits for"},
                                    &Acts::complete);
    post.operator()<FailureBody>((one + "/failures").c_str(),
                                 {"以错误结束实例等待的一步", "Fail what an instance waits for"},
                                 &Acts::fail);
    post.operator()<VariablesBody>((one + "/variables").c_str(),
                                   {"设置实例的变量", "Set variables of an instance"},
                                   &Acts::set_variables);
    post.operator()<RetryBody>((one + "/retries").c_str(),
                               {"重试出错的元素", "Try a failed element again"}, &Acts::retry);
    post.operator()<CancelBody>((one + "/cancellation").c_str(), {"取消实例", "Cancel an instance"},
                                &Acts::cancel);
    post.operator()<MessageBody>("/api/v1/process-messages", {"发送一条消息", "Send a message"},
                                 &Acts::message);
    post.operator()<SignalBody>("/api/v1/process-signals", {"发出一个信号", "Throw a signal"},
                                &Acts::signal);
}

}  // namespace linli::process
