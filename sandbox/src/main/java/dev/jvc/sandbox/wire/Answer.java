package dev.jvc.sandbox.wire;

import java.util.Optional;
import java.util.stream.Stream;

/** One HTTP answer. */
public record Answer(int status, String contentType, String body) {
  private static final String XML = "text/xml";

  /** A granted call: {@code OPResponse} around {@code OPResult}, if any, and the request id. */
  public static Answer granted(Api api, String operation, Optional<Xml> result, String requestId) {
    return xml(
        200,
        Xml.root(
            operation + "Response",
            api.namespace(),
            Stream.concat(
                    result.stream(),
                    Stream.of(Xml.element("ResponseMetadata", Xml.text("RequestId", requestId))))
                .toArray(Xml[]::new)));
  }

  /** A refused call in AWS's {@code ErrorResponse}; statuses from 500 are the receiver's fault. */
  public static Answer refused(Api api, Refusal refusal, String requestId) {
    return xml(
        refusal.status(),
        Xml.root(
            "ErrorResponse",
            api.namespace(),
            Xml.element(
                "Error",
                Xml.text("Type", refusal.status() < 500 ? "Sender" : "Receiver"),
                Xml.text("Code", refusal.code()),
                Xml.text("Message", refusal.text())),
            Xml.text("RequestId", requestId)));
  }

  public static Answer text(int status, String contentType, String body) {
    return new Answer(status, contentType, body);
  }

  private static Answer xml(int status, Xml root) {
    return text(status, XML, root.render());
  }
}
