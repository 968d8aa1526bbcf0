tests of "another.mps" language 1
test "t" { given e.a = 1 expect "1" pass }
