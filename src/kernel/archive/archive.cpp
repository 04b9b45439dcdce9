#include "kernel/archive/archive.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/refusal.hpp"
#include "crypto/crypto.hpp"
#include "kernel/archive/archive_sql.hpp"

namespace linli::archive {
namespace {

namespace fs = std::filesystem;

struct Used {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Used, (), (files, bytes))

[[noreturn]] void write_failed(const fs::path& path) {
    const int error = errno;
    if (error == ENOSPC || error == EDQUOT)
        throw Refusal(RefusalKind::no_space, "archive.disk_full",
                      {"服务器磁盘已满，暂时不能上传文件，请联系管理员。",
                       "The disk of the server is full; files cannot be taken now. Tell the "
                       "administrator."});
    throw Fault("archive: cannot write " + path.string() + ": " + std::strerror(error));
}

struct Descriptor {
    int fd;
    explicit Descriptor(int opened) : fd(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

void write_whole(const fs::path& path, std::string_view bytes) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.fd < 0) write_failed(path);
    while (!bytes.empty()) {
        const ssize_t n = ::write(file.fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) write_failed(path);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(file.fd) != 0) write_failed(path);
}

void sync_folder(const fs::path& folder) {
    const Descriptor d(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (d.fd < 0 || ::fsync(d.fd) != 0) write_failed(folder);
}

Refusal busy() {
    Refusal r(
        RefusalKind::unavailable, "archive.busy",
        {"正在处理的图片太多，请稍候再试。", "Too many pictures at this moment; try again soon."});
    r.retry_after_s = 5;
    return r;
}

}  // namespace

class Archive::Turn {
  public:
    explicit Turn(Archive& of) : of_(of) {
        std::unique_lock lock(of_.mutex_);
        if (!of_.free_.wait_for(lock, std::chrono::milliseconds(of_.options_.decoding_wait_ms),
                                [&] { return of_.decoding_ < of_.options_.decoding_max; }))
            throw busy();
        ++of_.decoding_;
    }
    ~Turn() {
        {
            const std::lock_guard lock(of_.mutex_);
            --of_.decoding_;
        }
        of_.free_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Archive& of_;
};

Archive::Archive(const Clock& clock, IdMaker& ids, const journal::Journal& journal,
                 ArchiveOptions options)
    : clock_(clock), ids_(ids), journal_(journal), options_(std::move(options)) {
    std::error_code error;
    fs::create_directories(options_.data_dir / "files", error);
    if (error)
        throw Fault("archive: cannot make the folder " + (options_.data_dir / "files").string() +
                    ": " + error.message());
}

fs::path Archive::path_of(const std::string& sha256) const {
    LINLI_CHECK(sha256.size() == 64 &&
                sha256.find_first_not_of("0123456789abcdef") == std::string::npos);
    return options_.data_dir / "files" / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

void Archive::write_content(const std::string& sha256, std::string_view bytes) const {
    const fs::path path = path_of(sha256);
    // A fresh time keeps the sweep away from a content that is about to be referenced again.
    if (::utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0) return;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const fs::path beside = path.string() + "." + crypto::to_hex(crypto::random_bytes(8)) + ".part";
    try {
        write_whole(beside, bytes);
        if (::rename(beside.c_str(), path.c_str()) != 0) write_failed(path);
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
    sync_folder(path.parent_path());
    sync_folder(path.parent_path().parent_path());
    sync_folder(options_.data_dir / "files");
}

Content Archive::keep(std::string_view bytes, std::string_view declared) {
    const MediaType type = tell_type(bytes);
    const auto said = media_from_text(declared.substr(0, declared.find(';')));
    if (said != type)
        throw Refusal(RefusalKind::unsupported, "archive.type_mismatch",
                      {std::string("文件内容是") + media_text(type) +
                           "，与声明的类型不符，请选择正确的文件。",
                       std::string("The content is ") + media_text(type) +
                           ", not what the Content-Type says; choose the right file."});
    std::string clean_bytes;
    {
        const Turn turn(*this);
        clean_bytes = clean(type, bytes, options_.limits);
    }
    Content content{crypto::to_hex(crypto::hash(crypto::Hash::sha256, clean_bytes)), type,
                    static_cast<std::int64_t>(clean_bytes.size())};
    write_content(content.sha256, clean_bytes);
    return content;
}

FileRow Archive::add(store::Tx& tx, const Content& content, http::AccountId account,
                     http::AreaId area, std::string_view name) {
    if (auto same = tx.one<FileRow>(sql::same, account, content.sha256)) return *same;
    const Used used = tx.one<Used>(sql::used, account).value_or(Used{});
    if (used.files >= options_.files_max || used.bytes + content.bytes > options_.bytes_max)
        throw Refusal(RefusalKind::too_large, "archive.quota",
                      {"您的文件已达上限（" + std::to_string(options_.files_max) + "个或" +
                           std::to_string(options_.bytes_max >> 20) + "MB），请先删除不用的文件。",
                       "Your files have reached the limit (" + std::to_string(options_.files_max) +
                           " files or " + std::to_string(options_.bytes_max >> 20) +
                           " MB); remove some first."});
    const FileRow row{ids_.make<FileId>(),
                      content.sha256,
                      media_text(content.type),
                      content.bytes,
                      clean_name(name),
                      account,
                      area,
                      clock_.now()};
    tx.insert("archive_file", row);
    journal_.append(tx, {.actor = account,
                         .area = area,
                         .action = "archive.file_added",
                         .subject_kind = "file",
                         .subject_id = row.id.value,
                         .details = {{"sha256", row.sha256}, {"bytes", row.bytes}}});
    return row;
}

std::optional<FileRow> Archive::find(store::Tx& tx, FileId id) const {
    return tx.one<FileRow>(sql::file, id);
}

void Archive::remove(store::Tx& tx, FileId id, http::AccountId actor) {
    const auto row = find(tx, id);
    if (!row || tx.run(sql::remove, id) == 0) return;
    journal_.append(tx, {.actor = actor,
                         .area = row->area_id,
                         .action = "archive.file_removed",
                         .subject_kind = "file",
                         .subject_id = id.value});
}

std::string Archive::read(const FileRow& row) const {
    std::ifstream file(path_of(row.sha256), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file || crypto::to_hex(crypto::hash(crypto::Hash::sha256, bytes.view())) != row.sha256)
        throw Fault("archive: the content of file " + to_text(row.id) + " is gone or damaged");
    return std::move(bytes).str();
}

http::Response Archive::download(const FileRow& row, bool inline_wanted) const {
    const auto type = media_from_text(row.media_type);
    LINLI_CHECK(type.has_value());
    const std::string name = to_text(row.id) + "." + file_ending(*type);
    const char* how = inline_wanted && is_picture(*type) ? "inline" : "attachment";
    return {200,
            {{"Content-Type", row.media_type},
             {"Content-Disposition", std::string(how) + "; filename=\"" + name + "\""},
             {"X-Content-Type-Options", "nosniff"},
             {"Content-Security-Policy", "default-src 'none'; sandbox"},
             {"ETag", '"' + row.sha256.substr(0, 32) + '"'}},
            read(row)};
}

int Archive::sweep(store::Store& store, Micros age, int files_max) const {
    int gone = 0, seen = 0;
    const auto limit = fs::file_time_type::clock::now() - std::chrono::microseconds(age.value);
    std::error_code error;
    for (fs::recursive_directory_iterator at(options_.data_dir / "files", error), end;
         !error && at != end && seen < files_max; at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        ++seen;
        const std::string name = at->path().filename().string();
        if (fs::last_write_time(at->path(), error) > limit || error) continue;
        const bool leftover = name.ends_with(".part");
        if (!leftover && (name.size() != 64 || store.read([&](store::Tx& tx) {
                return tx.one<FileId>(sql::is_referenced, name).has_value();
            })))
            continue;
        // Asked again after the look into the database: an upload renews the time first.
        if (fs::last_write_time(at->path(), error) > limit || error) continue;
        if (fs::remove(at->path(), error)) ++gone;
    }
    return gone;
}

std::string clean_name(std::string_view sent) {
    std::string name = http::percent_decode(sent.substr(0, 900), false);
    name = name.substr(name.find_last_of("/\\") + 1);
    std::string out;
    std::size_t points = 0;
    for (const char c : name) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x20 || u == 0x7F || c == '"' || c == '<' || c == '>') continue;
        if ((u & 0xC0) != 0x80 && ++points > 100) break;
        out.push_back(c);
    }
    return out == "." || out == ".." ? "" : out;
}

}  // namespace linli::archive
