# What several recipes do.

# Runs a command that says nothing unless it fails.
quietly() {
	local log status=0
	log=$(mktemp)
	"$@" >"$log" 2>&1 || status=$?
	[ $status = 0 ] || cat "$log" >&2
	rm -f "$log"
	return $status
}

# Installs Debian packages on this machine, one call at a time.
install_packages() {
	if ! dpkg -s "$@" >/dev/null 2>&1; then
		# Not for a service to inherit that a package starts.
		local alone=(flock --close /tmp/spot-aware-packages.lock)
		quietly "${alone[@]}" apt-get update
		DEBIAN_FRONTEND=noninteractive quietly "${alone[@]}" apt-get install -y --no-install-recommends "$@"
	fi
}

# build_image IMAGE CONTEXT [OPTION...]: the builder that comes with the engine; Debian's has
# no other. Its client says that it is deprecated.
build_image() {
	DOCKER_BUILDKIT=0 quietly docker build --tag "$1" "${@:3}" "$2"
}

# The name of this machine's Debian release, of which the base image is too: a package for
# this machine's Python is then one for the image's.
release() {
	# shellcheck source=/dev/null
	(. /etc/os-release && echo "$VERSION_CODENAME")
}

base_image() {
	echo "spot-aware/base:$(release)"
}

# python_image IMAGE SCRATCH RECIPE: puts a recipe's requirements on top of the base image,
# then does what its Dockerfile says.
python_image() {
	local base
	base=$(base_image)
	docker image inspect "$base" >/dev/null 2>&1 || ../base/make "$base" "$2"
	install_packages python3 python3-pip
	/usr/bin/python3 -m pip install --quiet --root-user-action=ignore --no-compile \
		--target "$2/context/packages" --requirement "$3/requirements.txt"
	cp "$3"/* "$2/context"
	build_image "$1" "$2/context" --build-arg BASE="$base"
}
