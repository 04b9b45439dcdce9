// Decisions: DMN 1.2 to 1.5 models with FEEL (OMG formal/24-01-01), read once, evaluated often.
//
// A model that cannot be read at all is refused (`decision.model_malformed`, with its line); what
// is wrong inside is collected in faults() with line and element, and the elements concerned yield
// null. Callers that deploy a model must refuse one that has faults; require_sound() does it.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"
#include "kernel/decision/value.hpp"

namespace linli::decision {

struct ModelText {
    std::string name;  // of the file, for messages
    std::string xml;
};

struct ModelFault {
    std::string file;
    std::size_t line = 0;
    std::string element;  // name of the decision, input, type or function
    Words words;
};

// Why a value is null, or which rows of a table applied.
struct Explained {
    std::string element;
    std::string expression;  // the text around the place
    Words words;
};
struct AppliedTable {
    std::string table;
    std::vector<std::pair<std::string, Value>> inputs;
    std::vector<std::uint32_t> rows;  // from 1
};
struct Intermediate {
    std::string name;
    Value value;
};

struct Outcome {
    Value value;
    std::vector<Explained> notes;
    std::vector<AppliedTable> tables;         // only when explained
    std::vector<Intermediate> intermediates;  // decisions in the order of their evaluation
};

// Gives an input when an evaluation first needs it: one that is not needed need not be known.
class InputSource {
  public:
    virtual ~InputSource() = default;
    virtual Value input(const std::string& name) = 0;
};

struct Ask {
    std::string name;             // of the decision, service or function
    std::string model_namespace;  // empty: of the main model
    Value inputs;                 // a context; null for none
    bool explain = false;
    Instant now;
    InputSource* source = nullptr;  // asked instead of `inputs`, for a decision
};

class ModelParts;

class PreparedDecision;

class Model : public std::enable_shared_from_this<Model> {
  public:
    // `others`: models that may be imported, found by their namespace. Throws Refusal (422)
    // `decision.model_malformed`, `decision.not_dmn` or `decision.import_missing`.
    static std::shared_ptr<const Model> read(const ModelText& main,
                                             const std::vector<ModelText>& others = {});
    ~Model();

    const std::vector<ModelFault>& faults() const;
    // Throws Refusal (422) `decision.model_faulty` that lists the faults.
    void require_sound() const;
    std::vector<std::string> decisions() const;

    // Each throws Refusal (404) `decision.unknown` when there is no such element, and nothing else.
    Outcome evaluate(const Ask& ask) const;           // a decision
    Outcome evaluate_service(const Ask& ask) const;   // inputs by name; missing ones are null
    Outcome evaluate_function(const Ask& ask) const;  // a business knowledge model

    // The decision found once, for callers that evaluate it often: its inputs are given by place
    // instead of by name. Throws Refusal (404) `decision.unknown`.
    PreparedDecision prepare(std::string_view name, std::string_view model_namespace = {}) const;

    // The inputs as JSON, read by the declared types: "2026-01-31" is a date where one is declared.
    Value inputs_from_json(const json::value& inputs) const;

    // For the analyses of this module.
    const ModelParts& parts() const { return *parts_; }

  private:
    explicit Model(std::unique_ptr<ModelParts> parts);
    std::unique_ptr<ModelParts> parts_;
};

// A decision of a model, which it keeps alive. May be copied and used by many threads at once.
class PreparedDecision {
  public:
    // All inputs of the model, in the order in which evaluate() takes their values.
    const std::vector<std::string>& inputs() const { return names_; }
    // The same as Model::evaluate() with these inputs; a missing one is a null value. Never throws:
    // another number of values than inputs yields null with a note.
    Outcome evaluate(std::span<const Value> values, Instant now, bool explain = false) const;

  private:
    friend class Model;
    PreparedDecision() = default;
    std::shared_ptr<const Model> model_;
    std::uint32_t decision_ = 0;
    std::vector<std::uint32_t> inputs_;  // elements
    std::vector<std::string> names_;
};

// A variable that an expression may use. Only names of several words or with signs ("pay-tax") must
// be stated to be found in the text; other words that mean nothing else are variables anyway.
struct Variable {
    std::string name;
    std::string type;  // of FEEL, "number", "list<date>"; empty: any. Values are coerced to it.
};
struct Vocabulary {
    std::vector<Variable> variables;
    std::vector<std::string> members;  // of contexts, when their names have several words
};

// One FEEL expression, compiled once; evaluated often, by many threads at once, almost without
// allocation. Copies share the program. Evaluation never throws: what cannot be computed is null
// with a note, and it ends within the bounds of every evaluation (steps, depth, sizes).
class Expression {
  public:
    // Throws Refusal (422) `decision.syntax` with the position, `decision.unknown_type`.
    static Expression compile(std::string_view text, const Vocabulary& known = {});

    Outcome evaluate(const Value& context, Instant now) const;
    // The values of variables() in their order; for callers that find them in another way.
    Outcome evaluate_with(std::span<const Value> values, Instant now) const;

    // The free names: a deployment check compares them with what there will be. Those that may as
    // well be members of an item of a list (in a filter) are not among certain_variables().
    const std::vector<std::string>& variables() const;
    std::vector<std::string> certain_variables() const;
    const std::string& text() const;

  private:
    friend class UnaryTests;
    friend struct ExpressionAccess;
    struct Parts;
    explicit Expression(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
    std::shared_ptr<const Parts> parts_;
};

// The tests of a cell ("< 5, [10..20]", "not(\"a\")", "? > x") over an input; true, false or null.
class UnaryTests {
  public:
    static UnaryTests compile(std::string_view text, const Vocabulary& known = {});
    Outcome evaluate(const Value& input, const Value& context, Instant now) const;
    const std::vector<std::string>& variables() const { return tests_.variables(); }

  private:
    friend struct ExpressionAccess;
    explicit UnaryTests(Expression tests) : tests_(std::move(tests)) {}
    Expression tests_;
};

// One FEEL expression over a context, compiled for this once. Throws Refusal as compile() does.
Outcome evaluate_feel(std::string_view expression, const Value& context, Instant now);

// JSON without types: texts stay texts.
Value from_json_value(const json::value& v);
// Whole numbers within 2^53 and short decimals become numbers, longer ones texts; dates and
// durations become texts.
json::value to_json_value(const Value& v);

}  // namespace linli::decision
