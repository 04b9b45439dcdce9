#include "store/store_admin.hpp"

#include "store/postgres_connection.hpp"

namespace linli::store {
namespace {

// postgresql://user@host:port/name?options: where `name` begins and ends.
struct NamePlace {
    std::size_t begin, end;
};
NamePlace name_in(const std::string& url) {
    const auto authority = url.find("://");
    const auto slash = authority == std::string::npos ? authority : url.find('/', authority + 3);
    if (slash == std::string::npos)
        throw Fault("store: the URL must name a database: postgresql://HOST/DATABASE");
    const auto query = url.find('?', slash);
    return {slash + 1, query == std::string::npos ? url.size() : query};
}

std::string with_name(const std::string& url, const std::string& name) {
    const NamePlace at = name_in(url);
    return url.substr(0, at.begin) + name + url.substr(at.end);
}

void require_plain(const std::string& name) {
    if (name.empty() || name.size() > 60 ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        throw Fault("store: a database name has only a-z, 0-9 and _: " + name);
}

}  // namespace

std::string create_database(const std::string& url, const std::string& name) {
    require_plain(name);
    PostgresConnection::open(url)->control("CREATE DATABASE " + name);
    return with_name(url, name);
}

void drop_database(const std::string& url) {
    const NamePlace at = name_in(url);
    const std::string name = url.substr(at.begin, at.end - at.begin);
    require_plain(name);
    PostgresConnection::open(with_name(url, "postgres"))
        ->control("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

}  // namespace linli::store
