#include "store/sql_text.hpp"

#include <cctype>

namespace linli::store {
namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t end_of(std::string_view sql, std::string_view closing, std::size_t from) {
    const std::size_t at = sql.find(closing, from);
    return at == std::string_view::npos ? sql.size() : at + closing.size();
}

// `$` at `at` opens a dollar quote: the opening with both dollars, or empty.
std::string_view dollar_tag(std::string_view sql, std::size_t at) {
    if (at > 0 && is_word(sql[at - 1])) return {};
    std::size_t i = at + 1;
    while (i < sql.size() && is_word(sql[i]))
        ++i;
    return i < sql.size() && sql[i] == '$' ? sql.substr(at, i + 1 - at) : std::string_view{};
}

// The end of the literal, comment or quote that begins at `at`; `at` itself when none begins there.
std::size_t skip_quoted(std::string_view sql, std::size_t at) {
    const std::string_view rest = sql.substr(at);
    if (rest[0] == '\'' || rest[0] == '"') return end_of(sql, rest.substr(0, 1), at + 1);
    if (rest.starts_with("--")) return end_of(sql, "\n", at);
    if (rest.starts_with("/*")) return end_of(sql, "*/", at + 2);
    if (rest[0] == '$') {
        const std::string_view tag = dollar_tag(sql, at);
        if (!tag.empty()) return end_of(sql, tag, at + tag.size());
    }
    return at;
}

std::string upper_word(std::string_view sql, std::size_t at) {
    std::string word;
    for (; at < sql.size() && is_word(sql[at]); ++at)
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(sql[at])));
    return word;
}

bool is_blank(std::string_view text) {
    for (char c : text)
        if (std::isspace(static_cast<unsigned char>(c)) == 0) return false;
    return true;
}

// How deep inside the body of a trigger the words so far have led.
class TriggerBody {
  public:
    void word(const std::string& w) {
        ++words_;
        if (words_ == 1) creates_ = w == "CREATE";
        if (creates_ && w == "TRIGGER" && words_ <= 3) trigger_ = true;
        if (!trigger_) return;
        if (w == "BEGIN" || w == "CASE") ++depth_;
        if (w == "END" && depth_ > 0) --depth_;
    }
    bool inside() const { return depth_ > 0; }

  private:
    int words_ = 0;
    int depth_ = 0;
    bool creates_ = false;
    bool trigger_ = false;
};

}  // namespace

Placeholders number_placeholders(std::string_view sql) {
    Placeholders out;
    out.text.reserve(sql.size() + 32);
    for (std::size_t i = 0; i < sql.size();) {
        const std::size_t end = skip_quoted(sql, i);
        if (end != i) {
            out.text.append(sql.substr(i, end - i));
            i = end;
        } else if (sql[i] == '?') {
            out.text += ":p" + std::to_string(++out.count);
            ++i;
        } else {
            out.text += sql[i++];
        }
    }
    return out;
}

std::vector<std::string> split_statements(std::string_view sql) {
    std::vector<std::string> statements;
    std::string current;
    bool has_code = false;
    TriggerBody body;
    const auto finish = [&] {
        if (has_code) statements.push_back(current);
        current.clear();
        has_code = false;
        body = {};
    };
    for (std::size_t i = 0; i < sql.size();) {
        std::size_t end = skip_quoted(sql, i);
        if (end != i) {
            has_code = has_code || (sql[i] != '-' && sql[i] != '/');
        } else if (is_word(sql[i])) {
            const std::string word = upper_word(sql, i);
            body.word(word);
            end = i + word.size();
            has_code = true;
        } else if (sql[i] == ';' && !body.inside()) {
            finish();
            ++i;
            continue;
        } else {
            end = i + 1;
            has_code = has_code || !is_blank(sql.substr(i, 1));
        }
        if (has_code || !current.empty() || !is_blank(sql.substr(i, end - i)))
            current.append(sql.substr(i, end - i));
        i = end;
    }
    finish();
    return statements;
}

}  // namespace linli::store
