package dev.jvc.daemon.config;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jvc.daemon.config.JvcConfig.Commands;
import dev.jvc.daemon.config.JvcConfig.Imds;
import dev.jvc.daemon.config.JvcConfig.LinkLocal;
import dev.jvc.daemon.config.JvcConfig.Listen;
import dev.jvc.daemon.config.JvcConfig.SessionMode;
import dev.jvc.daemon.config.JvcConfig.Setting;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JvcConfigTest {

  private static JvcConfigFile.Content read(String text) {
    return JvcConfigFile.read("jvc.yaml", ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JvcConfig good(String text) {
    JvcConfigFile.Content content = read(text);
    assertEquals(List.of(), content.problems());
    return content.config();
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(ConfigProblem::text).toList();
  }

  @Test
  void everyKeyIsRead() {
    JvcConfig config =
        good(
            """
            # a comment
            listen:   { host: 127.0.0.2, port: 0 }
            imds:
              - { port: 9912, profile: personal }
              - port: 0
                profile: my.team/a~b
                v1: true
            store:    file
            pass:     { command: passage, dir: ~/secrets, prefix: work/aws/ }
            login:
              duration: 1h30m
              survive-restart: false
            commands: deny
            account-id: false
            profiles:
              prod:     { store: file, session: direct }
              my.team/a~b: { session: chained }
              "with blank": {}
            """);

    assertEquals(new Listen("127.0.0.2", 0), config.listen().value());
    assertEquals(
        List.of(
            new Setting<>(new Imds(9912, new ProfileName("personal"), false), "jvc.yaml:4"),
            new Setting<>(new Imds(0, new ProfileName("my.team/a~b"), true), "jvc.yaml:5")),
        config.imds());
    assertEquals(new Setting<>("file", "jvc.yaml:8"), config.store());
    assertEquals(new JvcConfig.Pass("passage", "~/secrets", "work/aws"), config.pass());
    assertEquals(new Setting<>(Duration.ofMinutes(90), "jvc.yaml:11"), config.loginDuration());
    assertEquals(new Setting<>(false, "jvc.yaml:12"), config.surviveRestart());
    assertEquals(Commands.DENY, config.commands().value());
    assertEquals(new Setting<>(false, "jvc.yaml:14"), config.accountId());
    JvcConfig.Profile prod = profile(config, "prod");
    assertEquals(new Setting<>("file", "jvc.yaml:16"), prod.store());
    assertEquals(new Setting<>(SessionMode.DIRECT, "jvc.yaml:16"), prod.session());
    assertEquals(
        new Setting<>(SessionMode.CHAINED, "jvc.yaml:17"),
        profile(config, "my.team/a~b").session());
    assertEquals(new JvcConfig.Profile(null, null), profile(config, "with blank"));
  }

  private static JvcConfig.Profile profile(JvcConfig config, String name) {
    return requireNonNull(config.profiles().get(new ProfileName(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# nothing\n",
        "---\n",
        "{}",
        "listen:\n",
        "imds:\n",
        "imds: []",
        "profiles: {}\n"
      })
  void whatIsNotSaidIsTheDefault(String text) {
    JvcConfig config = good(text);

    assertEquals(JvcConfig.DEFAULTS, config);
    assertEquals(new Listen("127.0.0.1", 9911), config.listen().value());
    assertEquals(Duration.ofHours(12), config.loginDuration().value());
    assertEquals(true, config.surviveRestart().value());
  }

  @Test
  void everythingWrongIsReportedAtOnceWithItsLine() {
    assertEquals(
        List.of(
            "jvc.yaml:1: unknown key lisen: did you mean listen?",
            "jvc.yaml:2: store is none of auto, file, keychain, pass, secret-service",
            "jvc.yaml:4: login.duration is not between 15m and 36h, which is what AWS allows",
            "jvc.yaml:5: imds.0.profile is missing",
            "jvc.yaml:6: commands is neither allow nor deny",
            "jvc.yaml:9: profiles.prod.session is neither chained nor direct",
            "jvc.yaml:10: profiles.prod.confirm is not supported by this version: remove it",
            "jvc.yaml:11: unknown key profiles.prod.stor: did you mean store?"),
        problems(
            """
            lisen: { port: 1 }
            store: vault
            login:
              duration: 40h
            imds: [ { port: 9912 } ]
            commands: maybe
            profiles:
              prod:
                session: indirect
                confirm: first-use
                stor: file
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen: { host: 0.0.0.0 } | listen.host is not an address of this machine",
        "listen: { host: '::' } | listen.host is not an address of this machine",
        "listen: { host: localhost } | listen.host is not an address of this machine",
        "listen: { host: 127.0.0.256 } | listen.host is not an address of this machine",
        "listen: { host: 127.0.0.010 } | listen.host is not an address of this machine",
        "listen: { host: 10.0.0.1 } | listen.host is not an address of this machine",
        "listen: { host: 127.1 } | listen.host is not an address of this machine",
        "listen: { port: 65536 } | listen.port is not a number",
        "listen: { port: -1 } | listen.port is not a number",
        "listen: { port: 0x10 } | listen.port is not a number",
        "listen: { port: } | listen.port has no value",
        "listen: 9911 | listen needs settings of its own below it",
        "listen: [a] | listen needs settings of its own below it",
        "imds: 9912 | imds is a list, such as [ { port: 9912, profile: personal } ]",
        "imds: { port: 9912, profile: p } | imds is a list, such as",
        "imds: [ 9912 ] | imds.0 needs settings of its own, such as [ { port: 9912, profile: personal } ]",
        "imds: [ [ 1 ] ] | imds.0 needs settings of its own",
        "imds: [ { profile: p } ] | imds.0.port is missing",
        "imds: [ { port: 9912 } ] | imds.0.profile is missing",
        "imds: [ { port: 1x, profile: p } ] | imds.0.port is not a number from 0 to 65535",
        "imds: [ { port: 65536, profile: p } ] | imds.0.port is not a number from 0 to 65535",
        "imds: [ { port: 9912, profile: '' } ] | imds.0.profile has no value",
        "imds: [ { port: 9912, profile: \"a\\tb\" } ] | imds.0.profile is not the name of a profile",
        "imds: [ { port: 9912, profile: [p] } ] | imds.0.profile is a single value",
        "imds: [ { port: 9912, profile: p, v1: maybe } ] | imds.0.v1 is neither true nor false",
        "imds: [ { port: 9912, profile: p, v2: true } ] | unknown key imds.0.v2: did you mean v1?",
        "imds: [ { prot: 1, port: 9912, profile: p } ] | unknown key imds.0.prot: did you mean port?",
        "imds: [ { port: 9911, profile: p } ] | imds.0.port is the port of listen already",
        "imds: [ { port: 1, profile: p }, { port: 1, profile: q } ] | imds.1.port is the port of imds.0 already",
        "imds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17] | imds has more than 16 entries",
        "link-local: 169.254.170.2 | link-local is a list, such as [ { address: 169.254.170.2 } ]",
        "link-local: [ 169.254.170.2 ] | link-local.0 needs settings of its own",
        "link-local: [ { port: 80 } ] | link-local.0.address is missing",
        "link-local: [ { address: 169.254.170.3 } ] | link-local.0.address is none of 169.254.170.2, 169.254.170.23, 169.254.169.254",
        "link-local: [ { address: 0.0.0.0 } ] | link-local.0.address is none of",
        "link-local: [ { address: 127.0.0.1 } ] | link-local.0.address is none of",
        "link-local: [ { address: 169.254.170.2, port: 70000 } ] | link-local.0.port is not a number",
        "link-local: [ { address: 169.254.170.2, profile: p } ] | link-local.0.profile means nothing at 169.254.170.2, where the path names it",
        "link-local: [ { address: 169.254.170.23, v1: true } ] | link-local.0.v1 means nothing at 169.254.170.23",
        "link-local: [ { address: 169.254.169.254 } ] | link-local.0.profile is missing",
        "link-local: [ { address: 169.254.169.254, profile: p, v1: 1 } ] | link-local.0.v1 is neither true nor false",
        "link-local: [ { adress: x, address: 169.254.170.2 } ] | unknown key link-local.0.adress: did you mean address?",
        "link-local: [ { address: 169.254.170.2 }, { address: 169.254.170.2, port: 81 } ] | link-local.1.address is that of link-local.0 already",
        "store: [file] | store is a single value",
        "store: { a: b } | store is a single value",
        "store: vault | store is none of auto, file, keychain, pass, secret-service",
        "pass: { command: lastpass } | pass.command is none of pass, gopass and passage",
        "pass: { command: passge } | pass.command is none of pass, gopass and passage: did you mean passage?",
        "pass: { command: /usr/bin/pass } | pass.command is none of",
        "pass: { dir: store } | pass.dir is not a folder that starts with / or ~/",
        "pass: { dir: ~me/store } | pass.dir is not a folder that starts with / or ~/",
        "pass: { command: gopass, dir: /x } | pass.dir means nothing to gopass",
        "pass: { prefix: ../x } | pass.prefix is not a folder in the password store",
        "pass: { prefix: /x } | pass.prefix is not a folder in the password store",
        "pass: { prefix: -x } | pass.prefix is not a folder in the password store",
        "pass: { prefix: a//b } | pass.prefix is not a folder in the password store",
        "pass: { prefix: a.gpg } | pass.prefix is not a folder in the password store",
        "pass: { prefix: / } | pass.prefix is not a folder in the password store",
        "pass: { prefx: x } | unknown key pass.prefx: did you mean prefix?",
        "pass: gopass | pass needs settings of its own below it",
        "login: { duration: 14m59s } | login.duration is not between",
        "login: { duration: 36h1s } | login.duration is not between",
        "login: { duration: 12 } | login.duration is not a duration",
        "login: { duration: twelve } | login.duration is not a duration",
        "login: { duration: 99999999999h } | login.duration is not a duration",
        "login: { survive-restart: yes } | login.survive-restart is neither true nor false",
        "login: { survive-restart: } | login.survive-restart has no value",
        "account-id: off | account-id is neither true nor false",
        "account-id: | account-id has no value",
        "account-id: { emit: false } | account-id is a single value",
        "account: false | unknown key account",
        "login: { survive-reboot: true } | unknown key login.survive-reboot",
        "profiles: { p: file } | profiles.p needs settings of its own below it",
        "profiles: [p] | profiles needs settings of its own below it",
        "login: &a { duration: 1h } | anchors are not supported",
        "store: !!str file | tags are not supported",
        "store: file, x | store is none of auto, file, keychain, pass, secret-service",
        "[a] | a list of KEY: VALUE is expected",
        "text | a list of KEY: VALUE is expected",
        "{[a]: b} | a key has to be a word",
        "a: b: c | is not well-formed YAML",
        "'store: \"' | is not well-formed YAML",
        "'{' | is not well-formed YAML",
        "'store: @file' | is not well-formed YAML",
      })
  void aWrongValueIsNamed(String text, String expected) {
    List<String> problems = problems(text);

    assertEquals(1, problems.size(), problems::toString);
    assertEquals("jvc.yaml:1: " + expected, shortened(problems.getFirst(), expected));
  }

  private static String shortened(String problem, String expected) {
    return problem.substring(0, Math.min(problem.length(), ("jvc.yaml:1: " + expected).length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "127.0.0.1", "127.255.255.254", "'::1'", "127.0.0.9"})
  void loopbackLiteralsAreAccepted(String host) {
    assertFalse(good("listen:\n  host: " + host).listen().value().host().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "12h, PT12H",
    "90m, PT1H30M",
    "1h30m, PT1H30M",
    "900s, PT15M",
    "PT15M, PT15M",
    "p1d, PT24H",
    "36H, PT36H",
  })
  void durationsAreReadInEveryForm(String text, Duration expected) {
    assertEquals(expected, good("login: { duration: " + text + " }").loginDuration().value());
  }

  @Test
  void eachEntryOfAListHasItsOwnLine() {
    assertEquals(
        List.of(
            "jvc.yaml:2: imds.0.port is missing",
            "jvc.yaml:4: imds.1.port is not a number from 0 to 65535",
            "jvc.yaml:5: imds.1.profile has no value: give it one or remove the line",
            "jvc.yaml:6: imds.2 needs settings of its own, such as [ { port: 9912, profile: personal } ]"),
        problems(
            """
            imds:
              - profile: personal
              - v1: true
                port: none
                profile:
              - 9912
            """));
  }

  @Test
  void linkLocalAddressesHaveThePortThatClientsKnow() {
    JvcConfig config =
        good(
            """
            link-local:
              - address: 169.254.170.2
              - { address: 169.254.169.254, port: 8080, profile: personal, v1: true }
            """);

    assertEquals(
        List.of(
            new Setting<>(new LinkLocal("169.254.170.2", 80, null, false), "jvc.yaml:2"),
            new Setting<>(
                new LinkLocal("169.254.169.254", 8080, new ProfileName("personal"), true),
                "jvc.yaml:3")),
        config.linkLocal());
  }

  @Test
  void anyFreePortMayBeTakenSeveralTimes() {
    assertEquals(
        2,
        good("listen: { port: 0 }\nimds: [ { port: 0, profile: a }, { port: 0, profile: a } ]")
            .imds()
            .size());
  }

  @Test
  void aKeyTwiceIsAnErrorOnTheSecondLine() {
    assertEquals(
        List.of("jvc.yaml:3: key store is already on line 1"),
        problems("store: file\nlogin: { duration: 1h }\nstore: auto\n"));
  }

  @Test
  void aSecondDocumentIsAnError() {
    assertEquals(
        List.of("jvc.yaml:2: a second document starts here: remove the ---"),
        problems("store: file\n---\nstore: auto\n"));
  }

  @Test
  void aliasesThatWouldGrowWithoutEndAreRefusedBeforeTheyAreFollowed() {
    assertEquals(
        List.of(
            "jvc.yaml:1: anchors are not supported: write the value out where it is needed",
            "jvc.yaml:1: aliases are not supported: write the value out"),
        problems("profiles: &a { p: *a }"));
  }

  @Test
  void deepNestingIsRefused() {
    assertEquals(
        List.of("jvc.yaml:1: is nested too deeply"),
        problems("profiles: " + "{ a: ".repeat(20) + "1" + " }".repeat(20)));
  }

  @Test
  void bytesThatAreNotTextAreRefused() {
    JvcConfigFile.Content content =
        JvcConfigFile.read("jvc.yaml", ByteBuffer.wrap(new byte[] {'a', ':', (byte) 0xff}));

    assertEquals("jvc.yaml: is not UTF-8 text", content.problems().getFirst().text());
    assertEquals(
        List.of("jvc.yaml: is not well-formed YAML: it holds a character that is not text"),
        problems("store: \u0000"));
  }

  @Test
  void anUnknownKeyIsShownWithoutControlCharactersAndCutShort() {
    List<String> problems = problems("\"a\\e[31m\u202e" + "b".repeat(100) + "\": 1");

    assertEquals(List.of("jvc.yaml:1: unknown key a?[31m?" + "b".repeat(64 - 7)), problems);
  }
}
