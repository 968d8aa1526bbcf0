library platform version 1.0.0 language 1
title "TCG platform certificates: what a platform was made of, and what it has now"
note """
    `mps import platform CERT --issuer CERT --ek CERT --found LIST` verifies a certificate and writes this evidence;
    docs/stdlib-roots.md says from what, and what LIST is. A certificate is complete: a field marked `?` that it does not have is absent.
    What was found is the word of whoever made the list.
    """

// ------------------------------------------------------------ records
record component "A part of the platform" {
    registry?          : text             "object identifier of the registry of classes"
    class?             : bytes            "class in that registry: 4 bytes"
    manufacturer       : text             "who made it"
    model              : text             "what it is"
    serial?            : text volatile    "its serial number"
    revision?          : text             "its revision"
    field_replaceable? : bool             "it may be replaced in the field"
}
record property "A property of the platform" {
    name  : text                          "as its maker calls it"
    value : text                          "as its maker writes it"
}
record assertions "TBBSecurityAssertions" {
    version             : int             "of the assertions"
    cc_version?         : text            "version of the Common Criteria"
    cc_assurance_level? : int             "evaluation assurance level"
    fips_version?       : text            "FIPS 140-2, 140-3 ..., as the certificate writes it"
    fips_level?         : int             "security level"
    rtm_type?           : int             "kind of root of trust for measurement"
    iso9000_certified   : bool            "the maker is certified after ISO 9000"
    iso9000_uri?        : text            "where that can be read"
}

// ------------------------------------------------------------ environments
schema certificate "A platform attribute certificate" {
    verified         : bool               "signed by the certificate that the importer was given as the issuer's"
    holder_verified  : bool               "it is of the platform with the endorsement key whose certificate was given; unknown without one"
    serial           : bytes volatile     "number of the certificate"
    issuer           : text               "who says it"
    manufacturer?    : text               "of the platform"
    model?           : text               "of the platform"
    version?         : text               "of the platform"
    platform_serial? : text volatile      "of the platform"
    specification?   : list of int        "of the platform: major, minor, revision"
    not_before       : time               "valid from"
    not_after        : time               "valid until"
    delta            : bool               "says only what changed since another certificate"
    assertions?      : assertions         "what the maker asserts of security"
    components       : list of component  "what the platform was made of"
    properties       : list of property   "of the platform"
    missing          : list of component  "of the certificate, and not found; unknown without a list of what was found"
    unexpected       : list of component  "found, and not of the certificate; unknown without a list of what was found"
}

// ------------------------------------------------------------ templates
template genuine(c : certificate) "The certificate is its maker's, and of this platform" {
    title   "Ensure the platform certificate is genuine and of this platform"
    require c.verified
    require c.holder_verified
}
template unchanged(c : certificate) "The platform has the parts that it was made of, and no others" {
    title   "Ensure the platform's parts are those of its certificate"
    require c.verified
    require not c.delta
    require count(c.missing) == 0
    require count(c.unexpected) == 0
}
