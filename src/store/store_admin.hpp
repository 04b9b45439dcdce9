// Whole databases on a PostgreSQL server, for tests and for setting up. SQLite needs none of this:
// a database is a file.
#pragma once
#include <string>

namespace linli::store {

// Makes an empty database next to the one that `url` names and returns its URL. `name` has only
// a-z, 0-9 and _. Throws Fault when the server cannot be reached or the name is taken.
std::string create_database(const std::string& url, const std::string& name);
// Drops the database that `url` names, with everybody still connected to it.
void drop_database(const std::string& url);

}  // namespace linli::store
