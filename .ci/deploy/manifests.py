"""Validates Kubernetes manifests strictly, and makes sure that the validation says no to wrong ones."""

import copy
import os
import sys

import yaml
from kubernetes_validate import SchemaNotFoundError, ValidationError, validate

# The oldest and the newest version that the manifests are meant for.
VERSIONS = ["1.33", "1.37"]


def objection(document, version):
    """Says what is wrong. No schema is no excuse, as it is for the command of the package."""
    try:
        validate(document, version, strict=True)
    except ValidationError as error:
        return f"{'.'.join(str(part) for part in error.absolute_path)}: {error.message}"
    except SchemaNotFoundError as error:
        return error.message
    return None


def wrong(document):
    for place in (document, document["metadata"], document.get("spec")):
        if place is not None:
            place["noSuchField"] = True
            yield "a field that does not exist", copy.deepcopy(document)
            del place["noSuchField"]
    yield "an API version that does not exist", {**document, "apiVersion": document["apiVersion"] + "beta9"}


def main(files):
    for name in files:
        with open(name, encoding="utf-8") as file:
            name = os.path.basename(name)
            documents = [document for document in yaml.safe_load_all(file) if document]
        if not documents:
            sys.exit(f"{name}: nothing to check")
        for document in documents:
            what = f"{name}: {document['kind']} {document['metadata']['name']}"
            for version in VERSIONS:
                problem = objection(document, version)
                if problem:
                    sys.exit(f"{what} is not one of Kubernetes {version}: {problem}")
                for mistake, broken in wrong(document):
                    if not objection(broken, version):
                        sys.exit(f"{what}: the validation for Kubernetes {version} accepts {mistake}")
        print(f"{name}: {len(documents)} objects of Kubernetes {' and '.join(VERSIONS)}")


main(sys.argv[1:])
