# linli_module(path): the library linli_<path> from src/<path>/*.cpp, linked to every module declared
# before it; the test program test_<path> from src/<path>/*_test.cpp; the migrations in
# src/<path>/migrations embedded as `store::MigrationSet linli::<name>::migrations()`.
set(LINLI_MODULES "" CACHE INTERNAL "")

# Test programs of a release build are compiled without optimisation: what they test is optimised,
# they themselves only have to be built quickly. They share a precompiled header of their own.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(LINLI_TEST_OPTIONS -O0 -g0)
  set(LINLI_TEST_PCH linli_testing)
else()
  set(LINLI_TEST_OPTIONS "")
  set(LINLI_TEST_PCH linli_base)
endif()
function(linli_test_program target)
  target_compile_options(${target} PRIVATE ${LINLI_TEST_OPTIONS})
  if(LINLI_PCH)
    target_precompile_headers(${target} REUSE_FROM ${LINLI_TEST_PCH})
  endif()
endfunction()

function(linli_module path)
  string(REPLACE "/" "_" name ${path})
  set(dir ${CMAKE_SOURCE_DIR}/src/${path})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    return()
  endif()

  file(GLOB migrations CONFIGURE_DEPENDS ${dir}/migrations/*.sql)
  if(migrations)
    get_filename_component(short ${path} NAME)
    set(generated ${CMAKE_BINARY_DIR}/generated/${name}_migrations.cpp)
    add_custom_command(
      OUTPUT ${generated}
      COMMAND ${CMAKE_COMMAND} -DMODULE=${short} -DDIR=${dir}/migrations -DOUT=${generated}
              -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
      DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
      COMMENT "Embedding the migrations of ${path}")
    list(APPEND sources ${generated})
  endif()

  add_library(linli_${name} STATIC ${sources})
  target_include_directories(linli_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(linli_${name} PUBLIC ${LINLI_MODULES} ${LINLI_LINK_${name}})
  if(LINLI_PCH)
    if(name STREQUAL "base")
      target_precompile_headers(linli_base PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.hpp)
    else()
      target_precompile_headers(linli_${name} REUSE_FROM linli_base)
    endif()
  endif()

  if(tests AND LINLI_TESTS)
    add_executable(test_${name} ${tests})
    target_link_libraries(test_${name} PRIVATE linli_${name} linli_testing ${RAPIDCHECK} GTest::gmock_main)
    target_compile_definitions(test_${name} PRIVATE LINLI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    linli_test_program(test_${name})
    add_test(NAME ${name} COMMAND test_${name})
    set_property(TEST ${name} PROPERTY TIMEOUT 600)
  endif()
  set(LINLI_MODULES linli_${name} ${LINLI_MODULES} CACHE INTERNAL "")
endfunction()
