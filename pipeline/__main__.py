"""``python -m pipeline`` is ``zh-extract``."""

from pipeline.cli import main

main()
