"""The AWS Common Runtime: says whom AWS takes it for, once for every line that it reads."""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

import awscrt
from awscrt import auth, http, io

BODY = b"Action=GetCallerIdentity&Version=2011-06-15"
where = os.environ["AWS_ENDPOINT_URL_STS"]
bootstrap = io.ClientBootstrap.get_or_create_static_default()
provider = auth.AwsCredentialsProvider.new_default_chain(bootstrap)


def ask():
    credentials = provider.get_credentials().result(60)
    request = http.HttpRequest("POST", "/", body_stream=None)
    request.headers.add("host", urllib.parse.urlsplit(where).netloc)
    request.headers.add("content-type", "application/x-www-form-urlencoded")
    import io as streams

    request.body_stream = streams.BytesIO(BODY)
    signing = auth.AwsSigningConfig(
        algorithm=auth.AwsSigningAlgorithm.V4,
        signature_type=auth.AwsSignatureType.HTTP_REQUEST_HEADERS,
        credentials_provider=auth.AwsCredentialsProvider.new_static(
            credentials.access_key_id, credentials.secret_access_key, credentials.session_token
        ),
        region=os.environ.get("AWS_REGION", "eu-west-2"),
        service="sts",
    )
    auth.aws_sign_request(request, signing).result(60)
    sent = urllib.request.Request(where, BODY, dict(request.headers), method="POST")
    try:
        with urllib.request.urlopen(sent, timeout=20) as answer:
            text = answer.read().decode()
    except urllib.error.HTTPError as refused:
        return {"ok": False, "error": refused.read().decode()}
    arn = text.split("<Arn>")[1].split("</Arn>")[0]
    return {"ok": True, "arn": arn, "key": credentials.access_key_id}


for _ in sys.stdin:
    try:
        said = ask()
    except Exception as failed:
        said = {"ok": False, "error": str(failed)}
    said["version"] = "aws-crt-python " + awscrt.__version__
    print(json.dumps(said), flush=True)
