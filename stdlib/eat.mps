library eat version 1.0.0 language 1
title "Attestation tokens of other systems: EAT, PSA, Arm CCA"
note """
    `mps import eat TOKEN --key KEY` verifies a token and writes this evidence; docs/stdlib-eat.md says from which claims.
    A token is complete: a field marked `?` that it does not have is absent. `verified` says whether the signature was
    checked with a key that the importer was given: `use eat.genuine(...)` in a rule, or in the definition's only rule,
    asks for it. Octets that identify one device or answer one challenge are volatile.
    """

// ------------------------------------------------------------ words
enum debug_state { "enabled", "disabled", "disabled-since-boot", "disabled-permanently", "disabled-fully-and-permanently" }
    "dbgstat of RFC 9711 4.2.9"
enum intended_use { "generic", "registration", "provisioning", "csr", "pop" }
    "intuse of RFC 9711 4.3.3"
enum measured { "success", "fail", "not-run", "absent" }
    "results of measres, RFC 9711 4.2.17"
enum lifecycle { "unknown", "assembly_and_test", "rot_provisioning", "secured", "non_rot_debug", "recoverable_rot_debug",
                 "decommissioned" }
    "states of RFC 9783 4.3.1; Arm CCA has the same"

// ------------------------------------------------------------ records
record claims "The claims of RFC 9711 section 4 in one claims set" {
    ueid?             : bytes volatile                "UEID of the device, 7 to 33 bytes"
    sueids            : map of text to bytes          "further UEIDs, by what they are for"
    oemid?            : bytes                         "manufacturer: 3 bytes (IEEE) or 16 (random)"
    oemid_pen?        : int in 0..4294967295          "manufacturer: IANA private enterprise number"
    hwmodel?          : bytes                         "model, as the manufacturer numbers it"
    hwversion?        : text                          "version of the hardware"
    hwversion_scheme? : text                          "how it is to be compared, such as `semver`"
    uptime?           : int unit seconds volatile     "since the last boot"
    oemboot?          : bool                          "only software of the manufacturer was booted"
    dbgstat?          : debug_state                   "state of debug facilities"
    bootcount?        : int volatile                  "how often it was booted"
    bootseed?         : bytes volatile                "a value that is new with each boot"
    swname?           : text                          "name of the software"
    swversion?        : text                          "version of the software"
    swversion_scheme? : text                          "how it is to be compared, such as `semver`"
    intuse?           : intended_use                  "what the token was made for"
    measres           : map of text to map of text to measured   "by system and item; an item that is named by bytes: in hexadecimal"
    unread            : set of text                   "further claims of the token, by name or number: not in this evidence"
}
record submodule "One submodule (RFC 9711 4.2.18)" {
    kind     : text in { "claims", "detached", "token", "digest" }   "a claims set in the token; one beside it that matches its digest; a token of its own; a digest whose set did not come along"
    verified : bool                "covered by a signature that was checked; of a token: by its own"
    profile? : text                "eat_profile of the claims set"
    claims?  : claims              "unknown of a digest, and of a token that none of the keys verifies"
}
record component "One measured software component (RFC 9783 4.4.1)" {
    type?       : text             "role, such as BL, PRoT, ARoT"
    version?    : text             "as issued by its signer"
    measurement : bytes            "hash of the component: 32, 48 or 64 bytes"
    signer      : bytes            "hash of the key that signed the component: 32, 48 or 64 bytes"
    algorithm?  : text             "how the hash was made, as the token writes it: `sha-256`, `SHA256`"
}

// ------------------------------------------------------------ environments
schema token "An EAT of RFC 9711 in no profile, or in one that the importer was told to take" {
    verified    : bool                     "the signature was checked with a key that the importer was given"
    form        : text in { "cwt", "jwt" }  "how it is signed: COSE or JOSE"
    profile?    : text                     "eat_profile: a URI, or an object identifier in dots"
    issuer?     : text                     "iss"
    subject?    : text                     "sub"
    issued?     : time                     "iat"
    not_before? : time                     "nbf"
    expires?    : time                     "exp"
    nonces      : list of bytes volatile   "eat_nonce; of a JWT the bytes of the text"
    claims      : claims                   "of the token itself"
    submods     : map of text to submodule "by name; what is below another as `outer/inner`"
}
schema psa "A token of the Platform Security Architecture (RFC 9783)" {
    verified                 : bool               "the signature was checked with a key that the importer was given"
    profile                  : text in { "tag:psacertified.org,2023:psa#tfm", "http://arm.com/psa/2.0.0", "PSA_IOT_PROFILE_1" }  "which form of the token it is"
    nonce                    : bytes volatile     "the challenge: 32, 48 or 64 bytes"
    instance_id              : bytes volatile     "UEID of the device: 33 bytes"
    implementation_id        : bytes              "the immutable root of trust: 32 bytes"
    client_id                : int                "caller: negative in the non-secure world, positive in the secure one"
    lifecycle                : int in 0..65535    "as the token has it"
    lifecycle_state          : lifecycle          "the state that the number is in"
    boot_seed?               : bytes volatile     "new with each boot"
    certification_reference? : text               "of PSA Certified, such as `1234567890123-12345`"
    verification_service?    : text               "where the maker would have it verified"
    measured                 : bool               "false: the token says that it has no measurements (PSA_IOT_PROFILE_1)"
    components               : list of component  "what was measured"
}
schema cca_platform "The platform's half of an Arm CCA token" {
    verified              : bool               "the signature was checked with a key that the importer was given"
    profile               : text in { "tag:arm.com,2023:cca_platform#1.0.0", "http://arm.com/CCA-SSD/1.0.0" }  "which form of the token it is"
    challenge             : bytes volatile     "hash of the realm's key, which was compared with it"
    implementation_id     : bytes              "the platform's implementation: 32 bytes"
    instance_id           : bytes volatile     "UEID of the platform: 33 bytes"
    config                : bytes              "system properties that the implementation defines"
    lifecycle             : int in 0..65535    "as the token has it"
    lifecycle_state       : lifecycle          "the state that the number is in"
    hash_algorithm        : text               "of measurements that name none, such as `sha-256`"
    verification_service? : text               "where the maker would have it verified"
    components            : list of component  "what was measured"
}
schema cca_realm "The realm's half of an Arm CCA token; its key is vouched for by the platform" {
    verified                  : bool            "the platform's signature was checked with a key that the importer was given; the realm's always is"
    profile?                  : text            "absent in the older form"
    challenge                 : bytes volatile  "the verifier's: 64 bytes"
    personalization           : bytes           "set when the realm was made: 64 bytes"
    initial_measurement       : bytes           "of the realm when it was activated"
    extensible_measurements   : list of bytes   "four, extended by the realm"
    hash_algorithm            : text            "of the measurements, such as `sha-512`"
    public_key                : bytes volatile  "of the realm's attestation key"
    public_key_hash_algorithm : text            "how the platform was challenged with it"
}

// ------------------------------------------------------------ templates
template genuine(verified : bool) "A key that is known signed the token" {
    title   "Ensure the token is signed by a known key"
    require verified
}
template psa_secured(p : psa) "The device is in the state in which its root of trust can be relied on" {
    title   "Ensure the device is in the secured state"
    require p.verified
    require p.lifecycle_state == "secured"
}
template cca_secured(p : cca_platform) "The platform is in the state in which its root of trust can be relied on" {
    title   "Ensure the platform is in the secured state"
    require p.verified
    require p.lifecycle_state == "secured"
}
template debug_disabled(t : token) "Debug facilities are off and stay off until the next boot at least" {
    title   "Ensure debug facilities are disabled"
    require t.claims.dbgstat in { "disabled", "disabled-since-boot", "disabled-permanently", "disabled-fully-and-permanently" }
}
