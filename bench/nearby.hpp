// What the benchmark of "everything within 3 km, nearest first" measures: engines that hold the
// same points and answer the same questions.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "kernel/place/nearby.hpp"

namespace linli::bench {

struct Question {
    place::GeoPoint centre;
    double radius_m;
};

class Engine {
  public:
    virtual ~Engine() = default;
    virtual std::string name() const = 0;
    // Answers and reads the whole answer; returns how many points it held.
    virtual std::size_t ask(const Question& question) = 0;
    // Microseconds inside the engine per question since the load, without socket; 0 = not known.
    virtual double inside_us() { return 0; }
};

// All throw std::runtime_error with one plain sentence when the server is not there.
std::unique_ptr<Engine> make_index(const std::vector<place::GeoPoint>& points);
// `count` bounds the answer to the nearest ones; 0 = all.
std::unique_ptr<Engine> make_redis(int port, const std::vector<place::GeoPoint>& points, int count);
std::unique_ptr<Engine> make_postgis(const std::string& url,
                                     const std::vector<place::GeoPoint>& points);
// The whole server on a free port with the points as listings, once for all; every answer is a page
// of at most the given number.
std::vector<std::unique_ptr<Engine>> make_servers(const std::string& folder,
                                                  const std::vector<place::GeoPoint>& points,
                                                  const std::vector<int>& limits);

}  // namespace linli::bench
