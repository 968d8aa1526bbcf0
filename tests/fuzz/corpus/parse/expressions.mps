mps "E" version 1 language 1
define literals = [ true, false, 0, -7, "text", h'00ff', b64'AAE=', sha1'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    re'it''s', glob'/etc/*', ip'10.0.0.1', ip'2001:db8::/32', 0640, 01777, dpkg'1:2-3', rpm'1-2', semver'1.2.3-rc.1', dotted'1.2',
    2027-01-01, 2027-01-01T12:00:00Z, 90 days, 1 week, -5 seconds, ]
define texts = { "a\"b\\c\n\t\r\u{e9}", "é", """one line""", """
    two
      lines
    """, """
    no break at the end""" }
define compare = [ a == 1, a != 1, a < 1, a <= 1, a > 1, a >= 1, a in s, a not in s, a in 1..9, a in x.lo..x.hi + 1, m within 0640,
    t matches re'x', t contains "x", t starts with "x", t ends with "x", c is present, c is absent ]
define logic = [ a and b and c, a or b, (a and b) or c, not a, not f(x), not (a == 1), not a.b["c"] and d ]
define sums = [ a + b - c, a - 1, a -1, now - t <= 90 days, f.mode & 01000 == 01000, (a else 0) + 1 ]
define absent = (host.a["b"].c else -1) >= 1
define quantifiers = [ (all x in c : x.ok), (any x in c where x.on : x.ok), (no k, v in m : v), (one u in { "a", "b" } : in_use(u)),
    (distinct u in us : u.uid), (all u in us : any g in gs : g.gid == u.gid) ]
define counts = [ count(c), count(x in c where x.ok), count(k, v in m where v == 1), count((c else [])) ]
define braces = [ {}, { 1 }, { 1, 2, }, { a = 1 }, { in = 1, rule = 2, }, { "k" : 1 }, { "k" : 1, "l" : 2, }, { u.name for u in us where u.uid == 0 },
    { k for k, v in m } ]
define paths = [ a.b.c, a["k"].all.in.count, a[i][j], f(), f(1, name = 2,), linux.installed(host, "x"), board.svn by vendor, (a)[1] ]
// every word of the grammar that is not an operator may be a name
define rule = level + title + when + require + set + list + version
