"""Several checks at once in a process that has checked nothing yet say the same as one alone, then and ever after."""

import subprocess
import sys
from pathlib import Path

STUDY = Path(__file__).parents[1] / "shapes" / "study.ttl"
#: Prints the rules that are broken, thread by thread, and then as one thread alone finds them.
AT_ONCE = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from rdflib import Graph
from demireg.services.validating import shapes_graph, violated

sys.setswitchinterval(1e-6)
shapes, text, start = shapes_graph(), open(sys.argv[1]).read(), threading.Barrier(4)

def rules():
    data = Graph().parse(data=text, format="turtle")
    return " ".join(sorted(result.rule for result in violated(data, shapes)))

def together(_):
    start.wait()
    return rules()

with ThreadPoolExecutor(4) as pool:
    print(*pool.map(together, range(4)), rules(), sep="\\n")
"""


def test_four_checks_at_once_in_a_fresh_process_say_what_one_says() -> None:
    said = subprocess.run([sys.executable, "-c", AT_ONCE, str(STUDY)], capture_output=True, text=True, check=True)
    *together, alone = said.stdout.splitlines()
    assert together == [alone] * 4
