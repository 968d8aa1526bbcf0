library eventlog version 1.0.0 language 1
title "The TCG PC Client event log, as far as a quote proves it"
note """
    `mps import tpm --eventlog FILE` (or `mps collect --quote ... --eventlog FILE`) replays a log and writes this evidence;
    docs/stdlib-roots.md says how. A log is believed register by register: the events of a register are there if they
    give the value that was quoted, else they are unknown. The data of an event are there if its digest covers them.
    """
import tpm version 1.0

// ------------------------------------------------------------ words
enum event_kind open { "EV_POST_CODE", "EV_POST_CODE2", "EV_SEPARATOR", "EV_ACTION", "EV_EVENT_TAG", "EV_S_CRTM_CONTENTS", "EV_S_CRTM_VERSION",
                       "EV_CPU_MICROCODE", "EV_PLATFORM_CONFIG_FLAGS", "EV_TABLE_OF_DEVICES", "EV_COMPACT_HASH", "EV_IPL", "EV_NONHOST_CODE",
                       "EV_NONHOST_CONFIG", "EV_NONHOST_INFO", "EV_OMIT_BOOT_DEVICE_EVENTS", "EV_EFI_VARIABLE_DRIVER_CONFIG",
                       "EV_EFI_VARIABLE_BOOT", "EV_EFI_VARIABLE_BOOT2", "EV_EFI_BOOT_SERVICES_APPLICATION",
                       "EV_EFI_BOOT_SERVICES_DRIVER", "EV_EFI_RUNTIME_SERVICES_DRIVER", "EV_EFI_GPT_EVENT", "EV_EFI_GPT_EVENT2",
                       "EV_EFI_ACTION", "EV_EFI_PLATFORM_FIRMWARE_BLOB", "EV_EFI_PLATFORM_FIRMWARE_BLOB2", "EV_EFI_HANDOFF_TABLES",
                       "EV_EFI_HANDOFF_TABLES2", "EV_EFI_HCRTM_EVENT", "EV_EFI_VARIABLE_AUTHORITY" }
    "event types of the PC Client Platform Firmware Profile; a type without name as `0x80000011`"
enum coverage { "covered", "differs", "not covered" }
    "what an event's data are worth"

// ------------------------------------------------------------ records
record event "One measured event; EV_NO_ACTION is left out" {
    index     : int                    "its place in the log, from 0, counted over all registers"
    kind      : event_kind             "type of the event"
    digest    : digest                 "what was extended, in the bank that was replayed"
    coverage  : coverage               "whether the digest is over the data; `differs`: it has to be and is not; `not covered`: over something that is not in the log"
    name?     : text                   "name of a UEFI variable, where the digest covers it"
    data?     : bytes                  "the octets of the data that the digest covers"
}
record efi_signature "One entry of a signature database" {
    owner  : text                      "GUID of who enrolled it"
    kind   : signature_kind            "what it is"
    digest : digest                    "x509: SHA-256 of the certificate; sha256: that of the image; others: SHA-256 of the data"
}
enum signature_kind open { "x509", "sha256" } "others by their GUID"
record secure_boot "As measured in register 7, not as the running system claims" {
    enabled    : bool                  "the variable SecureBoot is 1"
    setup_mode : bool                  "no platform key is enrolled: anybody may enroll one"
    pk         : list of efi_signature "platform key"
    kek        : list of efi_signature "keys that may change db and dbx"
    db         : list of efi_signature "what may boot"
    dbx        : list of efi_signature "what may not"
}

// ------------------------------------------------------------ environments
schema log "One boot's event log" {
    verified     : bool                                    "registers were quoted under a key that the importer was given"
    bank         : tpm.hash_alg                            "the bank that was replayed"
    events       : map of tpm.pcr_index to list of event   "by register, in order; unknown where the quoted value does not prove them"
    replay       : map of tpm.pcr_index to digest          "registers after the replay, also those without events"
    differs      : set of tpm.pcr_index                    "registers whose quoted value is not what the log gives"
    unproven     : set of tpm.pcr_index                    "registers that the quote does not cover"
    secure_boot? : secure_boot                             "unknown where register 7 is not proven; absent where firmware did not measure it"
    crtm?        : text                                    "EV_S_CRTM_VERSION"
}

// ------------------------------------------------------------ functions and templates
define replay_agrees(l : log, q : tpm.quote, registers : set of tpm.pcr_index) : bool = (all i in registers : l.replay[i] == tpm.pcr(q, i))

template quoted(l : log, q : tpm.quote, registers : set of tpm.pcr_index) "The log is the one that was quoted" {
    title   "Ensure the event log is the one that the TPM quoted"
    require q.verified
    require replay_agrees(l, q, registers)
}
template secure_boot_on(l : log) "Firmware runs only what its keys allow" {
    title   "Ensure Secure Boot is on, with keys enrolled"
    require l.secure_boot.enabled
    require not l.secure_boot.setup_mode
    require count(l.secure_boot.pk) == 1
}
template loaders_known(l : log, known : set of digest) "Every boot loader and UEFI application that ran is known by its digest" {
    title   "Ensure only known boot loaders ran"
    require all e in l.events[4] where e.kind == "EV_EFI_BOOT_SERVICES_APPLICATION" : e.digest in known
}
