library dice version 1.0.0 language 1
title "DICE chains: what each layer of a device says of the next"
note """
    `mps import dice CERT... --anchor KEY` verifies a chain and writes this evidence; docs/stdlib-roots.md says from what.
    Layers come from the root of trust up. A chain is complete: a field marked `?` that it does not have is absent.
    """

// ------------------------------------------------------------ words
enum operation { "not configured", "normal", "debug", "recovery" }
    "of the Open Profile for DICE"

// ------------------------------------------------------------ records
record open_input "What the Open Profile for DICE measures of a layer" {
    code_hash?                : bytes     "of its code"
    code_descriptor?          : bytes     "more about it"
    configuration_hash?       : bytes     "of its configuration"
    configuration_descriptor? : bytes     "the configuration, or more about it"
    authority_hash?           : bytes     "of who vouches for the code"
    authority_descriptor?     : bytes     "more about who"
    mode?                     : operation "mode of operation"
    profile?                  : text      "name of a profile of the profile"
}
record fwid "A firmware id" {
    algorithm : text                      "`sha256` ..., or an object identifier"
    value     : bytes                     "the digest's octets"
    digest?   : digest                    "the same, of SHA-1 and SHA-2"
}
record flags "DiceTcbInfo.flags; absent where its mask says nothing of it" {
    not_configured?          : bool       "not configured yet"
    not_secure?              : bool       "not in a secure configuration"
    recovery?                : bool       "in recovery"
    debug?                   : bool       "can be debugged"
    not_replay_protected?    : bool       "not protected against replay"
    not_integrity_protected? : bool       "its integrity is not protected"
    not_runtime_measured?    : bool       "not measured while it runs"
    not_immutable?           : bool       "can be changed"
    not_tcb?                 : bool       "no part of the trusted computing base"
}
record tcb_info "DiceTcbInfo of TCG" {
    vendor?      : text                   "who made it"
    model?       : text                   "what it is"
    version?     : text                   "its version"
    svn?         : int                    "security version number"
    layer?       : int                    "number of the layer"
    index?       : int                    "number within the layer"
    fwids        : list of fwid           "what was measured"
    flags?       : flags                  "its state"
    vendor_info? : bytes                  "as the vendor defines it"
    type?        : bytes                  "kind of component, as the vendor defines it"
}
record layer "One certificate: what was measured of the layer that holds its key" {
    issuer     : text volatile            "who says it"
    subject    : text volatile            "of whom"
    key        : digest volatile          "SHA-256 of the key's SubjectPublicKeyInfo"
    public_key : bytes volatile           "the key's SubjectPublicKeyInfo (DER)"
    issues     : bool                     "the key may certify further layers"
    open?      : open_input               "of the Open Profile"
    tcb        : list of tcb_info         "of TCG; empty if there is none"
    ueid?      : bytes volatile           "UEID of the device"
}

// ------------------------------------------------------------ environments
schema chain "A verified chain" {
    verified : bool                       "it begins with a key that the importer was given, and every signature was checked"
    layers   : list of layer              "from the root of trust up"
}

// ------------------------------------------------------------ templates
template genuine(c : chain) "The chain begins with a key that is trusted" {
    title   "Ensure the DICE chain begins with a trusted key"
    require c.verified
}
template normal_mode(c : chain) "No layer can be debugged or is in recovery, as far as layers speak of it" {
    title   "Ensure every layer runs in normal mode"
    require all l in c.layers : (l.open is absent or l.open.mode == "normal")
    require all l in c.layers : (all t in l.tcb : (t.flags is absent or not ((t.flags.debug else true) or (t.flags.recovery else true) or (t.flags.not_configured else true) or (t.flags.not_secure else true))))
}
