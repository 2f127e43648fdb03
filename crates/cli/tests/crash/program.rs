//! The real program, as a process of its own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nameyard::sandbox::Options;
use serde_json::{Value, json};
use testkit::Shop;
use testkit::http::{Caller, Sent};
use tokio::task::JoinHandle;

/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program.
pub struct Program {
    child: Child,
    said: Value,
}

impl Program {
    /// Starts it and waits until it accepts connections.
    pub fn start(options: &Options) -> Self {
        let mut program = Self::launch(options);
        let (file, begun) = (options.data.join("sandbox.json"), Instant::now());
        while !file.is_file() {
            assert_eq!(program.child.try_wait().unwrap(), None, "it ended by itself");
            assert!(begun.elapsed() < PATIENCE, "{} did not appear", file.display());
            std::thread::sleep(Duration::from_millis(2));
        }
        program.said = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        program
    }

    /// Starts it and does not wait.
    pub fn launch(options: &Options) -> Self {
        remove(&options.data.join("sandbox.json"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_nameyard"));
        command.args(["sandbox", "--frozen", "--pending", "0"]);
        command.args(["--http", "127.0.0.1:0", "--dns", "127.0.0.1:0"]);
        command.arg("--data").arg(&options.data);
        command.args(options.database.iter().flat_map(|url| ["--database", url]));
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { child, said: Value::Null }
    }

    /// The demo shop of Domains.co.za, signed in.
    pub async fn shop(&self) -> Shop {
        let facts = &self.said["dialects"]["domains-co-za"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let login = &facts["accounts"]["main"];
        let shop = Shop::new(Caller::default(), text(&facts["base_url"]));
        shop.signs_in(&text(&login["username"]), &text(&login["password"])).await
    }

    /// Has the clock moved; tells in the end whether that was answered.
    pub fn moves_clock(&self, until: &str) -> JoinHandle<bool> {
        let control = &self.said["control"];
        let text = |key: &str| control[key].as_str().unwrap().to_owned();
        let body = json!({ "set": until }).to_string().into_bytes();
        let sent = Sent {
            headers: vec![("authorization".to_owned(), format!("Bearer {}", text("token")))],
            body: Some(("application/json".to_owned(), body)),
            ..Sent::default()
        };
        let url = format!("{}/clock", text("base_url"));
        tokio::spawn(async move {
            let answer = Caller::default().try_send("POST", &url, sent).await;
            answer.is_ok_and(|answer| answer.status == 200)
        })
    }

    /// Ends it as a power cut would: it gets no chance to do anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that failed leaves nothing running; one that passed has killed it already.
        let _ = self.child.kill();
    }
}

fn remove(file: &Path) {
    if file.is_file() {
        std::fs::remove_file(file).unwrap();
    }
}
