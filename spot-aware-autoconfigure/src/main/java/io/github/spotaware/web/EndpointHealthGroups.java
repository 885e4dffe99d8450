package io.github.spotaware.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/**
 * Reads the groups from Boot's health endpoint.
 */
final class EndpointHealthGroups implements HealthGroups {

	private static final String STATE = "readinessState";

	private static final String INDICATOR = STATE + "HealthIndicator";

	private final ApplicationContext context;

	EndpointHealthGroups(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public List<HealthGroup> all() {
		HealthEndpointGroups groups = this.context.getBeanProvider(HealthEndpointGroups.class).getIfAvailable();
		if (groups == null || !exposed()) {
			return List.of();
		}
		List<HealthGroup> all = new ArrayList<>();
		all.add(read("", groups.getPrimary()));
		for (String name : groups.getNames()) {
			HealthEndpointGroup group = groups.get(name);
			if (group != null) {
				all.add(read(name, group));
			}
		}
		return all;
	}

	/**
	 * Boot has what answers over HTTP only where the endpoint is exposed and may be read.
	 */
	private boolean exposed() {
		return this.context.getBeanNamesForType(HealthEndpointWebExtension.class, true, false).length > 0
				|| this.context.getBeanNamesForType(ReactiveHealthEndpointWebExtension.class, true, false).length > 0;
	}

	private HealthGroup read(String name, HealthEndpointGroup group) {
		AdditionalHealthEndpointPath path = group.getAdditionalPath();
		return new HealthGroup(name, group.isMember(STATE) && this.context.containsBean(INDICATOR),
				group.getHttpCodeStatusMapper().getStatusCode(Status.OUT_OF_SERVICE),
				(path != null) ? slashed(path.getValue()) : null,
				path != null && path.equals(AdditionalHealthEndpointPath.from("management:" + path.getValue())));
	}

	private static String slashed(String path) {
		return path.startsWith("/") ? path : "/" + path;
	}

}
