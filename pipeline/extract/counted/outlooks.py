"""What stands before a measure whose figure is none of what was: 预计营收, 目标产量, 原预计营收, 原目标."""

_AHEAD = ("预计", "目标")
_NO_MORE = "原"  # 由53亿元削减到42亿元: what was expected or held until then


def is_ahead(measure: str) -> bool:
    """Whether it is expected or aimed at."""
    return measure.startswith(_AHEAD)


def is_actual(measure: str) -> bool:
    """Whether it is neither expected nor aimed at, and no longer what it was before."""
    return not measure.startswith((*_AHEAD, _NO_MORE))
