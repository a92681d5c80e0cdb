package dev.jvc.daemon.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyLineTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @Test
  void aKeyIsOneLineWhichReadsBack() {
    try (BaseKey key = new BaseKey(new AccessKeyId(ID), Secret.ofString(SECRET))) {
      byte[] line =
          HexFormat.of().parseHex(new String(KeyLine.hexadecimal(key), StandardCharsets.UTF_8));
      assertEquals(ID + " " + SECRET, new String(line, StandardCharsets.UTF_8));
      try (BaseKey read = KeyLine.decode(line).orElseThrow()) {
        assertEquals(ID, read.id().value());
        assertTrue(read.secret().matches(key.secret()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        " ",
        ID,
        ID + " ",
        ID + " \n",
        " " + SECRET,
        "short " + SECRET,
        ID + "  " + SECRET,
        ID + " " + SECRET + " ",
        ID + " " + SECRET + "\n\n",
        ID + "\n" + SECRET,
        ID + " ß",
        "414b494149 41",
      })
  void whatIsNotAKeyIsRefused(String text) {
    assertEquals(Optional.empty(), KeyLine.decode(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void accountsAreReadFromADump() {
    String dump =
        """
        keychain: "/Users/me/Library/Keychains/login.keychain-db"
        version: 512
        class: "genp"
        attributes:
            0x00000007 <blob>="aws-vault (ünï)"
            "acct"<blob>=0xC3BC6EC3AF  "\\303\\274n\\303\\257"
            "svce"<blob>="aws-vault"
        keychain: "/Users/me/Library/Keychains/login.keychain-db"
        version: 512
        class: "inet"
        attributes:
            "acct"<blob>="website"
            "svce"<blob>="aws-vault"
        keychain: "/Users/me/Library/Keychains/login.keychain-db"
        version: 512
        class: "genp"
        attributes:
            "acct"<blob>=<NULL>
            "svce"<blob>="aws-vault"
        keychain: "/Users/me/Library/Keychains/login.keychain-db"
        version: 512
        class: "genp"
        attributes:
            "acct"<blob>="other"
            "svce"<blob>="aws-vault 2"
        keychain: "/Users/me/Library/Keychains/login.keychain-db"
        version: 512
        class: "genp"
        attributes:
            "acct"<blob>="last"
            "svce"<blob>="aws-vault"
        """;
    assertEquals(
        List.of("ünï", "last"),
        KeychainDump.accounts(dump.getBytes(StandardCharsets.UTF_8), "aws-vault"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "keychain: ", "class: \"genp\"\n\"acct\"<blob>=\"x\""})
  void aDumpWithoutItemsHasNoAccounts(String dump) {
    assertEquals(
        List.of(), KeychainDump.accounts(dump.getBytes(StandardCharsets.UTF_8), "aws-vault"));
  }
}
