mps "Devices" version 1.0.0 language 1
title "Every schema and template of the EAT library"

import eat version 1.0
environment dev  : eat.token { layer hardware }
environment psa  : eat.psa { layer firmware }
environment plat : eat.cca_platform { layer firmware }
environment vm   : eat.cca_realm { layer os }

level L1 "Essential"
set signers of bytes = { h'0404', h'0505' }

rule "1.1" genuine   { level L1 severity high use eat.genuine(dev.verified) }
rule "1.2" debug     { level L1 severity high use eat.debug_disabled(dev) }
rule "1.3" parts     { title "Ensure each part booted its maker's software" level L1 severity high
    require all name, s in dev.submods : (s.verified and s.claims.oemboot)
}
rule "1.4" measured  { title "Ensure every measurement succeeded" level L1 severity high
    require all system, results in dev.claims.measres : all item, result in results : result == "success"
}
rule "2.1" secured   { level L1 severity high use eat.psa_secured(psa) }
rule "2.2" signers   { title "Ensure components are signed by known keys" level L1 severity high
    when    psa.measured
    require all c in psa.components : c.signer in signers
}
rule "3.1" platform  { level L1 severity high use eat.cca_secured(plat) }
rule "3.2" workload  { title "Ensure the realm is the known one" level L1 severity high
    require vm.initial_measurement == h'0707'
}

test "a token that is signed and locked down" {
    given dev.verified = true
    given dev.claims.dbgstat = "disabled-permanently"
    given dev.submods = { "tee" : { kind = "token", verified = true, claims = { oemboot = true } } }
    given dev.claims.measres = { "boot" : { "a" : "success" } }
    expect "1.1" pass
    expect "1.2" pass
    expect "1.3" pass
    expect "1.4" pass
}
test "nobody's signature, debug on, one measurement that failed" {
    given dev.verified = false
    given dev.claims.dbgstat = "enabled"
    given dev.claims.measres = { "boot" : { "a" : "success", "b" : "fail" } }
    expect "1.1" fail
    expect "1.2" fail
    expect "1.4" fail
}
test "debug state that the token does not claim is absent: it fails" {
    given dev.claims.dbgstat is absent
    expect "1.2" fail
}
test "PSA: secured counts only under a signature" {
    given psa.verified = false
    given psa.lifecycle_state = "secured"
    expect "2.1" fail
}
test "PSA: a component of a stranger" {
    given psa.verified = true
    given psa.lifecycle_state = "recoverable_rot_debug"
    given psa.measured = true
    given psa.components = [{ measurement = h'01', signer = h'0404' }, { measurement = h'02', signer = h'0606' }]
    expect "2.1" fail
    expect "2.2" fail
}
test "CCA" {
    given plat.verified = true
    given plat.lifecycle_state = "secured"
    given vm.initial_measurement = h'0707'
    expect "3.1" pass
    expect "3.2" pass
}
