// Redis GEOSEARCH over its own socket, through hiredis.
#include <hiredis/hiredis.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "nearby.hpp"

namespace linli::bench {

namespace {

struct Free {
    void operator()(redisContext* c) const { redisFree(c); }
    void operator()(redisReply* r) const { freeReplyObject(r); }
};
using Reply = std::unique_ptr<redisReply, Free>;

class Redis final : public Engine {
  public:
    Redis(int port, const std::vector<place::GeoPoint>& points, int count)
        : context_(redisConnect("127.0.0.1", port)), count_(count) {
        if (!context_ || context_->err != 0) {
            throw std::runtime_error("no Redis server answers on port " + std::to_string(port));
        }
        run({"FLUSHALL"});
        load(points);
        run({"CONFIG", "RESETSTAT"});
    }

    std::string name() const override {
        return count_ == 0 ? "Redis GEOSEARCH" : "Redis GEOSEARCH, COUNT " + std::to_string(count_);
    }

    std::size_t ask(const Question& question) override {
        std::vector<std::string> words{"GEOSEARCH",
                                       "points",
                                       "FROMLONLAT",
                                       std::to_string(question.centre.lng),
                                       std::to_string(question.centre.lat),
                                       "BYRADIUS",
                                       std::to_string(question.radius_m),
                                       "m",
                                       "ASC",
                                       "WITHDIST"};
        if (count_ != 0) words.insert(words.end(), {"COUNT", std::to_string(count_)});
        return run(words)->elements;
    }

    double inside_us() override {
        const Reply info = run({"INFO", "commandstats"});
        const char* line = std::strstr(info->str, "cmdstat_geosearch:");
        const char* value = line ? std::strstr(line, "usec_per_call=") : nullptr;
        return value ? std::atof(value + std::strlen("usec_per_call=")) : 0;
    }

  private:
    Reply take(void* raw) {
        Reply reply(static_cast<redisReply*>(raw));
        if (!reply) throw std::runtime_error("Redis closed the connection");
        if (reply->type == REDIS_REPLY_ERROR) throw std::runtime_error(reply->str);
        return reply;
    }

    Reply run(const std::vector<std::string>& words) {
        std::vector<const char*> parts;
        std::vector<std::size_t> lengths;
        for (const std::string& word : words) {
            parts.push_back(word.data());
            lengths.push_back(word.size());
        }
        return take(redisCommandArgv(context_.get(), static_cast<int>(parts.size()), parts.data(),
                                     lengths.data()));
    }

    void load(const std::vector<place::GeoPoint>& points) {
        constexpr std::size_t pipeline = 1000;
        for (std::size_t from = 0; from < points.size(); from += pipeline) {
            const std::size_t to = std::min(points.size(), from + pipeline);
            for (std::size_t i = from; i < to; ++i) {
                redisAppendCommand(
                    context_.get(), "GEOADD points %s %s %s", std::to_string(points[i].lng).c_str(),
                    std::to_string(points[i].lat).c_str(), std::to_string(i).c_str());
            }
            for (std::size_t i = from; i < to; ++i) {
                void* raw = nullptr;
                redisGetReply(context_.get(), &raw);
                take(raw);
            }
        }
    }

    std::unique_ptr<redisContext, Free> context_;
    int count_;
};

}  // namespace

std::unique_ptr<Engine> make_redis(int port, const std::vector<place::GeoPoint>& points,
                                   int count) {
    return std::make_unique<Redis>(port, points, count);
}

}  // namespace linli::bench
