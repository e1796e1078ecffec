"""硅巷看板: a district dashboard read from five public documents."""

import sys

# before any module that an older one cannot read
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("硅巷看板要 Python 3.11 或更新的版本；现在用的是 %d.%d" % sys.version_info[:2])  # noqa: UP031
