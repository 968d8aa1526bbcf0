// Constants that generated conditions compare with, as source text.
#pragma once

#include <string>
#include <vector>

namespace mps::differential {

inline const std::vector<std::string> kTexts = {"\"a\"",  "\"b\"",  "\"ab\"",  "\"\"", "\"Zz\"",
                                                "\"12\"", "\"-7\"", "\"007\"", "\"é\""};
inline const std::vector<std::string> kInts = {
    "0", "1", "2", "3", "7", "-1", "-5", "100", "9223372036854775807", "-9223372036854775807"};
inline const std::vector<std::string> kPatterns = {"re'a*b?'", "re'[0-9]+'", "re'(?i)z.*'", "glob'a*'",
                                                   "glob'?b'", "re''",       "re'a|é'"};

}  // namespace mps::differential
