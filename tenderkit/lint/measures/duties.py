"""Who is bound and who may: joint duties (I05), discretion (I06), penalties against incentives (I07), and the balance.

The asymmetry of duties (I04) stands among the `counts`.
"""

from __future__ import annotations

from tenderkit.lint.balance import Balance


def joint_share(counted: Balance) -> float | None:
    """I05: of the sentences that bind a party, the share that binds both together, 0 to 1; None without any.
    Source: domain dossier 1.4, 1.8."""
    return round(counted.joint_share, 2) if sum(counted.duties.values()) else None


def discretion(counted: Balance) -> float | None:
    """I06: (rights of the client - rights of the supplier) / (both), -1 to 1; 1 is all for the client. None without rights.
    Source: domain dossier 1.8, 5.4."""
    client, supplier = counted.rights["client"], counted.rights["supplier"]
    return round((client - supplier) / (client + supplier), 2) if client + supplier else None


def penalties_per_incentive(counted: Balance) -> float | None:
    """I07: sentences with a penalty for each with an incentive. Without any incentive the number of penalties: a ratio to
    nothing has no figure, and that is the case to see. None without either. Source: domain dossier 1.4, 1.8."""
    penalties, incentives = len(counted.penalties), len(counted.incentives)
    return round(penalties / max(incentives, 1), 1) if penalties or incentives else None
