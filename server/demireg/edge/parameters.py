"""Parameters of an address: each may stand once, and a route may refuse those that it does not take."""

from collections.abc import Mapping

from fastapi import Request

from demireg.domain.errors import BadParameter
from demireg.services.importing.characters import shortened


def once(request: Request) -> Mapping[str, str]:
    """Return the parameters of a request by name. Raises BadParameter when a name stands twice."""
    given = request.query_params
    repeated = sorted({key for key in given if len(given.getlist(key)) > 1})
    if repeated:
        raise BadParameter(f"'{shortened(repeated[0])}' is given more than once; there is one value of each name.")
    return given


class Only:
    """A dependency of a route that takes these parameters, each once, and no other."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __call__(self, request: Request) -> None:
        """Look at a request. Raises BadParameter for a name that is not taken or that stands twice."""
        for name in once(request):
            if name not in self._names:
                raise BadParameter(
                    f"There is no parameter '{shortened(name)}' here; there are {', '.join(self._names)}."
                )
