"""Pages: what was read, and the article in it.

`read` gives pages from files, folders, archives and feeds, `count` says how many; `clean` makes documents
of them.
"""

from comity.pages.document import Dater, Dating, clean
from comity.pages.failures import ERRORS, Failure
from comity.pages.readers import count, read

__all__ = ["ERRORS", "Dater", "Dating", "Failure", "clean", "count", "read"]
