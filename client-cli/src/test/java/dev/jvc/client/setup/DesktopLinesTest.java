package dev.jvc.client.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.protocol.Wiring;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The variables in the languages of desktops and shells. */
final class DesktopLinesTest {

  private static SharedVariables variables(String profile) {
    Wiring wiring =
        new Wiring(
            profile,
            "http://127.0.0.1:9911/v1/credentials/p",
            true,
            "eu-west-2",
            "/run/user/1000/jvc/tokens/p",
            "/home/me/.local/state/jvc/aws/config",
            "/home/me/.local/state/jvc/aws/credentials");
    return SharedVariables.of(wiring, false, Map.of("HOME", "/home/me"));
  }

  @Test
  void everyVariableIsALineOfTheUserManager() {
    assertEquals(
        """
        # AWS credentials from jvc. To take these lines out: jvc setup --undo
        AWS_CONTAINER_CREDENTIALS_FULL_URI="http://127.0.0.1:9911/v1/credentials/p"
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE="/run/user/1000/jvc/tokens/p"
        AWS_CONFIG_FILE="/home/me/.local/state/jvc/aws/config"
        AWS_SHARED_CREDENTIALS_FILE="/home/me/.local/state/jvc/aws/credentials"
        JVC_PROFILE="p"
        JVC_SETUP="1"
        NO_PROXY=${NO_PROXY:-$no_proxy}
        no_proxy=${no_proxy:-$NO_PROXY}
        NO_PROXY=${NO_PROXY:+$NO_PROXY,}127.0.0.1,localhost
        no_proxy=${no_proxy:+$no_proxy,}127.0.0.1,localhost
        """,
        String.join("\n", DesktopLines.environmentD(variables("p"))) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a b | \"a b\"",
        "a'b | \"a'b\"",
        "a\"b | \"a\\\"b\"",
        "$HOME | \"$$HOME\"",
        "a\\b | \"a\\\\b\"",
        "`` `id` `` | \"\\`id\\`\"",
        "# | \"#\"",
      })
  void aNameIsQuotedForTheUserManager(String profile, String quoted) {
    String name = profile.startsWith("`") ? "`id`" : profile;

    List<String> lines = DesktopLines.environmentD(variables(name));

    assertTrue(lines.contains("JVC_PROFILE=" + quoted), lines.toString());
  }

  @Test
  void theLaunchAgentRunsOneScriptAtLogin() throws Exception {
    String plist = DesktopLines.launchAgent(variables("a<b>&'c\""));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    NodeList strings =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(plist)))
            .getElementsByTagName("string");

    assertEquals("dev.jvc.environment", strings.item(0).getTextContent());
    assertEquals("/bin/sh", strings.item(1).getTextContent());
    String script = strings.item(3).getTextContent();
    assertTrue(script.contains("launchctl setenv JVC_PROFILE 'a<b>&'\\''c\"'; "), script);
    assertTrue(
        script.startsWith(
            "launchctl setenv AWS_CONTAINER_CREDENTIALS_FULL_URI"
                + " 'http://127.0.0.1:9911/v1/credentials/p'; "),
        script);
  }

  @Test
  void thePersonsOwnFilesAreRememberedWhereTheyWereNamed() {
    Wiring wiring = new Wiring("p", "u", true, "r", "t", "/made/config", "/made/credentials");
    Map<String, String> own =
        Map.of(
            "HOME", "/home/me",
            "AWS_CONFIG_FILE", "/mine/config",
            "AWS_SHARED_CREDENTIALS_FILE", "/mine/credentials");

    Map<String, String> set = SharedVariables.of(wiring, false, own).set();
    assertEquals("/mine/config", set.get("JVC_OUTER_CONFIG_FILE"));
    assertEquals("/mine/credentials", set.get("JVC_OUTER_CREDENTIALS_FILE"));

    Map<String, String> again =
        SharedVariables.of(
                wiring,
                false,
                Map.of(
                    "HOME", "/home/me",
                    "AWS_CONFIG_FILE", "/home/me/.local/state/jvc/aws/config",
                    "JVC_OUTER_CONFIG_FILE", "/mine/config"))
            .set();
    assertEquals("/mine/config", again.get("JVC_OUTER_CONFIG_FILE"));

    Map<String, String> left = SharedVariables.of(wiring, true, own).set();
    assertEquals(
        List.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "JVC_PROFILE",
            "JVC_SETUP"),
        List.copyOf(left.keySet()));
  }
}
