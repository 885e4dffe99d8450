// Validates objects of Karpenter, given as JSON documents of one line each on standard input.
// The validators of the package let fields pass that they do not know. So what they have not
// looked at is unknown, too.
import { createInterface } from "node:readline";
import * as aws from "@kubernetes-models/karpenter/karpenter.k8s.aws/v1";
import * as core from "@kubernetes-models/karpenter/karpenter.sh/v1";

const models = [...Object.values(core), ...Object.values(aws)];

function watched(value, path, seen) {
	if (value === null || typeof value !== "object") {
		return value;
	}
	const inner = {};
	return new Proxy(value, {
		get(target, key) {
			if (typeof key === "symbol" || !Object.hasOwn(target, key)) {
				return target[key];
			}
			seen.add(`${path}.${key}`);
			return (inner[key] ??= watched(target[key], `${path}.${key}`, seen));
		},
	});
}

function* paths(value, path) {
	for (const [key, element] of Object.entries(value)) {
		yield `${path}.${key}`;
		if (element !== null && typeof element === "object") {
			yield* paths(element, `${path}.${key}`);
		}
	}
}

function objection(document) {
	const Model = models.find((model) => model.kind === document.kind && model.apiVersion === document.apiVersion);
	if (!Model) {
		return `there is no ${document.kind} in ${document.apiVersion}`;
	}
	const seen = new Set();
	try {
		// Not of an instance: its constructor would look at everything.
		Model.prototype.validate.call(watched(document, "", seen));
	}
	catch (error) {
		return error.message;
	}
	const unknown = [...paths(document, "")].find((path) => !seen.has(path));
	return unknown && `${unknown} is unknown`;
}

function* wrong(document) {
	for (const change of [
		(broken) => { broken.spec.noSuchField = true; },
		(broken) => { broken.spec.template.spec.noSuchField = true; },
		(broken) => { broken.spec.disruption.budgets[0].nodes = "a few"; },
		(broken) => { delete broken.spec.template.spec.nodeClassRef; },
		(broken) => { broken.apiVersion = "karpenter.sh/v1beta9"; },
	]) {
		const broken = structuredClone(document);
		change(broken);
		yield broken;
	}
}

let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
	const document = JSON.parse(line);
	const problem = objection(document);
	if (problem) {
		console.error(`${document.kind} ${document.metadata.name} is not one of Karpenter: ${problem}`);
		process.exit(1);
	}
	for (const broken of wrong(document)) {
		if (!objection(broken)) {
			console.error(`The validation accepts a wrong ${document.kind}: ${JSON.stringify(broken)}`);
			process.exit(1);
		}
	}
	count++;
}
if (count === 0) {
	console.error("Nothing to check");
	process.exit(1);
}
console.log(`${count} object of Karpenter`);
