# Compiler, linker and cache: warnings are errors, ccache and mold are used where they are installed.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
                    -Wnon-virtual-dtor -Woverloaded-virtual -fno-omit-frame-pointer)
# Warnings are errors with the compilers that the tests run with; a newer one may know warnings that
# this code has never seen, and an administrator who only installs must not stumble over them.
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # -Wmaybe-uninitialized and friends of GCC 12 report faults inside Boost and libstdc++ at -O2.
  add_compile_options(-fpch-preprocess -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Of these, GCC 12 knows only false ones: moves and concatenations of std::string at -O2.
  add_compile_options($<$<NOT:$<CONFIG:Debug>>:-Wno-array-bounds> $<$<NOT:$<CONFIG:Debug>>:-Wno-stringop-overflow>
                      $<$<NOT:$<CONFIG:Debug>>:-Wno-stringop-overread> $<$<NOT:$<CONFIG:Debug>>:-Wno-free-nonheap-object>)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
# Assertions of the program (LINLI_CHECK) stay on in release; <cassert> is not used.
add_compile_definitions(_FILE_OFFSET_BITS=64)
if(LINLI_SANITIZE)
  add_compile_options(-fsanitize=${LINLI_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LINLI_SANITIZE})
endif()
