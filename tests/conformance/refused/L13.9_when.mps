// refused: MPS0169 at 6
// L13.9 L12.1 A waiver has no condition in language 1.
tailor "Site" version 1.0.0
    of "Box" version 1.0.0 sha256'8fbcf19ccf50e18cd0580de37d0edb14a0f68e4e563d0b7cc96610ebe72ea1c9'
    language 1
waive "1" until 2027-01-01 because "old" approved "board" when e.up
