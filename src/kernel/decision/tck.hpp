// The test cases of the DMN Technology Compatibility Kit: a folder holds models (*.dmn) and cases
// (*.xml, schema testCases.xsd). Texts come from the caller; this module reads no files.
#pragma once
#include <string>
#include <vector>

#include "kernel/decision/decision.hpp"

namespace linli::decision {

struct TckFolder {
    std::string name;
    std::vector<ModelText> models;
    std::vector<ModelText> cases;
};
struct TckResult {
    std::string folder;
    std::string test_case;
    std::string node;
    bool passed = false;
    std::string message;  // what was expected and what came, when it failed
};

// Numbers agree within 1e-8; a case that expects an error wants null. One result for each testCase
// element that has results.
std::vector<TckResult> run_tck(const TckFolder& folder, Instant now);

}  // namespace linli::decision
