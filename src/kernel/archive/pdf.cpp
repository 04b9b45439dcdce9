// Looks through a PDF (ISO 32000) for what acts. Names are searched everywhere, with #xx undone,
// also inside packed streams: object streams may hold the dictionaries. What cannot be looked into
// (encryption, object streams under other filters) is refused.
#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/refusal.hpp"
#include "kernel/archive/media.hpp"

namespace linli::archive {
namespace {

// Long enough never to appear in packed data by chance. /JS only occurs together with /JavaScript.
constexpr std::array<std::string_view, 8> acting{"/JavaScript", "/Launch",     "/EmbeddedFile",
                                                 "/RichMedia",  "/SubmitForm", "/ImportData",
                                                 "/GoToE",      "/Encrypt"};
constexpr std::size_t longest = 13;
constexpr int streams_max = 50'000;  // each costs time of its own, however small

[[noreturn]] void refuse(const char* zh, const char* en) {
    throw Refusal(RefusalKind::unprocessable, "archive.active_content", {zh, en});
}
[[noreturn]] void refuse_active() {
    refuse("PDF含有脚本、附件、加密等活动内容，请打印为普通PDF后再上传。",
           "The PDF holds scripts, attachments or encryption; print it to a plain PDF first.");
}
[[noreturn]] void unreadable() {
    throw Refusal(RefusalKind::unprocessable, "archive.unreadable",
                  {"PDF不完整或已损坏，请重新导出后再上传。",
                   "The PDF is incomplete or damaged; export it again."});
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// #4a means J in a name.
std::string without_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '#' && i + 2 < text.size() && hex(text[i + 1]) >= 0 &&
            hex(text[i + 2]) >= 0) {
            out.push_back(static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

void require_passive(std::string_view text) {
    for (const std::string_view name : acting)
        if (text.find(name) != std::string_view::npos) refuse_active();
    if (text.find('#') == std::string_view::npos) return;
    const std::string plain = without_escapes(text);
    for (const std::string_view name : acting)
        if (plain.find(name) != std::string::npos) refuse_active();
}

// Unpacks one zlib stream piece by piece and looks through it; takes what it unpacked from
// `budget`.
void look_into(std::string_view packed, std::int64_t& budget) {
    struct Stream {
        z_stream z{};
        bool good = inflateInit(&z) == Z_OK;
        ~Stream() { inflateEnd(&z); }
    } stream;
    if (!stream.good) throw std::bad_alloc();
    stream.z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.z.avail_in = static_cast<uInt>(packed.size());
    constexpr std::size_t overlap = longest * 3;  // every character of a name may be escaped
    std::string window;
    std::array<char, 64 << 10> piece;
    for (int result = Z_OK; result == Z_OK;) {
        stream.z.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.z.avail_out = static_cast<uInt>(piece.size());
        result = inflate(&stream.z, Z_NO_FLUSH);
        const std::size_t got = piece.size() - stream.z.avail_out;
        if (got == 0) break;
        budget -= static_cast<std::int64_t>(got);
        if (budget < 0)
            refuse("PDF解压后过大，请降低分辨率后再上传。",
                   "The PDF is too large when unpacked; lower its resolution first.");
        window.append(piece.data(), got);
        require_passive(window);
        window.erase(0, window.size() - std::min(window.size(), overlap));
    }
}

// The dictionary before a stream: an object stream must be packed with Flate alone.
void require_plain_filter(std::string_view before) {
    const std::size_t begin = before.rfind("obj");
    const std::string dictionary =
        without_escapes(begin == std::string_view::npos ? before : before.substr(begin));
    if (dictionary.find("/ObjStm") == std::string::npos) return;
    for (const char* filter : {"/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode",
                               "/RunLengthDecode", "/LZW", "/AHx", "/A85", "/RL", "/Crypt"})
        if (dictionary.find(filter) != std::string::npos) refuse_active();
}

}  // namespace

void require_passive_pdf(std::string_view bytes, const MediaLimits& limits) {
    using namespace std::string_view_literals;
    const std::size_t end = bytes.rfind("%%EOF");
    if (!bytes.starts_with("%PDF-") || end == std::string_view::npos) unreadable();
    // Nothing may be hung on behind the end: an archive there would make it two files in one.
    if (bytes.find_first_not_of("\r\n \t\0"sv, end + 5) != std::string_view::npos) unreadable();
    require_passive(bytes);
    std::int64_t budget = limits.pdf_unpacked_bytes_max;
    int streams = 0;
    for (std::size_t at = bytes.find("stream"); at != std::string_view::npos;
         at = bytes.find("stream", at + 6)) {
        if (at >= 3 && bytes.substr(at - 3, 3) == "end") continue;
        if (++streams > streams_max) unreadable();
        std::size_t data = at + 6;
        while (data < bytes.size() && (bytes[data] == '\r' || bytes[data] == '\n'))
            ++data;
        require_plain_filter(
            bytes.substr(at - std::min<std::size_t>(at, 2048), std::min<std::size_t>(at, 2048)));
        if (data < bytes.size() && (bytes[data] & 0x0F) == 8) look_into(bytes.substr(data), budget);
    }
}

}  // namespace linli::archive
