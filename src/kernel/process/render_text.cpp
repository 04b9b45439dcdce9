#include "kernel/process/render_text.hpp"

#include <cmath>

namespace linli::process {

namespace {

struct Letter {
    std::string_view bytes;
    double width;
    bool breaks;  // a line may end after it
};

// The letters of UTF-8; a broken byte is a letter of its own.
std::vector<Letter> letters(std::string_view text) {
    std::vector<Letter> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        std::size_t size = 1;
        while (size < want && i + size < text.size() &&
               (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80)
            ++size;
        const bool wide = size >= 3;
        const double width = wide ? 12.0 : c >= 'A' && c <= 'Z' ? 8.0 : 6.4;
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        out.push_back({text.substr(i, size), width, wide || blank || c == '-' || c == '/'});
        i += size;
    }
    return out;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
        else
            out += ' ';  // SVG is XML 1.0, which has no control characters
    }
    return out;
}

std::string number(double n) {
    const auto tenths = static_cast<long long>(std::llround(n * 10));
    std::string out = std::to_string(tenths / 10);
    if (tenths < 0 && tenths > -10) out = "-0";
    if (const auto rest = std::llabs(tenths % 10)) out += "." + std::to_string(rest);
    return out;
}

double text_width(std::string_view text) {
    double width = 0;
    for (const auto& l : letters(text))
        width += l.width;
    return width;
}

std::vector<std::string> wrapped(std::string_view text, double width, std::size_t lines_max) {
    const auto all = letters(text);
    std::vector<std::string> out;
    std::size_t begin = 0;
    while (begin < all.size()) {
        double used = 0;
        std::size_t end = begin, good = 0;
        while (end < all.size() && all[end].bytes != "\n" &&
               (used + all[end].width <= width || end == begin)) {
            used += all[end].width;
            ++end;
            if (all[end - 1].breaks) good = end;
        }
        const bool whole = end == all.size() || all[end].bytes == "\n";
        if (!whole && good > begin) end = good;
        if (out.size() + 1 == lines_max && end < all.size()) {
            while (end > begin + 1 && used + 12 > width)
                used -= all[--end].width;
            std::string last;
            for (std::size_t i = begin; i < end; ++i)
                last += all[i].bytes;
            out.push_back(last + "…");
            return out;
        }
        std::string line;
        for (std::size_t i = begin; i < end; ++i)
            line += all[i].bytes;
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
            line.pop_back();
        out.push_back(std::move(line));
        begin = end;
        if (begin < all.size() && all[begin].bytes == "\n") ++begin;
    }
    return out;
}

std::string text_block(const std::vector<std::string>& lines, double x, double y) {
    std::string out;
    for (const auto& line : lines) {
        y += line_height;
        out += "<text x=\"" + number(x) + "\" y=\"" + number(y - 4) + "\">" + escaped(line) +
               "</text>\n";
    }
    return out;
}

}  // namespace linli::process
