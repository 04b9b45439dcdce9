// Standard vectors and the rules of bytes, hashes, signatures and seals.
#include "crypto/crypto.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <thread>

#include "base/json.hpp"
#include "crypto/cipher.hpp"
#include "support/temp_dir.hpp"

namespace linli::crypto {
namespace {

TEST(Bytes, come_back_from_every_spelling) {
    for (std::size_t n = 0; n < 70; ++n) {
        const std::string bytes = random_bytes(n);
        EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
        EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    }
    EXPECT_EQ(to_base64("fo"), "Zm8=");
    EXPECT_EQ(to_base64url("\xff\xfe"), "__4");
}

TEST(Bytes, refuse_foreign_characters_and_broken_lengths) {
    for (const char* bad : {"0", "zz", "0g", " 00"})
        EXPECT_THROW(from_hex(bad), Refusal) << bad;
    for (const char* bad : {"Zm8", "Zm8=x", "Z===", "Zm 8", "Zm9="})
        EXPECT_THROW(from_base64(bad), Refusal) << bad;
    for (const char* bad : {"Zm8=", "+_", "A"})
        EXPECT_THROW(from_base64url(bad), Refusal) << bad;
}

TEST(Random, never_gives_the_same_twice_in_any_thread) {
    std::vector<std::set<std::string>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen)
        threads.emplace_back([&mine] {
            for (int i = 0; i < 2000; ++i)
                mine.insert(random_bytes(16));
        });
    for (auto& t : threads)
        t.join();
    std::set<std::string> all;
    for (const auto& mine : seen)
        all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 8000u);
}

TEST(Secret, leaves_nothing_in_the_one_it_moved_from) {
    Secret a("sixteen bytes ok");
    const Secret b = std::move(a);
    EXPECT_EQ(b.view(), "sixteen bytes ok");
    EXPECT_TRUE(a.empty());  // NOLINT: the state after the move is the rule
}

TEST(Hash, gives_the_standard_digests) {
    EXPECT_EQ(to_hex(hash(Hash::sha256, "abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(hash(Hash::sm3, "abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string text;
    for (int i = 0; i < 16; ++i)
        text += "abcd";
    EXPECT_EQ(to_hex(hash(Hash::sm3, text)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    EXPECT_EQ(to_hex(hash(Hash::sha256, "")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, of_pieces_is_the_hash_of_the_whole) {
    for (const Hash h : {Hash::sha256, Hash::sm3}) {
        const std::string data = random_bytes(200'000);
        Hasher hasher(h);
        hasher.update(std::string_view(data).substr(0, 7)).update(std::string_view(data).substr(7));
        EXPECT_EQ(hasher.finish(), hash(h, data));
        EXPECT_EQ(hasher.update("abc").finish(), hash(h, "abc"));
        const linli::testing::TempDir dir;
        const auto file = dir.path() / "data";
        std::ofstream(file, std::ios::binary) << data;
        EXPECT_EQ(hash_file(h, file), hash(h, data));
    }
    EXPECT_THROW(hash_file(Hash::sha256, "/nonexistent/file"), Fault);
}

TEST(Hmac, gives_the_vectors_of_rfc_4231_and_hkdf_those_of_rfc_5869) {
    EXPECT_EQ(to_hex(hmac(Hash::sha256, "Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    const Secret okm =
        hkdf(Hash::sha256, std::string(22, '\x0b'), from_hex("000102030405060708090a0b0c"),
             from_hex("f0f1f2f3f4f5f6f7f8f9"), 42);
    EXPECT_EQ(
        to_hex(okm.view()),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    EXPECT_NE(hmac(Hash::sm3, "k", "a"), hmac(Hash::sm3, "k", "b"));
}

TEST(Sm4, gives_the_standard_block) {
    const std::string key = from_hex("0123456789abcdeffedcba9876543210");
    EXPECT_EQ(to_hex(sm4_block(key, key)), "681edf34d206965e86b3e94f536e4246");
}

TEST(Ed25519, verifies_a_vector_of_rfc_8032) {
    const PublicKey key(
        SignatureAlgorithm::ed25519,
        from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    const std::string signature = from_hex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    EXPECT_TRUE(key.verify("\x72", signature));
    EXPECT_FALSE(key.verify("\x73", signature));
}

TEST(Sm2, verifies_the_example_of_gb_t_32918_5) {
    const PublicKey key(
        SignatureAlgorithm::sm2,
        from_hex("0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                 "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
    const std::string der = from_hex(
        "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    EXPECT_TRUE(key.verify("message digest", der));
    EXPECT_FALSE(key.verify("message digesT", der));
}

TEST(Signature, holds_for_its_message_and_key_only) {
    for (const auto a : {SignatureAlgorithm::ed25519, SignatureAlgorithm::sm2}) {
        const SigningKey key = SigningKey::create(a), other = SigningKey::create(a);
        const std::string signature = key.sign("邻里");
        const PublicKey open(a, key.public_key().bytes());
        EXPECT_TRUE(open.verify("邻里", signature));
        EXPECT_FALSE(open.verify("邻居", signature));
        EXPECT_FALSE(other.public_key().verify("邻里", signature));
        EXPECT_FALSE(open.verify("邻里", ""));
        std::string changed = signature;
        changed[20] = static_cast<char>(changed[20] ^ 1);
        EXPECT_FALSE(open.verify("邻里", changed));
        EXPECT_EQ(open.key_id().size(), 16u);
        EXPECT_NE(open.key_id(), other.public_key().key_id());
    }
    EXPECT_THROW(PublicKey(SignatureAlgorithm::ed25519, "short"), Refusal);
    EXPECT_THROW(PublicKey(SignatureAlgorithm::sm2, std::string(65, '\x04')), Refusal);
}

TEST(SigningKey, is_kept_in_a_private_file_and_found_again) {
    const linli::testing::TempDir dir;
    const auto folder = dir.path();
    for (const auto a : {SignatureAlgorithm::ed25519, SignatureAlgorithm::sm2}) {
        const auto file = folder / "keys" / enum_to_text(a);
        const std::string id = SigningKey::open_or_create(file, a).public_key().key_id();
        EXPECT_EQ(SigningKey::open_or_create(file, a).public_key().key_id(), id);
        struct stat info {};
        ASSERT_EQ(::stat(file.c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777, 0600u);
        const auto wrong =
            a == SignatureAlgorithm::sm2 ? SignatureAlgorithm::ed25519 : SignatureAlgorithm::sm2;
        EXPECT_THROW(SigningKey::open_or_create(file, wrong), Fault);
        ::chmod(file.c_str(), 0644);
        EXPECT_THROW(SigningKey::open_or_create(file, a), Fault);
    }
}

class Seal : public ::testing::TestWithParam<Profile> {};
INSTANTIATE_TEST_SUITE_P(profiles, Seal, ::testing::Values(Profile::intl, Profile::sm),
                         [](const auto& p) { return enum_to_text(p.param); });

TEST_P(Seal, opens_only_in_its_own_table_column_and_row) {
    const KeyRing ring = KeyRing::from_text(KeyRing::fresh_text(), GetParam());
    const SealedAt at{"person", "id_number", 7};
    const std::string sealed = ring.seal("110101199003071234", at);
    EXPECT_EQ(ring.open(sealed, at), "110101199003071234");
    EXPECT_NE(ring.seal("110101199003071234", at), sealed) << "a fresh nonce each time";
    EXPECT_EQ(sealed.find("1990"), std::string::npos);
    EXPECT_THROW(ring.open(sealed, {"person", "id_number", 8}), Fault);
    EXPECT_THROW(ring.open(sealed, {"person", "phone", 7}), Fault);
    EXPECT_THROW(ring.open(sealed, {"persons", "id_number", 7}), Fault);
    EXPECT_EQ(ring.open(ring.seal("", at), at), "");
}

TEST_P(Seal, does_not_open_when_any_character_was_changed) {
    const KeyRing ring = KeyRing::from_text(KeyRing::fresh_text(), GetParam());
    const SealedAt at{"person", "phone", 1};
    const std::string sealed = ring.seal("13800000000", at);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_THROW(ring.open(changed, at), Fault) << i;
        EXPECT_THROW(ring.open(sealed.substr(0, i), at), Fault) << i;
    }
    const KeyRing other = KeyRing::from_text(KeyRing::fresh_text(), GetParam());
    EXPECT_THROW(other.open(sealed, at), Fault);
}

TEST_P(Seal, survives_rotation_and_a_change_of_the_profile) {
    const linli::testing::TempDir dir;
    const auto folder = dir.path();
    KeyRing ring = KeyRing::open_or_create(folder, GetParam());
    EXPECT_TRUE(ring.created());
    const SealedAt at{"t", "c", 1};
    const std::string old = ring.seal("value", at), index = ring.blind_index("p", "value");
    EXPECT_TRUE(ring.is_current(old));
    ring.rotate(folder);
    EXPECT_FALSE(ring.is_current(old));
    EXPECT_TRUE(ring.is_current(ring.seal("value", at)));
    const Profile other = GetParam() == Profile::sm ? Profile::intl : Profile::sm;
    const KeyRing again = KeyRing::open_or_create(folder, other);
    EXPECT_FALSE(again.created());
    EXPECT_EQ(again.newest_key(), 2);
    EXPECT_EQ(again.open(old, at), "value");
    EXPECT_EQ(again.open(ring.seal("value", at), at), "value");
    EXPECT_EQ(KeyRing::open_or_create(folder, GetParam()).blind_index("p", "value"), index);
}

TEST_P(Seal, blind_index_is_equal_for_equal_values_of_one_purpose_only) {
    const KeyRing ring = KeyRing::from_text(KeyRing::fresh_text(), GetParam());
    EXPECT_EQ(ring.blind_index("person.phone", "138"), ring.blind_index("person.phone", "138"));
    EXPECT_NE(ring.blind_index("person.phone", "138"), ring.blind_index("person.phone", "139"));
    EXPECT_NE(ring.blind_index("person.phone", "138"), ring.blind_index("account.phone", "138"));
    const KeyRing other = KeyRing::from_text(KeyRing::fresh_text(), GetParam());
    EXPECT_NE(ring.blind_index("person.phone", "138"), other.blind_index("person.phone", "138"));
}

TEST(KeyFile, is_refused_when_others_may_read_it_or_it_is_damaged) {
    const linli::testing::TempDir dir;
    const auto folder = dir.path();
    KeyRing::open_or_create(folder, Profile::intl);
    const auto file = folder / "keys" / "master.key";
    struct stat info {};
    ASSERT_EQ(::stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
    ASSERT_EQ(::stat(file.parent_path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0700u);
    ::chmod(file.c_str(), 0640);
    EXPECT_THROW(KeyRing::open_or_create(folder, Profile::intl), Fault);
    EXPECT_THROW(KeyRing::from_text("key 1 00\n", Profile::intl), Fault);
    EXPECT_THROW(KeyRing::from_text("", Profile::intl), Fault);
}

}  // namespace
}  // namespace linli::crypto
