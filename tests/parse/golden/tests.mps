tests of "definition.mps" language 1
note "in a file of their own"
import linux version 1.0
fixture f { given a.b = 1 }
test "t" {
    given fixture f
    given collected(a["k"]) = 2026-01-01
    given nonce(a) is absent
    given list = [ { name = "root", uid = 0 }, { name = "b", opts = { "k" : "v" } } ]
    expect "1" notapplicable
}
