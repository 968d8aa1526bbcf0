tailor "Site" version 1.2.0
    of "Base" version 1.1.0 sha256'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
    language 1
title "At our site"
param tries = 3
param ports = { 22, 443 } because "web"
waive "1.1" until 2027-01-01 because "legacy" approved "board" ticket "R-1"
waive "1.2" until 2026-12-15T12:00:00Z because "x" approved "ciso" when host.arch == "amd64"
drop "1.3" because "no desktop"
test "t" { given now = 2027-01-01  expect "1.1" fail }
