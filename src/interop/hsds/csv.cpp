#include "interop/hsds/csv.hpp"

#include "base/refusal.hpp"

namespace linli::hsds {
namespace {

constexpr std::size_t rows_max = 2'000'000;

class Parser {
  public:
    Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    bool done() const { return at_ >= text_.size(); }
    CsvRow row() {
        CsvRow row{line_, {}};
        do
            row.cells.push_back(cell());
        while (take(','));
        take('\r');
        if (!done() && !take('\n')) malformed("引号后面还有文字", "text after a closing quote");
        ++line_;
        return row;
    }

  private:
    bool take(char c) {
        if (done() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    std::string cell() {
        if (take('"')) return quoted();
        const std::size_t begin = at_;
        while (!done() && text_[at_] != ',' && text_[at_] != '\n')
            ++at_;
        std::size_t end = at_;
        // The carriage return belongs to the line break, not to the cell.
        if (end > begin && text_[end - 1] == '\r' && (done() || text_[at_] == '\n')) --end;
        return std::string(text_.substr(begin, end - begin));
    }
    std::string quoted() {
        const std::int64_t opened = line_;
        std::string out;
        while (!done()) {
            const char c = text_[at_++];
            if (c == '"') {
                if (!take('"')) return out;
            } else if (c == '\n') {
                ++line_;
            }
            out += c;
        }
        line_ = opened;
        malformed("引号没有结束", "a quote that is never closed");
    }
    [[noreturn]] void malformed(const char* zh, const char* en) const {
        const std::string n = std::to_string(line_);
        throw Refusal(RefusalKind::malformed, "hsds.csv_malformed",
                      {file_ + " 第 " + n + " 行：" + zh, file_ + ", line " + n + ": " + en});
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace

CsvTable parse_csv(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Parser parser(text, file);
    CsvTable table;
    bool has_header = false;
    while (!parser.done()) {
        CsvRow row = parser.row();
        if (row.cells.size() == 1 && row.cells[0].empty()) continue;
        if (!has_header) {
            table.header = std::move(row.cells);
            has_header = true;
        } else {
            table.rows.push_back(std::move(row));
        }
        if (table.rows.size() > rows_max)
            throw Refusal(
                RefusalKind::too_large, "hsds.csv_too_long",
                {file + " 行数太多，请分成几个文件", file + " has too many rows; split it"});
    }
    return table;
}

}  // namespace linli::hsds
