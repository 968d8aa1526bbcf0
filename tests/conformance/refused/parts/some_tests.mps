tests of "x.mps" language 1
