package io.github.spotaware;

/**
 * Names what the application runs on, as far as interruptions are concerned.
 */
public enum Platform {

	/**
	 * A process on an EC2 instance, Spot or not.
	 */
	EC2("an EC2 instance"),

	/**
	 * Nothing that can be interrupted: a laptop, a build server, another cloud.
	 */
	NONE("no AWS platform");

	private final String description;

	Platform(String description) {
		this.description = description;
	}

	/**
	 * Return words for a log line.
	 * @return the platform with its article
	 */
	public String description() {
		return this.description;
	}

}
