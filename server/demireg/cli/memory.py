"""Keep the serving process from taking the whole machine's memory."""

import sys

from demireg.cli.terminal import say

_MEGABYTE = 1 << 20


def limit_memory(megabytes: int) -> None:
    """Have the kernel refuse this process more than so many megabytes of data; 0 sets no limit.

    What asks for more ends: within Python with a MemoryError, within the store's engine with the process. Address
    space that is only reserved, as for the stacks of threads, is mostly not counted.
    """
    if megabytes == 0:
        return
    if sys.platform != "linux":
        say("Memory is not limited on this system: a query that takes too much can exhaust the machine.")
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = megabytes * _MEGABYTE
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
