// Finds the orientation in the EXIF block of a JPEG, PNG or WebP. Everything else in it is dropped.
#include <optional>

#include "kernel/archive/picture.hpp"

namespace linli::archive {
namespace {

std::uint32_t big(std::string_view s, std::size_t at, std::size_t count) {
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < count; ++i)
        n = n << 8 | static_cast<std::uint8_t>(s[at + i]);
    return n;
}
std::uint32_t little(std::string_view s, std::size_t at, std::size_t count) {
    std::uint32_t n = 0;
    for (std::size_t i = count; i-- > 0;)
        n = n << 8 | static_cast<std::uint8_t>(s[at + i]);
    return n;
}

// The first directory of a TIFF block.
int orientation_in_tiff(std::string_view tiff) {
    if (tiff.size() < 14) return 1;
    const bool is_big = tiff.starts_with("MM");
    if (!is_big && !tiff.starts_with("II")) return 1;
    const auto number = is_big ? big : little;
    const std::size_t directory = number(tiff, 4, 4);
    if (directory > tiff.size() - 2) return 1;
    const std::size_t entries = number(tiff, directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * 12;
        if (at + 12 > tiff.size()) return 1;
        if (number(tiff, at, 2) == 0x0112) {
            const auto value = number(tiff, at + 8, 2);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    }
    return 1;
}

std::string_view exif_of_jpeg(std::string_view s) {
    for (std::size_t at = 2; at + 4 <= s.size() && static_cast<std::uint8_t>(s[at]) == 0xFF;) {
        const auto marker = static_cast<std::uint8_t>(s[at + 1]);
        if (marker == 0xDA || marker == 0xD9) break;  // the picture itself begins
        const std::size_t length = big(s, at + 2, 2);
        if (length < 2 || at + 2 + length > s.size()) break;
        const std::string_view body = s.substr(at + 4, length - 2);
        if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6)))
            return body.substr(6);
        at += 2 + length;
    }
    return {};
}

std::string_view exif_of_png(std::string_view s) {
    for (std::size_t at = 8; at + 12 <= s.size();) {
        const std::size_t length = big(s, at, 4);
        if (length > s.size() - at - 12) break;
        if (s.substr(at + 4, 4) == "eXIf") return s.substr(at + 8, length);
        at += 12 + length;
    }
    return {};
}

std::string_view exif_of_webp(std::string_view s) {
    for (std::size_t at = 12; at + 8 <= s.size();) {
        const std::size_t length = little(s, at + 4, 4);
        if (length > s.size() - at - 8) break;
        if (s.substr(at, 4) == "EXIF") {
            const std::string_view body = s.substr(at + 8, length);
            return body.starts_with(std::string_view("Exif\0\0", 6)) ? body.substr(6) : body;
        }
        at += 8 + length + (length & 1);
    }
    return {};
}

}  // namespace

int orientation_of(MediaType type, std::string_view bytes) {
    switch (type) {
        case MediaType::jpeg:
            return orientation_in_tiff(exif_of_jpeg(bytes));
        case MediaType::png:
            return orientation_in_tiff(exif_of_png(bytes));
        case MediaType::webp:
            return orientation_in_tiff(exif_of_webp(bytes));
        case MediaType::pdf:
            break;
    }
    return 1;
}

}  // namespace linli::archive
