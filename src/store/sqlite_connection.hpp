// A session with SQLite. Private to the module.
#pragma once
#include <filesystem>

#include "store/connection.hpp"

namespace linli::store {

class SqliteConnection final : public Connection {
  public:
    enum class Role : std::uint8_t { writer, reader };
    // Throws Fault in one plain sentence: no such directory, not a database.
    static std::unique_ptr<SqliteConnection> open(const std::filesystem::path& file, Role,
                                                  bool unsafe_commits = false);

    void control(const std::string& text) override;
    // True while BEGIN ... COMMIT is open; SQLite may end a transaction by itself on an I/O error.
    bool in_transaction();
    // A consistent copy of the database as one file, made while others write.
    void copy_to(const std::filesystem::path& file);

  protected:
    [[noreturn]] void translate(const soci::soci_error&, const char* statement) override;
    void reset(soci::statement&) override;

  private:
    using Connection::Connection;
    void configure(Role, bool unsafe_commits);
    [[noreturn]] void fail(int code, const std::string& statement, const std::string& message);
};

}  // namespace linli::store
