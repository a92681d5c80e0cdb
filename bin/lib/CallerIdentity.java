import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Asks AWS who the caller is, with whatever credentials the AWS SDK for Java finds by itself. */
class CallerIdentity {

  void main() {
    try (StsClient sts = StsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      IO.println(sts.getCallerIdentity().arn());
    }
  }
}
