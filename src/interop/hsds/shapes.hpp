// The shapes of HSDS 3.1 objects (schema/*.json of the specification): which members are required,
// their types, formats and choices. Members that are not listed are extensions and welcome.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/refusal.hpp"

namespace linli::hsds {

enum class MemberType : std::uint8_t { text, uuid, number, date, instant, object, list };

struct MemberShape {
    std::string_view name;
    MemberType type = MemberType::text;
    bool required = false;
    std::string_view of = {};       // object and list: the shape of what is inside
    std::string_view choices = {};  // text: "a|b|c"
};
struct Shape {
    std::string_view name;  // "service"
    std::string_view file;  // "services.csv" of the tabular data package
    std::span<const MemberShape> members;
    const MemberShape* find(std::string_view member) const;
};

// nullptr when HSDS has no such object.
const Shape* shape_of(std::string_view name);
const Shape* shape_of_file(std::string_view file);

struct ShapeFault {
    std::string field;
    std::string code;
    Words words;
    bool warning = false;  // the document may be kept as it is
};
using ShapeFaults = std::function<void(ShapeFault)>;
// Tells everything that is wrong with an object, nested ones included.
void check_shape(const Shape& shape, const json::object& object, const std::string& path,
                 const ShapeFaults& tell);

}  // namespace linli::hsds
