// refused: MPS0724 at 3
// L13.5 The official name stays with the definition.
tailor "Box" version 1.0.0
    of "Box" version 1.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1

