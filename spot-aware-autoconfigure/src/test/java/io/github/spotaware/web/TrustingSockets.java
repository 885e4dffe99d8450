package io.github.spotaware.web;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Connects over TLS, whatever the certificate is.
 */
final class TrustingSockets {

	private TrustingSockets() {
	}

	/**
	 * Connect.
	 * @param protocols what to agree on by ALPN, nothing without
	 */
	static SSLSocket connect(int port, String... protocols) throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { new TrustsAll() }, null);
		SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
		SSLParameters parameters = socket.getSSLParameters();
		parameters.setApplicationProtocols(protocols);
		socket.setSSLParameters(parameters);
		socket.startHandshake();
		if (!String.join(",", protocols).equals(socket.getApplicationProtocol())) {
			throw new IOException("Negotiated '%s'".formatted(socket.getApplicationProtocol()));
		}
		return socket;
	}

	/**
	 * Accepts any certificate.
	 */
	private static final class TrustsAll implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
