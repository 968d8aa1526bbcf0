"""The tables of bench.py."""

STRICT, LAX = "anchor, strict", "anchor, lax"


def number(value):
    return "-" if value is None else f"{value:,.1f}" if value < 1000 else f"{value:,.0f}"


def ratio(a, b):
    return f"{a / b:.2f}" if a is not None and b else "-"


def print_rows(size, engines):
    """Microseconds and ratios of one size; the ratios are to the strict anchor and, behind it, to the lax one."""
    print(f"\n{size} rules, microseconds; ratios to the strict (lax) anchor")
    print(f"{'engine':22} {'compile':>12} {'decoded input':>14} {'x':>7} {'text to verdicts':>17} {'x':>7} {'(x)':>8}")
    strict, lax = engines[STRICT].best, engines[LAX].best
    for name, engine in engines.items():
        best = engine.best
        if best is None:
            print(f"{name:22} {engine.why_not}")
            continue
        both = best["eval_parse_us"]
        print(f"{name:22} {number(best.get('compile_us')):>12} {number(best['eval_us']):>14} {ratio(best['eval_us'], strict['eval_us']):>7} "
              f"{number(both):>17} {ratio(both, strict['eval_parse_us']):>7} {'(' + ratio(both, lax['eval_parse_us']) + ')':>8}")


def print_stages(stages):
    if not stages:
        print("\nstages: mps_stages is not built (libbenchmark-dev)")
        return
    print("\nstages, 250 rules, microseconds of processor time")
    for name, micros in stages.items():
        print(f"{name:36} {number(micros):>12}")


def print_token(token):
    print("\nevidence to a CWT signed with ES256, 250 rules, microseconds; x: to anchor + SHA-256 of the claim set + one signature")
    for name in ("anchor", "hash", "sign", "floor", "cwt", "cwt-jit"):
        print(f"{name:22} {number(token[name]):>12} {ratio(token[name], token['floor']) if name.startswith('cwt') else '':>7}")


def targets(results):
    """(what, measured ratio or time, target, unit) for each row that this run can tell."""
    at = lambda size, engine, what: (results.get(size, {}).get(engine) or {}).get(what)
    over = lambda a, b: a / b if a is not None and b else None
    strict = lambda size, what: at(size, STRICT, what)
    s = results.get("stages", {})
    yield "strict anchor to lax anchor, 250 rules", over(strict(250, "eval_parse_us"), at(250, LAX, "eval_parse_us")), 1.6, "x"
    for engine, target in (("mps jit", 1.1), ("mps aot", 1.1), ("mps interpreter", 2.0), ("mps cbor", 0.8), ("mps cbor-jit", 0.8)):
        yield f"250 rules, text to verdicts, {engine}", over(at(250, engine, "eval_parse_us"), strict(250, "eval_parse_us")), target, "x"
    for engine, target in (("mps jit", 1.5), ("mps aot", 1.5), ("mps interpreter", 8.0)):
        yield f"250 rules, decoded input, {engine}", over(at(250, engine, "eval_us"), strict(250, "eval_us")), target, "x"
    yield "2,500 rules, text to verdicts, mps jit", over(at(2500, "mps jit", "eval_parse_us"), strict(2500, "eval_parse_us")), 1.0, "x"
    yield "source to ready, interpreter / ANTLR alone", over(s.get("source to ready"), s.get("antlr alone")), 1.5, "x"
    ready = at(250, "mps jit", "jit_cpu_us")
    yield "native code ready at O1, processor time", ready / 1000 if ready else None, 100.0, "ms"
    image = [s.get(k) for k in ("load image", "prepare a program", "decode JSON", "judge, interpreter")]
    yield "image to first verdict, interpreter", sum(image) / 1000 if all(image) else None, 1.0, "ms"
    token = results.get("token") or {}
    for engine, name in (("interpreter", "cwt"), ("jit", "cwt-jit")):
        yield f"evidence to CWT / anchor + hash + signature, {engine}", over(token.get(name), token.get("floor")), 1.4, "x"
    ima = results.get("ima") or {}
    yield "IMA list, 100,000 against 500,000", over(ima.get("mps_s"), ima.get("anchor_s")), 1.1, "x"
    batch = results.get("batch") or {}
    yield "batch, two cores to one (more is better)", over(batch.get("one_s"), batch.get("two_s")), 1.8, "x"


def print_targets(results):
    print(f"\n{'target':54} {'measured':>10} {'wanted':>10}")
    for what, measured, target, unit in targets(results):
        met = "" if measured is None else "met" if (measured >= target if "more is better" in what else measured <= target) else "NOT MET"
        print(f"{what:54} {'-' if measured is None else f'{measured:.2f}':>8} {unit:2} {target:8.1f} {unit:2} {met}")
