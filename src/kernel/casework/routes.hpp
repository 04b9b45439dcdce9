#pragma once
#include "http/events.hpp"
#include "kernel/casework/casework.hpp"

namespace linli::casework {

void routes(http::Router&, Cases&, http::EventHub& inboxes);

// Parts of the above, by subject.
void case_routes(http::Router&, Cases&);
void supervision_routes(http::Router&, Cases&);
void task_routes(http::Router&, Cases&, http::EventHub& inboxes);

// Whether somebody may read a file because it belongs to a case that he handles.
bool may_read_file(Cases&, store::Tx&, const http::Caller&, archive::FileId);

}  // namespace linli::casework
