// What everybody may read.
#include "kernel/service/routes.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "kernel/service/view.hpp"

namespace linli::service {
namespace {

using http::Context;
using http::Policy;

ServiceLine line_of(const Item& item) {
    ServiceLine v;
    v.code = item.code;
    v.zh = item.zh, v.en = item.en;
    v.summary_zh = item.summary_zh, v.summary_en = item.summary_en;
    v.owner_zh = item.owner_zh, v.owner_en = item.owner_en;
    v.immediate = item.immediate;
    const Words term = calendar::words(item.time_limit.promised.value_or(item.time_limit.legal));
    v.term_zh = term.zh, v.term_en = term.en;
    v.fee_fen = item.fee.amount_fen;
    v.fee_zh = item.fee.zh, v.fee_en = item.fee.en;
    v.channels = item.channels;
    return v;
}

MaterialView view_of(const Material& m) {
    return {m.code,          m.zh,        m.en,        m.hint_zh,  m.hint_en, m.basis, m.required,
            m.held_by_state, m.source_zh, m.source_en, m.files_max};
}

ServiceView view_of(const Compiled& compiled) {
    const Item& item = compiled.item();
    ServiceView v;
    static_cast<ServiceLine&>(v) = line_of(item);
    v.guide_zh = item.guide_zh, v.guide_en = item.guide_en;
    v.area_level = item.area_level;
    v.legal_basis = item.legal_basis;
    v.who_may_zh = item.who_may_zh, v.who_may_en = item.who_may_en;
    v.by_agent = item.by_agent;
    const Words legal = calendar::words(item.time_limit.legal);
    v.legal_term_zh = legal.zh, v.legal_term_en = legal.en;
    v.term_basis = item.time_limit.basis;
    const Words correction = calendar::words(item.correction);
    v.correction_zh = correction.zh, v.correction_en = correction.en;
    for (const auto& material : item.materials)
        v.materials.push_back(view_of(material));
    for (const auto& step : item.steps)
        v.steps.push_back({step.code, step.zh, step.en});
    v.result = item.result;
    v.hash = compiled.hash();
    v.form = compiled.application().schema();
    return v;
}

// All that people may look for, folded.
std::string searched(const Item& item) {
    std::string all = item.zh + '\n' + item.en + '\n' + item.summary_zh + '\n' + item.summary_en +
                      '\n' + item.code;
    for (const auto& word : item.words)
        all += '\n' + word;
    return fold(all);
}

// Every word of the question is in it.
bool is_meant(const Item& item, const std::string& question) {
    const std::string all = searched(item);
    std::size_t from = 0;
    while (from < question.size()) {
        const auto to = std::min(question.find(' ', from), question.size());
        if (to > from && all.find(question.substr(from, to - from)) == std::string::npos)
            return false;
        from = to + 1;
    }
    return true;
}

ServicesView list(Catalogue& catalogue, Context& c, const ServicesQuery& query, store::Tx& tx) {
    const std::string question = fold(trim(query.q.value_or("")));
    ServicesView out;
    for (const auto& compiled : catalogue.all(tx))
        if (is_meant(compiled->item(), question)) out.items.push_back(line_of(compiled->item()));
    // Those whose name has what was asked for come first.
    std::stable_partition(out.items.begin(), out.items.end(), [&](const ServiceLine& line) {
        return fold(line.zh + '\n' + line.en).find(question) != std::string::npos;
    });
    if (c.caller.may_somewhere(may_keep))
        for (const auto& f : catalogue.load_faults())
            out.faults.push_back({f.service, f.words.zh, f.words.en});
    return out;
}

MaterialsView materials(const Compiled& compiled, const json::object& data,
                        std::optional<int> age) {
    const Materials found = compiled.materials(data, age);
    MaterialsView out;
    out.may = found.may;
    if (!found.may) {
        out.why_zh = found.why_not.zh;
        out.why_en = found.why_not.en;
    }
    for (const auto& material : found.items)
        out.items.push_back(view_of(material));
    out.unanswered = found.unanswered;
    return out;
}

}  // namespace

void reading_routes(http::Router& router, Catalogue& catalogue, AgeOf age_of) {
    router.read<ServicesQuery>("GET", "/api/v1/services",
                               {.policy = Policy::open(),
                                .tag = "services",
                                .words = {"办事指南：能办的事项", "Services that are offered"}},
                               [&catalogue](Context& c, const ServicesQuery& query, store::Tx& tx) {
                                   return list(catalogue, c, query, tx);
                               });
    router.read<http::None>(
        "GET", "/api/v1/services/{code}",
        {.policy = Policy::open(),
         .tag = "services",
         .words = {"一个事项：指南、依据、时限、材料、步骤、申请表",
                   "One service: guide, legal basis, time limit, materials, steps, form"}},
        [&catalogue](Context& c, const http::None&, store::Tx& tx) {
            return view_of(*catalogue.current(tx, c.path.at("code")));
        });
    router.raw<http::None, MaterialsRequest, MaterialsView>(
        "POST", "/api/v1/services/{code}/materials",
        {.policy = Policy::open(),
         .tag = "services",
         .words = {"按已填内容计算要交的材料；不保存",
                   "What this applicant needs, by what is filled in; nothing is kept"},
         .body_bytes_max = form::data_bytes_max + 1024,
         .safe_post = true},
        [&catalogue, age_of](Context& c, store::Store& store) {
            const auto body = http::read_body<MaterialsRequest>(c.request);
            return store.read([&](store::Tx& tx) {
                return http::respond(materials(*catalogue.current(tx, c.path.at("code")), body.data,
                                               age_of(tx, c.caller)));
            });
        });
}

void routes(http::Router& router, Catalogue& catalogue, LoginOf login_of, AgeOf age_of) {
    reading_routes(router, catalogue, std::move(age_of));
    proposal_routes(router, catalogue, std::move(login_of));
}

}  // namespace linli::service
