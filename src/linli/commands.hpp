// The subcommands of the program. Each returns the exit code; each throws Fault or Refusal with one
// plain sentence, which main prints.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace linli::command {

// Where a deployment keeps its things.
struct Deployment {
    std::string data;      // directory: database, keys, files
    std::string db;        // URL of a PostgreSQL database; empty = the embedded one in `data`
    std::string rules;     // directory of the rules; empty = beside the program
    std::string services;  // directory of the service items; the same
    std::string crypto_profile = "intl";  // or "sm": national algorithms
    int node = -1;  // 0 to 1023, different for processes that share a database; -1 = drawn
};

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string web;  // directory of the built browser app; empty = beside the program
    std::string origin;
    std::string tiles_origin;  // where the map tiles of boards come from; empty = none
    std::vector<std::string> trusted_proxies;
    std::string password_profile = "asvs";  // or "djbh3"
    int requests_per_address_per_s = 200;
    int workers = 64;
    bool access_log = true;
    std::string sms_command;  // program that hands text messages to a gateway, see sms_command.hpp
    bool demo = false;        // development outbox instead of text messages, and its list
};
int serve(const Deployment&, const ServeOptions&);

int demo(const Deployment&, const std::string& preset);
int verify(const Deployment&, const std::string& checkpoint_file);
// Without `with_keys` the sealed columns of the copy can be read only with the original's keys/.
int backup(const Deployment&, const std::string& to, bool with_keys);
int restore(const Deployment&, const std::string& from);
int migrate(const Deployment&);
int routes(bool as_json);
// A new one-time password for an account; the only way back for an administrator who lost his.
int reset_password(const Deployment&, const std::string& login);

struct ImportOptions {
    std::string format;  // hsds_json, hsds_csv, geojson, osm, areas_csv, areas_geojson
    std::vector<std::string> files;
    std::string area;  // code of the area that the rows belong to
    std::string crs;
    std::string source;
    std::string licence;
    bool dry_run = false;
    bool accept_partial = false;
    bool replace = false;
};
int import(const Deployment&, const ImportOptions&);

}  // namespace linli::command
