package io.github.spotaware.test.imds;

/**
 * Records one call of the metadata service.
 *
 * @param method the HTTP method
 * @param path the path
 * @param status the status that was answered, or 0 where the call hung or was reset
 * @param nanoTime when the call arrived, on the scale of {@link System#nanoTime()}
 */
public record MetadataCall(String method, String path, int status, long nanoTime) {

}
