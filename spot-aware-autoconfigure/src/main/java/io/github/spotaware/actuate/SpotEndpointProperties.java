package io.github.spotaware.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the endpoint.
 *
 * @param showValues When to show ids, ARNs and addresses.
 * @param roles Roles used to determine whether a user is authorized to be shown ids, ARNs
 * and addresses. When empty, all authenticated users are authorized.
 */
@ConfigurationProperties("management.endpoint.spot")
record SpotEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
