"""Refuses, before a file is written, what no prompt has checked: an edited replay file.

Rendering this file runs the checks; there is nothing left to do once it starts.
"""

CHECKED = (
    "{{ cookiecutter.project_name | check_project_name | toml }}",
    "{{ cookiecutter.project_slug | check_project_slug }}",
    "{{ cookiecutter.providers | chosen_providers | join(' ') }}",
    "{{ cookiecutter.background | chosen_background | join(' ') }}",
    "{{ cookiecutter.database | chosen_database | join(' ') }}",
    "{{ cookiecutter.background | check_together(cookiecutter.database) }}",
    "{{ cookiecutter.console | chosen_console | join(' ') }}",
    "{{ cookiecutter.tracing | chosen_tracing | join(' ') }}",
    "{{ cookiecutter.docker | chosen_docker | join(' ') }}",
    "{{ cookiecutter.ci | chosen_ci | join(' ') }}",
    "{{ cookiecutter | hooks_run }}",
)
