"""Compares the task role of each template with the policy that the guide offers to copy."""

import json
import sys

from cfnlint.decode import decode

NAMES = {
    "Cluster": "shop",
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::StackName": "shop",
    "TargetGroup": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/0123456789abcdef",
    "Cluster.Arn": "arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
}

# Tasks on Fargate have no instance to look at.
ONLY_ON_EC2 = "SeeTheInstance"


def resolved(value):
    if isinstance(value, list):
        return [resolved(element) for element in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        function, argument = next(iter(value.items()))
        if function == "Ref":
            return NAMES[argument]
        if function == "Fn::GetAtt":
            return NAMES[argument if isinstance(argument, str) else ".".join(argument)]
        if function == "Fn::Sub":
            for name, text in NAMES.items():
                argument = argument.replace("${" + name + "}", text)
            return argument
    return {key: resolved(element) for key, element in value.items()}


def statements(template):
    content, problems = decode(template)
    if problems:
        sys.exit(f"{template}: {problems}")
    policies = content["Resources"]["TaskRole"]["Properties"]["Policies"]
    return [statement for policy in policies for statement in resolved(policy)["PolicyDocument"]["Statement"]]


def main(policy, templates):
    with open(policy, encoding="utf-8") as file:
        offered = json.load(file)["Statement"]
    for template in templates:
        on_fargate = "fargate" in template
        expected = [one for one in offered if not (on_fargate and one["Sid"] == ONLY_ON_EC2)]
        actual = statements(template)
        if actual != expected:
            differing = [one for one in actual if one not in expected] + [one for one in expected if one not in actual]
            sys.exit(f"{template}: the task role's policy is not that of {policy}: {json.dumps(differing or 'order')}")
        print(f"{template}: task role as in {policy}, {len(actual)} statements")


main(sys.argv[1], sys.argv[2:])
