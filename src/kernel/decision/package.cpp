#include "kernel/decision/package.hpp"

#include <map>
#include <set>

#include "base/yaml.hpp"
#include "crypto/hash.hpp"
#include "kernel/decision/dated.hpp"
#include "kernel/decision/model_info.hpp"

namespace linli::decision {

inline Limits limits(const PackageSheet*) {
    return {{"package", {.length_min = 1, .length_max = 60}}, {"owner", {.length_min = 1}}};
}

namespace {

constexpr std::size_t files_max = 200;
constexpr std::size_t bytes_max = 64 << 20;

struct ParameterFile {
    std::vector<ParameterSheet> parameters;
};
BOOST_DESCRIBE_STRUCT(ParameterFile, (), (parameters))
struct ExampleFile {
    std::vector<Example> examples;
};
BOOST_DESCRIBE_STRUCT(ExampleFile, (), (examples))

[[noreturn]] void malformed(const std::string& where, Words words) {
    throw Refusal(RefusalKind::unprocessable, "decision.package_malformed",
                  {where + "：" + words.zh, where + ": " + words.en},
                  {{where, "decision.package_malformed", words}});
}

// The fields of a refusal, with the file before them.
template <class T>
T read_form(const json::value& yaml, const std::string& file) {
    try {
        return from_json<T>(yaml);
    } catch (const Refusal& r) {
        auto fields = r.fields();
        for (auto& f : fields)
            f.field = file + ":" + f.field;
        Words words = r.words();
        if (!fields.empty())
            words = {fields[0].field + "：" + fields[0].words.zh,
                     fields[0].field + ": " + fields[0].words.en};
        throw Refusal(RefusalKind::unprocessable, "decision.package_malformed", words,
                      std::move(fields));
    }
}

const PackageFile* find_file(const std::vector<PackageFile>& files, std::string_view name) {
    for (const auto& f : files)
        if (f.name == name) return &f;
    return nullptr;
}

std::string digest(const std::vector<const PackageFile*>& files) {
    crypto::Hasher hasher(crypto::Hash::sha256);
    for (const auto* f : files) {
        hasher.update(f->name).update(std::string_view("\0", 1));
        hasher.update(f->text).update(std::string_view("\0", 1));
    }
    return crypto::to_hex(hasher.finish());
}

bool is_package_name(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                                std::string_view::npos;
}

// Entries of one area have different ids, end after they begin and supersede only what is there.
template <class T>
void check_dates(const std::vector<T>& all, const std::string& where) {
    std::set<std::pair<std::string, std::string>> ids;
    for (const auto& t : all)
        if (!ids.emplace(t.area.value_or(""), t.id()).second)
            malformed(where, {"有两个 " + t.id(), "there are two entries named " + t.id()});
    for (const auto& t : all) {
        if (t.until && *t.until < t.from)
            malformed(where, {t.id() + " 的失效日早于生效日", t.id() + " ends before it begins"});
        for (const auto& id : t.supersedes)
            if (id == t.id() || !ids.contains({t.area.value_or(""), id}))
                malformed(where, {t.id() + " 取代的 " + id + " 不存在",
                                  t.id() + " supersedes " + id + ", which is not there"});
    }
}

Words dated_words(const std::string& what_zh, const std::string& what_en, Date at, Date known,
                  const std::vector<std::string>& areas) {
    std::string places;
    for (const auto& area : areas)
        places += (places.empty() ? "" : ", ") + area;
    const std::string zh = "（适用日 " + to_text(at) + "，知悉日 " + to_text(known) +
                           (places.empty() ? "" : "，地区 " + places) + "）";
    const std::string en = " (in force at " + to_text(at) + ", known at " + to_text(known) +
                           (places.empty() ? "" : ", area " + places) + ")";
    return {what_zh + zh, what_en + en};
}

}  // namespace

std::shared_ptr<const Package> Package::read(const std::vector<PackageFile>& files) {
    std::size_t bytes = 0;
    for (const auto& f : files)
        bytes += f.text.size();
    if (files.size() > files_max || bytes > bytes_max)
        malformed("package", {"规则包太大（最多 200 个文件、64 MiB）",
                              "the package is too large (at most 200 files and 64 MiB)"});
    const auto* head = find_file(files, "package.yaml");
    if (!head) malformed("package.yaml", {"缺少这个文件", "the file is missing"});
    std::shared_ptr<Package> p(new Package);
    p->files_ = files;
    std::sort(p->files_.begin(), p->files_.end(),
              [](const PackageFile& a, const PackageFile& b) { return a.name < b.name; });
    p->sheet_ = read_form<PackageSheet>(parse_yaml(head->text, head->name), head->name);
    if (!is_package_name(p->sheet_.package))
        malformed("package.yaml:package",
                  {"只能用小写字母、数字和下划线", "use lower case letters, digits and _ only"});
    if (const auto* f = find_file(files, "parameters.yaml"))
        p->read_parameters(parse_yaml(f->text, f->name));
    if (const auto* f = find_file(files, "examples.yaml"))
        p->examples_ = read_form<ExampleFile>(parse_yaml(f->text, f->name), f->name).examples;
    p->check_names();
    p->load_versions();
    std::vector<const PackageFile*> all;
    for (const auto& f : p->files_)
        all.push_back(&f);
    p->hash_ = digest(all);
    return p;
}

void Package::check_parameter(const ParameterSheet& sheet) const {
    const std::string where = "parameters.yaml:" + sheet.name;
    static const std::set<std::string, std::less<>> types{"number",   "text",     "date", "boolean",
                                                          "duration", "rounding", "table"};
    if (!types.contains(sheet.type))
        malformed(where, {"不认识的类型 " + sheet.type,
                          "unknown type " + sheet.type +
                              " (number, text, date, boolean, duration, rounding, table)"});
    if ((sheet.type == "table") == sheet.columns.empty())
        malformed(where,
                  {"只有 table 类型要写 columns", "columns belong to tables, and only there"});
    check_dates(sheet.values, where);
    const bool free = sheet.configuration.value_or(sheet_.configuration.value_or(false));
    for (const auto& v : sheet.values) {
        const bool sourced = v.source && !v.source->empty();
        const std::string place = where + " " + v.id();
        if (sourced && v.unsourced.value_or(false))
            malformed(place,
                      {"既写了来源又写了没有来源", "has a source and says that it has none"});
        if (sourced || (free && v.unsourced.value_or(false))) continue;
        throw Refusal(RefusalKind::unprocessable, "decision.parameter_unsourced",
                      {place + " 没有来源；法定数值必须写明来源，经办机构自定的要写 configuration "
                               "和 unsourced",
                       place + " has no source: a value of the law must name it; one of the "
                               "operator's choice says configuration and unsourced"});
    }
}

void Package::read_parameters(const json::value& yaml) {
    parameter_sheets_ = read_form<ParameterFile>(yaml, "parameters.yaml").parameters;
    for (auto& sheet : parameter_sheets_) {
        check_parameter(sheet);
        LoadedParameter loaded{&sheet, {}};
        for (const auto& v : sheet.values) {
            auto value = parameter_value(sheet, v.value);
            if (!value)
                malformed("parameters.yaml:" + sheet.name + " " + v.id(),
                          {"数值不是类型 " + sheet.type, "the value is not of type " + sheet.type});
            loaded.values.push_back(std::move(*value));
        }
        parameters_.push_back(std::move(loaded));
    }
}

void Package::check_names() const {
    std::map<std::string, std::string> seen;
    const auto add = [&](const std::string& name, const std::optional<std::string>& code) {
        if (!seen.emplace(name, name).second || (code && !seen.emplace(*code, name).second))
            malformed("package.yaml",
                      {"名称或代码重复：" + name, "a name or code stands twice: " + name});
    };
    for (const auto& p : parameter_sheets_)
        add(p.name, p.code);
    for (const auto& i : sheet_.inputs)
        add(i.name, i.code);
    for (const auto& d : sheet_.decisions)
        add(d.name, d.code);
    std::set<std::string> ids;
    for (const auto& e : examples_)
        if (!ids.insert(e.id).second)
            malformed("examples.yaml", {"例子重复：" + e.id, "two examples named " + e.id});
}

void Package::load_versions() {
    if (sheet_.versions.empty())
        malformed("package.yaml:versions", {"至少要有一个版本", "at least one version is needed"});
    check_dates(sheet_.versions, "package.yaml:versions");
    for (const auto& v : sheet_.versions) {
        const std::string where = "package.yaml:versions " + v.version;
        if (v.models.empty()) malformed(where, {"没有写模型文件", "names no model file"});
        std::vector<const PackageFile*> files;
        std::vector<ModelText> others;
        for (const auto& name : v.models) {
            const auto* f = find_file(files_, name);
            if (!f) malformed(where, {"没有文件 " + name, "there is no file " + name});
            files.push_back(f);
            if (files.size() > 1) others.push_back({f->name, f->text});
        }
        LoadedVersion loaded{&v, nullptr, digest(files)};
        for (const auto& earlier : versions_)
            if (earlier.hash == loaded.hash) loaded.model = earlier.model;
        if (!loaded.model) loaded.model = Model::read({files[0]->name, files[0]->text}, others);
        versions_.push_back(std::move(loaded));
    }
}

const LoadedVersion& Package::version_at(Date at, Date known,
                                         const std::vector<std::string>& areas) const {
    const auto found = Dated(sheet_.versions).holding(at, known, areas);
    if (found.size() == 1) return versions_[found[0]];
    if (found.empty())
        throw refuse_conflict(
            "decision.version_missing",
            dated_words("规则包 " + sheet_.package + " 没有适用的版本",
                        "the package " + sheet_.package + " has no version", at, known, areas));
    std::string names;
    for (const auto i : found)
        names += (names.empty() ? "" : ", ") + sheet_.versions[i].version;
    throw refuse_conflict(
        "decision.version_ambiguous",
        dated_words("规则包 " + sheet_.package + " 有几个版本同时适用：" + names,
                    "several versions of the package " + sheet_.package + " hold: " + names, at,
                    known, areas));
}

const LoadedParameter* Package::parameter(std::string_view name_or_code) const {
    for (const auto& p : parameters_)
        if (p.sheet->name == name_or_code || p.sheet->code == name_or_code) return &p;
    return nullptr;
}

std::string Package::decision_name(std::string_view name_or_code) const {
    for (const auto& d : sheet_.decisions)
        if (d.code == name_or_code) return d.name;
    return std::string(name_or_code);
}

std::string Package::input_name(std::string_view name_or_code) const {
    for (const auto& i : sheet_.inputs)
        if (i.code == name_or_code) return i.name;
    return std::string(name_or_code);
}

const ElementLabel* Package::input_label(std::string_view name) const {
    for (const auto& i : sheet_.inputs)
        if (i.name == name) return &i;
    return nullptr;
}

Words Package::label(std::string_view name) const {
    const std::string text(name);
    const auto words = [&](const auto& l) {
        return Words{l.zh.value_or(text), l.en.value_or(text)};
    };
    for (const auto& i : sheet_.inputs)
        if (i.name == name) return words(i);
    for (const auto& d : sheet_.decisions)
        if (d.name == name) return words(d);
    if (const auto* p = parameter(name)) return words(*p->sheet);
    return {text, text};
}

DecisionForm Package::form(std::string_view decision, const LoadedVersion& version) const {
    const std::string name = decision_name(decision);
    const ModelParts& parts = version.model->parts();
    const Element* element = parts.find(Element::Form::decision, name, "");
    if (!element)
        throw refuse_not_found(
            "decision.unknown",
            {"规则包里没有决策「" + name + "」", "the package has no decision \"" + name + "\""});
    DecisionForm form{name, "", version.sheet->version, label(name), {}, {}};
    for (const auto& d : sheet_.decisions)
        if (d.name == name) form.code = d.code.value_or("");
    for (const auto* e : requirements(parts, *element)) {
        if (e->form != Element::Form::input) continue;
        if (parameter(e->name)) {
            form.parameters.push_back(e->name);
            continue;
        }
        InputField field = describe_input(parts, *e);
        field.label = label(e->name);
        if (const auto* l = input_label(e->name)) {
            field.code = l->code.value_or("");
            field.optional = l->optional.value_or(false);
            field.unit = l->unit.value_or("");
        }
        form.inputs.push_back(std::move(field));
    }
    return form;
}

namespace {

std::optional<Value> simple_value(const std::string& type, const json::value& v) {
    const Value raw = from_json_value(v);
    if (type == "boolean") return raw.is(Kind::boolean) ? std::optional(raw) : std::nullopt;
    if (type == "number") {
        if (raw.is(Kind::number)) return raw;
        const auto n = raw.is(Kind::string) ? Number::parse(raw.text()) : std::nullopt;
        return n ? std::optional<Value>(*n) : std::nullopt;
    }
    if (!raw.is(Kind::string)) return std::nullopt;
    if (type == "text") return raw;
    if (type == "date") {
        const auto d = parse_date(raw.text());
        return d ? std::optional<Value>(*d) : std::nullopt;
    }
    if (const auto d = parse_months_duration(raw.text())) return Value(*d);
    if (const auto d = parse_days_duration(raw.text())) return Value(*d);
    return std::nullopt;
}

// {digits: 2, mode: "half up"}
std::optional<Value> rounding_value(const json::value& v) {
    static const std::set<std::string, std::less<>> modes{"half up", "half down", "half even", "up",
                                                          "down",    "floor",     "ceiling"};
    const Value raw = from_json_value(v);
    if (!raw.is(Kind::context) || raw.context().entries.size() != 2) return std::nullopt;
    const Value* digits = raw.context().find("digits");
    const Value* mode = raw.context().find("mode");
    if (!digits || !digits->is(Kind::number) || !digits->number().is_whole() || !mode ||
        !mode->is(Kind::string) || !modes.contains(mode->text()))
        return std::nullopt;
    return raw;
}

}  // namespace

std::optional<Value> parameter_value(const ParameterSheet& sheet, const json::value& v) {
    if (sheet.type == "rounding") return rounding_value(v);
    if (sheet.type != "table") return simple_value(sheet.type, v);
    if (!v.is_array()) return std::nullopt;
    std::vector<Value> rows;
    for (const auto& row : v.get_array()) {
        if (!row.is_array() || row.get_array().size() != sheet.columns.size()) return std::nullopt;
        std::vector<std::pair<std::string, Value>> cells;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            auto cell = simple_value(sheet.columns[i].type, row.get_array()[i]);
            if (!cell) return std::nullopt;
            cells.emplace_back(sheet.columns[i].name, std::move(*cell));
        }
        rows.push_back(Context::make(std::move(cells)));
    }
    return Value(std::move(rows));
}

}  // namespace linli::decision
