//! The life of what a zone is signed with: one key that signs keys and zone alike, changed by
//! publishing the next one beside it (RFC 6781 §4.1.2), with the waiting times of RFC 7583.
//!
//! Time alone does some steps (`Signing::next`), the zone above does the others
//! (`Signing::confirmed`); until it has, nothing goes on that would need it.

use super::{DEFAULT_TTL, Record};
use crate::error::{Error, Prohibition, Result};
use crate::time::{Seconds, Timestamp};

/// How a zone is signed (RFC 8624).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// ECDSA P-256 with SHA-256 (RFC 6605).
    #[default]
    EcdsaP256,
    /// Ed25519 (RFC 8080).
    Ed25519,
}

impl Algorithm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::EcdsaP256, Self::Ed25519];

    /// Its number in DNSKEY and DS records.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::EcdsaP256 => 13,
            Self::Ed25519 => 15,
        }
    }

    /// Reads the number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| i64::from(algorithm.number()) == number)
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::EcdsaP256 => "ecdsa-p256",
            Self::Ed25519 => "ed25519",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.word() == word)
    }
}

/// Where the signing of a zone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Signed, while caches may hold answers from before; nothing is said to the zone above.
    Signed,
    /// The zone above is to take the key.
    Offered,
    /// The zone above has the key.
    Secure,
    /// The next key signs beside the old one, while caches may know the old one alone.
    Rolling,
    /// The zone above is to take the next key in place of the old one.
    Exchanging,
    /// The zone above has the next key, while caches may hold what it said of the old one.
    Retiring,
    /// The zone above is to forget the keys.
    Withdrawing,
    /// The zone above has no key, while caches may hold what it said before.
    Unsigning,
}

impl Stage {
    const ALL: [Self; 8] = [
        Self::Signed,
        Self::Offered,
        Self::Secure,
        Self::Rolling,
        Self::Exchanging,
        Self::Retiring,
        Self::Withdrawing,
        Self::Unsigning,
    ];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Offered => "offered",
            Self::Secure => "secure",
            Self::Rolling => "rolling",
            Self::Exchanging => "exchanging",
            Self::Retiring => "retiring",
            Self::Withdrawing => "withdrawing",
            Self::Unsigning => "unsigning",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// What the zone says to the one above it (RFC 7344, RFC 8078).
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Signed => Says::Silent,
            Self::Offered | Self::Secure | Self::Rolling => Says::Oldest,
            Self::Exchanging | Self::Retiring => Says::Newest,
            Self::Withdrawing | Self::Unsigning => Says::Nothing,
        }
    }

    /// Whether it leads to a zone that is not signed.
    #[must_use]
    pub const fn is_leaving(self) -> bool {
        matches!(self, Self::Withdrawing | Self::Unsigning)
    }

    /// Whether the zone above has to do something before it goes on.
    #[must_use]
    pub const fn awaits_parent(self) -> bool {
        matches!(self, Self::Offered | Self::Exchanging | Self::Withdrawing)
    }
}

/// What a zone says of its keys to the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Not a word yet.
    Silent,
    /// To have the oldest key.
    Oldest,
    /// To have the newest key.
    Newest,
    /// To have none.
    Nothing,
}

/// What time alone does to a signed zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The key is offered to the zone above.
    Offer,
    /// The next key is offered in the place of the old one.
    Exchange,
    /// The old key goes.
    Retire,
    /// The keys go, and the zone is not signed any more.
    Unsign,
    /// Signatures are made anew before they end.
    Resign,
}

impl Step {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Exchange => "exchange",
            Self::Retire => "retire",
            Self::Unsign => "unsign",
            Self::Resign => "resign",
        }
    }
}

/// What becomes of the keys when the next one comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// It comes beside the one there is.
    Beside,
    /// It takes its place at once: nobody was told of the one there is.
    Instead,
}

/// What becomes of a signed zone that is to be signed no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Its keys go at once: nobody was told of them.
    AtOnce,
    /// Its keys go when nobody counts on them any more.
    InOrder,
    /// It is on its way already.
    Already,
}

/// What is known of a signed zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signing {
    /// How it is signed.
    pub algorithm: Algorithm,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub since: Timestamp,
    /// When time brings it to the next stage; none where it stays, or waits for the zone above.
    pub ready: Option<Timestamp>,
    /// When all its signatures were made last.
    pub signed_at: Timestamp,
}

/// Caches keep nothing longer than this.
const LONGEST_KEPT: Seconds = Seconds(7 * 86_400);
/// How long the DS records of the zone above live.
pub const PARENT_TTL: Seconds = Seconds::DAY;
/// Secondaries and clocks may be late by this.
const SLACK: Seconds = Seconds(3600);
/// Signatures are made anew after this long.
const RESIGN: Seconds = Seconds(7 * 86_400);

/// How long caches may hold something of a zone with these records.
#[must_use]
pub fn longest_kept<'a>(records: impl IntoIterator<Item = &'a Record>) -> Seconds {
    let longest = records.into_iter().map(|record| record.ttl).fold(DEFAULT_TTL, u32::max);
    Seconds(i64::from(longest)).min(LONGEST_KEPT)
}

impl Signing {
    /// A zone that is signed from now on. `unsigned` is how long caches may hold answers without
    /// signatures: nothing for a zone that nobody could ask before; it counts for a day at most.
    #[must_use]
    pub fn begun(algorithm: Algorithm, now: Timestamp, unsigned: Seconds) -> Self {
        let ready = Some(now + unsigned.min(Seconds::DAY));
        Self { algorithm, stage: Stage::Signed, since: now, ready, signed_at: now }
    }

    /// Signs on where the end was begun; says whether it was. `newest` is when the newest of several keys
    /// was made, and none where there is one only.
    pub fn resume(
        &mut self,
        now: Timestamp,
        newest: Option<Timestamp>,
        longest_kept: Seconds,
    ) -> bool {
        if !self.stage.is_leaving() {
            return false;
        }
        match newest {
            // The zone above may have said either; nothing is taken away before it says the newest.
            Some(made) => {
                let known = Seconds(longest_kept.0 + SLACK.0);
                self.enter(Stage::Rolling, now, Some((made + known).max(now)));
            }
            None => self.enter(Stage::Offered, now, None),
        }
        true
    }

    /// Changes to another key.
    ///
    /// # Errors
    /// While a change is under way, or the end was begun.
    pub fn roll(&mut self, now: Timestamp, longest_kept: Seconds) -> Result<Roll> {
        match self.stage {
            Stage::Signed => {
                let fresh = now + longest_kept.min(Seconds::DAY);
                let ready = self.ready.map_or(fresh, |ready| ready.max(fresh));
                self.enter(Stage::Signed, now, Some(ready));
                Ok(Roll::Instead)
            }
            Stage::Offered | Stage::Secure => {
                let known = now + Seconds(longest_kept.0 + SLACK.0);
                self.enter(Stage::Rolling, now, Some(known));
                Ok(Roll::Beside)
            }
            Stage::Rolling | Stage::Exchanging | Stage::Retiring => {
                Err(Error::Prohibited(Prohibition::PendingOperation))
            }
            Stage::Withdrawing | Stage::Unsigning => Err(Error::Prohibited(Prohibition::Disabled)),
        }
    }

    /// Ends the signing. `is_delegated` says that the zone above has some key.
    pub fn leave(&mut self, now: Timestamp, is_delegated: bool) -> Leave {
        match self.stage {
            Stage::Withdrawing | Stage::Unsigning => Leave::Already,
            Stage::Signed if !is_delegated => Leave::AtOnce,
            _ => {
                self.enter(Stage::Withdrawing, now, None);
                Leave::InOrder
            }
        }
    }

    /// The zone above was made to forget the keys, or leads elsewhere: what is left is to wait for caches.
    /// `was_delegated` says that it had some key before.
    pub fn lost(&mut self, now: Timestamp, was_delegated: bool) -> Leave {
        match self.stage {
            Stage::Unsigning => Leave::Already,
            Stage::Signed if !was_delegated => Leave::AtOnce,
            _ => {
                self.enter(Stage::Unsigning, now, Some(now + Seconds(PARENT_TTL.0 + SLACK.0)));
                Leave::InOrder
            }
        }
    }

    /// The zone above leads here from now on, and led elsewhere before: nothing is offered to it while
    /// caches may ask who answered then. Says whether that changes anything.
    pub fn arrived(&mut self, now: Timestamp) -> bool {
        let waits = matches!(self.stage, Stage::Signed | Stage::Offered);
        if waits {
            self.enter(Stage::Signed, now, Some(now + PARENT_TTL));
        }
        waits
    }

    /// The zone above did what was awaited; says whether anything was.
    pub fn confirmed(&mut self, now: Timestamp) -> bool {
        let forgotten = Some(now + Seconds(PARENT_TTL.0 + SLACK.0));
        match self.stage {
            Stage::Offered => self.enter(Stage::Secure, now, None),
            Stage::Exchanging => self.enter(Stage::Retiring, now, forgotten),
            Stage::Withdrawing => self.enter(Stage::Unsigning, now, forgotten),
            _ => return false,
        }
        true
    }

    /// What time does next, and when.
    #[must_use]
    pub fn next(&self) -> (Timestamp, Step) {
        let resign = (self.signed_at + RESIGN, Step::Resign);
        let step = match self.stage {
            Stage::Signed => Step::Offer,
            Stage::Rolling => Step::Exchange,
            Stage::Retiring => Step::Retire,
            Stage::Unsigning => Step::Unsign,
            _ => return resign,
        };
        self.ready.filter(|ready| *ready <= resign.0).map_or(resign, |ready| (ready, step))
    }

    /// Does what time does next, once it is due; none before.
    pub fn advance(&mut self, now: Timestamp) -> Option<Step> {
        let (due, step) = self.next();
        if due > now {
            return None;
        }
        match step {
            Step::Offer => self.enter(Stage::Offered, now, None),
            Step::Exchange => self.enter(Stage::Exchanging, now, None),
            Step::Retire => self.enter(Stage::Secure, now, None),
            Step::Unsign => {}
            Step::Resign => self.signed_at = now,
        }
        Some(step)
    }

    const fn enter(&mut self, stage: Stage, now: Timestamp, ready: Option<Timestamp>) {
        self.stage = stage;
        self.since = now;
        self.ready = ready;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 86_400;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(1_800_000_000 + seconds)
    }

    fn begun(unsigned: i64) -> Signing {
        Signing::begun(Algorithm::Ed25519, at(0), Seconds(unsigned))
    }

    /// A zone whose key the zone above took at once.
    fn secure() -> Signing {
        let mut zone = begun(0);
        assert_eq!(zone.advance(at(0)), Some(Step::Offer));
        assert!(zone.confirmed(at(0)));
        zone
    }

    #[test]
    fn a_key_is_offered_when_no_cache_holds_an_unsigned_answer() {
        let mut new = begun(0);
        assert_eq!(new.advance(at(0)), Some(Step::Offer));
        assert_eq!(new.stage.says(), Says::Oldest);

        let mut known = begun(7_200);
        assert_eq!((known.stage.says(), known.next()), (Says::Silent, (at(7_200), Step::Offer)));
        assert_eq!(known.advance(at(7_199)), None);
        assert_eq!(known.advance(at(7_200)), Some(Step::Offer));
        assert!(known.confirmed(at(7_201)));
        assert_eq!(known.stage, Stage::Secure);
        assert_eq!(begun(30 * DAY).ready, Some(at(DAY)), "a day at most");
    }

    #[test]
    fn signatures_are_made_anew_each_week() {
        let mut zone = secure();
        assert_eq!(zone.next(), (at(7 * DAY), Step::Resign));
        assert_eq!(zone.advance(at(9 * DAY)), Some(Step::Resign));
        assert_eq!(zone.next(), (at(16 * DAY), Step::Resign));
        assert_eq!(zone.stage, Stage::Secure);
    }

    #[test]
    fn a_key_changes_beside_the_old_one() {
        let mut zone = secure();
        assert_eq!(zone.roll(at(DAY), Seconds(2 * HOUR)), Ok(Roll::Beside));
        assert_eq!((zone.stage, zone.stage.says()), (Stage::Rolling, Says::Oldest));
        let known = DAY + 3 * HOUR;
        assert_eq!(zone.next(), (at(known), Step::Exchange));
        assert_eq!(zone.advance(at(known)), Some(Step::Exchange));
        assert_eq!(zone.stage.says(), Says::Newest);
        assert!(zone.stage.awaits_parent() && zone.next().1 == Step::Resign);
        // However long the zone above takes: the old key goes after its own records are forgotten.
        assert!(zone.confirmed(at(5 * DAY)));
        assert_eq!(zone.next(), (at(6 * DAY + HOUR), Step::Retire));
        assert_eq!(zone.advance(at(6 * DAY + HOUR)), Some(Step::Retire));
        assert_eq!(zone.stage, Stage::Secure);
    }

    #[test]
    fn what_is_signed_no_more_goes_last() {
        let mut zone = secure();
        assert_eq!(zone.leave(at(DAY), true), Leave::InOrder);
        assert_eq!((zone.stage, zone.stage.says()), (Stage::Withdrawing, Says::Nothing));
        assert_eq!(zone.leave(at(DAY), true), Leave::Already);
        assert!(zone.confirmed(at(2 * DAY)));
        assert_eq!(zone.next(), (at(3 * DAY + HOUR), Step::Unsign));
        assert_eq!(zone.advance(at(3 * DAY + HOUR)), Some(Step::Unsign));
    }

    #[test]
    fn a_key_that_nobody_was_told_of_needs_no_waiting() {
        let mut zone = begun(HOUR);
        assert_eq!(zone.roll(at(1_800), Seconds(HOUR)), Ok(Roll::Instead));
        assert_eq!(zone.next(), (at(1_800 + HOUR), Step::Offer), "caches may hold the other's");
        assert_eq!(zone.leave(at(2_000), false), Leave::AtOnce);
        assert_eq!(zone.leave(at(2_000), true), Leave::InOrder, "unless somebody told them");
    }

    #[test]
    fn a_change_before_the_zone_above_answered_overtakes_the_first_key() {
        let mut zone = begun(0);
        zone.advance(at(0));
        assert_eq!(zone.roll(at(10), Seconds(HOUR)), Ok(Roll::Beside));
        assert!(!zone.confirmed(at(11)), "what was asked for the old key says nothing now");
        assert_eq!(zone.next(), (at(10 + 2 * HOUR), Step::Exchange));
    }

    #[test]
    fn only_one_change_at_a_time() {
        let mut zone = secure();
        zone.roll(at(0), Seconds(HOUR)).unwrap();
        let busy = Err(Error::Prohibited(Prohibition::PendingOperation));
        assert_eq!(zone.roll(at(1), Seconds(HOUR)), busy);
        zone.advance(at(DAY));
        assert_eq!(zone.roll(at(DAY), Seconds(HOUR)), busy);
        zone.confirmed(at(DAY));
        assert_eq!(zone.roll(at(DAY), Seconds(HOUR)), busy);
        zone.leave(at(DAY), true);
        let off = Err(Error::Prohibited(Prohibition::Disabled));
        assert_eq!(zone.roll(at(DAY), Seconds(HOUR)), off);
    }

    #[test]
    fn the_end_begins_at_any_stage_and_may_be_called_off() {
        let mut zone = secure();
        zone.roll(at(0), Seconds(HOUR)).unwrap();
        assert_eq!(zone.leave(at(60), true), Leave::InOrder);
        // Two keys are there: the change that was begun goes on where it was.
        assert!(zone.resume(at(120), Some(at(0)), Seconds(HOUR)));
        assert_eq!(zone.next(), (at(2 * HOUR), Step::Exchange));

        let mut zone = secure();
        zone.leave(at(0), true);
        zone.confirmed(at(0));
        assert!(zone.resume(at(60), None, Seconds(HOUR)));
        assert_eq!(zone.stage, Stage::Offered);
        assert!(!zone.resume(at(61), None, Seconds(HOUR)), "it is signed already");
    }

    #[test]
    fn delegations_come_and_go() {
        let mut zone = secure();
        assert!(!zone.arrived(at(10)));
        assert_eq!(zone.lost(at(60), true), Leave::InOrder);
        assert_eq!(zone.next(), (at(60 + DAY + HOUR), Step::Unsign));
        assert_eq!(begun(HOUR).lost(at(60), false), Leave::AtOnce);

        let mut zone = begun(0);
        zone.advance(at(0));
        assert!(zone.arrived(at(60)));
        assert_eq!(zone.next(), (at(60 + DAY), Step::Offer));
    }

    #[test]
    fn caches_keep_what_lives_longest() {
        let record = |ttl| Record {
            name: "a.example".to_owned(),
            kind: "A".to_owned(),
            ttl,
            priority: 0,
            content: "192.0.2.1".to_owned(),
        };
        assert_eq!(longest_kept(&[record(60)]), Seconds(HOUR));
        assert_eq!(longest_kept(&[record(60), record(7_200)]), Seconds(2 * HOUR));
        assert_eq!(longest_kept(&[record(u32::MAX)]), Seconds(7 * DAY));
    }

    #[test]
    fn words_are_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_word(stage.word()), Some(stage));
        }
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::from_word(algorithm.word()), Some(algorithm));
            assert_eq!(Algorithm::from_number(algorithm.number().into()), Some(algorithm));
        }
    }
}
