import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK for Java v2: says whom AWS takes it for, once for every line that it reads. */
class WhoAmI {

  private static final AtomicReference<String> KEY = new AtomicReference<>("");

  /** Looks which key a request is signed with. */
  static final class Watch implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes ignored) {
      context
          .httpRequest()
          .firstMatchingHeader("Authorization")
          .ifPresent(signed -> KEY.set(signed.replaceAll(".*Credential=([A-Z0-9]+)/.*", "$1")));
    }
  }

  void main() throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    StsClient sts =
        StsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(settings -> settings.addExecutionInterceptor(new Watch()))
            .build();
    while (lines.readLine() != null) {
      try {
        say("\"ok\":true,\"arn\":\"" + sts.getCallerIdentity().arn() + "\",\"key\":\"" + KEY.get());
      } catch (Exception failed) {
        StringBuilder error = new StringBuilder();
        for (Throwable each = failed; each != null; each = each.getCause()) {
          error.append(each.getMessage()).append('\n');
        }
        say("\"ok\":false,\"error\":\"" + escape(error.toString().strip()));
      }
    }
  }

  private static void say(String members) {
    IO.println("{" + members + "\",\"version\":\"aws-sdk-java " + VersionInfo.SDK_VERSION + "\"}");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", " ")
        .replace("\r", "");
  }
}
