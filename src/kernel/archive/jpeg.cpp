#include <csetjmp>
#include <cstdio>
#include <cstdlib>
// jpeglib.h needs size_t and FILE declared before it.
#include <jpeglib.h>

#include "kernel/archive/picture.hpp"

namespace linli::archive {
namespace {

constexpr int quality = 88;
constexpr int scans_max = 100;  // a progressive file of many scans costs time without end

struct Errors {
    jpeg_error_mgr base;
    std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr info) {
    std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1);
}
void keep_quiet(j_common_ptr) {}
void watch_scans(j_common_ptr info) {
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > scans_max) leave(info);
}

// libjpeg reports errors by a long jump: no object with a destructor may live in the function that
// it jumps to, so these two hold plain data only. They return false on any error.
bool read_header(jpeg_decompress_struct& d, Errors& errors, std::string_view bytes) {
    if (setjmp(errors.back)) return false;
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    if (jpeg_read_header(&d, TRUE) != JPEG_HEADER_OK) return false;
    d.out_color_space = JCS_RGB;
    return true;
}

bool read_pixels(jpeg_decompress_struct& d, Errors& errors, std::uint8_t* pixels) {
    if (setjmp(errors.back)) return false;
    jpeg_start_decompress(&d);
    const std::size_t stride = static_cast<std::size_t>(d.output_width) * 3;
    while (d.output_scanline < d.output_height) {
        JSAMPROW row = pixels + stride * d.output_scanline;
        jpeg_read_scanlines(&d, &row, 1);
    }
    jpeg_finish_decompress(&d);
    return true;
}

bool write_pixels(jpeg_compress_struct& c, Errors& errors, const Picture& p, unsigned char** out,
                  unsigned long* size) {
    if (setjmp(errors.back)) return false;
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, out, size);
    c.image_width = static_cast<JDIMENSION>(p.width);
    c.image_height = static_cast<JDIMENSION>(p.height);
    c.input_components = 3;
    c.in_color_space = JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, quality, TRUE);
    jpeg_start_compress(&c, TRUE);
    const std::size_t stride = static_cast<std::size_t>(p.width) * 3;
    while (c.next_scanline < c.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(p.pixels.data()) + stride * c.next_scanline;
        jpeg_write_scanlines(&c, &row, 1);
    }
    jpeg_finish_compress(&c);
    return true;
}

void prepare(Errors& errors) {
    jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.output_message = keep_quiet;
}

}  // namespace

Picture decode_jpeg(std::string_view bytes, const MediaLimits& limits) {
    struct Decoder {
        jpeg_decompress_struct d{};
        Errors errors{};
        jpeg_progress_mgr progress{};
        ~Decoder() { jpeg_destroy_decompress(&d); }
    } decoder;
    prepare(decoder.errors);
    decoder.d.err = &decoder.errors.base;
    if (!read_header(decoder.d, decoder.errors, bytes)) unreadable_picture();
    Picture p{decoder.d.image_width, decoder.d.image_height, 3, {}};
    require_size(p.width, p.height, limits);
    decoder.progress.progress_monitor = watch_scans;
    decoder.d.progress = &decoder.progress;
    p.pixels.resize(static_cast<std::size_t>(p.width * p.height) * 3);
    if (!read_pixels(decoder.d, decoder.errors, p.pixels.data())) unreadable_picture();
    return p;
}

std::string encode_jpeg(const Picture& p) {
    struct Encoder {
        jpeg_compress_struct c{};
        Errors errors{};
        unsigned char* out = nullptr;
        unsigned long size = 0;
        ~Encoder() {
            jpeg_destroy_compress(&c);
            std::free(out);
        }
    } encoder;
    prepare(encoder.errors);
    encoder.c.err = &encoder.errors.base;
    if (!write_pixels(encoder.c, encoder.errors, p, &encoder.out, &encoder.size))
        unreadable_picture();
    return {reinterpret_cast<char*>(encoder.out), encoder.size};
}

}  // namespace linli::archive
