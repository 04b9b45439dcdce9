#include "kernel/form/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/form/pattern.hpp"

namespace linli::form {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

const Instant noon = instant_from_text("2026-11-24T04:00:00Z");

std::shared_ptr<const Form> form_of(const std::string& components) {
    return Form::read(R"({"type":"default","schemaVersion":19,"components":[)" + components + "]}",
                      "form.json");
}
json::object object(std::string_view text) {
    return json::parse(text).as_object();
}
std::vector<std::string> fields(const std::vector<FieldFault>& faults) {
    std::vector<std::string> out;
    for (const auto& f : faults)
        if (std::find(out.begin(), out.end(), f.field) == out.end()) out.push_back(f.field);
    return out;
}
std::vector<std::string> refused(const std::string& components) {
    try {
        form_of(components);
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "form.faulty");
        std::vector<std::string> codes;
        for (const auto& f : r.fields())
            codes.push_back(f.field + " " + f.code);
        return codes;
    }
    return {};
}

std::vector<std::filesystem::path> vectors() {
    std::vector<std::filesystem::path> out;
    for (const auto& e :
         std::filesystem::directory_iterator(std::string(LINLI_SOURCE_DIR) + "/tests/forms"))
        if (e.path().extension() == ".json") out.push_back(e.path());
    std::sort(out.begin(), out.end());
    return out;
}
json::object read_json(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return parse_json(text.str()).as_object();
}

}  // namespace

class SharedVectors : public testing::TestWithParam<std::filesystem::path> {};

// The same files are tried against form-js itself, see web/tests/forms.test.ts.
TEST_P(SharedVectors, are_judged_by_the_server_as_by_the_browser) {
    const json::object file = read_json(GetParam());
    const auto form =
        Form::read(json::serialize(file.at("schema")), GetParam().filename().string());
    const Instant now = instant_from_text(std::string(file.at("now").as_string()));
    ASSERT_FALSE(file.at("cases").as_array().empty());
    for (const auto& item : file.at("cases").as_array()) {
        const auto& c = item.as_object();
        SCOPED_TRACE(std::string(c.at("what").as_string()));
        const auto& data = c.at("data").as_object();
        std::vector<std::string> wanted;
        if (const auto* list = c.if_contains("faults"))
            for (const auto& f : list->as_array())
                wanted.emplace_back(f.as_string());
        const auto faults = form->faults(data, now);
        EXPECT_THAT(fields(faults), UnorderedElementsAreArray(wanted));
        for (const auto& f : faults) {
            EXPECT_FALSE(f.words.zh.empty());
            EXPECT_FALSE(f.words.en.empty());
        }
        if (const auto* clean = c.if_contains("clean")) {
            EXPECT_EQ(json::value(form->clean(data, now)), *clean);
        }
    }
}
INSTANTIATE_TEST_SUITE_P(forms, SharedVectors, testing::ValuesIn(vectors()),
                         [](const auto& file) { return file.param.stem().string(); });

// Those of the shipped items are read, and say everything in English, too.
TEST(ShippedForms, are_read_without_a_fault) {
    int count = 0;
    for (const auto& e : std::filesystem::recursive_directory_iterator(
             std::string(LINLI_SOURCE_DIR) + "/services")) {
        if (e.path().extension() != ".json") continue;
        SCOPED_TRACE(e.path().string());
        ++count;
        try {
            const auto form =
                Form::read(json::serialize(read_json(e.path())), e.path().filename().string());
            for (const auto& f : form->faults({}, noon))
                EXPECT_EQ(f.words.en.find_first_of("\xe4\xe5\xe6\xe7\xe8\xe9"), std::string::npos)
                    << f.words.en;
        } catch (const Refusal& r) {
            for (const auto& f : r.fields())
                ADD_FAILURE() << f.field << ": " << f.words.en;
        }
    }
    EXPECT_GT(count, 3);
}

TEST(Faults, name_the_field_by_its_label_in_both_languages_and_the_way_out) {
    const auto form = form_of(R"({"type":"dynamiclist","path":"children","label":"子女",
        "properties":{"en":"Child"},"components":[{"type":"textfield","key":"name","label":"姓名",
        "properties":{"en":"Name"},"validate":{"required":true}}]})");
    const auto faults = form->faults(object(R"({"children":[{"name":"甲"},{}]})"), noon);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].field, "children[1].name");
    EXPECT_EQ(faults[0].code, "form.required");
    EXPECT_EQ(faults[0].words.zh, "子女 2 · 姓名：请填写");
    EXPECT_EQ(faults[0].words.en, "Child 2 · Name: please fill this in");
}

TEST(Faults, are_all_told_at_once_by_require) {
    const auto form = form_of(
        R"({"type":"textfield","key":"a","label":"甲","validate":{"required":true}},
           {"type":"number","key":"b","label":"乙","validate":{"min":3}})");
    try {
        form->require(object(R"({"b":1})"), noon);
        FAIL();
    } catch (const Refusal& r) {
        EXPECT_EQ(r.code(), "form.refused");
        EXPECT_EQ(r.status(), 422);
        EXPECT_EQ(fields(r.fields()), (std::vector<std::string>{"a", "b"}));
    }
    EXPECT_NO_THROW(form->require(object(R"({"a":"x","b":3})"), noon));
}

TEST(Clean, leaves_out_what_is_hidden_disabled_or_unknown) {
    const auto form = form_of(
        R"({"type":"checkbox","key":"more","label":"更多"},
           {"type":"textfield","key":"x","label":"甲","conditional":{"hide":"=more = false"}},
           {"type":"textfield","key":"off","label":"乙","disabled":true})");
    EXPECT_EQ(json::value(form->clean(object(R"({"more":false,"x":"1","off":"2","z":3})"), noon)),
              json::parse(R"({"more":false})"));
    EXPECT_EQ(json::value(form->clean(object(R"({"more":true,"x":"1","off":"2"})"), noon)),
              json::parse(R"({"more":true,"x":"1"})"));
}

TEST(Clean, gives_a_hidden_list_no_rows_and_an_absent_one_none) {
    const auto form = form_of(
        R"({"type":"checkbox","key":"has","label":"有"},
           {"type":"dynamiclist","path":"c","label":"子女","conditional":{"hide":"=has = false"},
            "components":[{"type":"textfield","key":"n","label":"名"}]})");
    EXPECT_EQ(json::value(form->clean(object(R"({"has":false,"c":[{"n":"x"}]})"), noon)),
              json::parse(R"({"has":false})"));
    EXPECT_EQ(json::value(form->clean(object(R"({"has":true})"), noon)),
              json::parse(R"({"has":true,"c":[]})"));
}

TEST(Lines, tell_the_values_as_people_read_them) {
    const auto form = form_of(
        R"({"type":"radio","key":"k","label":"用途","properties":{"en":"Purpose","en_values":{"s":"School"}},
            "values":[{"label":"入学","value":"s"},{"label":"其他","value":"o"}]},
           {"type":"checkbox","key":"ok","label":"属实","properties":{"en":"True"}},
           {"type":"datetime","subtype":"date","key":"d","dateLabel":"日期","properties":{"en":"Day"}},
           {"type":"number","key":"m","label":"面积","appearance":{"suffixAdorner":"平方米"},"properties":{"en":"Area","en_suffix":"m²"}},
           {"type":"textfield","key":"empty","label":"空"},
           {"type":"checklist","key":"l","label":"多选","values":[{"label":"甲","value":"a"},{"label":"乙","value":"b"}]})");
    const auto lines = form->lines(
        object(R"({"k":"s","ok":true,"d":"2026-02-03","m":88.5,"empty":"","l":["a","b"]})"), noon);
    ASSERT_EQ(lines.size(), 5u);
    EXPECT_EQ(lines[0].text_zh + "|" + lines[0].text_en + "|" + lines[0].en, "入学|School|Purpose");
    EXPECT_EQ(lines[1].text_zh + "|" + lines[1].text_en, "是|Yes");
    EXPECT_EQ(lines[2].text_zh + "|" + lines[2].text_en, "2026年2月3日|2026-02-03");
    EXPECT_EQ(lines[3].text_zh + "|" + lines[3].text_en, "88.5 平方米|88.5 m²");
    EXPECT_EQ(lines[4].text_zh, "甲、乙");
}

TEST(Keys, are_the_paths_of_fields_and_lists) {
    const auto form = form_of(
        R"({"type":"group","label":"住址","path":"home","components":[{"type":"textfield","key":"street","label":"街"}]},
           {"type":"group","label":"其他","components":[{"type":"textfield","key":"x.y","label":"甲"}]},
           {"type":"dynamiclist","path":"c","label":"子女","components":[{"type":"textfield","key":"n","label":"名"}]},
           {"type":"text","text":"# 说明"})");
    EXPECT_THAT(form->keys(), ElementsAre("home.street", "x.y", "c"));
}

TEST(Reading, refuses_what_it_would_not_check) {
    EXPECT_THAT(refused(R"({"type":"filepicker","key":"a","label":"文件"})"),
                ElementsAre("components[0].type form.files"));
    EXPECT_THAT(refused(R"({"type":"signature","key":"a","label":"签名"})"),
                ElementsAre("components[0].type form.unknown_component"));
    EXPECT_THAT(refused(R"({"type":"textfield","label":"甲"})"),
                ElementsAre("components[0].key form.no_key"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"a"})"),
                ElementsAre("components[0].label form.no_label"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"a","label":"甲","validate":{"custom":"x"}})"),
                ElementsAre("components[0].validate.custom form.unknown_check"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"a","label":"甲","validate":{"min":1}})"),
                ElementsAre("components[0].validate.min form.check_misplaced"));
    EXPECT_THAT(refused(R"({"type":"select","key":"a","label":"甲","valuesKey":"list"})"),
                ElementsAre("components[0].valuesKey form.values_from_data",
                            "components[0].values form.no_options"));
    EXPECT_THAT(
        refused(R"({"type":"textfield","key":"a","label":"甲","properties":{"rule":"iban"}})"),
        ElementsAre("components[0].properties.rule form.unknown_check"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"1a","label":"甲"})"),
                ElementsAre("components[0].key form.bad_key"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"a.b.c.d.e","label":"甲"})"),
                ElementsAre("components[0].key form.bad_key"));
    EXPECT_THAT(refused(R"({"type":"textfield","key":"a","label":"=b"})"),
                ElementsAre("components[0].label form.computed_label"));
}

TEST(Reading, refuses_two_fields_of_one_place) {
    EXPECT_THAT(
        refused(
            R"({"type":"textfield","key":"a","label":"甲"},{"type":"number","key":"a","label":"乙"})"),
        ElementsAre("components[1].key form.key_twice"));
    EXPECT_THAT(
        refused(
            R"({"type":"textfield","key":"a","label":"甲"},{"type":"number","key":"a.b","label":"乙"})"),
        ElementsAre("components[1].key form.key_twice"));
    EXPECT_THAT(
        refused(
            R"({"type":"group","path":"g","label":"组","components":[{"type":"textfield","key":"a","label":"甲"}]},
        {"type":"number","key":"g.a","label":"乙"})"),
        ElementsAre("components[1].key form.key_twice"));
    EXPECT_THAT(
        refused(
            R"({"type":"group","path":"g","label":"组","components":[{"type":"textfield","key":"a","label":"甲"}]},
        {"type":"group","path":"g","label":"又","components":[{"type":"textfield","key":"b","label":"乙"}]})"),
        IsEmpty());
}

TEST(Reading, refuses_feel_that_cannot_be_read_or_names_what_is_not_there) {
    EXPECT_THAT(
        refused(R"({"type":"textfield","key":"a","label":"甲","conditional":{"hide":"=b > 1"}})"),
        ElementsAre("components[0].conditional.hide form.unknown_name"));
    EXPECT_THAT(
        refused(R"({"type":"textfield","key":"a","label":"甲","conditional":{"hide":"=a >"}})"),
        ElementsAre("components[0].conditional.hide form.feel"));
    EXPECT_THAT(
        refused(R"({"type":"textfield","key":"a","label":"甲","conditional":{"hide":"a = 1"}})"),
        ElementsAre("components[0].conditional.hide form.not_feel"));
    EXPECT_THAT(refused(R"({"type":"dynamiclist","path":"c","label":"子女","components":[
        {"type":"textfield","key":"n","label":"名"},
        {"type":"textfield","key":"m","label":"名","conditional":{"hide":"=n = \"x\""}}]})"),
                ElementsAre("components[0].components[1].conditional.hide form.unknown_name"));
}

TEST(Reading, refuses_what_is_no_form_with_the_name_of_the_file) {
    for (const char* text : {"", "[]", "{", "{\"type\":\"default\"}", "{\"components\":[]}"}) {
        try {
            Form::read(text, "review.json");
            FAIL() << text;
        } catch (const Refusal& r) {
            EXPECT_EQ(r.code(), "form.faulty");
            EXPECT_THAT(r.words().zh, HasSubstr("review.json"));
        }
    }
    EXPECT_THROW(Form::read(R"({"type":"default","schemaVersion":20,"components":[]})", "f"),
                 Refusal);
    EXPECT_THROW(Form::read(std::string(form_bytes_max + 1, ' '), "f"), Refusal);
}

TEST(Reading, is_bounded_in_number_and_depth) {
    std::string many;
    for (std::size_t i = 0; i <= components_max; ++i)
        many += std::string(i ? "," : "") + R"({"type":"separator"})";
    EXPECT_THAT(refused(many), testing::Contains(HasSubstr("form.too_many")));
    std::string deep = R"({"type":"separator"})";
    for (std::size_t i = 0; i < depth_max; ++i)
        deep = R"({"type":"group","label":"组","components":[)" + deep + "]}";
    EXPECT_THAT(refused(deep), testing::Contains(HasSubstr("form.too_deep")));
}

TEST(Data, beyond_the_bounds_is_one_fault) {
    const auto form = form_of(R"({"type":"textarea","key":"a","label":"甲"})");
    const auto long_text = std::string(data_bytes_max, 'x');
    EXPECT_EQ(form->faults({{"a", long_text}}, noon).at(0).code, "form.too_much");
    EXPECT_EQ(form->faults({{"a", std::string(area_length_max + 1, 'x')}}, noon).at(0).code,
              "form.too_long");
    json::value deep = nullptr;
    for (int i = 0; i < 80; ++i)
        deep = json::array{deep};
    EXPECT_EQ(form->faults({{"a", deep}}, noon).at(0).code, "form.too_much");
    const auto wide = form_of(
        R"({"type":"dynamiclist","path":"c","label":"行","properties":{"max_rows":200},"components":[
            {"type":"dynamiclist","path":"d","label":"列","properties":{"max_rows":200},"components":[
                {"type":"textfield","key":"n","label":"名"}]}]})");
    json::array inner, outer;
    for (int i = 0; i < 100; ++i)
        inner.push_back(json::object{});
    for (int i = 0; i < 100; ++i)
        outer.push_back(json::object{{"d", inner}});
    EXPECT_EQ(wide->faults({{"c", outer}}, noon).at(0).code, "form.too_much");
    EXPECT_THROW((void)wide->clean({{"c", outer}}, noon), Refusal);
}

TEST(Patterns, that_would_run_for_ever_are_stopped_and_told) {
    const auto form = form_of(
        R"({"type":"textfield","key":"a","label":"甲","validate":{"pattern":"^(a+)+(a+)+(a+)+$"}})");
    const auto started = std::chrono::steady_clock::now();
    const auto faults = form->faults({{"a", std::string(1900, 'a') + "!"}}, noon);
    const auto took = std::chrono::steady_clock::now() - started;
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].code, "form.pattern_too_slow");
    EXPECT_LT(took, std::chrono::seconds(10));
}

TEST(Patterns, that_run_for_ever_in_every_row_are_tried_once) {
    const auto form = form_of(
        R"({"type":"dynamiclist","path":"c","label":"行","properties":{"max_rows":200},"components":[
            {"type":"textfield","key":"a","label":"甲","validate":{"pattern":"^(a+)+(a+)+(a+)+$"}}]})");
    json::array rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back(json::object{{"a", std::string(1900, 'a') + "!"}});
    const auto faults = form->faults({{"c", rows}}, noon);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].field, "c[0].a");
}

TEST(Patterns, that_mean_something_else_here_are_refused_at_reading) {
    for (const char* p : {"a\\1",   "(?<=a)b", "(?<n>a)", "\\bword", "[z-a]",  "(a", "a)",
                          "a**",    "a++",     "*a",      "[]",      "\\p{L}", "[a", "a{2",
                          "a{3,2}", "a{2000}", "{2}",     "\\q",     "\\0",    "]",  "[\\d-z"})
        EXPECT_FALSE(Pattern::compile(p)) << p;
    for (const char* p : {"a", "a|b", "(?:a|b)+?", "[^\\s,;&&\\[]", "[a\\-z]", "[-a]", "[\\w-]",
                          "x{0,3}", "\\u4e00", "^$", "(?=a)a", "(?!b)a", "\\/", "[\\]]"})
        EXPECT_TRUE(Pattern::compile(p)) << p;
    EXPECT_EQ(Pattern::compile("[&&]")->find_in("&"), Pattern::Found::yes);
    EXPECT_EQ(Pattern::compile("^.$")->find_in("\n"), Pattern::Found::no);
    EXPECT_EQ(Pattern::compile("^\\s$")->find_in("\u3000"), Pattern::Found::yes);
    EXPECT_EQ(Pattern::compile("^\\w+$")->find_in("王"), Pattern::Found::no);
    EXPECT_EQ(Pattern::compile("a$")->find_in("a\n"), Pattern::Found::no);
    EXPECT_EQ(Pattern::compile("[^\\D]")->find_in("7"), Pattern::Found::yes);
    EXPECT_EQ(Pattern::compile("[^\\D]")->find_in("x"), Pattern::Found::no);
}

RC_GTEST_PROP(Patterns, of_any_characters_are_compiled_or_refused_and_always_end, ()) {
    const auto pattern = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("ab1.*+?()[]{}|^$\\-dws,2:=!")));
    if (const auto p = Pattern::compile(pattern)) (void)p->find_in("ab1ab1--a");
}

// Whatever is cleaned is never told of again as unknown, and cleaning it again changes nothing.
RC_GTEST_PROP(Clean, twice_is_clean_once, ()) {
    static const auto form = form_of(
        R"({"type":"number","key":"n","label":"数"},
           {"type":"textfield","key":"x","label":"甲","conditional":{"hide":"=n = null or n > 5"}},
           {"type":"textfield","key":"y","label":"乙","conditional":{"hide":"=x = null or x = \"\""}},
           {"type":"expression","key":"e","expression":"=if n = null then 0 else n + 1"},
           {"type":"dynamiclist","path":"c","label":"行","components":[
              {"type":"number","key":"a","label":"丙"},
              {"type":"textfield","key":"b","label":"丁","conditional":{"hide":"=this.a = null or this.a > 5"}}]})");
    const auto value = [] {
        return *rc::gen::elementOf(
            std::vector<json::value>{nullptr, 1, 7, "", "t", true, json::array{}, json::object{}});
    };
    json::object data;
    for (const char* key : {"n", "x", "y", "e", "z"})
        if (*rc::gen::arbitrary<bool>()) data[key] = value();
    json::array rows;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        rows.push_back(json::object{{"a", value()}, {"b", value()}});
    data["c"] = rows;
    const auto once = form->clean(data, noon);
    RC_ASSERT(form->clean(once, noon) == once);
    for (const auto& f : form->faults(once, noon))
        RC_ASSERT(f.code != "form.field_unknown");
}

}  // namespace linli::form
