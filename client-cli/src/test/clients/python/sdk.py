"""boto3: says whom AWS takes it for, once for every line that it reads."""

import json
import re
import sys

import boto3
import botocore

used = {}


def watch(request, **_):
    authorization = request.headers["Authorization"]
    if isinstance(authorization, bytes):
        authorization = authorization.decode()
    used["key"] = re.search("Credential=([A-Z0-9]+)/", authorization).group(1)


client = None
for _ in sys.stdin:
    used.clear()
    try:
        if client is None:
            client = boto3.client("sts")
            client.meta.events.register("before-send.sts", watch)
        said = {"ok": True, "arn": client.get_caller_identity()["Arn"], "key": used["key"]}
    except Exception as failed:
        said = {"ok": False, "error": str(failed)}
    said["version"] = "botocore " + botocore.__version__
    print(json.dumps(said), flush=True)
