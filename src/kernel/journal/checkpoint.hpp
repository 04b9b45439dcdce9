// Private: checkpoints in the form of C2SP tlog-checkpoint, a signed note: origin, size, root in
// base64, an empty line, then a signature line "— <origin> <base64 of key hash and signature>".
#pragma once
#include <optional>
#include <string>

#include "kernel/journal/journal.hpp"

namespace linli::journal {

struct Checkpoint {
    std::string origin;
    std::int64_t size = 0;
    crypto::Digest root;
};

std::string sign_checkpoint(const Checkpoint&, const crypto::SigningKey&);
// Nothing when the text is not a checkpoint.
std::optional<Checkpoint> read_checkpoint(const std::string& text);
// True when one of the signature lines is this key's and holds.
bool is_signed_by(const std::string& text, const crypto::PublicKey&);

}  // namespace linli::journal
