#include "kernel/place/routes.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/coordinates.hpp"
#include "kernel/place/report_limit.hpp"

namespace linli::place {

struct ListingQuery {
    std::optional<double> lat, lng;
    std::optional<std::string> crs;
    std::optional<double> radius_m;
    std::optional<std::string> q;
    std::vector<std::string> category;
    std::optional<std::string> open_at;  // "now" or an RFC 3339 instant
    std::optional<std::string> bbox;     // west,south,east,north
    std::optional<AreaId> area;
    std::optional<Wheelchair> wheelchair;
    std::optional<Sort> sort;
    std::optional<std::string> cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListingQuery, (),
                      (lat, lng, crs, radius_m, q, category, open_at, bbox, area, wheelchair, sort,
                       cursor, limit))
inline Limits limits(const ListingQuery*) {
    return {{"q", {.length_max = 60}},
            {"category", {.length_max = 30}},
            {"limit", {.min = 1, .max = 500}}};
}

struct CategoryList {
    std::vector<Category> items;
};
BOOST_DESCRIBE_STRUCT(CategoryList, (), (items))

struct ConfirmationForm {
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ConfirmationForm, (), (note))
inline Limits limits(const ConfirmationForm*) {
    return {{"note", {.length_max = 200}}};
}

struct ProblemForm {
    ProblemKind kind = ProblemKind::other;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ProblemForm, (), (kind, note))
inline Limits limits(const ProblemForm*) {
    return {{"note", {.length_max = 200}}};
}

struct HistoryQuery {
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(HistoryQuery, (), (cursor))

struct HistoryItem {
    std::string id;
    Instant changed_at;
    std::string action;
    std::vector<std::string> fields;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (id, changed_at, action, fields))

struct ProblemItem {
    std::string id;
    ProblemKind kind = ProblemKind::other;
    std::string note;
    Instant made_at;
};
BOOST_DESCRIBE_STRUCT(ProblemItem, (), (id, kind, note, made_at))

namespace {

constexpr double radius_m_max = 50'000;
constexpr int limit_default = 50;
constexpr int history_page = 50;

std::size_t offset_of(const std::optional<std::string>& cursor) {
    if (!cursor) return 0;
    const std::string plain = http::open_cursor(*cursor);
    std::size_t n = 0;
    std::from_chars(plain.data(), plain.data() + plain.size(), n);
    return n;
}

Search search_of(const Directory& directory, const ListingQuery& q, Instant now) {
    Search s;
    if (q.lat.has_value() != q.lng.has_value())
        throw refuse_field(q.lat ? "lng" : "lat", "place.point_incomplete",
                           {"请同时给出 lat 和 lng", "Give both lat and lng"});
    if (q.lat) {
        const WgsPoint p = wgs84_from(*q.lat, *q.lng, q.crs.value_or(""));
        s.centre = GeoPoint{p.lat, p.lng};
    }
    if (q.radius_m) {
        if (!(*q.radius_m > 0 && *q.radius_m <= radius_m_max))
            throw refuse_field("radius_m", "place.radius_out_of_range",
                               {"半径请在 1 到 50000 米之间", "The radius is 1 to 50,000 metres"});
        if (!s.centre)
            throw refuse_field(
                "lat", "place.point_missing",
                {"给出半径时请同时给出 lat、lng 和 crs", "A radius needs lat, lng and crs"});
        s.radius_m = *q.radius_m;
    }
    if (q.bbox) {
        const BoundingBox b = box_from_text(*q.bbox);
        s.box = GeoBox{b.south, b.west, b.north, b.east};
    }
    if (q.q) s.words = *q.q;
    for (const std::string& code : q.category) {
        if (!directory.categories().find(code))
            throw refuse_field(
                "category", "place.category_unknown",
                {"没有“" + code + "”这个分类", "There is no category \"" + code + "\""});
        s.categories |= directory.categories().subtree(code);
    }
    if (q.open_at) s.open_at = *q.open_at == "now" ? now : instant_from_text(*q.open_at);
    s.wheelchair = q.wheelchair;
    s.sort = q.sort;
    if (s.sort == Sort::distance && !s.centre)
        throw refuse_field(
            "sort", "place.point_missing",
            {"按距离排序需要 lat、lng 和 crs", "Sorting by distance needs lat, lng and crs"});
    return s;
}

std::string list_json(const Directory& directory, const ListingQuery& q, const Search& search,
                      Instant now) {
    const Catalogue& catalogue = directory.catalogue();
    const auto found = catalogue.search(search);
    const std::size_t from = std::min(offset_of(q.cursor), found.size());
    const std::size_t to =
        std::min(found.size(), from + static_cast<std::size_t>(q.limit.value_or(limit_default)));
    std::string out = "{\"items\":[";
    for (std::size_t i = from; i < to; ++i) {
        if (i > from) out += ',';
        catalogue.write_json(found[i], now, out);
    }
    out += ']';
    if (to < found.size())
        out += ",\"next\":" + to_json_text(http::seal_cursor(std::to_string(to)));
    out += ",\"total\":" + std::to_string(found.size());
    out += ",\"data_as_of\":\"" + to_text(catalogue.data_as_of()) + "\"}";
    return out;
}

// Answered from memory alone: the area tree is there too.
http::Response list(const Directory& directory, const http::Context& c, const ListingQuery& q) {
    Search search = search_of(directory, q, c.now);
    if (q.area && directory.areas().subtree) {
        auto ids = directory.areas().subtree(*q.area);
        std::sort(ids.begin(), ids.end());
        search.areas = std::move(ids);
    }
    return {.status = 200,
            .headers = {{"Content-Type", "application/json"}},
            .body = list_json(directory, q, search, c.now)};
}

void reading(http::Router& router, Directory& directory) {
    router.read<http::None>("GET", "/api/v1/categories",
                            {.policy = http::Policy::open(),
                             .tag = "place",
                             .words = {"服务分类", "Categories of services"},
                             .cross_origin = true,
                             .cache_s = 300,
                             .etag_from_body = true},
                            [&directory](http::Context&, const http::None&) {
                                return CategoryList{directory.categories().all()};
                            });
    router.read<ListingQuery>(
        "GET", "/api/v1/listings",
        {.policy = http::Policy::open(),
         .tag = "place",
         .words = {"附近的服务，可按距离、分类、词语、营业时间查找",
                   "Services nearby: by distance, category, words, opening hours"},
         .cross_origin = true,
         .etag_from_body = true},
        [&directory](http::Context& c, const ListingQuery& q) { return list(directory, c, q); });
    router.read<http::None>("GET", "/api/v1/listings/{id}",
                            {.policy = http::Policy::open(),
                             .tag = "place",
                             .words = {"一条服务信息", "One listing"},
                             .cross_origin = true},
                            [&directory](http::Context& c, const http::None&, store::Tx& tx) {
                                ListingDetail detail = directory.detail(
                                    directory.get(tx, c.path_id<ListingId>("id")), c.now);
                                c.etag(detail.etag);
                                return detail;
                            });
    router.read<HistoryQuery>(
        "GET", "/api/v1/listings/{id}/history",
        {.policy = http::Policy::needs("place.keep"),
         .tag = "place",
         .words = {"一条服务信息的修改记录", "The changes of a listing"}},
        [&directory](http::Context& c, const HistoryQuery& q, store::Tx& tx) {
            const ListingRow row = directory.get(tx, c.path_id<ListingId>("id"));
            c.caller.require("place.keep", row.area_id);
            const std::int64_t before = q.cursor ? id_from_text(http::open_cursor(*q.cursor))
                                                 : std::numeric_limits<std::int64_t>::max();
            http::Page<HistoryItem> page;
            std::int64_t last = 0;
            for (const ListingChange& change :
                 directory.history(tx, row.id, before, history_page)) {
                last = change.id;
                page.items.push_back(
                    {id_to_text(change.id), change.changed_at, change.action, change.fields});
            }
            if (page.items.size() == history_page) page.next = http::seal_cursor(id_to_text(last));
            return page;
        });
    router.read<http::None>(
        "GET", "/api/v1/listings/{id}/problem-reports",
        {.policy = http::Policy::needs("place.keep"),
         .tag = "place",
         .words = {"尚未处理的问题反映", "Problem reports not handled yet"}},
        [&directory](http::Context& c, const http::None&, store::Tx& tx) {
            const ListingRow row = directory.get(tx, c.path_id<ListingId>("id"));
            c.caller.require("place.keep", row.area_id);
            http::Page<ProblemItem> page;
            for (const ProblemReport& r : directory.open_reports(tx, row.id))
                page.items.push_back({id_to_text(r.id), r.kind, r.note, r.made_at});
            return page;
        });
}

void writing(http::Router& router, Directory& directory) {
    router.write<ListingForm>(
        "POST", "/api/v1/listings",
        {.policy = http::Policy::needs("place.keep"),
         .tag = "place",
         .words = {"新增一条服务信息", "Add a listing"}},
        [&directory](http::Context& c, const ListingForm& form, store::Tx& tx) {
            check(form, directory.categories());
            c.caller.require("place.keep", directory.area_of(form));
            ListingDetail detail =
                directory.detail(directory.add(tx, c.caller.account(), form), c.now);
            c.etag(detail.etag);
            return http::Created<ListingDetail>{detail, "/api/v1/listings/" + detail.id};
        });
    router.write<ListingForm>(
        "PUT", "/api/v1/listings/{id}",
        {.policy = http::Policy::needs("place.keep"),
         .tag = "place",
         .words = {"修改一条服务信息", "Change a listing"}},
        [&directory](http::Context& c, const ListingForm& form, store::Tx& tx) {
            const ListingRow old = directory.get(tx, c.path_id<ListingId>("id"));
            c.caller.require("place.keep", old.area_id);
            if (form.area_id) c.caller.require("place.keep", *form.area_id);
            c.require_match(std::to_string(old.version));
            ListingDetail detail =
                directory.detail(directory.change(tx, c.caller.account(), old, form), c.now);
            c.etag(detail.etag);
            return detail;
        });
    router.write<ConfirmationForm>(
        "POST", "/api/v1/listings/{id}/confirmations",
        {.policy = http::Policy::needs("place.keep"),
         .tag = "place",
         .words = {"确认信息仍然正确", "Confirm that a listing is still right"}},
        [&directory](http::Context& c, const ConfirmationForm& form, store::Tx& tx) {
            const ListingRow old = directory.get(tx, c.path_id<ListingId>("id"));
            c.caller.require("place.keep", old.area_id);
            return directory.detail(
                directory.confirm(tx, c.caller.account(), old, form.note.value_or("")), c.now);
        });
    router.write<http::None>("POST", "/api/v1/listings/{id}/problem-reports/handled",
                             {.policy = http::Policy::needs("place.keep"),
                              .tag = "place",
                              .words = {"问题反映已处理", "Mark the problem reports as handled"}},
                             [&directory](http::Context& c, const http::None&, store::Tx& tx) {
                                 const ListingRow row =
                                     directory.get(tx, c.path_id<ListingId>("id"));
                                 c.caller.require("place.keep", row.area_id);
                                 directory.handle_reports(tx, c.caller.account(), row);
                             });
    const auto limit = std::make_shared<ReportLimit>();
    router.write<ProblemForm>(
        "POST", "/api/v1/listings/{id}/problem-reports",
        {.policy = http::Policy::open(),
         .tag = "place",
         .words = {"反映信息有误（无需登录）", "Report that a listing is wrong (no login needed)"},
         .body_bytes_max = 4096},
        [&directory, limit](http::Context& c, const ProblemForm& form, store::Tx& tx) {
            const ListingRow row = directory.get(tx, c.path_id<ListingId>("id"));
            limit->take(c.request.address, c.now);
            directory.report_problem(tx, row, form.kind, form.note.value_or(""));
        });
}

}  // namespace

void routes(http::Router& router, Directory& directory) {
    reading(router, directory);
    writing(router, directory);
}

}  // namespace linli::place
