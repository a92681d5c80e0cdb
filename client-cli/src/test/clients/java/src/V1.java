import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import com.amazonaws.util.VersionInfoUtils;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.atomic.AtomicReference;

/** The AWS SDK for Java v1: says whom AWS takes it for, once for every line that it reads. */
class V1 {

  private static final AtomicReference<String> KEY = new AtomicReference<>("");

  /** Looks which key a request is signed with. */
  static final class Watch extends RequestHandler2 {
    @Override
    public void afterResponse(Request<?> request, Response<?> response) {
      String signed = request.getHeaders().getOrDefault("Authorization", "");
      KEY.set(signed.replaceAll(".*Credential=([A-Z0-9]+)/.*", "$1"));
    }
  }

  void main() throws Exception {
    // Java's own idea of the home is not the variable's, and this SDK looks for its files there.
    System.setProperty("user.home", System.getenv("HOME"));
    System.setProperty("aws.java.v1.disableDeprecationAnnouncement", "true");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    AWSSecurityTokenService sts =
        AWSSecurityTokenServiceClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL_STS"), "eu-west-2"))
            .withRequestHandlers(new Watch())
            .build();
    while (lines.readLine() != null) {
      try {
        String arn = sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn();
        say("\"ok\":true,\"arn\":\"" + arn + "\",\"key\":\"" + KEY.get());
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
    IO.println("{" + members + "\",\"version\":\"aws-sdk-java " + VersionInfoUtils.getVersion() + "\"}");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", " ");
  }
}
