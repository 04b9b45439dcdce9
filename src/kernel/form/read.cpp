#include "kernel/form/read.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace linli::form {

namespace {

constexpr std::size_t faults_max = 100;
constexpr std::size_t levels_max = 4;  // of one key

struct Named {
    std::string_view name;
    Type type;
};
constexpr Named types[] = {
    {"textfield", Type::textfield}, {"textarea", Type::textarea},
    {"number", Type::number},       {"checkbox", Type::checkbox},
    {"radio", Type::radio},         {"select", Type::select},
    {"checklist", Type::checklist}, {"taglist", Type::taglist},
    {"datetime", Type::datetime},   {"expression", Type::expression},
    {"group", Type::group},         {"dynamiclist", Type::dynamiclist},
    {"text", Type::decoration},     {"html", Type::decoration},
    {"image", Type::decoration},    {"separator", Type::decoration},
    {"spacer", Type::decoration},   {"button", Type::decoration},
    {"iframe", Type::decoration},   {"table", Type::decoration},
};

const json::object& object_at(const json::object& o, std::string_view member) {
    static const json::object nothing;
    const json::value* v = o.if_contains(member);
    return v && v->is_object() ? v->get_object() : nothing;
}

std::string joined(const std::vector<std::string>& path) {
    std::string out;
    for (const auto& p : path)
        out += (out.empty() ? "" : ".") + p;
    return out;
}

// A name that FEEL and form-js read alike: letters (Chinese too), digits and "_", no digit first.
bool is_name(std::string_view s) {
    if (s.empty() || s.size() > 100 || (s.front() >= '0' && s.front() <= '9')) return false;
    if (s == "__proto__" || s == "constructor" || s == "prototype") return false;
    return std::all_of(s.begin(), s.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    });
}

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> out;
    while (true) {
        const auto dot = path.find('.');
        out.emplace_back(path.substr(0, dot));
        if (dot == std::string_view::npos) return out;
        path.remove_prefix(dot + 1);
    }
}

std::string key_member(Type t) {
    return t == Type::group || t == Type::dynamiclist ? "path" : "key";
}

}  // namespace

const Option* Component::option(std::string_view value) const {
    for (const auto& o : options)
        if (o.value == value) return &o;
    return nullptr;
}

json::value Component::empty() const {
    if (is_text()) return json::string();
    if (type == Type::checkbox) return false;
    if (is_choices()) return json::array();
    return nullptr;
}

void FormReader::fault(const std::string& at, std::string_view code, std::string zh,
                       std::string en) {
    if (faults_.size() < faults_max)
        faults_.push_back({at, std::string(code), {std::move(zh), std::move(en)}});
}

std::string FormReader::text(const json::object& o, std::string_view member, const std::string& at,
                             std::size_t bytes_max) {
    const json::value* v = o.if_contains(member);
    if (!v || v->is_null()) return {};
    if (v->is_string() && v->get_string().size() <= bytes_max)
        return std::string(trim(std::string_view(v->get_string())));
    fault(at + "." + std::string(member), "form.member",
          fmt::format("应当是不超过 {} 字节的文字", bytes_max),
          fmt::format("must be a text of at most {} bytes", bytes_max));
    return {};
}

bool FormReader::flag(const json::object& o, std::string_view member, const std::string& at) {
    const json::value* v = o.if_contains(member);
    if (!v || v->is_null()) return false;
    if (v->is_bool()) return v->get_bool();
    fault(at + "." + std::string(member), "form.member", "应当是 true 或 false",
          "must be true or false");
    return false;
}

// FEEL in a schema begins with "=".
std::optional<decision::Expression> FormReader::feel(const json::value& v, const std::string& at) {
    const bool is_feel = v.is_string() && v.get_string().starts_with("=");
    if (!is_feel || v.get_string().size() > 4000) {
        fault(at, "form.not_feel", "应当是以“=”开头、不超过 4000 字节的 FEEL 表达式",
              "must be a FEEL expression that begins with \"=\", of at most 4000 bytes");
        return std::nullopt;
    }
    try {
        auto e =
            decision::Expression::compile(std::string_view(v.get_string()).substr(1), vocabulary_);
        for (const auto& name : e.certain_variables())
            if (!names_.contains(name))
                fault(at, "form.unknown_name",
                      fmt::format("表达式里的“{}”不是这张表单的字段；清单里的字段写作 this.字段",
                                  name),
                      fmt::format("\"{}\" in the expression is no field of this form; a field of "
                                  "the same row is written this.field",
                                  name));
        return e;
    } catch (const Refusal& refusal) {
        fault(at, "form.feel", refusal.words().zh, refusal.words().en);
        return std::nullopt;
    }
}

// The names that FEEL may use, known before the first expression is read.
void FormReader::gather_names(const json::value& components, bool in_list) {
    if (!components.is_array()) return;
    for (const auto& c : components.get_array()) {
        if (!c.is_object()) continue;
        const auto& o = c.get_object();
        const json::value* key = o.if_contains("key");
        const json::value* path = o.if_contains("path");
        const bool list = o.if_contains("type") && o.at("type") == "dynamiclist";
        for (const json::value* v : {key, path}) {
            if (!v || !v->is_string() || v->get_string().empty()) continue;
            const auto parts = split(v->get_string());
            if (!in_list) names_.insert(parts.front());
            for (const auto& p : parts)
                vocabulary_.members.push_back(p);
        }
        // What a group with a path holds has the name of the group.
        const bool below = path && path->is_string() && !path->get_string().empty();
        if (const json::value* inner = o.if_contains("components"))
            gather_names(*inner, in_list || list || below);
    }
}

bool FormReader::type(Component& c, const json::object& o, const std::string& at) {
    const std::string name = text(o, "type", at);
    for (const auto& t : types)
        if (t.name == name) {
            c.type = t.type;
            return true;
        }
    if (name == "filepicker" || name == "documentPreview")
        fault(at + ".type", "form.files",
              "文件不放在表单里，请写进事项的材料清单（item.yaml 的 materials）",
              "files do not belong into a form: name them among the materials of the item "
              "(item.yaml, materials)");
    else
        fault(at + ".type", "form.unknown_component",
              fmt::format("没有“{}”这种组件，系统不能检查它", name),
              fmt::format("\"{}\" is no component that can be checked", name));
    return false;
}

void FormReader::words(Component& c, const json::object& o, const std::string& at) {
    const auto& properties = object_at(o, "properties");
    const auto& appearance = object_at(o, "appearance");
    std::string_view member = "label";
    if (c.type == Type::datetime) {
        member = o.contains("dateLabel")   ? "dateLabel"
                 : o.contains("timeLabel") ? "timeLabel"
                                           : "label";
    }
    c.zh = text(o, member, at, 400);
    c.en = text(properties, "en", at + ".properties", 4000);
    c.suffix_zh = text(appearance, "suffixAdorner", at + ".appearance", 100);
    c.suffix_en = text(properties, "en_suffix", at + ".properties", 100);
    if (c.suffix_en.empty()) c.suffix_en = c.suffix_zh;
    if (c.en.empty()) c.en = c.zh;
    if (!c.is_field() || c.type == Type::expression) return;
    const std::string where = at + "." + std::string(member);
    if (c.zh.empty())
        fault(where, "form.no_label", "字段要有名称（label），出错时用它告诉人",
              "a field needs a label: faults are told by it");
    else if (c.zh.starts_with("=") || c.zh.find("{{") != std::string::npos)
        fault(where, "form.computed_label", "字段的名称不能是算出来的，请写成文字",
              "the label of a field may not be computed: write it as text");
}

void FormReader::key(Component& c, const json::object& o, const std::string& at,
                     const std::vector<std::string>& base, Scope& scope) {
    const std::string member = key_member(c.type);
    const std::string key = text(o, member, at, 400);
    if (key.empty()) {
        if (c.type != Type::group)
            fault(at + "." + member, "form.no_key", "要有 " + member + "，数据才有名字",
                  "needs a " + member + " to give its data a name");
        return;
    }
    c.path = split(key);
    if (c.path.size() > levels_max || !std::all_of(c.path.begin(), c.path.end(), is_name)) {
        fault(at + "." + member, "form.bad_key",
              fmt::format(
                  "“{}”不能用：只能有字母、汉字、数字和下划线，不以数字开头，用点分层（最多 4 层）",
                  key),
              fmt::format("\"{}\" cannot be used: letters, digits and \"_\" only, no digit first, "
                          "at most 4 levels parted by a point",
                          key));
        c.path.clear();
        return;
    }
    std::vector<std::string> way = base;
    bool collides = false;
    for (std::size_t i = 0; i < c.path.size(); ++i) {
        way.push_back(c.path[i]);
        const bool last = i + 1 == c.path.size();
        const bool closed = last && c.type != Type::group;
        const auto [it, fresh] = scope.taken.emplace(joined(way), closed);
        collides = collides || (!fresh && (closed || it->second));
    }
    if (collides)
        fault(at + "." + member, "form.key_twice", fmt::format("“{}”已经用过", key),
              fmt::format("\"{}\" is used already", key));
}

// Whether it is shown and may be changed.
void FormReader::shown(Component& c, const json::object& o, const std::string& at) {
    c.disabled = flag(o, "disabled", at);
    if (const json::value* r = o.if_contains("readonly"); r && !r->is_null() && !r->is_bool())
        feel(*r, at + ".readonly");
    const auto& conditional = object_at(o, "conditional");
    for (const auto& kv : conditional) {
        const std::string where = at + ".conditional." + std::string(kv.key());
        if (kv.key() != "hide")
            fault(where, "form.member", "系统不检查它，请删去", "is not checked: please remove it");
        else if (!kv.value().is_null() && kv.value() != "")
            c.hide = feel(kv.value(), where);
    }
}

Components FormReader::components(const json::value& list, const std::string& at, std::size_t depth,
                                  const std::vector<std::string>& base, Scope& scope,
                                  bool in_list) {
    Components out;
    if (!list.is_array()) {
        fault(at, "form.member", "应当是组件的清单", "must be a list of components");
        return out;
    }
    if (depth > depth_max) {
        fault(at, "form.too_deep", fmt::format("组与清单最多套 {} 层", depth_max),
              fmt::format("groups and lists nest at most {} deep", depth_max));
        return out;
    }
    std::size_t i = 0;
    for (const auto& item : list.get_array()) {
        const std::string here = fmt::format("{}[{}]", at, i++);
        if (++count_ > components_max) {
            fault(here, "form.too_many", fmt::format("组件不能超过 {} 个", components_max),
                  fmt::format("a form has at most {} components", components_max));
            return out;
        }
        if (!item.is_object())
            fault(here, "form.member", "应当是一个组件", "must be a component");
        else if (auto c = component(item.get_object(), here, depth, base, scope, in_list))
            out.push_back(std::move(c));
    }
    return out;
}

ComponentPtr FormReader::component(const json::object& o, const std::string& at, std::size_t depth,
                                   const std::vector<std::string>& base, Scope& scope,
                                   bool in_list) {
    auto c = std::make_shared<Component>();
    if (!type(*c, o, at)) return nullptr;
    const std::string id = text(o, "id", at, 200);
    if (!id.empty() && !ids_.insert(id).second)
        fault(at + ".id", "form.id_twice", fmt::format("id “{}”已经用过", id),
              fmt::format("the id \"{}\" is used already", id));
    words(*c, o, at);
    shown(*c, o, at);
    if (c->type == Type::decoration) return c;
    key(*c, o, at, base, scope);
    if (c->is_container()) {
        std::vector<std::string> inner = base;
        inner.insert(inner.end(), c->path.begin(), c->path.end());
        const json::value* list = o.if_contains("components");
        static const json::value none = json::array();
        Scope own;
        const bool repeats = c->type == Type::dynamiclist;
        if (repeats) rows(*c, o, at);
        c->children = components(list ? *list : none, at + ".components", depth + 1,
                                 repeats ? std::vector<std::string>{} : inner,
                                 repeats ? own : scope, in_list || repeats);
        return c;
    }
    if (c->type == Type::expression) {
        const json::value* e = o.if_contains("expression");
        c->compute = feel(e ? *e : json::value(), at + ".expression");
        const std::string on = text(o, "computeOn", at);
        if (!on.empty() && on != "change" && on != "presubmit")
            fault(at + ".computeOn", "form.member", "只能是 change 或 presubmit",
                  "must be change or presubmit");
        return c;
    }
    options(*c, o, at);
    number(*c, o, at);
    moment(*c, o, at);
    validation(*c, o, at);
    return c;
}

std::shared_ptr<const Form> FormReader::read(std::string_view source, std::string_view file) {
    const auto faulty = [&](std::vector<FieldFault> faults, const Words& why) {
        return Refusal(RefusalKind::unprocessable, "form.faulty",
                       {fmt::format("表单 {} 不能用：{}", file, why.zh),
                        fmt::format("the form {} cannot be used: {}", file, why.en)},
                       std::move(faults));
    };
    json::value schema;
    try {
        schema = parse_json(source, {.bytes_max = form_bytes_max, .depth_max = 32});
    } catch (const Refusal& r) {
        throw faulty({{"", "form.not_json", r.words()}}, r.words());
    }
    FormReader reader;
    std::shared_ptr<Form> form(new Form());
    const bool is_form = schema.is_object() && schema.get_object().if_contains("type") &&
                         schema.get_object().at("type") == "default" &&
                         schema.get_object().contains("components");
    if (!is_form) {
        const Words words = {"这不是 form-js 的表单：应当有 \"type\": \"default\" 和 components",
                             "this is no form of form-js: it has \"type\": \"default\" and "
                             "components"};
        throw faulty({{"", "form.not_form", words}}, words);
    }
    const auto& root = schema.get_object();
    if (const json::value* v = root.if_contains("schemaVersion")) {
        const bool known = v->is_int64() && v->get_int64() >= 1 && v->get_int64() <= 19;
        if (!known)
            reader.fault("schemaVersion", "form.version", "只认识第 1 到 19 版的表单",
                         "only schema versions 1 to 19 are known");
    }
    reader.gather_names(root.at("components"), false);
    for (const auto& name : reader.names_)
        reader.vocabulary_.variables.push_back({name, ""});
    for (const char* own : {"this", "parent", "i", "_this_", "_parent_", "_i_"})
        reader.names_.insert(own);
    Scope scope;
    form->components_ = reader.components(root.at("components"), "components", 1, {}, scope, false);
    if (!reader.faults_.empty()) {
        const Words first = {reader.faults_.front().field + "：" + reader.faults_.front().words.zh,
                             reader.faults_.front().field + ": " + reader.faults_.front().words.en};
        throw faulty(std::move(reader.faults_), first);
    }
    form->schema_ = std::move(schema);
    return form;
}

std::shared_ptr<const Form> Form::read(std::string_view text, std::string_view file) {
    return FormReader::read(text, file);
}

}  // namespace linli::form
