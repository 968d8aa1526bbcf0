endorsements "vendor-2026" version 1.0.0
    of "Base" version 3.1.0 sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
    language 1
endorsement recovery by vendor "a second image" {
    when board.serial in 30000..39999 and board.firmware >= dotted'3.3.0'
    then board.recovery includes "second image, A/B"
}
