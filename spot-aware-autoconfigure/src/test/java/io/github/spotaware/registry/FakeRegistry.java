package io.github.spotaware.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.serviceregistry.ServiceRegistry;

/**
 * A registry in memory. Does as it is told, unless a behaviour is set.
 */
final class FakeRegistry implements ServiceRegistry<FakeRegistration> {

	final List<String> set = new CopyOnWriteArrayList<>();

	volatile @Nullable Object status = "UP";

	volatile @Nullable Supplier<? extends RuntimeException> failure;

	volatile @Nullable Supplier<? extends RuntimeException> silence;

	volatile @Nullable CountDownLatch hanging;

	volatile boolean deaf;

	/**
	 * Whether it does as it is told although it fails.
	 */
	volatile boolean mute;

	@Override
	public void register(@Nullable FakeRegistration registration) {
		throw new AssertionError("Not ours to do");
	}

	@Override
	public void deregister(@Nullable FakeRegistration registration) {
		throw new AssertionError("Not ours to do");
	}

	@Override
	public void close() {
		throw new AssertionError("Not ours to do");
	}

	@Override
	public void setStatus(FakeRegistration registration, String status) {
		this.set.add(registration.getInstanceId() + " " + status);
		CountDownLatch hangs = this.hanging;
		if (hangs != null) {
			await(hangs);
		}
		Supplier<? extends RuntimeException> fails = this.failure;
		if (this.mute) {
			this.status = status;
		}
		if (fails != null) {
			throw fails.get();
		}
		if (!this.deaf) {
			this.status = status;
		}
	}

	@Override
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals", "NullAway" })
	public <T> T getStatus(FakeRegistration registration) {
		Supplier<? extends RuntimeException> silent = this.silence;
		if (silent != null) {
			throw silent.get();
		}
		return (T) this.status;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
