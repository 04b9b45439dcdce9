#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <mutex>
#include <utility>

#include "base/refusal.hpp"
#include "base/text.hpp"
#include "base/text_runs.hpp"

namespace linli {

namespace {

// ICU knows one reading for each character. Where the names of places and services use another, the
// word is first written with characters of the right sound; longer words come before their parts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> homophones{{
    {"长者", "掌者"}, {"长辈", "掌辈"}, {"校长", "校掌"}, {"院长", "院掌"}, {"成长", "成掌"},
    {"家长", "家掌"}, {"生长", "生掌"}, {"会长", "会掌"}, {"所长", "所掌"}, {"市长", "市掌"},
    {"区长", "区掌"}, {"镇长", "镇掌"}, {"村长", "村掌"}, {"组长", "组掌"}, {"站长", "站掌"},
    {"长", "常"},     {"地", "弟"},     {"重新", "虫新"}, {"银行", "银杭"}, {"商行", "商杭"},
    {"车行", "车杭"}, {"药行", "药杭"}, {"金行", "金杭"}, {"行业", "杭业"}, {"成都", "成督"},
    {"首都", "首督"}, {"都市", "督市"}, {"都会", "督会"}, {"会计", "快计"}, {"财会", "财快"},
    {"音乐", "音月"}, {"乐器", "月器"}, {"乐团", "月团"}, {"声乐", "声月"}, {"厦门", "夏门"},
    {"调解", "条解"}, {"空调", "空条"}, {"调理", "条理"}, {"大夫", "代夫"}, {"还款", "环款"},
    {"归还", "归环"}, {"番禺", "潘禺"}, {"六安", "路安"}, {"蚌埠", "崩布"}, {"给排水", "几排水"},
    {"便宜", "骈宜"},
}};

std::string with_right_readings(std::string text) {
    for (const auto& [word, sounds] : homophones) {
        for (std::size_t at = text.find(word); at != std::string::npos;
             at = text.find(word, at + sounds.size())) {
            text.replace(at, word.size(), sounds);
        }
    }
    return text;
}

const icu::Transliterator& han_to_latin() {
    static const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> t(icu::Transliterator::createInstance(
            "Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw Fault("text: ICU has no Han-Latin transliteration");
        return t;
    }();
    return *made;
}

std::string romanised(std::string_view text) {
    // One ICU transliterator is not promised to be safe between threads.
    static std::mutex mutex;
    icu::UnicodeString buffer = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    {
        const std::lock_guard lock(mutex);
        han_to_latin().transliterate(buffer);
    }
    std::string out;
    buffer.toUTF8String(out);
    return out;
}

}  // namespace

Pinyin pinyin(std::string_view text) {
    using detail::to_utf8;
    Pinyin out;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    detail::each_run(with_right_readings(fold(text)), [&](bool cjk, std::u32string_view run) {
        const std::string letters = cjk ? romanised(to_utf8(run)) : to_utf8(run);
        bool starts = true;
        for (const char c : letters) {
            if (is_plain(c)) {
                out.full += c;
                if (starts) out.initials += c;
            }
            starts = !is_plain(c);
        }
    });
    return out;
}

}  // namespace linli
