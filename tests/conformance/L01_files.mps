mps "L1" version 1.2.3 language 1
// L1.3 Headers: texts once each, notes and references as often as wanted; none changes a verdict.
title       "Files, imports and names"
description "One chapter of docs/language.md"
publisher   "https://example.org"
source      "https://example.org/source"
note        "one"
note        "another"
refs        nist "SI-4", cce "CCE-1"
refs        nist "SI-7"

/* L1.4 Statements need no separators, and line breaks mean nothing. // this stands in a comment
   A second line. */
import "parts/shared.mps" as shared sha256'6a55e949fc5ae0c2ee52a40edef969cfb5a51c289c5b752e4dd452ac71745567'
import linux version 1.0     // L1.5
import "parts/base.mps" as base version 2.1 sha256'dbfa497aa65cb902d82668109eaa00080dcf4161ce841ca644ec9357890cc89d'

environment host : linux.host environment box : shared.box
level L1

rule "one-line" one_line { title "t" level L1 require box.up }
rule
"many-lines"
many_lines
{
title
"t"
level
L1
require
box
.
up
}
// L1.8 Imported sets, functions, types and templates are used by their import's name; a parameter stands for its default.
set more of shared.word = { "a", "b" }
rule "set"       imported_set       { title "t" level L1 require box.word in shared.words and box.word in more }
rule "function"  imported_function  { title "t" level L1 require shared.is_up(box) }
rule "template"  imported_template  { level L1 use shared.up(box) }
rule "parameter" imported_parameter { title "t" level L1 require box.number == base.answer }
rule "library"   imported_library   { title "t" level L1 require linux.has_ipv6(host) }

// L1.11 One kind of name does not meet another: a level, a template, a fixture and a rule may share one.
template L1(b : shared.box) { title "t" require b.up }
rule "L1" L1 { level L1 use L1(box) }
fixture L1 { given box.up = true }

// L1.11 The order of declarations does not matter.
rule "later" uses_later { title "t" level L1 require box.number in later }
set later of int = { 41, 42 }

test "L1.4 layout means nothing" {
    given fixture L1
    expect "one-line" pass
    expect "many-lines" pass
}
test "L1.5 L1.6 L1.8 imports" {
    given box.up = true
    given box.word = "a"
    given box.number = 42
    given host.sysctl["net.ipv6.conf.all.disable_ipv6"].live = 0
    expect "set" pass
    expect "function" pass
    expect "template" pass
    expect "parameter" pass
    expect "library" pass
}
test "L1.11 names of different kinds, in any order" {
    given fixture L1
    given box.number = 42
    expect "L1" pass
    expect "later" pass
    expect level L1 unknown
}
