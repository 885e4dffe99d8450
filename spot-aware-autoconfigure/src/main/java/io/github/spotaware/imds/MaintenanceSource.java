package io.github.spotaware.imds;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.github.spotaware.InterruptionNotice;
import io.github.spotaware.SpotSignal;
import org.jspecify.annotations.Nullable;

/**
 * Watches for scheduled maintenance. Of several events the earliest one counts.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instances-status-check_sched.html">
 * Scheduled events for your instances</a>
 */
final class MaintenanceSource extends MetadataSource {

	static final String PATH = "/latest/meta-data/events/maintenance/scheduled";

	private final Surroundings surroundings;

	MaintenanceSource(ImdsProperties properties, Surroundings surroundings, MetadataClient client) {
		super("imds-maintenance", properties, surroundings, client);
		this.surroundings = surroundings;
	}

	@Override
	@Nullable SpotSignal look(MetadataClient client, @Nullable SpotSignal before) throws MetadataException {
		List<MaintenanceEvent> events = client.documents(PATH).stream().map(MaintenanceEvent::from).toList();
		Instant booted = events.isEmpty() ? null : this.surroundings.booted();
		return events.stream()
			.filter((event) -> event.pending(booted))
			.map(MaintenanceEvent::toNotice)
			.min(Comparator.comparing(InterruptionNotice::time, Comparator.nullsFirst(Comparator.naturalOrder())))
			.orElse(null);
	}

}
