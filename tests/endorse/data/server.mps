mps "Server" version 1.0.0 language 1
title "A server whose firmware is approved, or endorsed by its vendor when in range and fused"
import "board.mps" as b
environment board : b.board "the management controller" { layer hardware }
endorser silicon "the board's maker" {
    key thumbprint sha256'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
    may endorse board.certification, board.recovery, board.model, board.rating, board.tags
}
endorser updates "who signs updates" {
    key thumbprint sha256'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13'
    may endorse board.known_good, board.certification, board.tags
}
level L1 "Firmware is vouched for"
set approved of version dotted = { dotted'3.2.1', dotted'3.3.0' }
set sites of text = { "R7", "R8" }

endorsement serials by silicon "production boards" {
    when board.serial in 10000..19999 and board.svn >= 7
    when board.fused
    then board.certification = "R7 production board"
    then board.recovery includes "golden image"
}
endorsement late by silicon {
    when board.firmware > dotted'3.3.0' and board.address in ip'10.0.0.0/8'
    then board.recovery includes "second image"
}
endorsement platform by updates "depends on what the first adds" {
    when board.certification == "R7 production board"
    when board.flags & h'00ff' == h'0012' and board.model in sites
    then board.known_good = true
}
endorsement recalled by updates { when board.serial in 19000..19999  then board.certification = "recalled" }
endorsement rated by silicon { when "golden image" in board.recovery  then board.rating = 5 }

rule "1" firmware {
    title   "Ensure the firmware is approved, or its vendor vouches for it"
    level   L1
    require board.firmware in approved or (board.known_good else false)
}
rule "2" recovery { title "Ensure a protected recovery image exists"  level L1  require "golden image" in board.recovery }
rule "3" maker { title "Ensure the maker itself certified it"  level L1  require board.certification by silicon == "R7 production board" }
rule "4" rating { title "Ensure the board is rated well"  level L1  require board.rating >= 5 }

fixture good {
    given board.serial = 12345
    given board.svn = 9
    given board.firmware = dotted'3.4.0'
    given board.flags = h'ff12'
    given board.address = ip'10.1.2.3'
    given board.model = "R7"
    given board.fused = true
}
test "vouched for" { given fixture good  expect "1" pass  expect "2" pass  expect "3" pass  expect "4" pass }
test "not fused" {
    given fixture good
    given board.fused is absent
    expect "1" unknown because "not decided"
    expect "2" fail
}
test "fuse not read" { given fixture good  given board.fused is unknown  expect "1" unknown  expect "2" unknown }
test "wrong flags" { given fixture good  given board.flags = h'0013'  expect "1" fail  expect "2" pass }
test "untrusted" { given fixture good  given endorser silicon untrusted  expect "1" unknown  expect "2" unknown  expect "3" unknown }
test "only updates untrusted" { given fixture good  given endorser updates untrusted  expect "1" unknown  expect "3" pass }
test "said so" { given board.firmware = dotted'1.0'  given board.known_good = true  expect "1" pass }
test "looked for" { given board.firmware = dotted'1.0'  given board.known_good is absent  expect "1" fail }
test "given over endorsed" { given fixture good  given board.certification = "something else"  expect "1" fail  expect "3" unknown }
test "conflict" {
    given fixture good
    given board.serial = 19500
    expect "1" error because "conflict"
    expect "2" pass
    expect "3" pass
}
test "may be in conflict" {
    given fixture good
    given board.serial is unknown
    expect "1" unknown
}
