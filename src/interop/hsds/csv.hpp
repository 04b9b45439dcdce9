// CSV as RFC 4180 has it: quotes, doubled quotes, line breaks inside quotes; CRLF or LF; a byte
// order mark is passed over.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linli::hsds {

struct CsvRow {
    std::int64_t line = 0;  // on which it begins, from 1
    std::vector<std::string> cells;
};
struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;  // blank lines left out
};

// Throws Refusal `hsds.csv_malformed` (400) with the line: a quote that is never closed, text after
// a closing quote, more than 2,000,000 rows.
CsvTable parse_csv(std::string_view text, const std::string& file);

}  // namespace linli::hsds
