"""The plan of the xMatters dialect as a file: roles, sites, people, groups; engines with their properties and forms.

values         single values of a file
plan_file      the file as a whole; a module per noun reads what is said of one thing: role_file, site_file, person_file,
               device_file, group_file, engine_file, property_file, form_file, option_file, callback_file
inventory      what a deployment has already
roles          roles as they are to be
people         people, their accounts, groups and sites as they are to be
layout         engines and properties as they are to be
forms          forms as they are to be
defaults       what a form says where nobody says anything
plan           all of it: what would become of each thing, and doing it
"""
