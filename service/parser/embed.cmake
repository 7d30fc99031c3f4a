# Writes a C++ file that holds data files as constants, for
#   cmake -DOUT=file.cc -DFILES=a.txt;b.txt -P embed.cmake
# Each a.txt becomes chancery::kDataA.
set(code "// Generated from the parser's data files.\n")
string(APPEND code "#include \"service/parser/data.h\"\n\nnamespace chancery {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(SUBSTRING ${name} 0 1 first)
  string(SUBSTRING ${name} 1 -1 rest)
  string(TOUPPER ${first} first)
  file(READ ${file} hex HEX)
  file(SIZE ${file} size)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # One literal a hundred bytes, so that no compiler's limit is met.
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "\n    \"\\1\"" bytes "${bytes}")
  string(APPEND code "const absl::string_view kData${first}${rest}(\"\"${bytes},\n    ${size});\n")
endforeach()
string(APPEND code "}  // namespace chancery\n")
file(WRITE ${OUT} "${code}")
