//! A letter to an address of a name goes on to where its owner said, by way of Postfix from the machine's
//! packages with the tables that are kept for it. The instance has queues and settings of its own, and
//! hands everything to somebody who writes it down.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use testkit::World;

use super::{NAME, free_port, has};

/// How long a letter may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A private Postfix, until it is dropped.
struct Postfix {
    folder: TempDir,
    port: u16,
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = self.says("stop");
    }
}

impl Postfix {
    /// Starts with the tables in `tables`; sends everything to port `onward`.
    fn start(tables: &Path, onward: u16) -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        // Its own user works in there.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        for part in ["conf", "queue", "data"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        let data = folder.path().join("data");
        let owned = Command::new("chown").arg("postfix").arg(&data).status().unwrap();
        assert!(owned.success());
        let at = |part: &str| folder.path().join(part).display().to_string();
        let table = |name: &str| format!("texthash:{}", tables.join(name).display());
        let settings = [
            ("compatibility_level", "3.6".to_owned()),
            ("queue_directory", at("queue")),
            ("data_directory", at("data")),
            ("maillog_file", at("log")),
            ("maillog_file_prefixes", at("")),
            ("inet_interfaces", "127.0.0.1".to_owned()),
            ("inet_protocols", "ipv4".to_owned()),
            ("myhostname", "forward.nameyard.example".to_owned()),
            ("mydestination", String::new()),
            ("mynetworks", "192.0.2.1/32".to_owned()),
            ("smtpd_relay_restrictions", "reject_unauth_destination".to_owned()),
            ("virtual_alias_domains", table("virtual_alias_domains")),
            ("virtual_alias_maps", table("virtual_alias_maps")),
            ("relayhost", format!("[127.0.0.1]:{onward}")),
            ("smtp_dns_support_level", "disabled".to_owned()),
            ("alias_maps", String::new()),
            ("local_recipient_maps", String::new()),
        ];
        let settings: String =
            settings.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
        fs::write(folder.path().join("conf/main.cf"), settings).unwrap();
        let services = format!(
            "127.0.0.1:{port} inet n - n - - smtpd\n\
             cleanup unix n - n - 0 cleanup\nqmgr unix n - n 300 1 qmgr\n\
             rewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n\
             defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\n\
             proxymap unix - - n - - proxymap\nsmtp unix - - n - - smtp\n\
             relay unix - - n - - smtp\nerror unix - - n - - error\nretry unix - - n - - error\n\
             anvil unix - - n - 1 anvil\npostlog unix-dgram n - n - 1 postlogd\n"
        );
        fs::write(folder.path().join("conf/master.cf"), services).unwrap();
        let postfix = Self { folder, port };
        assert!(postfix.says("start"), "{}", postfix.log());
        postfix
    }

    fn says(&self, word: &str) -> bool {
        let settings = self.folder.path().join("conf");
        let done = Command::new("postfix").arg("-c").arg(settings).arg(word).output().unwrap();
        done.status.success()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Brings a letter to one address; the code that it is answered with.
    fn takes(&self, to: &str) -> String {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answers = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut code = move || loop {
            let line = answers.next().unwrap().unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line[..3].to_owned();
            }
        };
        let say = |line: &str| (&stream).write_all(format!("{line}\r\n").as_bytes()).unwrap();
        assert_eq!(code(), "220");
        for line in ["HELO visitor.example", "MAIL FROM:<bob@example.net>"] {
            say(line);
            assert_eq!(code(), "250");
        }
        say(&format!("RCPT TO:<{to}>"));
        let taken = code();
        if taken == "250" {
            say("DATA");
            assert_eq!(code(), "354");
            say("Subject: shoes\r\n\r\nDo you have boots?\r\n.");
            assert_eq!(code(), "250");
        }
        taken
    }
}

/// Takes every letter and tells whom it is for.
fn reader() -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, (told, read)) = (listener.local_addr().unwrap().port(), channel());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            read_letters(&stream.unwrap(), &told);
        }
    });
    (port, read)
}

fn read_letters(stream: &TcpStream, told: &Sender<String>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let say = |line: &str| {
        let _ = { stream }.write_all(format!("{line}\r\n").as_bytes());
    };
    say("220 reader");
    while let Some(line) = lines.next() {
        match line.get(..4).unwrap_or_default() {
            "DATA" => {
                say("354 go on");
                let _letter: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                say("250 read");
            }
            "RCPT" => {
                let _ = told.send(line);
                say("250 known");
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 well"),
        }
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    let is_root = output.stdout.trim_ascii() == b"0";
    if !is_root {
        eprintln!("skipped: only root can start a Postfix");
    }
    is_root
}

/// Waits until a table says something.
async fn says(table: &Path, line: &str) {
    let until = Instant::now() + PATIENCE;
    loop {
        let text = fs::read_to_string(table).unwrap_or_default();
        if text.lines().any(|one| one == line) {
            return;
        }
        assert!(Instant::now() < until, "{line} is not in {text}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_on_to_where_its_owner_said() {
    let world = World::on("2026-01-01").await;
    let main = world.client("main").await;
    let id = main.buys(NAME, 1).await;
    let rules = json!({ "emforwarding": [
        { "from": "info", "to": "jane@example.com" }, { "from": "info", "to": "joe@example.com" },
        { "from": "sales", "to": "sam@example.com" },
    ]});
    let _ = main.put(&format!("/domain/{id}/emforwarding"), rules).await.done();
    let tables = world.running().json()["forwarding"]["mail_tables"].as_str().unwrap().to_owned();
    let tables = PathBuf::from(tables);
    let maps = tables.join("virtual_alias_maps");
    says(&maps, "info@shoes.co.za jane@example.com, joe@example.com").await;
    says(&tables.join("virtual_alias_domains"), "shoes.co.za forwarded").await;
    if has("postfix") && is_root() {
        let given = tables.clone();
        tokio::task::spawn_blocking(move || brings_letters(&given)).await.unwrap();
    }
    // What is said anew is written soon.
    let all = json!({ "emforwarding": [{ "from": "*", "to": "all@example.com" }]});
    let _ = main.put(&format!("/domain/{id}/emforwarding"), all).await.done();
    says(&maps, "@shoes.co.za all@example.com").await;
    assert!(!fs::read_to_string(&maps).unwrap().contains("jane"));
    let _ = world.stops().await;
}

fn brings_letters(tables: &Path) {
    let (onward, letters) = reader();
    let postfix = Postfix::start(tables, onward);
    assert_eq!(postfix.takes("Info@Shoes.co.za"), "250");
    let arrived = |_| letters.recv_timeout(PATIENCE).map_err(|_| postfix.log()).unwrap();
    let mut arrived: Vec<String> = (0..2).map(arrived).collect();
    arrived.sort();
    assert_eq!(arrived, ["RCPT TO:<jane@example.com>", "RCPT TO:<joe@example.com>"]);
    // Nobody else's mail is taken, nor mail for addresses without a rule.
    assert_eq!(postfix.takes("nobody@shoes.co.za"), "550");
    assert_eq!(postfix.takes("info@boots.co.za"), "554");
}
