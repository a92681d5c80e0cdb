package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A program in {@code security}'s place, with a file as its keychain.
 *
 * <p>It does what security(1) and the program's published source (SecurityTool) say: the same
 * commands and options, the way {@code -i} splits a line, the exit codes, the hexadecimal for what
 * cannot be printed, the form of a dump. It refuses whatever it does not know. It also writes down
 * its arguments, in which no secret may ever stand.
 */
final class StandInKeychain {

  private static final String PROGRAM =
      """
      #!/usr/bin/env python3
      import fcntl, json, os, sys, time

      FOLDER = os.path.dirname(os.path.abspath(sys.argv[0]))
      LOGIN = "/Users/me/Library/Keychains/login.keychain-db"
      MISSING, CANCELLED, NO_INTERACTION, WRONG, DUPLICATE = 44, 128, 36, 51, 45
      MESSAGES = {
          MISSING: "The specified item could not be found in the keychain.",
          CANCELLED: "User canceled the operation.",
          NO_INTERACTION: "User interaction is not allowed.",
          WRONG: "The user name or passphrase you entered is not correct.",
          DUPLICATE: "The specified item already exists in the keychain.",
      }

      class Failed(Exception):
          pass

      def fail(what, code):
          sys.stderr.write("security: %s: %s\\n" % (what, MESSAGES.get(code, "error %d" % code)))
          raise Failed(code)

      def usage():
          sys.stderr.write("Usage: ...\\n")
          raise Failed(2)

      def mode():
          try:
              return open(os.path.join(FOLDER, "mode")).read().strip()
          except FileNotFoundError:
              return "allow"

      def ask(what):
          now = mode()
          with open(os.path.join(FOLDER, "asked"), "a") as asked:
              asked.write(what + "\\n")
          if now == "hang":
              time.sleep(600)
          if now != "allow":
              fail(what, int(now))

      class Items:
          def __enter__(self):
              self.lock = open(os.path.join(FOLDER, "lock"), "w")
              fcntl.flock(self.lock, fcntl.LOCK_EX)
              self.path = os.path.join(FOLDER, "keychain.json")
              self.all = json.load(open(self.path)) if os.path.exists(self.path) else []
              return self
          def find(self, service, account, keychain):
              for item in self.all:
                  if item.get("file", LOGIN) == (keychain or [LOGIN])[0] and (service is None or item["svce"] == service) and (
                      account is None or item["acct"] == account):
                      return item
              return None
          def save(self):
              with open(self.path + ".new", "w") as out:
                  json.dump(self.all, out)
              os.rename(self.path + ".new", self.path)
          def __exit__(self, *error):
              self.lock.close()

      def options(arguments, flags, values):
          found, rest = {}, list(arguments)
          while rest and rest[0].startswith("-"):
              option = rest.pop(0)
              name = option[1:2]
              if name in flags and len(option) == 2:
                  found[name] = True
              elif name in values:
                  if option[2:]:
                      found.setdefault(name, []).append(option[2:])
                  elif rest:
                      found.setdefault(name, []).append(rest.pop(0))
                  else:
                      usage()
              else:
                  usage()
          return found, rest

      def one(found, name):
          return found[name][-1] if name in found else None

      def add(arguments):
          found, keychain = options(arguments, "UA", "acCDGjlsTwXpt")
          if len(keychain) > 1 or "p" in found or "w" in found:
              usage()
          data = bytes.fromhex(one(found, "X")) if "X" in found else b""
          item = {"svce": one(found, "s"), "acct": one(found, "a"), "labl": one(found, "l"),
                  "data": data.hex(), "trusted": [t for t in found.get("T", []) if t],
                  "file": keychain[0] if keychain else LOGIN}
          ask("SecKeychainItemCreateFromContent (<default>)")
          with Items() as items:
              old = items.find(item["svce"], item["acct"], keychain)
              if old is not None:
                  if "U" not in found:
                      fail("SecKeychainItemCreateFromContent (<default>)", DUPLICATE)
                  old["data"] = item["data"]
              else:
                  items.all.append(item)
              items.save()

      def printable(data):
          return all(0x20 <= c <= 0x7E for c in data)

      def find(arguments):
          found, keychain = options(arguments, "gw", "acCDGjls")
          with Items() as items:
              item = items.find(one(found, "s"), one(found, "a"), keychain)
          if item is None:
              fail("SecKeychainSearchCopyNext", MISSING)
          if "w" not in found:
              return
          if item["trusted"] == []:
              ask("SecKeychainItemCopyContent")
          data = bytes.fromhex(item["data"])
          out = data if printable(data) else data.hex().encode()
          sys.stdout.buffer.write(out + b"\\n")

      def delete(arguments):
          found, keychain = options(arguments, "", "acCDGjls")
          with Items() as items:
              item = items.find(one(found, "s"), one(found, "a"), keychain)
          if item is None:
              fail("SecKeychainSearchCopyNext", MISSING)
          ask("SecKeychainItemDelete")
          with Items() as items:
              item = items.find(one(found, "s"), one(found, "a"), keychain)
              if item is not None:
                  items.all.remove(item)
                  items.save()
          print("password has been deleted.")

      def blob(text):
          if text is None:
              return "<NULL>"
          data = text.encode()
          if printable(data):
              return '"%s"' % text
          shown = "".join(chr(c) if 0x20 <= c <= 0x7E and c != 0x5C else "\\\\%03o" % c for c in data)
          return '0x%s  "%s"' % (data.hex().upper(), shown)

      def dump(arguments):
          found, keychain = options(arguments, "adir", "")
          if "d" in found:
              usage()
          with Items() as items:
              for item in items.all:
                  if item.get("file", LOGIN) != (keychain or [LOGIN])[0]:
                      continue
                  print('keychain: "%s"' % item.get("file", LOGIN))
                  print("version: 512")
                  print('class: "%s"' % item.get("class", "genp"))
                  print("attributes:")
                  print("    0x00000007 <blob>=%s" % blob(item["labl"]))
                  print("    0x00000008 <blob>=<NULL>")
                  print('    "acct"<blob>=%s' % blob(item["acct"]))
                  print('    "cdat"<timedate>=0x32303236  "20260102030405Z\\\\000"')
                  print('    "desc"<blob>=<NULL>')
                  print('    "svce"<blob>=%s' % blob(item["svce"]))
                  print('    "type"<uint32>=<NULL>')

      COMMANDS = {"add-generic-password": add, "find-generic-password": find,
                  "delete-generic-password": delete, "dump-keychain": dump}

      def run(arguments):
          if not arguments:
              return 0
          if arguments[0] not in COMMANDS:
              sys.stderr.write('security: unknown command "%s"\\n' % arguments[0])
              return 1
          try:
              COMMANDS[arguments[0]](arguments[1:])
              return 0
          except Failed as failed:
              return failed.args[0]

      def split(line):
          arguments, current, state, quote = [], [], "space", ""
          for c in line:
              if state == "space":
                  if c.isspace():
                      continue
                  current = []
                  if c in "\\"'":
                      quote, state = c, "quoted"
                      continue
                  state = "plain"
              if state in ("plain escaped", "quoted escaped"):
                  current.append(c)
                  state = state.split()[0]
              elif c == "\\\\":
                  state += " escaped"
              elif (state == "plain" and c.isspace()) or (state == "quoted" and c == quote):
                  arguments.append("".join(current))
                  state = "space"
              else:
                  current.append(c)
          if state != "space":
              arguments.append("".join(current))
          return arguments

      with open(os.path.join(FOLDER, "arguments"), "a") as log:
          log.write(json.dumps(sys.argv[1:]) + "\\n")
      if os.path.exists(os.path.join(FOLDER, "code")):
          sys.exit(int(open(os.path.join(FOLDER, "code")).read()))
      code = 0
      if sys.argv[1:] == ["-i"]:
          data = sys.stdin.read()
          while data:
              line = data[:4095].split("\\n", 1)[0]
              data = data[len(line):]
              data = data[1:] if data.startswith("\\n") else data
              arguments = split(line)
              code = run(arguments)
              if code:
                  sys.stderr.write("%s: returned %d\\n" % (arguments[0], code))
      else:
          code = run(sys.argv[1:])
      sys.stdout.flush()
      sys.exit(code)
      """;

  private final Path folder;

  private StandInKeychain(Path folder) {
    this.folder = folder;
  }

  /** An empty keychain below a folder. */
  static StandInKeychain in(Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("keychain"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path program = Files.writeString(folder.resolve("security"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new StandInKeychain(folder);
  }

  /** The one that another process has made. */
  static StandInKeychain at(String program) {
    return new StandInKeychain(Path.of(program).resolveSibling(""));
  }

  String program() {
    return folder.resolve("security").toString();
  }

  SecretStore store() {
    return store(Duration.ofSeconds(60));
  }

  SecretStore store(Duration patience) {
    return KeychainStore.in(environment(), program(), patience);
  }

  ForeignKeys awsVault() {
    return AwsVaultKeychain.in(environment(), program(), Duration.ofSeconds(60));
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", folder.toString(),
        "PATH", System.getenv("PATH"),
        "AWS_SECRET_ACCESS_KEY", "not for the program");
  }

  /** The path of a keychain by its file's name. */
  String file(String name) {
    return folder.resolve("Library/Keychains").resolve(name).toString();
  }

  void makeFile(String name) throws IOException {
    Path file = Path.of(file(name));
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  void removeFile(String name) throws IOException {
    Files.delete(Path.of(file(name)));
  }

  /** What the person does with a window: {@code allow}, {@code hang}, or the code of a refusal. */
  void person(String does) throws IOException {
    Files.writeString(folder.resolve("mode"), does);
  }

  /** Whatever is called ends with a code at once. */
  void endsWith(int code) throws IOException {
    Files.writeString(folder.resolve("code"), Integer.toString(code));
  }

  /** How many windows were shown. */
  int asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
  }

  /** Every argument that was ever given. */
  String arguments() throws IOException {
    return Files.readString(folder.resolve("arguments"), StandardCharsets.UTF_8);
  }

  /** The keychain's file. */
  String content() throws IOException {
    return Files.readString(folder.resolve("keychain.json"), StandardCharsets.UTF_8);
  }

  /** Puts items there that others made, as the file has them. */
  void content(String json) throws IOException {
    Files.writeString(folder.resolve("keychain.json"), json);
  }

  /** Runs the program as another client would; returns its output. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ended with " + process.exitValue() + ": " + out);
    }
    return out;
  }
}
