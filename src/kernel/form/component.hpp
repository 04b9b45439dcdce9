// A component of a form as it is checked. Only for the files of this module.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/decision/decision.hpp"
#include "kernel/form/form.hpp"
#include "kernel/form/pattern.hpp"

namespace linli::form {

enum class Type : std::uint8_t {
    textfield,
    textarea,
    number,
    checkbox,
    radio,
    select,
    checklist,
    taglist,
    datetime,
    expression,
    group,
    dynamiclist,
    decoration,  // text, picture, button ...: no data
};
enum class Subtype : std::uint8_t { date, time, datetime };
enum class Rule : std::uint8_t { none, resident_id, phone_cn, uscc, email, phone };

struct Option {
    std::string value;
    std::string zh, en;
};
// A number of the schema, or FEEL that gives one.
struct Bound {
    std::optional<decision::Number> number;
    std::optional<decision::Expression> expression;
    bool stated() const { return number || expression; }
};

struct Component {
    Type type = Type::decoration;
    std::vector<std::string> path;  // below that of the container; of a group it may be empty
    std::string zh, en;
    std::string suffix_zh, suffix_en;
    std::optional<decision::Expression> hide;
    bool disabled = false;

    bool required = false;
    Bound min, max, min_length, max_length;
    std::optional<Pattern> pattern;
    Words pattern_words;
    Rule rule = Rule::none;
    std::vector<Option> options;
    // number
    std::optional<int> decimals;
    std::optional<decision::Number> step;
    bool as_text = false;
    // datetime
    Subtype subtype = Subtype::date;
    bool not_past = false;
    bool with_offset = false;
    // dynamiclist
    std::size_t rows_min = 0, rows_max = rows_default;
    // expression
    std::optional<decision::Expression> compute;
    std::vector<std::shared_ptr<const Component>> children;

    bool is_field() const { return type < Type::group; }
    bool is_container() const { return type == Type::group || type == Type::dynamiclist; }
    bool is_text() const { return type == Type::textfield || type == Type::textarea; }
    bool is_choice() const { return type == Type::radio || type == Type::select; }
    bool is_choices() const { return type == Type::checklist || type == Type::taglist; }
    const Option* option(std::string_view value) const;
    // What form-js has for a field that nobody filled in.
    json::value empty() const;
};

using ComponentPtr = std::shared_ptr<const Component>;
using Components = std::vector<ComponentPtr>;

}  // namespace linli::form
