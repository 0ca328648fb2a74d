"""Runs the benchmarks and prints what they measured."""

from tests.benchmarks import slash_command


def main() -> None:
    """Run every benchmark."""
    slash_command.main()


if __name__ == "__main__":
    main()
