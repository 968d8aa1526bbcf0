mps "L5-same-claim" version 1.0.0 language 1
title "Two kinds of question about one claim of the members: each has its own answer, whichever is asked first"
record user { name : text  uid : int }
schema values { users : list of user }
environment e : values
level L1
rule "1" any_of { title "t" level L1 require any u in e.users : u.name in { "a", "b" } }
rule "2" one_   { title "t" level L1 require one u in e.users : u.name == "a" }
rule "3" one_of { title "t" level L1 require one u in e.users : u.name in { "a", "b" } }
test "L5.12 two that fit" {
    given e.users = [ { name = "a" }, { name = "a" }, { name = "c" } ]
    expect "1" pass  expect "2" fail  expect "3" fail
}
test "L5.12 one that fits, another in error" {
    given e.users = [ { name = "a" }, { name = "c" } ]  given e.users[1].name is error
    expect "1" pass  expect "2" error  expect "3" error
}
test "L5.12 none that fits" { given e.users = [ { name = "c" } ]  expect "1" fail  expect "2" fail  expect "3" fail }
