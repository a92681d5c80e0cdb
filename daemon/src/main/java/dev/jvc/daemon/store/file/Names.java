package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names of entries as UTF-8, one form for each name and one name for each form. */
final class Names {

  private Names() {}

  /** Whether a name has a UTF-8 form at all, which half a surrogate pair has not. */
  static boolean isEncodable(ProfileName name) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(name.value());
  }

  /**
   * The UTF-8 form.
   *
   * @throws IllegalArgumentException when there is none
   */
  static byte[] encode(ProfileName name) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name.value()));
      byte[] utf8 = new byte[encoded.remaining()];
      encoded.get(utf8);
      return utf8;
    } catch (CharacterCodingException unpaired) {
      throw new IllegalArgumentException("the name is not valid Unicode", unpaired);
    }
  }

  static ProfileName decode(byte[] utf8) throws BadFileException {
    try {
      return new ProfileName(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException | IllegalArgumentException notAName) {
      throw BadFileException.damaged();
    }
  }
}
