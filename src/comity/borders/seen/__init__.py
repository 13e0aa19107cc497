"""What public snapshots showed: layer 1 of the visa record, built from the files as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.lazily import exported

if TYPE_CHECKING:
    from comity.borders.seen.importing import Report, import_record

__all__ = ["Report", "import_record"]

# Reading the record needs none of what builds it.
__getattr__ = exported(__name__, {"Report": "importing", "import_record": "importing"})
