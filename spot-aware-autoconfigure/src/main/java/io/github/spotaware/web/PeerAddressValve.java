package io.github.spotaware.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;

import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * Keeps the address of Tomcat's socket where another valve puts a forwarded one in its
 * place, wherever in the pipeline that one is.
 */
final class PeerAddressValve extends ValveBase {

	PeerAddressValve() {
		super(true);
	}

	/**
	 * Add a valve if one is needed. To be called when the other valves are in place.
	 */
	static void addIfNeeded(TomcatWebServerFactory factory) {
		if (factory.getEngineValves().stream().anyMatch(RemoteIpValve.class::isInstance)
				|| factory.getContextValves().stream().anyMatch(RemoteIpValve.class::isInstance)) {
			factory.addEngineValves(new PeerAddressValve());
		}
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(ServletTrafficFilter.PEER_ATTRIBUTE, request.getPeerAddr());
		getNext().invoke(request, response);
	}

}
