// refused: MPS0702 at 3
// L14.10 A file of endorsements by itself.
endorsements "T" version 1.0.0 of "B" version 1.0.0 sha256'0000000000000000000000000000000000000000000000000000000000000000' language 1
endorsement a by b { then e.n = 1 }
