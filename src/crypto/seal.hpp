// Authenticated encryption of single columns, blind indexes for looking sealed values up, and the
// file that all keys of a deployment derive from.
//
// Sealed text: "<cipher>.<key>.<base64url>" with cipher `g` (AES-256-GCM: nonce 12, text, tag 16)
// or `s` (SM4-CTR then HMAC-SM3: counter block 16, text, MAC 32; encrypt-then-MAC, separate keys).
// The table, column and row are bound in, so a value copied to another row does not open.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/hash.hpp"

namespace linli::crypto {

struct SealedAt {
    std::string_view table;
    std::string_view column;
    std::int64_t row = 0;
};

class KeyRing {
  public:
    // DIR/keys/master.key (mode 0600, folder 0700); makes it with fresh keys when it is absent and
    // sets created(). Without the file no sealed column can ever be read again: back it up apart
    // from the database. Throws Fault when it cannot be read, is malformed or open to other users.
    static KeyRing open_or_create(const std::filesystem::path& data_dir, Profile);
    // From the text of such a file.
    static KeyRing from_text(std::string_view text, Profile);
    static std::string fresh_text();

    ~KeyRing();
    KeyRing(KeyRing&&) noexcept;
    KeyRing& operator=(KeyRing&&) noexcept;

    bool created() const;
    Profile profile() const;
    int newest_key() const;

    // With the newest key and the profile's cipher. Thread-safe, as are the others.
    std::string seal(std::string_view plain, const SealedAt&) const;
    // Any key and either cipher; throws Fault when the text was changed, moved to another row, or
    // its key is not in the ring.
    std::string open(std::string_view sealed, const SealedAt&) const;
    // False: made with an older key or the other cipher; seal it anew when convenient.
    bool is_current(std::string_view sealed) const;

    // Equal for equal values within one `purpose` ("person.id_number"), tells nothing without the
    // key; survives rotation, but not a change of the profile, whose hash it uses. 43 characters.
    // Normalise the value first.
    std::string blind_index(std::string_view purpose, std::string_view value) const;
    // A key for another use ("http.cursor"), independent of all others; survives rotation.
    Secret derive(std::string_view purpose, std::size_t length = 32) const;

    // Adds a key to DIR/keys/master.key (atomically) and uses it from now on; other processes see
    // it after a restart. Old keys stay and open what they sealed.
    void rotate(const std::filesystem::path& data_dir);

  private:
    struct State;
    explicit KeyRing(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

}  // namespace linli::crypto
