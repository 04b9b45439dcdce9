#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace linli {
namespace {

using Tokens = std::vector<std::string>;

TEST(Text, counts_characters_and_not_bytes) {
    EXPECT_EQ(code_points("便民abc"), 5u);
    EXPECT_EQ(code_points("𠮷"), 1u);
    EXPECT_EQ(first_code_points("便民服务", 2), "便民");
    EXPECT_EQ(first_code_points("ab", 9), "ab");
}

TEST(Text, that_is_not_utf8_is_recognised) {
    EXPECT_TRUE(is_utf8("邻里 Linli 𠮷"));
    for (const std::string_view bad :
         {"\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\x80"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

TEST(Text, loses_the_blanks_that_copying_brings_along) {
    EXPECT_EQ(trim("　 \t社区 医院\xC2\xA0\r\n"), "社区 医院");
    EXPECT_EQ(trim("　　"), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Text, typed_in_full_width_is_understood) {
    EXPECT_EQ(to_half_width("１３８－００　Ａ，药店"), "138-00 A,药店");
    EXPECT_EQ(fold("ＡＴＭ Ⅳ Straße"), "atm iv strasse");
}

TEST(Search, splits_chinese_into_pairs_and_latin_into_words) {
    EXPECT_EQ(search_tokens("社区医院", TokenUse::query), (Tokens{"社区", "区医", "医院"}));
    EXPECT_EQ(search_tokens("药", TokenUse::query), (Tokens{"药"}));
    EXPECT_EQ(search_tokens("ATM取款机24H, ATM", TokenUse::query),
              (Tokens{"atm", "取款", "款机", "24h"}));
    EXPECT_EQ(search_tokens("，。！ ", TokenUse::query), Tokens{});
}

TEST(Search, finds_every_part_of_a_name_that_was_indexed) {
    const Tokens indexed = search_tokens("东湖区便民服务中心 ATM", TokenUse::index);
    for (const char* query : {"心", "服务", "便民服务", "atm", "东湖区便民服务中心"}) {
        for (const std::string& token : search_tokens(query, TokenUse::query)) {
            EXPECT_NE(std::find(indexed.begin(), indexed.end(), token), indexed.end())
                << query << " " << token;
        }
    }
}

TEST(Pinyin, gives_the_whole_word_and_its_initials) {
    EXPECT_EQ(pinyin("社区医院").full, "shequyiyuan");
    EXPECT_EQ(pinyin("社区医院").initials, "sqyy");
    EXPECT_EQ(pinyin("绿地ATM 24小时").full, "ludiatm24xiaoshi");
    EXPECT_EQ(pinyin("绿地ATM 24小时").initials, "lda2xs");
    EXPECT_EQ(pinyin("").full, "");
    EXPECT_EQ(pinyin("——！").initials, "");
}

TEST(Pinyin, reads_the_words_of_places_and_services_as_people_say_them) {
    EXPECT_EQ(pinyin("长江路银行").full, "changjiangluyinhang");
    EXPECT_EQ(pinyin("长者食堂").full, "zhangzheshitang");
    EXPECT_EQ(pinyin("地铁站").full, "ditiezhan");
    EXPECT_EQ(pinyin("人民调解委员会").initials, "rmtjwyh");
}

TEST(Csv, never_hands_a_spreadsheet_a_formula) {
    EXPECT_EQ(csv_field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    EXPECT_EQ(csv_field("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csv_field("-12.5"), "-12.5");
    EXPECT_EQ(csv_field("+8613800000000"), "+8613800000000");
    EXPECT_EQ(csv_field("-1+2"), "'-1+2");
    EXPECT_EQ(csv_field("\tx"), "\"'\tx\"");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("普通"), "普通");
    EXPECT_EQ(csv_field(""), "");
}

TEST(Log, shows_no_control_characters_and_no_endless_text) {
    EXPECT_EQ(log_safe("a\nb\x1b[31m\xC2\x85\xE2\x80\xA8z"), "a?b?[31m??z");
    EXPECT_EQ(log_safe("\xFFok"), "?ok");
    EXPECT_EQ(log_safe("邻里邻里", 2), "邻里");
    EXPECT_TRUE(rc::check([](const std::string& any) {
        const std::string safe = log_safe(any, 50);
        RC_ASSERT(is_utf8(safe));
        RC_ASSERT(code_points(safe) <= 50u);
        RC_ASSERT(safe.find('\n') == std::string::npos);
    }));
}

TEST(Text, of_any_bytes_is_handled_without_harm) {
    EXPECT_TRUE(rc::check([](const std::string& any) {
        trim(any);
        to_half_width(any);
        csv_field(any);
        search_tokens(any, TokenUse::index);
        RC_ASSERT(first_code_points(any, any.size()) == any);
    }));
}

}  // namespace
}  // namespace linli
