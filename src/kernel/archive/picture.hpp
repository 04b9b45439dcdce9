// Private: pixels, and the three codecs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/archive/media.hpp"

namespace linli::archive {

struct Picture {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int channels = 3;  // RGB, or 4: RGBA
    std::vector<std::uint8_t> pixels;
};

// Throws Refusal 413 `archive.too_many_pixels`, before a single pixel is decoded.
void require_size(std::int64_t width, std::int64_t height, const MediaLimits&);
[[noreturn]] void unreadable_picture();

Picture decode_jpeg(std::string_view, const MediaLimits&);
std::string encode_jpeg(const Picture&);
Picture decode_png(std::string_view, const MediaLimits&);
std::string encode_png(const Picture&);
Picture decode_webp(std::string_view, const MediaLimits&);
std::string encode_webp(const Picture&);

// EXIF orientation, 1 to 8; 1 when there is none. Bounds are checked at every step.
int orientation_of(MediaType, std::string_view bytes);
Picture turned(Picture, int orientation);

}  // namespace linli::archive
