package io.github.spotaware.kubernetes;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;

/**
 * Who issued the token of our service account, which tells whether the cluster is one of
 * EKS. The token is only looked at, not verified.
 *
 * @param uri the issuer
 * @see <a href=
 * "https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html">
 * Amazon EKS: the OIDC issuer of a cluster</a>
 */
record TokenIssuer(String uri) {

	private static final Pattern EKS = Pattern.compile("oidc\\.eks\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

	static @Nullable TokenIssuer of(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3) {
			return null;
		}
		try {
			String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
			Object issuer = JsonParserFactory.getJsonParser().parseMap(claims).get("iss");
			return (issuer instanceof String text) ? new TokenIssuer(text) : null;
		}
		catch (RuntimeException ex) {
			// Some clusters have tokens of another kind.
			return null;
		}
	}

	/**
	 * Return the Region of the cluster, if it is one of EKS.
	 * @return the Region, or {@code null} when it is none of EKS
	 */
	@Nullable String region() {
		try {
			String host = URI.create(this.uri).getHost();
			Matcher matcher = EKS.matcher((host != null) ? host : "");
			return matcher.matches() ? matcher.group(1) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
