"""How long processors have worked: what a bound may rest on where the machine is busy with other tests."""

import resource

OURS, CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def seconds(who: int) -> float:
    """Return the seconds that processors have worked for this process, or for those of its children that ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime
