"""A function that programs call -> the same with its arguments checked, and each failure said in a plain sentence."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError, validate_call

from corpus.errors import EvenhandError, QuestionError
from ui.failures import log_failure

Endpoint = Callable[..., dict[str, Any]]
# Makes the exception that carries a sentence to the caller, and the HTTP status that fits it.
ErrorOf = Callable[[str, int], Exception]

FAILED = "Something went wrong on the server, and there is no result. Please try again."
# The most faults that are told of one call, and entries of a list: each that is wrong takes a while to report.
_MOST, _MOST_ENTRIES = 5, 10_000


def with_plain_errors(endpoint: Endpoint, error_of: ErrorOf) -> Endpoint:
    """The endpoint with its arguments checked against their types, and each failure said in one plain sentence."""
    checked, signature = validate_call(endpoint), inspect.signature(endpoint)

    @wraps(endpoint)
    def call(*arguments: Any, **named: Any) -> dict[str, Any]:
        try:
            return checked(**_by_name(signature, arguments, named))
        except EvenhandError as error:
            raise error_of(str(error), HTTPStatus.BAD_REQUEST) from None
        except ValidationError as error:
            raise error_of(_faults(error), HTTPStatus.BAD_REQUEST) from None
        except Exception as error:  # noqa: BLE001 - a call is to a program what a turn is to a person
            log_failure(f"A call of {endpoint.__name__}", error)
            raise error_of(FAILED, HTTPStatus.INTERNAL_SERVER_ERROR) from None

    return call


def _by_name(signature: inspect.Signature, arguments: Sequence[Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """All arguments by name, so that an error names one even if it was given by position."""
    given = dict(zip(signature.parameters, arguments, strict=False)) | dict(named)
    if not given.keys() <= signature.parameters.keys():
        raise QuestionError(f"Only these arguments are known: {', '.join(signature.parameters) or 'none'}.")
    for name, value in given.items():
        if isinstance(value, list) and len(value) > _MOST_ENTRIES:
            raise QuestionError(f"{name} has {len(value):,} entries; send at most {_MOST_ENTRIES:,}.")
    return given


def _faults(error: ValidationError) -> str:
    """What is wrong with the arguments, without showing their values."""
    faults = error.errors(include_input=False, include_context=False, include_url=False)[:_MOST]
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults) + "."
