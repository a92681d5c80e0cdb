"""Runs a command once for every line that it reads: for clients that are programs of their own.

Usage: once.py HOW-TO-ASK-ITS-VERSION COMMAND...
"""

import json
import re
import subprocess
import sys

asked = sys.argv[1].split()
told = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
version = asked[0].rsplit("/", 1)[-1] + " " + re.search(r"\d+\.\d+\.\d+", told).group()
for _ in sys.stdin:
    run = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    said = {"version": version, "ok": run.returncode == 0}
    if run.returncode == 0:
        said["arn"] = run.stdout.strip()
    else:
        said["error"] = (run.stderr + run.stdout).strip()
    print(json.dumps(said), flush=True)
