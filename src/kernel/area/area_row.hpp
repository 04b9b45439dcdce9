// Private to area: one row of the table, with the text that a search looks in.
#pragma once
#include "kernel/area/area.hpp"

namespace linli::area {

struct AreaRow : Area {
    std::string search;
};
BOOST_DESCRIBE_STRUCT(AreaRow, (Area), (search))

// Folded names, pinyin and its initials, one a line.
std::string search_text(const std::string& name_zh, const std::optional<std::string>& name_en);

}  // namespace linli::area
