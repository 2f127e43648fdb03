//! The hosting panel makes accounts that can be logged in to, once for each reference, and keeps them
//! until they are removed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use app::clock::Clock;
use app::ports::Provisioner;
use app::ports::provisioner::{Change, Instance, NewInstance, Standing};
use model::Error;
use model::error::{Noun, Supplier};
use model::secret::Secret;
use model::time::Timestamp;
use outbound::EmbeddedPanel;
use proptest::prelude::*;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_unix(1_767_225_600);
const PASSWORD: &str = "correct horse";
const THERE_IS_NONE: Error = Error::NotFound(Noun::Subscription);

struct World {
    panel: EmbeddedPanel,
    folder: TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let panel = open(folder.path().join("panel.sqlite"));
    World { panel, folder }
}

fn open(path: PathBuf) -> EmbeddedPanel {
    EmbeddedPanel::open(&path, Clock::frozen(NOW)).unwrap()
}

impl World {
    /// The panel's process is killed, and started again.
    fn restarts(self) -> Self {
        let Self { panel, folder } = self;
        std::mem::forget(panel);
        Self { panel: open(folder.path().join("panel.sqlite")), folder }
    }

    /// The user name that an account gets.
    async fn named(&self, reference: &str, wish: &str, domain: Option<&str>) -> String {
        let domain = domain.map(str::to_owned);
        let order = NewInstance { username: wish.to_owned(), domain, ..order(reference) };
        self.panel.create(&order).await.unwrap().username
    }

    async fn lets_in(&self, username: &str, password: &str) -> bool {
        self.panel.login(username, password).await.unwrap()
    }
}

fn order(reference: &str) -> NewInstance {
    NewInstance {
        reference: reference.to_owned(),
        plan: "starter".to_owned(),
        domain: Some("shoes.co.za".to_owned()),
        email: "jane@example.co.za".to_owned(),
        username: String::new(),
        password: Secret::new(PASSWORD.to_owned()),
        resources: resources(&[("disk", "20 GB"), ("mailboxes", "5")]),
    }
}

fn resources(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn change(plan: &str, disk: &str) -> Change {
    Change { plan: plan.to_owned(), resources: resources(&[("disk", disk)]) }
}

fn is_refused<T>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused { supplier: Supplier::Hosting, .. }))
}

#[tokio::test]
async fn a_new_account_can_be_logged_in_to() {
    let world = world();
    let made = world.panel.create(&order("1")).await.unwrap();
    let expected = Instance {
        username: "shoes".to_owned(),
        standing: Standing::Running,
        plan: "starter".to_owned(),
        resources: resources(&[("disk", "20 GB"), ("mailboxes", "5")]),
    };
    assert_eq!(made, expected);
    assert_eq!(world.panel.info("1").await, Ok(expected));
    assert!(world.lets_in("shoes", PASSWORD).await);
    assert!(!world.lets_in("shoes", "wrong horse").await);
    assert!(!world.lets_in("socks", PASSWORD).await);
    let [account] = world.panel.accounts().await.unwrap().try_into().unwrap();
    assert_eq!(account.reference, "1");
    assert_eq!(account.domain.as_deref(), Some("shoes.co.za"));
    assert_eq!((account.email.as_str(), account.created), ("jane@example.co.za", NOW));
}

#[tokio::test]
async fn the_same_reference_makes_one_account() {
    let world = world();
    let made = world.panel.create(&order("1")).await.unwrap();
    let other = NewInstance {
        plan: "business".to_owned(),
        username: "jane".to_owned(),
        password: Secret::new("another".to_owned()),
        ..order("1")
    };
    assert_eq!(world.panel.create(&other).await, Ok(made));
    assert_eq!(world.panel.accounts().await.unwrap().len(), 1);
    assert!(world.lets_in("shoes", PASSWORD).await);
    assert!(!world.lets_in("shoes", "another").await);
}

#[tokio::test]
async fn a_user_name_is_made_of_what_was_asked_for_and_belongs_to_one_account() {
    let world = world();
    assert_eq!(world.named("1", "Jane.Dlamini", None).await, "janedlamini");
    assert_eq!(world.named("2", "", Some("shoes.co.za")).await, "shoes");
    assert_eq!(world.named("3", "", Some("shoes.com")).await, "shoes2");
    assert_eq!(world.named("4", "shoes2", None).await, "shoes22");
    assert_eq!(world.named("5", "shoes", None).await, "shoes3");
    assert_eq!(world.named("6", "24-7", Some("24seven.com")).await, "seven");
    assert_eq!(world.named("7", "über", None).await, "ber");
    assert_eq!(world.named("8", "", None).await, "user");
    assert_eq!(world.named("9", "ΩΩ", Some("247.com")).await, "user2");
    assert_eq!(world.named("10", "abcdefghijklmnopqrstuvwxyz", None).await, "abcdefghijklmnop");
    assert_eq!(world.named("11", "abcdefghijklmnopqrs", None).await, "abcdefghijklmno2");
}

#[tokio::test]
async fn a_suspended_account_lets_nobody_in_until_it_runs_again() {
    let world = world();
    world.panel.create(&order("1")).await.unwrap();
    for _ in 0..2 {
        world.panel.suspend("1").await.unwrap();
        assert_eq!(world.panel.info("1").await.unwrap().standing, Standing::Suspended);
        assert!(!world.lets_in("shoes", PASSWORD).await);
    }
    for _ in 0..2 {
        world.panel.unsuspend("1").await.unwrap();
        assert_eq!(world.panel.info("1").await.unwrap().standing, Standing::Running);
        assert!(world.lets_in("shoes", PASSWORD).await);
    }
}

#[tokio::test]
async fn another_plan_takes_the_place_of_the_old_one_also_while_suspended() {
    let world = world();
    world.panel.create(&order("1")).await.unwrap();
    world.panel.suspend("1").await.unwrap();
    for _ in 0..2 {
        world.panel.change("1", &change("business", "80 GB")).await.unwrap();
    }
    let seen = world.panel.info("1").await.unwrap();
    assert_eq!(seen.plan, "business");
    assert_eq!(seen.resources, resources(&[("disk", "80 GB")]));
    assert_eq!(seen.standing, Standing::Suspended);
    assert!(is_refused(world.panel.change("1", &change(" ", "90 GB")).await));
    assert_eq!(world.panel.info("1").await, Ok(seen));
}

#[tokio::test]
async fn a_removed_account_is_gone_and_its_reference_used_up() {
    let world = world();
    world.panel.create(&order("1")).await.unwrap();
    for _ in 0..2 {
        world.panel.delete("1").await.unwrap();
    }
    assert_eq!(world.panel.info("1").await, Err(THERE_IS_NONE));
    assert!(!world.lets_in("shoes", PASSWORD).await);
    assert!(world.panel.accounts().await.unwrap().is_empty());
    assert!(is_refused(world.panel.create(&order("1")).await));
    assert_eq!(world.named("2", "shoes", None).await, "shoes2");
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_leaves_nothing() {
    let world = world();
    let no_plan = NewInstance { plan: String::new(), ..order("1") };
    let no_password = NewInstance { password: Secret::default(), ..order("1") };
    for wish in [no_plan, no_password, order("")] {
        assert!(is_refused(world.panel.create(&wish).await));
    }
    assert!(world.panel.accounts().await.unwrap().is_empty());
    assert_eq!(world.panel.create(&order("1")).await.unwrap().username, "shoes");
}

#[tokio::test]
async fn nothing_is_done_to_an_account_that_is_not_there() {
    let world = world();
    assert_eq!(world.panel.info("1").await, Err(THERE_IS_NONE));
    assert_eq!(world.panel.suspend("1").await, Err(THERE_IS_NONE));
    assert_eq!(world.panel.unsuspend("1").await, Err(THERE_IS_NONE));
    assert_eq!(world.panel.change("1", &change("business", "80 GB")).await, Err(THERE_IS_NONE));
    assert_eq!(world.panel.delete("1").await, Ok(()));
    assert!(world.panel.create(&order("1")).await.is_ok());
}

#[tokio::test]
async fn a_restart_keeps_everything_and_a_reset_nothing() {
    let world = world();
    for reference in ["1", "2", "3"] {
        world.panel.create(&order(reference)).await.unwrap();
    }
    world.panel.suspend("2").await.unwrap();
    world.panel.delete("3").await.unwrap();
    let before = world.panel.accounts().await.unwrap();
    let world = world.restarts();
    assert_eq!(world.panel.accounts().await.unwrap(), before);
    assert!(world.lets_in("shoes", PASSWORD).await);
    assert!(!world.lets_in("shoes2", PASSWORD).await);
    assert!(is_refused(world.panel.create(&order("3")).await));
    world.panel.reset().await.unwrap();
    assert!(world.panel.accounts().await.unwrap().is_empty());
    assert_eq!(world.panel.create(&order("3")).await.unwrap().username, "shoes");
}

#[tokio::test]
async fn the_password_is_not_in_the_file() {
    let world = world();
    world.panel.create(&order("1")).await.unwrap();
    for entry in std::fs::read_dir(world.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let found = bytes.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes());
        assert!(!found, "the password can be read");
    }
}

/// One call; numbers pick the reference, and the words of the call.
#[derive(Debug, Clone)]
enum Call {
    Create(usize, usize),
    Change(usize, usize),
    Suspend(usize),
    Unsuspend(usize),
    Delete(usize),
}

impl Call {
    fn any() -> impl Strategy<Value = Self> {
        let (reference, word) = (0..3usize, 0..4usize);
        prop_oneof![
            4 => (reference.clone(), word.clone())
                .prop_map(|(reference, word)| Self::Create(reference, word)),
            3 => (reference.clone(), word)
                .prop_map(|(reference, word)| Self::Change(reference, word)),
            2 => reference.clone().prop_map(Self::Suspend),
            2 => reference.clone().prop_map(Self::Unsuspend),
            1 => reference.prop_map(Self::Delete),
        ]
    }

    /// The plans; the last of them cannot be meant.
    const WORDS: [&str; 4] = ["starter", "business", "24-7", ""];

    async fn reaches(&self, panel: &EmbeddedPanel) -> Result<(), Error> {
        match self {
            Self::Create(reference, word) => {
                let word = Self::WORDS[*word].to_owned();
                let order = order(&reference.to_string());
                let order = NewInstance { plan: word.clone(), username: word, ..order };
                panel.create(&order).await.map(drop)
            }
            Self::Change(reference, word) => {
                let change = change(Self::WORDS[*word], "1 GB");
                panel.change(&reference.to_string(), &change).await
            }
            Self::Suspend(reference) => panel.suspend(&reference.to_string()).await,
            Self::Unsuspend(reference) => panel.unsuspend(&reference.to_string()).await,
            Self::Delete(reference) => panel.delete(&reference.to_string()).await,
        }
    }
}

async fn repeating_changes_nothing(calls: &[Call]) {
    let (once, twice) = (world(), world());
    for call in calls {
        let answer = call.reaches(&once.panel).await;
        for _ in 0..2 {
            assert_eq!(call.reaches(&twice.panel).await, answer, "{call:?}");
        }
        let expected = once.panel.accounts().await.unwrap();
        assert_eq!(twice.panel.accounts().await.unwrap(), expected, "{call:?}");
        for account in expected {
            assert_eq!(once.panel.info(&account.reference).await, Ok(account.instance));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn calls_that_are_made_twice_do_what_they_do_once(
        calls in prop::collection::vec(Call::any(), 1..30),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(repeating_changes_nothing(&calls));
    }
}
