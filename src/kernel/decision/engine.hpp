// Decisions of rule packages: other modules ask by package, decision, legal date, day of knowledge
// and inputs, and get the answer with everything it rests on. The same question is answered the
// same way, byte for byte, whatever was added to the package since its day of knowledge.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/decision/package.hpp"

namespace linli::decision {

struct Call {
    std::string package;
    std::string decision;            // name or code
    Date at;                         // the law in force on that day
    Date known;                      // as it was known on that day
    std::vector<std::string> areas;  // division codes, the smallest first; values of its own first
    Value inputs;                    // a context by name or code; dates may be texts
    json::object assume;  // values supposed for parameters: for what-if questions and examples only
    bool explain = false;
};

struct UsedParameter {
    std::string name;
    Words label;
    std::string unit, type;
    Value value;
    bool assumed = false;
    std::string value_name, area;
    std::optional<Date> from, until, known_since;
    std::string source, article, url, note;
};
struct MatchedRow {
    std::uint32_t row = 0;  // from 1
    std::size_t line = 0;   // in the file
    std::vector<std::string> annotations;
};
struct DecidedTable {
    std::string table;
    std::vector<std::pair<std::string, Value>> inputs;
    std::vector<MatchedRow> rows;
};
struct Sentence {
    std::string decision;
    Words words;
    std::string basis;
};

struct Decided {
    std::string package, decision, code, version, version_hash;
    Words label;
    std::string unit;
    Date at, known;
    std::vector<std::string> areas;
    Value value;  // null: the rules have no answer; the notes say why
    std::vector<std::pair<std::string, Value>> inputs;  // that were used, in that order
    std::vector<UsedParameter> parameters;              // likewise
    std::vector<Explained> notes;
    // Only when explained:
    std::vector<Intermediate> intermediates;
    std::vector<DecidedTable> tables;
    std::vector<Sentence> sentences;
};

// {package, decision, code, version, version_hash, label:{zh,en}, unit, at, known, areas, value,
// value_text, inputs:[{name, value, value_text}], parameters:[{name, label, unit, type,
// value, value_text, assumed, value_name, area, from, until, known_since, source, article, url,
// note}], notes:[{element, expression, words}]} and, when explained, intermediates:[{name,
// value, value_text}], tables:[{table, inputs, rows:[{row, line, annotations}]}],
// sentences:[{decision, zh, en, basis}]. value_text is exact where JSON's number may not be.
json::object as_json(const Decided& decided, bool explained);
// The value as JSON text with every digit.
std::string exact_json(const Value& value);

// Throws Refusal:
//   404 decision.unknown
//   409 decision.version_missing, decision.version_ambiguous
//   409 decision.parameter_missing, decision.parameter_ambiguous: names package, parameter, dates
//   422 decision.input_unknown, decision.input_missing, decision.input_not_allowed,
//       decision.input_is_parameter, decision.assumption_unknown; with the field of each
// Only what the evaluation really needs must be there.
Decided decide(const Package& package, const Call& call);

struct DecisionName {
    std::string name, code;
    Words label;
};
BOOST_DESCRIBE_STRUCT(DecisionName, (), (name, code, label))
struct PackageSummary {
    std::string package, hash, owner;
    Words name;
    std::vector<Basis> legal_basis;
    std::vector<PackageVersion> versions;
    std::vector<DecisionName> decisions;  // the public ones; all of the newest version if none is
};
BOOST_DESCRIBE_STRUCT(PackageSummary, (),
                      (package, hash, owner, name, legal_basis, versions, decisions))
PackageSummary summary(const Package& package);

// The packages in use; may be asked and changed from several threads.
class Engine {
  public:
    // Takes the place of one with the same name. Throws Refusal (422) `decision.model_faulty`.
    void put(std::shared_ptr<const Package> package);
    void remove(const std::string& package);
    // Throws Refusal (404) `decision.package_unknown`.
    std::shared_ptr<const Package> package(const std::string& name) const;
    std::vector<PackageSummary> list() const;

    Decided decide(const Call& call) const {
        return decision::decide(*package(call.package), call);
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const Package>> packages_;
};

}  // namespace linli::decision
