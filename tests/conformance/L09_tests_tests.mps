tests of "L09_tests.mps" language 1
note "L9.1 A file of tests beside the definition is found by its name."
fixture more { given e.n = 1 }
test "L9.1 L9.4 fixtures of the definition and of this file" { given fixture two given fixture more expect "n" pass expect that e.rec.x == 1 }
