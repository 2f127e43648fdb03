# Short names; `cargo xtask` does the work and runs without this file.

# What there is.
default:
    @just --list

# Everything that CI runs.
ci:
    cargo xtask ci

# Formatting, lints, layers, documentation, dependencies.
check:
    cargo xtask check

# All tests, on SQLite and PostgreSQL; arguments go to the test runner.
test *ARGUMENTS:
    cargo xtask test {{ARGUMENTS}}

# The tests whose name holds NAME.
story NAME:
    cargo xtask test {{NAME}}

# The whole platform on this machine, with nothing outside.
sandbox *ARGUMENTS:
    cargo run --release -- sandbox {{ARGUMENTS}}

# The platform as in production, by its configuration.
serve CONFIG="nameyard.toml":
    cargo run --release -- serve --config {{CONFIG}}

# Recorded answers of every dialect, read and written back.
golden:
    cargo test --package dialects --test golden

# The program killed under load, many times.
crash *SEED:
    cargo xtask crash {{SEED}}

# What the platform costs, as ratios from one run; `just bench dns`: what the name server costs.
bench *ARGUMENTS:
    cargo xtask bench {{ARGUMENTS}}
