//! Random commands, clock moves and faults against a small model of what a server should be like.

use app::servers::{self, Selector};
use model::error::{Prohibition, Supplier};
use model::server::{Power, RunningTask, ServerState, TaskKind};
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::host::{Fault, duration};
use crate::world::World;

/// Sequences that are tried.
const CASES: u32 = 48;
/// How long after silence the host is asked again.
const ASKED_AGAIN: Seconds = Seconds(5);

#[derive(Debug, Clone)]
enum Command {
    /// A task, and what goes wrong with the request.
    Begins(TaskKind, Option<Fault>),
    /// Time passes.
    Passes(i64),
    /// The host cannot tell so many times what became of the task that runs.
    CannotTell(u32),
}

/// What a server should be like.
#[derive(Debug)]
struct Expected {
    now: Timestamp,
    power: Power,
    image: String,
    live: String,
    task: Option<RunningTask>,
    /// When it is known what became of the task.
    known: Timestamp,
    /// A task that nobody answered about: whether it was begun then, and when it is asked about.
    unanswered: Option<(TaskKind, Option<Timestamp>, Timestamp)>,
}

impl Expected {
    fn begins(&mut self, kind: TaskKind, fault: Option<Fault>) -> Result<()> {
        if self.task.is_some() || self.unanswered.is_some() {
            return Err(Error::Prohibited(Prohibition::TaskRunning));
        }
        kind.fits(self.power)?;
        let ends = self.now + duration(kind);
        let silence = Err(Error::OutcomeUnknown(Supplier::Servers));
        match fault {
            None => {
                self.runs(kind, ends);
                Ok(())
            }
            Some(Fault::Away) => Err(Error::Unavailable(Supplier::Servers)),
            Some(Fault::Deaf) => {
                self.unanswered = Some((kind, None, self.now + ASKED_AGAIN));
                silence
            }
            Some(_) => {
                self.unanswered = Some((kind, Some(ends), self.now + ASKED_AGAIN));
                silence
            }
        }
    }

    fn runs(&mut self, kind: TaskKind, ends: Timestamp) {
        self.task = Some(RunningTask { kind, ends });
        self.known = ends;
    }

    /// Each further silence doubles the pause.
    fn cannot_tell(&mut self, times: u32) -> bool {
        if self.task.is_none() || self.known != self.task.map_or(self.known, |task| task.ends) {
            return false;
        }
        for time in 0..times {
            self.known = self.known + Seconds(10 << time);
        }
        true
    }

    fn passes(&mut self, seconds: i64) {
        let until = self.now + Seconds(seconds);
        if let Some((kind, begun, asked)) = self.unanswered.filter(|(_, _, asked)| *asked <= until)
        {
            self.unanswered = None;
            self.runs(kind, begun.unwrap_or(asked + duration(kind)));
        }
        if let Some(task) = self.task.filter(|_| self.known <= until) {
            self.task = None;
            self.power = task.kind.leaves();
            self.live = match task.kind {
                TaskKind::BootLive => "freebsdx64.live".to_owned(),
                _ => String::new(),
            };
            if task.kind == TaskKind::Reinstall {
                self.image = "debian12x64".to_owned();
            }
        }
        self.now = until;
    }
}

fn command() -> impl Strategy<Value = Command> {
    let kinds = TaskKind::ALL.into_iter().filter(|kind| *kind != TaskKind::SetUp);
    let kind = prop::sample::select(kinds.collect::<Vec<_>>());
    let fault = prop_oneof![
        5 => Just(None),
        1 => Just(Some(Fault::Away)),
        1 => Just(Some(Fault::Deaf)),
        1 => Just(Some(Fault::Mute)),
    ];
    prop_oneof![
        4 => (kind, fault).prop_map(|(kind, fault)| Command::Begins(kind, fault)),
        4 => prop_oneof![1i64..10, 50i64..70, 800i64..1_000].prop_map(Command::Passes),
        1 => (1u32..4).prop_map(Command::CannotTell),
    ]
}

async fn begins(world: &World, which: &Selector, kind: TaskKind) -> Result<()> {
    let image = (kind == TaskKind::Reinstall).then_some("debian");
    servers::begin_task(&world.customer, which, kind, image, None).await.map(drop)
}

async fn follows(world: &World, commands: Vec<Command>) {
    // A case that failed may have left something over.
    world.host.calm();
    world.gives("customer", "19.00").await;
    let which = world.ready().await;
    let mut expected = Expected {
        now: world.realm.now(),
        power: Power::On,
        image: "centos9x64".to_owned(),
        live: String::new(),
        task: None,
        known: world.realm.now(),
        unanswered: None,
    };
    for command in commands {
        match command.clone() {
            Command::Begins(kind, fault) => {
                let should = expected.begins(kind, fault);
                let is_asked = !matches!(should, Err(Error::Prohibited(_)));
                if let Some(fault) = fault.filter(|_| is_asked) {
                    world.host.next(fault);
                }
                assert_eq!(begins(world, &which, kind).await, should, "{command:?}");
            }
            Command::Passes(seconds) => {
                expected.passes(seconds);
                world.passes(seconds).await;
            }
            Command::CannotTell(times) => {
                if expected.cannot_tell(times) {
                    (0..times).for_each(|_| world.host.next_answer(Fault::Away));
                }
            }
        }
        let server = world.server(&which).await;
        let seen = (server.power, server.image, server.live, server.task, server.state);
        let Expected { power, image, live, task, .. } = &expected;
        let should = (*power, image.clone(), live.clone(), *task, ServerState::Ready);
        assert_eq!(seen, should, "after {command:?}");
    }
    // Nothing is left over for the next case.
    world.passes(3_600).await;
    servers::refuse(&world.customer, &which).await.unwrap();
}

#[test]
fn a_server_is_what_its_tasks_made_of_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let config = Config { cases: CASES, ..Config::with_source_file(file!()) };
    let commands = prop::collection::vec(command(), 1..25);
    let tried = TestRunner::new(config).run(&commands, |commands| {
        runtime.block_on(follows(&world, commands));
        Ok(())
    });
    tried.unwrap();
}
