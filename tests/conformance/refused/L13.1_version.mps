// refused: MPS0720 at 4
// L13.1 The version is the one that was written.
tailor "Site" version 1.0.0
    of "Box" version 2.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1

