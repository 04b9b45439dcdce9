// Decisions that were made: sealed, erasable, for replaying a proposal over them.
#include "kernel/rules/records.hpp"

#include "kernel/rules/rules_sql.hpp"

namespace linli::rules {
namespace {

crypto::SealedAt inputs_of(RecordId id) {
    return {"rule_record", "inputs", id.value};
}
crypto::SealedAt value_of(RecordId id) {
    return {"rule_record", "value", id.value};
}

}  // namespace

RecordId record(Registry& registry, store::Tx& tx, const NewRecord& n) {
    Parts& parts = registry.parts();
    RecordRow row;
    row.id = parts.ids.make<RecordId>();
    row.package = n.decided.package;
    row.decision = n.decided.decision;
    row.text_hash = registry.engine().package(n.decided.package)->hash();
    row.area_id = n.area;
    row.person_id = n.person;
    row.at_day = n.decided.at;
    row.known_day = n.decided.known;
    row.areas = n.decided.areas;
    row.inputs_sealed =
        parts.keys.seal(json::serialize(decision::to_json_value(n.call.inputs)), inputs_of(row.id));
    row.value_sealed = parts.keys.seal(json::serialize(decision::to_json_value(n.decided.value)),
                                       value_of(row.id));
    row.recorded_at = parts.clock.now();
    tx.insert("rule_record", row);
    return row.id;
}

std::int64_t erase_records(Registry& registry, store::Tx& tx, http::PersonId person,
                           http::AccountId actor, const std::string& why) {
    const auto erased = tx.run(sql::erase_records, person);
    if (erased > 0) {
        registry.parts().journal.append(tx, {.actor = actor,
                                             .area = registry.parts().root(),
                                             .action = "rules.records_erased",
                                             .subject_kind = "person",
                                             .subject_id = person.value,
                                             .purpose = why,
                                             .details = {{"records", erased}}});
    }
    return erased;
}

Recorded open(const Registry& registry, const RecordRow& row) {
    const auto& keys = registry.parts().keys;
    const auto json_of = [&](const std::string& sealed, const crypto::SealedAt& at) {
        return parse_json(keys.open(sealed, at), {.bytes_max = 16 << 20, .depth_max = 64});
    };
    Recorded out;
    out.id = row.id;
    out.area = row.area_id;
    out.text_hash = row.text_hash;
    out.call.package = row.package;
    out.call.decision = row.decision;
    out.call.at = row.at_day;
    out.call.known = row.known_day;
    out.call.areas = row.areas;
    out.call.inputs = decision::from_json_value(json_of(row.inputs_sealed, inputs_of(row.id)));
    out.value = json_of(row.value_sealed, value_of(row.id));
    return out;
}

std::vector<Recorded> recorded(Registry& registry, store::Tx& tx, const std::string& package,
                               const std::string& decision, int limit) {
    std::vector<Recorded> out;
    tx.each<RecordRow>([&](RecordRow&& row) { out.push_back(open(registry, row)); },
                       sql::records_of_decision, package, decision, limit);
    return out;
}

}  // namespace linli::rules
