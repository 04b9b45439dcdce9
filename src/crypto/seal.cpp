#include "crypto/seal.hpp"

#include <charconv>
#include <mutex>
#include <sstream>
#include <vector>

#include "base/refusal.hpp"
#include "crypto/cipher.hpp"
#include "crypto/private_file.hpp"

namespace linli::crypto {

struct KeyRing::State {
    Profile profile = Profile::intl;
    bool created = false;
    std::map<int, Secret> keys;
    Secret fixed;  // does not rotate: blind indexes and derived keys hang on it

    // Keys of one column, derived once: fewer values under one key keep random nonces safe.
    struct ColumnKeys {
        Secret encryption;
        Secret mac;
    };
    mutable std::mutex mutex;
    mutable std::map<std::string, std::unique_ptr<ColumnKeys>, std::less<>> derived;

    const ColumnKeys& keys_for(char cipher, int key, const SealedAt& at) const;
};

namespace {

std::filesystem::path key_file(const std::filesystem::path& data_dir) {
    return data_dir / "keys" / "master.key";
}

// Length before each part, so that ("ab", "c") never equals ("a", "bc").
std::string bound_to(std::string_view head, const SealedAt& at) {
    std::string out;
    for (const std::string_view part : {head, at.table, at.column}) {
        out += std::to_string(part.size());
        out += ':';
        out += part;
    }
    return out + std::to_string(at.row);
}

[[noreturn]] void does_not_open(const SealedAt& at, const char* why) {
    throw Fault("crypto: a sealed value of " + std::string(at.table) + "." +
                std::string(at.column) + " does not open: " + why);
}

std::string head_of(char cipher, int key) {
    return std::string(1, cipher) + "." + std::to_string(key) + ".";
}

struct Head {
    char cipher = 0;
    int key = 0;
    std::size_t size = 0;  // 0 = malformed
};

Head read_head(std::string_view sealed) {
    Head h;
    if (sealed.size() < 4 || (sealed[0] != 'g' && sealed[0] != 's') || sealed[1] != '.') return h;
    const auto [end, error] =
        std::from_chars(sealed.data() + 2, sealed.data() + sealed.size(), h.key);
    if (error != std::errc{} || end == sealed.data() + sealed.size() || *end != '.') return h;
    h.cipher = sealed[0];
    h.size = static_cast<std::size_t>(end - sealed.data()) + 1;
    return h;
}

char cipher_of(Profile p) {
    return p == Profile::sm ? 's' : 'g';
}

}  // namespace

const KeyRing::State::ColumnKeys& KeyRing::State::keys_for(char cipher, int key,
                                                           const SealedAt& at) const {
    std::string name = head_of(cipher, key) + std::string(at.table) + "." + std::string(at.column);
    const std::lock_guard lock(mutex);
    auto& slot = derived[name];
    if (!slot) {
        const auto found = keys.find(key);
        if (found == keys.end()) does_not_open(at, "its key is not in keys/master.key");
        const Hash h = cipher == 's' ? Hash::sm3 : Hash::sha256;
        const std::string_view master = found->second.view();
        slot = std::make_unique<ColumnKeys>();
        slot->encryption =
            hkdf(h, master, "linli seal", "encryption " + name, cipher == 's' ? 16 : 32);
        if (cipher == 's') slot->mac = hkdf(h, master, "linli seal", "mac " + name, 32);
    }
    return *slot;
}

KeyRing::KeyRing(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyRing::~KeyRing() = default;
KeyRing::KeyRing(KeyRing&&) noexcept = default;
KeyRing& KeyRing::operator=(KeyRing&&) noexcept = default;

std::string KeyRing::fresh_text() {
    return "# Linli master keys. Whoever has this file can read every sealed column; without it\n"
           "# nobody can. Keep a copy apart from the database backups.\n"
           "fixed " +
           to_hex(random_bytes(32)) + "\nkey 1 " + to_hex(random_bytes(32)) + "\n";
}

KeyRing KeyRing::from_text(std::string_view text, Profile profile) {
    auto state = std::make_unique<State>();
    state->profile = profile;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        std::string kind, hex;
        int number = 0;
        words >> kind;
        if (kind == "key") words >> number;
        words >> hex;
        wipe(line);
        if (hex.size() != 64 || (kind == "key" ? number < 1 : kind != "fixed"))
            throw Fault("crypto: keys/master.key is malformed; restore it from its copy");
        (kind == "key" ? state->keys[number] : state->fixed) = Secret(from_hex(hex));
        wipe(hex);
    }
    if (state->keys.empty() || state->fixed.empty())
        throw Fault("crypto: keys/master.key is incomplete; restore it from its copy");
    return KeyRing(std::move(state));
}

KeyRing KeyRing::open_or_create(const std::filesystem::path& data_dir, Profile profile) {
    const std::filesystem::path path = key_file(data_dir);
    const bool fresh = !std::filesystem::exists(path);
    if (fresh) {
        std::string text = fresh_text();
        write_private_file(path, text);
        wipe(text);
    }
    KeyRing ring = from_text(read_private_file(path).view(), profile);
    ring.state_->created = fresh;
    return ring;
}

bool KeyRing::created() const {
    return state_->created;
}
Profile KeyRing::profile() const {
    return state_->profile;
}
int KeyRing::newest_key() const {
    return state_->keys.rbegin()->first;
}

std::string KeyRing::seal(std::string_view plain, const SealedAt& at) const {
    const char cipher = cipher_of(state_->profile);
    const std::string head = head_of(cipher, newest_key());
    const State::ColumnKeys& keys = state_->keys_for(cipher, newest_key(), at);
    const std::string bound = bound_to(head, at);
    return head + to_base64url(cipher == 's' ? sm4_hmac_sm3_seal(keys.encryption.view(),
                                                                 keys.mac.view(), plain, bound)
                                             : aes_gcm_seal(keys.encryption.view(), plain, bound));
}

std::string KeyRing::open(std::string_view sealed, const SealedAt& at) const {
    const Head head = read_head(sealed);
    if (head.size == 0) does_not_open(at, "it is malformed");
    const State::ColumnKeys& keys = state_->keys_for(head.cipher, head.key, at);
    std::string body;
    try {
        body = from_base64url(sealed.substr(head.size));
    } catch (const Refusal&) {
        does_not_open(at, "it is malformed");
    }
    const std::string bound = bound_to(sealed.substr(0, head.size), at);
    auto plain = head.cipher == 's'
                     ? sm4_hmac_sm3_open(keys.encryption.view(), keys.mac.view(), body, bound)
                     : aes_gcm_open(keys.encryption.view(), body, bound);
    if (!plain) does_not_open(at, "it was changed or belongs to another row");
    return std::move(*plain);
}

bool KeyRing::is_current(std::string_view sealed) const {
    const Head head = read_head(sealed);
    return head.size != 0 && head.key == newest_key() && head.cipher == cipher_of(state_->profile);
}

std::string KeyRing::blind_index(std::string_view purpose, std::string_view value) const {
    const Secret key = derive("blind index " + std::string(purpose));
    return to_base64url(hmac(hash_of(state_->profile), key.view(), value).view());
}

Secret KeyRing::derive(std::string_view purpose, std::size_t length) const {
    return hkdf(hash_of(state_->profile), state_->fixed.view(), "linli derive", purpose, length);
}

void KeyRing::rotate(const std::filesystem::path& data_dir) {
    const int number = newest_key() + 1;
    std::string fresh = random_bytes(32);
    std::string text(read_private_file(key_file(data_dir)).view());
    text += "key " + std::to_string(number) + " " + to_hex(fresh) + "\n";
    write_private_file(key_file(data_dir), text);
    wipe(text);
    state_->keys[number] = Secret(std::move(fresh));
}

}  // namespace linli::crypto
