//! Whatever two registrars do to a few names, and however time passes, the books stay sane.

use std::sync::Arc;

use app::clock::Clock;
use app::ports::Registry;
use app::ports::registry::{
    ContactCard, Info, Register, Renew, TransferMove, TransferStanding, Update,
};
use model::contact::Contact;
use model::domain::Lock;
use model::name::DomainName;
use model::secret::Secret;
use model::time::{Seconds, Timestamp, Years};
use outbound::EmbeddedRegistry;
use proptest::prelude::*;

const CODE: &str = "abc-123";
const START: i64 = 1_709_200_000; // On 29 February 2024.

/// One thing that somebody does; a number picks the name.
#[derive(Debug, Clone)]
enum Step {
    Register(usize, u8),
    HoldElsewhere(usize),
    Renew(usize, u8),
    Delete(usize),
    Restore(usize),
    Lock(usize, bool),
    AskFor(usize),
    AskAway(usize),
    Answer(usize, Answer),
    Sleep(u32),
}

#[derive(Debug, Clone)]
enum Answer {
    RivalApproves,
    RivalRejects,
    RivalWithdraws,
    WeApprove,
    WeReject,
    WeCancel,
}

fn names() -> [DomainName; 3] {
    [("shoes", "com"), ("shoes", "co.za"), ("shoes", "com.au")]
        .map(|(sld, tld)| DomainName::from_parts(sld, tld).expect("a name"))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let answers = prop_oneof![
        Just(Answer::RivalApproves),
        Just(Answer::RivalRejects),
        Just(Answer::RivalWithdraws),
        Just(Answer::WeApprove),
        Just(Answer::WeReject),
        Just(Answer::WeCancel),
    ];
    let name = 0..3usize;
    let step = prop_oneof![
        3 => (name.clone(), 1..4u8).prop_map(|(name, years)| Step::Register(name, years)),
        2 => name.clone().prop_map(Step::HoldElsewhere),
        3 => (name.clone(), 1..4u8).prop_map(|(name, years)| Step::Renew(name, years)),
        1 => name.clone().prop_map(Step::Delete),
        2 => name.clone().prop_map(Step::Restore),
        1 => (name.clone(), any::<bool>()).prop_map(|(name, lock)| Step::Lock(name, lock)),
        3 => name.clone().prop_map(Step::AskFor),
        3 => name.clone().prop_map(Step::AskAway),
        3 => (name, answers).prop_map(|(name, answer)| Step::Answer(name, answer)),
        4 => (1..40_000_000u32).prop_map(Step::Sleep),
        4 => (1..2_000_000u32).prop_map(Step::Sleep),
    ];
    prop::collection::vec(step, 1..60)
}

struct World {
    registry: EmbeddedRegistry,
    clock: Clock,
    names: [DomainName; 3],
}

impl World {
    async fn takes(&self, step: &Step) {
        // Most random steps are refused; that they leave the books sane is the point.
        match step {
            Step::Register(name, years) => self.register(*name, *years).await,
            Step::HoldElsewhere(name) => {
                drop(self.registry.hold_elsewhere(&self.names[*name], CODE, None).await);
            }
            Step::Renew(name, years) => self.renew(*name, *years).await,
            Step::Delete(name) => drop(self.registry.delete(&self.names[*name]).await),
            Step::Restore(name) => drop(self.registry.restore(&self.names[*name]).await),
            Step::Lock(name, locked) => {
                let lock = Some(if *locked { Lock::On } else { Lock::Off });
                let update = Update { lock, ..Update::default() };
                drop(self.registry.update(&self.names[*name], &update).await);
            }
            Step::AskFor(name) => {
                let code = Some(Secret::new(CODE.to_owned()));
                self.moves(*name, TransferMove::Request(code)).await;
            }
            Step::AskAway(name) => {
                drop(self.registry.request_away(&self.names[*name], CODE).await);
            }
            Step::Answer(name, answer) => self.answer(*name, answer).await,
            Step::Sleep(seconds) => {
                self.clock.set(self.clock.now() + Seconds(i64::from(*seconds)), true);
            }
        }
    }

    async fn register(&self, name: usize, years: u8) {
        let card = ContactCard { handle: "jane".to_owned(), contact: Contact::default() };
        let command = Register {
            name: self.names[name].clone(),
            years: Years(years),
            contacts: std::array::from_fn(|_| card.clone()),
            nameservers: Vec::new(),
            lock: Lock::Off,
            auth_code: Secret::new(CODE.to_owned()),
            extras: Default::default(),
            privacy: false,
        };
        drop(self.registry.register(&command).await);
    }

    async fn renew(&self, name: usize, years: u8) {
        let Some(seen) = self.info(name).await else {
            return;
        };
        let command = Renew { name: seen.name, from: seen.expires, years: Years(years) };
        if self.registry.renew(&command).await.is_ok() {
            assert!(self.registry.renew(&command).await.is_err(), "renewed twice");
        }
    }

    async fn moves(&self, name: usize, step: TransferMove) {
        drop(self.registry.transfer(&self.names[name], &step).await);
    }

    async fn answer(&self, name: usize, answer: &Answer) {
        let domain = &self.names[name];
        match answer {
            Answer::RivalApproves => drop(self.registry.approve(domain).await),
            Answer::RivalRejects => drop(self.registry.reject(domain).await),
            Answer::RivalWithdraws => drop(self.registry.withdraw_request(domain).await),
            Answer::WeApprove => self.moves(name, TransferMove::Approve).await,
            Answer::WeReject => self.moves(name, TransferMove::Reject).await,
            Answer::WeCancel => self.moves(name, TransferMove::Cancel).await,
        }
    }

    async fn info(&self, name: usize) -> Option<Info> {
        self.registry.info(&self.names[name], None).await.ok()
    }

    /// Everything that is seen of a name agrees with everything else.
    async fn is_sane(&self, name: usize) -> Option<Info> {
        let seen = self.info(name).await;
        assert_eq!(seen, self.info(name).await, "looking changed something");
        let domain = &self.names[name];
        let availability = self.registry.check(std::slice::from_ref(domain)).await;
        let is_free = availability.expect("the check is answered")[0].taken.is_none();
        assert_eq!(is_free, seen.is_none(), "check and info disagree");
        let ours = self.registry.held_by_us(domain).await.expect("the books answer");
        assert_eq!(ours, seen.as_ref().is_some_and(|seen| seen.ours), "two sponsors");
        let mut visits = 0;
        let count = |visited: &DomainName, _: Timestamp| visits += u8::from(visited == domain);
        self.registry.visit_ours(count).await.expect("the books answer");
        assert_eq!(visits, u8::from(ours), "visited more or less than once");
        if let Some(seen) = &seen {
            self.ends_in_time(seen);
        }
        seen
    }

    fn ends_in_time(&self, seen: &Info) {
        let now = self.clock.now();
        assert!(seen.registered <= now && seen.registered < seen.expires);
        assert!(seen.expires <= now.plus_years(Years(10)), "ends too late");
        if let Some(transfer) = seen.transfer
            && transfer.state == TransferStanding::Pending
        {
            assert!(transfer.acts > now, "silence was not heard");
        }
    }
}

/// Within one life of a name its expiry only grows.
fn grows(before: Option<&Info>, after: Option<&Info>) {
    if let (Some(before), Some(after)) = (before, after)
        && before.registered == after.registered
    {
        assert!(after.expires >= before.expires, "the expiry fell");
    }
}

async fn live_through(steps: &[Step]) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (rulebook, _) = app::rulebook::embedded().expect("the shipped rulebook loads");
    let clock = Clock::frozen(Timestamp::from_unix(START));
    let path = folder.path().join("registry.sqlite");
    let registry =
        EmbeddedRegistry::open(&path, Arc::new(rulebook), clock.clone()).expect("the books open");
    let world = World { registry, clock, names: names() };
    let mut before = [None, None, None];
    for step in steps {
        world.takes(step).await;
        for (name, last) in before.iter_mut().enumerate() {
            let after = world.is_sane(name).await;
            grows(last.as_ref(), after.as_ref());
            *last = after;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_books_stay_sane(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(live_through(&steps));
    }
}
