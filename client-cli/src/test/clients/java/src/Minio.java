import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** The MinIO client for Java: asks for a bucket, once for every line that it reads. */
class Minio {

  void main() throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    MinioClient client = null;
    while (lines.readLine() != null) {
      try {
        if (client == null) {
          Provider provider =
              System.getenv("AWS_ACCESS_KEY_ID") == null
                  ? new IamAwsProvider(System.getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT"), null)
                  : new AwsEnvironmentProvider();
          client =
              MinioClient.builder()
                  .endpoint(System.getenv("BUCKETS"))
                  .region("eu-west-2")
                  .credentialsProvider(provider)
                  .build();
        }
        client.bucketExists(BucketExistsArgs.builder().bucket(System.getenv("BUCKET")).build());
        say("\"ok\":true,\"arn\":\"");
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
    String version = MinioClient.class.getPackage().getImplementationVersion();
    IO.println("{" + members + "\",\"version\":\"minio-java " + version + "\"}");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", " ");
  }
}
