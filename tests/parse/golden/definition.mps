// A definition with every kind of declaration that a definition knows.
mps "Test-Definition" version 2.1.0 language 1
title       "A test of the parser"
description "All that a definition may hold"
publisher   "https://example.org"
source      "https://example.org/mps/test-definition.mps"
note        "first"
note        "second"
refs        cis "Debian 12 v1.1.0", nist "SP 800-53"

import linux version 1.0
import tpm version 1.2.3
import "board.mps" as board version 2.0 sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'

environment host : linux.host "the system under test" { layer os }
environment chip : tpm.quote { layer hardware  key chain sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f' }
environment c many : board.container { layer container  parent host }
environment doc : board.posture complete

endorser vendor "the maker" {
    key thumbprint sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
    may endorse chip.certification, chip.bank["sha256"]
}

level L1 "Essential hygiene" { registered "Test-L1" }
level L2 "Defence in depth" extends L1 { param tries = 3  accept warning }

when host.os.id == "debian"

param tries   : int in 1..6 = 4 stricter lower "most failed log-ins"
param age     : duration in 1 day..365 days = 365 days stricter lower
param floor   : int in 0.. stricter higher
param ceiling : int in ..-1
param words   : set of text in allowed = { "a" }
param given_by_caller : bool

set allowed of text = { "a", "b", }
set empty of int = {}
set pinned of digest from "digests.txt" sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f' "from a file"
set inferred = { 1, 2 }
table files of text to set of digest from "files.sha256" sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'

define pi : int = 3
define both(a : bool, b : bool = true) : bool = a and b "two of them"
define nothing() = 0

template at_most(h : linux.host, path : text, bits : mode = 0644) "A file is no more open than this" {
    title   "Ensure access to \{path} is configured"
    when    h.files[path] is present
    require h.files[path].mode within bits
    fix     shell """
        chmod \{bits} \{path}
          ls -l \{path}
        """
}

section "1" "File systems" {
    level    L1, L2
    severity medium
    when     host.real
    refs     nist "CM-7"
    note     "all of them"
    rule "1.1" tmp { use at_most(host, "/tmp", bits = 01777) }
}

rule "2.1" grades {
    title       "Ensure the firmware is current"
    description "What it is"
    rationale   "Why it is so"
    note        "one"
    note        "two"
    level       L1
    severity    high
    refs        cce "CCE-1", ssg "rule_id"
    grade {
        affirming when host.firmware in allowed
        warning   when host.firmware in empty
        otherwise contraindicated
    }
}
rule "2.2" by_hand { level L1  manual "Look at it."  deprecated "moved" }
rule "2.3" allowed_warning { level L1  require host.x matches re'a.*'  allow MPS2104 because "no grammar here" }

configuration hardening "as one value" { include host.sysctl["a"].live  include boot }

endorsement e by vendor "vouched for" {
    when chip.serial in 1..9
    then chip.certification = "level 2"
    then chip.recovery includes "image"
}

fixture debian { given host.os = { id = "debian" }  given level L1  given now = 2026-11-21T00:00:00Z }
test "all forms of given and expect" {
    given fixture debian
    given param tries = 2
    given endorser vendor untrusted
    given answer "5.1" by vendor fail because "rust"
    given answer "5.2" by vendor pass
    given host.a["k"] is absent
    given host.b is unknown "not permitted"
    given host.c is partial
    given host.d is error "overflow"
    expect "1.1" pass
    expect "2.1" fail waived because "text"
    expect "2.1" pass grade affirming
    expect level L1 unknown
    expect that count(host.accounts) == 0
}
