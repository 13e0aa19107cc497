"""Events: mentions of one happening, in any number of documents, become one event.

`merge` gives the events; `contradictions` lists where the evidence of one event disagrees.
"""

from comity.events.dispute import contradictions
from comity.events.merging import merge
from comity.events.sources import Sources
from comity.records import Contradiction

__all__ = ["Contradiction", "Sources", "contradictions", "merge"]
