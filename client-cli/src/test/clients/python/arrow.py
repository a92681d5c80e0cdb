"""Arrow, with the AWS SDK for C++ inside: lists a bucket, once for every line that it reads."""

import json
import os
import sys
import urllib.parse

import pyarrow
from pyarrow import fs

where = urllib.parse.urlsplit(os.environ["BUCKETS"])
bucket = None
for _ in sys.stdin:
    try:
        if bucket is None:
            bucket = fs.S3FileSystem(
                region="eu-west-2", scheme="http", endpoint_override=where.netloc, request_timeout=10,
                retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=1),
            )
        bucket.get_file_info(fs.FileSelector(os.environ["BUCKET"]))
        said = {"ok": True}
    except Exception as failed:
        said = {"ok": False, "error": str(failed)}
    said["version"] = "pyarrow " + pyarrow.__version__
    print(json.dumps(said), flush=True)
