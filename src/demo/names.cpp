#include "demo/names.hpp"

#include <array>

#include "base/refusal.hpp"

namespace linli::demo {

namespace {

struct Syllable {
    const char* zh;
    const char* en;
};

constexpr std::array<Syllable, 12> districts{{{"望潮", "Wangchao"},
                                              {"云溪", "Yunxi"},
                                              {"青屿", "Qingyu"},
                                              {"听澜", "Tinglan"},
                                              {"东篱", "Dongli"},
                                              {"归帆", "Guifan"},
                                              {"枕石", "Zhenshi"},
                                              {"南亭", "Nanting"},
                                              {"北渚", "Beizhu"},
                                              {"西畴", "Xichou"},
                                              {"揽月", "Lanyue"},
                                              {"栖霞", "Qixia"}}};

constexpr std::array<Syllable, 20> front{
    {{"和", "He"},   {"安", "An"},   {"明", "Ming"}, {"清", "Qing"}, {"桂", "Gui"},
     {"兰", "Lan"},  {"松", "Song"}, {"竹", "Zhu"},  {"梅", "Mei"},  {"春", "Chun"},
     {"星", "Xing"}, {"月", "Yue"},  {"云", "Yun"},  {"福", "Fu"},   {"瑞", "Rui"},
     {"锦", "Jin"},  {"书", "Shu"},  {"泉", "Quan"}, {"晨", "Chen"}, {"枫", "Feng"}}};
constexpr std::array<Syllable, 12> street_back{{{"桥", "qiao"},
                                                {"塘", "tang"},
                                                {"湖", "hu"},
                                                {"山", "shan"},
                                                {"港", "gang"},
                                                {"洲", "zhou"},
                                                {"亭", "ting"},
                                                {"渡", "du"},
                                                {"台", "tai"},
                                                {"门", "men"},
                                                {"市", "shi"},
                                                {"岸", "an"}}};
constexpr std::array<Syllable, 25> community_back{
    {{"风", "feng"}, {"园", "yuan"},  {"居", "ju"},   {"苑", "yuan"},  {"里", "li"},
     {"庭", "ting"}, {"乐", "le"},    {"宁", "ning"}, {"康", "kang"},  {"泰", "tai"},
     {"华", "hua"},  {"光", "guang"}, {"景", "jing"}, {"香", "xiang"}, {"雅", "ya"},
     {"坊", "fang"}, {"新", "xin"},   {"阳", "yang"}, {"馨", "xin"},   {"平", "ping"},
     {"辉", "hui"},  {"盛", "sheng"}, {"堤", "di"},   {"畔", "pan"},   {"圃", "pu"}}};
constexpr std::array<const char*, 3> community_prefix{"", "新", "东"};
constexpr std::array<const char*, 3> community_prefix_en{"", "Xin", "Dong"};

constexpr std::array families{
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "邓", "冯", "曹", "彭", "曾",
    "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁"};
constexpr std::array givens{
    "安", "博", "承", "德", "恩", "芳", "刚", "桂", "海", "浩", "红", "慧", "佳", "建", "洁", "静",
    "娟", "军", "凯", "兰", "磊", "丽", "林", "玲", "龙", "美", "敏", "明", "娜", "宁", "鹏", "平",
    "琴", "青", "荣", "蓉", "瑞", "珊", "诗", "淑", "思", "涛", "婷", "薇", "伟", "文", "霞", "晓",
    "欣", "秀", "雪", "雅", "燕", "阳", "怡", "英", "勇", "宇", "玉", "悦", "云", "泽", "哲", "志"};

constexpr std::array<Syllable, 30> shop_front{
    {{"顺", "Shun"}, {"宏", "Hong"},  {"永", "Yong"}, {"恒", "Heng"},  {"诚", "Cheng"},
     {"佳", "Jia"},  {"万", "Wan"},   {"鑫", "Xin"},  {"百", "Bai"},   {"民", "Min"},
     {"益", "Yi"},   {"康", "Kang"},  {"喜", "Xi"},   {"乐", "Le"},    {"邻", "Lin"},
     {"惠", "Hui"},  {"老", "Lao"},   {"金", "Jin"},  {"同", "Tong"},  {"德", "De"},
     {"聚", "Ju"},   {"大", "Da"},    {"小", "Xiao"}, {"好", "Hao"},   {"优", "You"},
     {"利", "Li"},   {"广", "Guang"}, {"全", "Quan"}, {"正", "Zheng"}, {"天", "Tian"}}};
constexpr std::array<Syllable, 24> shop_back{
    {{"达", "da"},   {"通", "tong"},  {"兴", "xing"}, {"源", "yuan"}, {"家", "jia"},
     {"泰", "tai"},  {"丰", "feng"},  {"邦", "bang"}, {"美", "mei"},  {"和", "he"},
     {"信", "xin"},  {"祥", "xiang"}, {"旺", "wang"}, {"民", "min"},  {"捷", "jie"},
     {"隆", "long"}, {"友", "you"},   {"仁", "ren"},  {"润", "run"},  {"安", "an"},
     {"宝", "bao"},  {"时", "shi"},   {"巧", "qiao"}, {"匠", "jiang"}}};

// Walks through all pairs in an order that looks accidental: neighbours differ in both syllables.
template <class Front, class Back>
Name pair_of(const Front& fronts, const Back& backs, std::size_t number) {
    const std::size_t all = fronts.size() * backs.size();
    LINLI_CHECK(number < all);
    const std::size_t at = (number * 103 + 17) % all;  // 103 is prime and divides none of the sizes
    const auto& f = fronts[at % fronts.size()];
    const auto& b = backs[at / fronts.size()];
    return {std::string(f.zh) + b.zh, std::string(f.en) + b.en};
}

}  // namespace

Name district_name(std::size_t number) {
    LINLI_CHECK(number < districts.size());
    const Syllable& d = districts[number];
    return {std::string(d.zh) + "区", std::string(d.en) + " District"};
}

Name street_name(std::size_t number) {
    const Name n = pair_of(front, street_back, number);
    return {n.zh + "街道", n.en + " Subdistrict"};
}

Name community_name(std::size_t number) {
    constexpr std::size_t pairs = front.size() * community_back.size();
    const std::size_t round = number / pairs;
    LINLI_CHECK(round < community_prefix.size());
    const Name n = pair_of(front, community_back, number % pairs);
    const std::string prefix = community_prefix_en[round];
    return {community_prefix[round] + n.zh + "社区",
            prefix + (prefix.empty() ? "" : " ") + n.en + " Community"};
}

Name grid_name(const Name& community, int position) {
    const std::string number = std::to_string(position + 1);
    return {community.zh + "第" + number + "网格", community.en + " Grid " + number};
}

Name road_name(std::size_t number) {
    // Other pairs than the streets, so that a road is not named like a subdistrict far away.
    return pair_of(front, community_back, number);
}

std::string person_name(Random& random) {
    std::string name = random.pick(families);
    name += random.pick(givens);
    if (random.chance(0.7)) name += random.pick(givens);
    return name;
}

std::string contact_name(Random& random, const char* title) {
    return std::string(random.pick(families)) + title;
}

Name shop_name(Random& random) {
    const Syllable& f = random.pick(shop_front);
    const Syllable& b = random.pick(shop_back);
    return {std::string(f.zh) + b.zh, std::string(f.en) + b.en};
}

}  // namespace linli::demo
