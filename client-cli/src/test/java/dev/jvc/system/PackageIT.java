package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The packages of a release, installed where there is no Java, used, upgraded and removed. */
@EnabledIfSystemProperty(
    named = "jvc.packages",
    matches = ".+",
    disabledReason = "needs the packages: made with -Ppackage")
@EnabledIf(value = "dev.jvc.system.CleanRoot#possible", disabledReason = CleanRoot.CONDITION)
final class PackageIT {

  private static final Path PACKAGES = Path.of(System.getProperty("jvc.packages", ""));

  /** Runs each program with its cache, which must fit: a JVM that may do without would not say. */
  private static final String WITH_CACHES =
      """
      lib=$1
      for cache in verbs credentials; do
        classes=
        for jar in "$lib"/client/lib/*.jar; do classes=$classes${classes:+:}$jar; done
        "$lib/runtime/bin/java" @"$lib/client/java.options" -XX:AOTMode=on -XX:AOTCache="$lib/client/$cache.aot" \
          -cp "$classes" dev.jvc.client.Main --version
      done
      for cache in jvcd vault; do
        "$lib/runtime/bin/java" @"$lib/daemon/java.options" -XX:AOTMode=on -XX:AOTCache="$lib/daemon/$cache.aot" \
          -cp "$lib/daemon/lib/jvcd.jar" dev.jvc.daemon.Main --version
      done
      """;

  /** Makes a package of the next version out of what is installed, and upgrades to it. */
  private static final String NEXT_RPM =
      """
      set -e
      spec=$1
      cd "$HOME"
      mkdir tree out
      rpm -ql jvc | tar -cf - -P --no-recursion -T - | tar -xf - -C tree
      rpm -q --qf '%{POSTIN}' jvc >restart
      rpmbuild -bb --quiet --define "_topdir $PWD/top" --define "version $(rpm -q --qf '%{VERSION}' jvc)+next" \
        --define "tree $PWD/tree" --define "restart $PWD/restart" --define "_rpmdir $PWD/out" \
        --define '_binary_payload w0.gzdio' --define '_build_id_links none' "$spec"
      rpm -U --nodeps out/*/*.rpm
      """;

  private Machine machine;
  private CleanRoot root;

  @BeforeEach
  void make() throws IOException {
    machine = Machine.create();
    // Where the package's unit looks for it, and AWS where a service without a shell finds it.
    machine.environment().remove("XDG_STATE_HOME");
    machine.environment().remove("AWS_ENDPOINT_URL_STS");
    machine.awsConfig(
        """
        [profile personal]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        endpoint_url = %s
        """
            .formatted(machine.aws().endpoint()));
    root = CleanRoot.make(machine);
  }

  @AfterEach
  void close() throws Exception {
    root.run(Map.of(), "", List.of("/usr/bin/jvc", "lock"));
    root.close();
    machine.close();
  }

  private static Machine.Result succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  private static Path only(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(PACKAGES)) {
      return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  private static String version() throws IOException {
    Matcher name =
        Pattern.compile("jvc_(.+)_.+[.]deb").matcher(only(".deb").getFileName().toString());
    assertTrue(name.matches());
    return name.group(1);
  }

  private Path inHome(Path file) throws IOException {
    return Files.copy(file, machine.home().resolve(file.getFileName()));
  }

  private Machine.Result jvc(String bin, String... arguments) throws Exception {
    return root.run(
        Map.of(), "", Stream.concat(Stream.of(bin + "/jvc"), Stream.of(arguments)).toList());
  }

  private void addAndLogIn(String bin) throws Exception {
    Map<String, String> key =
        Map.of(
            "AWS_ACCESS_KEY_ID", machine.aws().world().user("me").key().id(),
            "AWS_SECRET_ACCESS_KEY", machine.aws().world().user("me").key().secret(),
            "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
    succeed(root.run(key, "", List.of(bin + "/jvc", "add", "personal", "--env")));
    succeed(
        root.run(
            Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            machine.aws().world().user("me").mfa().nextUnusedCode() + "\n",
            List.of(bin + "/jvc", "login", "personal")));
  }

  private void assertWorksWithoutJava(String bin, String lib) throws Exception {
    assertNotEquals(0, root.sh("command -v java").exit());
    assertEquals("jvc " + version() + "\n", succeed(jvc(bin, "--version")).out());
    assertEquals(
        4,
        succeed(root.sh(WITH_CACHES, lib)).out().lines().filter(l -> l.startsWith("jvc")).count());
    addAndLogIn(bin);
    assertTrue(succeed(jvc(bin, "whoami", "personal")).out().contains("assumed-role/Developer"));
    String status = succeed(jvc(bin, "status", "--json")).out().replace(" ", "");
    assertTrue(status.contains("\"degraded\":[]"), status);
    // A class that only a mistake needs is in the runtime, too.
    machine.jvcConfig("listen: { port: 0\n");
    assertTrue(jvc(bin, "daemon", "reload").err().contains("jvc.yaml"));
    machine.jvcConfig("listen: { port: 0 }\n");
  }

  @Test
  void theDebianPackageWorksAfterARebootIsUpgradedWithItsLoginAndRemoved() throws Exception {
    Path deb = inHome(only(".deb"));
    succeed(root.run(Map.of(), "", List.of("dpkg", "--no-triggers", "-i", deb.toString())));
    assertWorksWithoutJava("/usr/bin", "/usr/lib/jvc");
    machine.jvcConfig("listen: { port: %d }\n".formatted(Machine.freePort()));
    succeed(jvc("/usr/bin", "daemon", "stop"));
    succeed(jvc("/usr/bin", "setup", "personal", "--yes"));
    succeed(
        root.sh(
            "test -s /usr/share/man/man1/jvc-login.1.gz && test -s /usr/share/doc/jvc/copyright"));
    succeed(jvc("/usr/bin", "daemon", "stop"));

    String whoAmI =
        "AWS_ENDPOINT_URL_STS="
            + machine.aws().endpoint()
            + " "
            + String.join(" ", AwsClients.cliWhoAmI());
    try (UserManager manager = UserManager.startIn(root, machine)) {
      // Nobody enabled, started or logged in to anything.
      await("the service runs").until(() -> manager.unit("SubState").equals("running"));
      Machine.Result aws = succeed(manager.run("bash", "-lc", whoAmI));
      assertTrue(aws.out().contains(":assumed-role/Developer/"), aws.toString());
      succeed(manager.run("/usr/bin/jvc", "credentials", "personal"));
      assertEquals(
          "jvc: the package's own unit stays: systemctl --user mask jvcd.service switches it off",
          succeed(manager.run("/usr/bin/jvc", "daemon", "uninstall")).firstError());
      succeed(manager.run("/usr/bin/jvc", "daemon", "install"));
      succeed(manager.run("/usr/bin/jvc", "credentials", "personal"));
    }

    succeed(
        root.sh(
            """
            cd "$1"
            dpkg-deb -R "$2" next
            sed -i 's/^Version: .*/&+next/' next/DEBIAN/control
            dpkg-deb -Znone -b next next.deb
            rm -rf next
            dpkg --no-triggers -i next.deb
            """,
            machine.home().toString(),
            deb.toString()));
    int logins = machine.aws().calls("GetSessionToken");
    succeed(jvc("/usr/bin", "credentials", "personal"));
    assertEquals(logins, machine.aws().calls("GetSessionToken"));
    assertTrue(succeed(root.sh("dpkg-query -W -f '${Version}' jvc")).out().endsWith("+next"));
    succeed(jvc("/usr/bin", "lock"));
    succeed(jvc("/usr/bin", "daemon", "stop"));

    succeed(root.run(Map.of(), "", List.of("dpkg", "--no-triggers", "--purge", "jvc")));
    assertEquals("", root.sh("find /usr /etc -name '*jvc*' ! -path '*/lib/dpkg/*'").out());
    assertTrue(Files.exists(machine.keyFile()));
  }

  @Test
  void theRpmPackageIsInstalledUsedUpgradedAndRemoved() throws Exception {
    Path rpm = inHome(only(".rpm"));
    // The C library of this root is not known to its rpm.
    succeed(root.run(Map.of(), "", List.of("rpm", "-i", "--nodeps", rpm.toString())));
    assertWorksWithoutJava("/usr/bin", "/usr/lib/jvc");
    succeed(jvc("/usr/bin", "daemon", "stop"));

    succeed(root.sh(NEXT_RPM, Machine.root().resolve("packaging/jvc.spec").toString()));
    int logins = machine.aws().calls("GetSessionToken");
    succeed(jvc("/usr/bin", "credentials", "personal"));
    assertEquals(logins, machine.aws().calls("GetSessionToken"));
    assertEquals(version() + "+next", succeed(root.sh("rpm -q --qf '%{VERSION}' jvc")).out());
    succeed(root.sh("rpm -V --nodeps jvc"));
    succeed(jvc("/usr/bin", "lock"));
    succeed(jvc("/usr/bin", "daemon", "stop"));

    succeed(root.sh("rpm -e jvc"));
    assertEquals("", root.sh("find /usr /etc -name '*jvc*' ! -path '*/lib/dpkg/*'").out());
  }

  @Test
  void theArchiveRunsWhereverItIsUnpackedAndMoved() throws Exception {
    Path archive = inHome(only(".tar.gz"));
    succeed(
        root.sh(
            "mkdir '/opt/a b' && tar -xzf \"$1\" -C '/opt/a b' --strip-components=1 && mv '/opt/a b' '/opt/c d'",
            archive.toString()));

    assertWorksWithoutJava("/opt/c d/bin", "/opt/c d/lib/jvc");

    succeed(jvc("/opt/c d/bin", "lock"));
    succeed(jvc("/opt/c d/bin", "daemon", "stop"));
  }

  @Test
  void everyFileHasItsDigestAndEachProgramItsBillOfMaterials() throws Exception {
    Machine.Result checked =
        machine.run(
            Map.of(),
            "",
            List.of("sh", "-c", "cd " + PACKAGES + " && sha256sum --strict -c SHA256SUMS"));
    succeed(checked);
    try (Stream<Path> files = Files.list(PACKAGES)) {
      assertEquals(files.count() - 1, checked.out().lines().count());
    }
    String daemon = Files.readString(only("jvcd-" + version() + ".cdx.json"));
    assertEquals("CycloneDX", JSON.std.mapFrom(daemon).get("bomFormat"));
    for (String library : List.of("helidon-webserver", "bcprov-jdk18on", "sts", "caffeine")) {
      assertTrue(daemon.contains("\"name\" : \"" + library + "\""), library);
    }
    assertTrue(
        Files.readString(only("jvc-" + version() + ".cdx.json"))
            .contains("\"name\" : \"picocli\""));
  }
}
