// The table of shapes, member for member as in the schemas of HSDS 3.1.
#include <algorithm>
#include <array>

#include "interop/hsds/shapes.hpp"

namespace linli::hsds {
namespace {

using enum MemberType;

constexpr MemberShape service_members[] = {
    {"id", uuid, true},
    {"organization_id", uuid, false},
    {"program_id", uuid, false},
    {"name", text, true},
    {"alternate_name", text, false},
    {"description", text, false},
    {"url", text, false},
    {"additional_urls", list, false, "url"},
    {"email", text, false},
    {"status", text, true, "", "active|inactive|defunct|temporarily closed"},
    {"interpretation_services", text, false},
    {"application_process", text, false},
    {"fees_description", text, false},
    {"wait_time", text, false},
    {"fees", text, false},
    {"accreditations", text, false},
    {"eligibility_description", text, false},
    {"minimum_age", number, false},
    {"maximum_age", number, false},
    {"assured_date", date, false},
    {"assurer_email", text, false},
    {"licenses", text, false},
    {"alert", text, false},
    {"last_modified", instant, false},
    {"phones", list, false, "phone"},
    {"schedules", list, false, "schedule"},
    {"service_areas", list, false, "service_area"},
    {"service_at_locations", list, false, "service_at_location"},
    {"languages", list, false, "language"},
    {"organization", object, false, "organization"},
    {"funding", list, false, "funding"},
    {"cost_options", list, false, "cost_option"},
    {"program", object, false, "program"},
    {"required_documents", list, false, "required_document"},
    {"contacts", list, false, "contact"},
    {"capacities", list, false, "service_capacity"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape organization_members[] = {
    {"id", uuid, true},
    {"name", text, true},
    {"alternate_name", text, false},
    {"description", text, true},
    {"email", text, false},
    {"website", text, false},
    {"additional_websites", list, false, "url"},
    {"tax_status", text, false},
    {"tax_id", text, false},
    {"year_incorporated", number, false},
    {"legal_status", text, false},
    {"logo", text, false},
    {"uri", text, false},
    {"parent_organization_id", uuid, false},
    {"funding", list, false, "funding"},
    {"contacts", list, false, "contact"},
    {"phones", list, false, "phone"},
    {"locations", list, false, "location"},
    {"programs", list, false, "program"},
    {"organization_identifiers", list, false, "organization_identifier"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape location_members[] = {
    {"id", uuid, true},
    {"location_type", text, true, "", "physical|postal|virtual"},
    {"url", text, false},
    {"organization_id", uuid, false},
    {"name", text, false},
    {"alternate_name", text, false},
    {"description", text, false},
    {"transportation", text, false},
    {"latitude", number, false},
    {"longitude", number, false},
    {"external_identifier", text, false},
    {"external_identifier_type", text, false},
    {"languages", list, false, "language"},
    {"addresses", list, false, "address"},
    {"contacts", list, false, "contact"},
    {"accessibility", list, false, "accessibility"},
    {"phones", list, false, "phone"},
    {"schedules", list, false, "schedule"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape service_at_location_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"location_id", uuid, false},
    {"description", text, false},
    {"service_areas", list, false, "service_area"},
    {"contacts", list, false, "contact"},
    {"phones", list, false, "phone"},
    {"schedules", list, false, "schedule"},
    {"location", object, false, "location"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape address_members[] = {
    {"id", uuid, true},
    {"location_id", uuid, false},
    {"attention", text, false},
    {"address_1", text, true},
    {"address_2", text, false},
    {"city", text, true},
    {"region", text, false},
    {"state_province", text, true},
    {"postal_code", text, true},
    {"country", text, true},
    {"address_type", text, true, "", "physical|postal|virtual"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape phone_members[] = {
    {"id", uuid, true},
    {"location_id", uuid, false},
    {"service_id", uuid, false},
    {"organization_id", uuid, false},
    {"contact_id", uuid, false},
    {"service_at_location_id", uuid, false},
    {"number", text, true},
    {"extension", number, false},
    {"type", text, false},
    {"description", text, false},
    {"languages", list, false, "language"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape schedule_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"location_id", uuid, false},
    {"service_at_location_id", uuid, false},
    {"valid_from", date, false},
    {"valid_to", date, false},
    {"dtstart", date, false},
    {"timezone", number, false},
    {"until", date, false},
    {"count", number, false},
    {"wkst", text, false, "", "MO|TU|WE|TH|FR|SA|SU"},
    {"freq", text, false, "", "WEEKLY|MONTHLY"},
    {"interval", number, false},
    {"byday", text, false},
    {"byweekno", text, false},
    {"bymonthday", text, false},
    {"byyearday", text, false},
    {"description", text, false},
    {"opens_at", text, false},
    {"closes_at", text, false},
    {"schedule_link", text, false},
    {"attending_type", text, false},
    {"notes", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape service_area_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"service_at_location_id", uuid, false},
    {"name", text, false},
    {"description", text, false},
    {"extent", text, false},
    {"extent_type", text, false},
    {"uri", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape contact_members[] = {
    {"id", uuid, true},
    {"organization_id", uuid, false},
    {"service_id", uuid, false},
    {"service_at_location_id", uuid, false},
    {"location_id", uuid, false},
    {"name", text, false},
    {"title", text, false},
    {"department", text, false},
    {"email", text, false},
    {"phones", list, false, "phone"},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape language_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"location_id", uuid, false},
    {"phone_id", uuid, false},
    {"name", text, false},
    {"code", text, false},
    {"note", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape accessibility_members[] = {
    {"id", uuid, true},
    {"location_id", uuid, false},
    {"description", text, false},
    {"details", text, false},
    {"url", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape cost_option_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"valid_from", date, false},
    {"valid_to", date, false},
    {"option", text, false},
    {"currency", text, false},
    {"amount", number, false},
    {"amount_description", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape required_document_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"document", text, false},
    {"uri", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape funding_members[] = {
    {"id", uuid, true},
    {"organization_id", uuid, false},
    {"service_id", uuid, false},
    {"source", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape program_members[] = {
    {"id", uuid, true},
    {"organization_id", uuid, false},
    {"name", text, true},
    {"alternate_name", text, false},
    {"description", text, true},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape organization_identifier_members[] = {
    {"id", uuid, true},
    {"organization_id", uuid, false},
    {"identifier_scheme", text, false},
    {"identifier_type", text, true},
    {"identifier", text, true},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape attribute_members[] = {
    {"id", uuid, true},
    {"link_id", uuid, false},
    {"taxonomy_term_id", uuid, false},
    {"link_type", text, false},
    {"link_entity", text, false},
    {"value", text, false},
    {"taxonomy_term", object, false, "taxonomy_term"},
    {"metadata", list, false, "metadata"},
    {"label", text, false},
};
constexpr MemberShape taxonomy_members[] = {
    {"id", uuid, true},   {"name", text, true},     {"description", text, true},
    {"uri", text, false}, {"version", text, false}, {"metadata", list, false, "metadata"},
};
constexpr MemberShape taxonomy_term_members[] = {
    {"id", uuid, true},
    {"code", text, false},
    {"name", text, true},
    {"description", text, true},
    {"parent_id", uuid, false},
    {"taxonomy", text, false},
    {"taxonomy_detail", object, false, "taxonomy"},
    {"language", text, false},
    {"taxonomy_id", uuid, false},
    {"term_uri", text, false},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape metadata_members[] = {
    {"id", uuid, true},
    {"resource_id", uuid, false},
    {"resource_type", text, false},
    {"last_action_date", date, true},
    {"last_action_type", text, true},
    {"field_name", text, true},
    {"previous_value", text, true},
    {"replacement_value", text, true},
    {"updated_by", text, true},
};
constexpr MemberShape meta_table_description_members[] = {
    {"id", uuid, true},
    {"name", text, false},
    {"language", text, false},
    {"character_set", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape service_capacity_members[] = {
    {"id", uuid, true},
    {"service_id", uuid, false},
    {"unit", object, true, "unit"},
    {"unit_id", uuid, false},
    {"available", number, true},
    {"maximum", number, false},
    {"description", text, false},
    {"updated", instant, true},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape unit_members[] = {
    {"id", uuid, true},
    {"name", text, true},
    {"scheme", text, false},
    {"identifier", text, false},
    {"uri", text, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};
constexpr MemberShape url_members[] = {
    {"id", uuid, true},
    {"label", text, false},
    {"url", text, true},
    {"organization_id", uuid, false},
    {"service_id", uuid, false},
    {"attributes", list, false, "attribute"},
    {"metadata", list, false, "metadata"},
};

constexpr Shape shapes[] = {
    {"service", "services.csv", service_members},
    {"organization", "organizations.csv", organization_members},
    {"location", "locations.csv", location_members},
    {"service_at_location", "service_at_location.csv", service_at_location_members},
    {"address", "addresses.csv", address_members},
    {"phone", "phones.csv", phone_members},
    {"schedule", "schedules.csv", schedule_members},
    {"service_area", "service_areas.csv", service_area_members},
    {"contact", "contacts.csv", contact_members},
    {"language", "languages.csv", language_members},
    {"accessibility", "accessibility.csv", accessibility_members},
    {"cost_option", "cost_options.csv", cost_option_members},
    {"required_document", "required_documents.csv", required_document_members},
    {"funding", "funding.csv", funding_members},
    {"program", "programs.csv", program_members},
    {"organization_identifier", "organization_identifiers.csv", organization_identifier_members},
    {"attribute", "attributes.csv", attribute_members},
    {"taxonomy", "taxonomies.csv", taxonomy_members},
    {"taxonomy_term", "taxonomy_terms.csv", taxonomy_term_members},
    {"metadata", "metadata.csv", metadata_members},
    {"meta_table_description", "meta_table_descriptions.csv", meta_table_description_members},
    {"service_capacity", "service_capacity.csv", service_capacity_members},
    {"unit", "units.csv", unit_members},
    {"url", "url.csv", url_members},
};

}  // namespace

const MemberShape* Shape::find(std::string_view member) const {
    const auto it = std::find_if(members.begin(), members.end(),
                                 [&](const MemberShape& m) { return m.name == member; });
    return it == members.end() ? nullptr : &*it;
}

const Shape* shape_of(std::string_view name) {
    const auto it = std::find_if(std::begin(shapes), std::end(shapes),
                                 [&](const Shape& s) { return s.name == name; });
    return it == std::end(shapes) ? nullptr : &*it;
}

const Shape* shape_of_file(std::string_view file) {
    const auto it = std::find_if(std::begin(shapes), std::end(shapes),
                                 [&](const Shape& s) { return s.file == file; });
    return it == std::end(shapes) ? nullptr : &*it;
}

}  // namespace linli::hsds
