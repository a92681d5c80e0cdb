// The AWS SDK for JavaScript v3: says whom AWS takes it for, once for every line that it reads.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { version } = createRequire(import.meta.url)("@aws-sdk/client-sts/package.json");
const client = new STSClient({});
let key = "";
client.middlewareStack.add(
  (next) => (step) => {
    key = /Credential=([A-Z0-9]+)\//.exec(step.request.headers.authorization)[1];
    return next(step);
  },
  { step: "finalizeRequest", priority: "low" },
);

function everything(failed) {
  const texts = [];
  for (let each = failed; each; each = each.cause) {
    texts.push(each.message);
  }
  return texts.join("\n");
}

for await (const _ of createInterface({ input: process.stdin })) {
  let said;
  try {
    const identity = await client.send(new GetCallerIdentityCommand({}));
    said = { ok: true, arn: identity.Arn, key };
  } catch (failed) {
    said = { ok: false, error: everything(failed) };
  }
  console.log(JSON.stringify({ ...said, version: `client-sts ${version}` }));
}
