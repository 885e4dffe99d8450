package io.github.spotaware.testsupport;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Makes providers of beans.
 */
public final class Provided {

	private Provided() {
	}

	/**
	 * Return a provider of one bean, or of none.
	 */
	public static <T> ObjectProvider<T> by(Class<T> type, @Nullable T bean) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		if (bean != null) {
			beans.registerSingleton("only", bean);
		}
		return beans.getBeanProvider(type);
	}

}
