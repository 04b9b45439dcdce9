#include "kernel/rules/routes.hpp"

#include "kernel/rules/rules_sql.hpp"
#include "kernel/rules/text.hpp"
#include "kernel/rules/view.hpp"

namespace linli::rules {

struct FaultView {
    std::string package, zh, en;
};
BOOST_DESCRIBE_STRUCT(FaultView, (), (package, zh, en))
struct PackagesView {
    std::vector<PackageView> items;
    std::vector<FaultView> faults;  // packages of the folders that were not taken; for rules.use
};
BOOST_DESCRIBE_STRUCT(PackagesView, (), (items, faults))
struct HistoryView {
    std::vector<TextView> items;
};
BOOST_DESCRIBE_STRUCT(HistoryView, (), (items))

namespace {

using http::Context;
using http::Policy;

void tell_number(store::Tx& tx, PackageView& view) {
    const auto row = tx.one<TextRow>(sql::text_in_force, view.package);
    if (!row || row->hash != view.hash) return;
    view.number = row->number;
    view.in_force_since = row->decided_at;
}

PackagesView list(Registry& registry, Context& c, store::Tx& tx) {
    PackagesView out;
    const auto& engine = registry.engine(tx);
    for (const auto& summary : engine.list()) {
        if (!registry.may_ask(c.caller, summary.package)) continue;
        out.items.push_back(view_of(registry, *engine.package(summary.package)));
        tell_number(tx, out.items.back());
    }
    if (c.caller.may_somewhere(may_use)) {
        for (const auto& f : registry.load_faults()) {
            out.faults.push_back({f.package, f.words.zh, f.words.en});
        }
    }
    return out;
}

// A download that no browser runs.
http::Response give_file(const decision::Package& package, const std::string& name) {
    for (const auto& file : package.files()) {
        if (file.name != name) continue;
        http::Response response;
        response.headers["Content-Type"] =
            name.ends_with(".dmn") ? "application/xml" : "text/plain; charset=utf-8";
        response.headers["Content-Disposition"] = "attachment";
        response.body = file.text;
        return response;
    }
    throw refuse_not_found("rules.file_unknown",
                           {"规则包里没有这个文件", "there is no such file in the package"});
}

}  // namespace

PackageView view_of(const Registry& registry, const decision::Package& package) {
    const auto& sheet = package.sheet();
    const auto summary = decision::summary(package);
    PackageView view;
    view.package = sheet.package;
    view.zh = sheet.zh;
    view.en = sheet.en;
    view.owner = sheet.owner;
    view.audience = registry.audience(sheet.package);
    view.hash = package.hash();
    view.legal_basis = sheet.legal_basis;
    view.versions = sheet.versions;
    view.decisions = summary.decisions;
    view.inputs = sheet.inputs;
    for (const auto& parameter : package.parameters())
        view.parameters.push_back(*parameter.sheet);
    for (const auto& file : package.files()) {
        view.files.push_back({file.name, std::int64_t(file.text.size())});
    }
    return view;
}

TextView view_of(const Registry& registry, store::Tx& tx, const http::Caller& caller,
                 const LoginOf& login_of, const TextRow& row) {
    TextView v;
    v.id = row.id;
    v.package = row.package;
    v.number = row.number;
    v.hash = row.hash;
    v.base_hash = row.base_hash;
    v.state = row.state;
    v.origin = row.origin;
    v.reason = row.reason;
    if (row.proposed_by) v.proposed_by = login_of(tx, row.proposed_by);
    v.proposed_at = row.proposed_at;
    if (row.decided_by && *row.decided_by) v.decided_by = login_of(tx, *row.decided_by);
    v.decided_at = row.decided_at;
    v.decision_reason = row.decision_reason;
    const auto person = registry.parts().person_of(tx, caller.account());
    v.mine = caller.account() == row.proposed_by || (person && person == row.proposed_by_person);
    return v;
}

std::shared_ptr<const decision::Package> package_or_text(Registry& registry, store::Tx& tx,
                                                         const http::Caller& caller,
                                                         const std::string& package,
                                                         const std::optional<TextId>& id) {
    if (!id) return registry.package_for(tx, caller, package);
    if (!caller.may_somewhere(may_use)) caller.require(may_use, registry.parts().root());
    if (registry.text(tx, *id).package != package) {
        throw refuse_not_found("rules.proposal_unknown",
                               {"没有这个提案或版本", "there is no such proposal or version"});
    }
    return registry.read_package(tx, *id);
}

void package_routes(http::Router& router, Registry& registry, LoginOf login_of) {
    router.read<http::None>(
        "GET", "/api/v1/rules",
        {.policy = Policy::open(),
         .tag = "rules",
         .words = {"可以查询的规则包", "Rule packages that the caller may ask"}},
        [&registry](Context& c, const http::None&, store::Tx& tx) {
            return list(registry, c, tx);
        });
    router.read<http::None>(
        "GET", "/api/v1/rules/{package}",
        {.policy = Policy::open(),
         .tag = "rules",
         .words =
             {"一个规则包：版本、法律依据、每个参数值及来源",
              "One package: versions, legal basis, every value of its parameters with source"}},
        [&registry](Context& c, const http::None&, store::Tx& tx) {
            PackageView view =
                view_of(registry, *registry.package_for(tx, c.caller, c.path.at("package")));
            tell_number(tx, view);
            return view;
        });
    router.raw<FileQuery>(
        "GET", "/api/v1/rules/{package}/files/{name}",
        {.policy = Policy::open(),
         .tag = "rules",
         .words = {"规则包的一个文件，?text= 取旧版本或提案的文件",
                   "A file of a package; ?text= of an older or proposed text"}},
        [&registry](Context& c, store::Store& store) {
            const auto query = http::read_query<FileQuery>(c.request.query);
            return store.read([&](store::Tx& tx) {
                return give_file(
                    *package_or_text(registry, tx, c.caller, c.path.at("package"), query.text),
                    c.path.at("name"));
            });
        });
    router.read<http::None>(
        "GET", "/api/v1/rules/{package}/history",
        {.policy = Policy::needs(may_use),
         .tag = "rules",
         .words = {"规则包生效过的所有版本", "Every text of a package that was ever in force"}},
        [&registry, login_of](Context& c, const http::None&, store::Tx& tx) {
            HistoryView out;
            registry.package_for(tx, c.caller, c.path.at("package"));
            for (const auto& row : registry.history(tx, c.path.at("package"))) {
                out.items.push_back(view_of(registry, tx, c.caller, login_of, row));
            }
            return out;
        });
}

void routes(http::Router& router, Registry& registry, LoginOf login_of) {
    package_routes(router, registry, login_of);
    asking_routes(router, registry);
    proposal_routes(router, registry, login_of);
    replay_routes(router, registry);
}

}  // namespace linli::rules
