"""DuckDB with its extensions aws and httpfs: reads an object, once for every line that it reads."""

import json
import os
import pathlib
import sys
import urllib.parse

import duckdb

where = urllib.parse.urlsplit(os.environ["BUCKETS"])
database = None


def open_database():
    opened = duckdb.connect()
    # They come as packages of their own, because DuckDB would fetch them from a server of its own.
    packages = pathlib.Path(duckdb.__file__).parents[1]
    for extension in ("httpfs", "aws"):
        file = next(packages.glob(f"duckdb_ext/extensions/*/*/{extension}.duckdb_extension"))
        opened.load_extension(str(file))
    opened.sql(
        "CREATE SECRET bucket (TYPE s3, PROVIDER credential_chain, REFRESH auto, REGION 'eu-west-2',"
        f" ENDPOINT '{where.netloc}', URL_STYLE 'path', USE_SSL false)"
    )
    return opened


for _ in sys.stdin:
    try:
        if database is None:
            database = open_database()
        database.sql(f"SELECT content FROM read_text('s3://{os.environ['BUCKET']}/greeting.txt')").fetchall()
        said = {"ok": True}
    except Exception as failed:
        said = {"ok": False, "error": str(failed)}
    said["version"] = "duckdb " + duckdb.__version__
    print(json.dumps(said), flush=True)
