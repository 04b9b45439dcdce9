#include "kernel/archive/media.hpp"

#include "base/refusal.hpp"

namespace linli::archive {

const char* media_text(MediaType t) {
    switch (t) {
        case MediaType::jpeg:
            return "image/jpeg";
        case MediaType::png:
            return "image/png";
        case MediaType::webp:
            return "image/webp";
        case MediaType::pdf:
            return "application/pdf";
    }
    return "application/octet-stream";
}

const char* file_ending(MediaType t) {
    switch (t) {
        case MediaType::jpeg:
            return "jpg";
        case MediaType::png:
            return "png";
        case MediaType::webp:
            return "webp";
        case MediaType::pdf:
            return "pdf";
    }
    return "bin";
}

std::optional<MediaType> media_from_text(std::string_view text) {
    for (const MediaType t : {MediaType::jpeg, MediaType::png, MediaType::webp, MediaType::pdf})
        if (text == media_text(t)) return t;
    return std::nullopt;
}

MediaType tell_type(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xff\xd8\xff"sv)) return MediaType::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return MediaType::png;
    if (bytes.size() > 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv)
        return MediaType::webp;
    if (bytes.starts_with("%PDF-"sv)) return MediaType::pdf;
    throw Refusal(RefusalKind::unsupported, "archive.type_refused",
                  {"只能上传JPEG、PNG、WebP图片和PDF文件。",
                   "Only JPEG, PNG and WebP pictures and PDF documents can be handed in."});
}

std::string clean(MediaType type, std::string_view bytes, const MediaLimits& limits) {
    const std::size_t most = is_picture(type) ? limits.picture_bytes_max : limits.pdf_bytes_max;
    if (bytes.size() > most) {
        const std::string mb = std::to_string(most >> 20);
        throw Refusal(RefusalKind::too_large, "archive.too_large",
                      {"文件太大，最多" + mb + "MB，请压缩后再上传。",
                       "The file is too large: at most " + mb + " MB; make it smaller first."});
    }
    if (is_picture(type)) return clean_picture(type, bytes, limits);
    require_passive_pdf(bytes, limits);
    return std::string(bytes);
}

}  // namespace linli::archive
