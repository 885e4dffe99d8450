# What several recipes do.

# Installs Debian packages on this machine; says nothing unless it fails.
install_packages() {
	local log
	if dpkg -s "$@" >/dev/null 2>&1; then
		return
	fi
	log=$(mktemp)
	if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
		>"$log" 2>&1; then
		cat "$log" >&2
		return 1
	fi
	rm -f "$log"
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
	DOCKER_BUILDKIT=0 docker build --quiet --build-arg BASE="$base" --tag "$1" "$2/context" >/dev/null
}
