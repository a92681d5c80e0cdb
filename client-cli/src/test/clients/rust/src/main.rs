//! The AWS SDK for Rust: says whom AWS takes it for, once for every line that it reads.

use aws_config::BehaviorVersion;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::error::Error;
use std::sync::{Arc, Mutex};

/// The version of aws-config that Cargo.toml asks for.
const SDK: &str = "1.13.0";

/// Looks which key a request is signed with.
#[derive(Debug, Clone, Default)]
struct Watch(Arc<Mutex<String>>);

#[dyn_dispatch_hint]
impl Intercept for Watch {
    fn name(&self) -> &'static str {
        "Watch"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let signed = context.request().headers().get("authorization").unwrap_or_default();
        let key = signed.split("Credential=").nth(1).and_then(|rest| rest.split('/').next());
        *self.0.lock().unwrap() = key.unwrap_or_default().to_string();
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // Nothing here speaks TLS, which would take minutes to compile.
    let http = aws_smithy_http_client::Builder::new().build_http();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let watch = Watch::default();
    let client = aws_sdk_sts::Client::from_conf(
        aws_sdk_sts::config::Builder::from(&config).interceptor(watch.clone()).build(),
    );
    for _ in std::io::stdin().lines() {
        match client.get_caller_identity().send().await {
            Ok(identity) => say(&format!(
                "\"ok\":true,\"arn\":\"{}\",\"key\":\"{}\"",
                identity.arn().unwrap_or_default(),
                watch.0.lock().unwrap()
            )),
            Err(failed) => {
                let mut texts = vec![failed.to_string()];
                let mut cause = failed.source();
                while let Some(each) = cause {
                    texts.push(each.to_string());
                    cause = each.source();
                }
                let text = texts.join("\n").replace('\\', "\\\\").replace('"', "\\\"");
                say(&format!("\"ok\":false,\"error\":\"{}\"", text.replace('\n', "\\n")));
            }
        }
    }
}

fn say(members: &str) {
    println!("{{{members},\"version\":\"aws-config {}\"}}", SDK);
}
