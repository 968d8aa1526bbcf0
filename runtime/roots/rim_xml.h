// An XML document as libxml2 has it, and what of it RIMs need. Only rim_*.cpp include it.
#pragma once

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mps/bytes.h"
#include "mps/status.h"

namespace mps::roots::xml {

inline constexpr std::string_view kSwid = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd";
inline constexpr std::string_view kSignatures = "http://www.w3.org/2000/09/xmldsig#";

struct Freer {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, Freer>;

// libxml2 says nothing on stderr while this lives, in this thread.
class Quiet {
 public:
  Quiet() {
    xmlSetStructuredErrorFunc(nullptr, [](void*, xmlError*) {});
  }
  ~Quiet() { xmlSetStructuredErrorFunc(nullptr, nullptr); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
};

// UTF-8 without document type declaration, at most kRimBytes. REQUIRES: a Quiet lives.
Result<Document> Parse(ByteView bytes);

// An element of that name in that name space ("": in none).
bool Is(const xmlNode* node, std::string_view space, std::string_view name);
std::vector<xmlNode*> Elements(const xmlNode* parent);
// The attribute of that name in that name space ("": in none).
std::optional<std::string> Attribute(const xmlNode* node, std::string_view space, std::string_view name);
std::string Text(const xmlNode* node);

enum class Form : std::uint8_t { kInclusive, kInclusive11, kExclusive };
// The canonical form, without comments, of the document, or of one element with what is in it, in its place.
Result<Bytes> Canonical(xmlDoc* document, const xmlNode* apex, Form form);

}  // namespace mps::roots::xml
