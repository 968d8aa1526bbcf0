library tpm version 1.1.0 language 1
title "What a TPM 2.0 quote says"
note """
    `mps import tpm` (or `mps collect --quote ...`) verifies a quote and writes this evidence; docs/stdlib-roots.md says from what.
    Registers are there only where the quote proves them: those that it does not cover are unknown, and without a key all are.
    Octets that name one TPM or answer one challenge, and counters, are volatile.
    """

type pcr_index = int in 0..23 "index of a platform configuration register"
enum hash_alg open { "sha256", "sha384", "sha512", "sha1" }

record bank "One PCR bank" {
    pcr : map of pcr_index to digest   "registers that the quote covers; the others are unknown"
}
schema quote "The quoted state of one TPM" {
    verified        : bool                              "the signature was checked with a key that the importer was given"
    restricted      : bool                              "the key's public area says that it signs only what its TPM made and never leaves it; unknown without the public area"
    ak_certified?   : bool                              "a CA that the importer trusts says that the key is an attestation key; unknown without a certificate"
    bank            : map of hash_alg to bank           "by hash"
    firmware        : bytes                             "TPMS_ATTEST.firmwareVersion: 8 bytes, big endian"
    clock           : int unit milliseconds volatile    "how long the TPM has been powered since it was cleared"
    reset_count     : int volatile                      "resets since it was cleared: boots of the platform"
    restart_count   : int volatile                      "resumptions since the last reset"
    clock_safe      : bool volatile                     "no greater clock was ever given out"
    nonce           : bytes volatile                    "extraData: the challenge that the TPM was given; empty if none"
    signer          : bytes volatile                    "qualifiedSigner: what the TPM calls the key"
    key             : digest volatile                   "SHA-256 of the key's SubjectPublicKeyInfo"
    public_key      : bytes volatile                    "the key's SubjectPublicKeyInfo (DER)"
    attest          : bytes volatile                    "TPMS_ATTEST: the octets that were signed"
    signature       : bytes volatile                    "TPMT_SIGNATURE"
    manufacturer    : text either                       "TPM_PT_MANUFACTURER, four letters, such as IFX; a quote does not say it"
    certification?  : text endorsed                     "what a laboratory says of this model"
}

define pcr(q : quote, i : pcr_index, alg : hash_alg = "sha256") : digest = q.bank[alg].pcr[i]

template genuine(q : quote) "A key that is known, and that signs nothing else, signed the quote" {
    title   "Ensure the quote is signed by a known key of a TPM"
    require q.verified
    require q.restricted
}
template certified(q : quote) "A CA vouches for the key" {
    title   "Ensure the quote's key is certified as an attestation key"
    require q.verified
    require q.ak_certified
}
template pcr_in(q : quote, i : pcr_index, allowed : set of digest) "A quoted register holds one of the known values" {
    title   "Ensure PCR \{i} holds a known value"
    require pcr(q, i) in allowed
}
