#pragma once
#include "http/router.hpp"
#include "kernel/finance/payments.hpp"

namespace linli::iso20022 {

// The files that go to the banks of the funds and come from them:
//   POST /api/v1/finance/statement-files {text}                       camt.053, all or nothing
//   POST /api/v1/finance/funds/{fund}/answer-files {text}             pain.002
//   POST /api/v1/finance/funds/{fund}/batches/{batch}/files           pain.001 of a sent batch
// A batch's file has the batch's id as its message id: fetched twice it is the same message to the
// bank. `parts` must outlive the router.
void routes(http::Router&, const finance::Parts& parts);

// The pain.001 of a batch that was sent.
std::string payment_file(const finance::Parts&, store::Tx&, const finance::Fund&,
                         const finance::BatchRow&);

}  // namespace linli::iso20022
