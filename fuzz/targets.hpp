// The functions that read what strangers send. Each takes any bytes and must neither crash nor hang
// nor keep memory; a broken promise stops the program. libFuzzer runs them without end (preset
// `fuzz`), corpus_test.cpp runs them over the committed corpus in every build.
#pragma once
#include <string_view>

namespace linli::fuzz {

void json(std::string_view bytes);
void query(std::string_view bytes);
void path(std::string_view bytes);
void route(std::string_view bytes);
void cookie(std::string_view bytes);
void request(std::string_view bytes);
// decision_targets.cpp
void feel(std::string_view bytes);
void dmn(std::string_view bytes);
// form_targets.cpp
void form(std::string_view bytes);

}  // namespace linli::fuzz
