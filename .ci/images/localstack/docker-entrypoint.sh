#!/bin/sh
# Testcontainers starts LocalStack by this name.
exec python3 -m localstack.runtime.main
