#include "kernel/archive/picture.hpp"

#include "base/refusal.hpp"

namespace linli::archive {

void require_size(std::int64_t width, std::int64_t height, const MediaLimits& limits) {
    if (width < 1 || height < 1) unreadable_picture();
    if (width <= limits.side_max && height <= limits.side_max &&
        width * height <= limits.pixels_max)
        return;
    const std::string millions = std::to_string(limits.pixels_max / 1'000'000);
    throw Refusal(RefusalKind::too_large, "archive.too_many_pixels",
                  {"图片尺寸太大，最多" + millions + "百万像素，请缩小后再上传。",
                   "The picture has too many pixels: at most " + millions +
                       " million; make it smaller first."});
}

void unreadable_picture() {
    throw Refusal(RefusalKind::unprocessable, "archive.unreadable",
                  {"图片无法读取，可能已损坏；请重新拍摄或另存为JPEG后再上传。",
                   "The picture cannot be read, it may be damaged; take it again or save it as "
                   "JPEG."});
}

Picture turned(Picture p, int orientation) {
    if (orientation < 2 || orientation > 8) return p;
    const bool swaps = orientation >= 5;
    Picture out{swaps ? p.height : p.width, swaps ? p.width : p.height, p.channels, {}};
    out.pixels.resize(p.pixels.size());
    const auto channels = static_cast<std::size_t>(p.channels);
    for (std::int64_t y = 0; y < out.height; ++y) {
        for (std::int64_t x = 0; x < out.width; ++x) {
            // Where the shown pixel (x, y) lies in the stored picture (EXIF 2.3, tag 0112).
            std::int64_t sx = swaps ? y : x, sy = swaps ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                sx = p.width - 1 - sx;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                sy = p.height - 1 - sy;
            const auto from = static_cast<std::size_t>(sy * p.width + sx) * channels;
            const auto to = static_cast<std::size_t>(y * out.width + x) * channels;
            for (std::size_t c = 0; c < channels; ++c)
                out.pixels[to + c] = p.pixels[from + c];
        }
    }
    return out;
}

std::string clean_picture(MediaType type, std::string_view bytes, const MediaLimits& limits) {
    const int orientation = orientation_of(type, bytes);
    switch (type) {
        case MediaType::jpeg:
            return encode_jpeg(turned(decode_jpeg(bytes, limits), orientation));
        case MediaType::png:
            return encode_png(turned(decode_png(bytes, limits), orientation));
        case MediaType::webp:
            return encode_webp(turned(decode_webp(bytes, limits), orientation));
        case MediaType::pdf:
            break;
    }
    unreadable_picture();
}

}  // namespace linli::archive
