package io.github.spotaware.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenIssuer}.
 */
class TokenIssuerTests {

	static String token(String claims) {
		Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
		return "%s.%s.c2lnbmF0dXJl".formatted(encoder.encodeToString("{}".getBytes(StandardCharsets.UTF_8)),
				encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void ofATokenIsItsClaim() {
		assertThat(TokenIssuer.of(token("{\"aud\":[\"a\"],\"iss\":\"https://issuer.example\"}")))
			.isEqualTo(new TokenIssuer("https://issuer.example"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "opaque", "a.b", "a.%.c", "a.e30.c.d" })
	void ofWhatIsNoTokenIsNull(String token) {
		assertThat(TokenIssuer.of(token)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"iss\":1}", "[]", "garbage" })
	void ofClaimsWithoutAnIssuerIsNull(String claims) {
		assertThat(TokenIssuer.of(token(claims))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF, eu-central-1",
			"https://oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF, cn-north-1",
			"https://kubernetes.default.svc, ", "https://oidc.eks.eu-central-1.amazonaws.com.example/id/0, ",
			"https://example/oidc.eks.eu-central-1.amazonaws.com, ", "not a URI, ", "kubernetes/serviceaccount, " })
	void regionIsThatOfEksOnly(String issuer, String region) {
		assertThat(new TokenIssuer(issuer).region()).isEqualTo(region);
	}

}
