//! The server host sets servers up, does one task at a time, and follows the clock alone.

use std::collections::HashSet;
use std::sync::Arc;

use app::clock::Clock;
use app::ports::ServerHost;
use app::ports::server_host::{NewServer, NewTask, ServerReport};
use model::Error;
use model::error::{Noun, Supplier};
use model::secret::Secret;
use model::server::{Power, TaskKind};
use model::time::{Seconds, Timestamp};
use outbound::{EmbeddedHost, Faults, FaultyServerHost};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_unix(1_767_225_600);

struct World {
    host: EmbeddedHost,
    clock: Clock,
    folder: TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::frozen(NOW);
    let host = EmbeddedHost::open(&folder.path().join("servers.sqlite"), clock.clone()).unwrap();
    World { host, clock, folder }
}

/// A world with a server that is set up.
async fn world_with_a_server() -> World {
    let world = world();
    world.host.create(&order("1")).await.unwrap();
    world.passes(600);
    world
}

impl World {
    fn passes(&self, seconds: i64) {
        self.clock.set(self.clock.now() + Seconds(seconds), true);
    }

    /// The host's process is killed, and started again.
    fn restarts(self) -> Self {
        let Self { host, clock, folder } = self;
        std::mem::forget(host);
        let path = folder.path().join("servers.sqlite");
        Self { host: EmbeddedHost::open(&path, clock.clone()).unwrap(), clock, folder }
    }

    async fn sees(&self) -> ServerReport {
        self.host.info("1").await.unwrap()
    }

    async fn begins(&self, reference: &str, kind: TaskKind) -> Result<ServerReport, Error> {
        let image = matches!(kind, TaskKind::Reinstall | TaskKind::BootLive);
        let task = NewTask {
            image: image.then(|| "debian13".to_owned()),
            password: (kind == TaskKind::Reinstall).then(|| secret("after")),
            ..task(reference, kind)
        };
        self.host.begin("1", &task).await
    }
}

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn order(reference: &str) -> NewServer {
    NewServer {
        reference: reference.to_owned(),
        task: format!("{reference}/set-up"),
        plan: "Small 100+".to_owned(),
        cluster: 1,
        image: "centos9x64".to_owned(),
        panel: None,
        name: format!("vm{reference}"),
        password: secret("before"),
    }
}

fn task(reference: &str, kind: TaskKind) -> NewTask {
    NewTask { reference: reference.to_owned(), kind, image: None, panel: None, password: None }
}

fn is_refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused { supplier: Supplier::Servers, .. }))
}

#[tokio::test]
async fn a_server_is_set_up_in_ten_minutes() {
    let world = world();
    let ordered = world.host.create(&order("1")).await.unwrap();
    assert_eq!((ordered.address, ordered.power, ordered.blocked), (None, Power::Off, false));
    let set_up = ordered.task.unwrap();
    assert_eq!((set_up.ends, set_up.over), (NOW + Seconds(600), false));
    world.passes(599);
    assert_eq!(world.sees().await.address, None);
    world.passes(1);
    let ready = world.sees().await;
    assert_eq!((ready.power, ready.image.as_str()), (Power::On, "centos9x64"));
    assert_eq!(ready.address.unwrap().to_string(), "198.51.100.1");
    assert!(ready.task.unwrap().over);
    assert!(world.host.login("1", "before").await.unwrap());
    assert!(!world.host.login("1", "after").await.unwrap());
}

#[tokio::test]
async fn a_server_is_set_up_once_for_each_reference_and_has_an_address_of_its_own() {
    let world = world();
    let first = world.host.create(&order("1")).await.unwrap();
    world.passes(100);
    let again = NewServer { name: "other".to_owned(), ..order("1") };
    assert_eq!(world.host.create(&again).await.unwrap(), first);
    for reference in 2..=9 {
        world.host.create(&order(&reference.to_string())).await.unwrap();
    }
    world.host.delete("9").await.unwrap();
    world.host.create(&order("10")).await.unwrap();
    let world = world.restarts();
    let servers = world.host.servers().await.unwrap();
    let addresses: HashSet<_> = servers.iter().map(|server| server.address).collect();
    assert_eq!((servers.len(), addresses.len()), (9, 9));
    assert!(servers.iter().all(|server| server.address.to_string() != "198.51.100.9"));
}

#[tokio::test]
async fn each_task_takes_its_time_and_leaves_its_mark() {
    let timeline = [
        (TaskKind::Reboot, 60, Power::On, None),
        (TaskKind::Shutdown, 30, Power::Off, None),
        (TaskKind::PowerOn, 30, Power::On, None),
        (TaskKind::BootLive, 120, Power::On, Some("debian13")),
        (TaskKind::Reset, 30, Power::On, None),
        (TaskKind::PowerOff, 30, Power::Off, None),
        (TaskKind::Reinstall, 900, Power::On, None),
    ];
    let mut world = world_with_a_server().await;
    for (number, (kind, seconds, power, live)) in (0..).zip(timeline) {
        let reference = format!("task {number}");
        let before = world.sees().await;
        let begun = world.begins(&reference, kind).await.unwrap();
        let report = begun.task.clone().unwrap();
        assert_eq!((report.reference, report.over), (reference, false), "{kind:?}");
        assert_eq!((begun.power, &begun.live), (before.power, &before.live), "{kind:?}");
        world.passes(seconds - 1);
        assert!(!world.sees().await.task.unwrap().over, "{kind:?}");
        world = world.restarts();
        world.passes(1);
        let after = world.sees().await;
        assert!(after.task.unwrap().over, "{kind:?}");
        assert_eq!((after.power, after.live.as_deref()), (power, live), "{kind:?}");
    }
    assert_eq!(world.sees().await.image, "debian13");
    assert!(world.host.login("1", "after").await.unwrap());
    assert!(!world.host.login("1", "before").await.unwrap());
}

#[tokio::test]
async fn one_task_at_a_time_and_each_once() {
    let world = world_with_a_server().await;
    let begun = world.begins("a", TaskKind::Reboot).await.unwrap();
    assert_eq!(world.begins("a", TaskKind::Reboot).await.unwrap(), begun);
    assert!(is_refused(world.begins("b", TaskKind::Shutdown).await));
    assert!(is_refused(world.host.set_password("1", &secret("new")).await));
    world.passes(60);
    world.begins("b", TaskKind::Shutdown).await.unwrap();
    world.passes(30);
    // What was begun long ago is not begun again.
    let after = world.begins("a", TaskKind::Reboot).await.unwrap();
    assert_eq!((after.power, after.task.unwrap().reference.as_str()), (Power::Off, "b"));
    world.host.create(&order("2")).await.unwrap();
    world.passes(600);
    assert!(is_refused(world.host.begin("2", &task("a", TaskKind::Reboot)).await));
}

#[tokio::test]
async fn the_host_refuses_what_cannot_be_meant() {
    let world = world_with_a_server().await;
    assert!(is_refused(world.begins("a", TaskKind::PowerOn).await));
    assert!(is_refused(world.begins("b", TaskKind::SetUp).await));
    assert!(is_refused(world.host.begin("1", &task("c", TaskKind::BootLive)).await));
    world.begins("d", TaskKind::PowerOff).await.unwrap();
    world.passes(30);
    for kind in [TaskKind::Reboot, TaskKind::Reset, TaskKind::Shutdown, TaskKind::PowerOff] {
        assert!(is_refused(world.begins("e", kind).await), "{kind:?}");
    }
    for bad in [
        NewServer { plan: " ".to_owned(), ..order("2") },
        NewServer { cluster: 0, ..order("2") },
        NewServer { cluster: 99, ..order("2") },
        NewServer { image: "../image".to_owned(), ..order("2") },
        NewServer { password: secret(""), ..order("2") },
        NewServer { task: "1/set-up".to_owned(), ..order("2") },
    ] {
        assert!(is_refused(world.host.create(&bad).await), "{bad:?}");
    }
    let unknown = Error::NotFound(Noun::Server);
    assert_eq!(world.host.info("2").await.unwrap_err(), unknown);
    assert_eq!(world.host.block("2").await.unwrap_err(), unknown);
    let reboot = task("f", TaskKind::Reboot);
    assert_eq!(world.host.begin("2", &reboot).await.unwrap_err(), unknown);
    assert_eq!(world.host.servers().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_does_not_boot_fails_when_its_time_is_over() {
    let world = world();
    let order = NewServer { image: "unbootable-os".to_owned(), ..order("1") };
    world.host.create(&order).await.unwrap();
    assert_eq!(world.sees().await.task.unwrap().failure, None);
    world.passes(600);
    let failed = world.sees().await;
    assert_eq!((failed.address, failed.power), (None, Power::Off));
    assert!(failed.task.unwrap().failure.unwrap().contains("unbootable-os"));
    assert!(is_refused(world.begins("a", TaskKind::Reboot).await));
    world.host.delete("1").await.unwrap();
}

#[tokio::test]
async fn a_blocked_server_stands_still_until_it_is_let_go() {
    let world = world_with_a_server().await;
    world.begins("a", TaskKind::BootLive).await.unwrap();
    world.passes(60);
    world.host.block("1").await.unwrap();
    world.passes(60);
    world.host.block("1").await.unwrap();
    let blocked = world.sees().await;
    assert_eq!((blocked.power, blocked.blocked, blocked.live), (Power::Off, true, None));
    assert!(is_refused(world.begins("b", TaskKind::PowerOn).await));
    assert!(!world.host.login("1", "before").await.unwrap());
    world.host.unblock("1").await.unwrap();
    world.host.unblock("1").await.unwrap();
    let running = world.sees().await;
    assert_eq!((running.power, running.blocked, running.live), (Power::On, false, None));
    assert!(world.host.login("1", "before").await.unwrap());
}

#[tokio::test]
async fn a_console_is_open_for_a_while() {
    let world = world_with_a_server().await;
    let ends = world.clock.now() + Seconds(8 * 3_600);
    let console = world.host.open_console("1", &secret("look"), ends).await.unwrap();
    assert_eq!((console.address.to_string().as_str(), console.port), ("192.0.2.1", 5_901));
    assert_eq!((console.ends, console.password.reveal().as_str()), (ends, "look"));
    assert!(world.host.console_opens("1", "look").await.unwrap());
    world.host.open_console("1", &secret("again"), ends).await.unwrap();
    assert!(!world.host.console_opens("1", "look").await.unwrap());
    let late = ends + Seconds(1);
    assert!(is_refused(world.host.open_console("1", &secret("long"), late).await));
    world.passes(8 * 3_600);
    assert!(!world.host.console_opens("1", "again").await.unwrap());
}

#[tokio::test]
async fn a_password_is_changed_at_once() {
    let world = world_with_a_server().await;
    for _ in 0..2 {
        world.host.set_password("1", &secret("new")).await.unwrap();
        assert!(world.host.login("1", "new").await.unwrap());
    }
    assert!(!world.host.login("1", "before").await.unwrap());
}

#[tokio::test]
async fn what_is_removed_stays_removed() {
    let world = world_with_a_server().await;
    world.host.delete("1").await.unwrap();
    world.host.delete("1").await.unwrap();
    assert_eq!(world.host.info("1").await.unwrap_err(), Error::NotFound(Noun::Server));
    assert!(is_refused(world.host.create(&order("1")).await));
    world.host.reset().await.unwrap();
    let fresh = world.host.create(&order("1")).await.unwrap();
    assert_eq!(fresh.address, None);
    assert_eq!(world.host.servers().await.unwrap()[0].address.to_string(), "198.51.100.1");
}

#[tokio::test]
async fn faults_meet_the_task_that_was_named_or_any() {
    let World { host, clock, folder: _folder } = world_with_a_server().await;
    let faults = Faults::default();
    let host = FaultyServerHost::new(Arc::new(host), faults.clone());
    faults.order("servers", "restart", "reply_lost", 1, None).unwrap();
    faults.order("servers", "begin", "unavailable", 1, None).unwrap();
    let off = task("off", TaskKind::Shutdown);
    let away = host.begin("1", &off).await.unwrap_err();
    assert_eq!(away, Error::Unavailable(Supplier::Servers));
    let reboot = task("reboot", TaskKind::Reboot);
    let lost = host.begin("1", &reboot).await.unwrap_err();
    assert_eq!(lost, Error::OutcomeUnknown(Supplier::Servers));
    let running = host.info("1").await.unwrap().task.unwrap();
    assert_eq!((running.reference.as_str(), running.over), ("reboot", false));
    clock.set(clock.now() + Seconds(60), true);
    host.begin("1", &off).await.unwrap();
    let unknown = faults.order("servers", "paint", "refused", 1, None).unwrap_err();
    assert!(unknown.known.contains(&"boot-live"));
}
