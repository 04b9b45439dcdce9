// PostGIS: a GiST index over geography, a prepared statement, answers in binary.
#include <libpq-fe.h>

#include <array>
#include <stdexcept>

#include "nearby.hpp"

namespace linli::bench {

namespace {

struct Free {
    void operator()(PGconn* c) const { PQfinish(c); }
    void operator()(PGresult* r) const { PQclear(r); }
};
using Result = std::unique_ptr<PGresult, Free>;

class PostGis final : public Engine {
  public:
    PostGis(const std::string& url, const std::vector<place::GeoPoint>& points)
        : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) {
            throw std::runtime_error("no PostgreSQL server answers at " + url);
        }
        run("SET client_min_messages = warning");
        run("CREATE EXTENSION IF NOT EXISTS postgis");
        run("DROP TABLE IF EXISTS points");
        run("CREATE TABLE points (id BIGINT NOT NULL, at geography(Point, 4326) NOT NULL)");
        load(points);
        run("CREATE INDEX points_at ON points USING gist (at)");
        run("VACUUM ANALYZE points");
        // On the sphere, as Redis and our index measure; it is the quicker form.
        check(PQprepare(connection_.get(), "nearby",
                        "SELECT id, at <-> ST_Point($1, $2)::geography AS distance FROM points "
                        "WHERE ST_DWithin(at, ST_Point($1, $2)::geography, $3, false) "
                        "ORDER BY distance",
                        0, nullptr));
    }

    std::string name() const override { return "PostGIS"; }

    std::size_t ask(const Question& question) override {
        const std::array text{std::to_string(question.centre.lng),
                              std::to_string(question.centre.lat),
                              std::to_string(question.radius_m)};
        const std::array values{text[0].c_str(), text[1].c_str(), text[2].c_str()};
        const Result rows = check(
            PQexecPrepared(connection_.get(), "nearby", 3, values.data(), nullptr, nullptr, 1));
        return static_cast<std::size_t>(PQntuples(rows.get()));
    }

  private:
    Result check(PGresult* raw) {
        Result result(raw);
        const ExecStatusType status = PQresultStatus(raw);
        if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
        return result;
    }
    void run(const char* sql) { check(PQexec(connection_.get(), sql)); }

    void load(const std::vector<place::GeoPoint>& points) {
        run("COPY points (id, at) FROM STDIN");
        std::string rows;
        const auto send = [&] {
            if (PQputCopyData(connection_.get(), rows.data(), static_cast<int>(rows.size())) != 1) {
                throw std::runtime_error(PQerrorMessage(connection_.get()));
            }
            rows.clear();
        };
        for (std::size_t i = 0; i < points.size(); ++i) {
            rows += std::to_string(i) + "\tSRID=4326;POINT(" + std::to_string(points[i].lng) + ' ' +
                    std::to_string(points[i].lat) + ")\n";
            if (rows.size() > 1 << 20) send();
        }
        send();
        PQputCopyEnd(connection_.get(), nullptr);
        check(PQgetResult(connection_.get()));
        while (Result more{PQgetResult(connection_.get())}) {
        }
    }

    std::unique_ptr<PGconn, Free> connection_;
};

}  // namespace

std::unique_ptr<Engine> make_postgis(const std::string& url,
                                     const std::vector<place::GeoPoint>& points) {
    return std::make_unique<PostGis>(url, points);
}

}  // namespace linli::bench
