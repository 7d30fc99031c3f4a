"""Generates chancery.v1 from the repository's protos while it builds.

The protos lie in ../../proto of a checkout; a source distribution carries its
own copy in proto/.
"""

import pathlib
import shutil

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent


def proto_root() -> pathlib.Path:
    for root in (HERE / "proto", HERE.parent.parent / "proto"):
        if (root / "chancery" / "v1").is_dir():
            return root
    raise SystemExit("chancery: no protos: build from a checkout or an sdist")


def generate(target: pathlib.Path) -> None:
    """Writes chancery/v1/*_pb2*.py below `target`."""
    from grpc_tools import protoc  # A build requirement, not a dependency.
    import grpc_tools

    root = proto_root()
    wkt = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    protos = sorted(map(str, (root / "chancery" / "v1").glob("*.proto")))
    arguments = ["protoc", f"-I{root}", f"-I{wkt}"]
    for kind in ("python", "pyi", "grpc_python"):
        arguments.append(f"--{kind}_out={target}")
    if protoc.main(arguments + protos) != 0:
        raise SystemExit("chancery: protoc failed")


class BuildWithProtos(build_py):
    def run(self) -> None:
        super().run()
        target = HERE if self.editable_mode else pathlib.Path(self.build_lib)
        generate(target)


class SdistWithProtos(sdist):
    def make_release_tree(self, base_dir, files) -> None:
        super().make_release_tree(base_dir, files)
        source = proto_root() / "chancery"
        shutil.copytree(source, pathlib.Path(base_dir) / "proto" / "chancery")


setup(cmdclass={"build_py": BuildWithProtos, "sdist": SdistWithProtos})
