#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <vector>

#include "crypto/common_passwords.hpp"
#include "crypto/password.hpp"

namespace linli::crypto {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

// "P@ssw0rd2024!" -> "password": case, look-alikes, and what people add at the end to please rules.
std::string folded(std::string_view password) {
    std::string out = lowered(password);
    while (!out.empty() && !std::isalpha(static_cast<unsigned char>(out.back())) &&
           static_cast<unsigned char>(out.back()) < 0x80)
        out.pop_back();
    static constexpr std::array<std::pair<char, char>, 8> alike{{{'@', 'a'},
                                                                 {'4', 'a'},
                                                                 {'3', 'e'},
                                                                 {'1', 'i'},
                                                                 {'!', 'i'},
                                                                 {'0', 'o'},
                                                                 {'5', 's'},
                                                                 {'$', 's'}}};
    for (char& c : out)
        for (const auto& [sign, letter] : alike)
            if (c == sign) c = letter;
    return out;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// A piece of at most four bytes over and over ("abcabcabc", "11111111").
bool is_repetition(std::string_view text) {
    for (std::size_t period = 1; period <= 4 && period * 2 <= text.size(); ++period) {
        bool same = true;
        for (std::size_t i = period; same && i < text.size(); ++i)
            same = text[i] == text[i - period];
        if (same) return true;
    }
    return false;
}

// Steps of +1 or -1 all along ("12345678", "hgfedcba", "7890123" with the turn of the keyboard).
bool is_run(std::string_view text) {
    if (text.size() < 4) return false;
    for (const int step : {1, -1}) {
        bool run = true;
        for (std::size_t i = 1; run && i < text.size(); ++i) {
            const int d = text[i] - text[i - 1];
            run = d == step || (text[i - 1] == '9' && text[i] == '0' && step == 1) ||
                  (text[i - 1] == '0' && text[i] == '9' && step == -1);
        }
        if (run) return true;
    }
    return false;
}

int classes(std::string_view password) {
    bool low = false, up = false, digit = false, other = false;
    for (const char c : password) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x80 && std::islower(u))
            low = true;
        else if (u < 0x80 && std::isupper(u))
            up = true;
        else if (u < 0x80 && std::isdigit(u))
            digit = true;
        else
            other = true;
    }
    return low + up + digit + other;
}

bool contains_context(std::string_view password, std::span<const std::string> words) {
    const std::string given = lowered(password);
    return std::ranges::any_of(words, [&](const std::string& w) {
        const std::string word = lowered(w);
        return (code_points(word) >= 4 && given.find(word) != std::string::npos) ||
               (word.size() >= given.size() && word.find(given) != std::string::npos);
    });
}

}  // namespace

PasswordPolicy PasswordPolicy::of(PasswordProfile profile) {
    PasswordPolicy p;
    p.profile = profile;
    if (profile == PasswordProfile::djbh3) {
        p.classes_min = 3;
        p.lifetime_days = 90;
        p.history = 5;
    }
    return p;
}

CommonPasswords::CommonPasswords() {
    std::string_view rest = obvious_passwords;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
        if (end > 0) exact_.emplace(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

std::size_t CommonPasswords::add_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw Fault("crypto: cannot read the password list " + path.string());
    std::size_t taken = 0;
    for (std::string line; taken < 5'000'000 && std::getline(file, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (line.empty()) continue;
        exact_.insert(lowered(line));
        ++taken;
    }
    return taken;
}

bool CommonPasswords::contains(std::string_view password) const {
    const std::string given = lowered(password);
    if (exact_.contains(given) || is_repetition(given) || is_run(given)) return true;
    const std::string core = folded(password);
    return core.size() >= 3 && exact_.contains(core);
}

void require_acceptable_password(const PasswordPolicy& policy, const CommonPasswords& common,
                                 std::string_view password,
                                 std::span<const std::string> context_words,
                                 std::string_view field) {
    std::vector<FieldFault> faults;
    const auto fault = [&](const char* code, Words words) {
        faults.push_back({std::string(field), code, std::move(words)});
    };
    const std::size_t length = code_points(password);
    const std::string least = std::to_string(policy.length_min);
    const std::string most = std::to_string(policy.length_max);
    if (length < policy.length_min)
        fault("crypto.password_short",
              {"密码至少要有" + least + "个字符，几个不相关的词连起来既长又好记。",
               "The password needs at least " + least +
                   " characters; several unrelated words are long and easy "
                   "to remember."});
    if (length > policy.length_max)
        fault("crypto.password_long", {"密码最多" + most + "个字符。",
                                       "The password may have at most " + most + " characters."});
    if (policy.classes_min > 0 && classes(password) < policy.classes_min)
        fault("crypto.password_simple",
              {"密码须含小写字母、大写字母、数字、符号中的至少" +
                   std::to_string(policy.classes_min) + "种（等级保护要求）。",
               "The password must mix at least " + std::to_string(policy.classes_min) +
                   " of: lower case, upper case, digits, signs (graded protection)."});
    if (common.contains(password))
        fault("crypto.password_common",
              {"这个密码太常见，容易被猜到，请换一个。",
               "This password is among the first that are guessed; choose "
               "another."});
    if (contains_context(password, context_words))
        fault("crypto.password_personal",
              {"密码不能包含账号、姓名、手机号等容易被猜到的内容。",
               "The password must not contain the login, a name or a phone number."});
    if (!faults.empty()) {
        Words words = faults.front().words;
        throw Refusal(RefusalKind::unprocessable, "crypto.password_refused", std::move(words),
                      std::move(faults));
    }
}

}  // namespace linli::crypto
