// For tests: the schemas of the HSDS specification, applied by a validator that is not ours.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/json.hpp"

namespace linli::hsds {

class OfficialSchema {
  public:
    // `name` is that of the object: "service". References between the files are followed.
    OfficialSchema(const std::filesystem::path& dir, const std::string& name);
    ~OfficialSchema();
    // Empty when the value is valid.
    std::string faults(const json::value& value) const;
    // The Page object of openapi.json, with the member `empty` that 3.1.1 requires.
    static std::string page_faults(const std::filesystem::path& dir, const json::value& page);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace linli::hsds
