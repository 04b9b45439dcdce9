// The rights of the person whose data it is (PIPL 44-47): a copy, and erasure.
#pragma once
#include "kernel/identity/caller.hpp"

namespace linli::identity {

// Everything that this module keeps about the caller, in clear, for himself: person, accounts,
// registrations, consents, sessions, grants. Journaled.
json::object export_my_data(Parts&, store::Tx&, const Caller&);

struct ErasureRequest {
    bool confirm = false;  // true: erased data cannot be brought back
};
BOOST_DESCRIBE_STRUCT(ErasureRequest, (), (confirm))

// Erases a resident: sealed columns emptied, look-up indexes removed, sessions and codes deleted,
// the account closed, the erasable part of the journal about him erased (its proofs stay valid).
// Refused while something stands against it: `identity.erasure_staff`,
// `identity.erasure_obligation`.
void erase_me(Parts&, store::Tx&, const Caller&, const ErasureRequest&);

}  // namespace linli::identity
