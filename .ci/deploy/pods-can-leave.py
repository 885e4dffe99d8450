"""Compares the settings that let a pod leave without losing a request, as the guide gives them."""

import os
import re
import sys

import yaml

READINESS = "/actuator/health/readiness"
LIVENESS = "/actuator/health/liveness"
INGRESS = "alb.ingress.kubernetes.io/"
LOOK = ["get", "list", "watch"]

# Where the application reads its environment, and what the downward API has to put into it.
READER = "spot-aware-autoconfigure/src/main/java/io/github/spotaware/kubernetes/PodEnvironment.java"
DOWNWARD = {
    "POD_NAME": "metadata.name",
    "POD_NAMESPACE": "metadata.namespace",
    "POD_UID": "metadata.uid",
    "POD_IP": "status.podIP",
    "NODE_NAME": "spec.nodeName",
}
# Instead of POD_IP, with all addresses.
ALTERNATIVE = {"POD_IPS"}


class Manifest:
    def __init__(self, name):
        self.name = os.path.basename(name)
        with open(name, encoding="utf-8") as file:
            self.objects = [document for document in yaml.safe_load_all(file) if document]

    def of(self, kind):
        return [document for document in self.objects if document["kind"] == kind]

    def one(self, kind):
        found = self.of(kind)
        self.expect(f"objects of kind {kind}", len(found), 1)
        return found[0]

    def expect(self, what, actual, expected):
        if actual != expected:
            sys.exit(f"{self.name}: {what}: {actual!r} instead of {expected!r}")

    def require(self, what, holds):
        if not holds:
            sys.exit(f"{self.name}: {what}")


def seconds(text):
    return int(re.fullmatch(r"(\d+)s", text)[1])


def attributes(text):
    return dict(pair.split("=", 1) for pair in text.split(","))


def check_pod(manifest, pod):
    grace = pod["terminationGracePeriodSeconds"]
    manifest.require(f"a grace period of {grace} s is shorter than Kubernetes's own", grace >= 30)
    containers = pod["containers"] + pod.get("initContainers", [])
    manifest.require("a lifecycle hook delays SIGTERM", not any("lifecycle" in one for one in containers))
    container = pod["containers"][0]
    manifest.expect("readiness path", container["readinessProbe"]["httpGet"]["path"], READINESS)
    for probe in ("livenessProbe", "startupProbe"):
        manifest.expect(f"path of {probe}", container[probe]["httpGet"]["path"], LIVENESS)
    variables = {one["name"]: one for one in container["env"]}
    fields = {name: one["valueFrom"]["fieldRef"]["fieldPath"] for name, one in variables.items() if "valueFrom" in one}
    manifest.expect("downward API", fields, DOWNWARD)
    manifest.expect("grace period told", seconds(variables["SPOTAWARE_TERMINATIONGRACEPERIOD"]["value"]), grace)
    return grace, seconds(variables["SERVER_TOMCAT_KEEPALIVETIMEOUT"]["value"])


def check_ingress(manifest, grace, keep_alive):
    annotations = manifest.one("Ingress")["metadata"]["annotations"]
    manifest.expect("target type", annotations[INGRESS + "target-type"], "ip")
    manifest.expect("health check path", annotations[INGRESS + "healthcheck-path"], READINESS)
    group = attributes(annotations[INGRESS + "target-group-attributes"])
    delay = int(group["deregistration_delay.timeout_seconds"])
    manifest.require(f"a deregistration delay of {delay} s exceeds the grace period", delay <= grace)
    balancer = attributes(annotations[INGRESS + "load-balancer-attributes"])
    idle = int(balancer["idle_timeout.timeout_seconds"])
    manifest.require(f"keep-alive of {keep_alive} s ends before the idle timeout of {idle} s", keep_alive > idle)
    noticed = int(annotations[INGRESS + "healthcheck-interval-seconds"]) * int(
        annotations[INGRESS + "unhealthy-threshold-count"]
    )
    manifest.require(f"health checks need {noticed} s", noticed <= grace / 3)


def check_disruption(manifest, deployment, labels):
    budget = manifest.one("PodDisruptionBudget")
    manifest.expect("API of the budget", budget["apiVersion"], "policy/v1")
    rolling = deployment["spec"]["strategy"]["rollingUpdate"]
    manifest.expect("pods that a rolling update takes first", rolling["maxUnavailable"], 0)
    at_once = budget["spec"]["maxUnavailable"]
    manifest.require("the budget allows no eviction, or all", 0 < at_once < deployment["spec"]["replicas"])
    pod = deployment["spec"]["template"]["spec"]
    selectors = [
        deployment["spec"]["selector"]["matchLabels"],
        budget["spec"]["selector"]["matchLabels"],
        manifest.one("Service")["spec"]["selector"],
        *(one["labelSelector"]["matchLabels"] for one in pod["topologySpreadConstraints"]),
        *(
            one["podAffinityTerm"]["labelSelector"]["matchLabels"]
            for one in pod["affinity"]["podAntiAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]
        ),
    ]
    for selector in selectors:
        manifest.expect("selected labels", selector, labels)
    manifest.expect(
        "spread over",
        [one["topologyKey"] for one in pod["topologySpreadConstraints"]],
        ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
    )
    labels_of_namespace = manifest.one("Namespace")["metadata"]["labels"]
    manifest.expect("readiness gate", labels_of_namespace["elbv2.k8s.aws/pod-readiness-gate-inject"], "enabled")


def check_permissions(manifest, pod):
    roles = manifest.of("Role") + manifest.of("ClusterRole")
    manifest.expect("token of the service account", pod["automountServiceAccountToken"], bool(roles))
    if not roles:
        manifest.expect("objects of RBAC", [one for one in manifest.objects if "rbac" in one["apiVersion"]], [])
        return
    for kind, resource in (("Role", "pods"), ("ClusterRole", "nodes")):
        role = manifest.one(kind)
        rules = [{"apiGroups": [""], "resources": [resource], "verbs": LOOK}]
        manifest.expect(f"rules of the {kind}", role["rules"], rules)
        binding = manifest.one(f"{kind}Binding")
        bound = (binding["roleRef"]["kind"], binding["roleRef"]["name"])
        manifest.expect(f"role of the {kind}Binding", bound, (kind, role["metadata"]["name"]))
        account = manifest.one("ServiceAccount")["metadata"]
        manifest.expect(
            f"subjects of the {kind}Binding",
            binding["subjects"],
            [{"kind": "ServiceAccount", "name": account["name"], "namespace": account["namespace"]}],
        )
        manifest.expect("service account of the pod", pod["serviceAccountName"], account["name"])


def check_reader():
    with open(READER, encoding="utf-8") as file:
        read = set(re.findall(r'variable\("((?:POD|NODE)_\w+)"\)', file.read())) - ALTERNATIVE
    if read != set(DOWNWARD):
        sys.exit(f"{READER} reads {sorted(read)} and not {sorted(DOWNWARD)}")


def main(names):
    check_reader()
    for name in names:
        manifest = Manifest(name)
        deployment = manifest.one("Deployment")
        template = deployment["spec"]["template"]
        grace, keep_alive = check_pod(manifest, template["spec"])
        check_ingress(manifest, grace, keep_alive)
        check_disruption(manifest, deployment, template["metadata"]["labels"])
        check_permissions(manifest, template["spec"])
        print(f"{manifest.name}: pods leave within {grace} s, {'with' if manifest.of('Role') else 'without'} RBAC")


main(sys.argv[1:])
