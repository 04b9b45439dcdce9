// T27: stored forms, equal time, bounded memory, both policy profiles.
#include "crypto/password.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "support/temp_dir.hpp"

namespace linli::crypto {
namespace {

double milliseconds_of(const std::function<void()>& act) {
    const auto start = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double median(std::vector<double> v) {
    std::ranges::nth_element(v, v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2));
    return v[v.size() / 2];
}

TEST(Password, is_stored_as_argon2id_within_the_table_of_asvs) {
    PasswordHasher hasher;
    const std::string phc = hasher.hash("correct horse battery staple");
    EXPECT_TRUE(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << phc;
    EXPECT_NE(hasher.hash("correct horse battery staple"), phc) << "a salt of its own each time";
    EXPECT_TRUE(hasher.verify("correct horse battery staple", phc).matches);
    EXPECT_FALSE(hasher.verify("correct horse battery stapl", phc).matches);
    EXPECT_FALSE(hasher.verify("", phc).matches);
    EXPECT_THROW(PasswordHasher({.cost = {.passes = 1, .memory_kib = 19'456}}), BrokenInvariant);
}

TEST(Password, is_not_truncated) {
    PasswordHasher hasher;
    const std::string longest(128, 'x');
    EXPECT_FALSE(hasher.verify(longest.substr(1) + "y", hasher.hash(longest)).matches);
}

TEST(Password, is_hashed_anew_when_the_cost_has_risen) {
    PasswordHasher before({.cost = {.passes = 3, .memory_kib = 12'288}}), after;
    const std::string phc = before.hash("four words in a row");
    EXPECT_FALSE(before.verify("four words in a row", phc).should_rehash);
    EXPECT_TRUE(after.verify("four words in a row", phc).should_rehash);
    EXPECT_FALSE(after.verify("wrong words in a row", phc).should_rehash);
}

TEST(Password, of_an_unknown_user_takes_as_long_as_of_a_known_one) {
    PasswordHasher hasher;
    const std::string phc = hasher.hash("a password of somebody");
    std::vector<double> known, unknown;
    for (int i = 0; i < 40; ++i) {
        known.push_back(milliseconds_of([&] { hasher.verify("guess", phc); }));
        unknown.push_back(milliseconds_of([&] { hasher.verify("guess", std::nullopt); }));
    }
    EXPECT_LE(std::abs(median(known) - median(unknown)), 5.0);
    EXPECT_FALSE(hasher.verify("guess", std::nullopt).matches);
}

TEST(Password, with_a_pepper_does_not_match_without_it) {
    PasswordHasher plain, peppered({.pepper = "pepper", .pepper_hash = Hash::sm3});
    const std::string phc = peppered.hash("four words in a row");
    EXPECT_TRUE(peppered.verify("four words in a row", phc).matches);
    EXPECT_FALSE(plain.verify("four words in a row", phc).matches);
}

TEST(PasswordHasher, refuses_instead_of_queueing_without_end) {
    PasswordHasher hasher({.threads_max = 1, .waiting_max = 1, .wait_ms_max = 60'000});
    const std::string phc = hasher.hash("four words in a row");
    std::atomic<int> done = 0, refused = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i)
        threads.emplace_back([&] {
            try {
                hasher.verify("guess", phc);
                ++done;
            } catch (const Refusal& r) {
                EXPECT_EQ(r.code(), "crypto.busy");
                EXPECT_EQ(r.status(), 503);
                EXPECT_GT(r.retry_after_s, 0);
                ++refused;
            }
        });
    for (auto& t : threads)
        t.join();
    EXPECT_EQ(done + refused, 12);
    EXPECT_GE(done, 2);
    EXPECT_GE(refused, 1);
}

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    statm >> total >> resident;
    return resident * 4096;
}

TEST(PasswordHasher, keeps_the_memory_of_200_parallel_logins_within_its_pool) {
    PasswordHasher hasher({.threads_max = 2, .waiting_max = 200, .wait_ms_max = 60'000});
    const std::string phc = hasher.hash("four words in a row");
    std::atomic<bool> stop = false;
    const std::size_t before = resident_bytes();
    std::size_t most = before;
    std::thread watch([&] {
        while (!stop) {
            most = std::max(most, resident_bytes());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    std::vector<std::thread> threads;
    for (int i = 0; i < 200; ++i)
        threads.emplace_back([&] { hasher.verify("guess", phc); });
    for (auto& t : threads)
        t.join();
    stop = true;
    watch.join();
    // 200 stacks of threads cost a little of their own: 32 KiB each are allowed for.
    EXPECT_LE(most - before, hasher.memory_bytes_max() * 11 / 10 + 200 * (32u << 10));
}

std::string refused_code(const PasswordPolicy& policy, std::string_view password,
                         std::vector<std::string> context = {}) {
    static const CommonPasswords common;
    try {
        require_acceptable_password(policy, common, password, context, "new");
        return "";
    } catch (const Refusal& r) {
        EXPECT_EQ(r.status(), 422);
        EXPECT_EQ(r.fields().at(0).field, "new");
        return r.fields().at(0).code;
    }
}

TEST(PasswordPolicy, of_asvs_asks_for_length_and_not_for_classes) {
    const PasswordPolicy p = PasswordPolicy::of(PasswordProfile::asvs);
    EXPECT_EQ(refused_code(p, "lakeside bamboo raft"), "");
    EXPECT_EQ(refused_code(p, "湖边的竹筏很安静"), "");
    EXPECT_EQ(refused_code(p, "raftbam"), "crypto.password_short");
    EXPECT_EQ(refused_code(p, std::string(64, 'x') + "bamboo"), "");
    EXPECT_EQ(refused_code(p, random_bytes(0) + to_hex(random_bytes(65))), "crypto.password_long");
    EXPECT_EQ(p.lifetime_days, 0);
}

TEST(PasswordPolicy, of_djbh3_asks_for_classes_and_change) {
    const PasswordPolicy p = PasswordPolicy::of(PasswordProfile::djbh3);
    EXPECT_EQ(refused_code(p, "lakesidebambooraft"), "crypto.password_simple");
    EXPECT_EQ(refused_code(p, "Lakeside-bamboo-raft"), "");
    EXPECT_EQ(p.lifetime_days, 90);
    EXPECT_EQ(p.history, 5);
}

TEST(PasswordPolicy, refuses_what_everybody_guesses_first) {
    const PasswordPolicy p = PasswordPolicy::of(PasswordProfile::asvs);
    for (const char* bad :
         {"password", "P@ssw0rd2024!", "Admin12345", "88888888", "abcabcabc", "12345678",
          "87654321", "woaini1314", "1qaz2wsx", "qwertyuiop", "Passw0rd!!!", "shequ12345678"})
        EXPECT_EQ(refused_code(p, bad), "crypto.password_common") << bad;
}

TEST(PasswordPolicy, refuses_the_login_and_the_phone_inside_the_password) {
    const PasswordPolicy p = PasswordPolicy::of(PasswordProfile::asvs);
    EXPECT_EQ(refused_code(p, "my-Chenjing-raft", {"chenjing"}), "crypto.password_personal");
    EXPECT_EQ(refused_code(p, "13912345670", {"13912345670"}), "crypto.password_personal");
    EXPECT_EQ(refused_code(p, "lakeside bamboo raft", {"li"}), "");
}

TEST(CommonPasswords, delivered_are_at_least_three_thousand_that_are_long_enough) {
    CommonPasswords common;
    EXPECT_FALSE(common.contains("butterfly"));
    EXPECT_GE(common.add_file(LINLI_SOURCE_DIR "/rules/common_passwords.txt"),
              3000U);  // ASVS 6.2.4
    EXPECT_TRUE(common.contains("butterfly"));
}
TEST(CommonPasswords, take_a_list_of_the_operator) {
    CommonPasswords common;
    EXPECT_FALSE(common.contains("lakeside bamboo raft"));
    const linli::testing::TempDir dir;
    const auto file = dir.path() / "list";
    std::ofstream(file) << "Lakeside bamboo raft\r\n\nother\n";
    EXPECT_EQ(common.add_file(file), 2u);
    EXPECT_TRUE(common.contains("lakeside bamboo RAFT"));
    EXPECT_THROW(common.add_file("/nonexistent"), Fault);
}

}  // namespace
}  // namespace linli::crypto
