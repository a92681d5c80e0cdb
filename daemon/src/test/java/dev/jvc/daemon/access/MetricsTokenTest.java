package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsTokenTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("state/metrics-token");
  }

  private MetricsToken reopened() {
    return MetricsToken.open(file);
  }

  private String issued(MetricsToken token) throws IOException {
    assertEquals(file, token.issue());
    return Files.readString(file);
  }

  @Test
  void thereIsNoneUntilSomebodyAsks() {
    MetricsToken token = reopened();

    assertFalse(token.isInForce());
    assertFalse(token.matches(""));
    assertFalse(token.matches("null"));
    assertFalse(Files.exists(file.getParent()), "a folder was made");
  }

  @Test
  void itStandsInAFileOfItsOwnWithoutALineFeed() throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);

    assertTrue(value.matches("[A-Za-z0-9_-]{43}"), "not 256 bits in base64url");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    assertTrue(token.isInForce());
    assertTrue(token.matches(value));
  }

  @Test
  void onlyTheExactTokenMatches() throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);

    for (String other :
        new String[] {
          "",
          value + "x",
          value.substring(1),
          value + "\n",
          " " + value,
          value.toLowerCase(Locale.ROOT),
          new StringBuilder(value).reverse().toString()
        }) {
      assertFalse(token.matches(other), other.length() + " characters");
    }
  }

  @Test
  void itStaysTheSameWhenAskedForAgainAndAfterARestart() throws IOException {
    String value = issued(reopened());
    MetricsToken next = reopened();

    assertTrue(next.matches(value));
    assertEquals(value, issued(next));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
  void aFileThatWasChangedMakesWayForANewToken(String content) throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);
    Files.writeString(file, content);

    String fresh = issued(token);

    assertNotEquals(content, fresh);
    assertTrue(token.matches(fresh));
    assertFalse(token.matches(value));
  }

  @Test
  void aFileThatVanishedMakesWayForANewToken() throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);
    Files.delete(file);

    assertNotEquals(value, issued(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
  void aFileThatOthersMayReadIsNotTaken(String permissions) throws IOException {
    String value = issued(reopened());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    MetricsToken next = reopened();

    assertFalse(next.isInForce());
    assertFalse(next.matches(value));
    assertNotEquals(value, issued(next), "the token that others know is still good");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    String value = issued(reopened());
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);
    MetricsToken next = reopened();

    assertFalse(next.isInForce());
    assertNotEquals(value, issued(next));
    assertTrue(Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS));
    assertEquals(value, Files.readString(elsewhere), "what the link led to was written over");
  }

  @Test
  void itCanBeTakenBackOnce() throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);

    assertTrue(token.revoke());

    assertFalse(token.matches(value));
    assertFalse(token.isInForce());
    assertFalse(Files.exists(file));
    assertFalse(token.revoke());
    assertFalse(reopened().isInForce());
    assertNotEquals(value, issued(token));
  }

  @Test
  void aFileThatWasNotTakenIsRemovedAllTheSame() throws IOException {
    issued(reopened());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertTrue(reopened().revoke());
    assertFalse(Files.exists(file));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndChangesNothing() throws IOException {
    Files.createDirectories(file.resolve("inside"));
    MetricsToken token = reopened();

    IOException refused = assertThrows(IOException.class, token::issue);

    assertEquals(file + " is a folder where a token should be: move it away", refused.getMessage());
    assertFalse(token.isInForce());
  }

  @Test
  void whatCannotBeRemovedOpensNothingAllTheSame() throws IOException {
    MetricsToken token = reopened();
    String value = issued(token);
    Files.delete(file);
    Files.createDirectories(file.resolve("inside"));

    IOException refused = assertThrows(IOException.class, token::revoke);

    assertEquals(
        file + " cannot be removed, and the next daemon would take it: remove it",
        refused.getMessage());
    assertFalse(token.matches(value));
  }
}
