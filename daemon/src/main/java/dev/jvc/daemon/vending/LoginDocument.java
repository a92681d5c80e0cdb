package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logins as bytes: a version, how many there are, and for each its key, its session and its
 * lifetime.
 *
 * <p>Not JSON, because no library that reads or writes it wipes what it read.
 */
final class LoginDocument {

  private static final int VERSION = 1;

  /** More logins than anybody has; a larger number is damage. */
  private static final int MOST = 10_000;

  private LoginDocument() {}

  /** The bytes are no logins, or those of another version. */
  static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private MalformedException(Exception cause) {
      super("they cannot be read", cause);
    }
  }

  /** The logins as bytes, which the caller wipes. */
  static byte[] write(Collection<Login> logins) {
    WipedBuffer buffer = new WipedBuffer();
    try (DataOutputStream out = new DataOutputStream(buffer)) {
      out.writeByte(VERSION);
      out.writeInt(logins.size());
      for (Login login : logins) {
        write(out, login.key());
        write(out, login.credentials());
        write(out, login.held().life());
      }
      return buffer.take();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * The logins that the bytes stand for.
   *
   * @throws MalformedException when the bytes are anything else
   */
  static List<Login> read(byte[] document, DocumentRenderer renderer, Clocks clocks)
      throws MalformedException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(document))) {
      if (in.readUnsignedByte() != VERSION) {
        throw new IOException("another version");
      }
      List<Login> logins = new ArrayList<>();
      for (int left = count(in, MOST); left > 0; left--) {
        LoginKey key = key(in);
        SessionCredentials credentials = credentials(in);
        logins.add(new Login(key, Held.of(credentials, life(in), renderer, clocks, 0)));
      }
      if (in.read() >= 0) {
        throw new IOException("more than logins");
      }
      return logins;
    } catch (IOException | RuntimeException malformed) {
      throw new MalformedException(malformed);
    }
  }

  private static void write(DataOutputStream out, LoginKey key) throws IOException {
    write(out, key.key().value());
    writeOptional(out, key.mfaSerial());
    writeOptional(out, key.endpoint() == null ? null : key.endpoint().toString());
    RoleRequest role = key.role();
    out.writeBoolean(role != null);
    if (role != null) {
      write(out, role.role().value());
      write(out, role.sessionName());
      out.writeLong(role.duration().toSeconds());
      writeOptional(out, role.externalId());
      out.writeInt(role.tags().size());
      for (Map.Entry<String, String> tag : role.tags().entrySet()) {
        write(out, tag.getKey());
        write(out, tag.getValue());
      }
      out.writeInt(role.transitiveTagKeys().size());
      for (String transitive : role.transitiveTagKeys()) {
        write(out, transitive);
      }
      writeOptional(out, role.sourceIdentity());
    }
  }

  private static LoginKey key(DataInputStream in) throws IOException {
    ProfileName name = new ProfileName(text(in));
    String mfaSerial = optional(in);
    String endpoint = optional(in);
    return new LoginKey(
        name,
        mfaSerial,
        endpoint == null ? null : URI.create(endpoint),
        in.readBoolean() ? role(in) : null);
  }

  private static RoleRequest role(DataInputStream in) throws IOException {
    RoleArn arn = new RoleArn(text(in));
    String sessionName = text(in);
    Duration duration = Duration.ofSeconds(in.readLong());
    String externalId = optional(in);
    Map<String, String> tags = new LinkedHashMap<>();
    for (int left = count(in, MOST); left > 0; left--) {
      tags.put(text(in), text(in));
    }
    Set<String> transitive = new HashSet<>();
    for (int left = count(in, MOST); left > 0; left--) {
      transitive.add(text(in));
    }
    return new RoleRequest(arn, sessionName, duration, externalId, tags, transitive, optional(in));
  }

  private static void write(DataOutputStream out, SessionCredentials session) throws IOException {
    write(out, session.accessKeyId().value());
    write(out, session.secretAccessKey());
    write(out, session.sessionToken());
    out.writeLong(session.expiration().toEpochMilli());
    write(out, session.identity().accountId());
    write(out, session.identity().arn());
  }

  private static SessionCredentials credentials(DataInputStream in) throws IOException {
    return new SessionCredentials(
        new AccessKeyId(text(in)),
        secret(in),
        secret(in),
        Instant.ofEpochMilli(in.readLong()),
        new CallerIdentity(text(in), text(in)));
  }

  private static void write(DataOutputStream out, Lifetime life) throws IOException {
    out.writeLong(life.endsWall());
    out.writeLong(life.endsBoot());
    out.writeLong(life.length().toMillis());
  }

  private static Lifetime life(DataInputStream in) throws IOException {
    return new Lifetime(in.readLong(), in.readLong(), Duration.ofMillis(in.readLong()));
  }

  private static void write(DataOutputStream out, Secret secret) throws IOException {
    out.writeInt(secret.length());
    secret.reveal(utf8 -> {
      try {
        out.write(utf8);
        return true;
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    });
  }

  private static Secret secret(DataInputStream in) throws IOException {
    return Secret.owning(bytes(in));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in, in.available())];
    in.readFully(bytes);
    return bytes;
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("no such number");
    }
    return count;
  }

  private static void writeOptional(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      write(out, text);
    }
  }

  private static @Nullable String optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? text(in) : null;
  }
}
