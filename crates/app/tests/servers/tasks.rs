//! Tasks, consoles and passwords.

use app::servers::{self, Selector};
use app::{Context, operations};
use model::error::{Field, Prohibition, Reason, Supplier};
use model::event::EventKind;
use model::server::{Power, Server, ServerState, TaskKind};
use model::{Error, Result};

use crate::host::Fault;
use crate::world::{World, wish, with_key};

async fn does(cx: &Context, which: &Selector, kind: TaskKind) -> Result<Server> {
    servers::begin_task(cx, which, kind, None, None).await
}

#[tokio::test]
async fn power_and_disk_follow_the_tasks() {
    let world = World::new().await;
    let which = world.ready().await;
    for (kind, image, power, live) in [
        (TaskKind::Reboot, None, Power::On, ""),
        (TaskKind::Reset, None, Power::On, ""),
        (TaskKind::Shutdown, None, Power::Off, ""),
        (TaskKind::PowerOn, None, Power::On, ""),
        (TaskKind::PowerOff, None, Power::Off, ""),
        (TaskKind::BootLive, None, Power::On, "freebsdx64.live"),
        (TaskKind::BootLive, Some("gentoox64.live"), Power::On, "gentoox64.live"),
        (TaskKind::Reinstall, Some("debian"), Power::On, ""),
    ] {
        let server = servers::begin_task(&world.customer, &which, kind, image, None).await.unwrap();
        assert_eq!(server.task.map(|task| task.kind), Some(kind));
        assert_eq!(world.log(1).await, [EventKind::ServerTaskBegun]);
        world.passes(900).await;
        let server = world.server(&which).await;
        assert_eq!(
            (server.task, server.power, server.live.as_str()),
            (None, power, live),
            "{kind:?}"
        );
        assert_eq!(world.log(1).await, [EventKind::ServerTaskDone]);
    }
    let server = world.server(&which).await;
    assert_eq!((server.image.as_str(), server.panel.as_str()), ("debian12x64", ""));
    assert_eq!(world.called.bodies().len(), 9);
    assert_eq!(world.balance(&world.customer).await, "81.00");
}

#[tokio::test]
async fn a_task_that_makes_no_sense_is_refused() {
    let world = World::new().await;
    let bought = servers::buy(&world.customer, wish()).await.unwrap();
    let which = Selector::number(bought.id);
    let refused = |why| Error::Prohibited(why);
    let begun = does(&world.customer, &which, TaskKind::Reboot).await;
    assert_eq!(begun.unwrap_err(), refused(Prohibition::TaskRunning));
    world.passes(600).await;
    let begun = does(&world.customer, &which, TaskKind::PowerOn).await;
    assert_eq!(begun.unwrap_err(), refused(Prohibition::PoweredOn));
    let begun = does(&world.customer, &which, TaskKind::SetUp).await;
    assert_eq!(begun.unwrap_err(), refused(Prohibition::NotOffered));
    let begun = does(&world.customer, &which, TaskKind::Reinstall).await;
    assert_eq!(begun.unwrap_err(), Error::Missing(Field::Image));
    for (kind, image, panel, field, reason) in [
        (TaskKind::Reinstall, "plan9", None, Field::Image, Reason::UnknownWord),
        (TaskKind::Reinstall, "freebsd", Some("isp"), Field::Panel, Reason::NotOffered),
        (TaskKind::BootLive, "centos", None, Field::Image, Reason::UnknownWord),
    ] {
        let begun = servers::begin_task(&world.customer, &which, kind, Some(image), panel).await;
        assert_eq!(begun.unwrap_err(), Error::invalid(field, reason));
    }
    does(&world.customer, &which, TaskKind::Shutdown).await.unwrap();
    world.passes(60).await;
    for kind in [TaskKind::Reboot, TaskKind::Reset, TaskKind::Shutdown, TaskKind::PowerOff] {
        let begun = does(&world.customer, &which, kind).await;
        assert_eq!(begun.unwrap_err(), refused(Prohibition::PoweredOff));
    }
    assert_eq!(world.host.begun(), 1);
}

#[tokio::test]
async fn of_many_tasks_at_once_one_begins() {
    let world = World::new().await;
    let which = world.ready().await;
    let callers = (0..16).map(|number| {
        let (customer, which) = (world.customer.clone(), which.clone());
        let kind = if number % 2 == 0 { TaskKind::Reboot } else { TaskKind::PowerOff };
        tokio::spawn(async move { does(&customer, &which, kind).await })
    });
    let mut begun = 0;
    for caller in callers.collect::<Vec<_>>() {
        match caller.await.unwrap() {
            Ok(_) => begun += 1,
            Err(error) => assert_eq!(error, Error::Prohibited(Prohibition::TaskRunning)),
        }
    }
    assert_eq!((begun, world.host.begun()), (1, 1));
}

#[tokio::test]
async fn silence_keeps_a_server_occupied_until_the_host_tells() {
    for fault in [Fault::Deaf, Fault::Mute] {
        let world = World::new().await;
        let which = world.ready().await;
        world.host.next(fault);
        let begun = does(&world.customer, &which, TaskKind::Shutdown).await;
        assert_eq!(begun.unwrap_err(), Error::OutcomeUnknown(Supplier::Servers));
        let other = does(&world.customer, &which, TaskKind::Reboot).await;
        assert_eq!(other.unwrap_err(), Error::Prohibited(Prohibition::TaskRunning));
        let console = servers::open_console(&world.customer, &which).await;
        assert_eq!(console.unwrap_err(), Error::Prohibited(Prohibition::TaskRunning));
        world.passes(5).await;
        assert_eq!(world.server(&which).await.task.map(|task| task.kind), Some(TaskKind::Shutdown));
        world.passes(60).await;
        let server = world.server(&which).await;
        assert_eq!((server.task, server.power), (None, Power::Off));
        assert_eq!(world.host.begun(), 1);
    }
}

#[tokio::test]
async fn a_host_that_is_away_changes_nothing() {
    let world = World::new().await;
    let which = world.ready().await;
    world.host.next(Fault::Away);
    let begun = does(&world.customer, &which, TaskKind::Shutdown).await;
    assert_eq!(begun.unwrap_err(), Error::Unavailable(Supplier::Servers));
    assert_eq!(world.server(&which).await.task, None);
    does(&world.customer, &which, TaskKind::Shutdown).await.unwrap();
    // It is away when the task should be over, too.
    world.host.next_answer(Fault::Away);
    world.host.next_answer(Fault::Mute);
    world.passes(60).await;
    assert!(world.server(&which).await.task.is_some());
    world.passes(30).await;
    let server = world.server(&which).await;
    assert_eq!((server.task, server.power), (None, Power::Off));
}

#[tokio::test]
async fn a_task_that_failed_changes_nothing_but_is_told() {
    let world = World::new().await;
    let which = world.ready().await;
    world.host.fails(true);
    servers::begin_task(&world.customer, &which, TaskKind::Reinstall, Some("debian"), None)
        .await
        .unwrap();
    world.passes(900).await;
    let server = world.server(&which).await;
    assert_eq!((server.state, server.image.as_str()), (ServerState::Ready, "centos9x64"));
    assert_eq!(server.panel, "isp");
    assert_eq!(world.log(1).await, [EventKind::ServerTaskFailed]);
    assert!(world.called.bodies()[1].ends_with("task=reinstall&result=error"));
}

#[tokio::test]
async fn a_task_that_died_on_the_way_is_carried_on() {
    for fault in [Fault::DiesBefore, Fault::DiesAfter] {
        let world = World::new().await;
        let which = world.ready().await;
        world.host.next(fault);
        assert!(does(&world.customer, &which, TaskKind::Reboot).await.is_err());
        operations::resume(&world.realm).await.unwrap();
        assert_eq!(world.server(&which).await.task.map(|task| task.kind), Some(TaskKind::Reboot));
        assert_eq!(world.host.begun(), 1);
    }
}

#[tokio::test]
async fn a_repeated_task_is_the_same_task() {
    let world = World::new().await;
    let which = world.ready().await;
    let customer = with_key(&world.customer, "one");
    does(&customer, &which, TaskKind::Reboot).await.unwrap();
    does(&customer, &which, TaskKind::Reboot).await.unwrap();
    assert_eq!(world.host.begun(), 1);
    let other = does(&customer, &which, TaskKind::Shutdown).await;
    assert_eq!(other.unwrap_err(), Error::KeyReused);
}

#[tokio::test]
async fn a_new_password_is_shown_once_and_opens_the_server() {
    let world = World::new().await;
    let which = world.ready().await;
    let reference = format!("subscription-{}", which.id.unwrap().0);
    let first = servers::regenerate_password(&world.customer, &which).await.unwrap();
    assert!(world.host.opens(&reference, first.password.reveal()));
    // What was not answered is given once more when it is asked for again.
    world.host.next(Fault::Mute);
    assert!(servers::regenerate_password(&world.customer, &which).await.is_err());
    assert!(!world.host.opens(&reference, first.password.reveal()));
    let second = servers::regenerate_password(&world.customer, &which).await.unwrap();
    assert_ne!(first.password.reveal(), second.password.reveal());
    assert!(world.host.opens(&reference, second.password.reveal()));
    // A server that is installed anew has another one.
    servers::begin_task(&world.customer, &which, TaskKind::Reinstall, Some("debian"), Some("isp"))
        .await
        .unwrap();
    let busy = servers::regenerate_password(&world.customer, &which).await;
    assert_eq!(busy.unwrap_err(), Error::Prohibited(Prohibition::TaskRunning));
    world.passes(900).await;
    assert!(!world.host.opens(&reference, second.password.reveal()));
    assert_eq!(world.host.panel(&reference).as_deref(), Some("isp"));
    let third = servers::regenerate_password(&world.customer, &which).await.unwrap();
    assert!(world.host.opens(&reference, third.password.reveal()));
}

#[tokio::test]
async fn a_console_is_open_for_eight_hours() {
    let world = World::new().await;
    let which = world.ready().await;
    let opened = servers::open_console(&world.customer, &which).await.unwrap();
    let begun = world.realm.now();
    assert_eq!(opened.console.ends.unix() - begun.unix(), 8 * 3600);
    assert_eq!(opened.console.password.reveal().len(), 8);
    assert_eq!(opened.server.console(begun), Some(opened.console.ends));
    world.passes(8 * 3600).await;
    assert_eq!(world.server(&which).await.console(world.realm.now()), None);
    does(&world.customer, &which, TaskKind::Shutdown).await.unwrap();
    let busy = servers::open_console(&world.customer, &which).await;
    assert_eq!(busy.unwrap_err(), Error::Prohibited(Prohibition::TaskRunning));
    world.passes(60).await;
    let off = servers::open_console(&world.customer, &which).await;
    assert_eq!(off.unwrap_err(), Error::Prohibited(Prohibition::PoweredOff));
}
