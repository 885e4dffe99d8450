/**
 * Listeners of SQS queues, with Spring Cloud AWS and ElasticMQ.
 */
@NullMarked
package io.github.spotaware.background.sqs;

import org.jspecify.annotations.NullMarked;
