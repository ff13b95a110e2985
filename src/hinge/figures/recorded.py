"""What a picture is made from: one recorded arm, and the step on which a share stands.

Rooms that only show things take both from here, so that they need not know how
results are analysed.
"""

from __future__ import annotations

from hinge.analysis.course import Course
from hinge.analysis.steps import step_of

__all__ = ["Course", "step_of"]
