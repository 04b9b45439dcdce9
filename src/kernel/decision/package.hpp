// Dated rule packages: the models, parameters and examples of one field of law, as files that an
// official can read. docs/decisions.md says how they are written.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "kernel/decision/decision.hpp"

namespace linli::decision {

struct PackageFile {
    std::string
        name;  // without folder: "package.yaml", "parameters.yaml", "examples.yaml", "*.dmn"
    std::string text;
};

// ---- package.yaml -----------------------------------------------------------------------------

struct Basis {
    std::string title;
    std::optional<std::string> article, url;
};
BOOST_DESCRIBE_STRUCT(Basis, (), (title, article, url))

// A version of the models. `models[0]` is the main one; it may import the others.
struct PackageVersion {
    std::string version;
    Date from;
    std::optional<Date> until;
    Date known_since;
    std::vector<std::string> supersedes;
    std::vector<std::string> models;
    std::optional<std::string> note;
    std::optional<std::string> area;
    const std::string& id() const { return version; }
};
BOOST_DESCRIBE_STRUCT(PackageVersion, (),
                      (version, from, until, known_since, supersedes, models, note, area))

// What people and programs call an element of the models. `code` may be used instead of the name.
struct ElementLabel {
    std::string name;
    std::optional<std::string> code, zh, en, unit;
    std::optional<bool> optional;  // of an input: it may be left out and is null then
};
BOOST_DESCRIBE_STRUCT(ElementLabel, (), (name, code, zh, en, unit, optional))

// A sentence of the explanation. Braces hold FEEL over every input, parameter and decision that was
// used: "{计发基数} × {缴费月数 / 12}".
struct SentenceTemplate {
    std::string decision;
    std::optional<std::string> when;  // FEEL; the sentence is said only where it is true
    std::string zh, en;
    std::optional<std::string> basis;
};
BOOST_DESCRIBE_STRUCT(SentenceTemplate, (), (decision, when, zh, en, basis))

struct LegalSpan {
    Date from, until;
    std::vector<std::string> areas;  // besides the whole country
};
BOOST_DESCRIBE_STRUCT(LegalSpan, (), (from, until, areas))

struct PackageSheet {
    std::string package;  // lower case letters, digits and "_"
    std::string zh, en, owner;
    std::vector<Basis> legal_basis;
    std::optional<bool> configuration;  // values of the operator's choice need no source
    std::optional<LegalSpan> span;      // for which the check proves every parameter present
    std::vector<PackageVersion> versions;
    std::vector<ElementLabel> inputs, decisions;
    std::vector<SentenceTemplate> sentences;
};
BOOST_DESCRIBE_STRUCT(PackageSheet, (),
                      (package, zh, en, owner, legal_basis, configuration, span, versions, inputs,
                       decisions, sentences))

// ---- parameters.yaml --------------------------------------------------------------------------

struct TableColumn {
    std::string name, type;
};
BOOST_DESCRIBE_STRUCT(TableColumn, (), (name, type))

struct ParameterValue {
    std::optional<std::string> name;  // default: the first day
    Date from;
    std::optional<Date> until;
    Date known_since;
    std::vector<std::string> supersedes;
    std::optional<std::string> area;
    json::value value;
    std::optional<std::string> source, article, url, note;
    std::optional<bool> unsourced;
    std::string id() const { return name ? *name : to_text(from); }
};
BOOST_DESCRIBE_STRUCT(ParameterValue, (),
                      (name, from, until, known_since, supersedes, area, value, source, article,
                       url, note, unsourced))

struct ParameterSheet {
    std::string name;  // as FEEL uses it: the name of an input of the models
    std::optional<std::string> code, zh, en, unit;
    std::string type;  // number, text, date, duration, boolean, rounding, table
    std::vector<TableColumn> columns;
    std::optional<bool> local;  // each province or city states its own: none is no fault
    std::optional<bool> configuration;
    std::vector<ParameterValue> values;
};
BOOST_DESCRIBE_STRUCT(ParameterSheet, (),
                      (name, code, zh, en, unit, type, columns, local, configuration, values))

// ---- examples.yaml ----------------------------------------------------------------------------

struct Example {
    std::string id, decision;
    Date at;
    std::optional<Date> known;  // default: the day itself
    std::vector<std::string> areas;
    json::object inputs;
    std::optional<json::object> assume;       // values of parameters that the example supposes
    std::optional<json::value> expected;      // or:
    std::optional<json::value> not_expected;  // a known wrong answer that must not come
    std::optional<std::string> refused;       // the code of the refusal that must come
    std::optional<json::value> tolerance;
    std::string source;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Example, (),
                      (id, decision, at, known, areas, inputs, assume, expected, not_expected,
                       refused, tolerance, source, note))

// ---- the package ------------------------------------------------------------------------------

struct LoadedVersion {
    const PackageVersion* sheet = nullptr;
    std::shared_ptr<const Model> model;
    std::string hash;  // SHA-256 of the models, hexadecimal
};

struct LoadedParameter {
    const ParameterSheet* sheet = nullptr;
    std::vector<Value> values;  // beside sheet->values
};

// One input of a decision, for a form.
struct InputField {
    std::string name, code;
    Words label;
    std::string type;  // number, string, boolean, date, ..., context, Any
    bool list = false;
    bool optional = false;
    std::string unit;
    std::string allowed;               // FEEL unary tests; empty: everything
    std::vector<std::string> choices;  // when the allowed values are a list of texts or numbers
    std::vector<InputField> members;   // of a context
};
BOOST_DESCRIBE_STRUCT(InputField, (),
                      (name, code, label, type, list, optional, unit, allowed, choices, members))

struct DecisionForm {
    std::string decision, code, version;
    Words label;
    std::vector<InputField> inputs;
    std::vector<std::string> parameters;  // that it may use
};
BOOST_DESCRIBE_STRUCT(DecisionForm, (), (decision, code, version, label, inputs, parameters))

class Package {
  public:
    // Throws Refusal (422) `decision.package_malformed` with the file and the field, yaml.malformed
    // or what Model::read() throws. Parameters without a source are refused
    // (`decision.parameter_unsourced`) unless the package or the parameter is configuration. The
    // models may still have faults: see check() and Engine::put().
    static std::shared_ptr<const Package> read(const std::vector<PackageFile>& files);

    const PackageSheet& sheet() const { return sheet_; }
    const std::vector<LoadedVersion>& versions() const { return versions_; }
    const std::vector<LoadedParameter>& parameters() const { return parameters_; }
    const std::vector<Example>& examples() const { return examples_; }
    const std::vector<PackageFile>& files() const { return files_; }
    const std::string& hash() const { return hash_; }  // of all files

    // Throws Refusal (409) `decision.version_missing` or `decision.version_ambiguous`.
    const LoadedVersion& version_at(Date at, Date known,
                                    const std::vector<std::string>& areas = {}) const;
    const LoadedParameter* parameter(std::string_view name_or_code) const;
    // The name that the models use; the text itself when it is no code.
    std::string decision_name(std::string_view name_or_code) const;
    std::string input_name(std::string_view name_or_code) const;
    const ElementLabel* input_label(std::string_view name) const;
    Words label(std::string_view name) const;  // of an input, parameter or decision

    // Throws Refusal (404) `decision.unknown`.
    DecisionForm form(std::string_view decision, const LoadedVersion& version) const;

  private:
    Package() = default;
    void read_parameters(const json::value& yaml);
    void check_parameter(const ParameterSheet& sheet) const;
    void check_names() const;
    void load_versions();

    std::vector<PackageFile> files_;
    PackageSheet sheet_;
    std::vector<ParameterSheet> parameter_sheets_;
    std::vector<Example> examples_;
    std::vector<LoadedVersion> versions_;
    std::vector<LoadedParameter> parameters_;
    std::string hash_;
};

// A value as the parameter's type reads it; none when it is none of that type.
std::optional<Value> parameter_value(const ParameterSheet& sheet, const json::value& value);

}  // namespace linli::decision
