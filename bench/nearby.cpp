// Everything within 3 km of a point, nearest first: our index, Redis and PostGIS on the same
// points, in the same run, with the same questions; and one whole HTTP request against Redis's own
// socket. Started by nearby.sh, which brings up private servers; prints Markdown.
#include "nearby.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <stdexcept>

namespace linli::bench {

namespace {

// A city and its counties: 0.8 degree from south to north, 1.0 from west to east (89 km by 98 km).
constexpr double south = 28.5, west = 123.0, height = 0.8, width = 1.0;
constexpr double radius_m = 3000;

double rounded(double degrees) {
    return std::round(degrees * 1e6) / 1e6;
}

std::vector<place::GeoPoint> random_points(std::size_t count, unsigned seed, double margin) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> lat(south + margin, south + height - margin);
    std::uniform_real_distribution<double> lng(west + margin, west + width - margin);
    std::vector<place::GeoPoint> points(count);
    for (auto& p : points)
        p = {rounded(lat(random)), rounded(lng(random))};
    return points;
}

class Index final : public Engine {
  public:
    explicit Index(const std::vector<place::GeoPoint>& points) : index_(points) {}
    std::string name() const override { return "Linli index, in process"; }
    std::size_t ask(const Question& q) override {
        index_.within(q.centre, q.radius_m, 0, hits_);
        return hits_.size();
    }

  private:
    place::NearbyIndex index_;
    std::vector<place::NearbyHit> hits_;
};

struct Figures {
    double median_us = 0, p99_us = 0, inside_us = 0;
    std::size_t hits_median = 0;
};

Figures measure(Engine& engine, const std::vector<Question>& questions,
                std::vector<std::size_t>& counts) {
    for (std::size_t i = 0; i < questions.size() / 10; ++i)
        engine.ask(questions[i]);
    std::vector<double> times;
    counts.clear();
    for (const Question& question : questions) {
        const auto start = std::chrono::steady_clock::now();
        counts.push_back(engine.ask(question));
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        times.push_back(took.count());
    }
    std::sort(times.begin(), times.end());
    std::vector<std::size_t> sorted = counts;
    std::sort(sorted.begin(), sorted.end());
    return {times[times.size() / 2], times[times.size() * 99 / 100], engine.inside_us(),
            sorted[sorted.size() / 2]};
}

// The engines measure on spheres of slightly different size (Redis: 6,372,797.56 m instead of
// 6,371,008.8 m) and Redis rounds a point to 0.6 m, so a point at the very edge may fall out of one
// of them: every count must lie between ours at 2,995 m and at 3,005 m.
void require_same_answers(Engine& ours, const Engine& other, const std::vector<Question>& questions,
                          const std::vector<std::size_t>& counts) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::size_t low = ours.ask({questions[i].centre, radius_m - 5});
        const std::size_t high = ours.ask({questions[i].centre, radius_m + 5});
        if (counts[i] < low || counts[i] > high) {
            throw std::runtime_error(other.name() + " answers question " + std::to_string(i) +
                                     " with " + std::to_string(counts[i]) + " points, not " +
                                     std::to_string(low) + " to " + std::to_string(high));
        }
    }
}

void print_row(std::size_t size, const std::string& name, const Figures& f, double base_us) {
    std::string inside = "-";
    if (f.inside_us > 0) {
        char text[32];
        std::snprintf(text, sizeof text, "%.1f", f.inside_us);
        inside = text;
    }
    std::printf("| %zu | %s | %zu | %.1f | %.1f | %s | %.2f |\n", size, name.c_str(), f.hits_median,
                f.median_us, f.p99_us, inside.c_str(), f.median_us / base_us);
    std::fflush(stdout);
}

void head(const char* title, const char* base) {
    std::printf(
        "\n%s\n\n| Points | Engine | Points in an answer | Median us | 99 %% us | "
        "Inside the engine us | Median against %s |\n|---|---|---|---|---|---|---|\n",
        title, base);
}

struct Arguments {
    int redis = 0;
    std::string postgis, folder;
    std::vector<std::size_t> sizes{20'000, 1'000'000}, server_sizes{20'000};
    std::size_t questions = 2000;
};

std::vector<std::size_t> numbers(const char* text) {
    std::vector<std::size_t> out;
    for (char* at = nullptr; *text; text = *at ? at + 1 : at)
        out.push_back(std::strtoull(text, &at, 10));
    return out;
}

Arguments read_arguments(int argc, char** argv) {
    Arguments a;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        if (name == "--redis")
            a.redis = std::atoi(argv[i + 1]);
        else if (name == "--postgis")
            a.postgis = argv[i + 1];
        else if (name == "--folder")
            a.folder = argv[i + 1];
        else if (name == "--sizes")
            a.sizes = numbers(argv[i + 1]);
        else if (name == "--server-sizes")
            a.server_sizes = numbers(argv[i + 1]);
        else if (name == "--questions")
            a.questions = numbers(argv[i + 1]).at(0);
        else
            throw std::runtime_error("nearby does not know " + name + "; start it with nearby.sh");
    }
    if (a.redis == 0 || a.postgis.empty() || a.folder.empty() || a.questions == 0) {
        throw std::runtime_error(
            "nearby needs --redis PORT --postgis URL --folder DIR; start it with nearby.sh");
    }
    return a;
}

std::vector<Question> make_questions(std::size_t count) {
    std::vector<Question> questions;
    // 0.04 degree from the edge, so that every circle lies whole in the box.
    for (const auto& centre : random_points(count, 2, 0.04))
        questions.push_back({centre, radius_m});
    return questions;
}

void compare_engines(const Arguments& a) {
    head("All points within 3 km, nearest first.", "our index");
    for (const std::size_t size : a.sizes) {
        const auto points = random_points(size, 1, 0);
        const auto questions = make_questions(a.questions);
        std::vector<std::size_t> counts;
        const auto ours = make_index(points);
        const Figures base = measure(*ours, questions, counts);
        print_row(size, ours->name(), base, base.median_us);
        for (int other = 0; other < 2; ++other) {
            const auto engine =
                other == 0 ? make_redis(a.redis, points, 0) : make_postgis(a.postgis, points);
            const Figures figures = measure(*engine, questions, counts);
            require_same_answers(*ours, *engine, questions, counts);
            print_row(size, engine->name(), figures, base.median_us);
        }
    }
}

void compare_requests(const Arguments& a) {
    head(
        "One whole request over a kept-alive TCP connection; Linli answers the listings themselves "
        "(names, phones, hours, freshness) as JSON, Redis only members and distances.",
        "Redis with all points");
    for (const std::size_t size : a.server_sizes) {
        const auto points = random_points(size, 1, 0);
        const auto questions = make_questions(a.questions);
        std::vector<std::size_t> counts;
        double base_us = 0;
        for (const int count : {0, 20}) {
            const auto redis = make_redis(a.redis, points, count);
            const Figures figures = measure(*redis, questions, counts);
            if (base_us == 0) base_us = figures.median_us;
            print_row(size, redis->name(), figures, base_us);
        }
        for (const auto& server : make_servers(a.folder, points, {20, 100, 500})) {
            print_row(size, server->name(), measure(*server, questions, counts), base_us);
        }
    }
}

}  // namespace

std::unique_ptr<Engine> make_index(const std::vector<place::GeoPoint>& points) {
    return std::make_unique<Index>(points);
}

}  // namespace linli::bench

int main(int argc, char** argv) {
    using namespace linli::bench;
    try {
        const Arguments arguments = read_arguments(argc, argv);
        compare_engines(arguments);
        compare_requests(arguments);
        return 0;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "nearby: %s\n", fault.what());
        return 1;
    }
}
