// Forms of form-js (schema version 4 to 19 of bpmn.io), checked on the server by the same schema
// that the browser renders. Pure.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"

namespace linli::form {

inline constexpr std::size_t form_bytes_max = 256 << 10;
inline constexpr std::size_t data_bytes_max = 128 << 10;

// One field for prints and summaries, in the order of the form.
struct FieldLine {
    std::string path;  // "applicant.name", "children[0].name"
    std::string zh, en;
    std::string text_zh, text_en;  // its value as people read it
};
BOOST_DESCRIBE_STRUCT(FieldLine, (), (path, zh, en, text_zh, text_en))

// Immutable; thread-safe.
class Form {
  public:
    // Throws Refusal 422 `form.faulty` with a fault per component (path, what and why): not
    // JSON, an unknown component, a field without key, a key twice, FEEL that cannot be read ...
    static std::shared_ptr<const Form> read(std::string_view text, std::string_view file);

    // What is wrong with the data, by field; empty: nothing. Hidden fields count as absent, and so
    // do fields that the form does not have (they are refused: `form.field_unknown`).
    // `now` is the time of today() and now() in FEEL and of dates that may not be past; days are
    // those of China.
    std::vector<FieldFault> faults(const json::object& data, Instant now) const;
    // Throws Refusal 422 `form.refused` with all faults.
    void require(const json::object& data, Instant now) const;
    // The data without what is unknown, hidden or disabled, with computed fields filled in.
    json::object clean(const json::object& data, Instant now) const;
    // Keys of its fields, e.g. to check what an item says about them.
    std::vector<std::string> keys() const;
    std::vector<FieldLine> lines(const json::object& data) const;
    const json::value& schema() const { return schema_; }

  private:
    struct Component;
    json::value schema_;
    std::vector<std::shared_ptr<const Component>> components_;
};

}  // namespace linli::form
