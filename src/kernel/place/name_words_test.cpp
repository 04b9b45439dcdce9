// What a listing is found by when somebody types pinyin.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernel/place/listing.hpp"

namespace linli::place {
namespace {

std::string words_of(const std::string& name) {
    const Categories categories = [] {
        std::ifstream in(LINLI_SOURCE_DIR "/rules/categories.yaml");
        std::stringstream text;
        text << in.rdbuf();
        return Categories::from_yaml(text.str(), "categories.yaml");
    }();
    ListingDocuments documents;
    documents.service = {{"name", name}, {"status", "active"}};
    return project(documents, categories).name_words;
}

TEST(NameWords, are_read_by_word_and_not_by_character) {
    EXPECT_NE(words_of("工商银行").find("gongshangyinhang\ngsyh"), std::string::npos)
        << words_of("工商银行");
    EXPECT_NE(words_of("步行街药店").find("buxingjieyaodian\nbxjyd"), std::string::npos)
        << words_of("步行街药店");
    EXPECT_NE(words_of("地铁站").find("ditiezhan\ndtz"), std::string::npos) << words_of("地铁站");
}

}  // namespace
}  // namespace linli::place
