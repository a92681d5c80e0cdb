package dev.jvc.daemon.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client that passes on no more of an answer than is wanted.
 *
 * <p>Whatever stands between this machine and AWS may send without end, or compressed so that it
 * unfolds without end. And by the {@code Date} of any refusal the SDK would shift the time of every
 * later signature in this process, although the clock is for its owner to mend; so that header
 * arrives under another name.
 */
final class BoundedHttpClient implements SdkHttpClient {

  /** Many times the longest answer of STS, in bytes. */
  static final int LIMIT = 64 * 1024;

  /** Carries what the answer says of its date. */
  static final String DATE = "Jvc-Answer-Date";

  private final SdkHttpClient client;

  BoundedHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return bounded(prepared.call());
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static HttpExecuteResponse bounded(HttpExecuteResponse response) throws IOException {
    if (response.httpResponse().firstMatchingHeader("Content-Encoding").isPresent()) {
      response.responseBody().ifPresent(AbortableInputStream::abort);
      throw new NotStsException("the answer is compressed");
    }
    HttpExecuteResponse.Builder answer =
        HttpExecuteResponse.builder().response(undated(response.httpResponse()));
    response
        .responseBody()
        .ifPresent(
            body -> answer.responseBody(AbortableInputStream.create(new Bounded(body), body)));
    return answer.build();
  }

  private static SdkHttpResponse undated(SdkHttpResponse response) {
    SdkHttpResponse.Builder undated = response.toBuilder();
    response
        .firstMatchingHeader("Date")
        .ifPresent(date ->
            undated
                .headers(
                    response.headers().entrySet().stream()
                        .filter(header -> !"Date".equalsIgnoreCase(header.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .putHeader(DATE, date));
    return undated.build();
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** The answer cannot come from STS. */
  static final class NotStsException extends IOException {

    private static final long serialVersionUID = 1L;

    NotStsException(String message) {
      super(message);
    }
  }

  private static final class Bounded extends FilterInputStream {

    private int left = LIMIT;

    Bounded(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    @Override
    public long skip(long length) throws IOException {
      long skipped = super.skip(Math.min(length, left));
      count((int) skipped);
      return skipped;
    }

    private void count(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new NotStsException("the answer is longer than " + LIMIT + " bytes");
      }
    }
  }
}
