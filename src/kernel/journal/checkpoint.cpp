#include "kernel/journal/checkpoint.hpp"

#include <charconv>
#include <sstream>

namespace linli::journal {
namespace {

constexpr std::string_view mark = "\u2014 ";  // em dash and space begin a signature line

// SHA-256(name, newline, type, key), four bytes. C2SP type 01 is Ed25519; types without a number
// take ff and a longer name.
std::string key_hash(std::string_view name, const crypto::PublicKey& key) {
    std::string text(name);
    text += '\n';
    text += key.algorithm() == crypto::SignatureAlgorithm::ed25519 ? "\x01" : "\xffsm2-with-sm3";
    text += key.bytes();
    return std::string(crypto::hash(crypto::Hash::sha256, text).view().substr(0, 4));
}

std::string body_of(const Checkpoint& c) {
    return c.origin + "\n" + std::to_string(c.size) + "\n" + crypto::to_base64(c.root) + "\n";
}

}  // namespace

std::string sign_checkpoint(const Checkpoint& c, const crypto::SigningKey& key) {
    const std::string body = body_of(c);
    return body + "\n" + std::string(mark) + c.origin + " " +
           crypto::to_base64(key_hash(c.origin, key.public_key()) + key.sign(body)) + "\n";
}

std::optional<Checkpoint> read_checkpoint(const std::string& text) {
    std::istringstream lines(text);
    Checkpoint c;
    std::string size, root;
    if (!std::getline(lines, c.origin) || !std::getline(lines, size) || !std::getline(lines, root))
        return std::nullopt;
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), c.size);
    if (error != std::errc{} || end != size.data() + size.size() || c.size < 0 || c.origin.empty())
        return std::nullopt;
    try {
        c.root = crypto::digest_from_base64(root);
    } catch (const Refusal&) {
        return std::nullopt;
    }
    return c;
}

bool is_signed_by(const std::string& text, const crypto::PublicKey& key) {
    const std::size_t gap = text.find("\n\n");
    if (gap == std::string::npos) return false;
    const std::string body = text.substr(0, gap + 1);
    std::istringstream lines(text.substr(gap + 2));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t space = line.rfind(' ');
        if (!line.starts_with(mark) || space < mark.size()) continue;
        const std::string name = line.substr(mark.size(), space - mark.size());
        try {
            const std::string signature = crypto::from_base64(line.substr(space + 1));
            if (signature.size() > 4 && signature.substr(0, 4) == key_hash(name, key) &&
                key.verify(body, signature.substr(4)))
                return true;
        } catch (const Refusal&) {
            continue;  // another line may hold
        }
    }
    return false;
}

}  // namespace linli::journal
