// The AWS SDK for JavaScript v2: says whom AWS takes it for, once for every line that it reads.
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
const AWS = require("aws-sdk");
const { createInterface } = require("node:readline");

const sts = new AWS.STS({ endpoint: process.env.AWS_ENDPOINT_URL_STS });

async function ask() {
  let key = "";
  try {
    const request = sts.getCallerIdentity();
    request.on("sign", () => {}).on("send", (response) => {
      key = /Credential=([A-Z0-9]+)\//.exec(response.request.httpRequest.headers.Authorization)[1];
    });
    return { ok: true, arn: (await request.promise()).Arn, key };
  } catch (failed) {
    const inner = failed.originalError ? "\n" + failed.originalError.message : "";
    return { ok: false, error: failed.message + inner };
  }
}

async function main() {
  for await (const _ of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify({ ...(await ask()), version: `aws-sdk ${AWS.VERSION}` }));
  }
}

main();
