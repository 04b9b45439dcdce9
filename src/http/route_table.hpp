// The tree of patterns: which route answers a path.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace linli::http {

// What was found for a path: index < 0 means that no route of the method is there; `methods` then
// lists those that are (empty: no such path).
struct RouteMatch {
    int index = -1;
    std::vector<std::string> values;  // of the parameters, in the order of the pattern
    std::vector<std::string> methods;
};

// Static segments win over parameters; where both could lead on, both are tried. Patterns have at
// most 12 segments, so that matching is bounded.
class RouteTable {
  public:
    static constexpr std::size_t segments_max = 12;

    // Throws BrokenInvariant when the pattern is malformed or method and shape are taken.
    void add(const std::string& method, const std::string& pattern, int index);
    RouteMatch find(std::string_view method, std::string_view path) const;

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
        std::unique_ptr<Node> parameter;
        std::map<std::string, int, std::less<>> methods;
    };
    static bool descend(const Node& node, std::string_view method,
                        const std::vector<std::string_view>& segments, std::size_t at,
                        RouteMatch& match);
    Node root_;
};

// The names of the parameters of a pattern, in order.
std::vector<std::string> parameter_names(std::string_view pattern);

}  // namespace linli::http
