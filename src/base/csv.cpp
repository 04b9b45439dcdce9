#include "base/csv.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace linli {

namespace {

char separator_of(std::string_view text) {
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == ',' || c == ';' || c == '\t') return c;
        if (c == '\n') break;
    }
    return ',';
}

Refusal malformed(std::size_t line, const char* zh, const char* en) {
    return {RefusalKind::malformed,
            "csv.malformed",
            {fmt::format("CSV 第 {} 行有误：{}", line, zh),
             fmt::format("Line {} of the CSV is wrong: {}", line, en)}};
}

}  // namespace

CsvReader::CsvReader(std::string_view text, CsvBounds bounds) : rest_(text), bounds_(bounds) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    if (!is_utf8(rest_)) {
        throw Refusal(RefusalKind::malformed, "csv.not_utf8",
                      {"文件不是 UTF-8 编码；在电子表格里请另存为“CSV UTF-8”再上传",
                       "The file is not UTF-8; save it from the spreadsheet as \"CSV UTF-8\""});
    }
    separator_ = separator_of(rest_);
}

bool CsvReader::at_line_end() const {
    return rest_.empty() || rest_.front() == '\n' || rest_.starts_with("\r\n");
}

std::string CsvReader::quoted_field(std::size_t row_line) {
    std::string out;
    rest_.remove_prefix(1);
    while (true) {
        if (rest_.empty()) throw malformed(row_line, "引号没有闭合", "a quote is never closed");
        const char c = rest_.front();
        rest_.remove_prefix(1);
        if (c == '"') {
            if (rest_.empty() || rest_.front() != '"') break;
            rest_.remove_prefix(1);
        }
        if (c == '\n') ++line_;
        out += c;
        if (out.size() > bounds_.field_bytes_max) {
            throw malformed(row_line, "有一格太长，可能是引号没有闭合",
                            "a field is too long, perhaps a quote is never closed");
        }
    }
    if (!at_line_end() && rest_.front() != separator_) {
        throw malformed(line_, "闭合的引号后面还有文字", "there is text after a closing quote");
    }
    return out;
}

std::string CsvReader::field(std::size_t row_line) {
    if (!rest_.empty() && rest_.front() == '"') return quoted_field(row_line);
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != separator_ && rest_[end] != '\n' &&
           !rest_.substr(end).starts_with("\r\n")) {
        ++end;
    }
    if (end > bounds_.field_bytes_max)
        throw malformed(row_line, "有一格太长", "a field is too long");
    std::string out(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return out;
}

std::optional<CsvRow> CsvReader::next() {
    while (!rest_.empty()) {
        CsvRow row{line_, {}};
        while (true) {
            row.fields.push_back(field(row.line));
            if (row.fields.size() > bounds_.columns_max) {
                throw malformed(row.line, "列数太多", "there are too many columns");
            }
            if (at_line_end()) break;
            rest_.remove_prefix(1);  // the separator
        }
        if (!rest_.empty()) {
            rest_.remove_prefix(rest_.front() == '\r' ? 2 : 1);
            ++line_;
        }
        const bool blank = row.fields.size() == 1 && trim(row.fields.front()).empty();
        if (!blank) return row;
    }
    return std::nullopt;
}

std::string csv_line(const std::vector<std::string>& fields) {
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out += ',';
        std::string field = fields[i];
        const bool is_number = field.find_first_not_of("-0123456789.") == std::string::npos;
        if (!field.empty() && !is_number &&
            std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos)
            field.insert(field.begin(), '\'');
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            out += field;
            continue;
        }
        out += '"';
        for (const char c : field)
            out += c == '"' ? "\"\"" : std::string(1, c);
        out += '"';
    }
    return out;
}

}  // namespace linli
