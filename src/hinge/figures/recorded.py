"""What a picture is made from: one recorded arm, and the steps on which a share stands.

Rooms that only show things take both from here, so that they need not know how
results are analysed.
"""

from __future__ import annotations

from hinge.analysis.course import Course
from hinge.analysis.steps import EDGES, step_of

__all__ = ["EDGES", "Course", "step_of"]
