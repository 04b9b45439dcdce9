// Private to kernel/rules: a recorded decision as it lies in the database.
#pragma once
#include "kernel/rules/rules.hpp"

namespace linli::rules {

struct RecordRow {
    RecordId id;
    std::string package;
    std::string decision;
    std::string text_hash;
    http::AreaId area_id;
    std::optional<http::PersonId> person_id;
    Date at_day;
    Date known_day;
    std::vector<std::string> areas;
    std::string inputs_sealed;
    std::string value_sealed;
    Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(RecordRow, (),
                      (id, package, decision, text_hash, area_id, person_id, at_day, known_day,
                       areas, inputs_sealed, value_sealed, recorded_at))

Recorded open(const Registry& registry, const RecordRow& row);

}  // namespace linli::rules
