#pragma once
#include "store/store.hpp"

namespace linli::archive::sql {

using store::Sql;

#define LINLI_FILE_COLUMNS "id, sha256, media_type, bytes, name, account_id, area_id, made_at"
inline constexpr Sql file{"archive.file",
                          "SELECT " LINLI_FILE_COLUMNS " FROM archive_file WHERE id = ?"};
inline constexpr Sql same{"archive.same", "SELECT " LINLI_FILE_COLUMNS
                                          " FROM archive_file WHERE account_id = ? AND sha256 = ?"};
#undef LINLI_FILE_COLUMNS
inline constexpr Sql used{"archive.used",
                          "SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM "
                          "archive_file WHERE account_id = ?"};
inline constexpr Sql is_referenced{"archive.is_referenced",
                                   "SELECT id FROM archive_file WHERE sha256 = ? LIMIT 1"};
inline constexpr Sql remove{"archive.remove", "DELETE FROM archive_file WHERE id = ?"};

}  // namespace linli::archive::sql
