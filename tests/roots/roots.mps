mps "Roots" version 1.0.0 language 1
title "Every schema and template of the libraries for roots of trust"

import tpm      version 1.0
import eventlog version 1.0
import ima      version 1.1
import dice     version 1.0
import rim      version 1.0
import platform version 1.0

environment tpm_chip : tpm.quote "the TPM" { layer hardware }
environment boot     : eventlog.log { layer firmware  parent tpm_chip }
environment run      : ima.list { layer os  parent boot }
environment chain    : dice.chain { layer hardware }
environment manifest : rim.manifest { layer firmware }
environment made     : platform.certificate { layer hardware }

endorser lab { key thumbprint sha256'60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752'  may endorse tpm_chip.certification }

level L1 "Essential"
set loaders of digest = { sha256'1111111111111111111111111111111111111111111111111111111111111111' }
set firmware of digest = { sha256'2222222222222222222222222222222222222222222222222222222222222222' }

rule "1.1" genuine   { level L1 use tpm.genuine(tpm_chip) }
rule "1.2" firmware  { level L1 use tpm.pcr_in(tpm_chip, 0, firmware) }
rule "1.3" recent    { title "Ensure the TPM's firmware is recent" level L1 require tpm_chip.firmware >= h'2016051100162800' }
rule "1.4" certified { title "Ensure the TPM is certified" level L1 require tpm_chip.certification == "FIPS 140-3 level 2" }
rule "2.1" quoted    { level L1 use eventlog.quoted(boot, tpm_chip, { 0, 4, 7 }) }
rule "2.2" secure    { level L1 use eventlog.secure_boot_on(boot) }
rule "2.3" loaders   { level L1 use eventlog.loaders_known(boot, loaders) }
rule "2.4" agrees    { title "Ensure the log agrees" level L1 require eventlog.replay_agrees(boot, tpm_chip, { 0 }) }
rule "3.1" list      { level L1 use ima.quoted(run) }
rule "3.2" intact    { level L1 use ima.intact(run) }
rule "4.1" chain     { level L1 use dice.genuine(chain) }
rule "4.2" normal    { level L1 use dice.normal_mode(chain) }
rule "5.1" explained { level L1 use rim.explained(manifest) }
rule "5.2" same_log  { level L1 use rim.log_quoted(manifest, tpm_chip, { 0 }) }
rule "6.1" platform  { level L1 use platform.genuine(made) }
rule "6.2" unchanged { level L1 use platform.unchanged(made) }

fixture good {
    given tpm_chip.verified = true
    given tpm_chip.restricted = true
    given tpm_chip.bank["sha256"].pcr[0] = sha256'2222222222222222222222222222222222222222222222222222222222222222'
    given tpm_chip.bank["sha256"].pcr[4] = sha256'4444444444444444444444444444444444444444444444444444444444444444'
    given tpm_chip.bank["sha256"].pcr[7] = sha256'7777777777777777777777777777777777777777777777777777777777777777'
    given tpm_chip.firmware = h'2016051100162801'
    given boot.replay[0] = sha256'2222222222222222222222222222222222222222222222222222222222222222'
    given boot.replay[4] = sha256'4444444444444444444444444444444444444444444444444444444444444444'
    given boot.replay[7] = sha256'7777777777777777777777777777777777777777777777777777777777777777'
    given boot.secure_boot = { enabled = true, setup_mode = false, pk = [{ owner = "o", kind = "x509", digest = sha256'1111111111111111111111111111111111111111111111111111111111111111' }] }
    given boot.events[4] = [{ index = 0, kind = "EV_EFI_BOOT_SERVICES_APPLICATION", coverage = "not covered", digest = sha256'1111111111111111111111111111111111111111111111111111111111111111' },
                            { index = 1, kind = "EV_SEPARATOR", coverage = "covered", digest = sha256'3333333333333333333333333333333333333333333333333333333333333333' }]
    given run.proven = 12
    given run.mismatches = []
    given run.violations = []
    given chain.verified = true
    given chain.layers = [{ open = { mode = "normal" }, tcb = [] }]
    given manifest.verified = true
    given manifest.unexplained = []
    given manifest.replay[0] = sha256'2222222222222222222222222222222222222222222222222222222222222222'
    given made.verified = true
    given made.holder_verified = true
    given made.delta = false
    given made.missing = []
    given made.unexpected = []
}
test "all is proven" {
    given fixture good
    expect "1.1" pass  expect "1.2" pass  expect "1.3" pass
    expect "2.1" pass  expect "2.2" pass  expect "2.3" pass  expect "2.4" pass
    expect "3.1" pass  expect "3.2" pass
    expect "4.1" pass  expect "4.2" pass
    expect "5.1" pass  expect "5.2" pass
    expect "6.1" pass  expect "6.2" pass
}
test "evidence never certifies the TPM" { given fixture good  expect "1.4" unknown }
test "nothing was verified" {
    given fixture good
    given tpm_chip.verified = false
    given tpm_chip.restricted is unknown "no key"
    given tpm_chip.bank is unknown "no key"
    given boot.events is unknown "no key"
    given boot.secure_boot is unknown "no key"
    given chain.verified = false
    expect "1.1" fail  expect "1.2" unknown  expect "2.1" fail  expect "2.2" unknown  expect "2.3" unknown  expect "4.1" fail
}
test "a register that was not quoted proves nothing" {
    given fixture good
    given tpm_chip.bank["sha256"].pcr[4] is unknown "not covered"
    given boot.events[4] is unknown "not proven"
    expect "2.1" unknown  expect "2.3" unknown  expect "2.4" pass
}
test "another log than the quoted one" {
    given fixture good
    given boot.replay[7] = sha256'8888888888888888888888888888888888888888888888888888888888888888'
    given boot.secure_boot is unknown "differs"
    expect "2.1" fail  expect "2.2" unknown
}
test "Secure Boot off, in setup mode, not measured" {
    given fixture good
    given boot.secure_boot.enabled = false
    expect "2.2" fail
}
test "keys that anybody may set" { given fixture good  given boot.secure_boot.setup_mode = true  expect "2.2" fail }
test "firmware that measures no Secure Boot" { given fixture good  given boot.secure_boot is absent  expect "2.2" fail }
test "a loader that nobody knows" {
    given fixture good
    given boot.events[4] = [{ index = 0, kind = "EV_EFI_BOOT_SERVICES_APPLICATION", coverage = "not covered", digest = sha256'9999999999999999999999999999999999999999999999999999999999999999' }]
    expect "2.3" fail
}
test "a list without a quote, and one that is another" { given fixture good  given run.proven is absent  expect "3.1" fail }
test "a list that is another" { given fixture good  given run.proven = 0  given run.violations is unknown "no prefix"  expect "3.1" fail  expect "3.2" unknown }
test "a layer in debug mode" { given fixture good  given chain.layers = [{ open = { mode = "debug" }, tcb = [] }]  expect "4.2" fail }
test "a layer whose flags say debug" {
    given fixture good
    given chain.layers = [{ tcb = [{ fwids = [], flags = { debug = true, recovery = false, not_configured = false, not_secure = false } }] }]
    given chain.layers[0].open is absent
    expect "4.2" fail
}
test "something measured that no manifest has" {
    given fixture good
    given manifest.unexplained = [{ index = 3, pcr = 4, kind = "EV_IPL", digest = sha256'9999999999999999999999999999999999999999999999999999999999999999' }]
    expect "5.1" fail
}
test "a manifest without log" { given fixture good  given manifest.unexplained is unknown "no log"  given manifest.replay is unknown "no log"  expect "5.1" unknown  expect "5.2" unknown }
test "a part that is new, and nobody looked whose certificate it is" {
    given fixture good
    given made.unexpected = [{ manufacturer = "ACME", model = "Tap" }]
    given made.holder_verified is unknown "no certificate"
    expect "6.1" unknown  expect "6.2" fail
}
