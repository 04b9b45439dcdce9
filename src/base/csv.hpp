// Writing CSV (RFC 4180), and reading it as spreadsheets write it: UTF-8 with or without byte order
// mark, comma, semicolon or tab as separator (whichever comes first outside quotes in the header),
// LF or CRLF, quoted fields with line breaks. Blank lines are skipped.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace linli {

struct CsvBounds {
    std::size_t columns_max = 200;
    std::size_t field_bytes_max = 64 << 10;
};

struct CsvRow {
    std::size_t line = 0;  // where it begins, from 1
    std::vector<std::string> fields;
};

// One row after the other; memory is bounded by one row.
class CsvReader {
  public:
    // `text` must outlive the reader. Throws Refusal `csv.not_utf8` (400): spreadsheets on Chinese
    // Windows write GB 18030 unless told otherwise, and the words say so.
    explicit CsvReader(std::string_view text, CsvBounds bounds = {});
    // Nothing at the end of the file. Throws Refusal `csv.malformed` with its line: a quote that
    // never ends, text after a closing quote, a field or row beyond its bound.
    std::optional<CsvRow> next();

  private:
    std::string field(std::size_t row_line);
    std::string quoted_field(std::size_t row_line);
    bool at_line_end() const;

    std::string_view rest_;
    CsvBounds bounds_;
    char separator_ = ',';
    std::size_t line_ = 1;
};

// One line without its end. A field that a spreadsheet would run as a formula gets an apostrophe in
// front (ASVS 5.0 1.2.10); numbers stay numbers.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace linli
