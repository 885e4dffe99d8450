package io.github.spotaware;

import java.util.List;

/**
 * Knows of findings. Define a bean to add one.
 */
public interface Check {

	/**
	 * Return what is known now, without calling out. May be called by any thread.
	 * @return the findings, none when all is well
	 */
	List<Finding> findings();

}
