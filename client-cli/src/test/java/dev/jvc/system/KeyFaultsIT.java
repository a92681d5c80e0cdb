package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys that are no keys, and key files that cannot be used: said in one sentence, file untouched.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyFaultsIT {

  private static final Map<String, String> PASSPHRASE =
      Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);
  private static final String SHAPE =
      "not an access key id: it starts with AKIA and has 20 letters and digits";
  private static final String SWAPPED =
      "the access key id and the secret access key are swapped: give the id first";

  private final Machine machine;
  private final AccessKey key;
  private byte[] stored = {};

  KeyFaultsIT() throws IOException {
    this.machine = Machine.create();
    this.key = machine.aws().world().user("robot").key();
    machine.awsConfig("[profile robot]\nregion = eu-west-2\n");
  }

  @BeforeAll
  void storeAKey() throws Exception {
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    stored = Files.readAllBytes(machine.keyFile());
  }

  @AfterAll
  void theStoredKeyStillWorks() throws Exception {
    try (machine) {
      Machine.Result login = machine.login("robot", "", "--force");
      assertEquals(0, login.exit(), login.toString());
    }
  }

  /** What is given as a key; {@code <id>} and {@code <secret>} stand for the real one. */
  record Given(String id, String secret, Refused refused) {

    static Given of(String id, String secret, int exit, String sentence) {
      return new Given(id, secret, Refused.with(exit, sentence));
    }

    @Override
    public String toString() {
      return refused.sentence();
    }
  }

  private static Stream<Given> wrongKeys() {
    return Stream.of(
        Given.of(
            "ASIAABCDEFGHIJKLMNOP",
            "<secret>",
            2,
            "a temporary key (ASIA…) cannot be stored: give a long-term key (AKIA…)"),
        Given.of("<secret>", "<id>", 2, SWAPPED),
        Given.of("me", "<secret>", 2, SHAPE),
        Given.of("AKIA", "<secret>", 2, SHAPE),
        Given.of("akiaabcdefghijklmnop", "<secret>", 2, SHAPE),
        Given.of(
            "<id>",
            "short",
            2,
            "a secret access key has 40 characters, and this one has 5: copy it again"),
        Given.of(
            "<id>",
            "012345678901234567890123456789012345678!",
            2,
            "the secret access key holds a character that no secret access key has: copy it again"),
        Given.of("", "<secret>", 2, "AWS_ACCESS_KEY_ID is not set: set it, or leave out --env"),
        Given.of("<id>", "", 2, "AWS_SECRET_ACCESS_KEY is not set: set it, or leave out --env"),
        Given.of(
            "<id>",
            "0123456789012345678901234567890123456789",
            6,
            "the secret stored for key ****<tail> is wrong: store the key again with jvc add"),
        Given.of(
            "AKIAABCDEFGHIJKLMNOP",
            "<secret>",
            6,
            "AWS does not know key ****MNOP, or it is inactive: store the present key with jvc add"));
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void aWrongKeyIsNotStored(Given wrong) throws Exception {
    Map<String, String> more =
        Map.of(
            "AWS_ACCESS_KEY_ID", real(wrong.id()),
            "AWS_SECRET_ACCESS_KEY", real(wrong.secret()),
            "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);

    refused(wrong.refused())
        .check(machine.run(more, "", Machine.jvcCommand("add", "robot", "--env")));
    assertArrayEquals(stored, Files.readAllBytes(machine.keyFile()));
  }

  private static Stream<Given> wrongLines() {
    return Stream.of(
        Given.of(
            "",
            "",
            2,
            "there is no terminal to ask for the key: give --env, --csv FILE, or id and secret as two lines on standard input"),
        Given.of(
            "<id>\n", "", 2, "standard input holds one line only: give id and secret as two lines"),
        Given.of("<secret>\n", "<id>\n", 2, SWAPPED),
        Given.of("me\n", "<secret>\n", 2, SHAPE));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void wrongLinesOnStandardInputAreNotStored(Given wrong) throws Exception {
    wrong
        .refused()
        .check(
            machine.run(
                PASSPHRASE,
                real(wrong.id()) + real(wrong.secret()),
                Machine.jvcCommand("add", "robot")));
    assertArrayEquals(stored, Files.readAllBytes(machine.keyFile()));
  }

  private static Stream<Given> brokenDownloads() {
    String columns = "<file> has no columns Access key ID and Secret access key: download it again";
    return Stream.of(
        Given.of("", "", 2, columns),
        Given.of("User name,Password\nme,secret\n", "", 2, columns),
        Given.of(
            "Access key ID,Secret access key\n", "", 2, "<file> holds no key: download it again"),
        Given.of(
            "Access key ID,Secret access key\n<id>\n",
            "",
            2,
            "<file> has a shorter row than its header: download it again"),
        Given.of(
            "Access key ID,Secret access key\n<id>,<secret>\n<id>,<secret>\n",
            "",
            2,
            "<file> holds 2 keys: keep the one to add"),
        Given.of("Access key ID,Secret access key\n<secret>,<id>\n", "", 2, SWAPPED));
  }

  @ParameterizedTest
  @MethodSource("brokenDownloads")
  void aBrokenDownloadIsNotStored(Given wrong) throws Exception {
    Path csv = Files.writeString(machine.home().resolve("key.csv"), real(wrong.id()));

    refused(wrong.refused()).check(addFrom(csv));
    assertArrayEquals(stored, Files.readAllBytes(machine.keyFile()));
  }

  @Test
  void aDownloadThatCannotBeReadIsNamed() throws Exception {
    Path absent = machine.home().resolve("absent.csv");
    Path large = Files.write(machine.home().resolve("large.csv"), new byte[3_000_000]);

    for (Path unreadable : List.of(absent, machine.home())) {
      Refused.with(2, "cannot read " + unreadable + ": give the file that the console downloaded")
          .check(addFrom(unreadable));
    }
    Refused.with(2, large + " is too long to be a key from the AWS console").check(addFrom(large));
  }

  /** What happened to the key file, and what is said about it. */
  record Damage(String name, UnaryOperator<byte[]> damage, String sentence) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Damage> damagedFiles() {
    String damaged = "is damaged: restore it from a backup, or move it away and add the keys again";
    String foreign = "is not a key file of jvc: move it away";
    List<Damage> all = new ArrayList<>();
    all.add(new Damage("empty", file -> new byte[0], damaged));
    all.add(
        new Damage(
            "text",
            file -> "[default]\naws_access_key_id=x\n".getBytes(StandardCharsets.UTF_8),
            foreign));
    all.add(new Damage("zeros", file -> new byte[file.length], foreign));
    all.add(new Damage("huge", file -> new byte[3_000_000], foreign));
    all.add(new Damage("longer", file -> Arrays.copyOf(file, file.length + 1), damaged));
    for (int left : new int[] {9, 20, 100}) {
      all.add(new Damage("cut to " + left, file -> Arrays.copyOf(file, left), damaged));
    }
    for (int at : new int[] {8, 12, 40, 120}) {
      all.add(new Damage("flipped at " + at, file -> flipped(file, at), damaged));
    }
    all.add(
        new Damage(
            "of a later version",
            KeyFaultsIT::later,
            "has format 2, which this jvc does not know: update jvc"));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void aDamagedKeyFileIsSaidAndLeftAlone(Damage damage) throws Exception {
    byte[] broken = damage.damage().apply(stored);
    Refused refused =
        Refused.with(7, "the key file " + machine.keyFile() + " " + damage.sentence());
    Files.write(machine.keyFile(), broken);
    try {
      // The one that writes is the one that could do harm.
      refused.check(machine.add("robot", machine.aws().world().user("robot")));
      assertArrayEquals(broken, Files.readAllBytes(machine.keyFile()));
    } finally {
      Files.write(machine.keyFile(), stored);
    }
  }

  @Test
  void whatIsNoFileInPlaceOfTheKeyFileIsLeftAlone() throws Exception {
    Path file = machine.keyFile();
    Path aside = Files.move(file, machine.home().resolve("aside.jvc"));
    try {
      Files.createDirectory(file);
      expectForBoth("the key file " + file + " is not a key file of jvc: move it away");
      Files.delete(file);
      Files.createSymbolicLink(file, aside);
      expectForBoth(
          "the key file " + file + " is refused: it is a link; put the file itself there");
      Files.delete(file);
      assertArrayEquals(stored, Files.readAllBytes(aside));
    } finally {
      Files.deleteIfExists(file);
      Files.move(aside, file);
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsNotTakenForAnEmptyStore() throws Exception {
    Path folder = machine.home().resolve("data");
    Path aside = Files.move(folder, machine.home().resolve("data-aside"));
    try {
      Files.createFile(folder);
      expectForBoth(
          "the key file "
              + machine.keyFile()
              + " is refused: "
              + folder
              + " is not a folder; move it away");
    } finally {
      Files.delete(folder);
      Files.move(aside, folder);
    }
  }

  private void expectForBoth(String sentence) throws IOException, InterruptedException {
    Refused.with(7, sentence).check(machine.login("robot", "", "--force"));
    Refused.with(7, sentence).check(machine.add("robot", machine.aws().world().user("robot")));
  }

  private Machine.Result addFrom(Path csv) throws IOException, InterruptedException {
    return machine.run(PASSPHRASE, "", Machine.jvcCommand("add", "robot", "--csv", csv.toString()));
  }

  private String real(String text) {
    return text.replace("<id>", key.id()).replace("<secret>", key.secret());
  }

  private Refused refused(Refused expected) {
    return Refused.with(
        expected.exit(),
        expected
            .sentence()
            .replace("<file>", machine.home().resolve("key.csv").toString())
            .replace("<tail>", key.id().substring(16)));
  }

  /** A sound file whose version, the byte behind the eight of its magic, is the next one. */
  private static byte[] later(byte[] file) {
    byte[] later = file.clone();
    later[8] = 2;
    int end = later.length - 32;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(later, end));
      System.arraycopy(digest, 0, later, end, digest.length);
    } catch (NoSuchAlgorithmException absent) {
      throw new AssertionError("every JDK has SHA-256", absent);
    }
    return later;
  }

  private static byte[] flipped(byte[] file, int at) {
    byte[] flipped = file.clone();
    flipped[at] ^= 1;
    return flipped;
  }
}
