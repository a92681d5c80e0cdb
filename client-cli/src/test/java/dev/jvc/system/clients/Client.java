package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A client as the tests run it.
 *
 * @param name the name in the table
 * @param traits what is particular about it
 * @param needs the file that is there when it could be installed
 * @param command the program that asks AWS once for every line on its standard input
 */
record Client(String name, Set<Trait> traits, Path needs, List<String> command) {

  /** What is particular about a client. */
  enum Trait {
    /** It is among those that every run of the tests installs. */
    ALWAYS,
    /** It asks a bucket, because it knows no other service. */
    BUCKET,
    /**
     * It would look for instance metadata at its fixed address, which is not on loopback, where it
     * finds nothing else.
     */
    FIXED_METADATA,
    /** It cannot be told of another address for instance metadata. */
    NO_METADATA,
    /** It is a program that ends after each answer. */
    ONCE,
    /** It comes with the system, in whatever version that has. */
    SYSTEM
  }

  private static final Path SOURCES = Machine.root().resolve("client-cli/src/test/clients");
  private static final Path INSTALLED = Machine.root().resolve("target/clients");
  private static final Path PYTHON = Machine.root().resolve("target/tools/clients/bin/python");
  private static final Path AWS = Machine.root().resolve("target/tools/clients/bin/aws");
  private static final Path MORE_PYTHON = INSTALLED.resolve("python/bin/python");

  @Override
  public String toString() {
    return name;
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether the wiring is tried with it. */
  boolean knows(Wiring wiring) {
    return wiring != Wiring.IMDS || !is(Trait.NO_METADATA);
  }

  boolean installed() {
    return Files.exists(needs);
  }

  /** Every client of the matrix, in the order of the table. */
  static List<Client> all() {
    return List.of(
        sts("boto3", PYTHON, Set.of(Trait.ALWAYS), SOURCES.resolve("python/sdk.py")),
        once("AWS CLI v1", AWS, Set.of(Trait.ALWAYS, Trait.ONCE), whoAmI()),
        java("Java v2", JavaClient.CLASSES, JavaClient.LIBRARIES, "WhoAmI", Trait.ALWAYS),
        node("JavaScript v3", "v3.mjs"),
        node("JavaScript v2", "v2.js"),
        go("Go v2", "go/sdkv2", Trait.ALWAYS),
        go("Go v1", "go/sdkv1", Trait.ALWAYS),
        tool("AWS CLI v2 of 2022", "aws", "aws --version"),
        go("Go v2 of 2022", "go-2022/sdkv2"),
        java("Java v1", INSTALLED.resolve("java/classes"), INSTALLED.resolve("java/lib"), "V1"),
        sts("Rust", INSTALLED.resolve("rust/debug/jvc-client"), Set.of()),
        sts("CRT", MORE_PYTHON, Set.of(), SOURCES.resolve("python/crt.py")),
        sts("C++ (Arrow)", MORE_PYTHON, Set.of(Trait.BUCKET), SOURCES.resolve("python/arrow.py")),
        sts("C++ (DuckDB)", MORE_PYTHON, Set.of(Trait.BUCKET), SOURCES.resolve("python/duck.py")),
        sts("object_store", MORE_PYTHON, Set.of(Trait.BUCKET), SOURCES.resolve("python/store.py")),
        sts(
            "Ruby of 2022",
            INSTALLED.resolve("tools/ruby"),
            Set.of(Trait.SYSTEM),
            SOURCES.resolve("ruby/sdk.rb")),
        go("minio-go", "go/minio", Trait.BUCKET, Trait.FIXED_METADATA),
        java(
            "minio-java",
            INSTALLED.resolve("java/classes"),
            INSTALLED.resolve("java/lib"),
            "Minio",
            Trait.BUCKET,
            Trait.FIXED_METADATA),
        tool("rclone", "rclone", "rclone version", Trait.BUCKET),
        tool(
            "restic",
            "restic",
            "restic version",
            Trait.BUCKET,
            Trait.FIXED_METADATA,
            Trait.NO_METADATA),
        tool("Terraform's backend", "terraform", "terraform version", Trait.BUCKET));
  }

  private static List<String> whoAmI() {
    return List.of("sts", "get-caller-identity", "--query", "Arn", "--output", "text");
  }

  private static Client sts(String name, Path program, Set<Trait> traits, Path... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    Arrays.stream(words).map(Path::toString).forEach(command::add);
    return new Client(name, traits, program, command);
  }

  private static Client once(String name, Path program, Set<Trait> traits, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(PYTHON.toString());
    command.add(SOURCES.resolve("python/once.py").toString());
    command.add(program + " --version");
    command.add(program.toString());
    command.addAll(words);
    return new Client(name, traits, program, command);
  }

  private static Client node(String name, String program) {
    Path installed = INSTALLED.resolve("js/" + program);
    return new Client(
        name,
        Set.of(Trait.ALWAYS),
        INSTALLED.resolve("js/node_modules"),
        List.of("node", "--no-warnings", installed.toString()));
  }

  private static Client go(String name, String program, Trait... traits) {
    Path built = INSTALLED.resolve(program);
    return new Client(name, Set.of(traits), built, List.of(built.toString()));
  }

  private static Client java(
      String name, Path classes, Path libraries, String main, Trait... traits) {
    return new Client(
        name,
        Set.of(traits),
        classes,
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            classes + ":" + libraries + "/*",
            main));
  }

  /** A program of the system that a script of its name calls in a way that ends quickly. */
  private static Client tool(String name, String program, String version, Trait... more) {
    Set<Trait> traits = EnumSet.of(Trait.ONCE, Trait.SYSTEM);
    traits.addAll(List.of(more));
    Path installed = INSTALLED.resolve("tools/" + program);
    return new Client(
        name,
        traits,
        installed,
        List.of(
            PYTHON.toString(),
            SOURCES.resolve("python/once.py").toString(),
            INSTALLED.resolve("tools") + "/" + version,
            "sh",
            SOURCES.resolve("tools/" + program + ".sh").toString(),
            installed.toString()));
  }
}
