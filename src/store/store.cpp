#include "store/store.hpp"

#include "store/postgres_store.hpp"
#include "store/sqlite_store.hpp"

namespace linli::store {

std::unique_ptr<Store> Store::open(const StoreOptions& options) {
    const std::string& url = options.url;
    if (options.readers < 1 || options.writers_queued_max < 1 || options.batch_units_max < 1)
        throw Fault("store: readers, queue and batch must each be at least 1");
    if (url.starts_with("sqlite:") && url.size() > 7)
        return std::make_unique<SqliteStore>(url.substr(7), options);
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return std::make_unique<PostgresStore>(options);
    throw Fault("store: the database URL must be sqlite:PATH or postgresql://HOST/DATABASE");
}

}  // namespace linli::store
