"""Find the packages below each folder that pyproject.toml maps into `aivc`."""

import tomllib
from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
folders = settings["tool"]["setuptools"]["package-dir"]
below = {
    f"{package}.{name}": f"{folder}/{name.replace('.', '/')}"
    for package, folder in folders.items()
    for name in find_packages(str(ROOT / folder))
}
setup(packages=[*folders, *below], package_dir={**folders, **below})
