package dev.jvc.daemon.endpoint.guard;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.endpoint.answer.AnswerHeaders;
import dev.jvc.daemon.endpoint.answer.ErrorDocument;
import dev.jvc.daemon.endpoint.answer.ErrorTable;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The complete answer to each refusal, rendered once; each ends its connection. */
final class RefusalAnswers {

  private final Map<Refusal, byte[]> whole = new EnumMap<>(Refusal.class);
  private final Map<Refusal, byte[]> headOnly = new EnumMap<>(Refusal.class);

  /**
   * @param methods those that the listener has, for {@code Allow}
   */
  RefusalAnswers(List<String> methods) {
    for (Refusal refusal : Refusal.values()) {
      Problem problem = refusal.problem();
      if (problem != null) {
        byte[] body = ErrorDocument.of(problem);
        byte[] head = head(problem, refusal == Refusal.METHOD ? methods : List.of(), body.length);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head);
        answer.writeBytes(body);
        headOnly.put(refusal, head);
        whole.put(refusal, answer.toByteArray());
      }
    }
  }

  /**
   * The bytes to send.
   *
   * @param toHead whether the request was a {@code HEAD}, whose answer has no body
   * @return null when the refusal is a silent one
   */
  @Nullable BufferData answer(Refusal refusal, boolean toHead) {
    byte[] bytes = (toHead ? headOnly : whole).get(refusal);
    return bytes == null ? null : BufferData.create(bytes);
  }

  private static byte[] head(Problem problem, List<String> allowed, int length) {
    Status status = Status.create(ErrorTable.status(problem.code()));
    List<String> lines = new ArrayList<>();
    lines.add("HTTP/1.1 " + status.code() + " " + status.reasonPhrase());
    lines.add(line(AnswerHeaders.JSON));
    for (Header header : AnswerHeaders.SAFETY) {
      lines.add(line(header));
    }
    if (!allowed.isEmpty()) {
      lines.add("Allow: " + String.join(", ", allowed));
    }
    lines.add("Content-Length: " + length);
    lines.add("Connection: close");
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(Header header) {
    return header.name() + ": " + header.get();
  }
}
