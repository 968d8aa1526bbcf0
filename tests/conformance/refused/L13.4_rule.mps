// refused: MPS0601 at 6
// L13.4 Rules of the base only.
tailor "Site" version 1.0.0
    of "Box" version 1.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1
drop "4" because "x"
