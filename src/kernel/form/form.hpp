// Forms of form-js (schema version 4 to 19 of bpmn.io), checked on the server by the same schema
// that the browser renders. Pure. What differs from form-js, and why, is in README.md.
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
inline constexpr std::size_t components_max = 500;
inline constexpr std::size_t depth_max = 8;  // groups and lists in each other
inline constexpr std::size_t options_max = 500;
inline constexpr std::size_t rows_default = 50;  // of a repeating list, unless it says `max_rows`
inline constexpr std::size_t rows_limit = 200;
inline constexpr std::size_t values_max = 5000;  // fields times rows in one set of data
// Texts without `maxLength`, in UTF-16 units as form-js counts.
inline constexpr std::size_t text_length_max = 2000;
inline constexpr std::size_t area_length_max = 10'000;

// One field for prints and summaries, in the order of the form.
struct FieldLine {
    std::string path;  // "applicant.name", "children[0].name"
    std::string zh, en;
    std::string text_zh, text_en;  // its value as people read it
};
BOOST_DESCRIBE_STRUCT(FieldLine, (), (path, zh, en, text_zh, text_en))

struct Component;

// Immutable; thread-safe.
class Form {
  public:
    // Throws Refusal 422 `form.faulty` with a fault per component (path, what and why): not
    // JSON, an unknown component, a field without key, a key twice, FEEL that cannot be read ...
    static std::shared_ptr<const Form> read(std::string_view text, std::string_view file);

    // What is wrong with the data, by field; empty: nothing. Hidden and disabled fields count as
    // absent; fields that the form does not have are refused (`form.field_unknown`). `now` is the
    // time of today() and now() in FEEL and of dates that may not be past; days are those of China.
    std::vector<FieldFault> faults(const json::object& data, Instant now) const;
    // Throws Refusal 422 `form.refused` with all faults.
    void require(const json::object& data, Instant now) const;
    // The data without what is unknown, hidden or disabled, with computed fields filled in. It need
    // not be valid: a draft may be cleaned, too.
    json::object clean(const json::object& data, Instant now) const;
    // Paths of its fields ("applicant.name", "children" for a repeating list), e.g. to check what
    // an item says about them.
    std::vector<std::string> keys() const;
    // Every field that is shown and has a value.
    std::vector<FieldLine> lines(const json::object& data, Instant now) const;
    const json::value& schema() const { return schema_; }

  private:
    Form() = default;
    friend class FormReader;
    json::value schema_;
    std::vector<std::shared_ptr<const Component>> components_;
};

}  // namespace linli::form
