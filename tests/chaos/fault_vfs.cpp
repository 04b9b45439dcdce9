#include "fault_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <new>

namespace linli::chaos {
namespace {

sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs fault_vfs;
FaultVfs* active = nullptr;

// As SQLite sees it; the real file lies right behind it.
struct File {
    sqlite3_file base;
    const char* name;  // null: neither the database nor its WAL
    sqlite3_file* real;
};
File* mine(sqlite3_file* f) {
    return reinterpret_cast<File*>(f);
}
sqlite3_file* real(sqlite3_file* f) {
    return mine(f)->real;
}

const char* base_name(const char* path) {
    const char* slash = std::strrchr(path, '/');
    return slash == nullptr ? path : slash + 1;
}

int close(sqlite3_file* f) {
    return real(f)->pMethods->xClose(real(f));
}
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
    return real(f)->pMethods->xRead(real(f), to, n, at);
}
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
    if (mine(f)->name != nullptr) {
        if (active->is_full(at + n)) return SQLITE_FULL;
        if (active->fails()) return SQLITE_IOERR_WRITE;
        active->record({Event::Kind::write, mine(f)->name, at,
                        std::string(static_cast<const char*>(from), static_cast<std::size_t>(n))});
    }
    return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
    if (mine(f)->name != nullptr) active->record({Event::Kind::truncate, mine(f)->name, size, {}});
    return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) {
    if (mine(f)->name != nullptr) {
        if (active->fails()) return SQLITE_IOERR_FSYNC;
        active->record({Event::Kind::sync, mine(f)->name, 0, {}});
    }
    return real(f)->pMethods->xSync(real(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) {
    return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) {
    return real(f)->pMethods->xLock(real(f), level);
}
int unlock(sqlite3_file* f, int level) {
    return real(f)->pMethods->xUnlock(real(f), level);
}
int check_reserved(sqlite3_file* f, int* out) {
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int op, void* arg) {
    // The size hint would let the real file grow behind the record's back.
    if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_NOTFOUND;
    return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int sector_size(sqlite3_file* f) {
    return real(f)->pMethods->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f) {
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
    return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) {
    real(f)->pMethods->xShmBarrier(real(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
    return real(f)->pMethods->xShmUnmap(real(f), remove);
}

const sqlite3_io_methods methods{2,
                                 close,
                                 read,
                                 write,
                                 truncate,
                                 sync,
                                 file_size,
                                 lock,
                                 unlock,
                                 check_reserved,
                                 control,
                                 sector_size,
                                 characteristics,
                                 shm_map,
                                 shm_lock,
                                 shm_barrier,
                                 shm_unmap,
                                 nullptr,
                                 nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* f, int flags, int* out) {
    File* file = mine(f);
    file->real = reinterpret_cast<sqlite3_file*>(file + 1);
    file->name = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0 ? base_name(path) : nullptr;
    file->base.pMethods = nullptr;
    const int code = real_vfs->xOpen(real_vfs, path, file->real, flags, out);
    if (file->real->pMethods != nullptr) file->base.pMethods = &methods;
    return code;
}
int remove(sqlite3_vfs*, const char* path, int sync_directory) {
    active->record({Event::Kind::remove, base_name(path), 0, {}});
    return real_vfs->xDelete(real_vfs, path, sync_directory);
}

void apply(std::string& content, const Event& e, std::size_t bytes) {
    const auto offset = static_cast<std::size_t>(e.offset);
    if (e.kind == Event::Kind::truncate) content.resize(offset);
    if (e.kind != Event::Kind::write) return;
    if (content.size() < offset + bytes) content.resize(offset + bytes);
    content.replace(offset, bytes, e.bytes, 0, bytes);
}

}  // namespace

FaultVfs::FaultVfs() {
    real_vfs = sqlite3_vfs_find(nullptr);
    fault_vfs = *real_vfs;
    fault_vfs.zName = "linli-fault";
    fault_vfs.pNext = nullptr;
    fault_vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    fault_vfs.xOpen = open;
    fault_vfs.xDelete = remove;
    active = this;
    sqlite3_vfs_register(&fault_vfs, 1);
}

void FaultVfs::step_aside() {
    if (active != this) return;
    sqlite3_vfs_unregister(&fault_vfs);
    sqlite3_vfs_register(real_vfs, 1);
    active = nullptr;
}

std::size_t FaultVfs::events() const {
    const std::lock_guard lock(mutex_);
    return events_.size();
}

std::vector<std::size_t> FaultVfs::syncs() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < events_.size(); ++i)
        if (events_[i].kind == Event::Kind::sync) numbers.push_back(i);
    return numbers;
}

void FaultVfs::record(Event event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
}

void FaultVfs::fail_at(std::int64_t n, bool on) {
    const std::lock_guard lock(mutex_);
    operations_left_ = n;
    fails_on_ = on;
}

void FaultVfs::limit_file_size(std::int64_t bytes) {
    const std::lock_guard lock(mutex_);
    file_size_max_ = bytes;
}

bool FaultVfs::fails() {
    const std::lock_guard lock(mutex_);
    if (operations_left_ < 0) return false;
    if (operations_left_ > 0) {
        --operations_left_;
        return false;
    }
    if (!fails_on_) operations_left_ = -1;
    return true;
}

bool FaultVfs::is_full(std::int64_t end_of_write) {
    const std::lock_guard lock(mutex_);
    return file_size_max_ >= 0 && end_of_write > file_size_max_;
}

void FaultVfs::image_at(std::size_t n, Unsynced unsynced, std::uint32_t seed,
                        const std::filesystem::path& to) const {
    struct Content {
        std::string synced;
        std::vector<const Event*> waiting;
    };
    const std::lock_guard lock(mutex_);
    std::map<std::string, Content> files;
    for (std::size_t i = 0; i < n; ++i) {
        const Event& e = events_[i];
        if (e.kind == Event::Kind::remove) {
            files.erase(e.file);
        } else if (e.kind == Event::Kind::sync) {
            Content& c = files[e.file];
            for (const Event* w : c.waiting)
                apply(c.synced, *w, w->bytes.size());
            c.waiting.clear();
        } else {
            files[e.file].waiting.push_back(&e);
        }
    }
    std::minstd_rand random(seed + 1);
    for (auto& [name, c] : files) {
        for (const Event* w : c.waiting) {
            if (unsynced == Unsynced::lost || random() % 3 == 0) continue;
            // A third of those kept is torn at a sector.
            const std::size_t whole = w->bytes.size();
            const std::size_t kept = random() % 3 == 0 ? whole / 512 / 2 * 512 : whole;
            apply(c.synced, *w, kept);
        }
        std::ofstream(to / name, std::ios::binary)
            .write(c.synced.data(), static_cast<std::streamsize>(c.synced.size()));
    }
}

}  // namespace linli::chaos
