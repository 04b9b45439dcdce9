// What a handful of bytes is, and making it harmless. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linli::archive {

enum class MediaType : std::uint8_t { jpeg, png, webp, pdf };
const char* media_text(MediaType);   // "image/jpeg"
const char* file_ending(MediaType);  // "jpg"
std::optional<MediaType> media_from_text(std::string_view);
constexpr bool is_picture(MediaType t) {
    return t != MediaType::pdf;
}

struct MediaLimits {
    std::size_t picture_bytes_max = 12u << 20;
    std::size_t pdf_bytes_max = 20u << 20;
    std::int64_t pixels_max = 40'000'000;
    std::int64_t side_max = 20'000;
    std::int64_t pdf_unpacked_bytes_max = 200 << 20;
};

// By the first bytes; throws Refusal 415 `archive.type_refused` for everything but the four types.
MediaType tell_type(std::string_view bytes);

// The harmless form of the bytes: a picture encoded anew, a PDF unchanged. Refusals as in
// archive.hpp.
std::string clean(MediaType, std::string_view bytes, const MediaLimits&);

// The parts, for tests.
std::string clean_picture(MediaType, std::string_view bytes, const MediaLimits&);
void require_passive_pdf(std::string_view bytes, const MediaLimits&);

}  // namespace linli::archive
