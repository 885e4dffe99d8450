"""Lets a real Prometheus watch a fleet lose instances, and looks whether alerts and dashboard find what they ask for."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

LIMIT = 110
INSTANCES = 3
INTERRUPTED = 2
EXPECTED = "SpotManyInterrupted"

SELECTOR = re.compile(r"\b(spot_\w+)(?:\{([^}]*)})?")
MATCHED = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"')
GROUPED = re.compile(r"\b(?:by|on|ignoring|without)\s*\(([^)]*)\)")
# What Grafana puts in the place of its variables.
VARIABLES = {"$__rate_interval": "15s", "$__range": "5m", "$job": ".*", "$instance": ".*"}

files, work = sys.argv[1:]
began = time.monotonic()


def output():
    with open(os.path.join(work, "fleet"), encoding="utf-8") as log:
        return log.read()


def wait_for(what, ask):
    while time.monotonic() - began < LIMIT:
        try:
            found = ask()
        except (OSError, ValueError):
            found = None
        if found:
            return found
        time.sleep(0.5)
    return sys.exit(f"Not within {LIMIT} s: {what}\n{output()}")


def call(url, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=5) as answer:
        return answer.read()


def live_page():
    found = re.search(r"Live page\s+(\S+/)", output())
    return found and found[1]


def serving(page):
    instances = json.loads(call(page + "fleet"))["instances"]
    found = [one for one in instances if one["port"] and one["interruptible"]]
    return found if len(found) == INSTANCES else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Prometheus:
    def __init__(self, ports):
        self.address = f"127.0.0.1:{free_port()}"
        config = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [os.path.abspath(os.path.join(files, "alerts.yaml"))],
            "scrape_configs": [{
                "job_name": "shop",
                "metrics_path": "/actuator/prometheus",
                "static_configs": [{"targets": [f"127.0.0.1:{port}" for port in ports]}],
            }],
        }
        name = os.path.join(work, "prometheus.json")
        with open(name, "w", encoding="utf-8") as file:
            json.dump(config, file)
        with open(os.path.join(work, "prometheus.log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                ["prometheus", f"--config.file={name}", f"--storage.tsdb.path={work}/data",
                 f"--web.listen-address={self.address}", "--log.level=warn"], stdout=log, stderr=log)

    def get(self, path, **parameters):
        query = urllib.parse.urlencode(parameters)
        return json.loads(call(f"http://{self.address}/api/v1/{path}?{query}"))["data"]

    def query(self, expression):
        return self.get("query", query=expression)["result"]

    def labels(self, meter):
        return {label for series in self.get("series", **{"match[]": meter}) for label in series}

    def close(self):
        self.process.terminate()
        self.process.wait()


def expressions(prometheus):
    for group in prometheus.get("rules")["groups"]:
        for rule in group["rules"]:
            yield rule["name"], rule["query"]
    with open(os.path.join(files, "dashboard.json"), encoding="utf-8") as file:
        dashboard = json.load(file)
    for annotation in dashboard["annotations"]["list"]:
        yield annotation["name"], annotation["expr"]
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]


def check(prometheus):
    asked = {}
    count = 0
    for name, expression in expressions(prometheus):
        for variable, value in VARIABLES.items():
            expression = expression.replace(variable, value)
        try:
            prometheus.query(expression)
        except OSError as error:
            sys.exit(f"{name}: Prometheus does not understand '{expression}': {error}")
        known = {"job", "instance"}
        for meter, matchers in SELECTOR.findall(expression):
            labels = prometheus.labels(meter)
            if not labels:
                sys.exit(f"{name}: no instance exports '{meter}'")
            known |= labels
            wrong = set(MATCHED.findall(matchers)) - labels
            if wrong:
                sys.exit(f"{name}: '{meter}' has no tag {sorted(wrong)}")
            asked[meter] = labels
        wrong = {label.strip() for labels in GROUPED.findall(expression) for label in labels.split(",")} - known
        if wrong:
            sys.exit(f"{name}: nothing has a tag {sorted(wrong)}")
        count += 1
    print(f"{count} expressions ask for {len(asked)} meters that were scraped")


def main():
    page = wait_for("a fleet", live_page)
    instances = wait_for(f"{INSTANCES} instances in service", lambda: serving(page))
    prometheus = Prometheus([one["port"] for one in instances])
    try:
        wait_for("all of them scraped",
                 lambda: len(prometheus.query('spot_state{state="running"} == 1')) == INSTANCES)
        for one in instances[:INTERRUPTED]:
            call(f"{page}instances/{one['number']}/interrupt", "POST")
        wait_for(f"alert {EXPECTED} firing",
                 lambda: prometheus.query(f'ALERTS{{alertname="{EXPECTED}", alertstate="firing"}}'))
        wait_for("drains that ended",
                 lambda: len(prometheus.query('spot_drain_seconds_count{end="settled"} == 1')) == INTERRUPTED)
        check(prometheus)
        fired = {one["metric"]["alertname"] for one in prometheus.query('count by (alertname) (last_over_time(ALERTS{alertstate="firing"}[5m]))')}
        print(f"{INTERRUPTED} of {INSTANCES} instances interrupted; fired: {', '.join(sorted(fired))}")
        if fired != {EXPECTED}:
            sys.exit(f"Expected {EXPECTED} only")
    finally:
        prometheus.close()


main()
