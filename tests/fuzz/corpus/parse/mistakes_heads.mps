mps "T" version 1.0.0 language 1
rule "1" a {
// nothing here
policy "T" version 1.0 language 1
rule "1" a { require true }
libary linux version 1.0 language 1
rule "1" a { require host.a == 1 }
rule "2" b { requires true }
mps "T" version 1.0
title "x"
mps "T" version 1.0
mps "T" version 1.0 language 2
mps "T" version "1.0" language 1
mps "T" version 1.0.0-rc1 language 1
mps "T" version v1.0 language 1
library "linux" version 1.0 language 1
mps "T" language 1
mps "U" version 1.0.0 language 1
rule "1" a { require true }
supersedes "T" version 0.9
rule "1" a { require true }
title "a"
title "b"
tests of "x.mps" language 1
rule "1" a { require true }
param x : int = 3
waive "1" until 2027-01-01 because "x" approved "y"
drop "1" because "x"
param p = 3
endorsements "e" version 1.0 of "d" version 1.0 sha256'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' language 1
rule "1" a { require true }
}
