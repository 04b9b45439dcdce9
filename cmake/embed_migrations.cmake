# Writes one C++ source that holds every NNNN_what[.sqlite|.postgres].sql of DIR as a raw string.
file(GLOB files ${DIR}/*.sql)
list(SORT files)
set(body "")
foreach(file ${files})
  get_filename_component(base ${file} NAME)
  if(NOT base MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)(\\.(sqlite|postgres))?\\.sql$")
    message(FATAL_ERROR "${base}: a migration is named NNNN_what.sql, NNNN_what.sqlite.sql or NNNN_what.postgres.sql")
  endif()
  math(EXPR number "1${CMAKE_MATCH_1} - 10000")
  set(what ${CMAKE_MATCH_2})
  set(dialect "any")
  if(CMAKE_MATCH_4)
    set(dialect ${CMAKE_MATCH_4})
  endif()
  file(READ ${file} text)
  string(APPEND body "        {${number}, \"${what}\", MigrationDialect::${dialect}, R\"linli_sql(${text})linli_sql\"},\n")
endforeach()
file(WRITE ${OUT} "// Generated from ${MODULE}/migrations by cmake/embed_migrations.cmake.
#include \"store/migration.hpp\"

namespace linli::${MODULE} {

store::MigrationSet migrations() {
    using store::MigrationDialect;
    return {\"${MODULE}\",
            {
${body}            }};
}

}  // namespace linli::${MODULE}
")
