#include "base/yaml.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace linli {
namespace {

constexpr int depth_max = 32;

Refusal malformed(std::string_view name, const YAML::Mark& mark, const std::string& what) {
    const std::string at = std::string(name) + ":" + std::to_string(mark.line + 1) + ":" +
                           std::to_string(mark.column + 1);
    return {RefusalKind::malformed,
            "yaml.malformed",
            {at + " 的 YAML 写法有误，请改正后重试（" + what + "）",
             at + " is not valid YAML; correct it and try again (" + what + ")"}};
}

template <class T>
bool reads_whole(const std::string& text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

json::value scalar(const YAML::Node& node) {
    const std::string& text = node.Scalar();
    if (node.Tag() == "!") return json::value(text);  // it was quoted
    if (text == "true") return true;
    if (text == "false") return false;
    if (text.empty() || text == "null" || text == "~") return nullptr;
    std::int64_t whole = 0;
    if (reads_whole(text, whole)) return whole;
    double real = 0;
    if (reads_whole(text, real)) return real;
    return json::value(text);
}

json::value convert(const YAML::Node& node, std::string_view name, int depth) {
    if (depth > depth_max) throw malformed(name, node.Mark(), "deeper than 32 levels");
    if (node.IsScalar()) return scalar(node);
    if (node.IsSequence()) {
        json::array out;
        for (const auto& item : node)
            out.push_back(convert(item, name, depth + 1));
        return out;
    }
    if (node.IsMap()) {
        json::object out;
        for (const auto& entry : node) {
            const std::string key = entry.first.Scalar();
            if (!out.emplace(key, convert(entry.second, name, depth + 1)).second) {
                throw malformed(name, entry.first.Mark(), "\"" + key + "\" stands twice");
            }
        }
        return out;
    }
    return nullptr;
}

}  // namespace

json::value parse_yaml(std::string_view text, std::string_view name) {
    try {
        return convert(YAML::Load(std::string(text)), name, 0);
    } catch (const YAML::Exception& e) {
        throw malformed(name, e.mark, e.msg);
    }
}

}  // namespace linli
