"""Pages: what was read, and the article in it.

`read` gives pages from files, folders, archives and feeds; `clean` makes documents of them.
"""

from comity.pages.document import Dater, Dating, clean
from comity.pages.failures import ERRORS, Failure
from comity.pages.readers import read

__all__ = ["ERRORS", "Dater", "Dating", "Failure", "clean", "read"]
