#include "kernel/casework/case_code.hpp"
#include "kernel/casework/casework_sql.hpp"
#include "kernel/casework/routes.hpp"
#include "kernel/casework/view.hpp"

namespace linli::casework {

struct CasesQuery {
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(CasesQuery, (), (cursor, limit))
inline Limits limits(const CasesQuery*) {
    return {{"limit", {.min = 1, .max = 100}}};
}

struct SearchQuery {
    std::optional<std::string> q;  // a case code
    std::optional<std::string> service;
    std::optional<CaseState> state;
    std::optional<AreaId> area;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, service, state, area, cursor, limit))
inline Limits limits(const SearchQuery*) {
    return {{"q", {.length_max = 40}}, {"limit", {.min = 1, .max = 100}}};
}

struct FormBody {
    json::object data;
};
BOOST_DESCRIBE_STRUCT(FormBody, (), (data))
struct MaterialBody {
    std::string material;
    archive::FileId file_id;
};
BOOST_DESCRIBE_STRUCT(MaterialBody, (), (material, file_id))
inline Limits limits(const MaterialBody*) {
    return {{"material", {.length_min = 1, .length_max = 60}}};
}
struct SubmissionBody {
    std::optional<bool> incomplete;
};
BOOST_DESCRIBE_STRUCT(SubmissionBody, (), (incomplete))
struct ReasonBody {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))
inline Limits limits(const ReasonBody*) {
    return {{"reason", {.length_min = 1, .length_max = 500}}};
}
struct TextBody {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextBody, (), (text))
inline Limits limits(const TextBody*) {
    return {{"text", {.length_min = 1, .length_max = 600}}};
}

namespace {

using http::Context;
using http::Policy;

CaseView seen(Cases& cases, store::Tx& tx, const Context& c, const CaseRow& row) {
    CaseView view = view_of(cases, tx, c.caller, row);
    c.etag(view.etag);
    return view;
}

// Who looks at somebody else's case leaves a trace, so looking is a unit of work that writes.
CaseView look(Cases& cases, store::Tx& tx, const Context& c) {
    const CaseRow row = cases.find(tx, c.path_id<CaseId>("id"));
    const Access access = cases.access(tx, c.caller, row);
    if (!access.any())
        throw refuse_not_found("casework.unknown",
                               {"没有这个办件，或与您无关", "There is no such case of yours"});
    if (!access.applicant)
        cases.parts().journal.append(tx, {.actor = c.caller.account(),
                                          .area = row.area_id,
                                          .action = "casework.case_seen",
                                          .subject_kind = "case",
                                          .subject_id = row.id.value});
    return seen(cases, tx, c, row);
}

template <class Row>
http::Page<CaseLine> page_of(Cases& cases, store::Tx& tx, std::vector<Row> rows,
                             std::size_t limit) {
    http::Page<CaseLine> page;
    if (rows.size() > limit) {
        rows.resize(limit);
        page.next = http::seal_cursor(to_text(rows.back().id));
    }
    for (const auto& row : rows)
        page.items.push_back(line_of(cases, tx, row));
    return page;
}

std::int64_t before(const std::optional<std::string>& cursor) {
    return cursor ? id_from_text(http::open_cursor(*cursor)) : INT64_MAX;
}

http::Page<CaseLine> own(Cases& cases, const Context& c, const CasesQuery& q, store::Tx& tx) {
    const auto limit = static_cast<std::size_t>(q.limit.value_or(30));
    return page_of(
        cases, tx,
        tx.all<CaseRow>(sql::own, before(q.cursor), c.caller.person().value_or(PersonId{-1}),
                        c.caller.account(), static_cast<std::int64_t>(limit) + 1),
        limit);
}

// By its code, or what lies on the desks of an area, the newest first.
http::Page<CaseLine> search(Cases& cases, const Context& c, const SearchQuery& q, store::Tx& tx) {
    if (q.q && !q.q->empty()) {
        http::Page<CaseLine> page;
        const auto row = tx.one<CaseRow>(sql::by_code, parse_case_code(*q.q, "q"));
        const bool may =
            row && row->state != CaseState::draft &&
            (c.caller.may(may_work, row->area_id) || c.caller.may(may_receive, row->area_id));
        if (may) page.items.push_back(line_of(cases, tx, *row));
        return page;
    }
    const auto limit = static_cast<std::size_t>(q.limit.value_or(30));
    std::vector<CaseRow> rows;
    const auto tree = cases.parts().areas.tree();
    std::vector<AreaId> tops = q.area ? std::vector{*q.area} : c.caller.areas(may_work);
    for (const AreaId top : tops) {
        c.caller.require(may_work, top);
        for (const AreaId area : tree->subtree(top))
            for (auto& row : tx.all<CaseRow>(
                     sql::in_area, area, before(q.cursor), q.state ? enum_to_text(*q.state) : "",
                     q.state ? enum_to_text(*q.state) : "", q.service.value_or(""),
                     q.service.value_or(""), static_cast<std::int64_t>(limit) + 1))
                rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return b.id < a.id; });
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [](const auto& a, const auto& b) { return a.id == b.id; }),
               rows.end());
    return page_of(cases, tx, std::move(rows), limit);
}

void applying(http::Router& router, Cases& cases) {
    router.write<NewCase>("POST", "/api/v1/cases",
                          {.policy = Policy::signed_in(),
                           .tag = "cases",
                           .words = {"开始申请一个事项（草稿）", "Begin an application (a draft)"}},
                          [&cases](Context& c, const NewCase& body, store::Tx& tx) {
                              const CaseRow row = cases.create(tx, c.caller, body);
                              return http::Created<CaseView>{seen(cases, tx, c, row),
                                                             "/api/v1/cases/" + to_text(row.id)};
                          });
    router.write<FormBody>(
        "PUT", "/api/v1/cases/{id}/form",
        {.policy = Policy::signed_in(),
         .tag = "cases",
         .words = {"保存填写的内容", "Keep what was filled in"}},
        [&cases](Context& c, const FormBody& body, store::Tx& tx) {
            return seen(cases, tx, c, cases.set_form(tx, c, c.path_id<CaseId>("id"), body.data));
        });
    router.write<MaterialBody>(
        "POST", "/api/v1/cases/{id}/materials",
        {.policy = Policy::signed_in(),
         .tag = "cases",
         .words = {"交一份材料（先上传文件）", "Hand in a material (upload the file first)"}},
        [&cases](Context& c, const MaterialBody& body, store::Tx& tx) {
            const auto id = c.path_id<CaseId>("id");
            cases.add_material(tx, c.caller, id, body.material, body.file_id);
            return seen(cases, tx, c, cases.find(tx, id));
        });
    router.write<http::None>("DELETE", "/api/v1/cases/{id}/materials/{material}/{file}",
                             {.policy = Policy::signed_in(),
                              .tag = "cases",
                              .words = {"撤回一份材料", "Take a material back"}},
                             [&cases](Context& c, const http::None&, store::Tx& tx) {
                                 const auto id = c.path_id<CaseId>("id");
                                 cases.remove_material(tx, c.caller, id, c.path.at("material"),
                                                       c.path_id<archive::FileId>("file"));
                                 return seen(cases, tx, c, cases.find(tx, id));
                             });
    router.write<http::None>(
        "DELETE", "/api/v1/cases/{id}",
        {.policy = Policy::signed_in(), .tag = "cases", .words = {"删除草稿", "Delete a draft"}},
        [&cases](Context& c, const http::None&, store::Tx& tx) {
            cases.remove_draft(tx, c.caller, c.path_id<CaseId>("id"));
        });
    router.write<SubmissionBody>("POST", "/api/v1/cases/{id}/submission",
                                 {.policy = Policy::signed_in(),
                                  .tag = "cases",
                                  .words = {"提交申请", "Submit the application"}},
                                 [&cases](Context& c, const SubmissionBody& body, store::Tx& tx) {
                                     return seen(cases, tx, c,
                                                 cases.submit(tx, c.caller, c.path_id<CaseId>("id"),
                                                              body.incomplete.value_or(false)));
                                 });
}

void following(http::Router& router, Cases& cases) {
    router.write<http::None>("POST", "/api/v1/cases/{id}/correction",
                             {.policy = Policy::signed_in(),
                              .tag = "cases",
                              .words = {"提交补正", "Hand in what was missing"}},
                             [&cases](Context& c, const http::None&, store::Tx& tx) {
                                 return seen(cases, tx, c,
                                             cases.correct(tx, c.caller, c.path_id<CaseId>("id")));
                             });
    router.write<ReasonBody>(
        "POST", "/api/v1/cases/{id}/withdrawal",
        {.policy = Policy::signed_in(),
         .tag = "cases",
         .words = {"撤回申请", "Withdraw the application"}},
        [&cases](Context& c, const ReasonBody& body, store::Tx& tx) {
            return seen(cases, tx, c,
                        cases.withdraw(tx, c.caller, c.path_id<CaseId>("id"), body.reason));
        });
    router.write<TextBody>(
        "POST", "/api/v1/cases/{id}/complaints",
        {.policy = Policy::signed_in(), .tag = "cases", .words = {"投诉", "Complain"}},
        [&cases](Context& c, const TextBody& body, store::Tx& tx) {
            const auto id = c.path_id<CaseId>("id");
            cases.complain(tx, c.caller, id, body.text);
            return seen(cases, tx, c, cases.find(tx, id));
        });
}

}  // namespace

void case_routes(http::Router& router, Cases& cases) {
    router.read<CasesQuery>(
        "GET", "/api/v1/cases",
        {.policy = Policy::signed_in(),
         .tag = "cases",
         .words = {"我的办件，新的在前", "One's own cases, newest first"}},
        [&cases](Context& c, const CasesQuery& q, store::Tx& tx) { return own(cases, c, q, tx); });
    router.read<SearchQuery>("GET", "/api/v1/case-search",
                             {.policy = Policy::needs(may_work),
                              .tag = "cases",
                              .words = {"按编号或区域查办件", "Cases by code or area"}},
                             [&cases](Context& c, const SearchQuery& q, store::Tx& tx) {
                                 return search(cases, c, q, tx);
                             });
    router.raw<http::None, http::None, CaseView>(
        "GET", "/api/v1/cases/{id}",
        {.policy = Policy::signed_in(),
         .tag = "cases",
         .words = {"一个办件：内容、材料、进度、期限",
                   "A case: what was applied for, materials, steps, deadline"}},
        [&cases](Context& c, store::Store& store) {
            return http::respond(store.write([&](store::Tx& tx) { return look(cases, tx, c); }));
        });
    applying(router, cases);
    following(router, cases);
}

bool may_read_file(Cases& cases, store::Tx& tx, const http::Caller& caller, archive::FileId file) {
    for (const auto id : tx.all<CaseId>(sql::case_of_file, file))
        if (cases.access(tx, caller, cases.find(tx, id)).any()) return true;
    return false;
}

void routes(http::Router& router, Cases& cases, http::EventHub& inboxes) {
    case_routes(router, cases);
    supervision_routes(router, cases);
    task_routes(router, cases, inboxes);
}

}  // namespace linli::casework
