// Writes C.
#include "emit_c.h"

#include "base/hex.h"

namespace mps::cli {
namespace {

constexpr std::size_t kPerLine = 20;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void AppendOctets(ByteView octets, std::string& out) {
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (i % kPerLine == 0) out += i == 0 ? "    " : "\n    ";
    out += std::to_string(octets[i]) + ",";
  }
  out += "\n";
}

// A name of the definition inside a C comment, which it must not end.
std::string CommentText(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '*' || c == '/' || static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return out;
}

}  // namespace

std::string PrefixOf(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    out += upper ? static_cast<char>(c - 'A' + 'a') : IsLetter(c) || IsDigit(c) ? c : '_';
  }
  return out.empty() || IsDigit(out[0]) ? "set_" + out : out;
}

bool IsPrefix(std::string_view prefix) {
  if (prefix.empty() || prefix.size() > 64 || !IsLetter(prefix[0])) return false;
  for (const char c : prefix)
    if (!IsLetter(c) && !IsDigit(c) && c != '_') return false;
  return true;
}

std::string EmitC(ByteView bundle, ByteView digest, const std::string& prefix, const std::string& title) {
  std::string out =
      "/* " + CommentText(title) + ", as a bundle: made by `mps build --emit c`, not to be edited.\n" +
      " * Digest: sha256:" + HexEncode(digest) + ". Needs mps/mps.h and libmps_runtime. */\n" +
      "#include \"mps/mps.h\"\n\n"
      "#ifdef __cplusplus\nextern \"C\"\n#endif\n" +
      "/* Opens the bundle in memory, pins its digest and loads it. Declare it so where it is called. */\n" +
      "mps_status " + prefix + "_open(mps_bundle** out, mps_error* error);\n\n";
  out.reserve(out.size() + bundle.size() * 4 + 1024);
  out += "static const uint8_t " + prefix + "_digest[32] = {\n";
  AppendOctets(digest, out);
  out += "};\n\nstatic const uint8_t " + prefix + "_octets[" + std::to_string(bundle.size()) + "] = {\n";
  AppendOctets(bundle, out);
  out += "};\n\nmps_status " + prefix + "_open(mps_bundle** out, mps_error* error) {\n" +
         "  mps_bundle* bundle = NULL;\n  mps_status status;\n  if (out == NULL) return MPS_USAGE;\n  *out = NULL;\n" +
         "  status = mps_bundle_open_memory(" + prefix + "_octets, sizeof " + prefix + "_octets, \"" + prefix +
         "\", &bundle, error);\n" + "  if (status == MPS_OK) status = mps_bundle_pin(bundle, " + prefix +
         "_digest, error);\n" + "  if (status == MPS_OK) status = mps_bundle_load(bundle, error);\n" +
         "  if (status == MPS_OK) {\n    *out = bundle;\n  } else {\n    mps_bundle_free(bundle);\n  }\n" +
         "  return status;\n}\n";
  return out;
}

}  // namespace mps::cli
