"""The administrator's command line, `polydesk`: the same against the local cloud and a deployed stage. Never shipped to Lambda.
"""
