#include <fstream>
#include <sstream>

// The validator's headers are not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "interop/hsds/official_schema.hpp"

namespace linli::hsds {
namespace {

json::value load(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return json::parse(text.str());
}

// The files refer to each other by name; `example` and `core` are words of their own.
json::value whole(const std::filesystem::path& dir, const std::string& file, int depth) {
    json::value schema = load(dir / file);
    // metadata and attributes hang on everything and on each other; the nesting ends somewhere.
    if (depth == 0) return json::object{{"type", "object"}};
    for (auto& member : schema.at("properties").as_object()) {
        json::object& o = member.value().as_object();
        if (const auto* ref = o.if_contains("$ref"))
            member.value() = whole(dir, std::string(ref->as_string()), depth - 1);
        else if (auto* items = o.if_contains("items"); items && items->as_object().contains("$ref"))
            *items = whole(dir, std::string(items->at("$ref").as_string()), depth - 1);
    }
    return schema;
}

std::string faults_of(const valijson::Schema& schema, const json::value& value) {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    valijson::adapters::BoostJsonAdapter target(value);
    if (validator.validate(schema, target, &results)) return {};
    std::string all;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        for (const auto& step : error.context)
            all += step;
        all += ": " + error.description + "\n";
    }
    return all.empty() ? "invalid" : all;
}

}  // namespace

struct OfficialSchema::Impl {
    valijson::Schema schema;
};

OfficialSchema::OfficialSchema(const std::filesystem::path& dir, const std::string& name)
    : impl_(std::make_unique<Impl>()) {
    const json::value schema = whole(dir, name + ".json", 4);
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema), impl_->schema);
}
OfficialSchema::~OfficialSchema() = default;

std::string OfficialSchema::faults(const json::value& value) const {
    return faults_of(impl_->schema, value);
}

std::string OfficialSchema::page_faults(const std::filesystem::path& dir, const json::value& page) {
    json::value schema = load(dir / "openapi.json").at("components").at("schemas").at("Page");
    schema.as_object()["required"] = {"total_items", "total_pages", "page_number", "size",
                                      "first_page",  "last_page",   "empty",       "contents"};
    valijson::Schema parsed;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema), parsed);
    return faults_of(parsed, page);
}

}  // namespace linli::hsds
