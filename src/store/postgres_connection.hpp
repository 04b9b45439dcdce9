// A session with PostgreSQL. Private to the module.
#pragma once
#include "store/connection.hpp"

namespace linli::store {

class PostgresConnection final : public Connection {
  public:
    // Throws Fault that names the server's reason, never the password.
    static std::unique_ptr<PostgresConnection> open(const std::string& url);

    void control(const std::string& text) override;
    // COMMIT that insists on a commit: the server answers it with ROLLBACK after a failed
    // statement.
    void commit();
    // Ends what is open; throws when the connection is beyond use.
    void rollback();

  protected:
    [[noreturn]] void translate(const soci::soci_error&, const char* statement) override;
    void reset(soci::statement&) override {}

  private:
    using Connection::Connection;
    [[noreturn]] void fail(const std::string& state, const std::string& statement,
                           const std::string& message);
};

}  // namespace linli::store
