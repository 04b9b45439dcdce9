#include "base/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/resource.h>

#include <fstream>

namespace linli {
namespace sample {

enum class Colour : std::uint8_t { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct Phone {
    std::string number;
    std::optional<int> extension;
    bool operator==(const Phone&) const = default;
};
BOOST_DESCRIBE_STRUCT(Phone, (), (number, extension))

struct Shop {
    std::string name;
    std::int64_t floor = 0;
    bool open = false;
    double lat = 0;
    Colour colour = Colour::red;
    Date since;
    Instant at;
    Id<struct ShopTag> id;
    Fen fee;
    std::vector<Phone> phones;
    std::map<std::string, std::string> labels;
    std::optional<Date> until;
    bool operator==(const Shop&) const = default;
};
BOOST_DESCRIBE_STRUCT(Shop, (),
                      (name, floor, open, lat, colour, since, at, id, fee, phones, labels, until))
inline Limits limits(const Shop*) {
    return {{"name", {.length_min = 2, .length_max = 4}},
            {"floor", {.min = -3, .max = 200}},
            {"phones", {.length_max = 2}}};
}

struct Foreign {
    using lenient = void;
    std::string name = "?";
};
BOOST_DESCRIBE_STRUCT(Foreign, (), (name))

}  // namespace sample

namespace {

using sample::Shop;

const std::string good_shop =
    R"({"name":"便民药店","floor":1,"open":true,"lat":28.5,"colour":"blue","since":"2026-01-31",)"
    R"("at":"2026-01-31T08:00:00Z","id":"0000000000001","fee":1205,)"
    R"("phones":[{"number":"12345"},{"number":"110","extension":3}],"labels":{"a":"b"}})";

struct Answer {
    int status = 0;
    std::string code;
    std::string en;
    std::vector<FieldFault> fields;
};

template <class Act>
Answer answer_to(const Act& act) {
    try {
        act();
    } catch (const Refusal& refusal) {
        return {refusal.status(), refusal.code(), refusal.words().en, refusal.fields()};
    }
    return {200, "accepted", "", {}};
}

Answer parsing(std::string_view text, JsonBounds bounds = {}) {
    return answer_to([&] { parse_json(text, bounds); });
}

// The codes of the faults of a shop whose member was replaced, as "field code".
std::string fault_of(const std::string& member, const std::string& replacement) {
    json::value shop = parse_json(good_shop);
    shop.get_object()[member] = parse_json(replacement);
    const Answer answer = answer_to([&] { from_json<Shop>(shop); });
    return answer.fields.empty() ? answer.code
                                 : answer.fields.front().field + " " + answer.fields.front().code;
}

double cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1000.0 * static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

std::size_t resident_kb() {
    std::ifstream statm("/proc/self/statm");
    std::size_t pages = 0;
    std::size_t resident = 0;
    statm >> pages >> resident;
    return resident * 4;
}

TEST(Json, of_a_described_struct_survives_writing_and_reading) {
    const Shop shop = from_json_text<Shop>(good_shop);
    EXPECT_EQ(shop.phones.size(), 2u);
    EXPECT_EQ(shop.phones[1].extension, 3);
    EXPECT_FALSE(shop.until);
    EXPECT_EQ(to_json_text(shop).find("until"), std::string::npos);
    EXPECT_EQ(from_json_text<Shop>(to_json_text(shop)), shop);
}

TEST(Json, tells_every_faulty_field_at_once_in_both_languages) {
    const Answer answer = answer_to([] {
        from_json_text<Shop>(
            R"({"name":"x","floor":"1","colour":"green","phones":[{"numer":"1"}]})");
    });
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.code, "body.invalid");
    std::vector<std::string> seen;
    for (const FieldFault& fault : answer.fields) {
        seen.push_back(fault.field + " " + fault.code);
        EXPECT_FALSE(fault.words.zh.empty());
        EXPECT_NE(fault.words.en.find(fault.field), std::string::npos);
    }
    const std::vector<std::string> expected{"name field.too_short",
                                            "floor field.wrong_type",
                                            "open field.missing",
                                            "lat field.missing",
                                            "colour field.bad_choice",
                                            "since field.missing",
                                            "at field.missing",
                                            "id field.missing",
                                            "fee field.missing",
                                            "phones[0].number field.missing",
                                            "phones[0].numer field.unknown"};
    EXPECT_EQ(seen, expected);
}

TEST(Json, refuses_a_value_that_does_not_fit_its_member) {
    EXPECT_EQ(fault_of("name", R"("便民大药店")"), "name field.too_long");
    EXPECT_EQ(fault_of("name", R"("四个汉字")"), "accepted");
    EXPECT_EQ(fault_of("floor", "201"), "floor field.out_of_range");
    EXPECT_EQ(fault_of("floor", "1.5"), "floor field.wrong_type");
    EXPECT_EQ(fault_of("floor", "18446744073709551615"), "floor field.out_of_range");
    EXPECT_EQ(fault_of("floor", "123456789012345678901234567890"), "floor field.out_of_range");
    EXPECT_EQ(fault_of("open", "1"), "open field.wrong_type");
    EXPECT_EQ(fault_of("since", R"("2026-02-30")"), "since date.impossible");
    EXPECT_EQ(fault_of("at", R"("today")"), "at time.malformed");
    EXPECT_EQ(fault_of("id", R"("x")"), "id id.malformed");
    EXPECT_EQ(fault_of("phones", "[{},{},{}]"), "phones field.too_long");
    EXPECT_EQ(fault_of("phones", "{}"), "phones field.wrong_type");
    EXPECT_EQ(fault_of("labels", R"({"a":1})"), "labels.a field.wrong_type");
    EXPECT_EQ(fault_of("phones", R"([{"number":"1","extension":99999999999}])"),
              "phones[0].extension field.out_of_range");
    EXPECT_EQ(fault_of("until", "null"), "accepted");
    EXPECT_EQ(fault_of("open", "null"), "open field.missing");
    EXPECT_EQ(fault_of("extra", "1"), "extra field.unknown");
}

TEST(Json, from_others_may_carry_members_that_we_do_not_know) {
    EXPECT_EQ(from_json_text<sample::Foreign>(R"({"other":[1,2]})").name, "?");
}

TEST(Json, keeps_only_the_first_hundred_faults_but_counts_all) {
    std::string body = "{";
    for (int i = 0; i < 4000; ++i)
        body += (i ? ",\"u" : "\"u") + std::to_string(i) + "\":1";
    const Answer answer = answer_to([&] { from_json_text<Shop>(body + "}"); });
    EXPECT_EQ(answer.fields.size(), Reader::faults_max);
    EXPECT_NE(answer.en.find("4009 value(s)"), std::string::npos) << answer.en;
}

TEST(JsonText, that_is_not_proper_is_refused_with_line_and_column) {
    EXPECT_EQ(parsing("{\n  \"a\": }").code, "json.malformed");
    EXPECT_NE(parsing("{\n  \"a\": }").en.find("Line 2, column 8"), std::string::npos)
        << parsing("{\n  \"a\": }").en;
    for (const std::string_view bad :
         {"", " ", "[1", "[1]]", "[1] x", "{\"a\":1,}", "nul", "'a'", "[01]", "\"\xC3\"",
          "\"\xED\xA0\x80\"", "\"\xC0\xAF\"", "\"\\ud800\"", "[1e999]", "\"\\u0000\"",
          "{\"\\u0000\":1}", "\"a\nb\"", "// x\n1"}) {
        EXPECT_EQ(parsing(bad).code, "json.malformed") << bad;
        EXPECT_EQ(parsing(bad).status, 400) << bad;
    }
}

TEST(JsonText, with_a_member_twice_is_refused_however_it_is_spelt) {
    for (const std::string_view bad :
         {R"({"a":1,"a":1})", R"({"a":1,"\u0061":2})", R"({"x":{"b":1,"c":{"a":1},"b":2}})",
          R"([{"a":{"a":1}},{"k":[],"z":1,"k":0}])"}) {
        EXPECT_EQ(parsing(bad).code, "json.duplicate_key") << bad;
    }
    EXPECT_EQ(parsing(R"({"a":{"a":{"a":1},"b":{"a":1}},"b":[{"a":1},{"a":2}]})").code, "accepted");
}

TEST(JsonText, deeper_than_its_bound_is_refused_without_recursion) {
    EXPECT_EQ(parsing(std::string(32, '[') + std::string(32, ']')).code, "accepted");
    EXPECT_EQ(parsing(std::string(33, '[') + std::string(33, ']')).code, "json.too_deep");
    EXPECT_EQ(parsing(std::string(65, '[') + std::string(65, ']'), {.depth_max = 1'000'000}).code,
              "json.too_deep");
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "{\"a\":[";
    EXPECT_EQ(parsing(deep).code, "json.too_deep");
}

TEST(JsonText, over_its_size_is_refused_as_too_large) {
    const Answer answer = parsing("\"" + std::string(1000, 'x') + "\"", {.bytes_max = 1000});
    EXPECT_EQ(answer.code, "json.too_large");
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(parsing(std::string(100'000'000, '9')).status, 413);
}

TEST(JsonText, holds_at_most_4096_members_in_one_object) {
    const auto object_of = [](int members) {
        std::string text = "{";
        for (int i = 0; i < members; ++i)
            text += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":0";
        return text + "}";
    };
    EXPECT_EQ(parsing(object_of(4096)).code, "accepted");
    EXPECT_EQ(parsing(object_of(4097)).status, 413);
}

TEST(JsonText, with_a_number_of_endless_digits_is_refused) {
    EXPECT_EQ(parsing(std::string(1'000'000, '9')).code, "json.malformed");
    EXPECT_EQ(parsing("[0." + std::string(1'000'000, '9') + "]").code, "json.malformed");
}

// T19: an attack may cost 50 ms of processor time and 16 MB of memory, no more. The bound on time
// is stretched here for debug builds and sanitizers, which are several times slower.
TEST(JsonText, made_to_hurt_costs_little_time_and_memory) {
    std::vector<std::string> attacks;
    attacks.push_back(std::string(1 << 20, '['));
    attacks.push_back("[" + std::string((1 << 20) - 2, '0') + "]");
    std::string keys = "{";
    std::string empties = "[";
    for (int i = 0; keys.size() < (1 << 20) - 20; ++i)
        keys += "\"k" + std::to_string(i) + "\":0,";
    while (empties.size() < (1 << 20) - 4)
        empties += "{},";
    attacks.push_back(keys + "\"z\":0}");
    attacks.push_back(empties + "{}]");
    for (const std::string& attack : attacks) {
        const std::size_t before_kb = resident_kb();
        const double start = cpu_ms();
        EXPECT_GE(parsing(attack).status, 400) << attack.substr(0, 20);
        EXPECT_LT(cpu_ms() - start, 1000) << attack.substr(0, 20);
        EXPECT_LT(resident_kb(), before_kb + 16 * 1024) << attack.substr(0, 20);
    }
}

TEST(JsonText, of_any_value_survives_parsing) {
    EXPECT_TRUE(rc::check([](const std::map<std::string, std::vector<std::int64_t>>& any) {
        json::object object;
        for (const auto& [key, numbers] : any) {
            std::string printable;
            for (const char c : key)
                printable += static_cast<char>('a' + (c & 15));
            object[printable] = json::value_from(numbers);
        }
        RC_ASSERT(parse_json(json::serialize(object)) == json::value(object));
    }));
}

TEST(Json, reads_a_large_text_in_pieces_as_if_it_were_whole) {
    // Members of odd lengths, so that keys, escapes, numbers and characters are cut at every place.
    std::string text = "{";
    for (int i = 0; i < 4000; ++i) {
        text += (i > 0 ? ",\"键" : "\"键") + std::to_string(i) + "\":[\"邻\\u91cc\\n" +
                std::string(static_cast<std::size_t>(i % 97), 'x') + "\",-12345.678e-2,true,null]";
    }
    text += "}";
    ASSERT_GT(text.size(), 200'000U);
    EXPECT_EQ(parse_json(text), json::parse(text));
    for (std::size_t before = 0; before < 12; ++before) {  // a number across the end of a piece
        const std::string number = std::string((64 << 10) - 12 + before, ' ') + "123.45678";
        EXPECT_EQ(parse_json(number).as_double(), 123.45678) << before;
    }
    EXPECT_THROW(parse_json(std::string((64 << 10) - 40, ' ') + std::string(80, '1')), Refusal);
    EXPECT_THROW(parse_json(text + "x"), Refusal);
    EXPECT_THROW(parse_json(text.substr(0, text.size() - 1)), Refusal);
}

}  // namespace
}  // namespace linli
