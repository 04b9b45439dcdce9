// Three kinds of "no", never mixed:
//   Refusal  the user or caller may mend it: bad input, no right, a conflict. Has a stable code and
//            words in Chinese and English; becomes an RFC 9457 problem at the edge.
//   Fault    the environment failed: disk full, database gone. Logged and answered once at the
//   edge. LINLI_CHECK a broken invariant: stops the unit of work, in release builds too.
// All three leave a unit of work by exception, so that it is rolled back whole.
#pragma once
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

// The numbers are HTTP's; they are fixed and never re-used.
enum class RefusalKind : std::uint16_t {
    malformed = 400,  // cannot be read at all
    unauthenticated = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    conflict = 409,  // the state of things does not allow it now
    gone = 410,
    precondition_failed = 412,
    too_large = 413,
    unsupported = 415,
    unprocessable = 422,  // well-formed, but a value is not acceptable
    precondition_required = 428,
    too_many = 429,
    unavailable = 503,
    no_space = 507,
};

struct Words {
    std::string zh;
    std::string en;
    bool operator==(const Words&) const = default;
};

// What is wrong with one field: `field` is a JSON path such as "phones[0].number".
struct FieldFault {
    std::string field;
    std::string code;
    Words words;
};

class Refusal : public std::exception {
  public:
    // `code` is stable and dotted, "<module>.<what>"; `words` name what is wrong and the way out.
    Refusal(RefusalKind kind, std::string code, Words words, std::vector<FieldFault> fields = {});

    RefusalKind kind() const { return kind_; }
    int status() const { return static_cast<int>(kind_); }
    const std::string& code() const { return code_; }
    const Words& words() const { return words_; }
    const std::vector<FieldFault>& fields() const { return fields_; }
    const char* what() const noexcept override { return what_.c_str(); }

    // Seconds after which a retry makes sense (429 and 503); 0 = not stated.
    int retry_after_s = 0;

  private:
    RefusalKind kind_;
    std::string code_;
    Words words_;
    std::vector<FieldFault> fields_;
    std::string what_;
};

// One field is not acceptable: status 422, with the same words for the whole and for the field.
Refusal refuse_field(std::string field, std::string code, Words words);
Refusal refuse_not_found(std::string code, Words words);
Refusal refuse_forbidden(std::string code, Words words);
Refusal refuse_conflict(std::string code, Words words);

class Fault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class BrokenInvariant : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken_invariant(const char* expression, const char* file, int line);

}  // namespace linli

#define LINLI_CHECK(expression) \
    ((expression) ? void(0) : ::linli::broken_invariant(#expression, __FILE__, __LINE__))
