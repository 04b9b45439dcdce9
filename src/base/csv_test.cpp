#include "base/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.hpp"

namespace linli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, CsvBounds bounds = {}) {
    CsvReader reader(text, bounds);
    Rows rows;
    while (auto row = reader.next())
        rows.push_back(row->fields);
    return rows;
}

std::string refusal_of(std::string_view text, CsvBounds bounds = {}) {
    try {
        rows_of(text, bounds);
    } catch (const Refusal& refusal) {
        return refusal.words().en;
    }
    return "accepted";
}

TEST(Csv, is_read_as_spreadsheets_write_it) {
    EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                      "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,\r\n"),
              (Rows{{"a", "b"}, {"1", "x, \"y\"\nz"}, {"2", ""}}));
    EXPECT_EQ(rows_of("a;b\n1;2,5"), (Rows{{"a", "b"}, {"1", "2,5"}}));
    EXPECT_EQ(rows_of("a\tb\n1\t"), (Rows{{"a", "b"}, {"1", ""}}));
    EXPECT_EQ(rows_of(""), Rows{});
}

TEST(Csv, row_knows_the_line_where_it_begins) {
    CsvReader reader("a,b\n\n\"1\n2\",3\n4,5");
    EXPECT_EQ(reader.next()->line, 1u);
    EXPECT_EQ(reader.next()->line, 3u);
    EXPECT_EQ(reader.next()->line, 5u);
    EXPECT_FALSE(reader.next());
}

TEST(Csv, that_is_broken_is_refused_with_its_line) {
    EXPECT_EQ(refusal_of("a,b\n\"1,2\n3"), "Line 2 of the CSV is wrong: a quote is never closed");
    EXPECT_EQ(refusal_of("a\n\"1\"2"),
              "Line 2 of the CSV is wrong: there is text after a closing quote");
    EXPECT_EQ(refusal_of("a,b,c", {.columns_max = 2}),
              "Line 1 of the CSV is wrong: there are too many columns");
    EXPECT_EQ(refusal_of("abcde", {.field_bytes_max = 4}),
              "Line 1 of the CSV is wrong: a field is too long");
    EXPECT_NE(refusal_of("\xB1\xB1\xBE\xA9").find("CSV UTF-8"), std::string::npos);
}

TEST(Csv, of_any_fields_is_read_back_as_written) {
    EXPECT_TRUE(rc::check([](const std::vector<std::vector<std::string>>& any) {
        Rows written{{"first", "second"}};
        std::string text = "first,second\n";
        for (const auto& fields : any) {
            Rows::value_type row{"x"};
            text += "x";
            for (const auto& field : fields) {
                const std::string safe = log_safe(field);
                row.push_back(safe);
                std::string quoted;
                for (const char c : safe)
                    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
                text += ",\"" + quoted + "\"";
            }
            text += "\n";
            written.push_back(row);
        }
        RC_ASSERT(rows_of(text) == written);
    }));
}

TEST(CsvLine, is_read_back_as_it_was) {
    const std::vector<std::string> fields{"a", "b,c", "d \"e\"", "two\nlines", "", "-12.50"};
    const std::string text = csv_line({"1", "2", "3", "4", "5", "6"}) + "\n" + csv_line(fields);
    CsvReader reader(text);
    reader.next();
    EXPECT_EQ(reader.next()->fields, fields);
}

TEST(CsvLine, is_never_run_as_a_formula) {
    EXPECT_EQ(csv_line({"=1+1", "@a", "-x", "+86", "-5"}), "'=1+1,'@a,'-x,'+86,-5");
}

}  // namespace
}  // namespace linli
