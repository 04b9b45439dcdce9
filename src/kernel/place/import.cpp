#include "kernel/place/import.hpp"

#include <limits>

#include "kernel/place/import_checks.hpp"
#include "kernel/place/place_sql.hpp"

namespace linli::place {

struct ImportRow {
    std::int64_t id = 0;
    AreaId area_id;
    AccountId account_id;
    Instant made_at;
    std::string format, source, licence;
    ImportReport report;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (),
                      (id, area_id, account_id, made_at, format, source, licence, report))

struct ImportsQuery {
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(ImportsQuery, (), (cursor))

struct ImportItemView {
    std::string id;
    Instant made_at;
    std::string format, source, licence;
    std::int64_t rows_read = 0, rows_good = 0, rows_bad = 0;
    std::int64_t added = 0, changed = 0, unchanged = 0, duplicates = 0;
};
BOOST_DESCRIBE_STRUCT(ImportItemView, (),
                      (id, made_at, format, source, licence, rows_read, rows_good, rows_bad, added,
                       changed, unchanged, duplicates))

namespace {

constexpr int imports_page = 50;

// Leaves a unit of work that was only a trial; carries what it found out.
struct OnlyTried {
    ImportReport report;
};

void add_fault(ImportReport& report, ImportFault fault) {
    if (report.faults.size() < import_faults_max) report.faults.push_back(std::move(fault));
}

}  // namespace

Limits limits(const ImportFile*) {
    return {{"name", {.length_min = 1, .length_max = 200}}, {"text", {.length_max = 32U << 20}}};
}
Limits limits(const ImportRequest*) {
    return {{"files", {.length_min = 1, .length_max = 40}},
            {"source", {.length_min = 1, .length_max = 200}},
            {"licence", {.length_max = 200}}};
}

void Parsed::fault(const std::string& file, std::int64_t line, std::int64_t row, std::string field,
                   std::string code, Words words, bool warning) {
    if (faults.size() >= import_faults_max) return;
    faults.push_back({file, line, row, std::move(field), std::move(code), std::move(words.zh),
                      std::move(words.en), warning});
}

namespace {

ImportFault warning(const ImportItem& item, std::string field, std::string code, Words words) {
    return {item.file,           item.line,           item.row, std::move(field), std::move(code),
            std::move(words.zh), std::move(words.en), true};
}

ImportFault duplicate_warning(const ImportItem& item, ListingId other) {
    const std::string named = other ? "（" + to_text(other) + "）" : "";
    return warning(item, "", "place.duplicate",
                   {"与已有的服务" + named +
                        "重复（同名且外部编号相同、电话相同或相距 50 米以内），已关联，未重复添加",
                    "The same as a listing that is already there (same name, and same external "
                    "identifier, same phone or within 50 m); linked, not added again"});
}

ImportFault crs_warning(const ImportItem& item, const CrsLint::Suspicion& s) {
    return warning(
        item, "crs", "place.crs_suspect",
        {"与同名地点的偏差正好是坐标系之差：坐标像是 " + s.is + "，却按 " + s.as +
             " 读入。请核对，并用 --crs " + s.is + " 重新导入（不同坐标系的行请分成两个文件）",
         "Lies off the place of the same name by just what the coordinate systems "
         "differ: it looks like " +
             s.is + " and was read as " + s.as + ". Check it, and import again with --crs " + s.is +
             " (rows in different systems in files of their own)"});
}

ImportFault kept_warning(const ImportItem& item, const std::vector<std::string>& kept) {
    std::string names;
    for (const auto& name : kept)
        names += (names.empty() ? "" : ", ") + name;
    return warning(item, names, "place.members_kept",
                   {"文件中没有 " + names +
                        "，已保留原有内容。要清除，请在文件中写成空值，或选择整条替换（replace）",
                    "The file does not have " + names +
                        "; what is stored was kept. To remove it, give it empty in the file, or "
                        "ask for whole replacement (replace)"});
}

// Throws OnlyTried where nothing is to stay.
ImportReport apply_import(store::Tx& tx, Directory& directory, const Importer& importer,
                          const ImportRequest& request, const Parsed& parsed) {
    const bool apply =
        !request.dry_run && (parsed.rows_bad == 0 || request.accept_partial.value_or(false));
    // A licence that the data brings with it (ODbL) cannot be talked away by the request.
    const Provenance provenance{request.source,
                                parsed.licence ? *parsed.licence : request.licence.value_or(""),
                                directory.next_id(), request.area_id.value_or(AreaId{}).value};
    ImportReport report;
    report.dry_run = request.dry_run;
    report.rows_read = parsed.rows_read;
    report.rows_bad = parsed.rows_bad;
    report.rows_good = parsed.rows_read - parsed.rows_bad;
    report.faults = parsed.faults;
    Directory::Importing importing(directory, tx, importer.account, provenance);
    CrsLint crs(directory.catalogue());
    for (const ImportItem& item : parsed.items) {
        if (item.kind == RecordKind::service) {
            if (const auto suspicion = crs.look_at(item.doc))
                add_fault(report, crs_warning(item, *suspicion));
        }
        std::vector<std::string> kept;
        const json::object doc =
            request.replace.value_or(false) ? item.doc : completed(tx, item.kind, item.doc, kept);
        if (!kept.empty()) add_fault(report, kept_warning(item, kept));
        if (const auto duplicate = importing.put(item.kind, doc))
            add_fault(report, duplicate_warning(item, *duplicate));
    }
    importing.finish(importer.may_import);
    report.added = importing.added;
    report.changed = importing.changed;
    report.unchanged = importing.unchanged;
    report.duplicates = importing.duplicates;
    report.applied = apply;
    if (!apply) throw OnlyTried{std::move(report)};
    directory.record_import(tx, importer.account, AreaId{provenance.area_id}, request.format,
                            provenance, report);
    return report;
}

}  // namespace

ImportReport run_import(store::Store& store, Directory& directory, const Importer& importer,
                        const ImportRequest& request, const ImportParser& parser) {
    const Parsed parsed = parser(request, directory.categories());
    try {
        return store.write(
            [&](store::Tx& tx) { return apply_import(tx, directory, importer, request, parsed); });
    } catch (OnlyTried& tried) {
        return std::move(tried.report);
    }
}

void import_routes(http::Router& router, Directory& directory,
                   std::map<std::string, ImportParser> parsers) {
    router.raw<http::None, ImportRequest, ImportReport>(
        "POST", "/api/v1/directory-imports",
        {.policy = http::Policy::needs("place.import"),
         .tag = "place",
         .words = {"导入服务目录（HSDS、CSV、GeoJSON、OSM）",
                   "Import directory data (HSDS, CSV, GeoJSON, OSM)"},
         .body_bytes_max = 32U << 20},
        [&directory, parsers](http::Context& c, http::Unit& unit) {
            const auto request = http::read_body<ImportRequest>(c.request);
            const auto parser = parsers.find(request.format);
            if (parser == parsers.end())
                throw refuse_field("format", "place.format_unknown",
                                   {"不认识这种格式，请用 hsds_json、hsds_csv、geojson 或 osm",
                                    "Unknown format; use hsds_json, hsds_csv, geojson or osm"});
            if (request.area_id) c.caller.require("place.import", *request.area_id);
            const Importer importer{c.caller.account(), [&](AreaId area) {
                                        return area ? c.caller.may("place.import", area)
                                                    : c.caller.may_somewhere("place.import");
                                    }};
            const Parsed parsed = parser->second(request, directory.categories());
            try {
                return unit.write([&](store::Tx& tx) {
                    return http::respond(apply_import(tx, directory, importer, request, parsed));
                });
            } catch (const OnlyTried& tried) {
                // The trial is undone; its report is kept for the same Idempotency-Key all the
                // same.
                return unit.write([&](store::Tx&) { return http::respond(tried.report); });
            }
        });
    router.read<ImportsQuery>(
        "GET", "/api/v1/directory-imports",
        {.policy = http::Policy::needs("place.import"),
         .tag = "place",
         .words = {"导入记录", "Past imports"}},
        [](http::Context& c, const ImportsQuery& q, store::Tx& tx) {
            http::Page<ImportItemView> page;
            const std::int64_t before = q.cursor ? id_from_text(http::open_cursor(*q.cursor))
                                                 : std::numeric_limits<std::int64_t>::max();
            std::int64_t last = 0;
            int rows = 0;
            for (const ImportRow& r : tx.all<ImportRow>(sql_imports, before, imports_page)) {
                last = r.id;
                ++rows;
                if (r.area_id && !c.caller.may("place.import", r.area_id)) continue;
                page.items.push_back({id_to_text(r.id), r.made_at, r.format, r.source, r.licence,
                                      r.report.rows_read, r.report.rows_good, r.report.rows_bad,
                                      r.report.added, r.report.changed, r.report.unchanged,
                                      r.report.duplicates});
            }
            if (rows == imports_page) page.next = http::seal_cursor(id_to_text(last));
            return page;
        });
}

namespace {

// Walks over a JSON text without understanding more of it than strings and brackets.
class Walker {
  public:
    explicit Walker(std::string_view text) : text_(text) {}

    std::vector<std::int64_t> lines() {
        std::vector<std::int64_t> out;
        int depth = 0, list_depth = 0;
        bool expecting = false;  // the next value is an element of the list
        std::string_view key;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') ++line_;
            if (c == '"') {
                const std::string_view word = string();
                if (depth == 1) key = word;
                continue;
            }
            ++at_;
            if (c == '[' || c == '{') {
                if (expecting && depth == list_depth) {
                    out.push_back(line_);
                    expecting = false;
                }
                ++depth;
                if (c == '[' && list_depth == 0 && (depth == 1 || (depth == 2 && is_list(key)))) {
                    list_depth = depth;
                    expecting = true;
                }
            } else if (c == ']' || c == '}') {
                if (list_depth != 0 && depth == list_depth) return out;
                --depth;
            } else if (c == ',' && depth == list_depth) {
                expecting = true;
            }
        }
        return out;
    }

  private:
    static bool is_list(std::string_view key) {
        return key == "contents" || key == "features" || key == "elements";
    }
    std::string_view string() {
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"')
            at_ += text_[at_] == '\\' ? 2 : 1;
        const std::size_t end = std::min(at_, text_.size());
        at_ = end + 1;
        return text_.substr(begin, end - begin);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace

std::vector<std::int64_t> element_lines(std::string_view text) {
    return Walker(text).lines();
}

}  // namespace linli::place
