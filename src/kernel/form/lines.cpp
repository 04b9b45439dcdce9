// The filled form in words, for prints and summaries.
#include <fmt/format.h>

#include "base/text.hpp"
#include "kernel/form/state.hpp"

namespace linli::form {

namespace {

Words date_words(std::string_view text) {
    const auto number = [&](std::size_t at) {
        return std::string(text.substr(at, 1) == "0" ? text.substr(at + 1, 1) : text.substr(at, 2));
    };
    Words out = {std::string(text), std::string(text)};
    if (text.size() < 10) return out;
    out.zh = fmt::format("{}年{}月{}日", text.substr(0, 4), number(5), number(8));
    out.en = std::string(text.substr(0, 10));
    if (text.size() >= 16) {
        out.zh += fmt::format(" {}", text.substr(11, 5));
        out.en += fmt::format(" {}", text.substr(11, 5));
    }
    return out;
}

Words value_words(const Component& c, const json::value& v) {
    const auto option = [&](const json::value& chosen) -> Words {
        if (!chosen.is_string()) return {};
        const Option* o = c.option(chosen.get_string());
        if (!o) return {std::string(chosen.get_string()), std::string(chosen.get_string())};
        return {o->zh, o->en};
    };
    if (v.is_null()) return {};
    if (c.is_choice()) return option(v);
    if (v.is_bool()) return v.get_bool() ? Words{"是", "Yes"} : Words{"否", "No"};
    if (v.is_array() && c.is_choices()) {
        Words out;
        for (const auto& item : v.get_array()) {
            const Words w = option(item);
            out.zh += (out.zh.empty() ? "" : "、") + w.zh;
            out.en += (out.en.empty() ? "" : ", ") + w.en;
        }
        return out;
    }
    if (v.is_string()) {
        const std::string text(v.get_string());
        return c.type == Type::datetime ? date_words(text) : Words{text, text};
    }
    const decision::Value number = decision::from_json_value(v);
    const std::string text = decision::display(number);
    const auto with = [&](const std::string& suffix) {
        return suffix.empty() ? text : text + " " + suffix;
    };
    return {with(c.suffix_zh), with(c.suffix_en)};
}

void gather(const Components& components, const std::string& at, std::vector<std::string>& out) {
    for (const auto& c : components) {
        if (c->type == Type::decoration) continue;
        std::string path = at;
        for (const auto& p : c->path)
            path += (path.empty() ? "" : ".") + p;
        if (c->type == Type::group)
            gather(c->children, path, out);
        else
            out.push_back(std::move(path));
    }
}

}  // namespace

std::vector<FieldLine> Form::lines(const json::object& data, Instant now) const {
    const State state(components_, data, now);
    std::vector<FieldLine> out;
    if (state.too_many()) return out;
    state.each([&](const Node& n) {
        const Component& c = *n.component;
        if (c.type == Type::dynamiclist) return;
        Words said = value_words(c, n.value);
        if (said.zh.empty()) return;
        const std::string& name = c.path.empty() ? n.path : c.path.back();
        out.push_back({n.path, n.row_zh + (c.zh.empty() ? name : c.zh),
                       n.row_en + (c.en.empty() ? name : c.en), std::move(said.zh),
                       std::move(said.en)});
    });
    return out;
}

std::vector<std::string> Form::keys() const {
    std::vector<std::string> out;
    gather(components_, "", out);
    return out;
}

}  // namespace linli::form
