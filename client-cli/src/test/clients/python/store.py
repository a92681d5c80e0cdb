"""The Rust crate object_store, which is in Polars and Delta Lake: lists a bucket, once for every line that it
reads.
"""

import json
import os
import sys

import obstore
from obstore.store import S3Store

store = None
for _ in sys.stdin:
    try:
        if store is None:
            # It knows metadata by an option of its own, and asks an address beyond this machine without one.
            metadata = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9")
            settings = {"endpoint": os.environ["BUCKETS"], "region": "eu-west-2", "metadata_endpoint": metadata}
            store = S3Store(
                os.environ["BUCKET"], config=settings, client_options={"allow_http": True},
                retry_config={"max_retries": 1},
            )
        list(obstore.list(store))
        said = {"ok": True}
    except Exception as failed:
        said = {"ok": False, "error": str(failed).split("\n\n")[0]}
    said["version"] = "obstore " + obstore.__version__
    print(json.dumps(said), flush=True)
