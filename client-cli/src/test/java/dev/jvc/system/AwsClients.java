package dev.jvc.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines of the AWS clients that the tests run, none of which knows of jvc. */
final class AwsClients {

  /** A program of boto3's that prints whom AWS takes it for. */
  static final String WHO_AM_I =
      "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])";

  /**
   * The provider of the AWS SDK for Java alone, saying why it failed. The SDK's default chain says
   * only that each of its providers did.
   */
  private static final String JAVA_PROVIDER =
      """
      import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

      class Provider {
        void main() {
          try (var provider = ContainerCredentialsProvider.create()) {
            IO.println(provider.resolveCredentials().accessKeyId());
          } catch (Exception failed) {
            for (Throwable each = failed; each != null; each = each.getCause()) {
              System.err.println(each.getMessage());
            }
            System.exit(1);
          }
        }
      }
      """;

  private AwsClients() {}

  /** The AWS CLI. */
  static List<String> cli(String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool("clients/bin/aws")));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** The AWS CLI, printing whom AWS takes it for; the options come first. */
  static List<String> cliWhoAmI(String... options) {
    List<String> command = cli(options);
    command.addAll(List.of("sts", "get-caller-identity", "--query", "Arn", "--output", "text"));
    return command;
  }

  /** A Python program that may use boto3. */
  static List<String> python(String program) {
    return List.of(tool("clients/bin/python"), "-c", program);
  }

  /** The AWS SDK for Java, printing whom AWS takes it for. */
  static List<String> javaWhoAmI() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-cp",
        Machine.root().resolve("daemon/target/app/lib") + "/*",
        Machine.root().resolve("bin/lib/CallerIdentity.java").toString());
  }

  /** The container provider of the AWS SDK for Java, printing the id of its key or why not. */
  static List<String> javaProvider() {
    return List.of(
        "sh",
        "-c",
        "printf %s \"$1\" >Provider.java && exec \"$2\" -cp \"$3\" Provider.java",
        "sh",
        JAVA_PROVIDER,
        javaWhoAmI().get(0),
        javaWhoAmI().get(2));
  }

  /** A command run by {@code jvc exec}. */
  static List<String> within(String profile, List<String> command, String... options) {
    List<String> all = new ArrayList<>(Machine.jvcCommand("exec"));
    all.addAll(Arrays.asList(options));
    all.addAll(List.of(profile, "--"));
    all.addAll(command);
    return all;
  }

  /** A command run by a shell that has evaluated {@code jvc env}. */
  static List<String> withEnv(String profile, List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "variables=$(\"$1\" env \"$2\") && eval \"$variables\" && shift 2 && exec \"$@\"",
                "sh",
                Machine.jvcCommand().getFirst(),
                profile));
    all.addAll(command);
    return all;
  }

  static String tool(String path) {
    return Machine.root().resolve("target/tools").resolve(path).toString();
  }
}
