library rim version 1.0.0 language 1
title "TCG reference integrity manifests, and what a boot measured beyond them"
note """
    `mps import rim BASE --key KEY --support FILE... --eventlog FILE` verifies a base RIM and writes this evidence;
    docs/stdlib-roots.md says from what. A manifest says what is good; `unexplained` is what was measured and no support RIM has.
    The log proves nothing by itself: `use rim.log_quoted(...)` ties it to a quote.
    """
import tpm version 1.0

// ------------------------------------------------------------ records
record entity "Who has to do with the manifest" {
    name  : text                    "as the manifest writes it"
    regid : text                    "registration id; empty if it has none"
    role  : text                    "such as `tagCreator`"
}
record file "A file that the manifest names" {
    name    : text                  "says nothing: files are found by digest"
    size?   : int                   "octets"
    digests : list of digest        "those of SHA-1 and SHA-2 that it has"
    given   : bool                  "a support file that was given is this one, by size and every digest"
}
record measured "An event of the log" {
    index  : int                    "its place in the log, from 0"
    pcr    : tpm.pcr_index          "register"
    kind   : text                   "type of the event"
    digest : digest                 "what was extended"
}

// ------------------------------------------------------------ environments
schema manifest "A base RIM" {
    verified     : bool                               "signed with a key that the importer was given"
    tag_id       : text                               "name of the tag"
    name         : text                               "of what it describes"
    version      : text                               "of what it describes; empty if it says none"
    tag_version  : text                               "of the tag; empty if it says none"
    patch        : bool                               "describes a patch"
    supplemental : bool                               "adds to another tag"
    corpus       : bool                               "describes something not installed yet"
    entities     : list of entity                     "who made it"
    meta         : map of text to text                "of the platform, such as `platformModel`"
    files        : list of file                       "of the payload"
    bank         : tpm.hash_alg                       "in which the log was compared; unknown without a log"
    unexplained  : list of measured                   "events that no support RIM has; unknown without a log or without support files"
    replay       : map of tpm.pcr_index to digest     "what that log leaves in the registers that it extends; unknown without a log"
}

// ------------------------------------------------------------ templates
template explained(m : manifest) "Everything that was measured is in the manifest's event logs" {
    title   "Ensure the platform measured only what its manifest has"
    require m.verified
    require count(m.unexplained) == 0
}
template log_quoted(m : manifest, q : tpm.quote, registers : set of tpm.pcr_index) "The log that was compared is the one that was quoted" {
    title   "Ensure the log that was compared with the manifest is the one that the TPM quoted"
    require q.verified
    require all i in registers : m.replay[i] == tpm.pcr(q, i)
}
