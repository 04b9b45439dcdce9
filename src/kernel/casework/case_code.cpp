#include "kernel/casework/case_code.hpp"

#include "base/refusal.hpp"

namespace linli::casework {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int characters = 8;
// Weights of a code over the prime 31 would lose a symbol; over GF(32) each place is multiplied by
// another power of x, so that single errors and swaps change the sum.
constexpr unsigned field_polynomial = 0b100101;  // x^5 + x^2 + 1

unsigned times_x(unsigned v) {
    v <<= 1;
    return v & 32 ? v ^ field_polynomial : v;
}

// Horner's rule over GF(32).
unsigned check_of(std::string_view plain) {
    unsigned sum = 0;
    for (const char c : plain)
        sum = times_x(sum) ^ static_cast<unsigned>(alphabet.find(c));
    return times_x(sum);
}

char read_as(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

}  // namespace

std::string case_code(std::uint64_t number) {
    std::string plain(characters, '0');
    for (int i = characters - 1; i >= 0; --i, number >>= 5)
        plain[static_cast<std::size_t>(i)] = alphabet[number & 31];
    return plain.substr(0, 4) + '-' + plain.substr(4) + '-' + alphabet[check_of(plain)];
}

std::string parse_case_code(std::string_view text, const std::string& field) {
    std::string plain;
    bool good = text.size() <= 40;
    for (const char given : good ? text : std::string_view{}) {
        if (given == ' ' || given == '-') continue;
        const char c = read_as(given);
        good = good && alphabet.find(c) != std::string_view::npos;
        plain += c;
    }
    good = good && plain.size() == characters + 1;
    if (!good || alphabet[check_of(std::string_view(plain).substr(0, characters))] != plain.back())
        throw refuse_field(field, "casework.code_mistyped",
                           {"办件编号不对：共 9 位字母和数字，请对照受理回执重新输入",
                            "This is no case code: nine letters and digits; compare it with the "
                            "receipt and type it again"});
    return plain.substr(0, 4) + '-' + plain.substr(4, 4) + '-' + plain.back();
}

}  // namespace linli::casework
