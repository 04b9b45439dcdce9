// The tabular data package: rows checked, then nested as the JSON serialisation nests them.
#include <charconv>
#include <map>
#include <set>

#include "interop/hsds/csv.hpp"
#include "interop/hsds/hsds.hpp"
#include "interop/hsds/shapes.hpp"

namespace linli::hsds {
namespace {

using place::RecordKind;

struct Row {
    json::object object;
    std::string file;
    std::int64_t line = 0, row = 0;
    bool used = false;
};
// Rows of one table, in the order of the file.
using Table = std::vector<Row>;

// Which column of a child names its owner, and where it goes there.
struct Nesting {
    std::string_view child, column, owner, member;
};
// Deepest first, so that a child is whole before it is put into its owner.
constexpr Nesting nestings[] = {
    {"language", "phone_id", "phone", "languages"},
    {"phone", "contact_id", "contact", "phones"},
    {"language", "location_id", "location", "languages"},
    {"address", "location_id", "location", "addresses"},
    {"contact", "location_id", "location", "contacts"},
    {"accessibility", "location_id", "location", "accessibility"},
    {"phone", "location_id", "location", "phones"},
    {"schedule", "location_id", "location", "schedules"},
    {"funding", "organization_id", "organization", "funding"},
    {"contact", "organization_id", "organization", "contacts"},
    {"phone", "organization_id", "organization", "phones"},
    {"program", "organization_id", "organization", "programs"},
    {"organization_identifier", "organization_id", "organization", "organization_identifiers"},
    {"url", "organization_id", "organization", "additional_websites"},
    {"location", "organization_id", "organization", "locations"},
    {"contact", "service_at_location_id", "service_at_location", "contacts"},
    {"phone", "service_at_location_id", "service_at_location", "phones"},
    {"schedule", "service_at_location_id", "service_at_location", "schedules"},
    {"service_area", "service_at_location_id", "service_at_location", "service_areas"},
    {"phone", "service_id", "service", "phones"},
    {"schedule", "service_id", "service", "schedules"},
    {"service_area", "service_id", "service", "service_areas"},
    {"language", "service_id", "service", "languages"},
    {"funding", "service_id", "service", "funding"},
    {"cost_option", "service_id", "service", "cost_options"},
    {"required_document", "service_id", "service", "required_documents"},
    {"contact", "service_id", "service", "contacts"},
    {"url", "service_id", "service", "additional_urls"},
    {"service_capacity", "service_id", "service", "capacities"},
};

class Package {
  public:
    explicit Package(place::Parsed& out) : out_(out) {}

    void read(const place::ImportFile& file) {
        const std::size_t slash = file.name.find_last_of("/\\");
        const std::string_view base =
            std::string_view(file.name).substr(slash == std::string::npos ? 0 : slash + 1);
        if (base == "datapackage.json") return;
        const Shape* shape = shape_of_file(base);
        if (!shape) {
            out_.fault(file.name, 0, 0, "", "hsds.file_unknown",
                       {"文件名不是 HSDS 表格之一（如 services.csv），已跳过",
                        "Not one of the HSDS tables (such as services.csv); passed over"},
                       true);
            return;
        }
        const CsvTable csv = parse_csv(file.text, file.name);
        std::int64_t n = 0;
        for (const CsvRow& row : csv.rows)
            read_row(*shape, file.name, csv.header, row, ++n);
    }

    void nest() {
        nest_single("attribute", "taxonomy_term_id", "taxonomy_term", "taxonomy_term");
        nest_single("taxonomy_term", "taxonomy_id", "taxonomy", "taxonomy_detail", true);
        for (Row& attribute : tables_["attribute"])
            if (auto* term = attribute.object.if_contains("taxonomy_term");
                term && term->is_object())
                if (const Row* whole = find("taxonomy_term", text(term->get_object(), "id")))
                    *term = whole->object;
        nest_single("service_capacity", "unit_id", "unit", "unit");
        nest_by_link("attribute", "link_id", "attributes");
        nest_by_link("metadata", "resource_id", "metadata");
        for (const Nesting& n : nestings)
            nest_many(n);
        nest_single("service_at_location", "location_id", "location", "location");
        nest_single("service", "program_id", "program", "program");
        nest_single("service", "organization_id", "organization", "organization");
        nest_many({"service_at_location", "service_id", "service", "service_at_locations"});
        report_orphans();
    }

    void emit() {
        emit_table("taxonomy", RecordKind::taxonomy, false);
        emit_table("taxonomy_term", RecordKind::taxonomy_term, false);
        emit_table("organization", RecordKind::organization, false);
        emit_table("service", RecordKind::service, false);
        emit_table("service_at_location", RecordKind::service_at_location, true);
        emit_table("location", RecordKind::location, true);
    }

  private:
    static std::string text(const json::object& o, std::string_view m) {
        return place::text_member(o, m);
    }

    Row* find(std::string_view table, const std::string& id) {
        const auto rows = index_.find(std::pair(std::string(table), id));
        return rows == index_.end() ? nullptr : &tables_[std::string(table)][rows->second];
    }

    void read_row(const Shape& shape, const std::string& file,
                  const std::vector<std::string>& header, const CsvRow& csv, std::int64_t n) {
        ++out_.rows_read;
        bool broken = false;
        const auto tell = [&](ShapeFault fault) {
            broken = broken || !fault.warning;
            out_.fault(file, csv.line, n, std::move(fault.field), std::move(fault.code),
                       std::move(fault.words), fault.warning);
        };
        Row row{{}, file, csv.line, n, false};
        if (csv.cells.size() != header.size())
            tell({"",
                  "hsds.cells_do_not_match",
                  {"有 " + std::to_string(csv.cells.size()) + " 格，表头有 " +
                       std::to_string(header.size()) + " 格",
                   std::to_string(csv.cells.size()) + " cells under " +
                       std::to_string(header.size()) + " headers"}});
        for (std::size_t i = 0; i < header.size() && i < csv.cells.size(); ++i)
            if (!csv.cells[i].empty()) row.object[header[i]] = cell(shape, header[i], csv.cells[i]);
        json::object checked = row.object;
        // In a table these stand in other rows, referred to by id.
        for (const MemberShape& m : shape.members)
            if (m.required && m.type == MemberType::object &&
                checked.contains(std::string(m.name) + "_id"))
                checked[m.name] =
                    json::object{{"id", text(checked, std::string(m.name) + "_id")}, {"name", "-"}};
        check_shape(shape, checked, "", tell);
        const std::string id = text(row.object, "id");
        if (!id.empty() && index_.contains(std::pair(std::string(shape.name), id)))
            tell({"id",
                  "hsds.id_twice",
                  {"同一编号在文件中出现了两次", "This id appears twice in the file"}});
        if (broken) {
            ++out_.rows_bad;
            return;
        }
        Table& table = tables_[std::string(shape.name)];
        index_[std::pair(std::string(shape.name), id)] = table.size();
        table.push_back(std::move(row));
    }

    static json::value cell(const Shape& shape, const std::string& name, const std::string& text) {
        const MemberShape* m = shape.find(name);
        if (!m || m->type != MemberType::number) return json::value(text);
        std::int64_t whole = 0;
        const char* const end = text.data() + text.size();
        if (const auto r = std::from_chars(text.data(), end, whole);
            r.ec == std::errc{} && r.ptr == end)
            return whole;
        double real = 0;
        if (const auto r = std::from_chars(text.data(), end, real);
            r.ec == std::errc{} && r.ptr == end)
            return real;
        return json::value(text);  // the shape's check says that it is no number
    }

    // The child as it stands inside its owner: without the columns that only told where it belongs.
    static json::object inside(const Row& row) {
        json::object o = row.object;
        for (const char* column :
             {"location_id", "service_id", "organization_id", "contact_id", "phone_id",
              "service_at_location_id", "link_id", "taxonomy_term_id", "unit_id", "resource_id"})
            o.erase(column);
        return o;
    }

    void nest_many(const Nesting& n) {
        for (Row& child : tables_[std::string(n.child)]) {
            const std::string id = text(child.object, n.column);
            if (id.empty()) continue;
            Row* owner = find(n.owner, id);
            if (!owner) {
                unknown_owner(child, n.column);
                continue;
            }
            json::value& list = owner->object[n.member];
            if (!list.is_array()) list = json::array();
            list.get_array().push_back(inside(child));
            child.used = true;
        }
    }

    void nest_single(std::string_view table, std::string_view column, std::string_view other,
                     std::string_view member, bool keep_column = false) {
        for (Row& row : tables_[std::string(table)]) {
            const std::string id = text(row.object, column);
            if (id.empty()) continue;
            Row* found = find(other, id);
            if (!found) {
                unknown_owner(row, column);
                continue;
            }
            row.object[member] = found->object;
            if (!keep_column) row.object.erase(column);
            found->used = true;
        }
    }

    // Attributes and change records may hang on any object.
    void nest_by_link(std::string_view table, std::string_view column, std::string_view member) {
        for (Row& child : tables_[std::string(table)]) {
            const std::string id = text(child.object, column);
            for (auto& [name, rows] : tables_) {
                if (name == table || id.empty()) continue;
                Row* owner = find(name, id);
                if (!owner) continue;
                json::value& list = owner->object[member];
                if (!list.is_array()) list = json::array();
                list.get_array().push_back(inside(child));
                child.used = true;
                break;
            }
        }
    }

    void unknown_owner(const Row& row, std::string_view column) {
        out_.fault(row.file, row.line, row.row, std::string(column), "hsds.reference_unknown",
                   {"引用的编号在这些文件里没有，这一处未关联",
                    "The id that it refers to is not in these files"},
                   true);
    }

    void report_orphans() {
        static const std::set<std::string_view> whole{"service",
                                                      "organization",
                                                      "taxonomy",
                                                      "taxonomy_term",
                                                      "service_at_location",
                                                      "location",
                                                      "meta_table_description",
                                                      "unit"};
        for (const auto& [name, rows] : tables_)
            for (const Row& row : rows)
                if (!row.used && !whole.contains(name))
                    out_.fault(row.file, row.line, row.row, "id", "hsds.row_belongs_nowhere",
                               {"这一行不属于任何服务、机构或地点，未导入",
                                "This row belongs to no service, organisation or place; not taken"},
                               true);
    }

    void emit_table(const char* table, RecordKind kind, bool only_unused) {
        for (Row& row : tables_[table])
            if (!only_unused || !row.used)
                out_.items.push_back({kind, std::move(row.object), row.file, row.line, row.row});
    }

    place::Parsed& out_;
    std::map<std::string, Table> tables_;
    std::map<std::pair<std::string, std::string>, std::size_t> index_;
};

}  // namespace

place::Parsed parse_csv_files(const place::ImportRequest& request, const place::Categories&) {
    place::Parsed out;
    Package package(out);
    for (const place::ImportFile& file : request.files)
        package.read(file);
    package.nest();
    package.emit();
    return out;
}

}  // namespace linli::hsds
