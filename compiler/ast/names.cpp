// Names of kinds, and names and texts as one string; see literal.h, expr.h and ast.h.
#include "ast/ast.h"

namespace mps::ast {

std::string QName::Join() const {
  std::string out;
  for (const Name& part : parts) out += (out.empty() ? "" : ".") + part.text;
  return out;
}

std::string Text::Flat() const {
  std::string out;
  for (const TextPart& part : parts) out += part.is_insertion ? "\\{" + part.path.Join() + "}" : part.text;
  return out;
}

std::string_view LiteralKindName(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kBool:
      return "bool";
    case LiteralKind::kInt:
      return "int";
    case LiteralKind::kText:
      return "text";
    case LiteralKind::kBytes:
      return "bytes";
    case LiteralKind::kDigest:
      return "digest";
    case LiteralKind::kRegex:
      return "regex";
    case LiteralKind::kGlob:
      return "glob";
    case LiteralKind::kIp:
      return "ip";
    case LiteralKind::kCidr:
      return "cidr";
    case LiteralKind::kMode:
      return "mode";
    case LiteralKind::kVersion:
      return "version";
    case LiteralKind::kTime:
      return "time";
    case LiteralKind::kDuration:
      return "duration";
  }
  return "?";
}

std::string_view ExprKindName(ExprKind kind) {
  switch (kind) {
    case ExprKind::kError:
      return "error";
    case ExprKind::kLiteral:
      return "literal";
    case ExprKind::kName:
      return "name";
    case ExprKind::kNow:
      return "now";
    case ExprKind::kPath:
      return "path";
    case ExprKind::kElse:
      return "else";
    case ExprKind::kNot:
      return "not";
    case ExprKind::kLogic:
      return "logic";
    case ExprKind::kCompare:
      return "compare";
    case ExprKind::kRange:
      return "range";
    case ExprKind::kPresence:
      return "presence";
    case ExprKind::kSum:
      return "sum";
    case ExprKind::kMask:
      return "mask";
    case ExprKind::kQuantifier:
      return "quantifier";
    case ExprKind::kCount:
      return "count";
    case ExprKind::kComprehension:
      return "comprehension";
    case ExprKind::kSet:
      return "set";
    case ExprKind::kMap:
      return "map";
    case ExprKind::kRecord:
      return "record";
    case ExprKind::kList:
      return "list";
  }
  return "?";
}

std::string_view CompareOpName(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
      return "==";
    case CompareOp::kNe:
      return "!=";
    case CompareOp::kLt:
      return "<";
    case CompareOp::kLe:
      return "<=";
    case CompareOp::kGt:
      return ">";
    case CompareOp::kGe:
      return ">=";
    case CompareOp::kIn:
      return "in";
    case CompareOp::kNotIn:
      return "not in";
    case CompareOp::kWithin:
      return "within";
    case CompareOp::kMatches:
      return "matches";
    case CompareOp::kContains:
      return "contains";
    case CompareOp::kStartsWith:
      return "starts with";
    case CompareOp::kEndsWith:
      return "ends with";
  }
  return "?";
}

std::string_view QuantifierName(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::kAll:
      return "all";
    case Quantifier::kAny:
      return "any";
    case Quantifier::kNo:
      return "no";
    case Quantifier::kOne:
      return "one";
    case Quantifier::kDistinct:
      return "distinct";
  }
  return "?";
}

std::string_view DeclKindName(DeclKind kind) {
  switch (kind) {
    case DeclKind::kImport:
      return "import";
    case DeclKind::kType:
      return "type";
    case DeclKind::kEnum:
      return "enum";
    case DeclKind::kRecord:
      return "record";
    case DeclKind::kEnvironment:
      return "environment";
    case DeclKind::kEndorser:
      return "endorser";
    case DeclKind::kLevel:
      return "level";
    case DeclKind::kParam:
      return "param";
    case DeclKind::kSet:
      return "set";
    case DeclKind::kTable:
      return "table";
    case DeclKind::kDefine:
      return "define";
    case DeclKind::kTemplate:
      return "template";
    case DeclKind::kWhen:
      return "when";
    case DeclKind::kSection:
      return "section";
    case DeclKind::kRule:
      return "rule";
    case DeclKind::kConfiguration:
      return "configuration";
    case DeclKind::kEndorsement:
      return "endorsement";
    case DeclKind::kAnswer:
      return "answer";
    case DeclKind::kFixture:
      return "fixture";
    case DeclKind::kTest:
      return "test";
    case DeclKind::kSetParam:
      return "param";
    case DeclKind::kDrop:
      return "drop";
    case DeclKind::kWaive:
      return "waive";
  }
  return "?";
}

std::string_view FileKindName(FileKind kind) {
  switch (kind) {
    case FileKind::kDefinition:
      return "mps";
    case FileKind::kLibrary:
      return "library";
    case FileKind::kTailor:
      return "tailor";
    case FileKind::kEndorsements:
      return "endorsements";
    case FileKind::kTests:
      return "tests";
  }
  return "?";
}

}  // namespace mps::ast
