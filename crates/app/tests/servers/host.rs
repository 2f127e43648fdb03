//! A host that keeps its books in memory.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, MutexGuard};

use app::clock::Clock;
use app::ports::ServerHost;
use app::ports::server_host::{Console, NewServer, NewTask, ServerReport, TaskReport};
use async_trait::async_trait;
use model::error::{Noun, Supplier};
use model::secret::Secret;
use model::server::{Power, TaskKind};
use model::time::{Seconds, Timestamp};
use model::{Error, Result};

/// What goes wrong with one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be reached.
    Away,
    /// The request is lost.
    Deaf,
    /// The answer is lost.
    Mute,
    /// It says no.
    No,
    /// The caller dies before it asks.
    DiesBefore,
    /// The caller dies before it hears the answer.
    DiesAfter,
}

/// How long each task takes.
pub const fn duration(kind: TaskKind) -> Seconds {
    match kind {
        TaskKind::SetUp => Seconds(600),
        TaskKind::Reinstall => Seconds(900),
        _ => Seconds(60),
    }
}

struct Task {
    asked: NewTask,
    ends: Timestamp,
    fails: bool,
    settled: bool,
}

struct Machine {
    set_up: bool,
    power: Power,
    blocked: bool,
    image: String,
    panel: Option<String>,
    live: Option<String>,
    password: Secret<String>,
    console: Option<String>,
    task: Task,
}

#[derive(Default)]
struct Books {
    machines: BTreeMap<String, Machine>,
    gone: BTreeSet<String>,
    made: usize,
    begun: usize,
    faults: VecDeque<Fault>,
    untold: VecDeque<Fault>,
    fails: bool,
}

pub struct Host {
    clock: Clock,
    books: Mutex<Books>,
}

impl Host {
    pub fn new(clock: Clock) -> Self {
        Self { clock, books: Mutex::default() }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The next call that changes something goes wrong.
    pub fn next(&self, fault: Fault) {
        self.books().faults.push_back(fault);
    }

    /// The next question goes wrong.
    pub fn next_answer(&self, fault: Fault) {
        self.books().untold.push_back(fault);
    }

    /// Nothing goes wrong that was going to.
    pub fn calm(&self) {
        let mut books = self.books();
        books.faults.clear();
        books.untold.clear();
    }

    /// Tasks that begin from now on fail, or do not.
    pub fn fails(&self, fails: bool) {
        self.books().fails = fails;
    }

    /// How many servers were ever made here.
    pub fn made(&self) -> usize {
        self.books().made
    }

    /// How many tasks were ever begun here.
    pub fn begun(&self) -> usize {
        self.books().begun
    }

    /// How many servers are there.
    pub fn there(&self) -> usize {
        self.books().machines.len()
    }

    /// Whether a password opens a server, and what it is run with.
    pub fn opens(&self, reference: &str, password: &str) -> bool {
        let now = self.clock.now();
        let mut books = self.books();
        let machine = books.machines.get_mut(reference).unwrap();
        machine.settle(now);
        machine.power == Power::On && !machine.blocked && machine.password.reveal() == password
    }

    pub fn panel(&self, reference: &str) -> Option<String> {
        self.books().machines[reference].panel.clone()
    }

    /// Does something, or lets it go wrong.
    fn does<T>(&self, work: impl FnOnce(&mut Books, Timestamp) -> Result<T>) -> Result<T> {
        let now = self.clock.now();
        let mut books = self.books();
        let silence = Error::OutcomeUnknown(Supplier::Servers);
        match books.faults.pop_front() {
            None => work(&mut books, now),
            Some(Fault::Away) => Err(Error::Unavailable(Supplier::Servers)),
            Some(Fault::Deaf) => Err(silence),
            Some(Fault::Mute) => {
                work(&mut books, now)?;
                Err(silence)
            }
            Some(Fault::No) => refused("not today"),
            Some(Fault::DiesBefore) => panic!("the caller died before it asked"),
            Some(Fault::DiesAfter) => {
                work(&mut books, now)?;
                panic!("the caller died before it heard the answer")
            }
        }
    }
}

fn refused<T>(words: &str) -> Result<T> {
    Err(Error::Refused { supplier: Supplier::Servers, words: words.to_owned() })
}

impl Machine {
    fn settle(&mut self, now: Timestamp) {
        if self.task.settled || self.task.ends > now {
            return;
        }
        self.task.settled = true;
        if self.task.fails {
            return;
        }
        let NewTask { kind, image, panel, password, .. } = self.task.asked.clone();
        self.power = kind.leaves();
        self.live = image.clone().filter(|_| kind == TaskKind::BootLive);
        if matches!(kind, TaskKind::SetUp | TaskKind::Reinstall) {
            self.set_up = true;
            self.image = image.unwrap();
            self.panel = panel;
            self.password = password.unwrap();
        }
    }

    fn report(&mut self, now: Timestamp) -> ServerReport {
        self.settle(now);
        let over = self.task.settled;
        ServerReport {
            address: self.set_up.then_some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))),
            power: if self.blocked { Power::Off } else { self.power },
            blocked: self.blocked,
            image: self.image.clone(),
            live: self.live.clone().filter(|_| !self.blocked),
            task: Some(TaskReport {
                reference: self.task.asked.reference.clone(),
                ends: self.task.ends,
                over,
                failure: (over && self.task.fails).then(|| "it does not boot".to_owned()),
            }),
        }
    }

    fn idle(&mut self, now: Timestamp) -> Result<()> {
        self.settle(now);
        match self.task.settled && self.set_up && !self.blocked {
            true => Ok(()),
            false => refused("it is busy, not set up or blocked"),
        }
    }
}

impl Books {
    fn machine(&mut self, reference: &str) -> Result<&mut Machine> {
        self.machines.get_mut(reference).ok_or(Error::NotFound(Noun::Server))
    }
}

#[async_trait]
impl ServerHost for Host {
    async fn create(&self, order: &NewServer) -> Result<ServerReport> {
        self.does(|books, now| {
            assert!(!books.gone.contains(&order.reference), "made again after it was removed");
            if let Some(machine) = books.machines.get_mut(&order.reference) {
                return Ok(machine.report(now));
            }
            books.made += 1;
            let asked = NewTask {
                reference: order.task.clone(),
                kind: TaskKind::SetUp,
                image: Some(order.image.clone()),
                panel: order.panel.clone(),
                password: Some(order.password.clone()),
            };
            let ends = now + duration(TaskKind::SetUp);
            let mut machine = Machine {
                set_up: false,
                power: Power::Off,
                blocked: false,
                image: order.image.clone(),
                panel: None,
                live: None,
                password: Secret::new(String::new()),
                console: None,
                task: Task { asked, ends, fails: books.fails, settled: false },
            };
            let report = machine.report(now);
            books.machines.insert(order.reference.clone(), machine);
            Ok(report)
        })
    }

    async fn info(&self, reference: &str) -> Result<ServerReport> {
        let fault = self.books().untold.pop_front();
        match fault {
            None => {
                let now = self.clock.now();
                self.books().machine(reference).map(|machine| machine.report(now))
            }
            Some(Fault::Away) => Err(Error::Unavailable(Supplier::Servers)),
            Some(_) => Err(Error::OutcomeUnknown(Supplier::Servers)),
        }
    }

    async fn begin(&self, reference: &str, task: &NewTask) -> Result<ServerReport> {
        self.does(|books, now| {
            let fails = books.fails;
            let machine = books.machine(reference)?;
            if machine.task.asked.reference == task.reference {
                return Ok(machine.report(now));
            }
            machine.idle(now)?;
            if task.kind.fits(machine.power).is_err() {
                return refused("its power does not fit");
            }
            let ends = now + duration(task.kind);
            machine.task = Task { asked: task.clone(), ends, fails, settled: false };
            let report = machine.report(now);
            books.begun += 1;
            Ok(report)
        })
    }

    async fn open_console(
        &self,
        reference: &str,
        password: &Secret<String>,
        ends: Timestamp,
    ) -> Result<Console> {
        self.does(|books, now| {
            let machine = books.machine(reference)?;
            machine.idle(now)?;
            machine.console = Some(password.reveal().clone());
            let address = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 1));
            Ok(Console { address, port: 5901, password: password.clone(), ends })
        })
    }

    async fn set_password(&self, reference: &str, password: &Secret<String>) -> Result<()> {
        self.does(|books, now| {
            let machine = books.machine(reference)?;
            machine.idle(now)?;
            machine.password = password.clone();
            Ok(())
        })
    }

    async fn block(&self, reference: &str) -> Result<()> {
        self.does(|books, now| {
            let machine = books.machine(reference)?;
            machine.settle(now);
            machine.blocked = true;
            (machine.power, machine.live, machine.console) = (Power::Off, None, None);
            Ok(())
        })
    }

    async fn unblock(&self, reference: &str) -> Result<()> {
        self.does(|books, now| {
            let machine = books.machine(reference)?;
            machine.settle(now);
            if machine.blocked {
                machine.blocked = false;
                machine.power = if machine.set_up { Power::On } else { Power::Off };
            }
            Ok(())
        })
    }

    async fn delete(&self, reference: &str) -> Result<()> {
        self.does(|books, _| {
            if books.machines.remove(reference).is_some() {
                books.gone.insert(reference.to_owned());
            }
            Ok(())
        })
    }
}
