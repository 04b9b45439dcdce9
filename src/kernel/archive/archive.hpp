// Files that people hand in: photographs and PDF documents, kept by the hash of their content.
//
// Nothing is believed: the type is told by the bytes, never by name or header; pictures are decoded
// within a limit of pixels and encoded anew without metadata (a position in EXIF is gone, its
// orientation applied, whatever was hidden behind the picture too); PDF with anything that acts
// (JavaScript, Launch, embedded files, encryption that hides them) is refused, as are SVG, HTML,
// archives and everything else. ASVS 5.0 5.2.1-5.4.3, 14.2.8.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "http/http.hpp"
#include "kernel/archive/media.hpp"
#include "kernel/journal/journal.hpp"
#include "store/store.hpp"

namespace linli::archive {

using FileId = Id<struct FileTag>;

store::MigrationSet migrations();

struct ArchiveOptions {
    std::filesystem::path data_dir;  // contents lie in DIR/files/ab/cd/<sha256>
    MediaLimits limits = {};
    std::int64_t files_max = 10'000;     // per account
    std::int64_t bytes_max = 2LL << 30;  // per account
    int decoding_max = 2;           // pictures decoded at a time; each may need 8 bytes a pixel
    int decoding_wait_ms = 10'000;  // then Refusal 503 `archive.busy`
};

// An accepted content, written to disk, not yet referenced by a row.
struct Content {
    std::string sha256;  // hex
    MediaType type = MediaType::pdf;
    std::int64_t bytes = 0;
};

struct FileRow {
    FileId id;
    std::string sha256;
    std::string media_type;
    std::int64_t bytes = 0;
    std::string name;  // what the sender called it, cleaned; a label, never a path
    http::AccountId account_id;
    http::AreaId area_id;
    Instant made_at;
};
BOOST_DESCRIBE_STRUCT(FileRow, (),
                      (id, sha256, media_type, bytes, name, account_id, area_id, made_at))

// Thread-safe.
class Archive {
  public:
    // Makes the folder; throws Fault when it cannot.
    Archive(const Clock&, IdMaker&, const journal::Journal&, ArchiveOptions);

    // Judges and cleans the bytes and writes them to disk (temporary file, fsync, rename), outside
    // of any unit of work. `declared` is the Content-Type. Refusals: 413 `archive.too_large`,
    // `archive.too_many_pixels`; 415 `archive.type_refused`, `archive.type_mismatch`;
    // 422 `archive.unreadable`, `archive.active_content`; 503 `archive.busy`; 507
    // `archive.disk_full`.
    Content keep(std::string_view bytes, std::string_view declared);

    // The row that references a content, in the unit of work of what needs the file. The same
    // content of the same account gives the same row. Refusal 413 `archive.quota` beyond the
    // account's quota.
    FileRow add(store::Tx&, const Content&, http::AccountId, http::AreaId, std::string_view name);
    std::optional<FileRow> find(store::Tx&, FileId) const;
    // Forgets the row; the content goes with the next sweep if no other row needs it.
    void remove(store::Tx&, FileId, http::AccountId actor);

    // The bytes, compared with their hash; throws Fault when they are gone or damaged.
    std::string read(const FileRow&) const;
    // An answer that no browser will execute: nosniff, sandbox, attachment under a made-up name.
    // Pictures may be shown inline, because they were encoded here.
    http::Response download(const FileRow&, bool inline_wanted) const;

    // Deletes contents older than `age` that no row references, and leftovers of broken writes;
    // looks at no more than `files_max` files. Returns how many went.
    int sweep(store::Store&, Micros age = hours(1), int files_max = 100'000) const;

    const ArchiveOptions& options() const { return options_; }

  private:
    class Turn;
    std::filesystem::path path_of(const std::string& sha256) const;
    void write_content(const std::string& sha256, std::string_view bytes) const;

    const Clock& clock_;
    IdMaker& ids_;
    const journal::Journal& journal_;
    ArchiveOptions options_;
    std::mutex mutex_;
    std::condition_variable free_;
    int decoding_ = 0;
};

// A label from what the sender sent: the last part of a path, percent-decoded, without control
// characters, at most 100 code points; "" when nothing is left.
std::string clean_name(std::string_view sent);

}  // namespace linli::archive
