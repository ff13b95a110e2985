"""A toy whose posterior is known: what is shown is a sum of normal parameters, and so is the report's error."""

from __future__ import annotations

import numpy as np

from hinge.analysis.fit import Target

SLOPES = np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 0.3]])  # of 3 parameters on 2 targets
LUCK = 0.6  # standard deviation of one campaign about what its parameters give
TARGETS = (
    Target("first", "amount", 1.0, 0.3, 0.4),
    Target("second", "amount", -0.8, 0.3, 0.4),
)


def shown(z: np.ndarray, replicates: int, generator: np.random.Generator) -> np.ndarray:
    """What draws (n, 3) show in their replicates, (n, R, 2)."""
    luck = LUCK * generator.standard_normal((z.shape[0], replicates, len(TARGETS)))
    return (z @ SLOPES.T)[:, None, :] + luck


def posterior() -> tuple[np.ndarray, np.ndarray]:
    """Mean (3,) and covariance (3, 3) under standard normal priors, by hand.

    Luck of the campaign that was reported adds to the errors of report and model.
    """
    noise = np.diag([target.sd**2 + LUCK**2 for target in TARGETS])
    precision = np.eye(3) + SLOPES.T @ np.linalg.inv(noise) @ SLOPES
    covariance = np.linalg.inv(precision)
    reports = np.array([target.value for target in TARGETS])
    return covariance @ SLOPES.T @ np.linalg.inv(noise) @ reports, covariance
