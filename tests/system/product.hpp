// The whole product on one database, without a socket: a city with two districts, and requests as
// the browser app sends them.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "kernel/identity/identity.hpp"
#include "linli/app.hpp"
#include "support/temp_dir.hpp"
#include "support/test_database.hpp"

namespace linli::system_test {

using http::AccountId;
using http::AreaId;
using testing::Backend;

using Headers = std::map<std::string, std::string>;

inline constexpr const char* good_password = "violet-harbour-91-teapot";

class Product : public ::testing::TestWithParam<Backend> {
  protected:
    void SetUp() override;
    void TearDown() override;

    // `token` is a session, empty for nobody. `headers` replace those that the browser app sends;
    // an empty value leaves one out.
    http::Response send(const std::string& token, const std::string& method,
                        const std::string& target, const std::string& body = {},
                        const Headers& headers = {}) const;
    AreaId area(const std::string& code) const;
    // An account of staff; all of them have good_password.
    AccountId add(const std::string& login, const std::vector<std::string>& roles, AreaId area);
    std::string token_for(AccountId account);
    std::string staff(const std::string& login, const std::string& role, AreaId area) {
        return token_for(add(login, {role}, area));
    }
    // Asks for a code, reads it where the development channel wrote it, and signs in with it.
    std::string resident(const std::string& phone);
    // A number of the fictional division 990200, with its check character.
    static std::string id_number(int order);
    static std::string token_of(const http::Response& response);
    static std::string listing_body(const std::string& name, AreaId area);
    // Every row of every table but those named, one line a row: table|column|column...
    std::vector<std::string> rows(const std::vector<std::string>& without = {}) const;

    std::unique_ptr<App> app;
    std::unique_ptr<identity::Gate> gate;
    http::Router router;
    testing::TempDir dir;

  private:
    std::unique_ptr<testing::TestDatabase> database_;
};

std::string backend_name(const ::testing::TestParamInfo<Backend>& info);

// A path of this route with something in the place of every parameter.
std::string path_of(const http::RouteInfo& route);

}  // namespace linli::system_test

#define LINLI_PRODUCT_ON_BOTH(Fixture)                                                            \
    INSTANTIATE_TEST_SUITE_P(                                                                     \
        OnBoth, Fixture, ::testing::Values(testing::Backend::sqlite, testing::Backend::postgres), \
        backend_name)
