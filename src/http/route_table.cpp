#include "http/route_table.hpp"

#include <algorithm>

#include "base/refusal.hpp"

namespace linli::http {

namespace {

// Splits "/a/b" into a, b; stops one beyond the most that a pattern may have.
std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    std::size_t begin = 1;
    while (begin <= path.size() && segments.size() <= RouteTable::segments_max) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        segments.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return segments;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

[[noreturn]] void bad_route(const std::string& method, const std::string& pattern,
                            const char* what) {
    throw BrokenInvariant("route " + method + " " + pattern + ": " + what);
}

bool is_text(std::string_view segment) {
    return segment.find_first_of("{}%?#\\ ") == std::string_view::npos;
}

}  // namespace

std::vector<std::string> parameter_names(std::string_view pattern) {
    std::vector<std::string> names;
    for (const auto segment : segments_of(pattern)) {
        if (is_parameter(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
    }
    return names;
}

void RouteTable::add(const std::string& method, const std::string& pattern, int index) {
    if (pattern.empty() || pattern.front() != '/') bad_route(method, pattern, "must begin with /");
    const auto segments = segments_of(pattern);
    if (segments.size() > segments_max) bad_route(method, pattern, "has too many segments");
    auto names = parameter_names(pattern);
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
        bad_route(method, pattern, "names a parameter twice");
    }
    Node* node = &root_;
    for (const auto segment : segments) {
        if (is_parameter(segment)) {
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
            continue;
        }
        if (!is_text(segment)) bad_route(method, pattern, "has a segment that is no plain text");
        auto& child = node->children[std::string(segment)];
        if (!child) child = std::make_unique<Node>();
        node = child.get();
    }
    if (!node->methods.try_emplace(method, index).second) {
        bad_route(method, pattern, "is registered already");
    }
}

bool RouteTable::descend(const Node& node, std::string_view method,
                         const std::vector<std::string_view>& segments, std::size_t at,
                         RouteMatch& match) {
    if (at == segments.size()) {
        const auto found = node.methods.find(method);
        if (found != node.methods.end()) {
            match.index = found->second;
            return true;
        }
        for (const auto& [name, index] : node.methods)
            match.methods.push_back(name);
        return false;
    }
    const auto child = node.children.find(segments[at]);
    if (child != node.children.end() && descend(*child->second, method, segments, at + 1, match)) {
        return true;
    }
    if (!node.parameter || segments[at].empty()) return false;
    match.values.emplace_back(segments[at]);
    if (descend(*node.parameter, method, segments, at + 1, match)) return true;
    match.values.pop_back();
    return false;
}

RouteMatch RouteTable::find(std::string_view method, std::string_view path) const {
    RouteMatch match;
    const auto segments = segments_of(path);
    if (segments.size() <= segments_max) descend(root_, method, segments, 0, match);
    std::sort(match.methods.begin(), match.methods.end());
    match.methods.erase(std::unique(match.methods.begin(), match.methods.end()),
                        match.methods.end());
    return match;
}

}  // namespace linli::http
