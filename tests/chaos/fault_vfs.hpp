// A file layer for SQLite, between it and the operating system, for tests: it writes down every
// write, truncation, sync and deletion of the database and its WAL, and can refuse them.
//
// From the record, image_at() builds what a disk may hold after the power failed: everything
// synced, and of the rest nothing or any part of it. Left out: directory entries are taken as
// durable at once (SQLite itself syncs the directory after creating a WAL), and disks that lie
// about syncing.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace linli::chaos {

struct Event {
    enum class Kind : std::uint8_t { write, truncate, sync, remove };
    Kind kind;
    std::string file;  // the name without directory
    std::int64_t offset = 0;
    std::string bytes;
};

enum class Unsynced : std::uint8_t { lost, partly_kept };

class FaultVfs {
  public:
    // While it stands it is the file layer of every database that is opened; one at a time.
    FaultVfs();
    ~FaultVfs() { step_aside(); }
    // Leaves newly opened databases to the operating system; the record stays. Databases that were
    // opened through it must be closed before.
    void step_aside();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    std::size_t events() const;
    // The numbers of the syncs: what comes before and after them differs most.
    std::vector<std::size_t> syncs() const;
    // Files as they may be on the disk when the power fails before event number `n`.
    void image_at(std::size_t n, Unsynced, std::uint32_t seed,
                  const std::filesystem::path& to) const;

    // The write or sync number `n` from now on fails with an I/O error; all later ones too if `on`.
    void fail_at(std::int64_t n, bool on);
    // Every write beyond `bytes` in a file fails as on a full disk; < 0: no limit.
    void limit_file_size(std::int64_t bytes);

    // For the callbacks: true when this operation must fail.
    bool fails();
    bool is_full(std::int64_t end_of_write);
    void record(Event event);

  private:
    mutable std::mutex mutex_;
    std::vector<Event> events_;
    std::int64_t operations_left_ = -1;  // until the failing one; < 0: none will fail
    bool fails_on_ = false;
    std::int64_t file_size_max_ = -1;
};

}  // namespace linli::chaos
