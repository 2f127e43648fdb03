//! `nameyard sandbox` and `nameyard serve`: reads the command line, runs until it is told to stop.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use nameyard::arguments::{Arguments, Command};
use nameyard::{StartError, logging, sandbox, serve, signal};
use tracing::Level;

/// Gives the memory of password hashes back, which the system's allocator keeps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { log, command } = Arguments::parse();
    let outcome = match command {
        Command::Sandbox(given) => {
            logging::begin(log.unwrap_or(Level::WARN));
            run_sandbox((*given).into()).await
        }
        Command::Serve { config } => {
            logging::begin(log.unwrap_or(Level::INFO));
            run_server(&config).await
        }
        Command::MailTables { config, out } => {
            logging::begin(log.unwrap_or(Level::WARN));
            serve::mail_tables(&config, &out).await
        }
        Command::Zone { command } => {
            logging::begin(log.unwrap_or(Level::WARN));
            serve::zone(command).await
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("nameyard: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run_sandbox(options: sandbox::Options) -> Result<(), StartError> {
    let mut stop = signal::Stop::listen()?;
    let running = tokio::select! {
        started = sandbox::start(options) => started?,
        () = stop.wait() => return Ok(()),
    };
    // Nobody may be reading; the same stands in sandbox.json.
    let _ = write!(std::io::stdout(), "{}", running.words());
    stop.wait().await;
    running.stop().await;
    Ok(())
}

async fn run_server(config: &Path) -> Result<(), StartError> {
    let mut stop = signal::Stop::listen()?;
    let config = serve::Config::read(config)?;
    let running = tokio::select! {
        started = serve::start(config) => started?,
        () = stop.wait() => return Ok(()),
    };
    stop.wait().await;
    running.stop().await;
    Ok(())
}
