// T28, row by row: hostile uploads.
#include "kernel/archive/archive.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <zlib.h>

#include <fstream>

#include "http/testing.hpp"
#include "kernel/archive/picture.hpp"
#include "kernel/archive/routes.hpp"
#include "support/on_both_databases.hpp"

namespace linli::archive {
namespace {

namespace fs = std::filesystem;
using store::Tx;

class Owner final : public http::Caller {
  public:
    explicit Owner(std::int64_t id) : id_(id) {}
    bool signed_in() const override { return id_ != 0; }
    http::AccountId account() const override { return {id_}; }
    std::optional<http::PersonId> person() const override { return std::nullopt; }
    bool may(std::string_view, http::AreaId) const override { return false; }
    bool may_somewhere(std::string_view) const override { return false; }
    std::vector<http::AreaId> areas(std::string_view) const override { return {}; }

  private:
    std::int64_t id_;
};
class Door final : public http::Gatekeeper {
  public:
    std::int64_t who = 7;
    std::unique_ptr<http::Caller> identify(const http::Request&) override {
        return std::make_unique<Owner>(who);
    }
};

// Red in the left half, blue in the right: the orientation can be seen.
Picture two_colours(std::int64_t width, std::int64_t height, int channels) {
    Picture p{width, height, channels, {}};
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            p.pixels.push_back(left ? 250 : 0);
            p.pixels.push_back(0);
            p.pixels.push_back(left ? 0 : 250);
            if (channels == 4) p.pixels.push_back(255);
        }
    return p;
}

std::string big16(std::size_t n) {
    return {static_cast<char>(n >> 8), static_cast<char>(n & 255)};
}
std::string big32(std::uint32_t n) {
    return big16(n >> 16) + big16(n & 0xFFFF);
}

// EXIF with an orientation and a text that stands for a position.
std::string tiff(int orientation) {
    using namespace std::string_literals;
    return "MM\0\x2a\0\0\0\x08"s + "\0\x02"s +  // two entries
           "\x01\x12\0\x03\0\0\0\x01"s + big16(static_cast<std::size_t>(orientation)) + "\0\0"s +
           "\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"s + "\0\0\0\0"s + "GPS 28.6820N 115.8579E";
}
std::string with_exif(const std::string& jpeg, int orientation) {
    const std::string block = std::string("Exif\0\0", 6) + tiff(orientation);
    return jpeg.substr(0, 2) + "\xff\xe1" + big16(block.size() + 2) + block + jpeg.substr(2);
}
std::string png_chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto crc =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big32(static_cast<std::uint32_t>(data.size())) + body +
           big32(static_cast<std::uint32_t>(crc));
}
std::string huge_png() {
    using namespace std::string_literals;
    return "\x89PNG\r\n\x1a\n"s +
           png_chunk("IHDR", big32(50'000) + big32(50'000) + "\x08\x02\0\0\0"s) +
           png_chunk("IDAT", "x") + png_chunk("IEND", "");
}
std::string pdf(const std::string& inside) {
    return "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n" + inside +
           "\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
}
std::string packed(const std::string& text) {
    std::string out(compressBound(text.size()), '\0');
    uLongf size = out.size();
    compress(reinterpret_cast<Bytef*>(out.data()), &size,
             reinterpret_cast<const Bytef*>(text.data()), text.size());
    return out.substr(0, size);
}
std::string stream(const std::string& dictionary, const std::string& text) {
    return "2 0 obj << " + dictionary + " >> stream\n" + packed(text) + "\nendstream endobj";
}

class ArchiveTest : public linli::testing::OnBothDatabases {
  protected:
    std::vector<store::MigrationSet> migrations() const override {
        return {http::migrations(), journal::migrations(), archive::migrations()};
    }
    void SetUp() override {
        OnBothDatabases::SetUp();
        routes(router, archive);
    }
    http::Response upload(const std::string& body, const std::string& type,
                          const std::string& name = "a") {
        http::Request r = http::request_of("POST", "/api/v1/files", body);
        r.headers["content-type"] = type;
        r.headers["x-file-name"] = name;
        return router.handle(r, door, store(), clock);
    }
    http::Response get(const std::string& target) {
        return router.handle(http::request_of("GET", target), door, store(), clock);
    }
    static std::string code(const http::Response& r) {
        return std::string(json::parse(r.body).at("code").as_string());
    }
    static std::string id(const http::Response& r) {
        return std::string(json::parse(r.body).at("id").as_string());
    }
    std::vector<std::string> files_on_disk() {
        std::vector<std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(dir.path()))
            if (entry.is_regular_file())
                out.push_back(fs::relative(entry.path(), dir.path()).string());
        return out;
    }

    linli::testing::TempDir dir;
    journal::Journal journal{clock, ids};
    Archive archive{clock, ids, journal, {.data_dir = dir.path(), .files_max = 20}};
    http::Router router;
    Door door;
    const std::string jpeg = encode_jpeg(two_colours(64, 32, 3));
    const std::string png = encode_png(two_colours(40, 20, 4));
    const std::string webp = encode_webp(two_colours(40, 20, 4));
};
LINLI_ON_BOTH_DATABASES(ArchiveTest);

TEST_P(ArchiveTest, pictures_and_documents_are_taken_and_come_back_unexecutable) {
    const std::pair<std::string, std::string> good[] = {{jpeg, "image/jpeg"},
                                                        {png, "image/png"},
                                                        {webp, "image/webp"},
                                                        {pdf(""), "application/pdf"}};
    for (const auto& [body, type] : good) {
        const auto made = upload(body, type);
        ASSERT_EQ(made.status, 201) << type << made.body;
        const auto got = get(made.headers.at("Location"));
        EXPECT_EQ(got.status, 200);
        EXPECT_EQ(got.headers.at("Content-Type"), type);
        EXPECT_EQ(got.headers.at("X-Content-Type-Options"), "nosniff");
        EXPECT_TRUE(got.headers.at("Content-Disposition")
                        .starts_with("attachment; filename=\"" + id(made)));
        EXPECT_EQ(crypto::to_hex(crypto::hash(crypto::Hash::sha256, got.body)),
                  json::parse(made.body).at("sha256").as_string());
        const auto shown = get(made.headers.at("Location") + "?inline=true");
        EXPECT_TRUE(shown.headers.at("Content-Disposition")
                        .starts_with(type == "application/pdf" ? "attachment" : "inline"));
    }
}

TEST_P(ArchiveTest, name_of_the_sender_never_reaches_the_disk) {
    int n = 0;
    for (const char* name : {"../../etc/passwd", "..%2f..%2fevil.sh", "photo.jpg.php", "/absolute",
                             "..", "a\\b\\c.exe", "%E7%85%A7%E7%89%87.jpg"}) {
        const auto body = encode_png(two_colours(10 + n++, 4, 4));
        const auto made = upload(body, "image/png", name);
        ASSERT_EQ(made.status, 201) << name << made.body;
        const std::string label(json::parse(made.body).at("name").as_string());
        EXPECT_EQ(label.find_first_of("/\\"), std::string::npos) << label;
        EXPECT_EQ(get(made.headers.at("Location")).headers.at("Content-Disposition"),
                  "attachment; filename=\"" + id(made) + ".png\"");
    }
    EXPECT_EQ(upload(png, "image/png", "a%00.jpg").status, 400);
    for (const auto& file : files_on_disk()) {
        EXPECT_THAT(file,
                    ::testing::MatchesRegex("files/[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/[0-9a-f]+"));
    }
    EXPECT_FALSE(fs::exists(dir.path().parent_path() / "evil.sh"));
}

TEST_P(ArchiveTest, type_is_told_by_content) {
    using namespace std::string_literals;
    EXPECT_EQ(code(upload(png, "image/jpeg", "a.jpg")), "archive.type_mismatch");
    EXPECT_EQ(upload(png, "text/html").status, 415);
    for (const std::string& bad :
         {"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"s,
          "<!DOCTYPE html><script>alert(1)</script>"s, "PK\x03\x04zipzipzipzip"s,
          "\x1f\x8b\x08gzip"s, "GIF89a......"s, "MZ\x90"s, "#!/bin/sh\nrm"s, ""s, "\0\0\0"s,
          " %PDF-1.7"s})
        for (const char* type : {"image/svg+xml", "image/png", "application/pdf"}) {
            const auto r = upload(bad, type, "a.png");
            EXPECT_EQ(r.status, 415) << bad;
        }
    EXPECT_TRUE(files_on_disk().empty());
}

TEST_P(ArchiveTest, zip_bomb_is_refused_as_a_zip_and_inside_a_pdf_by_its_size) {
    std::string zip("PK\x03\x04", 4);
    zip += packed(std::string(10 << 20, '\0'));
    EXPECT_EQ(upload(zip, "application/zip").status, 415);
    MediaLimits limits;
    limits.pdf_unpacked_bytes_max = 1 << 20;
    const std::string bomb = pdf(stream("/Filter /FlateDecode", std::string(5 << 20, ' ')));
    EXPECT_LT(bomb.size(), 10'000u);
    EXPECT_THROW(require_passive_pdf(bomb, limits), Refusal);
    EXPECT_NO_THROW(require_passive_pdf(bomb, MediaLimits{}));
}

TEST_P(ArchiveTest, picture_of_50000_by_50000_is_refused_before_it_is_decoded) {
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    EXPECT_EQ(code(upload(huge_png(), "image/png")), "archive.too_many_pixels");
    std::string huge = jpeg;
    const std::size_t frame = huge.find("\xff\xc0");
    ASSERT_NE(frame, std::string::npos);
    huge.replace(frame + 5, 4, big16(50'000) + big16(50'000));
    EXPECT_EQ(upload(huge, "image/jpeg").status, 413);
    getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 20 << 10) << "kilobytes";
}

TEST_P(ArchiveTest, position_and_everything_else_hidden_in_a_picture_is_gone) {
    const std::string with_position = with_exif(jpeg, 1) + "PK\x03\x04 hidden archive <script>";
    ASSERT_NE(with_position.find("GPS 28.6820N"), std::string::npos);
    const auto made = upload(with_position, "image/jpeg");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string got = get(made.headers.at("Location")).body;
    for (const char* hidden : {"GPS", "Exif", "PK\x03\x04", "<script>"})
        EXPECT_EQ(got.find(hidden), std::string::npos) << hidden;
    std::string with_text = png;
    with_text.insert(
        33, png_chunk("tEXt", std::string("Comment\0GPS secret", 18)) + png_chunk("eXIf", tiff(1)));
    const auto made_png = upload(with_text, "image/png");
    ASSERT_EQ(made_png.status, 201);
    EXPECT_EQ(get(made_png.headers.at("Location")).body.find("GPS"), std::string::npos);
}

TEST(Orientation, is_applied_when_exif_goes) {
    const std::string jpeg = encode_jpeg(two_colours(64, 32, 3));
    const auto red_at = [](const Picture& p, std::int64_t x, std::int64_t y) {
        return p.pixels[static_cast<std::size_t>(y * p.width + x) * 3] > 128;
    };
    // Where the red half is shown, by EXIF orientation.
    const char* shown[] = {"", "left", "right", "right", "left", "top", "top", "bottom", "bottom"};
    for (int o = 1; o <= 8; ++o) {
        const std::string input = with_exif(jpeg, o);
        ASSERT_EQ(orientation_of(MediaType::jpeg, input), o);
        const Picture p = decode_jpeg(clean_picture(MediaType::jpeg, input, {}), {});
        const bool wide = o <= 4;
        EXPECT_EQ(p.width, wide ? 64 : 32) << o;
        const std::string want = shown[o];
        EXPECT_EQ(red_at(p, wide ? 8 : 16, wide ? 16 : 8), want == "left" || want == "top") << o;
        EXPECT_EQ(red_at(p, wide ? 56 : 16, wide ? 16 : 56), want == "right" || want == "bottom")
            << o;
    }
}

TEST(Picture, that_is_damaged_anywhere_is_refused_or_harmless) {
    const std::string inputs[] = {
        encode_jpeg(two_colours(64, 32, 3)), encode_png(two_colours(20, 20, 4)),
        encode_webp(two_colours(20, 20, 4)), with_exif(encode_jpeg(two_colours(8, 8, 3)), 6)};
    int refused = 0;
    for (const std::string& good : inputs) {
        for (std::size_t i = 0; i < good.size(); i += 3) {
            std::string changed = good;
            changed[i] = static_cast<char>(changed[i] ^ 0x55);
            for (const std::string& input : {changed, good.substr(0, i)}) {
                try {
                    clean(tell_type(input), input, {});
                } catch (const Refusal&) {
                    ++refused;
                }
            }
        }
    }
    EXPECT_GT(refused, 100);
}

TEST(Pdf, that_acts_is_refused_wherever_it_hides) {
    const MediaLimits limits;
    EXPECT_NO_THROW(
        require_passive_pdf(pdf(stream("/Filter /FlateDecode", "BT (hello) Tj ET")), limits));
    const std::string bad[] = {
        pdf("3 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj"),
        pdf("3 0 obj << /S /J#61vaScript /JS (x) >> endobj"),
        pdf("3 0 obj << /S /#4a#61#76#61#53cript >> endobj"),
        pdf("3 0 obj << /S /Launch /F (cmd.exe) >> endobj"),
        pdf("3 0 obj << /Names << /EmbeddedFiles 4 0 R >> >> endobj"),
        pdf("3 0 obj << /Encrypt 5 0 R >> endobj"),
        pdf(stream("/Type /ObjStm /Filter /FlateDecode", "3 0 << /S /JavaScript /JS (x) >>")),
        pdf(stream("/Type /ObjStm /Filter /FlateDecode",
                   std::string(65'530, ' ') + "<< /S /JavaScript >>" + std::string(70'000, ' '))),
        pdf(stream("/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", "x")),
        pdf("") + "PK\x03\x04 a zip behind the end",
        "%PDF-1.7\nno end"};
    for (const std::string& b : bad) {
        try {
            require_passive_pdf(b, limits);
            ADD_FAILURE() << b.substr(0, 150);
        } catch (const Refusal& r) {
            EXPECT_EQ(r.status(), 422);
        }
    }
}

TEST_P(ArchiveTest, file_too_large_for_its_type_is_refused) {
    std::string large = jpeg + std::string(12u << 20, 'x');
    EXPECT_EQ(code(upload(large, "image/jpeg")), "archive.too_large");
    large = pdf("") + std::string(21u << 20, ' ');
    EXPECT_EQ(upload(large, "application/pdf").status, 413);
}

TEST_P(ArchiveTest, one_file_beyond_the_quota_is_refused_and_same_content_counts_once) {
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(upload(encode_png(two_colours(10 + i, 4, 4)), "image/png").status, 201) << i;
    EXPECT_EQ(code(upload(png, "image/png")), "archive.quota");
    EXPECT_EQ(upload(encode_png(two_colours(10, 4, 4)), "image/png").status, 201)
        << "already there";
    door.who = 8;
    EXPECT_EQ(upload(png, "image/png").status, 201) << "the quota of another account";
    EXPECT_EQ(ArchiveOptions{}.files_max, 10'000);
}

TEST_P(ArchiveTest, file_of_another_account_is_unknown_and_nobody_reads_without_signing_in) {
    const auto made = upload(png, "image/png");
    door.who = 8;
    EXPECT_EQ(get(made.headers.at("Location")).status, 404);
    door.who = 0;
    EXPECT_EQ(get(made.headers.at("Location")).status, 401);
    EXPECT_EQ(upload(png, "image/png").status, 401);
}

TEST_P(ArchiveTest, sweep_takes_what_no_row_references_and_nothing_else) {
    const auto kept = upload(png, "image/png");
    archive.keep(jpeg, "image/jpeg");  // the unit of work that wanted it failed
    std::ofstream(dir.path() / "files" / "x.part") << "half";
    EXPECT_EQ(archive.sweep(store(), hours(1)), 0) << "all are younger than an hour";
    EXPECT_EQ(archive.sweep(store(), seconds(-60)), 2);
    EXPECT_EQ(files_on_disk().size(), 1u);
    EXPECT_EQ(get(kept.headers.at("Location")).status, 200);
    store().write([&](Tx& tx) { archive.remove(tx, {id_from_text(id(kept))}, {7}); });
    EXPECT_EQ(archive.sweep(store(), seconds(-60)), 1);
    EXPECT_EQ(get(kept.headers.at("Location")).status, 404);
}

TEST_P(ArchiveTest, damaged_content_is_not_given_out) {
    const auto made = upload(png, "image/png");
    std::ofstream(dir.path() / files_on_disk().at(0), std::ios::app) << "x";
    EXPECT_EQ(get(made.headers.at("Location")).status, 503);
}

}  // namespace
}  // namespace linli::archive
