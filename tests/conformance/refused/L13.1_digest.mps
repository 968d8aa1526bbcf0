// refused: MPS0723 at 4
// L13.1 The definition digest is compared.
tailor "Site" version 1.0.0
    of "Box" version 1.0.0 sha256'0000000000000000000000000000000000000000000000000000000000000000'
    language 1

