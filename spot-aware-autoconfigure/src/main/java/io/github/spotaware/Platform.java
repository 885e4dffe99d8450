package io.github.spotaware;

import java.util.Set;

/**
 * Names what the application runs on, as far as interruptions are concerned.
 */
public enum Platform {

	/**
	 * A process on an EC2 instance, Spot or not.
	 */
	EC2("an EC2 instance"),

	/**
	 * A task on AWS Fargate, Spot or not.
	 */
	ECS_FARGATE("a Fargate task", Trait.ORCHESTRATED, Trait.ECS),

	/**
	 * An ECS task on an EC2 instance, of ours or managed by ECS.
	 */
	ECS_EC2("an ECS task on an EC2 instance", Trait.ORCHESTRATED, Trait.ECS, Trait.ON_INSTANCE),

	/**
	 * An ECS task on a machine outside AWS, by ECS Anywhere.
	 */
	ECS_EXTERNAL("an ECS task outside AWS", Trait.ORCHESTRATED, Trait.ECS),

	/**
	 * A pod of a Kubernetes cluster, EKS or not.
	 */
	KUBERNETES("a Kubernetes pod", Trait.ORCHESTRATED, Trait.ON_INSTANCE),

	/**
	 * Nothing that can be interrupted: a laptop, a build server, another cloud.
	 */
	NONE("no AWS platform");

	private final String description;

	private final boolean orchestrated;

	private final boolean ecs;

	private final boolean onInstance;

	Platform(String description, Trait... traits) {
		Set<Trait> all = Set.of(traits);
		this.description = description;
		this.orchestrated = all.contains(Trait.ORCHESTRATED);
		this.ecs = all.contains(Trait.ECS);
		this.onInstance = all.contains(Trait.ON_INSTANCE);
	}

	/**
	 * Return words for a log line.
	 * @return the platform with its article
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return whether an orchestrator puts us into our target groups, ends us and replaces
	 * us. It asks with SIGTERM and means it; nobody but it registers us again.
	 * @return whether our end is for something else to decide
	 */
	public boolean orchestrated() {
		return this.orchestrated;
	}

	/**
	 * Return whether this is a task of ECS, which deregisters a task in an ordinary
	 * deployment and waits until its callers have gone, before it sends SIGTERM.
	 * @return whether we are a task
	 */
	public boolean ecs() {
		return this.ecs;
	}

	/**
	 * Return whether we share an EC2 instance whose metadata service may tell of its end.
	 * @return whether there is an instance that is not ours alone
	 */
	public boolean onInstance() {
		return this.onInstance;
	}

	private enum Trait {

		ECS, ORCHESTRATED, ON_INSTANCE

	}

}
