package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileTextTest {

  private static List<String> config(String text) {
    return lines(text.getBytes(StandardCharsets.UTF_8), FileText.Kind.CONFIG);
  }

  private static List<String> lines(byte[] bytes, FileText.Kind kind) {
    return FileText.of(ByteBuffer.wrap(bytes), kind).lines();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws_secret_access_key = SECRET | aws_secret_access_key = (hidden)",
        "AWS_Secret_Access_Key=SECRET | AWS_Secret_Access_Key = (hidden)",
        "aws_secret_access_key: SECRET | aws_secret_access_key = (hidden)",
        "aws_access_key_id = SECRET | aws_access_key_id = (hidden)",
        "aws_session_token = SECRET | aws_session_token = (hidden)",
        "a line that is SECRET | (hidden)",
        "SEC/RET+: more | (hidden)",
        "region = eu-west-2 | region = eu-west-2",
        "region : eu-west-2 | region = eu-west-2",
        "role_arn=arn:aws:iam::1:role/A | role_arn =arn:aws:iam::1:role/A",
        "[profile a] | [profile a]",
        "# SECRET | ''",
        "; SECRET | ''",
        "'   # SECRET' | ''",
        "'' | ''",
      })
  void aLineKeepsWhatIsNoSecret(String line, String kept) {
    assertEquals(List.of(kept), config(line + "\n"));
  }

  @Test
  void theContinuationOfASecretIsHiddenAndThatOfOthersIsKept() {
    assertEquals(
        List.of(
            "[a]",
            "  aws_secret_access_key = (hidden)",
            "",
            "  session_tags = a=b,",
            "    c=d",
            "  region = x"),
        config(
            """
            [a]
              aws_secret_access_key =
                SECRET
              session_tags = a=b,
                c=d
              region = x
            """));
  }

  @Test
  void theCredentialsFileGivesNothingButNames() {
    assertEquals(
        List.of(
            "[my profile]",
            "aws_access_key_id = (hidden)",
            "region = (hidden)",
            "",
            "(hidden) = (hidden)",
            "(hidden)"),
        lines(
            """
            [my profile]
            aws_access_key_id = SECRET
            region = SECRET
              SECRET
            SEC/RET = SECRET
            SECRET
            """
                .getBytes(StandardCharsets.UTF_8),
            FileText.Kind.CREDENTIALS));
  }

  @Test
  void everyKindOfLineEndIsOne() {
    assertEquals(List.of("a =1", "b =2", "c =3", "d =4"), config("a=1\r\nb=2\rc=3\nd=4"));
    assertEquals(List.of("", "", ""), config("\n\r\n\r"));
    assertEquals(List.of(), config(""));
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertEquals(List.of("[default]"), config("\ufeff[default]\n"));
  }

  @Test
  void linesThatAreNotTextAreNumbered() {
    byte[] bytes =
        "[a]\nb = ?\nc = 1\naws_secret_access_key = ?\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xff : bytes[i];
    }

    FileText text = FileText.of(ByteBuffer.wrap(bytes), FileText.Kind.CONFIG);

    assertEquals(List.of(2), text.undecodable());
    assertEquals(4, text.lines().size());
  }
}
