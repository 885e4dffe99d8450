package io.github.spotaware.testsupport;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.spotaware.PlatformSign;
import org.jspecify.annotations.Nullable;

/**
 * Says that the property {@code withheld} keeps a platform from being seen.
 */
public final class WithheldSign implements PlatformSign {

	@Override
	public boolean seen(Function<String, @Nullable String> environment) {
		return false;
	}

	@Override
	public @Nullable String withheld(Function<String, @Nullable String> environment) {
		String by = environment.apply("withheld");
		return (by != null) ? "'%s' forbids it".formatted(by) : null;
	}

	/**
	 * Return a class loader that knows of this sign.
	 * @param directory where to write that down
	 */
	public static ClassLoader loader(Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("spring.factories"),
				PlatformSign.class.getName() + "=" + WithheldSign.class.getName());
		return new Registering(file.toUri().toURL());
	}

	private static final class Registering extends ClassLoader {

		private final URL factories;

		Registering(URL factories) {
			super(WithheldSign.class.getClassLoader());
			this.factories = factories;
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			List<URL> known = Collections.list(super.getResources(name));
			return Collections.enumeration(name.equals("META-INF/spring.factories")
					? Stream.concat(known.stream(), Stream.of(this.factories)).toList() : known);
		}

	}

}
