package io.github.spotaware.contract;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A user of moto who may do only what is listed. moto judges the actions, not their
 * resources.
 *
 * @param accessKey the access key
 * @param secretKey the secret key
 */
record MotoUser(String accessKey, String secretKey) {

	private static final String IAM_VERSION = "2010-05-08";

	/**
	 * Do something while moto judges.
	 * @param actions the actions that are allowed, quoted and with commas between them
	 * @param what what the user does
	 */
	static void allowed(String actions, Consumer<MotoUser> what) {
		MotoUser user = create(actions);
		Moto.checkPermissionsAfter("0");
		try {
			what.accept(user);
		}
		finally {
			Moto.checkPermissionsAfter("inf");
		}
	}

	private static MotoUser create(String actions) {
		String policy = """
				{
				  "Version": "2012-10-17",
				  "Statement": { "Effect": "Allow", "Action": [ %s ], "Resource": "*" }
				}""".formatted(actions);
		AwsCall iam = new AwsCall(Moto.endpoint(), "iam");
		String user = "user-" + UUID.randomUUID();
		iam.query("CreateUser", IAM_VERSION, Map.of("UserName", user));
		iam.query("PutUserPolicy", IAM_VERSION,
				Map.of("UserName", user, "PolicyName", "allowed", "PolicyDocument", policy));
		String key = iam.query("CreateAccessKey", IAM_VERSION, Map.of("UserName", user));
		return new MotoUser(AwsCall.find("<AccessKeyId>([^<]+)<", key), AwsCall.find("<SecretAccessKey>([^<]+)<", key));
	}

}
