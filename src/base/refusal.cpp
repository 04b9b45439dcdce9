#include "base/refusal.hpp"

#include <string>
#include <utility>

namespace linli {

Refusal::Refusal(RefusalKind kind, std::string code, Words words, std::vector<FieldFault> fields)
    : kind_(kind),
      code_(std::move(code)),
      words_(std::move(words)),
      fields_(std::move(fields)),
      what_(code_ + ": " + words_.en) {}

Refusal refuse_field(std::string field, std::string code, Words words) {
    std::vector<FieldFault> fields{{std::move(field), code, words}};
    return {RefusalKind::unprocessable, std::move(code), std::move(words), std::move(fields)};
}

Refusal refuse_not_found(std::string code, Words words) {
    return {RefusalKind::not_found, std::move(code), std::move(words)};
}

Refusal refuse_forbidden(std::string code, Words words) {
    return {RefusalKind::forbidden, std::move(code), std::move(words)};
}

Refusal refuse_conflict(std::string code, Words words) {
    return {RefusalKind::conflict, std::move(code), std::move(words)};
}

void broken_invariant(const char* expression, const char* file, int line) {
    throw BrokenInvariant(std::string("broken invariant: ") + expression + " at " + file + ":" +
                          std::to_string(line));
}

}  // namespace linli
