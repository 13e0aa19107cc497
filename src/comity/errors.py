"""What can go wrong, as one tree.

::

    ComityError                     exit code 1
    ├── InputError                  exit code 2: what the user gave cannot be used
    │   ├── PageError               a page or archive that cannot be read (the others still are)
    │   ├── QuestionError           an unknown state, a bad date, an unknown event
    │   └── RecordError             a line of a JSON-lines file that does not fit its contract
    ├── LedgerError                 exit code 3: the ledger cannot be opened, read or written
    │   └── LedgerVersionError      written by a newer Comity
    ├── OntologyError               exit code 4: a YAML file of ours, or an analyst's, is wrong
    └── ModelError                  exit code 4: the judge's model is missing or damaged, or a coder unknown

Every message says what failed, why, and what to do next, and names the file, page or row.
"""


class ComityError(Exception):
    """The root of all errors that Comity raises on purpose."""

    exit_code = 1


class InputError(ComityError):
    """What the user gave cannot be used."""

    exit_code = 2


class PageError(InputError):
    """A page or an archive that cannot be read."""


class QuestionError(InputError):
    """A question that has no meaning here: an unknown state, a bad date, an unknown event."""


class RecordError(InputError):
    """A line of a JSON-lines file that does not fit its contract."""


class LedgerError(ComityError):
    """The ledger cannot be opened, read or written."""

    exit_code = 3


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer Comity than this one."""


class OntologyError(ComityError):
    """An ontology, lexicon or actor file is wrong."""

    exit_code = 4


class ModelError(ComityError):
    """The judge's model is missing or damaged, or no coder has the name that was asked for."""

    exit_code = 4


class ComityWarning(UserWarning):
    """Something is amiss, but there is a way on that was taken; the message says which."""
