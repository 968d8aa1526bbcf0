mps "T" version 1.0.0 language 1
rule "1" a {
    require host.a == 1 && host.b == 2
    require host.a == 1||host.b == 2
    require !host.a and !(host.b)
    title "x";
    require host.a;
# what people write in shell
rule "1" a { require true }
    require host.a <> 1
    require host.a =< 1
    require host.b => 1
    require host.a === 1 and host.b !== 2
    require host.a =~ re'x'
    require host.a ≤ 1 ∧ host.b ≠ 2
    require host.a * 2 == 4
    require host.b == 1
    require host.a / 2 == 4 or host.b % 2 == 0
    require host.a | host.b
    require host->a == 1
    require host.a in 1...3
param n : int := 3
    require host.a == 007
    require f.mode within 0888
    require host.a == 12abc
    require now - host.t <= 90d
    require host.a == 1_000
    require 2fa.on
    require host.a == 0x1F
    require host.a >= 1.5
    require host.a >= 1.5e3
    require host.version >= 1.2.3
    require host.a == 9223372036854775808
    require host.t == 99999999999999999 days
    require host.a == -9223372036854775808 and host.b = 1
    require now < 2027-01-01T12:00:00+01:00
    require now < 2027-01-01T12:00
    require now < 2027-01-01t12:00:00z
    require now < 2027-02-30
    require now < 2027-02-28T25:00:00Z
    require host.größe == 1
    require host.a == 1
    require $host.a == 1
    require host.b == `x`
    require host@example == 1
    require a \
        and b
/* what a fine day
rule "1" a { require true }
}
