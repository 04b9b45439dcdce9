#include "http/compress.hpp"

#include <zlib.h>

#include <charconv>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "base/refusal.hpp"

namespace linli::http {

namespace {

constexpr std::size_t packable_bytes_min = 1024;
constexpr std::size_t kept_bytes_max = 8 << 20;
constexpr int level = 5;                   // most of the gain at a third of the time of level 9
constexpr int window_with_gzip = 15 + 16;  // zlib's way to ask for the gzip format
constexpr int memory_level = 8;

class Kept {
  public:
    std::shared_ptr<const std::string> find(const std::string& key) {
        const std::lock_guard lock(mutex_);
        const auto found = texts_.find(key);
        return found == texts_.end() ? nullptr : found->second;
    }
    void keep(const std::string& key, std::shared_ptr<const std::string> text) {
        if (text->size() > kept_bytes_max / 4) return;
        const std::lock_guard lock(mutex_);
        if (!texts_.emplace(key, text).second) return;
        bytes_ += text->size();
        order_.push_back(key);
        while (bytes_ > kept_bytes_max) {
            const auto oldest = texts_.find(order_.front());
            bytes_ -= oldest->second->size();
            texts_.erase(oldest);
            order_.pop_front();
        }
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const std::string>> texts_;
    std::deque<std::string> order_;
    std::size_t bytes_ = 0;
};

Kept& kept() {
    static Kept all;
    return all;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

}  // namespace

bool accepts_gzip(std::string_view header) {
    double named = -1, any = 0;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view one = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        const std::string_view coding = trimmed(one.substr(0, std::min(one.find(';'), one.size())));
        double weight = 1;
        const std::size_t q = one.find("q=");
        if (q != std::string_view::npos) {
            std::from_chars(one.data() + q + 2, one.data() + one.size(), weight);
        }
        if (coding == "gzip" || coding == "x-gzip") named = weight;
        if (coding == "*") any = weight;
    }
    return (named >= 0 ? named : any) > 0;
}

bool is_packable(const Response& response) {
    if (response.status != 200 || response.body.size() < packable_bytes_min) return false;
    const auto& headers = response.headers;
    if (headers.contains("Content-Encoding") || headers.contains("Content-Range")) return false;
    const auto type = headers.find("Content-Type");
    if (type == headers.end()) return false;
    const std::string_view bare = std::string_view(type->second).substr(0, type->second.find(';'));
    return bare.starts_with("text/") || bare == "application/json" || bare.ends_with("+json");
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window_with_gzip, memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw Fault("zlib gives no compressor");
    }
    std::string out(deflateBound(&stream, text.size()), '\0');
    // zlib only reads from next_in; its type is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) throw Fault("zlib did not finish");
    return out;
}

void pack(Response& response, const std::string& content_key) {
    auto packed = content_key.empty() ? nullptr : kept().find(content_key);
    if (!packed) {
        packed = std::make_shared<const std::string>(gzip(response.body));
        if (!content_key.empty()) kept().keep(content_key, packed);
    }
    response.body = *packed;
    response.headers["Content-Encoding"] = "gzip";
}

}  // namespace linli::http
