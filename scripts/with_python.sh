#!/bin/sh
# Run a module of ours with a Python that can make a virtual environment, or say plainly what is missing.
#   sh scripts/with_python.sh scripts.run --port 8000
set -eu
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

without_venv=""
for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
    command -v "$python" >/dev/null 2>&1 || continue
    new_enough "$python" || continue
    if can_make_venv "$python"; then exec "$python" -m "$@"; fi
    without_venv=$python
done

if [ -n "$without_venv" ]; then
    cat >&2 <<MESSAGE
Handrail cannot start yet: $without_venv is here, but its venv module is missing.
  Debian or Ubuntu:  sudo apt-get install python3-venv
Then run the same command again.
MESSAGE
else
    cat >&2 <<MESSAGE
Handrail cannot start yet: it needs Python 3.11 or later, and none was found.
  Debian or Ubuntu:  sudo apt-get install python3 python3-venv
  macOS:             brew install python
If Python is somewhere unusual, name it:  make run PYTHON=/where/it/is/python3
MESSAGE
fi
exit 1
