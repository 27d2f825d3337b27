"""What is never shipped to Lambda: the deployment's resources, the local cloud, seed data, tools."""
