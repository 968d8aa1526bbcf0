# How every library and test of the project is declared.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# mps_library(name SOURCES... DEPS...): a static library with the house's warnings and include roots.
function(mps_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${MPS_INCLUDE_ROOTS})
  target_compile_options(${name} PRIVATE ${MPS_WARNINGS})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
endfunction()

# mps_test(name SOURCES... DEPS...): a Catch2 executable, each case of which is a test of ctest.
function(mps_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${MPS_INCLUDE_ROOTS} ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(${name} PRIVATE ${MPS_WARNINGS})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} Catch2::Catch2WithMain)
  # One ctest entry per executable: starting a process for each case would cost more than the cases.
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT
    "MPS_SHARED=${MPS_SHARED};MPS_SOURCE_DIR=${PROJECT_SOURCE_DIR};MPS_BUILD_DIR=${PROJECT_BINARY_DIR}" TIMEOUT 900)
endfunction()
