"""`python -m tests.bench [NAME…]`: one JSON line a benchmark on stdout, progress on stderr.

A new benchmark is a function that returns a `Result`, in a module of its own, and one row of `BENCHMARKS`.
"""

from __future__ import annotations

import argparse
import inspect
import sys
import time
import traceback
from collections.abc import Sequence

from tests.bench import bank, boards, idle_message, judging, reaction
from tests.bench.common import Benchmark, line, progress

BENCHMARKS = (
    Benchmark("reaction", reaction.measure),
    Benchmark("idle-message", idle_message.measure),
    Benchmark("judge", judging.measure),
    Benchmark("judge-hostile", judging.measure_hostile),
    Benchmark("judge-memory", judging.measure_memory),
    Benchmark("draw-sqlite", bank.measure_draw_sqlite),
    Benchmark("draw-postgresql", bank.measure_draw_postgresql),
    Benchmark("publish", bank.measure_publish),
    Benchmark("startup", bank.measure_startup),
    Benchmark("page-sqlite", boards.measure_page_sqlite),
    Benchmark("page-postgresql", boards.measure_page_postgresql),
    Benchmark("profile-sqlite", boards.measure_profile_sqlite),
    Benchmark("profile-postgresql", boards.measure_profile_postgresql),
    Benchmark("award-sqlite", boards.measure_award_sqlite),
    Benchmark("award-postgresql", boards.measure_award_postgresql),
)


def main(args: Sequence[str] | None = None) -> int:
    """Run the benchmarks named, or all; returns 1 where one of them could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure; one JSON line a benchmark.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks to run; all where none is named")
    parser.add_argument("--list", action="store_true", help="name the benchmarks instead of running them")
    options = parser.parse_args(args)
    known = [benchmark.name for benchmark in BENCHMARKS]
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are {', '.join(known)}")
    if options.list:
        sys.stdout.writelines(f"{benchmark.name}\t{_about(benchmark)}\n" for benchmark in BENCHMARKS)
        return 0
    chosen = [benchmark for benchmark in BENCHMARKS if not options.names or benchmark.name in options.names]
    measured = [_run(benchmark) for benchmark in chosen]
    return 0 if all(measured) else 1


def _run(benchmark: Benchmark) -> bool:
    """Measure and print; where that fails say why on stderr, so that the others still run."""
    progress(f"{benchmark.name}: {_about(benchmark)}")
    began = time.monotonic()
    try:
        result = benchmark.measure()
    except Exception:  # noqa: BLE001 (any fault of one benchmark, and the trace is shown)
        progress(traceback.format_exc())
        return False
    sys.stdout.write(line(benchmark.name, result) + "\n")
    sys.stdout.flush()
    progress(f"{benchmark.name}: took {time.monotonic() - began:.0f} s")
    return True


def _about(benchmark: Benchmark) -> str:
    """The first line of the benchmark's docstring."""
    return (inspect.getdoc(benchmark.measure) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
