#include <png.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include <memory>

#include "kernel/archive/picture.hpp"

namespace linli::archive {

Picture decode_png(std::string_view bytes, const MediaLimits& limits) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, decltype(&png_image_free)> end(&image, png_image_free);
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) unreadable_picture();
    Picture p{image.width, image.height, 4, {}};
    require_size(p.width, p.height, limits);
    image.format = PNG_FORMAT_RGBA;
    p.pixels.resize(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, p.pixels.data(), 0, nullptr)) unreadable_picture();
    return p;
}

std::string encode_png(const Picture& p) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(p.width);
    image.height = static_cast<png_uint_32>(p.height);
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string out(size, '\0');
    if (!png_image_write_to_memory(&image, out.data(), &size, 0, p.pixels.data(), 0, nullptr))
        unreadable_picture();
    out.resize(size);
    return out;
}

Picture decode_webp(std::string_view bytes, const MediaLimits& limits) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK || features.has_animation)
        unreadable_picture();
    Picture p{features.width, features.height, 4, {}};
    require_size(p.width, p.height, limits);
    p.pixels.resize(static_cast<std::size_t>(p.width * p.height) * 4);
    if (!WebPDecodeRGBAInto(data, bytes.size(), p.pixels.data(), p.pixels.size(),
                            static_cast<int>(p.width) * 4))
        unreadable_picture();
    return p;
}

std::string encode_webp(const Picture& p) {
    std::uint8_t* out = nullptr;
    const std::size_t size =
        WebPEncodeRGBA(p.pixels.data(), static_cast<int>(p.width), static_cast<int>(p.height),
                       static_cast<int>(p.width) * 4, 88.0F, &out);
    const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> end(out, WebPFree);
    if (size == 0) unreadable_picture();  // WebP ends at 16,383 pixels a side
    return {reinterpret_cast<char*>(out), size};
}

}  // namespace linli::archive
