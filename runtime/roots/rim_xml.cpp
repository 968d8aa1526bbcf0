#include "roots/rim_xml.h"

#include "base/utf8.h"
#include "roots/rim.h"

namespace mps::roots::xml {
namespace {

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string Owned(xmlChar* text) {
  std::string out(View(text));
  xmlFree(text);
  return out;
}

// Of canonicalisation: is this node, or what it belongs to, the apex or in it?
int IsWithin(void* apex, xmlNode* node, xmlNode* parent) {
  // Name space nodes are no xmlNodes: they come with the element that they stand at.
  const xmlNode* at = node != nullptr && node->type == XML_NAMESPACE_DECL ? parent : node;
  for (; at != nullptr; at = at->parent) {
    if (at == apex) return 1;
  }
  return 0;
}

int Append(void* context, const char* octets, int count) {
  auto& out = *static_cast<Bytes*>(context);
  out.insert(out.end(), octets, octets + count);
  return count;
}

}  // namespace

Result<Document> Parse(ByteView bytes) {
  if (bytes.size() > kRimBytes) return Status(Code::kLimit, "the document is larger than is taken");
  const std::string_view text = AsText(bytes);
  if (const auto at = FirstInvalidUtf8(text)) return Status(Code::kUtf8, "the document is not UTF-8", *at);
  // Before any parser sees it: entities are what makes small documents large.
  if (const auto at = text.find("<!DOCTYPE"); at != std::string_view::npos)
    return Status(Code::kInvalid, "a document type declaration", at);
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  Document out(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
  if (!out || xmlDocGetRootElement(out.get()) == nullptr) return Status(Code::kMalformed, "not well-formed XML");
  if (out->intSubset != nullptr) return Status(Code::kInvalid, "a document type declaration");
  return out;
}

bool Is(const xmlNode* node, std::string_view space, std::string_view name) {
  const std::string_view its_space = node->ns == nullptr ? std::string_view() : View(node->ns->href);
  return node->type == XML_ELEMENT_NODE && View(node->name) == name && its_space == space;
}

std::vector<xmlNode*> Elements(const xmlNode* parent) {
  std::vector<xmlNode*> out;
  for (xmlNode* node = parent->children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) out.push_back(node);
  }
  return out;
}

std::optional<std::string> Attribute(const xmlNode* node, std::string_view space, std::string_view name) {
  for (xmlAttr* each = node->properties; each != nullptr; each = each->next) {
    const std::string_view its_space = each->ns == nullptr ? std::string_view() : View(each->ns->href);
    if (its_space != space || View(each->name) != name) continue;
    return Owned(xmlNodeListGetString(each->doc, each->children, 1));
  }
  return std::nullopt;
}

std::string Text(const xmlNode* node) { return Owned(xmlNodeGetContent(node)); }

Result<Bytes> Canonical(xmlDoc* document, const xmlNode* apex, Form form) {
  const int mode = form == Form::kExclusive     ? XML_C14N_EXCLUSIVE_1_0
                   : form == Form::kInclusive11 ? XML_C14N_1_1
                                                : XML_C14N_1_0;
  Bytes out;
  xmlOutputBuffer* buffer = xmlOutputBufferCreateIO(Append, nullptr, &out, nullptr);
  if (buffer == nullptr) return Status(Code::kInternal, "no memory for a canonical form");
  const int done = xmlC14NExecute(document, apex == nullptr ? nullptr : IsWithin, const_cast<xmlNode*>(apex), mode,
                                  nullptr, 0, buffer);
  xmlOutputBufferClose(buffer);  // hands over what is left
  if (done < 0) return Status(Code::kInvalid, "the document has no canonical form");
  return out;
}

}  // namespace mps::roots::xml
