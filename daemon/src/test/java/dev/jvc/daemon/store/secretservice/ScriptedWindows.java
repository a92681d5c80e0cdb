package dev.jvc.daemon.store.secretservice;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;

/**
 * The program that shows GNOME Keyring's windows, with a script in the person's place.
 *
 * <p>Speaks gcr's prompter protocol ({@code org.gnome.keyring.internal.Prompter.xml}) and its
 * secret exchange {@code sx-aes-1}.
 */
final class ScriptedWindows implements AutoCloseable {

  private static final String CALLBACK = "org.gnome.keyring.internal.Prompter.Callback";

  /** The 1536-bit group of RFC 3526. */
  private static final BigInteger PRIME =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
              + "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9"
              + "A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8"
              + "A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED52907"
              + "7096966D670C354E4ABC9804F1746C08CA237327FFFFFFFFFFFFFFFF",
          16);

  private final DBusConnection connection;
  private final Function<Integer, Answer> script;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  private ScriptedWindows(DBusConnection connection, Function<Integer, Answer> script) {
    this.connection = connection;
    this.script = script;
  }

  /** What the person does with a window. */
  sealed interface Answer {

    /** Types a password and agrees. */
    record Password(String text) implements Answer {}

    /** Closes it. */
    record Close() implements Answer {}

    /** Comes back to it at some time, and then types a password. */
    record Later(CompletableFuture<String> password) implements Answer {}
  }

  /**
   * Takes the place of the program that shows windows.
   *
   * @param script what is done with the first, second, … window
   */
  static ScriptedWindows on(PrivateBus bus, Function<Integer, Answer> script) throws DBusException {
    DBusConnection connection =
        DBusConnectionBuilder.forAddress(bus.address()).withShared(false).build();
    ScriptedWindows windows = new ScriptedWindows(connection, script);
    connection.exportObject("/org/gnome/keyring/Prompter", windows.new Shown());
    connection.requestBusName("org.gnome.keyring.SystemPrompter");
    return windows;
  }

  /** The messages of the windows shown so far. */
  List<String> shown() {
    return shown;
  }

  /** What GNOME Keyring calls. */
  @DBusInterfaceName("org.gnome.keyring.internal.Prompter")
  public interface Prompter extends DBusInterface {

    void BeginPrompting(DBusPath callback);

    void PerformPrompt(
        DBusPath callback, String type, Map<String, Variant<?>> properties, String exchange);

    void StopPrompting(DBusPath callback);
  }

  /** One side of the exchange in which a password travels. */
  private static final class Exchange {

    private final SecureRandom random = new SecureRandom();
    private final BigInteger exponent = new BigInteger(1535, random);

    String begin() {
      return "[sx-aes-1]\npublic=" + base64(ours()) + "\n";
    }

    String send(String received, String secret) {
      Matcher theirs = Pattern.compile("(?m)^public=(\\S+)$").matcher(received);
      if (!theirs.find()) {
        throw new IllegalStateException("no public key in the exchange");
      }
      BigInteger key = new BigInteger(1, Base64.getDecoder().decode(theirs.group(1)));
      byte[] vector = new byte[16];
      random.nextBytes(vector);
      try {
        byte[] derived =
            KDF.getInstance("HKDF-SHA256")
                .deriveData(
                    HKDFParameterSpec.ofExtract()
                        .addIKM(padded(key.modPow(exponent, PRIME)))
                        .thenExpand(null, 16));
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(
            Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, "AES"), new IvParameterSpec(vector));
        byte[] sealed = aes.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        return begin() + "secret=" + base64(sealed) + "\niv=" + base64(vector) + "\n";
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private byte[] ours() {
      return padded(BigInteger.TWO.modPow(exponent, PRIME));
    }

    private static byte[] padded(BigInteger number) {
      byte[] bytes = number.toByteArray();
      int length = Math.min(bytes.length, 192);
      byte[] padded = new byte[192];
      System.arraycopy(bytes, bytes.length - length, padded, 192 - length, length);
      return padded;
    }

    private static String base64(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  private final class Shown implements Prompter {

    private final Exchange exchange = new Exchange();

    @Override
    public void BeginPrompting(DBusPath callback) {
      String caller = DBusConnection.getCallInfo().getSource();
      later(() -> ready(caller, callback, "", exchange.begin()));
    }

    @Override
    public void PerformPrompt(
        DBusPath callback, String type, Map<String, Variant<?>> properties, String received) {
      String caller = DBusConnection.getCallInfo().getSource();
      shown.add(
          properties.containsKey("message")
              ? String.valueOf(properties.get("message").getValue())
              : type);
      switch (script.apply(shown.size())) {
        case Answer.Password(String text) ->
            later(() -> ready(caller, callback, "yes", exchange.send(received, text)));
        case Answer.Close() -> later(() -> ready(caller, callback, "no", exchange.begin()));
        case Answer.Later(var password) -> {
          var _ =
              password.thenAccept(
                  text -> ready(caller, callback, "yes", exchange.send(received, text)));
        }
      }
    }

    @Override
    public void StopPrompting(DBusPath callback) {
      String caller = DBusConnection.getCallInfo().getSource();
      later(() -> call(caller, callback, "PromptDone", null));
    }

    @Override
    public String getObjectPath() {
      return "/org/gnome/keyring/Prompter";
    }
  }

  /** The real program answers from its next turn, after the call has returned. */
  private static void later(Runnable answer) {
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(answer);
  }

  private void ready(String caller, DBusPath callback, String reply, String exchange) {
    // A password of no strength makes the keyring ask whether an empty one is meant.
    Map<String, Variant<?>> properties =
        Map.of("password-strength", new Variant<>(new Variant<>(1), "v"));
    call(caller, callback, "PromptReady", "sa{sv}s", reply, properties, exchange);
  }

  private void call(
      String caller,
      DBusPath callback,
      String method,
      @org.jspecify.annotations.Nullable String signature,
      Object... arguments) {
    try {
      MethodCall call =
          connection
              .getMessageFactory()
              .createMethodCall(
                  null,
                  caller,
                  callback.getPath(),
                  CALLBACK,
                  method,
                  (byte) 0,
                  signature,
                  arguments);
      connection.sendMessage(call);
    } catch (DBusException | DBusExecutionException gone) {
      shown.add("the keyring went away: " + Arrays.toString(arguments).length());
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (java.io.IOException gone) {
      // Together with the bus.
    }
  }
}
