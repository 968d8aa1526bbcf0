# What `cmake --install` puts where: the command, its completion, the C interface with both libraries, and pkg-config's file.
include(GNUInstallDirs)
configure_file(${PROJECT_SOURCE_DIR}/cmake/mps_runtime.pc.in ${PROJECT_BINARY_DIR}/mps_runtime.pc @ONLY)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/completion/mps
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/completion
  COMMAND $<TARGET_FILE:mps> completion bash > ${PROJECT_BINARY_DIR}/completion/mps
  DEPENDS mps VERBATIM)
add_custom_target(mps_completion ALL DEPENDS ${PROJECT_BINARY_DIR}/completion/mps)

install(TARGETS mps RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS mps_runtime mps_runtime_corim mps_runtime_static
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${PROJECT_SOURCE_DIR}/runtime/include/mps/mps.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mps)
install(FILES ${PROJECT_BINARY_DIR}/mps_runtime.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_BINARY_DIR}/completion/mps DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
