# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0

# mote_operator_units(OUT): writes, for each file in device/ops that declares
# operators named in the list of all.h, a source file that compiles them; OUT
# gets the paths. Touching one operator rebuilds one unit. The global property
# MOTE_OPERATORS gets a struct's name and its file, name:file, for each.
function(mote_operator_units out)
  set(ops ${PROJECT_SOURCE_DIR}/device/ops)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ops}/all.h)
  file(READ ${ops}/all.h all)
  string(REGEX MATCH "using All = List<([^>]*)>" _ "${all}")
  string(REGEX REPLACE "[ \n]" "" names "${CMAKE_MATCH_1}")
  string(REPLACE "," ";" names "${names}")
  string(REGEX MATCHALL "#include \"device/ops/[a-z0-9_]+\\.h\"" includes "${all}")
  set(units)
  foreach(include ${includes})
    string(REGEX REPLACE ".*ops/([a-z0-9_]+)\\.h.*" "\\1" file ${include})
    file(STRINGS ${ops}/${file}.h lines REGEX "^struct [A-Za-z0-9]+[ :{]")
    set(body)
    foreach(line ${lines})
      string(REGEX REPLACE "^struct ([A-Za-z0-9]+).*" "\\1" name "${line}")
      if(name IN_LIST names)
        string(APPEND body
               "template struct mote::ops::Instantiate<mote::ops::${name}>;\n")
        set_property(GLOBAL APPEND PROPERTY MOTE_OPERATORS ${name}:${file})
      endif()
    endforeach()
    if(body)
      set(unit ${CMAKE_CURRENT_BINARY_DIR}/units/${file}.cc)
      file(CONFIGURE OUTPUT ${unit} @ONLY CONTENT
           "#include \"device/ops/${file}.h\"\n#include \"device/ops/instantiate.h\"\n${body}")
      list(APPEND units ${unit})
    endif()
  endforeach()
  set(${out} ${units} PARENT_SCOPE)
endfunction()
