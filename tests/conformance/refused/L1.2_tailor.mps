// refused: MPS0703 at 3
// L1.2 L12.1 Tailorings are refused by name.
tailor "T" version 1.0.0 of "B" version 1.0.0 sha256'0000000000000000000000000000000000000000000000000000000000000000' language 1
drop "1" because "x"
