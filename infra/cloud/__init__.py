"""The deployment in an AWS account: what is shipped, the template, and the commands that bring it there."""
