#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "kernel/area/area_row.hpp"
#include "kernel/area/area_sql.hpp"
#include "kernel/area/import_rows.hpp"

namespace linli::area {

namespace {

// One area as the file wants it, beside the one that is there.
struct Change {
    std::optional<AreaRow> before;
    AreaRow after;
    std::optional<std::string> boundary;  // GeoJSON to store, when it differs
    std::vector<std::string> fields;      // what changes
};

bool is_code(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-';
    };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), fits);
}

// Compares the rows with the tree, highest level first, so that a parent in the same file is known
// before its children.
class Plan {
  public:
    Plan(store::Tx& tx, IdMaker& ids, Date today, const Importer& importer)
        : tx_(tx), ids_(ids), today_(today), importer_(importer) {
        for (AreaRow& row : tx.all<AreaRow>(sql_all)) {
            by_id_[row.id] = row.code;
            known_.emplace(row.code, std::move(row));
        }
    }

    void add(std::vector<ImportRow>& rows) {
        std::vector<std::pair<Level, ImportRow*>> order;
        for (ImportRow& row : rows) {
            if (const auto level = read_identity(row)) order.emplace_back(*level, &row);
        }
        for (const ImportRow& row : rows) {
            if (!row.faults.empty() && row.code) refused_.insert(*row.code);
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [level, row] : order)
            compare(*row, level);
    }

    std::vector<Change> changes;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;

  private:
    using Known = std::map<std::string, AreaRow, std::less<>>;

    // Code and level; nothing when they are not good enough to go on.
    std::optional<Level> read_identity(ImportRow& row) {
        if (!row.code || !is_code(*row.code)) {
            row.fault("code", "area.code_malformed",
                      {"代码不能为空，只能用数字、字母和连字符，最多 40 个",
                       "The code is needed: digits, letters and hyphens, at most 40"});
            return std::nullopt;
        }
        if (!seen_.insert(*row.code).second) {
            row.fault("code", "area.code_twice",
                      {"这个代码在文件里出现了两次，请只保留一行",
                       "This code appears twice in the file; keep one row"});
            return std::nullopt;
        }
        const auto existing = known_.find(*row.code);
        if (!row.level && existing != known_.end()) return existing->second.level;
        const auto level = level_from_text(row.level.value_or(""));
        if (!level) {
            row.fault("level", "field.bad_choice",
                      {"级别只能是：市、区、县、街道、镇、乡、社区、村、网格",
                       "The level must be city, district, street, community or grid"});
        } else if (existing != known_.end() && existing->second.level != *level) {
            row.fault(
                "level", "area.level_fixed",
                {"已有区域的级别不能改变；请停用它并用新代码添加",
                 "The level of an area cannot change; dissolve it and add one with a new code"});
        }
        return level;
    }

    void compare(ImportRow& row, Level level) {
        const auto existing = known_.find(*row.code);
        Change change;
        if (existing != known_.end()) change.before = existing->second;
        change.after = change.before.value_or(AreaRow{});
        change.after.code = *row.code;
        change.after.level = level;
        read_names(row, change);
        read_dates(row, change);
        read_parent(row, change);
        require_right(row, change);
        if (!row.faults.empty()) {
            refused_.insert(*row.code);
            return;
        }
        settle(row, std::move(change));
    }

    static void read_names(ImportRow& row, Change& change) {
        const auto too_long = [&](const char* field, std::size_t length_max) {
            row.fault(field, "field.too_long",
                      {fmt::format("名称最多 {} 个字", length_max),
                       fmt::format("The name may have at most {} characters", length_max)});
        };
        if (row.name_zh && !row.name_zh->empty()) change.after.name_zh = *row.name_zh;
        if (change.after.name_zh.empty() || (row.name_zh && row.name_zh->empty())) {
            row.fault("name_zh", "field.missing", {"缺少中文名称", "The Chinese name is missing"});
        }
        if (code_points(change.after.name_zh) > 60) too_long("name_zh", 60);
        if (row.name_en) change.after.name_en = row.name_en;
        if (change.after.name_en && change.after.name_en->empty()) change.after.name_en.reset();
        if (code_points(change.after.name_en.value_or("")) > 120) too_long("name_en", 120);
    }

    static std::optional<Date> read_date(ImportRow& row, const char* field,
                                         const std::string& text) {
        try {
            return date_from_text(text);
        } catch (const Refusal& refusal) {
            row.fault(field, refusal.code(), refusal.words());
            return std::nullopt;
        }
    }

    void read_dates(ImportRow& row, Change& change) const {
        if (!change.before) change.after.valid_from = today_;
        if (row.valid_from && !row.valid_from->empty()) {
            const auto date = read_date(row, "valid_from", *row.valid_from);
            if (date) change.after.valid_from = *date;
        }
        if (row.valid_to && row.valid_to->empty()) change.after.valid_to.reset();
        if (row.valid_to && !row.valid_to->empty()) {
            const auto date = read_date(row, "valid_to", *row.valid_to);
            if (date) change.after.valid_to = date;
        }
        if (change.after.valid_to && *change.after.valid_to < change.after.valid_from) {
            row.fault(
                "valid_to", "area.ends_before_it_begins",
                {"失效日期早于生效日期，请核对", "It ends before it begins; check the dates"});
        }
    }

    void read_parent(ImportRow& row, Change& change) {
        if (!row.parent_code) return;
        if (row.parent_code->empty()) {
            change.after.parent_id.reset();
            return;
        }
        const auto parent = known_.find(*row.parent_code);
        if (parent == known_.end() && refused_.contains(*row.parent_code)) {
            return row.fault("parent_code", "area.parent_refused",
                             {"上级区域的那一行有误，请先改正它",
                              "The row of the area above is faulty; correct that one first"});
        }
        if (parent == known_.end()) {
            return row.fault("parent_code", "area.parent_unknown",
                             {"没有这个上级代码，文件里和系统里都找不到",
                              "There is no area with this code, in the file or in the system"});
        }
        if (parent->second.level >= change.after.level) {
            return row.fault(
                "parent_code", "area.parent_level",
                {"上级区域的级别必须更高（市 > 区县 > 街道 > 社区 > 网格）",
                 "The area above must be of a higher level (city > district > street > "
                 "community > grid)"});
        }
        change.after.parent_id = parent->second.id;
    }

    // A new area needs the right over its parent, a change over the area and over its new parent.
    void require_right(ImportRow& row, const Change& change) const {
        const bool moved = !change.before || change.before->parent_id != change.after.parent_id;
        const bool may = (!change.before || importer_.may_keep(change.before->id)) &&
                         (!moved || may_put_below(change.after.parent_id));
        if (may) return;
        row.fault("code", "area.not_allowed",
                  {"您没有维护这个区域的权限，请联系上级管理员",
                   "You may not keep this area; ask the administrator above"});
    }

    // The right over a parent that is itself new comes from the area above that one.
    bool may_put_below(std::optional<AreaId> parent) const {
        while (parent && fresh_.contains(*parent)) {
            parent = known_.find(by_id_.at(*parent))->second.parent_id;
        }
        return importer_.may_keep(parent.value_or(AreaId{}));
    }

    void settle(const ImportRow& row, Change change) {
        if (!change.before) {
            change.after.id = ids_.make<AreaId>();
            by_id_[change.after.id] = change.after.code;
            fresh_.insert(change.after.id);
        }
        if (row.boundary) {
            std::string text = to_geojson(*row.boundary);
            const bool same = change.before && change.before->has_boundary &&
                              tx_.one<std::string>(sql_boundary, change.after.id) == text;
            if (!same) change.boundary = std::move(text);
            change.after.has_boundary = true;
        }
        change.after.search = search_text(change.after.name_zh, change.after.name_en);
        change.fields = differing(change);
        known_.insert_or_assign(change.after.code, change.after);
        if (change.before && change.fields.empty()) {
            ++unchanged;
            return;
        }
        ++(change.before ? changed : added);
        changes.push_back(std::move(change));
    }

    static std::vector<std::string> differing(const Change& change) {
        std::vector<std::string> fields;
        const AreaRow before = change.before.value_or(AreaRow{});
        if (before.parent_id != change.after.parent_id) fields.push_back("parent");
        if (before.name_zh != change.after.name_zh) fields.push_back("name_zh");
        if (before.name_en != change.after.name_en) fields.push_back("name_en");
        if (before.valid_from != change.after.valid_from) fields.push_back("valid_from");
        if (before.valid_to != change.after.valid_to) fields.push_back("valid_to");
        if (change.boundary) fields.push_back("boundary");
        return fields;
    }

    store::Tx& tx_;
    IdMaker& ids_;
    const Date today_;
    const Importer& importer_;
    Known known_;
    std::map<AreaId, std::string> by_id_;
    std::set<AreaId> fresh_;
    std::set<std::string> seen_;
    std::set<std::string> refused_;
};

void write_area(store::Tx& tx, const AreaRow& row, bool is_new) {
    if (is_new) {
        tx.run(sql_insert, row.id, row.code, row.parent_id, row.level, row.name_zh, row.name_en,
               row.valid_from, row.valid_to, row.search);
    } else {
        tx.run(sql_update, row.parent_id, row.level, row.name_zh, row.name_en, row.valid_from,
               row.valid_to, row.search, row.id);
    }
}

// The closure of the areas in `of`, by walking up from each.
void write_closure(store::Tx& tx, const std::vector<AreaId>& of) {
    std::map<AreaId, std::optional<AreaId>> parents;
    for (const AreaRow& row : tx.all<AreaRow>(sql_all))
        parents[row.id] = row.parent_id;
    for (const AreaId area : of) {
        std::int64_t depth = 0;
        for (std::optional<AreaId> at = area; at; at = parents.at(*at)) {
            tx.run(sql_closure_insert, *at, area, depth++);
        }
    }
}

void refresh_closure(store::Tx& tx, const std::vector<Change>& changes) {
    const bool moved = std::any_of(changes.begin(), changes.end(), [](const Change& change) {
        return change.before && change.before->parent_id != change.after.parent_id;
    });
    std::vector<AreaId> of;
    if (moved) {
        tx.run(sql_closure_clear);
        for (const AreaRow& row : tx.all<AreaRow>(sql_all))
            of.push_back(row.id);
    } else {
        for (const Change& change : changes) {
            if (!change.before) of.push_back(change.after.id);
        }
    }
    if (!of.empty()) write_closure(tx, of);
}

void apply(store::Tx& tx, const std::vector<Change>& changes, Crs source_crs,
           const journal::Journal& journal, AccountId actor) {
    for (const Change& change : changes) {
        write_area(tx, change.after, !change.before);
        if (change.boundary) {
            tx.run(sql_boundary_put, change.after.id, source_crs, *change.boundary);
        }
        journal::Entry entry;
        entry.actor = actor;
        entry.area = change.after.id;
        entry.action = change.before ? "area.changed" : "area.added";
        entry.subject_kind = "area";
        entry.subject_id = change.after.id.value;
        entry.details = {{"code", change.after.code}, {"fields", to_json(change.fields)}};
        journal.append(tx, entry);
    }
    refresh_closure(tx, changes);
    tx.run(sql_raise_version);
}

void count_faults(ImportReport& report, const std::vector<ImportRow>& rows) {
    for (const ImportRow& row : rows) {
        ++report.rows_read;
        ++(row.faults.empty() ? report.rows_good : report.rows_bad);
        for (const FieldFault& fault : row.faults) {
            if (report.faults.size() >= import_faults_max) break;
            report.faults.push_back(
                {row.line, row.row, fault.field, fault.code, fault.words.zh, fault.words.en});
        }
    }
}

}  // namespace

ImportReport Areas::import(store::Tx& tx, const ImportRequest& request, const Importer& importer) {
    Crs source_crs = Crs::wgs84;
    std::vector<ImportRow> rows = read_rows(request, source_crs);
    Plan plan(tx, ids_, date_in_china(clock_.now()), importer);
    plan.add(rows);
    ImportReport report;
    report.dry_run = request.dry_run;
    count_faults(report, rows);
    report.added = plan.added;
    report.changed = plan.changed;
    report.unchanged = plan.unchanged;
    const bool acceptable = report.rows_bad == 0 || request.accept_partial.value_or(false);
    report.applied = !request.dry_run && acceptable;
    if (report.applied && !plan.changes.empty()) {
        apply(tx, plan.changes, source_crs, journal_, importer.account);
    }
    return report;
}

}  // namespace linli::area
