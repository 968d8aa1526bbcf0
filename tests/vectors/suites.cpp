// The table of suites.
#include "vectors/suite.h"

namespace mps::vectors {
namespace {

constexpr Suite kSuites[] = {
    {"cbor", RunCbor},
    {"cbor-deterministic", RunCborDeterministic},
    {"json", RunJson},
    {"sig-wycheproof", RunSigWycheproof},
    {"cose", RunCose},
    {"cwt", RunCwt},
    {"jws-cookbook", RunJwsCookbook},
    {"jws-wycheproof", RunJwsWycheproof},
    {"eat", RunEat},
    {"eat-derived-cwt", RunEatDerived},
    {"eat-derived-jwt", RunEatDerived},
    {"eat-tokens", RunEatTokens},
    {"ear", RunEar},
    {"cmw", RunCmw},
    {"corim", RunCorim},
    {"corim-profiles", RunCorimProfiles},
    {"corim-internal", RunCorimInternal},
    {"corim-matching", RunCorimMatching},
    {"coserv", RunCoserv},
    {"tpm-quote", RunTpmQuote},
    {"tpm-eventlog", RunTpmEventlog},
    {"ima", RunIma},
    {"dice", RunDice},
    {"platform-cert", RunPlatformCert},
    {"tcg-rim", RunTcgRim},
};

}  // namespace

std::span<const Suite> Suites() { return kSuites; }

}  // namespace mps::vectors
