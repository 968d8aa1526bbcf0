// Every limit on input from outside, by name. Passing one is a clear error (Code::kLimit), never a crash or a silent
// cut.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mps::limit {

// Source
inline constexpr std::size_t kSourceBytes = 1u << 20;  // one .mps file; texts are cheap, tokens are not: kTokens
inline constexpr std::size_t kNesting = 64;            // source-level nesting of expressions and types
inline constexpr std::size_t kChain = 4096;            // operands of one and/or/+ chain, members of one path
inline constexpr std::size_t kListItems = 16384;       // members of one literal list, set or map
inline constexpr std::size_t kTokens =
    250000;  // tokens of one file, comments included: ANTLR needs up to 850 bytes for each
inline constexpr std::size_t kImportDepth = 16;
inline constexpr std::size_t kImports = 256;
inline constexpr std::size_t kRules = 50000;
inline constexpr std::size_t kLevels = 256;
inline constexpr std::size_t kModelText = 8u << 20;     // bytes of titles, rationales ... after templates are put in
inline constexpr std::size_t kModelNodes = 500000;      // expression nodes after templates and functions are expanded
inline constexpr std::size_t kModelDepth = 512;         // nesting of expressions after expansion
inline constexpr std::size_t kPinnedLines = 16u << 20;  // members of a set or rows of a table from a file
inline constexpr std::size_t kExprText = 400;           // bytes of an expression's text in reports; longer is cut
inline constexpr std::size_t kPinnedFileBytes = 512u << 20;  // a set or table from a file
inline constexpr std::size_t kDiagnostics = 100;             // diagnostics printed of one run

// Program
inline constexpr std::size_t kInstructions = 4000000;
inline constexpr std::size_t kRegisters = 65535;        // of one rule
inline constexpr std::size_t kUnroll = 64;              // members of a constant set over which a quantifier is unrolled
inline constexpr std::size_t kTypes = 65536;            // types of one plan
inline constexpr std::size_t kReadNodes = 1u << 20;     // nodes of one read plan
inline constexpr std::size_t kTableColumns = 1u << 16;  // columns of one table of a read plan
inline constexpr std::size_t kLoopDepth = 64;           // loops in loops
inline constexpr std::size_t kExpressionDepth = 1000;   // after templates and functions are expanded
inline constexpr std::size_t kLoweringSteps = 8000000;  // expressions visited while lowering, unrolled ones each time
inline constexpr std::size_t kImageBytes = 512u << 20;  // one program image
inline constexpr std::uint64_t kBundleBytes = 16ull << 30;  // one bundle, its tables included
inline constexpr std::uint64_t kSteps = 2000000000;         // instructions executed in one evaluation

// Evidence, tokens and other documents
inline constexpr std::size_t kEvidenceBytes = 512u << 20;
inline constexpr std::size_t kEvidenceDepth = 64;
inline constexpr std::size_t kCollectionItems = 16u << 20;
inline constexpr std::size_t kTextBytes = 16u << 20;  // one text or byte string in evidence
inline constexpr std::size_t kReasons = 65536;  // different reasons of one evaluation; further ones share one entry
inline constexpr std::size_t kTokenBytes = 16u << 20;
inline constexpr std::size_t kTokenDepth = 32;
inline constexpr std::size_t kClaimSetBytes = 16u << 20;
inline constexpr std::size_t kNameBytes = 256;        // one registered name, rule id, environment or parameter name
inline constexpr std::size_t kTokenItems = 1u << 16;  // data items in one token: claims, entries, members
inline constexpr std::size_t kHeaderEntries = 64;     // parameters of one COSE or JOSE header
inline constexpr std::size_t kSubmodules = 1024;      // submodules of one claims set
inline constexpr std::size_t kClaimSetEnvironments = 256;  // environments of one claim set
inline constexpr std::size_t kNestedTokens = 4;            // tokens within tokens
inline constexpr std::size_t kKeyBytes = 64u << 10;
inline constexpr std::size_t kCrlBytes = 8u << 20;       // one certificate revocation list
inline constexpr std::size_t kChainCertificates = 8;     // certificates that come with one signature
inline constexpr std::size_t kTrustAnchors = 1024;       // anchors of one trust store
inline constexpr std::size_t kAnchorEntries = 1024;      // names, claims ... of one anchor, each list
inline constexpr std::size_t kAnchorCrls = 16;           // revocation lists of one anchor
inline constexpr std::size_t kPinBytes = 1024;           // a PIN of a hardware key
inline constexpr std::size_t kPatternBytes = 4096;       // one regular expression or glob
inline constexpr std::size_t kPatternMemory = 1u << 20;  // RE2's max_mem for one pattern, when checked and when run
inline constexpr std::size_t kPatternWork = 1u << 20;    // bytes and RE2 instructions of all patterns of one source

}  // namespace mps::limit
