package io.github.spotaware.imds;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.spotaware.Finding;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;

/**
 * Asks the metadata service. Safe for use by any thread; the SDK's client is built by the
 * first that asks.
 */
final class MetadataClient implements AutoCloseable {

	private static final int UNAUTHORIZED = 401;

	private static final int FORBIDDEN = 403;

	private static final int NOT_FOUND = 404;

	/**
	 * How the SDK words that there is nothing in the answer, which some paths give
	 * instead of 404.
	 */
	private static final String EMPTY = "Response body empty";

	private final Supplier<Ec2MetadataClient> factory;

	private @Nullable Ec2MetadataClient client;

	private boolean closed;

	private volatile @Nullable MetadataException failure;

	private volatile boolean answered;

	MetadataClient(Supplier<Ec2MetadataClient> factory) {
		this.factory = factory;
	}

	/**
	 * Return the JSON object at a path.
	 * @param path the path, from {@code /latest} on
	 * @return the object, or {@code null} when there is nothing at the path
	 * @throws MetadataException when the service cannot tell
	 */
	@Nullable MetadataDocument document(String path) throws MetadataException {
		return remembering(() -> {
			String json = get(path);
			return (json != null) ? MetadataDocument.parse(path, json) : null;
		});
	}

	/**
	 * Return the JSON objects of an array at a path.
	 * @param path the path, from {@code /latest} on
	 * @return the objects, none when there is nothing at the path
	 * @throws MetadataException when the service cannot tell
	 */
	List<MetadataDocument> documents(String path) throws MetadataException {
		List<MetadataDocument> documents = remembering(() -> {
			String json = get(path);
			return (json != null) ? MetadataDocument.parseAll(path, json) : List.<MetadataDocument>of();
		});
		return Objects.requireNonNull(documents);
	}

	private <T> @Nullable T remembering(Question<T> question) throws MetadataException {
		try {
			T answer = question.ask();
			this.failure = null;
			this.answered = true;
			return answer;
		}
		catch (MetadataException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Return the text at a path.
	 * @param path the path, from {@code /latest} on
	 * @return the text, or {@code null} when there is nothing at the path
	 * @throws MetadataException when the service cannot tell
	 */
	@Nullable String text(String path) throws MetadataException {
		try {
			String text = get(path);
			return (text != null) ? text.strip() : null;
		}
		catch (MetadataException ex) {
			Throwable cause = ex.getCause();
			if (cause != null && String.valueOf(cause.getMessage()).startsWith(EMPTY)) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Return whether the service has ever answered.
	 */
	boolean answered() {
		return this.answered;
	}

	/**
	 * Return what is wrong since the last question, if anything.
	 * @return the finding, or {@code null} when all is well
	 */
	@Nullable Finding finding() {
		MetadataException failure = this.failure;
		return (failure != null) ? failure.finding() : null;
	}

	/**
	 * Return what is wrong since the last question for a container that an orchestrator
	 * runs.
	 * @return the finding, or {@code null} when all is well
	 */
	@Nullable Finding findingInContainer() {
		MetadataException failure = this.failure;
		return (failure != null) ? failure.findingInContainer() : null;
	}

	private @Nullable String get(String path) throws MetadataException {
		try {
			return askTwiceWhenRefused(path);
		}
		catch (Ec2MetadataClientException ex) {
			return absent(path, ex);
		}
		catch (RuntimeException ex) {
			// The SDK wraps what went wrong on the way; an error that the service answers
			// stands by itself or is wrapped in an exception of the SDK's.
			boolean answered = ex instanceof SdkException
					&& (ex.getCause() == null || ex.getCause() instanceof SdkException);
			MetadataException.Reason reason = answered ? MetadataException.Reason.FAILING
					: MetadataException.Reason.UNREACHABLE;
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new MetadataException(reason, "'%s' gives '%s'".formatted(path, cause.getMessage()), ex);
		}
	}

	private String askTwiceWhenRefused(String path) throws MetadataException {
		Ec2MetadataClient client = client();
		try {
			return client.get(path).asString();
		}
		catch (Ec2MetadataClientException ex) {
			if (ex.statusCode() != UNAUTHORIZED) {
				throw ex;
			}
			// The SDK keeps a token for its whole life, even one that is refused.
			discard(client);
			return client().get(path).asString();
		}
	}

	private @Nullable String absent(String path, Ec2MetadataClientException ex) throws MetadataException {
		if (ex.statusCode() == NOT_FOUND) {
			return null;
		}
		MetadataException.Reason reason = (ex.statusCode() == FORBIDDEN) ? MetadataException.Reason.OFF
				: MetadataException.Reason.FAILING;
		throw new MetadataException(reason, "'%s' gives status %d".formatted(path, ex.statusCode()), ex);
	}

	private synchronized Ec2MetadataClient client() throws MetadataException {
		if (this.closed) {
			throw new IllegalStateException("The metadata client is closed");
		}
		if (this.client == null) {
			this.client = build();
		}
		return this.client;
	}

	private Ec2MetadataClient build() throws MetadataException {
		try {
			return this.factory.get();
		}
		catch (RuntimeException | LinkageError ex) {
			throw new MetadataException(MetadataException.Reason.NO_CLIENT, "'%s'".formatted(ex.getMessage()), ex);
		}
	}

	private synchronized void discard(Ec2MetadataClient refused) {
		if (this.client == refused) {
			this.client = null;
			refused.close();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.client != null) {
			this.client.close();
			this.client = null;
		}
	}

	/**
	 * A question to the service.
	 */
	private interface Question<T> {

		@Nullable T ask() throws MetadataException;

	}

}
