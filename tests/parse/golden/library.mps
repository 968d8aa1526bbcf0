library shapes version 1.0.0 language 1
title "Types of every shape"

type uid = int in 0..4294967295 unit id "user id"
type word = text
enum colour { "red", "green" } "two of them"
enum state open { "on", "off", }

record list "a type may be named like a word of the grammar" {
    a          : text
    b?         : int in 1..6 unit day "prose"
    c as "c-c" : list of text
    d? as "d"  : map of text to set of digest known words
    e          : version dpkg
    f          : text in { "x", "y" }
    g          : int in 0..
    h          : int in limits
    i          : digest endorsed
    j          : digest either volatile "both"
    unit       : text unit unit
    corim      : int corim svn of "bios" "prose"
    k          : digest corim register["pcr0"] of uuid "31fb5abf-023e-4992-aa4e-95f9c1503bfa" either
    l          : digest corim register[3] of 7
    in         : bool
    rule : text  level? : text
    all        : other.type
}
record empty open {}
schema host open "an environment's" { os : list of map of uid to list }
